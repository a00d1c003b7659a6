"""What leaves the desk: it was scanned, it is on the disk, then the log says that it left, then it gets its name.

An export is a fact: for whom, in which form, standing at which moment, the hash of its readable bytes, who did it, and
to whose keys it was encrypted. What it says is never in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workflow import agefile
from workflow.agefile import Recipient
from workflow.errors import OnRecordError
from workflow.facts import Exported, ExportFailed, FactId
from workflow.leakscan import Cleared
from workflow.summaries.writing import Staged
from workflow.terms import Audience

if TYPE_CHECKING:
    from workflow.ledger import Ledger


class CannotLeave(OnRecordError):
    """Nothing may leave this desk, because nothing can be logged in it."""


class NotCleared(OnRecordError):
    """These bytes were not the ones that were scanned."""


class MustEncrypt(OnRecordError):
    """A file of a sealed desk that is not for the public goes to named keys, or openly by an explicit choice."""


class ReadByAll(OnRecordError):
    """What everybody is to read is encrypted to nobody."""


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


def must_encrypt(ledger: Ledger, audience: Audience, form: str) -> bool:
    """Whether a file of this desk goes to named keys unless somebody says that it goes unencrypted.

    The public's is read by all, and a calendar by a program that knows no keys.
    """
    return ledger.is_sealed and audience is not Audience.PUBLIC and form != "ics"


def leave(
    ledger: Ledger,
    cases: Sequence[str],
    leaving: Leaving,
    path: Path,
    cleared: Cleared,
    overwrite: bool = False,
    to: Sequence[Recipient] = (),
    *,
    unencrypted: bool = False,
) -> tuple[FactId, ...]:
    """Write a file, as an age file where it goes `to` somebody, and log in its cases that it left; the facts' ids.

    A file that is not written after all is logged as failed. Raises CannotLeave, NotCleared for bytes that were not
    scanned, MustEncrypt, ReadByAll, BadKey, ExistsAlready, CannotWrite, or what the ledger raises; then there is no
    file.
    """
    data = _ready(ledger, cases, leaving, cleared, to, unencrypted)
    with Staged(path, data, overwrite) as staged:
        return _told(ledger, cases, leaving, to, staged.give_name)


def leave_to(
    ledger: Ledger,
    cases: Sequence[str],
    leaving: Leaving,
    write: Callable[[bytes], object],
    cleared: Cleared,
    to: Sequence[Recipient] = (),
    *,
    unencrypted: bool = False,
) -> tuple[FactId, ...]:
    """Log in its cases that something left, then write it where there is no file to name, such as standard output.

    Raises as `leave` does.
    """
    data = _ready(ledger, cases, leaving, cleared, to, unencrypted)
    return _told(ledger, cases, leaving, to, lambda: write(data))


def _ready(
    ledger: Ledger,
    cases: Sequence[str],
    leaving: Leaving,
    cleared: Cleared,
    to: Sequence[Recipient],
    unencrypted: bool,
) -> bytes:
    """The whole of what is written."""
    _must_log(ledger)
    if not _covered(ledger, cases, leaving, cleared):
        raise NotCleared(
            "This is not what was scanned for identities. Nothing was written.", remedy="Make the file again."
        )
    if to and leaving.audience is Audience.PUBLIC:
        raise ReadByAll(
            "The public's file is for everybody, so it is encrypted to nobody.", remedy="Leave out --encrypt-to."
        )
    if not to and not unencrypted and must_encrypt(ledger, leaving.audience, leaving.form):
        raise MustEncrypt(
            "This desk is sealed, and this file would not be.",
            remedy="Name who is to open it (--encrypt-to NAME), or say that it goes unencrypted (--unencrypted).",
        )
    return agefile.encrypt(leaving.data, to) if to else leaving.data


def _covered(ledger: Ledger, cases: Sequence[str], leaving: Leaving, cleared: Cleared) -> bool:
    """Whether these very bytes were scanned, for this reader, and for identities where these cases keep any."""
    if type(cleared) is not Cleared or not cleared.covers(leaving.data):
        return False
    if leaving.audience is Audience.PUBLIC and cleared.audience is not Audience.PUBLIC:
        return False
    return cleared.scanned or not any(ledger.case(case).identities for case in cases)


def _told(
    ledger: Ledger,
    cases: Sequence[str],
    leaving: Leaving,
    to: Sequence[Recipient],
    deliver: Callable[[], object],
) -> tuple[FactId, ...]:
    fact = Exported(
        leaving.audience,
        leaving.form,
        sha256(leaving.data).hexdigest(),
        leaving.as_of,
        ledger.settings().initials,
        tuple(one.name for one in to),
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
