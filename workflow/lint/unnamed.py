"""Finds unnamed sources in a draft: how many they are made to be, and by which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from workflow.case import Statement
from workflow.lint.draft import Draft
from workflow.lint.finding import LintRule, Spot
from workflow.lint.instead import either
from workflow.lint.lexicon import (
    AFTER,
    ARTICLES,
    BARE,
    CONFIRMED,
    DECLINED,
    DESCRIBING,
    DISPUTED,
    NEGATED,
    NUMBERS,
    PLURAL_HEADS,
    SEVERAL,
    SINGULAR_HEADS,
    SPEECH,
    STOP_WORDS,
    words_of,
)
from workflow.lint.parties import How, Mention, Parties
from workflow.lint.record import Record
from workflow.lint.tokens import Token, keys
from workflow.terms import Stance

_REACH = 22
_SOURCES = frozenset(("source", "sources"))
_PEOPLE = words_of("person people persons")
_TIMES = words_of(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow january february march april "
    "june july august september october november december later earlier meanwhile however"
)
_BEFORE = words_of("citing cites cited quoting quotes quoted")
_SAID_BY = words_of("said says added confirmed told")


class Group(NamedTuple):
    """Unnamed people who speak in a draft: first word, head, and last of the words that describe them before it."""

    first: int
    head: int
    verb: str
    number: int

    @property
    def is_plural(self) -> bool:
        """Whether they are more than one."""
        return self.number > 1


class Unnamed:
    """The rules `bare-sources`, `other-descriptor` and `plural-for-one`."""

    def __init__(self, draft: Draft, record: Record, parties: Parties) -> None:
        self.draft, self.record, self.parties = draft, record, parties

    def spots(self) -> Iterator[Spot]:
        """Every unnamed source that is counted or described otherwise than the log does."""
        topical = False
        for sentence in self.draft.sentences:
            words = sentence.words
            before, topical = topical, self.record.is_topical(words)
            groups = list(self._groups(words))
            if not groups:
                continue
            mentions = self.parties.mentions(words)
            for group in groups:
                if sentence.is_question and group.head < len(words) // 2:
                    continue
                if (spot := self._bare(words, group)) or (
                    spot := self._other(words, group, mentions, topical or before)
                ):
                    yield spot
                if spot := self._plural(words, group, mentions, topical or before):
                    yield spot

    def _groups(self, words: Sequence[Token]) -> Iterator[Group]:
        for head, word in enumerate(words):
            if word.key not in SINGULAR_HEADS and word.key not in PLURAL_HEADS and word.key not in self._heads:
                continue
            if head + 1 < len(words) and words[head + 1].key in self._all_heads and self._joined(words, head + 1):
                continue
            first = self._first(words, head)
            if verb := self._attributed(words, first, head):
                yield Group(first, head, verb, self._number(words, first, head))

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The words that agreed descriptors turn on, beside those that everybody knows."""
        return frozenset(_head_of(keys(text)) for text in self._permitted if text.strip())

    @cached_property
    def _all_heads(self) -> frozenset[str]:
        return self._heads | SINGULAR_HEADS | PLURAL_HEADS

    @cached_property
    def _permitted(self) -> dict[str, list[Statement]]:
        """The descriptors that may be printed, each with the statements under it."""
        found: dict[str, list[Statement]] = {}
        for statement in self.record.unnamed:
            found.setdefault(self.record.descriptor(statement), []).append(statement)
        return found

    def _joined(self, words: Sequence[Token], at: int) -> bool:
        gap = self.draft.gap(words[at - 1], words[at])
        return not gap.strip(" \n->.") or (gap.startswith(".") and words[at - 1].key in ("usa", "uk", "un"))

    def _first(self, words: Sequence[Token], head: int) -> int:
        at = head
        while at > max(head - 7, 0) and self._joined(words, at):
            before = words[at - 1].key
            if before in SPEECH or before in _TIMES or before in _BEFORE or before.endswith("ly"):
                break
            if before in STOP_WORDS and before not in BARE and not (before == "and" and words[at - 2].is_capital):
                break
            at -= 1
            if before in ARTICLES or before in NUMBERS or (before in SEVERAL and before != "other"):
                break
        return at

    @staticmethod
    def _number(words: Sequence[Token], first: int, head: int) -> int:
        for word in words[first:head]:
            if word.key in NUMBERS:
                return NUMBERS[word.key]
            if word.key.isdigit():
                return min(int(word.key[:3]), 99)
        return 2 if words[head].key in PLURAL_HEADS or words[head].key.endswith("s") else 1

    def _attributed(self, words: Sequence[Token], first: int, head: int) -> str:
        """The verb by which somebody speaks in the draft, or nothing where nobody does."""
        before = [word.key for word in words[max(first - 2, 0) : first]]
        if before[-1:] and before[-1] in _BEFORE:
            return "said"
        if before[-2:] == ["according", "to"]:
            return "said"
        if before[-1:] == ["by"] and len(before) > 1 and before[0] in SPEECH:
            return before[0]
        if before[-1:] and before[-1] in _SAID_BY and before[-1] != "told" and self._ends_quote(words, first - 1):
            return before[-1]
        return self._verb_after(words, head)

    def _ends_quote(self, words: Sequence[Token], at: int) -> bool:
        """Whether a verb follows the end of a quotation, or a comma: `…,” said an official`."""
        tail = self.draft.text[max(words[at].start - 3, 0) : words[at].start]
        return any(mark in tail for mark in ",\"”»'’")

    def _verb_after(self, words: Sequence[Token], head: int) -> str:
        at = head + 1
        if at >= len(words):
            return ""
        gap = self.draft.gap(words[head], words[at])
        free = words[at].key in AFTER or "," in gap
        while at < min(head + _REACH, len(words)):
            gap = self.draft.gap(words[at - 1], words[at])
            if any(mark in gap for mark in ";:()—"):
                return ""
            key = words[at].key
            if key in SPEECH or key in DECLINED:
                return key
            adverb = key.endswith("ly") or key in ("also", "have", "has", "had", "then", "later", "did", "both", "all")
            if not free and not adverb:
                return ""
            at += 1
        return ""

    def _described(self, words: Sequence[Token], group: Group) -> set[str]:
        """The words that describe a group before its head."""
        return {w.key for w in words[group.first : group.head]} - BARE - set(NUMBERS) - STOP_WORDS

    def _bare(self, words: Sequence[Token], group: Group) -> Spot | None:
        if words[group.head].key not in _SOURCES or self._described(words, group):
            return None
        after = words[group.head + 1].key if group.head + 1 < len(words) else ""
        if after in DESCRIBING or (group.first and words[group.first - 1].key in ("no", "neither")):
            return None
        if words[group.first].key == "no":
            return None
        choice = either(list(filter(None, self._permitted)))
        remedy = f"Use the agreed words: {choice}." if choice else "Agree words for the source first, then use those."
        start = words[group.first].start
        return Spot(
            start,
            words[group.head].end,
            LintRule.BARE_SOURCES,
            "Nothing tells the reader what kind of source this is.",
            remedy,
            tuple(statement.id for statement in self.record.unnamed[:3]),
        )

    def _other(self, words: Sequence[Token], group: Group, mentions: Sequence[Mention], topical: bool) -> Spot | None:
        head = words[group.head].key
        described = self._described(words, group)
        if group.is_plural and not described and words[group.head].key not in _SOURCES | _PEOPLE:
            return None
        if self._is_permitted(words, group) or self._is_known(words, group, mentions):
            return None
        definite = words[group.first].key in ("the", "this", "that", "these", "those", "both")
        near = [text for text in self._permitted if described & set(keys(text))]
        if definite and (near or not described):
            rest = described | {head.removesuffix("s")}
            if not described or any(
                rest <= {key.removesuffix("s") for key in keys(text)} | described & set(keys(text)) for text in near
            ):
                return None
        if not (topical or near or self._own_words(words, group)):
            return None
        return self._other_spot(words, group, near)

    def _own_words(self, words: Sequence[Token], group: Group) -> bool:
        """Whether these are the desk's own words for a source, which nobody agreed."""
        said = tuple(word.key for word in words[group.first : group.head + 1] if word.key not in ARTICLES)
        return any(keys(self.record.case.source_of(s).descriptor) == said for s in self.record.unnamed)

    def _other_spot(self, words: Sequence[Token], group: Group, near: list[str]) -> Spot:
        shown = [text for text in (near or self._permitted) if text.strip()]
        ids = [statement.id for text in shown for statement in self._permitted[text]]
        ids = ids or [statement.id for statement in self.record.unnamed]
        what = self.draft.text[words[group.first].start : words[group.head].end]
        if shown:
            sentence = f"“{' '.join(what.split())}” is not what was agreed."
            remedy = f"Write {either(shown)}, word for word."
        else:
            sentence = "No words are agreed for a source who is not named."
            remedy = "Agree the description with the source, log it, and use it word for word."
        return Spot(
            words[group.first].start, words[group.head].end, LintRule.OTHER_DESCRIPTOR, sentence, remedy, tuple(ids[:3])
        )

    def _is_permitted(self, words: Sequence[Token], group: Group) -> bool:
        """Whether a permitted descriptor stands here word for word, with nothing before it but an article or number."""
        first = group.first
        while first < group.head and (
            words[first].key in BARE or words[first].key in NUMBERS or words[first].key.isdigit()
        ):
            first += 1
        found = [word.key for word in words[first : first + 40]]
        return any(_begins(found, keys(text), group.is_plural) for text in self._permitted if text.strip()) or any(
            _begins([word.key for word in words[group.first : group.first + 40]], keys(text), group.is_plural)
            for text in self._permitted
            if text.strip()
        )

    def _is_known(self, words: Sequence[Token], group: Group, mentions: Sequence[Mention]) -> bool:
        """Whether a name stands beside the words, or they are the office of somebody on the record."""
        for mention in mentions:
            if mention.party.how is How.DESCRIPTOR or mention.party.how is How.OUTLET:
                continue
            role = mention.party.how is How.ROLE and mention.first <= group.head < mention.last
            if role or (group.head < mention.first <= group.head + 2 and mention.party.how is not How.ROLE):
                return True
        after = words[group.head + 1 : group.head + 3]
        return len(after) == 2 and all(w.is_capital for w in after) and self._joined(words, group.head + 1)

    def _plural(self, words: Sequence[Token], group: Group, mentions: Sequence[Mention], topical: bool) -> Spot | None:
        if not group.is_plural or group.verb in DECLINED or words[group.first].key in ("no", "neither", "the"):
            return None
        if any(
            word.key in ("no", "neither", "none", "if", "whether")
            for word in words[max(group.first - 2, 0) : group.first]
        ):
            return None
        head = words[group.head].key
        if self._relays_plural(words, group) or not (topical or self._described(words, group) & self._known_words):
            return None
        said = self._meant(words, group)
        origins = max((self.record.origins(said, q) for q in self._asked(words, group)), default=0)
        if head == "officials":
            officials = self._matching_stance(self.record.officials, group.verb, words)
            origins += len({s.source for s in officials})
        if origins >= group.number or (origins == 0 and not said and head not in ("officials", "sources")):
            return None
        how_many = "nobody" if origins == 0 else "one origin" if origins == 1 else f"{origins} origins"
        sentence = f"The draft lets {group.number} or more speak, and the log holds {how_many} for this."
        remedy = (
            f"Write {either([self.record.descriptor(s) for s in said])}, in the singular."
            if said and all(self.record.descriptor(s) for s in said)
            else "Write of one, under the words agreed, or leave it out."
        )
        start = words[group.first].start
        ids = tuple(s.id for s in said[:3])
        return Spot(start, words[group.head].end, LintRule.PLURAL_FOR_ONE, sentence, remedy, ids)

    @cached_property
    def _known_words(self) -> frozenset[str]:
        return frozenset(key for text in self._permitted for key in keys(text)) - STOP_WORDS

    def _relays_plural(self, words: Sequence[Token], group: Group) -> bool:
        """Whether these are an outlet's own words, which are already in the plural."""
        found = [word.key for word in words[group.first : group.first + 40]]
        bare = [key for key in found if key not in ARTICLES]
        return any(
            _begins(bare, keys(text), False) and keys(text)[-1:] and any(key.endswith("s") for key in keys(text))
            for text in self._permitted
            if text.strip() and _head_of(keys(text)).endswith("s")
        )

    def _asked(self, words: Sequence[Token], group: Group) -> list[str]:
        after = words[group.head + 1 :]
        return [q.id for q in self.record.questions_of(after)] or ["default"]

    def _meant(self, words: Sequence[Token], group: Group) -> list[Statement]:
        """The statements of unnamed sources that a group can stand for: by its words, its verb and the question."""
        described = self._described(words, group)
        said = self._matching_stance(self.record.unnamed, group.verb, words)
        close = [s for s in said if described & set(keys(self.record.descriptor(s)))]
        return close or said

    def _matching_stance(self, said: Sequence[Statement], verb: str, words: Sequence[Token]) -> list[Statement]:
        stances: tuple[Stance, ...] = (Stance.CONFIRMS, Stance.DISPUTES)
        if verb in CONFIRMED:
            stances = (Stance.CONFIRMS,)
        elif verb in DISPUTED:
            stances = (Stance.DISPUTES,)
        asked = self.record.questions_of(words)
        negated = any(word.key in NEGATED for word in words)
        found = self.record.holding(said, asked, *stances) if asked else []
        if not found and not asked:
            found = [s for s in said if negated or set(s.says.stances.values()) & set(stances)]
        return found


def _head_of(descriptor: Sequence[str]) -> str:
    """The word that a descriptor turns on: the last one before what follows the noun."""
    for at, key in enumerate(descriptor):
        if key in SINGULAR_HEADS or key in PLURAL_HEADS:
            return key
        if at and key in DESCRIBING | {"who", "not", "with"}:
            return descriptor[at - 1]
    return descriptor[-1] if descriptor else ""


def _begins(found: Sequence[str], text: Sequence[str], plural: bool) -> bool:
    """Whether words begin with a descriptor, its noun in the plural where there are several."""
    if not text or len(found) < len(text):
        return False
    return all(
        one == two or (plural and one.rstrip("s") == two.rstrip("s")) for one, two in zip(found, text, strict=False)
    )
