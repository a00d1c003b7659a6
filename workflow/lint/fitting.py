"""Which of the agreed words a rule may suggest: those of a source that said what the sentence says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from workflow.case import Question, Statement
from workflow.facts import FactId
from workflow.lint.draft import Draft, Sentence
from workflow.lint.finding import LintRule, Spot
from workflow.lint.groups import Group, Groups
from workflow.lint.lexicon import ARTICLES, CONFIRM, CONTRARY, DECLINED, DISPUTED, NEGATED
from workflow.lint.record import Record
from workflow.lint.tokens import keys
from workflow.terms import Stance

_DENY = frozenset(("dispute", "deny"))
_WITHHELD = (LintRule.FORBIDDEN_NAME, LintRule.OFF_RECORD, LintRule.UNDER_EMBARGO)
_SUGGESTING = (LintRule.PLURAL_FOR_ONE, LintRule.BARE_SOURCES, LintRule.OTHER_DESCRIPTOR)
_TAKE_OUT = "First take out what may not be used here: nobody else's words may stand for it."


class _Told(NamedTuple):
    """What a sentence lets somebody say: the verb, whether words around it turn it, and the questions it names."""

    verb: str
    contrary: bool
    negated: bool
    asked: tuple[Question, ...]

    def is_said_in(self, statement: Statement) -> bool:
        """Whether a statement holds it on one of the questions, or no question is named."""
        stances = statement.says.stances
        return not self.asked or any(
            question.id in stances and self._is_meant(stances[question.id], question) for question in self.asked
        )

    def _is_meant(self, stance: Stance, question: Question) -> bool:
        if self.verb in DECLINED:
            return stance is Stance.DECLINES
        if self.verb in CONFIRM | _DENY and self.negated:
            return not stance.weighs
        proposed = not CONTRARY.isdisjoint(keys(question.proposition))
        turns = (self.verb in DISPUTED | _DENY) + self.contrary + proposed
        return stance is (Stance.DISPUTES if turns % 2 else Stance.CONFIRMS)


class Fitting:
    """The descriptors that may stand for the unnamed people of a sentence."""

    def __init__(self, draft: Draft, record: Record, groups: Groups) -> None:
        self.draft, self.record, self.groups = draft, record, groups
        self._found: dict[tuple[tuple[str, ...], _Told], list[str]] = {}

    def of(self, sentence: Sentence, group: Group) -> list[str]:
        """The descriptors of those who said it; where no question is named, of all whom the words may mean."""
        words, around = sentence.words, self.draft.between(sentence.start, sentence.end)
        first = group.first + (words[group.first].key in ARTICLES)
        own = tuple(word.key for word in words[first : group.last])
        said = {word.key for word in around}
        told = _Told(group.verb, bool(said & CONTRARY), bool(said & NEGATED), self.record.questions_of(around))
        if (own, told) not in self._found:
            self._found[own, told] = self._fitting(self._owners(own), told)
        return self._found[own, told]

    def _fitting(self, owners: frozenset[FactId], told: _Told) -> list[str]:
        return [
            text
            for text, statements in self.groups.permitted.items()
            if any((not owners or one.source in owners) and told.is_said_in(one) for one in statements)
        ]

    def _owners(self, own: tuple[str, ...]) -> frozenset[FactId]:
        """The hidden sources whom the desk itself calls so."""
        return frozenset(source for source, called in self._called if len(own) > 1 and called[: len(own)] == own)

    @cached_property
    def _called(self) -> tuple[tuple[FactId, tuple[str, ...]], ...]:
        record = self.record
        hidden = dict.fromkeys(s.source for s in record.case.statements if record.is_hidden(s))
        called = ((source, keys(record.case.sources[source].descriptor)) for source in hidden)
        return tuple((source, text[text[:1] in (("a",), ("an",), ("the",)) :]) for source, text in called)


def without_misattribution(draft: Draft, spots: Sequence[Spot]) -> Iterator[Spot]:
    """The faults; none suggests somebody's words in a sentence that holds what may not be used."""
    closed = {
        number
        for spot in spots
        if spot.rule in _WITHHELD
        for number in range(draft.sentence_at(spot.start), draft.sentence_at(max(spot.end - 1, spot.start)) + 1)
    }
    for spot in spots:
        if spot.rule in _SUGGESTING and draft.sentence_at(spot.start) in closed:
            yield spot._replace(remedy=_TAKE_OUT, statements=())
        else:
            yield spot
