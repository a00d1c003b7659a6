"""Finds the unnamed people who speak in a draft, and the words that describe them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from workflow.case import Statement
from workflow.lint.draft import Draft
from workflow.lint.lexicon import (
    AFTER,
    ARTICLES,
    BARE,
    CONFIRM,
    CONFIRMED,
    COPULA,
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
    TIMES,
    words_of,
)
from workflow.lint.record import ANY_QUESTION, Record
from workflow.lint.tokens import Token, keys
from workflow.terms import Standing

_REACH = 22
_ENDS = frozenset(";:()—")
_LONGEST = 16
_SOURCES = frozenset(("source", "sources"))
_BEFORE = words_of("citing cites cited quoting quotes quoted per")
_SAID_BY = words_of("said says added confirmed adds")
_HEARD = words_of("understand understands understood hear hears hearing heard learn learned learnt know knows told")
_NOBODY = words_of("no neither nor not zero")
_PRONOUNS = words_of("those someone somebody anyone one")
_SAYS_SO = COPULA | SPEECH | words_of("has had have will did does went came sent wrote signed never not no")
"""Words of a sentence; `Source: the census of 2010` has none, and is a credit."""

_HIDDEN = words_of("anonymous unnamed unidentified")
_DENY = frozenset(("dispute", "deny"))
_HELPING = words_of("also have has had then later did both all now")


class Group(NamedTuple):
    """Unnamed people who speak: the words from `first` up to `last`, the noun `head`, the verb, how many they are."""

    first: int
    head: int
    last: int
    verb: str
    number: int

    @property
    def is_plural(self) -> bool:
        """Whether they are more than one."""
        return self.number > 1


class Groups:
    """The unnamed people of a draft, and the descriptors that may be printed."""

    def __init__(self, draft: Draft, record: Record) -> None:
        self.draft, self.record = draft, record

    def find(self, words: Sequence[Token]) -> Iterator[Group]:
        """Those who speak in some words."""
        for head, word in enumerate(words):
            if word.key not in self._heads and not self._is_somebody(words, head):
                continue
            following = head + 1 < len(words) and words[head + 1].key in self._heads and self.joined(words, head + 1)
            first = self._first(words, head)
            if following or (first and words[first - 1].key in _NOBODY) or words[first].key in _NOBODY:
                continue
            if (verb := self._attributed(words, first, head)) and not _in_general(words, first, head):
                yield Group(first, head, self._last(words, head), verb, self._number(words, first, head))

    def _is_somebody(self, words: Sequence[Token], head: int) -> bool:
        """Whether a pronoun stands for a source: `those briefed on the plan`, `someone who handled the letter`."""
        if words[head].key not in _PRONOUNS or not self.joined(words, min(head + 1, len(words) - 1)):
            return False
        after = [word.key for word in words[head + 1 : head + 5]]
        if after[:1] and after[0] in ("briefed", "familiar", "close"):
            return True
        return after[:1] in (["who"], ["with"], ["in"], ["at"], ["inside"]) and any(
            word in text for word in after[1:] if word not in STOP_WORDS for text in self.permitted_keys
        )

    @cached_property
    def permitted(self) -> dict[str, list[Statement]]:
        """The descriptors that may be printed, each with the statements under it."""
        found: dict[str, list[Statement]] = {}
        for statement in self.record.unnamed:
            if self.record.case.source_of(statement).standing is Standing.OUTLET:
                continue
            if descriptor := self.record.descriptor(statement).strip():
                found.setdefault(descriptor, []).append(statement)
        return found

    @cached_property
    def permitted_keys(self) -> tuple[tuple[str, ...], ...]:
        """The same, as keys."""
        return tuple(filter(None, map(keys, self.permitted)))

    def described(self, words: Sequence[Token], group: Group) -> set[str]:
        """The words that describe a group, beside its noun."""
        noun = words[group.head].key
        return {w.key for w in words[group.first : group.last]} - BARE - set(NUMBERS) - STOP_WORDS - {noun}

    def before_noun(self, words: Sequence[Token], group: Group) -> set[str]:
        """The words that describe a group before its noun."""
        return {w.key for w in words[group.first : group.head]} - BARE - set(NUMBERS) - STOP_WORDS

    def is_permitted(self, words: Sequence[Token], group: Group) -> bool:
        """Whether a permitted descriptor stands there word for word, after no more than an article or a number."""
        starts = [group.first]
        while starts[-1] < group.head and _counts(words[starts[-1]].key):
            starts.append(starts[-1] + 1)
        own = " ".join(word.key for word in words[starts[-1] : group.last])
        return any(own in text for text in self._outlets_words) or any(
            begins([word.key for word in words[start : start + 40]], text, plural=group.is_plural)
            for start in (starts[0], starts[-1])
            for text in self.permitted_keys
        )

    @cached_property
    def _outlets_words(self) -> tuple[str, ...]:
        """What outlets that are sources themselves say of theirs."""
        case = self.record.case
        held = [s for s in self.record.unnamed if case.source_of(s).standing is Standing.OUTLET]
        return tuple(" ".join(keys(t)) for s in held for t in (case.source_of(s).descriptor, s.says.paraphrase) if t)

    def relays_plural(self, words: Sequence[Token], group: Group) -> bool:
        """Whether these are an outlet's own words, which are in the plural already."""
        found = [word.key for word in words[group.first : group.first + 40] if word.key not in ARTICLES]
        return any(head_of(text).endswith("s") and begins(found, text, plural=False) for text in self.permitted_keys)

    def joined(self, words: Sequence[Token], at: int) -> bool:
        """Whether nothing but space, a hyphen or the point of an abbreviation stands before a word."""
        return not self.draft.gap(words[at - 1], words[at]).strip(" \n->.")

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The nouns for unnamed people: those that everybody uses, and those of this case's descriptors."""
        record = self.record
        hidden = {statement.source for statement in record.case.statements if record.is_hidden(statement)}
        texts = [record.case.sources[name].descriptor for name in hidden]
        own = {head_of(keys(text.split(";")[0])) for text in (*texts, *self.permitted) if text.strip()}
        own -= record.document_words | ANY_QUESTION | {"", "outlet"}
        return SINGULAR_HEADS | PLURAL_HEADS | own | {f"{head}s" for head in own if not head.endswith("s")}

    def _first(self, words: Sequence[Token], head: int) -> int:
        at = head
        while at > max(head - 7, 0) and self.joined(words, at):
            before = words[at - 1].key
            if before in SPEECH or before in TIMES or before in _BEFORE or before.endswith("ly"):
                break
            joint = before == "and" and at > 1 and words[at - 2].is_capital
            if before in STOP_WORDS and before not in BARE and not joint:
                break
            at -= 1
            if before in ARTICLES or before in NUMBERS or (before in SEVERAL and before != "other"):
                break
        return at

    def _last(self, words: Sequence[Token], head: int) -> int:
        """Where the words that describe end: at a comma or a verb of speech."""
        at = head + 1
        if at >= len(words) or words[at].key not in AFTER or words[at].key == "and" or not self.joined(words, at):
            return at
        while at < min(head + _LONGEST, len(words)) and self.joined(words, at):
            if words[at].key in SPEECH or words[at].key in ("that", "but", "asked") or words[at].key in _HELPING:
                break
            at += 1
        return at

    @staticmethod
    def _number(words: Sequence[Token], first: int, head: int) -> int:
        for word in words[first:head]:
            if word.key in NUMBERS:
                return NUMBERS[word.key]
            if word.key.isdigit():
                return min(int(word.key[:3]), 99)
        key = words[head].key
        return 2 if key in PLURAL_HEADS or key == "those" or (key.endswith("s") and key not in _PRONOUNS) else 1

    def _attributed(self, words: Sequence[Token], first: int, head: int) -> str:
        """The verb by which somebody speaks in the draft, or nothing where nobody does."""
        before = [word.key for word in words[max(first - 2, 0) : first]]
        near, far = before[-1:], before[:-1]
        if near and (near[0] in _BEFORE or (near[0] == "to" and far == ["according"])):
            return "said"
        if (
            near == ["from"]
            and words[head].key in _SOURCES
            and _HEARD & {w.key for w in words[max(first - 4, 0) : first]}
        ):
            return "said"
        if near == ["by"] and far and far[0] in SPEECH:
            return "" if NEGATED & {word.key for word in words[max(first - 6, 0) : first]} else far[0]
        if words[head].key in _SOURCES and self._is_credit(words, first, head):
            return "said"
        if near and near[0] in _SAID_BY and self._ends_quote(words, first - 1):
            return near[0]
        return self._verb_after(words, head)

    def _is_credit(self, words: Sequence[Token], first: int, head: int) -> bool:
        """Whether a source stands alone behind the words that are its: `(source)`, `– sources` at the end."""
        before = self.draft.text[max(words[first].start - 2, 0) : words[first].start]
        after = self.draft.text[words[head].end : words[head].end + 1]
        if words[first].key in _HIDDEN | ARTICLES and _HIDDEN & {word.key for word in words[first:head]}:
            return words[head].key == "source" and words[min(head + 1, len(words) - 1)].key not in COPULA
        alone = head + 1 == len(words)
        return (before.endswith("(") and after == ")") or (alone and first > 2 and before in ("– ", "— ", "- "))

    def _ends_quote(self, words: Sequence[Token], at: int) -> bool:
        """Whether a verb follows the end of a quotation, or a comma: `…,” said an official`."""
        tail = self.draft.text[max(words[at].start - 3, 0) : words[at].start]
        return any(mark in tail for mark in ",\"”»'’")

    def _verb_after(self, words: Sequence[Token], head: int) -> str:
        at = head + 1
        if at >= len(words):
            return ""
        gap = self.draft.gap(words[head], words[at])
        if ":" in gap and head < 3 and len(words) - head > 4:
            return "said" if _SAYS_SO & {word.key for word in words[at:]} else ""
        free = words[at].key in AFTER or "," in gap
        while at < min(head + _REACH, len(words)):
            if self.draft.has_between(words, at, _ENDS):
                return ""
            key = words[at].key
            if key in SPEECH or key in DECLINED:
                return key
            if not free and not key.endswith("ly") and key not in _HELPING:
                return ""
            at += 1
        return ""


