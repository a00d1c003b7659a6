"""Which checks of the document are on file and which are not, in sentences for an editor and a lawyer."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.case import Case, Statement
from workflow.facts import DOCUMENT_FIELDS
from workflow.phrases import listed
from workflow.summaries.checks_of_files import not_of_files, of_files
from workflow.summaries.speaking import called, ended, time_of
from workflow.terms import ExhibitKind
from workflow.verdict import question_words

_HELD = {
    ExhibitKind.ORIGINAL: "The document as it reached us is not kept with a hash.",
    ExhibitKind.CAPTURE: "No page where it was found is kept with a hash.",
}


def checked(case: Case) -> Iterator[str]:
    """The findings of those who examined the document, in the order of their words; then what its files told."""
    yield from sorted(_finding(case, statement) for statement in case.statements if statement.says.technical)
    yield from of_files(case)


def unchecked(case: Case) -> Iterator[str]:
    """What was not done, or is not on file."""
    if not any(statement.says.technical for statement in case.statements):
        yield "No technical finding is logged."
    yield from not_of_files(case)
    kinds = {held.kind for held in case.holdings.about("")}
    yield from (sentence for kind, sentence in _HELD.items() if kind not in kinds)
    if not case.holdings.custody:
        yield "Nobody has logged who held it before it reached us."
    missing = [name for name in DOCUMENT_FIELDS if name != "note" and not case.document.get(name, "").strip()]
    if missing:
        yield f"Of what it claims about itself, not written down: {', '.join(missing)}."
    spoken = {question for statement in case.statements for question in statement.says.stances}
    if silent := [question.id for question in case.questions if question.id not in spoken]:
        yield f"Nobody has been heard on {listed(question_words(case, silent))}."


def _finding(case: Case, statement: Statement) -> str:
    says = statement.says
    stances = (
        f"{stance.word} {word}"
        for (question, stance), word in zip(says.stances.items(), question_words(case, says.stances), strict=True)
        if question in case.question_by_id
    )
    who, when = called(case.source_of(statement)), time_of(case, statement.said).text
    sign_off = f", signed off: {says.sign_off}" if says.sign_off else ""
    kind = "conclusive examination" if says.conclusive else "examination"
    return ended(f"{kind.capitalize()} by {who}, {when}: {listed(stances) or 'no stance'}{sign_off}")
