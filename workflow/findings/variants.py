"""How two copies of the same paper differ: words, spacing, line breaks, punctuation, hidden and lookalike letters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from workflow.findings.letters import INVISIBLE, seen
from workflow.findings.model import Page

MOST_WORDS = 200_000
"""Words of a copy that are compared."""
MOST_VARIANTS = 500
_MOST_SHOWN = 200
_SMALL = 250_000  # pairs of words that difflib may look at in one block
_LEAST_SHARED = 0.6
_WIDEST = 9
_Block = tuple[bool, int, int, int, int]

# A word is a run without spaces; Chinese and Japanese characters are words one by one.
_WORD = re.compile(r"(\s*)([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)")
_NO_LETTERS = re.compile(r"[\W_]+")
_HYPHENS = re.compile("[-\u2010\u2011\u00ad]")


class Variant(NamedTuple):
    """One place where two copies differ.

    `kind` is `words`, `punctuation`, `case`, `spacing`, `line breaks`, `invisible characters` or `lookalike letters`;
    `where` is the page of our copy; `ours` and `theirs` are the passages, as they stand, at most 200 characters long.
    """

    kind: str
    where: str
    ours: str
    theirs: str


class _Word(NamedTuple):
    """A word as it stands, as a reader takes it, the blanks before it, and its page."""

    raw: str
    key: str
    gap: str
    page: str


def is_same_paper(ours: Sequence[Page], theirs: Sequence[Page]) -> bool:
    """Whether two copies share so many words that they are copies of one paper, whatever the order of the words."""
    one, other = (Counter(word.key for word in _words(pages)) for pages in (ours, theirs))
    return bool(one) and (one & other).total() >= _LEAST_SHARED * max(one.total(), other.total())


def variants(ours: Sequence[Page], theirs: Sequence[Page]) -> tuple[Variant, ...]:
    """Where two copies differ, in the order of our copy; at most 500 places of the first 200,000 words.

    The time is bounded: words that both copies hold once are the anchors, and only short stretches between them are
    compared word by word.
    """
    one, other = _words(ours), _words(theirs)
    found: list[Variant] = []
    for variant in _differences(one, other):
        found.append(variant)
        if len(found) == MOST_VARIANTS:
            break
    return tuple(found)


def _words(pages: Sequence[Page]) -> list[_Word]:
    words: list[_Word] = []
    for page in pages:
        first = True
        for match in _WORD.finditer(page.text):
            if len(words) == MOST_WORDS:
                return words
            raw = match[2]
            words.append(_Word(raw, seen(raw).casefold(), "\f" if first else match[1], page.name))
            first = False
    return words


def _differences(one: list[_Word], other: list[_Word]) -> Iterator[Variant]:
    for same, left, left_end, right, right_end in _blocks(one, other):
        if same:
            for ours, theirs in zip(one[left:left_end], other[right:right_end], strict=True):
                yield from _of_same(ours, theirs, is_first=ours is one[0] or theirs is other[0])
        else:
            yield _of_block(one, other, (left, left_end), (right, right_end))


def _of_same(ours: _Word, theirs: _Word, is_first: bool) -> Iterator[Variant]:
    """How two words that a reader takes for the same differ, and the gaps before them."""
    if ours.raw != theirs.raw:
        yield Variant(
            _kind_of_letters(ours.raw, theirs.raw), ours.page, ours.raw[:_MOST_SHOWN], theirs.raw[:_MOST_SHOWN]
        )
    if ours.gap != theirs.gap and not is_first and "\f" not in (ours.gap, theirs.gap):
        breaks = "\n" in ours.gap or "\n" in theirs.gap
        if breaks and ours.gap.count("\n") == theirs.gap.count("\n"):
            return
        kind = "line breaks" if breaks else "spacing"
        yield Variant(kind, ours.page, (ours.gap + ours.raw)[:_MOST_SHOWN], (theirs.gap + theirs.raw)[:_MOST_SHOWN])


def _kind_of_letters(ours: str, theirs: str) -> str:
    if INVISIBLE.sub("", ours) == INVISIBLE.sub("", theirs):
        return "invisible characters"
    return "case" if ours.casefold() == theirs.casefold() else "lookalike letters"


def _of_block(one: list[_Word], other: list[_Word], left: tuple[int, int], right: tuple[int, int]) -> Variant:
    ours, theirs = one[slice(*left)], other[slice(*right)]
    page = ours[0].page if ours else one[min(left[0], len(one) - 1)].page if one else theirs[0].page
    keys = tuple("".join(word.key for word in words) for words in (ours, theirs))
    if keys[0] == keys[1]:
        kind = "spacing"
    elif _HYPHENS.sub("", keys[0]) == _HYPHENS.sub("", keys[1]) and any("\n" in word.gap for word in (*ours, *theirs)):
        kind = "line breaks"
    elif _NO_LETTERS.sub("", keys[0]) == _NO_LETTERS.sub("", keys[1]):
        kind = "punctuation"
    else:
        kind = "words"
    return Variant(kind, page, _passage(ours), _passage(theirs))


def _passage(words: list[_Word]) -> str:
    return " ".join(word.raw for word in words[:_MOST_SHOWN])[:_MOST_SHOWN]


def _blocks(one: list[_Word], other: list[_Word]) -> Iterator[_Block]:
    """The two copies cut into stretches of the same words and stretches of other words, in order."""
    return _cut([word.key for word in one], [word.key for word in other], (0, 0), 1)


def _cut(keys: list[str], others: list[str], start: tuple[int, int], width: int) -> Iterator[_Block]:
    """Cut at runs of `width` words that both hold once; `start` is where the two lists begin in the copies."""
    left = right = 0
    for at, to in [*_anchors(keys, others, width), (len(keys), len(others))]:
        if at < left or to < right:
            continue
        for same, i, j, k, m in _between(keys[left:at], others[right:to], width):
            yield same, start[0] + left + i, start[0] + left + j, start[1] + right + k, start[1] + right + m
        left, right = at, to
        while left < len(keys) and right < len(others) and keys[left] == others[right]:
            left, right = left + 1, right + 1
        if left > at:
            yield True, start[0] + at, start[0] + left, start[1] + to, start[1] + right


def _between(keys: list[str], others: list[str], width: int) -> Iterator[_Block]:
    """One stretch between two anchors: by longer anchors if it is long, and in one piece if there are none."""
    if len(keys) * len(others) <= _SMALL:
        for tag, i, j, k, m in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
            yield tag == "equal", i, j, k, m
    elif width < _WIDEST:
        yield from _cut(keys, others, (0, 0), width * 3)
    else:
        yield False, 0, len(keys), 0, len(others)


def _anchors(keys: list[str], others: list[str], width: int) -> list[tuple[int, int]]:
    """Where runs of words stand that are once in both copies, as many as keep their order."""
    once, again = (_once(words, width) for words in (keys, others))
    pairs = [(at, again[key]) for key, at in once.items() if key in again]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, to) in enumerate(pairs):
        place = bisect_left(tails, to)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(to)
            ends.append(index)
        else:
            tails[place], ends[place] = to, index
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _once(words: list[str], width: int) -> dict[tuple[str, ...], int]:
    runs = list(zip(*(words[shift:] for shift in range(width)), strict=False))
    times = Counter(runs)
    return {run: at for at, run in enumerate(runs) if times[run] == 1}
