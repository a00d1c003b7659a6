"""What each statement is worth on each question, and which of them still stand: classes (4a), supersession (4b)."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.case import Case, Moment, Question, Source, Statement
from workflow.facts import FactId
from workflow.fate import Fate, Rule
from workflow.terms import Kind, Knowledge, Stance, Standing, Term, Weight
from workflow.tracks import Tracks


class Side:
    """The live statements of one stance on one question, by class."""

    def __init__(self) -> None:
        self.official: dict[Fate, None] = {}
        self.technical: dict[Fate, str] = {}
        self.named: dict[Fate, None] = {}
        self.anonymous: dict[Fate, None] = {}
        self.decisive: dict[Fate, None] = {}
        self._lineages: dict[str, int] = {}
        self._conclusive = 0

    def add(self, fate: Fate, lineage: str) -> None:
        """Take in a live statement; `lineage` is what it rests on."""
        if fate.technical and fate.weight is not Weight.OFFICIAL:
            self.technical[fate] = lineage
            self._lineages[lineage] = self._lineages.get(lineage, 0) + 1
            self._conclusive += fate.statement.says.conclusive
        else:
            self._plain(fate)[fate] = None
        if fate.decisive:
            self.decisive[fate] = None

    def remove(self, fate: Fate) -> None:
        """Take out a statement that no longer stands."""
        if fate.decisive:
            del self.decisive[fate]
        if fate in self.technical:
            lineage = self.technical.pop(fate)
            self._conclusive -= fate.statement.says.conclusive
            self._lineages[lineage] -= 1
            if not self._lineages[lineage]:
                del self._lineages[lineage]
        else:
            del self._plain(fate)[fate]

    def _plain(self, fate: Fate) -> dict[Fate, None]:
        if fate.weight is Weight.OFFICIAL:
            return self.official
        return self.named if fate.weight is Weight.NAMED else self.anonymous

    @property
    def proven(self) -> bool:
        """Row 7: among the technical statements one is conclusive, or they rest on two or more lineages."""
        return self._conclusive > 0 or len(self._lineages) > 1

    @property
    def best(self) -> Weight:
        """The strongest class that stands on this side, `Weight.NONE` when nothing does."""
        if self.official:
            return Weight.OFFICIAL
        if self.technical and self.proven:
            return Weight.TECHNICAL
        if self.technical or self.named:
            return Weight.NAMED
        return Weight.ANONYMOUS if self.anonymous else Weight.NONE

    def live(self) -> list[Fate]:
        """All that stands on this side, in the order learned within each class, strongest class first."""
        return [*self.official, *self.technical, *self.named, *self.anonymous]


class Tally:
    """The statements on one question, taken one by one in the order learned (4b)."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.fates: list[Fate] = []
        self.confirms = Side()
        self.disputes = Side()
        self.withdrawals: list[tuple[Fate, Fate]] = []
        """Counted confirmations that were live when they were retracted, each with its retraction."""
        self._by_statement: dict[FactId, Fate] = {}
        self._sources = Tracks()
        self._bodies = Tracks()
        self._retractions = Tracks()
        self._listed: dict[FactId, Fate] = {}

    def add(self, statement: Statement, source: Source, moment: Moment, contested: bool = False) -> Fate | None:
        """Take in the next statement learned, judged at a moment; None when it does not touch this question."""
        stance = statement.says.stances.get(self.question.id)
        if stance is None:
            return None
        fate = classify(statement, stance, self.question, source, moment, contested)
        self.fates.append(fate)
        if stance is Stance.RETRACTS:
            self._retract(fate, source)
        elif fate.live:
            self._count(fate, source)
        return fate

    def _count(self, fate: Fate, source: Source) -> None:
        """Let a statement that counts stand in place of the older ones, unless a later word has ended it already."""
        name, said = source.id, fate.statement.said
        body = source.body if fate.weight is Weight.OFFICIAL else ""
        if taker := self._listed.get(fate.statement.id) or self._retractions.newer(name, said, 0):
            fate.end(Rule.RETRACTED_BEFORE, taker)
            return
        taker = self._sources.newer(name, said, fate.strength)
        if taker is None and body:
            taker = self._bodies.newer(body, said, source.rank)
        if taker is not None:
            fate.end(Rule.OVERTAKEN_BEFORE, taker)
            return
        older = self._sources.take_older(name, said, fate.strength)
        self._sources.enter(name, fate, fate.strength)
        if body:
            older += self._bodies.take_older(body, said, source.rank)
            self._bodies.enter(body, fate, source.rank)
        for gone in older:
            if gone.live:
                self._side(gone).remove(gone)
                gone.end(Rule.OVERTAKEN, fate)
        self._side(fate).add(fate, fate.statement.says.lineage or source.root)

    def _retract(self, retraction: Fate, source: Source) -> None:
        listed = retraction.statement.says.retracts
        if listed:
            for name in listed:
                self._listed.setdefault(name, retraction)
            gone = [fate for name in listed if (fate := self._fate_of(name))]
        else:
            gone = self._sources.take_older(source.id, retraction.statement.said, 2)
            self._retractions.enter(source.id, retraction, 0)
        for fate in gone:
            if fate.live:
                self._side(fate).remove(fate)
                fate.end(Rule.RETRACTED, retraction)
                if fate.stance is Stance.CONFIRMS:
                    self.withdrawals.append((fate, retraction))

    def _fate_of(self, statement: FactId) -> Fate | None:
        """What became of a statement here; the index grows only when a retraction names one."""
        for fate in self.fates[len(self._by_statement) :]:
            self._by_statement[fate.statement.id] = fate
        return self._by_statement.get(statement)

    def _side(self, fate: Fate) -> Side:
        return self.confirms if fate.stance is Stance.CONFIRMS else self.disputes


