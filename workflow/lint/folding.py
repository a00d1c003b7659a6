"""Makes a text plain before it is looked at, and keeps the way back to where each character stood.

Compatibility forms (full width, ligatures), accents, look-alike letters of other scripts, characters that draw nothing,
emphasis, bare tags and character references all give way, so that nothing hides a name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from html import unescape

_MARKUP = (
    r"</?[A-Za-z][A-Za-z0-9]{0,9} ?/?>|<!--|-->|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31}\d{0,2});|[*_`~\\]"
)
_BULLET = re.compile(r"(?m)^([ \t>]*)[*+](?=[ \t])")
_CHANGES = re.compile(r"[<&*_`~\\+\x00-\x09\x0b-\x1f\x7f]")
"""What plain ASCII must hold for anything to give way."""

_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SEEN_AS = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеіјорсухѕһԁԛԝүѵАӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιυ",
        "ABESIJKMHOPCTYXaeijopcyxshdqwyvAlABEZHIKMNOPTYXovlu",
        strict=True,
    )
)
_KEPT = frozenset("“”‘’«»„‟‚‛‹›…–—")
_MOST_PARTS = 4
"""Signs that stand for whole phrases stay as they are: no name is written with them."""

_LINE_ENDS = frozenset("\n\t\r\v\f\x85\u2028\u2029")


class Folded:
    """A text made plain: `text`, and `low` in small letters with straight apostrophes, of the same length."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._from, self._to = [0], [0]
        if raw.isascii() and not _CHANGES.search(raw):
            self.text, self.low = raw, raw.lower()
            return
        self.text = self._fold(_BULLET.sub(r"\1-", raw.replace("\r\n", " \n").replace("\r", "\n")))
        self.low = _lower(self.text)

    def _fold(self, text: str) -> str:
        folds = {
            character: fold_one(character) for character in set(text) if not character.isascii() or character < " "
        }
        odd = "".join(character for character, folded in folds.items() if len(folded) != 1)
        table = {ord(character): folded for character, folded in folds.items() if len(folded) == 1}
        pattern = re.compile(f"{_MARKUP}|[{re.escape(odd)}]+" if odd else _MARKUP)
        parts, done, length = [], 0, 0
        for match in pattern.finditer(text):
            plain = text[done : match.start()].translate(table)
            instead = _instead(match[0])
            parts += [plain, instead]
            length += len(plain)
            self._point(length, match.start())
            length += len(instead)
            self._point(length, match.end())
            done = match.end()
        parts.append(text[done:].translate(table))
        return "".join(parts)

    def _point(self, at: int, raw: int) -> None:
        self._from.append(at)
        self._to.append(raw)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the folded text stood in the raw one."""
        return self._back(start), max(self._back(max(end - 1, start)) + 1, self._back(start) + 1)

    def _back(self, at: int) -> int:
        index = bisect_right(self._from, at) - 1
        raw = self._to[index] + at - self._from[index]
        if index + 1 < len(self._to):
            raw = min(raw, max(self._to[index + 1] - 1, self._to[index]))
        return min(raw, max(len(self.raw) - 1, 0))


@lru_cache(8192)
def fold_one(character: str) -> str:
    """One character made plain: none, one or several."""
    if character in _KEPT or character == "\n":
        return character
    if character in _LINE_ENDS:
        return "\n" if character in "\x85\u2028\u2029" else " "
    if character in _BLANK or unicodedata.category(character) in ("Cc", "Cf", "Cs") or _selects(character):
        return ""
    found = unicodedata.normalize("NFKD", character)
    if len(found) > _MOST_PARTS:
        return character
    return "".join(_SEEN_AS.get(part, part) for part in found if not "\u0300" <= part <= "\u036f")


def _selects(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):
        low = "".join(part if len(part := letter.lower()) == 1 else letter for letter in text)
    return low.replace("’", "'").replace("‘", "'")


def _instead(found: str) -> str:
    if found[0] == "&":
        return "".join(map(fold_one, unescape(found)))
    return "" if found[0] in "<-*_`~\\" else "".join(map(fold_one, found))
