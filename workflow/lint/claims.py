"""Finds where a draft says that somebody confirms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workflow.lint.draft import Draft
from workflow.lint.lexicon import (
    ABLE,
    ADMITTED,
    ARTICLES,
    CONFIRM,
    CONFIRMED,
    COPULA,
    HARD,
    NEGATED,
    PLURAL_HEADS,
    SAID,
    TRUE_WORDS,
    words_of,
)
from workflow.lint.record import Record
from workflow.lint.tokens import Token

_REACH = 40
_TAKEN = words_of("read seen taken interpreted understood viewed regarded treated amounts amounted tantamount served")
_HARD_MARKS = frozenset(";:()—–[]")


class Claim(NamedTuple):
    """A confirmation in the draft: its verb, where its clause begins and ends, whether it is passive."""

    verb: int
    begin: int
    end: int
    passive: bool


class Claims:
    """The confirmations of a draft, without those that are negated, wished for or left open."""

    def __init__(self, draft: Draft, record: Record) -> None:
        self.draft, self.record = draft, record

    def find(self, words: Sequence[Token]) -> Iterator[Claim]:
        """The confirmations in some words."""
        for at, word in enumerate(words):
            if self._is_claim(words, at, word.key):
                begin, end = self._clause(words, at)
                if not self._is_open(words, begin, at):
                    yield Claim(at, begin, end, self._is_passive(words, at, end))

    def _is_claim(self, words: Sequence[Token], at: int, key: str) -> bool:
        if key in CONFIRMED:
            return not self._is_other_verb(words, at)
        if key in CONFIRM:
            return _is_finite(words, at)
        if key == "confirmation":
            owned = at > 0 and words[at - 1].text.endswith(("'s", "’s"))
            return owned or bool(_next_keys(words, at, 4) & {"from", "by"}) or _is_taken_for(words, at)
        if key == "vouched":
            return _next_keys(words, at, 1) == {"for"}
        if key in ADMITTED or key in SAID:
            return self._says_true(words, at)
        return False

    def _is_other_verb(self, words: Sequence[Token], at: int) -> bool:
        """Whether the word only describes (`the confirmed letter`), or the document itself confirms something."""
        back = at - 1
        while back >= 0 and words[back].key.endswith("ly"):
            back -= 1
        if back < 0:
            return False
        if words[back].key in ARTICLES:
            return True
        if words[back].key not in self.record.document_words or at + 1 == len(words):
            return False
        after = words[at + 1].key
        return self.draft.gap(words[at], words[at + 1]).isspace() and after not in ("by", "as", "to", "on", "in")

    def _says_true(self, words: Sequence[Token], at: int) -> bool:
        """Whether what is said after a verb is that the document is genuine."""
        admitted = words[at].key in ADMITTED
        for here in range(at + 1, min(at + 14, len(words))):
            key = words[here].key
            if key in NEGATED or key in HARD or key in ("appears", "looks") or self._hard_gap(words, here):
                return False
            if admitted and key == "authenticity":
                return True
            if key in TRUE_WORDS:
                near = {word.key for word in words[max(here - 4, at) : here]}
                ends = here + 1 == len(words) or not self.draft.gap(words[here], words[here + 1]).isspace()
                named = {word.key for word in words[at + 1 : here]} & (self.record.document_words | {"it"})
                follows = _next_keys(words, here, 1) <= {"and", "but", "on", "in", "when", "after", "at", "as"}
                return bool(named) and (ends or follows) and bool(near & COPULA or (admitted and "as" in near))
        return False

    def _hard_gap(self, words: Sequence[Token], here: int) -> bool:
        return self.draft.has_between(words, here, _HARD_MARKS)

    def _clause(self, words: Sequence[Token], at: int) -> tuple[int, int]:
        begin = at
        while begin > max(at - _REACH, 0) and not self._hard_gap(words, begin) and not _parts(words, begin - 1):
            begin -= 1
        end = at + 1
        while end < min(at + _REACH, len(words)) and not self._hard_gap(words, end) and not _parts(words, end):
            end += 1
        return begin, end

    def _is_open(self, words: Sequence[Token], begin: int, at: int) -> bool:
        """Whether the words before a confirmation take it back or leave it open."""
        start = max(begin, at - 12)
        for here in range(at - 1, start - 1, -1):
            key = words[here].key
            if key in NEGATED or (key.endswith("n't") and key != "isn't"):
                return not (_spent(words, here, at) or self._is_means(words, begin, here, at))
        return False

    def _is_means(self, words: Sequence[Token], begin: int, here: int, at: int) -> bool:
        """Whether a negation is how somebody is said to confirm: `By not denying it, the minister confirmed it`."""
        comma = frozenset(",")
        return words[begin].key == "by" and any(self.draft.has_between(words, n, comma) for n in range(here + 1, at))

    def _is_passive(self, words: Sequence[Token], at: int, end: int) -> bool:
        back = at - 1
        while back >= 0 and (words[back].key.endswith("ly") or words[back].key in ("now", "also", "since", "already")):
            back -= 1
        if back >= 0 and (words[back].key in COPULA or words[back].key in self.record.document_words):
            return True
        return words[at].key in CONFIRMED and self.by(words, at, end) > 0

    @staticmethod
    def by(words: Sequence[Token], at: int, end: int) -> int:
        """Where `by` stands after a verb in the passive, or 0."""
        for here in range(at + 1, min(at + 6, end)):
            if words[here].key == "by":
                return here
            if words[here].key in ("that", "the", "it"):
                return 0
        return 0


def _is_taken_for(words: Sequence[Token], at: int) -> bool:
    """Whether something else is taken for a confirmation: `was read as confirmation`, `amounts to confirmation`."""
    before = [word.key for word in words[max(at - 6, 0) : at] if word.key not in ARTICLES | {"tacit", "implicit"}]
    return before[-1:] in (["as"], ["to"]) and not _TAKEN.isdisjoint(before)


def _is_finite(words: Sequence[Token], at: int) -> bool:
    """Whether a bare form is a present tense, or follows `did` or `able to`."""
    if at == 0:
        return False
    before = words[at - 1].key
    if before == "to":
        return at > 1 and words[at - 2].key == "able"
    return before in ABLE or before in PLURAL_HEADS


def _parts(words: Sequence[Token], at: int) -> bool:
    """Whether another clause begins at a word; `all but` begins none."""
    return words[at].key in HARD and not (at and words[at - 1].key == "all")


def _spent(words: Sequence[Token], here: int, at: int) -> bool:
    """Whether a negation belongs to a verb before the confirmation: `did not dispute it and confirmed`."""
    between = [word.key for word in words[here + 1 : at]]
    return "and" in between and between[-1] not in ("or", "nor") and words[here].key not in ("if", "whether", "unless")


def _next_keys(words: Sequence[Token], at: int, number: int) -> set[str]:
    return {word.key for word in words[at + 1 : at + 1 + number]}
