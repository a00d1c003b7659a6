"""Which of the agreed words a rule may suggest: those of a source that said what the sentence says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from workflow.case import Question, Statement
from workflow.facts import FactId
from workflow.lint.draft import Draft, Sentence
from workflow.lint.finding import LintRule, Spot
from workflow.lint.groups import Group, Groups
from workflow.lint.lexicon import ARTICLES, CONFIRM, CONTRARY, DECLINED, DISPUTED, NEGATED
from workflow.lint.record import Record
from workflow.lint.tokens import Token, keys
from workflow.terms import Stance

_DENY = frozenset(("dispute", "deny"))
_WITHHELD = (LintRule.FORBIDDEN_NAME, LintRule.OFF_RECORD, LintRule.UNDER_EMBARGO)
_SUGGESTING = (LintRule.PLURAL_FOR_ONE, LintRule.BARE_SOURCES, LintRule.OTHER_DESCRIPTOR)
_TAKE_OUT = "First take out what may not be used here: nobody else's words may stand for it."


class Fitting:
    """The descriptors that may stand for the unnamed people of a sentence."""

    def __init__(self, draft: Draft, record: Record, groups: Groups) -> None:
        self.draft, self.record, self.groups = draft, record, groups

    def of(self, sentence: Sentence, group: Group) -> list[str]:
        """The descriptors of those who said it; where no question is named, of all whom the words may mean."""
        owners = self._owners(sentence.words, group)
        around = self.draft.between(sentence.start, sentence.end)
        asked = self.record.questions_of(around)
        return [
            text
            for text, statements in self.groups.permitted.items()
            if any(
                (not owners or statement.source in owners) and (not asked or _says(statement, asked, around, group))
                for statement in statements
            )
        ]

    def _owners(self, words: Sequence[Token], group: Group) -> frozenset[FactId]:
        """The hidden sources whom the desk itself calls so."""
        first = group.first + (words[group.first].key in ARTICLES)
        own = tuple(word.key for word in words[first : group.last])
        return frozenset(source for source, called in self._called if len(own) > 1 and called[: len(own)] == own)

    @cached_property
    def _called(self) -> tuple[tuple[FactId, tuple[str, ...]], ...]:
        record = self.record
        hidden = dict.fromkeys(s.source for s in record.case.statements if record.is_hidden(s))
        called = ((source, keys(record.case.sources[source].descriptor)) for source in hidden)
        return tuple((source, text[text[:1] in (("a",), ("an",), ("the",)) :]) for source, text in called)


def _says(statement: Statement, asked: Sequence[Question], words: Sequence[Token], group: Group) -> bool:
    """Whether a statement holds, on one of these questions, what a sentence lets somebody say."""
    said = {word.key for word in words}
    return any(
        _is_meant(stance, group.verb, said, set(keys(question.proposition)))
        for question in asked
        if (stance := statement.says.stances.get(question.id))
    )


def _is_meant(stance: Stance, verb: str, said: set[str], proposed: set[str]) -> bool:
    """Whether a stance is what a verb and the words around it make of a proposition."""
    if verb in DECLINED:
        return stance is Stance.DECLINES
    if verb in CONFIRM | _DENY and said & NEGATED:
        return not stance.weighs
    turns = (verb in DISPUTED | _DENY) + bool(said & CONTRARY) + bool(proposed & CONTRARY)
    return stance is (Stance.DISPUTES if turns % 2 else Stance.CONFIRMS)


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
