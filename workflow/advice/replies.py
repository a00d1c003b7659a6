"""What to ask after an official has spoken: about the rest, about silence on the point, about words that only imply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from workflow.advice.prompt import Line, Place, and_more
from workflow.advice.view import View, body_of, printable, who
from workflow.case import Question, Statement, said_before
from workflow.facts import FactId
from workflow.fate import Fate
from workflow.phrases import capital
from workflow.terms import Stance, Standing, Weight
from workflow.verdict import question_words

_ON = {
    Stance.DECLINES: "declined",
    Stance.NEITHER: "would neither confirm nor deny",
    Stance.CANNOT_SAY: "could not say",
    Stance.NOT_DISPUTED: "did not dispute it",
    Stance.IMPLIES: "only implied it",
}


def one_answer(view: View) -> Iterator[Line]:
    """W9: the newest official statement of a body takes a stance on one question only, while others stand open."""
    newest: dict[str, tuple[Question, Statement]] = {}
    answered: dict[str, set[FactId]] = {}
    for question, fate in view.live_officials():
        body = body_of(view.case.source_of(fate.statement))
        answered.setdefault(body, set()).add(question.id)
        held = newest.get(body)
        if held is None or fate.statement.order > held[1].order:
            newest[body] = (question, fate.statement)
    unsettled = {question.id for question in view.case.questions if not view.states[question.id].settled}
    for body, (question, statement) in newest.items():
        if sum(stance.weighs for stance in statement.says.stances.values()) == 1 and unsettled - answered[body]:
            (word,) = question_words(view.case, (question.id,))
            source = capital(who(view.case, statement))
            reason = f"{source} took a stance on one question, and others stand open."
            yield Line(
                f"{source} answered on {word}. Anything on the others?", reason, Place("statement", statement.id)
            )


def declined(view: View) -> Iterator[Line]:
    """W10: the issuer declines, or will neither confirm nor deny."""
    text = "Ask what it declines: the document, the meaning, or all of it?"
    yield from _unanswered(view, {Stance.DECLINES, Stance.NEITHER}, text)


def could_not_say(view: View) -> Iterator[Line]:
    """W11: the issuer cannot say."""
    text = "Who in the building would know, and when can you call back?"
    yield from _unanswered(view, {Stance.CANNOT_SAY}, text)


def implied(view: View) -> Iterator[Line]:
    """W12: the issuer did not dispute, or only implied."""
    text = "Not a confirmation. Put the direct question: is this document yours?"
    yield from _unanswered(view, {Stance.NOT_DISPUTED, Stance.IMPLIES}, text)


def _unanswered(view: View, stances: Set[Stance], text: str) -> Iterator[Line]:
    """One line for what issuers said in these stances, less what their bodies answered officially since."""
    if Standing.ISSUER not in view.heard:
        return
    by_statement: dict[FactId, list[tuple[Question, Fate]]] = {}
    for question in view.case.questions:
        for fate in _pending(view, view.tallies[question.id].fates, stances):
            by_statement.setdefault(fate.statement.id, []).append((question, fate))
    if not by_statement:
        return
    last = max(by_statement.values(), key=lambda found: found[0][1].statement.order)
    statement, stance = last[0][1].statement, last[0][1].stance
    on = view.named([question for question, fate in last if fate.stance is stance])
    reason = f"On {on}, {who(view.case, statement)} {_ON[stance]}."
    yield Line(text, and_more(reason, len(by_statement) - 1), Place("statement", statement.id))


def _pending(view: View, fates: Sequence[Fate], stances: Set[Stance]) -> list[Fate]:
    """For each body its newest word in these stances on one question, unless the body answered officially later."""
    pending: dict[str, Fate] = {}
    for fate in fates:
        if fate.stance in stances and printable(fate.statement):
            source = view.case.source_of(fate.statement)
            held = pending.get(body_of(source))
            if source.standing is Standing.ISSUER and (held is None or said_before(held.statement, fate.statement)):
                pending[body_of(source)] = fate
    for fate in fates if pending else ():
        if fate.weight is Weight.OFFICIAL:
            body = body_of(view.case.source_of(fate.statement))
            if body in pending and said_before(pending[body].statement, fate.statement):
                del pending[body]
    return list(pending.values())
