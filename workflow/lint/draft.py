"""A draft as the rules see it: words, quotations, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from workflow.lint.folding import Folded
from workflow.lint.lexicon import words_of
from workflow.lint.tokens import Token, tokens

LONGEST_SENTENCE = 120
"""The most words that are looked at together."""

_PARAGRAPH = re.compile(r"\n[ \t>]*(?:\n|[-+•][ \t]|#|\|)")
_NUMBERED = re.compile(r"\d{1,2}[.)][ \t]")
_STOP = re.compile(r"[.!?…]")
_APART = re.compile(r"[,:;—–] ")
_HEADING = re.compile(r"(?m)^[ \t>]*#{1,6}[^\n]*")
_TITLES = words_of(
    "gen lt col maj brig sgt capt cmdr adm sen rep gov dr mr mrs ms mx prof st mt ft no vs sec spc pvt cpl rev hon "
    "pres fr sr messrs cf ca approx dept rear vice det insp supt pp vol art nos mgr amb atty"
)
_SHORT = words_of("am pm usa uk un eu dc jr inc corp co ltd etc al ii iii iv")
_STARTERS = words_of(
    "the a an he she it they we but and in on at asked no that this these those if when while after before his her "
    "their its our there neither both one two three several officials sources according however still so yet as"
)
_PRINTERS = words_of("we gazette article story report post alert headline")
_PRINTED = words_of("reported said wrote stated suggested tweeted posted published")
_CORRECTING = words_of("correction clarification corrected update")
_NOT_SO = words_of("not hasn't hadn't didn't doesn't regret wrong incorrect error never")
_WH = words_of("who why how what where when which whether is was are were did does do has have can will")
_PERHAPS = words_of("if should would could might")
_OPENING, _CLOSING = "“«„‟", "”»"
_MARKS = re.compile("[\"“”«»„‟‘’'‹›]")


class Quotation(NamedTuple):
    """Words in quotation marks; `start` and `end` without the marks."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence: its words in the draft's own voice, those of long quotations left out; where it starts and ends.

    It is open where it asks something, or takes back what was printed.
    """

    words: tuple[Token, ...]
    start: int
    end: int
    is_open: bool


class Draft:
    """The text with all that the rules ask of it."""

    def __init__(self, raw: str) -> None:
        self.folded = Folded(raw)
        self.text, self.low = self.folded.text, self.folded.low
        self.tokens = tokens(self.folded)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts."""
        return [token.start for token in self.tokens]

    def between(self, start: int, end: int) -> list[Token]:
        """The words within a span."""
        return self.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def gap(self, first: Token, second: Token) -> str:
        """What stands between two words."""
        return self.text[first.end : second.start]

    def has_between(self, words: Sequence[Token], at: int, marks: frozenset[str]) -> bool:
        """Whether one of these marks stands right before a word, after the word before it."""
        gap = self.text[words[at - 1].end : words[at].start]
        return gap != " " and not marks.isdisjoint(gap)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Everything in quotation marks, in the order of the text; single marks only where no double ones are open."""
        found = []
        breaks = [match.start() for match in _PARAGRAPH.finditer(self.text)] + [len(self.text)]
        begun, mark = -1, ""
        limit = 0
        for match in _MARKS.finditer(self.text):
            at, sign = match.start(), match[0]
            if begun >= 0 and at > limit:
                if mark in '“«"' and begun + 1 < limit:
                    found.append(Quotation(begun + 1, limit))
                begun = -1
            if begun < 0:
                if self._opens(at, sign):
                    begun, mark = at, sign
                    limit = breaks[bisect_left(breaks, at)]
            elif self._closes(at, sign, mark):
                found.append(Quotation(begun + 1, at))
                begun = -1
        if begun >= 0 and mark in '“«"':
            found.append(Quotation(begun + 1, limit))
        return tuple(found)

    def _opens(self, at: int, sign: str) -> bool:
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        if sign in _OPENING or sign == "‹":
            return True
        if sign == '"':
            return bool(after.strip())
        return (
            sign in "'‘"
            and not (before.isalnum() or before in (")", "]"))
            and (after.isalnum() or after in ("[", "…", "."))
        )

    def _closes(self, at: int, sign: str, mark: str) -> bool:
        if mark == '"':
            return sign == '"'
        if mark in "'‘‹":
            after, before = self.text[at + 1 : at + 2], self.text[at - 1 : at]
            return sign in "'’›" and not after.isalnum() and not before.isspace()
        return sign in _CLOSING or (mark in "„‟" and sign == "“") or (mark == "“" and sign == '"')

    @cached_property
    def masked(self) -> tuple[Quotation, ...]:
        """The quotations of more than two words: what others say, not the draft."""
        return tuple(quoted for quoted in self.quotations if len(self.between(*quoted)) > 2)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in their order."""
        found: list[Sentence] = []
        begun = 0
        heads = [match.end() for match in _HEADING.finditer(self.text)]
        for index, token in enumerate(self.tokens):
            following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
            if following is None or self._parts(token, following, heads) or index + 1 - begun >= LONGEST_SENTENCE:
                if asked := self._question_in(begun, index + 1, following):
                    found.append(self._sentence(begun, asked, self.tokens[asked]))
                    begun = asked
                found.append(self._sentence(begun, index + 1, following))
                begun = index + 1
        return tuple(found)

    def sentence_at(self, at: int) -> int:
        """The number of the sentence in which a place lies."""
        return max(bisect_right(self._sentence_starts, at) - 1, 0)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _mask_starts(self) -> list[int]:
        return [quoted.start for quoted in self.masked]

    def quoted_in(self, at: int) -> int:
        """The number of the long quotation in which a place lies, or -1."""
        index = bisect_right(self._mask_starts, at) - 1
        return index if index >= 0 and at < self.masked[index].end else -1

    def _sentence(self, first: int, last: int, following: Token | None) -> Sentence:
        words = self.tokens[first:last]
        tail = self.text[words[-1].end : following.start if following else len(self.text)]
        spoken = tuple(word for word in words if self.quoted_in(word.start) < 0)
        asks = "?" in tail.split("\n")[0] and self.quoted_in(words[-1].start) < 0
        is_open = asks or self._takes_back([word.key for word in spoken], first, last)
        return Sentence(spoken, words[0].start, words[-1].end, is_open)

    def _question_in(self, first: int, last: int, following: Token | None) -> int:
        """Where a question begins that hangs on a statement, `it is theirs: who leaked it?`, or 0."""
        tail = self.text[self.tokens[last - 1].end : following.start if following else len(self.text)]
        if "?" not in tail.split("\n")[0] or self.tokens[first].key in _WH | _PERHAPS:
            return 0
        for at in range(last - 1, first + 2, -1):
            gap = self.gap(self.tokens[at - 1], self.tokens[at])
            ahead = min(at + (self.tokens[at].key in ("and", "but", "so", "yet", "then")), last - 1)
            if _APART.search(gap) and self.tokens[ahead].key in _WH and self.quoted_in(self.tokens[at].start) < 0:
                return at
        return 0

    def _takes_back(self, found: list[str], first: int, last: int) -> bool:
        """Whether a sentence tells what was printed before, to set it right."""
        if found[:1] in (["correction"], ["clarification"]) or ("earlier", "version") in pairwise(found):
            return True
        before = {word.key for word in self.tokens[max(first - 6, 0) : first]}
        after = {word.key for word in self.tokens[last : last + 12]}
        printed = any(key in _PRINTERS and _PRINTED & set(found[at + 1 : at + 4]) for at, key in enumerate(found))
        return printed and bool((before | set(found)) & _CORRECTING or after & _NOT_SO)

    def _parts(self, token: Token, following: Token, heads: list[int]) -> bool:
        gap = self.gap(token, following)
        if gap in (" ", "-", "'", ", "):
            return False
        if "\n" in gap:
            if _PARAGRAPH.search(gap):
                return True
            if following.text.isdigit() and _NUMBERED.match(self.text, following.start):
                return True
            head = bisect_left(heads, token.end)
            if head < len(heads) and heads[head] < following.start:
                return True
        if "|" in gap:
            return True
        if not _STOP.search(gap):
            return False
        inside = self.quoted_in(token.start)
        if inside >= 0 and inside == self.quoted_in(following.start):
            return False
        return self._stops(token, following, gap)

    @staticmethod
    def _stops(token: Token, following: Token, gap: str) -> bool:
        if not any(mark.isspace() for mark in gap):
            return False
        if gap[0] == ".":
            if token.key in _TITLES:
                return False
            if token.key in _SHORT or len(token.text) == 1 or "." in token.text:
                return following.is_capital and following.key in _STARTERS
        if any(mark in gap for mark in '"”»') and not following.is_capital:
            return False
        return following.is_capital or not ("…" in gap or ".." in gap)
