"""The texts of a case that somebody approved for the public, each with its place, as they stand today."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workflow.case import Case, Statement
from workflow.facts import FactId
from workflow.outgoing import Approval
from workflow.voices import Names


class PublicText(NamedTuple):
    """A text that is approved: its place, the text as the case holds it, as it would be printed, and the approval.

    `statement` is the one whose field it is, or empty.
    """

    place: str
    held: str
    printed: str
    approval: Approval
    statement: FactId = ""

    @property
    def field(self) -> str:
        """The field at the end of the place."""
        return self.place.rpartition(":")[2]


def approved_texts(case: Case, names: Names) -> Iterator[PublicText]:
    """Every text of the case whose approval is of exactly what stands there today, in the order of the case."""
    places = {place for place, _ in case.outgoing.approvals}
    if not places:
        return
    for place, held, statement in _texts(case):
        if place in places and (found := _approved(case, names, place, held)):
            yield PublicText(place, held, *found, statement)


def _approved(case: Case, names: Names, place: str, held: str) -> tuple[str, Approval] | None:
    """An approval is of the text as it is printed: on one line or on several, an unnamed one's without any name."""
    line = " ".join(held.split())
    forms = (
        names.told(text, unnamed=unnamed, multiline=multiline)
        for unnamed in (False, True)
        for text, multiline in ((line, False), (held, True), (held, False))
    )
    for form in forms:
        if approval := case.outgoing.approval(place, form):
            return form, approval
    return None


def _texts(case: Case) -> Iterator[tuple[str, str, FactId]]:
    """Every text that can have a place in what the public reads: the place, the text, the statement that it is of."""
    yield "case:title", case.title, ""
    for name, text in case.document.items():
        yield f"document:{name}", text, ""
    for passage in case.outgoing.passages:
        yield f"passage:{passage.section}", passage.text, ""
    for question in case.questions:
        yield f"{question.id}:proposition", question.proposition, ""
    for source in case.sources.values():
        yield f"{source.id}:name", source.name, ""
        yield f"{source.id}:descriptor", source.descriptor, ""
    for statement in case.statements:
        yield from _of_statement(statement)
    for request in case.requests:
        yield f"{request.id}:office", request.office, ""
    for correction in case.outgoing.corrections:
        yield f"{correction.id}:text", correction.text, ""
        yield f"{correction.id}:where", correction.where, ""
    for export in case.outgoing.exports:
        for printed in export.printed:
            yield f"{printed.id}:where", printed.where, ""


def _of_statement(statement: Statement) -> Iterator[tuple[str, str, FactId]]:
    says, promise = statement.says, statement.promise
    fields = {
        "quote": says.quote,
        "paraphrase": says.paraphrase,
        "via": says.via,
        "descriptor": promise.descriptor,
        "reason": promise.reason,
    }
    for field, text in fields.items():
        if text:
            yield f"{statement.id}:{field}", text, statement.id
