"""Flags beside a state (4f): what a reader of the state alone would not know about the statements that decide it.

The statements that decide are those of the strongest class on the side, or the two sides, that the state rests on.
Nobody and nothing decides an unconfirmed or withdrawn question; only what was set aside or not said is flagged there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from workflow.case import Case, Statement
from workflow.evidence import Side
from workflow.facts import FactId
from workflow.fate import Fate, Rule
from workflow.outreach import Outcome, asked, status
from workflow.people import NOBODY, People
from workflow.terms import Knowledge, Stance, Standing, State, Weight, Word
from workflow.verdict import Evaluation, deciding

DAY = 24 * 3600 * 1_000_000
"""A day in microseconds."""


class Flag(Word):
    """What stands beside a state, in the order in which it is shown."""

    SECOND_HAND = "second_hand", "second-hand only", "Every unnamed source that decides spoke to an outlet, none to us."
    ONE_LINEAGE = "one_lineage", "one lineage", "All that stands on a side, short of an official, counts as one origin."
    RELAYED = "relayed", "relayed by an outlet", "The words on the record that decide came to us through an outlet."
    HEDGED = "hedged", "hedged", "Every statement that decides is hedged, as in “appears to be”."
    ANONYMOUS_CONTRADICTION = (
        "anonymous_contradiction",
        "anonymous contradiction",
        "An unnamed source says the opposite and does not outweigh what decides.",
    )
    CIRCULAR = "circular", "circular reporting left out", "A statement that repeats another report was set aside."
    HELD_BY_GRADE = "held_by_grade", "held by grade", "A statement was set aside for its grade."
    LEARNED_LATE = "learned_late", "learned late", "What decides was learned a day or more after it was said."
    REVERSAL = (
        "reversal",
        "reversal by the same body",
        "The source that decides, or an official of its body, said the opposite before.",
    )
    ONLY_SILENCE = "only_silence", "only silence from the issuer", "The issuer was heard or asked, and took no stance."
    KNOWLEDGE_UNASKED = (
        "knowledge_unasked",
        "knowledge never asked",
        "How the sources on whom it turns know what they say was never asked.",
    )
    SIGN_OFF_MISSING = (
        "sign_off_missing",
        "sign-off missing",
        "It rests on examination, and no finding names the signature, original or release that it rests on.",
    )


def flags(case: Case, evaluation: Evaluation, question_id: FactId) -> tuple[Flag, ...]:
    """The flags beside the state of a question at the moment of the evaluation, in their order."""
    look = _Look(case, evaluation, question_id)
    return tuple(flag for flag in Flag if _TESTS[flag](look))


def lineages(case: Case, fates: Iterable[Fate], question_id: FactId = "default", people: People = NOBODY) -> int:
    """How many origins these statements have at most, for flags and gate g1.

    An origin is the statement's lineage, else its source's, else the source; what one of `people` said under several
    entries has one. Unnamed statements through outlets count as one, apart from those whose outlet says that its
    source has first-hand knowledge of the question.
    """
    roots, hearsay = set(), set()
    relayed = False
    fates = tuple(fates)
    same = _same_origins(case, fates, people)
    for fate in fates:
        statement, source = fate.statement, case.source_of(fate.statement)
        root = min(same.same_as(statement.says.lineage or source.root))
        outlet = fate.weight is Weight.ANONYMOUS and through_outlet(case, statement)
        if outlet and statement.knows(question_id) is not Knowledge.DIRECT:
            hearsay.add(root)
        else:
            roots.add(root)
            relayed = relayed or outlet
    alone = bool(hearsay) and not relayed and not hearsay & roots
    return len(roots) + alone


def _same_origins(case: Case, fates: Iterable[Fate], people: People) -> People:
    """The origins that are one because one person spoke under several entries."""
    if not people.groups:
        return NOBODY
    said: dict[frozenset[FactId], set[str]] = {}
    for fate in fates:
        source = case.source_of(fate.statement)
        said.setdefault(people.same_as(source.id), set()).add(fate.statement.says.lineage or source.root)
    return People.of(roots for person, roots in said.items() if len(person) > 1)


def derivation_cycles(case: Case) -> tuple[tuple[FactId, ...], ...]:
    """The statements that repeat each other in a circle, each circle once, in the order in which they repeat."""
    done: set[FactId] = set()
    circles = []
    for statement in case.statements:
        path: dict[FactId, None] = {}
        name = statement.id
        while name in case.by_id and name not in done and name not in path:
            path[name] = None
            name = case.by_id[name].says.derived_from
        if name in path:
            walked = list(path)
            circles.append(tuple(walked[walked.index(name) :]))
        done.update(path)
    return tuple(circles)


def through_outlet(case: Case, statement: Statement) -> bool:
    """Whether a statement reached us through a news organisation."""
    return bool(statement.says.via) or case.source_of(statement).standing is Standing.OUTLET


def learned_late(statement: Statement) -> bool:
    """Whether a statement was learned a day or more after it was said: 24 hours, or a calendar day as written."""
    said, learned = statement.said, statement.learned
    if said.instant is None or learned.instant is None:
        return learned.day > said.day
    return learned.instant - said.instant >= DAY


class _Group(NamedTuple):
    """Statements that decide together: those of the strongest class of a side."""

    fates: list[Fate]
    weight: Weight
    side: Side


class _Look:
    """One question at one moment, as an editor looks at it."""

    def __init__(self, case: Case, evaluation: Evaluation, question_id: FactId) -> None:
        self.case = case
        self.question = question_id
        self.moment = evaluation.moment
        self.state = evaluation.states[question_id]
        self.tally = evaluation.tallies[question_id]

    @cached_property
    def groups(self) -> list[_Group]:
        c, d = self.tally.confirms, self.tally.disputes
        confirming, disputing = deciding(self.tally)
        if self.state in (State.UNCONFIRMED, State.WITHDRAWN):
            return []
        if self.state.positive:
            return [_Group(confirming, c.best, c)]
        if self.state is State.CONTESTED:
            return [_Group(confirming, c.best, c), _Group(disputing, d.best, d)]
        if self.state is State.SHOWN_FALSE and d.decisive:
            return [_Group(list(d.decisive), Weight.TECHNICAL, d)]
        if self.state is State.SHOWN_FALSE:
            return [_Group(disputing, Weight.OFFICIAL, d), _Group(list(d.technical), Weight.TECHNICAL, d)]
        return [_Group(disputing, d.best, d)]

    def any_all(self, test: Callable[[Fate], bool], weights: Iterable[Weight] = Weight) -> bool:
        """Whether every statement of one of the groups with these weights passes the test."""
        return any(all(map(test, group.fates)) for group in self.groups if group.weight in weights)

    def set_aside_by(self, rule: Rule) -> bool:
        return any(fate.rule is rule for fate in self.tally.fates)

    def outlet(self, fate: Fate) -> bool:
        return through_outlet(self.case, fate.statement)

    def unasked(self, fate: Fate) -> bool:
        return fate.statement.knows(self.question) is Knowledge.UNKNOWN

    def one_lineage(self) -> bool:
        if self.state is State.SHOWN_FALSE:
            return False
        return any(
            lineages(self.case, group.side.live(), self.question) == 1
            for group in self.groups
            if group.weight in (Weight.NAMED, Weight.ANONYMOUS)
        )

    def contradicted(self) -> bool:
        """An unnamed word against a strong side; where both sides are strong, contested says enough."""
        if len({id(group.side) for group in self.groups}) != 1 or not self.groups[0].weight.strong:
            return False
        side = self.groups[0].side
        other = self.tally.disputes if side is self.tally.confirms else self.tally.confirms
        return bool(other.anonymous)

    def reversed(self) -> bool:
        """Named words are compared with named, unnamed with unnamed: a flag must not tell who spoke without a name."""
        spoke = {
            fate.stance: (set[FactId](), set[FactId](), set[str]()) for group in self.groups for fate in group.fates
        }
        for group in self.groups:
            for fate in group.fates:
                source = self.case.source_of(fate.statement)
                named, unnamed, bodies = spoke[fate.stance]
                (unnamed if fate.weight is Weight.ANONYMOUS else named).add(source.id)
                if fate.weight is Weight.OFFICIAL and source.body:
                    bodies.add(source.body)
        return any(
            self._same(fate, *said)
            for fate in self.tally.fates
            for stance, said in spoke.items()
            if fate.rule in _REPLACED and fate.stance is not stance
        )

    def _same(self, fate: Fate, named: set[FactId], unnamed: set[FactId], bodies: set[str]) -> bool:
        source = self.case.source_of(fate.statement)
        if fate.weight is Weight.OFFICIAL and source.body in bodies:
            return True
        return source.id in (unnamed if fate.weight is Weight.ANONYMOUS else named)

    def only_silence(self) -> bool:
        """The issuer took no stance at all; what it said on terms that do not count is not told by this flag."""
        heard = [
            fate.stance
            for fate in self.tally.fates
            if self.case.source_of(fate.statement).standing is Standing.ISSUER
            and fate.statement.terms_at(self.moment.as_of)[0].counts
        ]
        if heard:
            return _SILENT.issuperset(heard)
        return any(
            status(self.case, request, self.moment) is Outcome.SILENT
            for request in asked(self.case, Standing.ISSUER, self.moment)
            if not request.questions or self.question in request.questions
        )

    def knowledge_unasked(self) -> bool:
        """All unnamed words that decide, or a named one that was set aside for it where it would be the strongest."""
        if self.any_all(self.unasked, (Weight.ANONYMOUS,)):
            return True
        sides = {Stance.CONFIRMS: self.tally.confirms, Stance.DISPUTES: self.tally.disputes}
        return self.state is not State.SHOWN_FALSE and any(
            fate.rule is Rule.UNASKED and not sides[fate.stance].best.strong for fate in self.tally.fates
        )

    def sign_off_missing(self) -> bool:
        return self.any_all(
            lambda fate: fate.technical and not fate.statement.says.sign_off, (Weight.TECHNICAL, Weight.NAMED)
        )


_REPLACED = frozenset({Rule.OVERTAKEN, Rule.OVERTAKEN_BEFORE, Rule.RETRACTED, Rule.RETRACTED_BEFORE})
_SILENT = frozenset(
    {
        Stance.DECLINES,
        Stance.NO_RESPONSE,
        Stance.NEITHER,
        Stance.CANNOT_SAY,
        Stance.ACKNOWLEDGES,
        Stance.NOT_DISPUTED,
    }
)
_ON_RECORD = (Weight.OFFICIAL, Weight.TECHNICAL, Weight.NAMED)
_TESTS: dict[Flag, Callable[[_Look], bool]] = {
    Flag.SECOND_HAND: lambda look: look.any_all(look.outlet, (Weight.ANONYMOUS,)),
    Flag.ONE_LINEAGE: _Look.one_lineage,
    Flag.RELAYED: lambda look: look.any_all(look.outlet, _ON_RECORD),
    Flag.HEDGED: lambda look: look.any_all(lambda fate: fate.statement.says.hedged),
    Flag.ANONYMOUS_CONTRADICTION: _Look.contradicted,
    Flag.CIRCULAR: lambda look: look.set_aside_by(Rule.REPEATS),
    Flag.HELD_BY_GRADE: lambda look: look.set_aside_by(Rule.GRADE),
    Flag.LEARNED_LATE: lambda look: look.any_all(lambda fate: learned_late(fate.statement)),
    Flag.REVERSAL: _Look.reversed,
    Flag.ONLY_SILENCE: _Look.only_silence,
    Flag.KNOWLEDGE_UNASKED: _Look.knowledge_unasked,
    Flag.SIGN_OFF_MISSING: _Look.sign_off_missing,
}