def _in_general(words: Sequence[Token], first: int, head: int) -> bool:
    """Whether nobody in particular speaks unnamed: `only unnamed sources confirm it`, `a named person confirms it`."""
    before = [word.key for word in words[max(first - 2, 0) : first]]
    kind = [word.key for word in words[first:head]]
    verb = next((word.key for word in words[head + 1 : head + 4] if word.key not in _HELPING), "")
    return "named" in kind or (
        before[-1:] == ["only"]
        and before[0] not in ARTICLES
        and len(kind) == 1
        and kind[0] in _HIDDEN
        and words[head].key == "sources"
        and verb in CONFIRM | CONFIRMED | DISPUTED | _DENY
    )


def head_of(descriptor: Sequence[str]) -> str:
    """The word that a descriptor turns on: the last one before what follows the noun."""
    for at, key in enumerate(descriptor):
        if key in SINGULAR_HEADS or key in PLURAL_HEADS:
            return key
        if at and key in DESCRIBING | {"who", "not", "with"}:
            return descriptor[at - 1]
    return descriptor[-1] if descriptor else ""


def begins(found: Sequence[str], text: Sequence[str], *, plural: bool) -> bool:
    """Whether words begin with a descriptor, its noun in the plural where there are several."""
    if not text or len(found) < len(text):
        return False
    pairs = zip(found, text, strict=False)
    return all(one == two or (plural and singular(one) == singular(two)) for one, two in pairs)


def singular(key: str) -> str:
    """A noun in the singular."""
    return "person" if key in ("people", "persons") else key.removesuffix("s")


def singulars(found: Iterable[str]) -> set[str]:
    """Words in the singular."""
    return set(map(singular, found))


def _counts(key: str) -> bool:
    return key in BARE or key in NUMBERS or key.isdigit()
