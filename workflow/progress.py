"""The states of a case as the desk learns one thing after another."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from workflow.case import Case, Moment, Statement
from workflow.evidence import Tally, feed, unsettled_sources
from workflow.facts import FactId
from workflow.terms import State
from workflow.verdict import decide, headline
from workflow.when import Instant


class QuestionChange(NamedTuple):
    """A question moves from one state to another."""

    question_id: FactId
    before: State
    after: State


class Progress:
    """Takes the statements of a case one by one in the order learned, and knows the states after each.

    Terms and embargoes are judged as of the moment of each step. With everything learned in view, what was learned
    after today is judged as today.
    """

    def __init__(self, case: Case, moment: Moment) -> None:
        self._case = case
        self._moment = moment
        self._told: dict[FactId, list[Statement]] = {question.id: [] for question in case.questions}
        self._judged: dict[FactId, Instant] = {}
        self._unsettled = unsettled_sources(case)
        self._tallies = {question.id: Tally(question) for question in case.questions}
        self.states = dict.fromkeys(self._tallies, State.UNCONFIRMED)
        self.headline = headline(case, self.states)
        self._beyond = False

    def learn(self, statement: Statement, at: Instant) -> tuple[QuestionChange, ...]:
        """What changes as a statement is learned."""
        stale = self._stale(at)
        for name in statement.says.stances:
            if name in self._told:
                self._told[name].append(statement)
        if stale:
            self._judge_again(stale, at)
        else:
            feed(self._tallies, self._case, statement, self._as_of(at), self._unsettled)
        return self._step({*statement.says.stances, *stale})

    def judge(self, statement: Statement, at: Instant) -> tuple[QuestionChange, ...]:
        """What changes as the terms of a statement change or its embargo lifts, if it was learned by then."""
        touched = set(self._stale(at))
        if statement.learned_key <= at:
            touched.update(name for name, stance in statement.says.stances.items() if stance.weighs)
        self._judge_again([name for name in touched if self._judged.get(name) != at], at)
        return self._step(touched)

    def _as_of(self, at: Instant) -> Moment:
        return Moment(at, self._moment.now) if at <= self._moment.at else self._moment

    def _stale(self, at: Instant) -> Collection[FactId]:
        """All questions as the first step after today is taken: agreements yet to come are in view from there on."""
        if self._beyond or at <= self._moment.at:
            return ()
        self._beyond = True
        return self._tallies.keys()

    def _judge_again(self, questions: Collection[FactId], at: Instant) -> None:
        for name in questions:
            if name not in self._tallies:
                continue
            self._judged[name] = at
            self._tallies[name] = Tally(self._tallies[name].question)
            afresh = {name: self._tallies[name]}
            for statement in self._told[name]:
                feed(afresh, self._case, statement, self._as_of(at), self._unsettled)

    def _step(self, touched: Collection[FactId]) -> tuple[QuestionChange, ...]:
        changes = []
        for name in self._tallies:
            if name in touched and (state := decide(self._tallies[name])) is not self.states[name]:
                changes.append(QuestionChange(name, self.states[name], state))
                self.states[name] = state
        if changes:
            self.headline = headline(self._case, self.states)
        return tuple(changes)
