"""A case as the prompts look at it: what is known at the moment, each part worked out once and only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from workflow.advice.prompt import Place
from workflow.case import Case, Moment, Question, Request, Source, Statement
from workflow.duty import Duty, Ended, duties
from workflow.fate import Fate
from workflow.outreach import open_requests
from workflow.people import NOBODY, People
from workflow.phrases import listed, short
from workflow.terms import Standing, State, Term
from workflow.verdict import Evaluation, question_words


class View:
    """A case at a moment with its states. `steady` says times ahead by the clock instead of by the hours left.

    `whole` is the case with all that the desk holds of it, where `case` is what may leave the desk. `people` is what
    the vault tells, for the desk's own eyes.
    """

    def __init__(
        self,
        case: Case,
        evaluation: Evaluation,
        moment: Moment,
        *,
        steady: bool = False,
        whole: Case | None = None,
        people: People = NOBODY,
    ) -> None:
        self.case = case
        self.whole = whole or case
        self.states = evaluation.states
        self.tallies = evaluation.tallies
        self.moment = moment
        self.steady = steady
        self.people = people

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Whom of those who got an export is to be told what has changed; outside the desk, of states alone."""
        if self.whole is self.case:
            return duties(self.case, self.moment, Evaluation(self.moment, self.tallies, self.states))
        return tuple(_outside(duty) for duty in duties(self.whole, self.moment) if duty.moved)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements learned by the moment."""
        return self.case.learned_by(self.moment)

    @cached_property
    def heard(self) -> frozenset[Standing]:
        """The standings from which there is a statement."""
        sources = self.case.sources
        return frozenset(sources[name].standing for name in {statement.source for statement in self.statements})

    @cached_property
    def open_requests(self) -> tuple[Request, ...]:
        """The requests without an answer."""
        return open_requests(self.case, self.moment)

    def terms(self, statement: Statement) -> Term:
        """The terms of a statement at the moment."""
        return statement.terms_at(self.moment.as_of)[0] if statement.term_changes else statement.says.terms

    def within(self, *states: State) -> list[Question]:
        """The questions in one of these states, in the order of the case."""
        return [question for question in self.case.questions if self.states[question.id] in states]

    def fates(self) -> Iterator[tuple[Question, Fate]]:
        """What became of each statement on each question."""
        for question in self.case.questions:
            for fate in self.tallies[question.id].fates:
                yield question, fate

    def live_officials(self) -> Iterator[tuple[Question, Fate]]:
        """The official statements that stand, question by question."""
        for question in self.case.questions:
            tally = self.tallies[question.id]
            for side in (tally.confirms, tally.disputes):
                for fate in side.official:
                    yield question, fate

    def live_anonymous(self) -> Iterator[Fate]:
        """The unnamed statements that stand."""
        for tally in self.tallies.values():
            yield from tally.confirms.anonymous
            yield from tally.disputes.anonymous

    def named(self, questions: list[Question]) -> str:
        """The words of some questions, as a list."""
        return listed(question_words(self.case, (question.id for question in questions)))


UNKNOWN = "an unnamed source"
"""What stands for a source of whom nothing may be told."""


def _outside(duty: Duty) -> Duty:
    """A duty as readers may be told of it: of states alone, and of no earlier state whose words were erased since."""
    if not duty.erased:
        return duty._replace(ended=())
    ended = tuple(Ended("", moved.question, "") for moved in duty.moved)
    return duty._replace(moved=(), ended=ended, erased=False)


def who(case: Case, statement: Statement) -> str:
    """Whom a statement may be traced to in a sentence that can leave the desk, by today's terms.

    A name on the record, else a descriptor, and no descriptor where it would lead to a name or the terms forbid it.
    """
    source = case.source_of(statement)
    terms = statement.terms_at(None)[0]
    if terms is Term.ON_RECORD:
        return short(source.name or source.descriptor) or "a source"
    unnamed = terms.counts and not source.name
    return (_the(short(source.descriptor)) if unnamed else "") or UNKNOWN


def _the(descriptor: str) -> str:
    """A descriptor of somebody known: `the U.S. military official`, whatever article it had."""
    first, _, rest = descriptor.partition(" ")
    if first.lower() in ("a", "an") and rest:
        return f"the {rest}"
    return descriptor if not descriptor or first.lower() in _DEFINITE else f"the {descriptor}"


_DEFINITE = frozenset({"the", "this", "that", "these", "those", "her", "his", "its", "my", "our", "their", "your"})


def body_of(source: Source) -> str:
    """What stands for the source when others speak for it too: its body, else the source alone."""
    return f"body {source.body}" if source.body else f"source {source.id}"


def printable(statement: Statement) -> bool:
    """Whether today's terms let a statement show that it exists."""
    return statement.terms_at(None)[0].counts


def place_of(question: Question) -> Place:
    """Where a prompt about a question leads."""
    return Place("question", question.id)
