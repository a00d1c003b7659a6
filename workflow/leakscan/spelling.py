"""The words of a name as letters, in each way in which they may be spelled."""

from __future__ import annotations

import re
from typing import NamedTuple

from workflow.leakscan.letters import fold

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"}
)
_EXPANDED = re.compile("ae|oe|ue")
NOT_LETTERS = re.compile(r"[\W_]+")
WORDS = re.compile(r"[^\s,;]+")


class Word(NamedTuple):
    """The letters of a word of a name, where its halves meet, and which count only with an accent."""

    letters: str
    seams: tuple[int, ...] = ()
    accented: tuple[int, ...] = ()


def spellings(text: str) -> list[list[Word]]:
    """The words of a name as they are, in capitals, with umlauts written out, and with such drawn together."""
    raw = WORDS.findall(text)
    made = [
        [word_of(word) for word in raw],
        [word_of(word.translate(_UMLAUTS)) for word in raw],
        [word_of(word.upper()) for word in raw],
        [word_of(word.lower()) for word in raw],
        [_drawn_together(word_of(word)) for word in raw],
    ]
    found: list[list[Word]] = []
    for words in made:
        kept = [word for word in words if word.letters]
        if kept and kept not in found:
            found.append(kept)
    return found


def word_of(text: str) -> Word:
    """A word as it looks."""
    folded, letters, seams = fold(text), "", []
    for part in NOT_LETTERS.split(folded):
        if part and letters:
            seams.append(len(letters))
        letters += part
    return Word(letters, tuple(seams))


def _drawn_together(word: Word) -> Word:
    if word.seams:
        return word
    accented = [found.start() - gone for gone, found in enumerate(_EXPANDED.finditer(word.letters))]
    return Word(_EXPANDED.sub(lambda it: it[0][0], word.letters), (), tuple(accented))