def classify(
    statement: Statement, stance: Stance, question: Question, source: Source, moment: Moment, contested: bool = False
) -> Fate:
    """The class of one statement on one question (4a), judged at a moment; first match wins.

    A technical statement is given as named; whether it is technical in the end depends on what stands beside it.
    """
    says = statement.says
    if stance not in _WEIGHING:
        return Fate(statement, stance, Weight.NONE, Rule.NO_STANCE)
    if contested:
        return Fate(statement, stance, Weight.NONE, Rule.CONTESTED)
    terms, embargo = statement.terms_at(moment.as_of) if statement.term_changes else (says.terms, statement.embargo)
    on_record = terms is Term.ON_RECORD
    knowledge = statement.knows(question.id)
    rule, weight = Rule.COUNTS, Weight.ANONYMOUS
    if terms not in _COUNTING:
        rule = Rule.TERMS
    elif embargo is not None and embargo > moment.at:
        rule = Rule.EMBARGO
    elif says.derived_from:
        rule = Rule.REPEATS
    elif says.grade and ("E" in says.grade or "5" in says.grade):
        rule = Rule.GRADE
    elif on_record and question.kind in source.standing.official_on:
        weight = Weight.OFFICIAL
    elif knowledge in _TOLD:
        rule = Rule.HEARSAY
    elif source.standing is Standing.PROVIDER and question.kind is not Kind.HANDLING:
        rule = Rule.PROVIDER
    elif on_record:
        weight = Weight.NAMED
        if not says.technical and knowledge is not Knowledge.DIRECT:
            rule = Rule.UNASKED
    if rule is not Rule.COUNTS:
        return Fate(statement, stance, Weight.NONE, rule)
    if not on_record:
        return Fate(statement, stance, weight, rule)
    admits = source.standing is Standing.MAKER and question.kind in (Kind.GENUINE, Kind.INTACT)
    return Fate(
        statement,
        stance,
        weight,
        rule,
        technical=says.technical,
        decisive=admits or (says.technical and says.conclusive),
        strength=2 if says.technical or weight is Weight.OFFICIAL else 1,
    )


_WEIGHING = frozenset(stance for stance in Stance if stance.weighs)
_COUNTING = frozenset(terms for terms in Term if terms.counts)
_TOLD = frozenset({Knowledge.NONE, Knowledge.INDIRECT})

_WORDING = frozenset({"quote", "paraphrase", "url", "via", "asserted", "hedged", "corrects", "sign_off"})
"""Fields of a statement that inform and change no state."""


def weigh(case: Case, moment: Moment) -> Mapping[FactId, Tally]:
    """The tally of every question of a case at a moment, in time that grows with the statements (and their log)."""
    tallies = {question.id: Tally(question) for question in case.questions}
    unsettled = unsettled_sources(case)
    for statement in case.learned_by(moment):
        feed(tallies, case, statement, moment, unsettled)
    for tally in tallies.values():
        settle(tally)
    return tallies


def feed(
    tallies: Mapping[FactId, Tally], case: Case, statement: Statement, moment: Moment, unsettled: frozenset[FactId]
) -> None:
    """Give a statement to the tally of each question that it touches."""
    source = case.sources[statement.source]
    contested = source.id in unsettled or (bool(statement.contested) and not _WORDING.issuperset(statement.contested))
    for name in statement.says.stances:
        tally = tallies.get(name)
        if tally is not None:
            tally.add(statement, source, moment, contested)


def unsettled_sources(case: Case) -> frozenset[FactId]:
    """The sources whose standing, body, rank, name or lineage two facts set differently."""
    telling = ("standing", "body", "rank", "name", "lineage")
    return frozenset(clash.subject for clash in case.contested if clash.field in telling)


def settle(tally: Tally) -> None:
    """Give the live technical statements their final class: technical where they prove each other, else named."""
    for side in (tally.confirms, tally.disputes):
        for fate in side.technical:
            fate.weight = Weight.TECHNICAL if side.proven else Weight.NAMED
