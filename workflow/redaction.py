"""Takes names out of a text, as whole words, in time that does not grow with the number of names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, zip_longest

LEFT_OUT = "[left out]"
"""What stands in a text where a name was."""

_WORD = re.compile(r"[^\W_]+")


class Redaction:
    """Names that must not be in a text. Of one or two letters, only in their own case."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_words: dict[tuple[str, ...], list[tuple[int, str]]] = {}
        """By the first two words of each name, or its only one: the place of the first word in it, and the name."""
        for name in sorted({name.strip() for name in names} - {""}, key=lambda name: (-len(name), name)):
            if words := list(islice(_WORD.finditer(name), 2)):
                key = tuple(word[0].casefold() for word in words)
                self._by_words.setdefault(key, []).append((words[0].start(), name))
        self._first_words = frozenset(key[0] for key in self._by_words)

    def __call__(self, text: str) -> str:
        """`text` with each of the names replaced by a mark, whatever space stands between their words."""
        words = [(word.start(), word[0].casefold()) for word in _WORD.finditer(text)]
        if self._first_words.isdisjoint(word for _, word in words):
            return text
        parts, done = [], 0
        for (begin, word), (_, following) in zip_longest(words, words[1:], fillvalue=(0, "")):
            for offset, name in (*self._by_words.get((word, following), ()), *self._by_words.get((word,), ())):
                start = begin - offset
                found = _pattern(name).match(text, start) if start >= done else None
                if found and not _within_word(text, start, found.end()):
                    parts += [text[done:start], LEFT_OUT]
                    done = found.end()
                    break
        return "".join((*parts, text[done:]))


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE if len(name) > 2 else 0)


def _within_word(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    opens, closes = text[start : start + 1], text[end - 1 : end]
    return bool(_WORD.match(before) and _WORD.match(opens)) or bool(_WORD.match(after) and _WORD.match(closes))
