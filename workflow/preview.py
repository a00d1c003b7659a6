"""What would change if some facts were added, found by folding the case once more with them in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from workflow.case import Case, Moment, Question
from workflow.facts import Entry, FactId, SourceAdded, StatementLogged
from workflow.fold import fold
from workflow.terms import State
from workflow.verdict import Evaluation, Headline, evaluate, headline
from workflow.why import sentence


class Change(NamedTuple):
    """A question that would move to another state, and in a sentence or two why it would stand there."""

    question_id: FactId
    before: State
    after: State
    because: str


class Preview(NamedTuple):
    """What would change: questions in case order, and the headline."""

    questions: tuple[Change, ...]
    headline_before: Headline
    headline_after: Headline


def preview(case: Case, entries: Sequence[Entry], moment: Moment, before: Evaluation | None = None) -> Preview:
    """What would change at a moment if these entries were added at the end of the log.

    They carry temporary ids, by which they may name each other. Pass the evaluation of the case at the same moment
    where it is at hand. Raises OnRecordError where a fact holds a time that cannot be read.
    """
    before = before or evaluate(case, moment)
    fuller = fold((*case.entries, *entries))
    touched = _touched(fuller, entries)
    part = evaluate(msgspec.structs.replace(fuller, questions=touched), moment)
    after = Evaluation(
        moment,
        {q.id: part.tallies[q.id] if q.id in part.tallies else before.tallies[q.id] for q in fuller.questions},
        {q.id: part.states[q.id] if q.id in part.states else before.states[q.id] for q in fuller.questions},
    )
    return Preview(
        tuple(_change(fuller, before, after, q.id) for q in touched if _moves(before, after, q.id)),
        headline(case, before.states),
        headline(fuller, after.states),
    )


def _touched(case: Case, entries: Sequence[Entry]) -> tuple[Question, ...]:
    """The questions whose states can move: those that new statements speak of, or all where other facts are added."""
    names: set[FactId] = set()
    for entry in entries:
        if isinstance(entry.fact, StatementLogged):
            names.update(entry.fact.stances)
        elif not isinstance(entry.fact, SourceAdded):
            return case.questions
    return tuple(question for question in case.questions if question.id in names)


def _moves(before: Evaluation, after: Evaluation, name: FactId) -> bool:
    return after.states[name] is not before.states.get(name, State.UNCONFIRMED)


def _change(case: Case, before: Evaluation, after: Evaluation, name: FactId) -> Change:
    was = before.states.get(name, State.UNCONFIRMED)
    return Change(name, was, after.states[name], sentence(case, after, name))
