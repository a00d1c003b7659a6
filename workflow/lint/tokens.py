"""Words with their places: what the rules look at, in drafts and in the record alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from workflow.lint.folding import Folded
from workflow.lint.lexicon import MISSPELT

_TOKEN = re.compile(r"[^\W_](?:\.[^\W_])+(?![^\W_])|[^\W_]+(?:['’][^\W_]+)*")
_COARSE = re.compile(r"[^\W_]+")
_SPACES = {number: " " for number in range(128) if not chr(number).isalnum()}
_DOTTED = re.compile(r"[^\W_](?:\.[^\W_])+\Z")


class Token(NamedTuple):
    """A word: its place, its key (small letters, without `'s` and without the points of an abbreviation), its text."""

    start: int
    end: int
    key: str
    text: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def tokens(folded: Folded) -> list[Token]:
    """The words of a text in their order."""
    text, low = folded.text, folded.low
    return [
        Token(start, end, _key(low[start:end], text[start:end]), text[start:end])
        for match in _TOKEN.finditer(text)
        for start, end in (match.span(),)
    ]


def plain_words(text: str) -> list[str]:
    """The words of a folded text in small letters, with straight apostrophes."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


def keys(text: str) -> tuple[str, ...]:
    """The keys of the words of a text of the record, without an article before them."""
    found = tuple(token.key for token in tokens(Folded(text)))
    return found[1:] if len(found) > 1 and found[0] in ("a", "an", "the") else found


def coarse_words(text: str) -> list[str]:
    """The runs of letters and digits of a folded text in small letters: cheap, to pick what is worth a closer look."""
    return text.lower().translate(_SPACES).split() if text.isascii() else _COARSE.findall(text.lower())


class Sieve:
    """Picks the texts that may hold one of some runs of words, as `plain_words` gives them."""

    def __init__(self, sought: Iterable[Sequence[str]]) -> None:
        split = [coarse_words(" ".join(run)) for run in sought]
        self._pairs = frozenset(pair for run in split for pair in pairwise(run))
        self._alone = frozenset(run[0] for run in split if len(run) == 1)

    def lets(self, text: str) -> bool:
        """Whether a folded text may hold one of the runs."""
        words = coarse_words(text)
        return not (self._pairs.isdisjoint(pairwise(words)) and self._alone.isdisjoint(words))


def runs(words: list[str], length: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of so many words with its place."""
    for at in range(len(words) - length + 1):
        yield at, tuple(words[at : at + length])


def _key(low: str, text: str) -> str:
    if text == "US":
        return "usa"
    if "." in low and _DOTTED.match(low):
        bare = low.replace(".", "")
        return "usa" if bare == "us" else bare
    bare = low[:-2] if low.endswith("'s") and len(low) > 2 else low
    return MISSPELT.get(bare, bare)
