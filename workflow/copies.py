"""The copies of the document as they reached us: with several, it must be said which one a statement is about."""

from __future__ import annotations

from workflow.case import Case
from workflow.holdings import Exhibit
from workflow.terms import ExhibitKind, Handling


def copies(case: Case) -> tuple[Exhibit, ...]:
    """One file for each set of bytes that reached us as the document; what was only taken out of another is none."""
    numbers = {one.id: one.number for one in case.holdings.exhibits}
    within = {
        act.made
        for act in case.holdings.handled
        if act.act is Handling.UNPACKED and numbers.get(act.exhibit, 0) < numbers.get(act.made, 0)
    }
    found: dict[str, Exhibit] = {}
    for one in case.holdings.about(""):
        if one.kind is ExhibitKind.ORIGINAL and one.id not in within:
            found.setdefault(one.sha256, one)
    return tuple(found.values())
