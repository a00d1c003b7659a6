"""One case at one moment as its sentences see it: who may be called what, what stands, what is lacking."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from workflow.case import Case, Moment, Question, Source, Statement
from workflow.facts import FactId
from workflow.fate import Fate
from workflow.flags import through_outlet
from workflow.phrases import say_day, say_instant, say_when
from workflow.redaction import LEFT_OUT
from workflow.terms import Kind, Stance, Standing, Term
from workflow.verdict import Evaluation
from workflow.voices import Names, Voice
from workflow.when import datetime_of
from workflow.wording.grammar import is_office, is_plural, outlets, wants_the
from workflow.wording.pieces import Field, Piece, Refusal, Shape, WordingRule

_UNNAMED = (Term.BACKGROUND, Term.NOT_FOR_ATTRIBUTION)


class Standings(NamedTuple):
    """The live words on one question, by source and by body (official ones on the record), and what was taken back."""

    by_source: dict[FactId, list[Fate]]
    by_body: dict[str, list[Fate]]
    listed: frozenset[FactId]
    taken_back: dict[FactId, list[Statement]]


class View:
    """A case, what its statements are worth, and how everybody may be called, at a moment."""

    def __init__(self, case: Case, evaluation: Evaluation, moment: Moment, newsroom: str = "") -> None:
        self.case = case
        self.evaluation = evaluation
        self.moment = moment
        self.newsroom = newsroom
        self.names = Names(case, moment)
        self.clashes = {clash.subject for clash in case.contested}
        self.order = {question.id: place for place, question in enumerate(case.questions)}
        self.ends: dict[Fate, Fate] = {}
        """For each overtaken word the one that stands in its place, as far as somebody has looked."""
        self._named: dict[tuple[FactId, bool], tuple[Piece, ...]] = {}
        self._standings: dict[FactId, Standings] = {}
        self._support: dict[tuple[FactId, Stance], frozenset[FactId]] = {}

    @cached_property
    def fates(self) -> dict[tuple[FactId, FactId], Fate]:
        """What became of each statement on each question, by the ids of both."""
        return self.evaluation.fates

    @cached_property
    def known(self) -> dict[FactId, Statement]:
        """The statements learned by the moment, by id."""
        return {statement.id: statement for statement in self.case.learned_by(self.moment)}

    @cached_property
    def open_descriptors(self) -> frozenset[str]:
        """The descriptors of those who speak by name; an unnamed source's must be none of them."""
        sources = self.case.sources.values()
        return frozenset(_plain(s.descriptor) for s in sources if self.names.speaks_openly(s.id))

    @cached_property
    def _held(self) -> frozenset[FactId]:
        exhibits = self.case.holdings.exhibits
        return frozenset(x.about for x in exhibits if x.kind.holds_words and self.moment.has_seen(x.claimed_at))

    def barred(self, statement: Statement) -> Refusal | None:
        """The refusal of a statement of which nothing may be printed, if it is one."""
        terms, embargo = self.names.terms[statement.id]
        if terms is Term.OFF_RECORD:
            return self.refuse(
                WordingRule.OFF_RECORD,
                "Off the record: nothing of it may be printed, not even that somebody would not be named. "
                "Ask to move it to background.",
                statement,
            )
        if terms is Term.DEEP_BACKGROUND:
            sentence = "Deep background: it may be told in our own voice only, with no source at all."
            return self.refuse(WordingRule.DEEP_BACKGROUND, sentence, statement)
        if embargo is not None and embargo > min(self.moment.at, self.moment.now):
            until = say_instant(embargo, self.case.zone)
            return self.refuse(WordingRule.EMBARGO, f"Under embargo: nothing of it before {until}.", statement)
        if self.clashes & {statement.id, statement.source}:
            sentence = "Two corrections of it or of its source disagree: settle them first."
            return self.refuse(WordingRule.LACKING, sentence, statement)
        if statement.says.derived_from:
            sentence = "It repeats another report: print that one, or ask the source what it knows itself."
            return self.refuse(WordingRule.REPEATS, sentence, statement)
        if statement.says.grade and ("E" in statement.says.grade or "5" in statement.says.grade):
            sentence = "Its grade holds it back: grade it anew when more is known of the source or of what it says."
            return self.refuse(WordingRule.SET_ASIDE, sentence, statement)
        return None

    def refuse(
        self, rule: WordingRule, sentence: str, statement: Statement, questions: Iterable[FactId] | None = None
    ) -> Refusal:
        """A refusal about a statement, on all of its questions unless some are given."""
        about = statement.says.stances if questions is None else questions
        return Refusal(rule, sentence, (statement.id,), self.ordered(about))

    def ordered(self, questions: Iterable[FactId]) -> tuple[FactId, ...]:
        """Those of the questions that the case asks, in its order."""
        return tuple(sorted({name for name in questions if name in self.order}, key=self.order.__getitem__))

    def is_open(self, statement: Statement) -> bool:
        """Whether a statement may be printed by name now."""
        return self.by_name(statement) and self.barred(statement) is None

    def by_name(self, statement: Statement) -> bool:
        """Whether a statement is on the record, and its source has a name."""
        return self.names.terms[statement.id][0] is Term.ON_RECORD and bool(self.case.source_of(statement).name)

    def is_unnamed(self, statement: Statement) -> bool:
        """Whether a statement may be printed now, without its source's name."""
        return self.names.terms[statement.id][0] in _UNNAMED and self.barred(statement) is None

    def is_held(self, statement: Statement) -> bool:
        """Whether we hold the source's own words of a statement: a recording, transcript, reply or post."""
        return statement.id in self._held

    def line(self, text: str, *, unnamed: bool = False) -> str:
        """A text as it may leave the desk, on one line."""
        return self.names.told(" ".join(text.split()), unnamed=unnamed)

    def field(self, place: str, text: str, shape: Shape = Shape.WHOLE, *, unnamed: bool = False) -> Field | None:
        """A text of the case with its place; None where it is empty or a name had to be taken out of it."""
        told = self.line(text, unnamed=unnamed)
        return Field(place, told, shape) if told and LEFT_OUT not in told else None

    def proposition(self, question: FactId) -> Field | None:
        """The proposition of a question as a clause; None where it is none that can be confirmed or disputed."""
        raised = self.case.question_by_id[question]
        if question in self.clashes or raised.proposition.rstrip().endswith("?"):
            return None
        return self.field(f"{question}:proposition", raised.proposition, Shape.CLAUSE)

    def question(self, name: FactId) -> Question:
        """A question by its id."""
        return self.case.question_by_id[name]

    def quote(self, statement: Statement) -> Field | None:
        """The words of a statement in quotation marks, where its terms permit them."""
        may_quote = statement.promise.may_quote
        by_name = self.names.terms[statement.id][0] is Term.ON_RECORD
        if may_quote is False or not (by_name or may_quote):
            return None
        told = self.line(statement.says.quote, unnamed=not by_name)
        return Field(f"{statement.id}:quote", told, Shape.QUOTE) if told else None

    def named(self, source: Source, *, role: bool = True) -> tuple[Piece, ...]:
        """A source by name, with its role unless the name holds it or is an office's; empty without a name."""
        key = source.id, role
        if key not in self._named:
            self._named[key] = self._by_name(source, role)
        return self._named[key]

    def _by_name(self, source: Source, role: bool) -> tuple[Piece, ...]:
        shape = Shape.WHOLE if source.standing is Standing.OUTLET else Shape.NAME
        name = self.field(f"{source.id}:name", source.name, shape)
        if name is None:
            return ()
        pieces: tuple[Piece, ...] = ("the ", name) if wants_the(name.text) else (name,)
        office = is_office(name.text) or source.standing is Standing.OUTLET
        descriptor = self.field(f"{source.id}:descriptor", source.descriptor)
        if not role or office or descriptor is None or descriptor.text.casefold() in name.text.casefold():
            return pieces
        return (*pieces, ", ", descriptor, ",")

    def through(self, statement: Statement, shape: Shape) -> Field | None:
        """Through whom we have a statement, unless it came to us or, said by name, we hold it or it is their own."""
        unnamed = self.names.terms[statement.id][0] is not Term.ON_RECORD
        if not unnamed and (self.is_held(statement) or self._is_own_outlet(statement)):
            return None
        return self.field(f"{statement.id}:via", statement.says.via, shape, unnamed=unnamed)

    def _is_own_outlet(self, statement: Statement) -> bool:
        """Whether the one who spoke is among those through whom we have it: an outlet's own report."""
        speaker = _unadorned(self.case.source_of(statement).name)
        return bool(speaker) and any(_unadorned(one) == speaker for one in outlets(statement.says.via))

    def relayed(self, statement: Statement) -> tuple[Piece, ...]:
        """The words that say who relayed a statement first; none where nobody had to."""
        through = self.through(statement, Shape.RELAYED_BY)
        return (" (as first relayed by ", through, ")") if through else ()

    def agreed_descriptor(self, statement: Statement) -> Field | None:
        """The descriptor that an unnamed source of ours agreed to, unless it leads to a name or makes it several."""
        agreed = statement.promise.descriptor
        if _plain(agreed) in self.open_descriptors or is_plural(agreed):
            return None
        return self.field(f"{statement.id}:descriptor", agreed, Shape.DESCRIPTOR, unnamed=True)

    def outlets_descriptor(self, statement: Statement) -> Field | None:
        """What an outlet calls its unnamed source, where that leads to nobody."""
        source = self.case.source_of(statement)
        if self.names.unnamed_voice(source.id) is not Voice.DESCRIBED:
            return None
        return self.field(f"{source.id}:descriptor", source.descriptor, Shape.DESCRIPTOR, unnamed=True)

    def is_ours(self, statement: Statement) -> bool:
        """Whether a statement was made to us directly."""
        return not through_outlet(self.case, statement)

    def said(self, statement: Statement) -> str:
        """When a statement was said."""
        return say_when(statement.said, self.case.zone)

    def same_day(self, first: Statement, second: Statement) -> str:
        """The day, in the zone of the case, on which one was said after the other; nothing where a time is missing."""
        if first.said.instant is None or second.said.instant is None or first.said.instant == second.said.instant:
            return ""
        days = [datetime_of(at, self.case.zone).date() for at in (first.said.instant, second.said.instant)]
        return say_day(days[0]) if days[0] == days[1] else ""

    def support(self, question: FactId, stance: Stance) -> frozenset[FactId]:
        """The live words on a side of a question that are on the record, or were said to us and may be printed.

        What may not be printed must not show in what is said of others.
        """
        key = question, stance
        if key not in self._support:
            tally = self.evaluation.tallies[question]
            side = tally.confirms if stance is Stance.CONFIRMS else tally.disputes
            self._support[key] = frozenset(
                fate.statement.id
                for fate in side.live()
                if self.is_open(fate.statement)
                or (
                    self.is_unnamed(fate.statement)
                    and self.is_ours(fate.statement)
                    and self.agreed_descriptor(fate.statement) is not None
                )
            )
        return self._support[key]

    def standings(self, question: FactId) -> Standings:
        """The live words on a question and the retractions, indexed once."""
        if question not in self._standings:
            self._standings[question] = self._index(question)
        return self._standings[question]

    def _index(self, question: FactId) -> Standings:
        tally = self.evaluation.tallies[question]
        retractions = [fate.statement for fate in tally.fates if fate.stance is Stance.RETRACTS]
        listed = frozenset(name for statement in retractions for name in statement.says.retracts)
        found = Standings({}, {}, listed, {})
        for fate in (*tally.confirms.live(), *tally.disputes.live()):
            source = self.case.source_of(fate.statement)
            found.by_source.setdefault(source.id, []).append(fate)
            official = self.question(question).kind in source.standing.official_on
            if source.body and official and self.is_open(fate.statement):
                found.by_body.setdefault(source.body, []).append(fate)
        for statement in retractions:
            if not statement.says.retracts:
                found.taken_back.setdefault(statement.source, []).append(statement)
        return found

    def vouches(self, statement: Statement, question: FactId) -> bool:
        """Whether a statement is of the one who gave us the copy, on anything but how it was handled."""
        provider = self.case.source_of(statement).standing is Standing.PROVIDER
        return provider and self.question(question).kind is not Kind.HANDLING


def _unadorned(name: str) -> str:
    """A name without its article and without what stands in brackets: `The Post (Ann Lee)` is `post`."""
    return _plain(name.partition("(")[0]).removeprefix("the ")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
