"""What leaves the desk: a file is on the disk first, then the log says that it left, then it gets its name.

An export is a fact: for whom, in which form, standing at which moment, the hash of its bytes, who did it. What it says
is never in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workflow.errors import OnRecordError
from workflow.facts import Exported, ExportFailed, FactId
from workflow.summaries.writing import Staged
from workflow.terms import Audience

if TYPE_CHECKING:
    from workflow.ledger import Ledger


class CannotLeave(OnRecordError):
    """Nothing may leave this desk, because nothing can be logged in it."""


class Leaving(NamedTuple):
    """A file that is ready to leave: its bytes, and what the desk is told before it does.

    `as_of` is the moment it stands at (ISO 8601), empty for now. `holds` says what is in it, `left_out` what is not;
    `warnings` name shut gates, new descriptors and terms agreed after the fact. None of these goes into the file.
    """

    audience: Audience
    form: str
    data: bytes
    as_of: str = ""
    holds: str = ""
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def leave(
    ledger: Ledger, cases: Sequence[str], leaving: Leaving, path: Path, overwrite: bool = False
) -> tuple[FactId, ...]:
    """Write a file and log in its cases that it left; the ids of these facts.

    A file that is not written after all is logged as failed. Raises CannotLeave, ExistsAlready, CannotWrite, or what
    the ledger raises; then there is no file.
    """
    _must_log(ledger)
    with Staged(path, leaving.data, overwrite) as staged:
        return _told(ledger, cases, leaving, staged.give_name)


def leave_to(
    ledger: Ledger, cases: Sequence[str], leaving: Leaving, write: Callable[[bytes], object]
) -> tuple[FactId, ...]:
    """Log in its cases that something left, then write it where there is no file to name, such as standard output."""
    _must_log(ledger)
    return _told(ledger, cases, leaving, lambda: write(leaving.data))


def _told(ledger: Ledger, cases: Sequence[str], leaving: Leaving, deliver: Callable[[], object]) -> tuple[FactId, ...]:
    fact = Exported(
        leaving.audience,
        leaving.form,
        sha256(leaving.data).hexdigest(),
        leaving.as_of,
        ledger.settings().initials,
    )
    made: list[tuple[str, FactId]] = []
    try:
        made += [(case, entry.id) for case in cases for entry in ledger.append(case, fact)]
        deliver()
    except BaseException as error:
        why = error.what if isinstance(error, OnRecordError) else _WHY.get(type(error), "It was not written.")
        for case, export in made:
            with suppress(OnRecordError):  # why the file was not written is what the reporter has to be told
                ledger.append(case, ExportFailed(export, why))
        raise
    return tuple(export for _, export in made)


_WHY: dict[type, str] = {
    KeyboardInterrupt: "It was stopped before it was written.",
    BrokenPipeError: "Whoever was to read it went away.",
}


def _must_log(ledger: Ledger) -> None:
    """Say at once why a desk that cannot be written to lets nothing leave."""
    reason = "This desk is open for reading only" if ledger.read_only else ""
    if ledger.missing:
        reason = "This desk lacks entries that this machine has seen in it"
    if reason:
        raise CannotLeave(
            f"{reason}, and whatever leaves a desk is logged in it first. Nothing was written.",
            where=str(ledger.path),
            remedy="Work on a desk that can be written to."
            if ledger.read_only
            else "Restore the later file, or accept the loss: onrecord anchor accept --reason.",
        )
