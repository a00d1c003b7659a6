"""What the state of a question leaves to do, whatever made it."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.advice.prompt import CASE, Line
from workflow.advice.view import View, place_of
from workflow.case import Question
from workflow.phrases import capital, say_when
from workflow.terms import Kind, State

FORTNIGHT = 14 * 86_400_000_000
"""How long a case may stand without a new statement, in microseconds (W35)."""

_DISPUTED = (
    State.SHOWN_FALSE,
    State.OFFICIALLY_DISPUTED,
    State.INDEPENDENTLY_DISPUTED,
    State.NAMED_DISPUTED,
    State.ANONYMOUSLY_DISPUTED,
)


def genuine_disputed(view: View) -> Iterator[Line]:
    """W24: genuine is officially disputed."""
    text = "Put your contrary evidence to the issuer. Look for correspondents who can own their part."
    yield from _in_state(view, _of_kind(view, State.OFFICIALLY_DISPUTED, kinds=(Kind.GENUINE,)), text)


def split(view: View) -> Iterator[Line]:
    """W25: reading or status is officially disputed while genuine is positive."""
    genuine = next((question for question in view.case.questions if question.kind is Kind.GENUINE), None)
    if genuine is not None and view.states[genuine.id].positive:
        text = "Say both in one sentence. Ask the issuer what it does mean, and for the final version."
        questions = _of_kind(view, State.OFFICIALLY_DISPUTED, kinds=(Kind.READING, Kind.STATUS))
        yield from _in_state(view, questions, text, f", genuine {view.states[genuine.id].word}")


def contested(view: View) -> Iterator[Line]:
    """W26: contested."""
    text = "Write each side's strongest line with its basis. What single record would settle it? Request it."
    yield from _in_state(view, view.within(State.CONTESTED), text)


def altered(view: View) -> Iterator[Line]:
    """W27: intact is disputed or shown false."""
    text = "Find the earliest copy and compare. Print nothing from the altered part except as altered."
    yield from _in_state(view, _of_kind(view, *_DISPUTED, kinds=(Kind.INTACT,)), text)


def withdrawn(view: View) -> Iterator[Line]:
    """W30: withdrawn."""
    text = "Nothing now supports this. Say so if we relied on it."
    yield from _in_state(view, view.within(State.WITHDRAWN), text)


def confirmed(view: View) -> Iterator[Line]:
    """W33: genuine is officially confirmed."""
    text = "Ask for the final or signed version. Confirm the content separately."
    yield from _in_state(view, _of_kind(view, State.OFFICIALLY_CONFIRMED, kinds=(Kind.GENUINE,)), text)


def gone_quiet(view: View) -> Iterator[Line]:
    """W35: the last statement is older than 14 days."""
    if view.statements and view.moment.at > view.statements[-1].learned_key + FORTNIGHT:
        last = say_when(view.statements[-1].learned, view.case.zone)
        text = "Anything new? Check issuer, court, archive, transcript."
        yield Line(text, f"The last statement reached us on {last}.", CASE)


def _of_kind(view: View, *states: State, kinds: tuple[Kind, ...]) -> list[Question]:
    return [question for question in view.within(*states) if question.kind in kinds]


def _in_state(view: View, questions: list[Question], text: str, more: str = "") -> Iterator[Line]:
    if questions:
        states = dict.fromkeys(view.states[question.id].word for question in questions)
        verb = "is" if len(questions) == 1 else "are"
        reason = f"{capital(view.named(questions))} {verb} {' and '.join(states)}{more}."
        yield Line(text, reason, place_of(questions[0]))
