"""Where what was just logged stands: the place to show, or a sentence that says where it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workflow.case import Case
from workflow.facts import FactId


class Arrival(NamedTuple):
    """A kind of thing and its id, the pane in which it stands, and how to get there from another."""

    kind: str
    name: FactId
    pane: str
    where: str


def _held(case: Case) -> tuple[tuple[str, set[FactId]], ...]:
    """What the document pane shows of files, custody and people accused, by kind."""
    held = case.holdings
    return (
        ("exhibit", {one.id for one in held.exhibits}),
        ("custody", {one.id for one in held.custody}),
        ("accusation", {one.id for one in held.accused}),
    )


def arrival(case: Case, facts: Iterable[FactId]) -> Arrival | None:
    """The place of what an act added to a case; None where nothing of it stands in a list."""
    added = set(facts)
    requests = {request.id for request in case.requests}
    notes = {note.id for note in case.notes}
    for name in added & set(case.by_id):
        if any(question in case.question_by_id for question in case.by_id[name].says.stances):
            return Arrival("statement", name, "questions", "It stands under its questions: press 1.")
        return Arrival("", name, "timeline", "It speaks on no question and stands on the timeline: press 2.")
    for kind, names, pane, where in (
        ("question", set(case.question_by_id), "questions", "It stands among the questions: press 1."),
        ("request", requests, "outreach", "It stands under Outreach: press 5."),
        (
            "disclosure",
            {one.id for one in case.holdings.disclosures},
            "outreach",
            "It stands in the ledger under Outreach: press 5.",
        ),
        ("source", set(case.sources), "sources", "It stands under Sources: press 3."),
        ("note", notes, "document", "It stands under Document: press 4."),
        *((kind, names, "document", "It stands under Document: press 4.") for kind, names in _held(case)),
    ):
        for name in added & names:
            return Arrival(kind, name, pane, where)
    return None
