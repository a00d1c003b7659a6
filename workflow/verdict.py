"""From the statements that stand to a state: the decision table (4c) and the headline (4d)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workflow.case import Case, Moment
from workflow.evidence import Side, Tally, weigh
from workflow.facts import FactId
from workflow.fate import Fate
from workflow.terms import WORST_FIRST, Kind, State, Weight


class Evaluation(NamedTuple):
    """Every question of a case at a moment: the tally of its statements and the state they make, in case order."""

    moment: Moment
    tallies: Mapping[FactId, Tally]
    states: Mapping[FactId, State]

    @property
    def fates(self) -> dict[tuple[FactId, FactId], Fate]:
        """What became of each statement on each question, by the ids of both."""
        return {(fate.statement.id, name): fate for name, tally in self.tallies.items() for fate in tally.fates}


class Headline(NamedTuple):
    """The state that speaks for the document, and the ids of the questions that are in it."""

    state: State
    questions: tuple[FactId, ...]


def evaluate(case: Case, moment: Moment) -> Evaluation:
    """The state of every question of a case at a moment, each with what made it."""
    tallies = weigh(case, moment)
    return Evaluation(moment, tallies, {name: decide(tally) for name, tally in tallies.items()})


def decide(tally: Tally) -> State:
    """The state of a question (4c); the rows are those of the decision table, first match wins."""
    confirms, disputes = tally.confirms, tally.disputes
    c, d = confirms.best, disputes.best
    withdrawn = bool(tally.withdrawals)
    if disputes.decisive and not _has_official_or_technical(confirms):  # row 1
        return State.SHOWN_FALSE
    if disputes.official and _has_technical(disputes) and not c.strong:  # row 2
        return State.SHOWN_FALSE
    if c.strong and d.strong:  # row 3
        return State.CONTESTED
    if c.strong:  # row 4
        return _CONFIRMED[c]
    if d is Weight.OFFICIAL:  # row 5
        return State.OFFICIALLY_DISPUTED
    if d.strong:  # row 6
        if withdrawn and c is Weight.NONE:
            return State.WITHDRAWN
        return State.INDEPENDENTLY_DISPUTED if d is Weight.TECHNICAL else State.NAMED_DISPUTED
    if c is Weight.ANONYMOUS and d is Weight.ANONYMOUS:  # row 7
        return State.CONTESTED
    if c is Weight.ANONYMOUS:  # row 8
        return State.ANONYMOUSLY_CONFIRMED
    if d is Weight.ANONYMOUS:  # row 9
        return State.WITHDRAWN if withdrawn else State.ANONYMOUSLY_DISPUTED
    return State.WITHDRAWN if withdrawn else State.UNCONFIRMED  # row 10


_CONFIRMED = {
    Weight.OFFICIAL: State.OFFICIALLY_CONFIRMED,
    Weight.TECHNICAL: State.INDEPENDENTLY_VERIFIED,
    Weight.NAMED: State.NAMED_CONFIRMED,
}


def _has_technical(side: Side) -> bool:
    return bool(side.technical) and side.proven


def _has_official_or_technical(side: Side) -> bool:
    return bool(side.official) or _has_technical(side)


def headline(case: Case, states: Mapping[FactId, State]) -> Headline:
    """The headline of a document (4d); it always names the question or questions in that state."""
    genuine = next((question for question in case.questions if question.kind is Kind.GENUINE), None)
    if genuine is None:
        return Headline(State.UNCONFIRMED, ())
    state = states[genuine.id]
    if state.positive:
        others = [question.id for question in case.questions if question is not genuine]
        for worst in WORST_FIRST:
            if named := tuple(name for name in others if states[name] is worst):
                return Headline(worst, named)
    return Headline(state, (genuine.id,))


def question_words(case: Case, questions: Iterable[FactId]) -> tuple[str, ...]:
    """What the questions are called, in the order given; a second of the same kind gets its short name beside it."""
    kinds = [question.kind for question in case.questions]
    found = []
    for name in questions:
        question = case.question_by_id[name]
        twin = kinds.count(question.kind) > 1
        found.append(f"{question.word} ({question.slug})" if twin else question.word)
    return tuple(found)


def deciding(tally: Tally) -> tuple[list[Fate], list[Fate]]:
    """The live statements of the strongest class on each side: confirmations, disputes."""
    return _strongest(tally.confirms), _strongest(tally.disputes)


def _strongest(side: Side) -> list[Fate]:
    best = side.best
    return [fate for fate in side.live() if fate.weight is best]
