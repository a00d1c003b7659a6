"""What may be written instead of what a rule has found."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.case import Question, Statement
from workflow.lint.record import Record
from workflow.phrases import short
from workflow.terms import Stance
from workflow.wording import clause

_MAY = {
    Stance.DECLINES: "Write “declined to comment on whether {it}”.",
    Stance.NO_RESPONSE: "Write “did not respond to questions”, with the deadline.",
    Stance.NEITHER: "Write “would neither confirm nor deny that {it}”.",
    Stance.CANNOT_SAY: "Write “could not say whether {it}”.",
    Stance.ACKNOWLEDGES: "Write that they had received the question, and nothing more.",
    Stance.NOT_DISPUTED: "Write “asked about the document, did not dispute it”.",
    Stance.IMPLIES: "Write what was done, and not what it may mean.",
    Stance.DISPUTES: "Write “disputed that {it}”.",
    Stance.RETRACTS: "Write that the earlier statement was withdrawn, and when.",
}


_TRIED = 3


def told_instead(record: Record, held: Sequence[Statement], asked: Sequence[Question]) -> str:
    """What may be written where somebody does not confirm: a sentence of the wording, else by the last stance held."""
    ids = {question.id for question in asked}
    for statement in reversed(held[-_TRIED:]):
        if text := record.printable(statement, ids):
            return f"Write: {text}"
    for statement in reversed(held):
        for question in asked:
            stance = statement.says.stances.get(question.id)
            if stance in _MAY:
                return _MAY[stance].format(it=_clause(question.proposition))
    names = " or ".join(dict.fromkeys(question.word for question in asked[:3])) or "this"
    return f"Say who confirms {names} and log the statement, or leave the confirmation out."


def asked_whether(questions: Sequence[Question]) -> str:
    """One question as a clause after `that`, or `it` where several or none is meant."""
    if len(questions) != 1 or not questions[0].proposition.strip():
        return "it"
    return f"that {clause(short(questions[0].proposition))}"


def _clause(proposition: str) -> str:
    return clause(proposition) if proposition.strip() else "it is so"


def either(texts: Sequence[str]) -> str:
    """Up to three texts in quotation marks, as a choice."""
    shown = [f"“{text}”" for text in dict.fromkeys(texts)][:3]
    return " or ".join(shown)
