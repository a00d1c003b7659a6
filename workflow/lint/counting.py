"""Finds several who speak in the draft where one does in the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from workflow.case import Question, Statement
from workflow.lint.draft import Draft, Sentence
from workflow.lint.finding import LintRule, Spot
from workflow.lint.fitting import Fitting
from workflow.lint.groups import Group, Groups, singulars
from workflow.lint.instead import either
from workflow.lint.lexicon import CONFIRMED, DECLINED, DISPUTED, STOP_WORDS
from workflow.lint.record import Record
from workflow.lint.tokens import Token, keys
from workflow.terms import Stance

_Sought = tuple[tuple[Stance, ...], tuple[Question, ...], frozenset[str], bool]
_OPEN = frozenset(("the", "if", "whether", "none"))


class Counting:
    """The rule `plural-for-one`."""

    def __init__(self, draft: Draft, record: Record, groups: Groups) -> None:
        self.draft, self.record, self.groups = draft, record, groups
        self.fitting = Fitting(draft, record, groups)
        self._described: dict[str, set[str]] = {}
        self._counted: dict[_Sought, tuple[list[Statement], int]] = {}

    def spots(self) -> Iterator[Spot]:
        """Every plural that the log does not bear out."""
        topical = False
        for sentence in self.draft.sentences:
            around = self.draft.between(sentence.start, sentence.end)
            before, topical = topical, self.record.is_topical(around)
            if sentence.is_open:
                continue
            for group in self.groups.find(sentence.words):
                if spot := self._judged(sentence, group, around, topical or before):
                    yield spot

    def _judged(self, sentence: Sentence, group: Group, around: Sequence[Token], topical: bool) -> Spot | None:
        words = sentence.words
        if not group.is_plural or group.verb in DECLINED:
            return None
        near = {word.key for word in words[max(group.first - 1, 0) : group.first + 1]}
        described = self.groups.described(words, group)
        if near & _OPEN or self.groups.relays_plural(words, group) or not (topical or described & self._known):
            return None
        asked = self.record.questions_of(around)
        officials = words[group.head].key == "officials"
        sought = _stances(group.verb), tuple(asked), frozenset(described), officials
        if sought not in self._counted:
            self._counted[sought] = self._count(*sought)
        close, origins = self._counted[sought]
        if origins >= group.number:
            return None
        return self._spot(sentence, group, close, origins)

    def _count(
        self, stances: tuple[Stance, ...], asked: tuple[Question, ...], described: frozenset[str], officials: bool
    ) -> tuple[list[Statement], int]:
        """The statements that may be meant, and on how many people they rest at most."""
        questions = asked or self.record.case.questions
        said = self.record.holding(self.record.unnamed, questions, *stances)
        close = self._closest(said, described)
        origins = max(self.record.origins(close, name) for name in [q.id for q in asked] or ["default"])
        if officials and not (described and len(close) < len(said)):
            spoke = self.record.holding(self.record.officials, questions, *stances)
            origins = max(origins, len({statement.source for statement in spoke}))
        return close, origins

    def _spot(self, sentence: Sentence, group: Group, said: Sequence[Statement], origins: int) -> Spot:
        words, others = sentence.words, self.groups.permitted.keys() - set(self.fitting.of(sentence, group))
        held = ("nobody", "one origin")[origins] if origins < 2 else f"{origins} origins"
        wanted = f"{group.number}" if group.number > 2 else "two or more"
        shown = [text for statement in said if (text := self.record.descriptor(statement).strip())]
        shown = [text for text in shown if text not in others]
        return Spot(
            words[group.first].start,
            words[group.last - 1].end,
            LintRule.PLURAL_FOR_ONE,
            f"Here {wanted} people speak, and the log holds {held} for this.",
            f"Write {either(shown)}, and no more than spoke." if shown else "Write of one, in the words agreed.",
            tuple(statement.id for statement in said[:3]),
        )

    @cached_property
    def _known(self) -> set[str]:
        return {key for text in self.groups.permitted_keys for key in text} - STOP_WORDS

    def _closest(self, said: list[Statement], described: frozenset[str]) -> list[Statement]:
        """Of some statements those whose descriptors share the most words with a group; all where none shares any."""
        wanted = singulars(described)
        descriptors = [self.record.descriptor(statement) for statement in said]
        shared = {text: len(wanted & self._words_of(text)) for text in set(descriptors)}
        most = max(shared.values(), default=0)
        return [s for s, text in zip(said, descriptors, strict=True) if shared[text] == most]

    def _words_of(self, descriptor: str) -> set[str]:
        if descriptor not in self._described:
            self._described[descriptor] = singulars(keys(descriptor))
        return self._described[descriptor]


def _stances(verb: str) -> tuple[Stance, ...]:
    """What those hold whom a verb lets speak."""
    if verb in CONFIRMED:
        return (Stance.CONFIRMS,)
    return (Stance.DISPUTES,) if verb in DISPUTED else (Stance.CONFIRMS, Stance.DISPUTES)
