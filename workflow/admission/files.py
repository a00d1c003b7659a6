"""What is asked of the checks of a file, of what was done with it, and of whoever looked for a signature."""

from __future__ import annotations

from collections.abc import Iterator

from workflow import facts as f
from workflow.admission.problem import Problem, filled
from workflow.case import Case
from workflow.facts import FactId
from workflow.findings import KINDS
from workflow.holdings import Exhibit
from workflow.terms import Handling

_MAKES = (Handling.FLATTENED, Handling.CLEANED, Handling.UNPACKED, Handling.COMPARED)
"""The acts that name a second file."""


def checked(case: Case, fact: f.FileChecked) -> Iterator[Problem]:
    """A file of the case, and findings that the table knows."""
    yield from _held(case, "exhibit", fact.exhibit)
    if any(one.id not in KINDS for one in fact.findings) or any(one.check not in KINDS for one in fact.checks):
        yield Problem("findings", "Check the file again: these findings are not of this version.")


def handled(case: Case, fact: f.FileHandled) -> Iterator[Problem]:
    """A file of the case, and the other one where the act has one."""
    yield from _held(case, "exhibit", fact.exhibit)
    if fact.act in _MAKES:
        yield from _held(case, "made", fact.made)
        if fact.made == fact.exhibit:
            yield Problem("made", "Name another file: this is the one that it was done with.")
    elif fact.made:
        yield Problem("made", "Leave out the second file: this act makes none.")


def signature_seen(case: Case, fact: f.SignatureSeen) -> Iterator[Problem]:
    """A file of the document, and who looked."""
    yield from _held(case, "exhibit", fact.exhibit)
    yield from filled("by", fact.by, "Give the initials of whoever looked.")
    held = exhibit_of(case, fact.exhibit)
    if held is not None and not held.kind.is_document:
        yield Problem("exhibit", "Choose a file of the document itself.")


def exhibit_of(case: Case, name: FactId) -> Exhibit | None:
    """The file of that id; None where the case holds none."""
    return next((one for one in case.holdings.exhibits if one.id == name), None)


def _held(case: Case, field: str, name: FactId) -> Iterator[Problem]:
    if exhibit_of(case, name) is None:
        yield Problem(field, "Choose a file that the case holds.")
