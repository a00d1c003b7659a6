"""Keeping a copy that was made of a file: its bytes in the store, its link in the log, all checks made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from workflow.case import Case
from workflow.errors import OnRecordError
from workflow.examine import Examiner
from workflow.facts import ExhibitAttached, FactId, FileHandled
from workflow.files import Taken
from workflow.findings import Report, Supplies
from workflow.holdings import Exhibit
from workflow.intake.checking import examined, version
from workflow.intake.session import session
from workflow.intake.taking import Asked, kept
from workflow.ledger import Ledger
from workflow.terms import ExhibitKind, Handling

GoesOn = Callable[[], bool] | None

NAME = "copy-to-show"
"""What such a copy is called: nothing of the name of what it was made of, which can tell of a source."""


TO_SHOW = "Made of another file, to show."
"""The note of such a copy; of which file it was made is logged apart, since summaries count files anew."""


class NotToShow(OnRecordError):
    """Of this file no copy can be made: it is not kept, or it is no file of the document."""


class Made(NamedTuple):
    """A copy that was made and is kept: its file, and what the checks tell of it now.

    `is_new` is no where the very same copy was made before.
    """

    copy: Exhibit
    report: Report
    is_new: bool


class Making(NamedTuple):
    """How a copy was made: what was done, by which tool, and in which way."""

    act: Handling
    tool: str
    note: str = ""


def to_show(ledger: Ledger, case_id: str, exhibit: FactId) -> Exhibit:
    """The kept file of the document of that id. Raises NotToShow."""
    found = next((one for one in ledger.case(case_id).holdings.exhibits if one.id == exhibit), None)
    if found is None or not found.kind.is_document:
        raise NotToShow("Copies to show are made of files of the document.", remedy="Choose one of them.")
    if not found.is_kept:
        raise NotToShow(
            "The desk knows this file by its hash alone.",
            where=f"file {found.number}",
            remedy="Take its bytes in first: onrecord intake.",
        )
    return found


def keep(
    ledger: Ledger,
    case_id: str,
    of: Exhibit,
    data: bytes,
    ending: str,
    making: Making,
    examiner: Examiner,
    supplies: Supplies,
    goes_on: GoesOn = None,
) -> Made:
    """Keep a copy, link it to the file that it was made of, make all checks of it and log them.

    Raises Stopped, and what taking in and logging raise.
    """
    with session(ledger, case_id) as files:
        taken = files.store.put_bytes(f"{NAME}.{ending}", data, files.kept)
        is_new = files.is_news(taken)
        if is_new:
            files.log([of_copy(taken)])
        name = files.held[taken.sha256][0]
        if name == of.id:
            raise NotToShow("The copy is the file itself, byte for byte.", where=f"file {of.number}")
        if not is_linked(ledger.case(case_id), of.id, making.act, name):
            files.log([FileHandled(of.id, making.act, name, making.tool, making.note)])
    with files.store.open(taken.sha256, taken.name) as target:
        report = examiner.check(target, supplies, goes_on)
    examined(ledger, case_id, name, report)
    copy = next(one for one in ledger.case(case_id).holdings.exhibits if one.id == name)
    return Made(copy, report, is_new)


def own_tool() -> str:
    """This program and its version, as an entry names what did something."""
    return f"onrecord {version()}"


def of_copy(taken: Taken) -> ExhibitAttached:
    """The entry of a copy to show whose bytes are kept."""
    return kept(taken, Asked(ExhibitKind.COPY, note=TO_SHOW))


def is_linked(case: Case, of: FactId, act: Handling, made: FactId) -> bool:
    """Whether the case knows that a file was made of another one in that way."""
    return any((one.exhibit, one.act, one.made) == (of, act, made) for one in case.holdings.handled)
