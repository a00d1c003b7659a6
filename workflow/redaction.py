"""Takes names out of a text, as whole words, in time that does not grow with the number of names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

LEFT_OUT = "[left out]"
"""What stands in a text where a name was."""

_WORD = re.compile(r"[^\W_]+")


class Redaction:
    """Names that must not be in a text. Of one or two letters, only in their own case."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[int, str]]] = {}
        for name in sorted({name.strip() for name in names} - {""}, key=lambda name: (-len(name), name)):
            if word := _WORD.search(name):
                self._by_word.setdefault(word[0].lower(), []).append((word.start(), name))

    def __call__(self, text: str) -> str:
        """`text` with each of the names replaced by a mark, whatever space stands between their words."""
        if self._by_word.keys().isdisjoint(map(str.lower, _WORD.findall(text))):
            return text
        parts, done = [], 0
        for word in _WORD.finditer(text):
            for offset, name in self._by_word.get(word[0].lower(), ()):
                start = word.start() - offset
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
