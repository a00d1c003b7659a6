"""What a text says once it is decoded: each view is a text made from another, with the way back to its places."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from workflow.leakscan.binary import from_base64, from_hex
from workflow.leakscan.letters import CLASSES, MARK, fold, fold_letter

Piece = tuple[int, int, int, str]
"""A stretch of a text, its start and end, and what stands for it in a view."""


class Spans(NamedTuple):
    """Where the parts of a view start, in the view and in the text that it was made from; whether they run alike."""

    here: list[int]
    there: list[int]
    alike: list[bool]


class View:
    """A text in which names are looked for. `how` are the names of what was taken off the finished bytes, in order."""

    def __init__(self, text: str, how: tuple[str, ...] = (), source: View | None = None, spans: Spans | None = None):
        self.text, self.how, self.source, self.spans = text, how, source, spans
        self.folded = fold(text)
        self.letters = _NOT_LETTERS.sub("", self.folded)
        self.key = self.letters.translate(CLASSES)

    def root(self, place: int) -> int:
        """The place in the finished text that a place of this view comes from."""
        if self.source is None or self.spans is None:
            return place
        at = bisect_right(self.spans.here, place) - 1
        inside = place - self.spans.here[at] if self.spans.alike[at] else 0
        return self.source.root(self.spans.there[at] + inside)

    @cached_property
    def places(self) -> list[int]:
        """Where in `folded` each letter of `letters` stands."""
        return [at for found in _LETTERS.finditer(self.folded) for at in range(found.start(), found.end())]

    def raw(self, place: int) -> int:
        """The place in `text` that a place in `folded` comes from."""
        return place if self._steps is None else bisect_right(self._steps, place)

    @cached_property
    def _steps(self) -> list[int] | None:
        """For each character where its folded form ends, if folding changed the length of anything."""
        lengths = {it: len(fold_letter(it)) for it in set(self.text)}
        if all(length == 1 for length in lengths.values()):
            return None
        return list(accumulate(lengths[it] for it in self.text))

    def made(self, how: str, pieces: Iterable[tuple[int, int, str | None]]) -> View | None:
        """A view from stretches of this text (start, end, and what stands for it, None for itself)."""
        parts, spans, length = list[str](), Spans([], [], []), 0
        for start, end, instead in pieces:
            part = self.text[start:end] if instead is None else instead
            spans.here.append(length)
            spans.there.append(start)
            spans.alike.append(instead is None)
            parts.append(part)
            length += len(part)
        return View("".join(parts), (*self.how, how), self, spans) if length else None


_NOT_LETTERS = re.compile(r"[\W_]+")
_LETTERS = re.compile(r"[^\W_]+")
_AROUND = 64
"""How many characters around something that was decoded are looked at again, for a name that begins before it."""

DEEPEST = 3
"""How many encodings on top of each other are taken off."""


def views(text: str, form: str) -> Iterator[View]:
    """The finished text itself, and every text that shows when encodings, markup and symbols are taken off it."""
    waiting = [View(text)]
    seen: set[str] = set()
    while waiting:
        view = waiting.pop(0)
        yield view
        if len(view.how) >= DEEPEST:
            continue
        for how in _NEXT.get(view.how[-1], ()) if view.how else _TAKEN_OFF:
            take_off = _TAKEN_OFF[how]
            made = view.made(how, take_off(view.text, form))
            if made is not None and made.text not in seen and made.text != view.text:
                seen.add(made.text)
                waiting.append(made)


Pieces = Iterator[tuple[int, int, str | None]]


def _markup(text: str, form: str) -> Pieces:
    if "<" in text or "](" in text or form == "ics":
        yield from _all(text, _FOLDED_TAG if form == "ics" else _TAG, _tag)


_FOLD = r"\r?\n[ \t]"
_A_TAG = (
    r"<!--.{0,400}?-->|</?(?P<tag>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|<[!?][^<>]*>|\]\([^()\s]*\)|\[(?=[^\[\]\n]{0,200}\]\()"
)
_TAG = re.compile(_A_TAG, re.DOTALL)
_FOLDED_TAG = re.compile(f"{_A_TAG}|{_FOLD}", re.DOTALL)
_BLOCKS_LISTED = """
address article aside blockquote body br caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5
h6 head header hr html li main nav ol p pre section style summary table tbody td tfoot th thead title tr ul
"""
_BLOCKS = frozenset(_BLOCKS_LISTED.split())


def _tag(found: re.Match[str]) -> str:
    return "\n" if (found["tag"] or "").lower() in _BLOCKS else MARK


def _all(text: str, pattern: re.Pattern[str], instead: Callable[[re.Match[str]], str]) -> Pieces:
    done, any_found = 0, False
    for found in pattern.finditer(text):
        any_found = True
        if found.start() > done:
            yield done, found.start(), None
        yield found.start(), found.end(), instead(found)
        done = found.end()
    if any_found and done < len(text):
        yield done, len(text), None


def _near(text: str, pattern: re.Pattern[str], instead: Callable[[re.Match[str]], str]) -> Pieces:
    """As `_all`, without what stands far from anything that was found."""
    done = -1
    for found in pattern.finditer(text):
        start, end = found.span()
        if done < 0 or start - done > 2 * _AROUND:
            if done >= 0:
                yield done, done + _AROUND, None
                yield done + _AROUND, done + _AROUND, "\n|\n"
            done = max(start - _AROUND, 0)
        if start > done:
            yield done, start, None
        yield start, end, instead(found)
        done = end
    if done >= 0 and text[done : done + _AROUND]:
        yield done, min(done + _AROUND, len(text)), None


_ENTITY = re.compile(r"&(?!amp;(?!#?\w{1,32};))(?:#[xX][0-9a-fA-F]{1,7};?|#[0-9]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};)")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_BACKSLASH = re.compile(
    r"(?:(?:\\u|%u)[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8})+|(?:\\x[0-9a-fA-F]{2})+|\\[0-7]{3}|\\[nrtbfv]|\\(?=[^\w\s]|_)"
)
_CODE = re.compile(r"(?:\\|%)[uU]\{?([0-9a-fA-F]+)")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2}|=[ \t]*\r?\n)+")
_SOFT_BREAK = re.compile(r"=[ \t]*\r?\n")
_TAG_LETTERS = re.compile("[\U000e0020-\U000e007e]+")
_SYMBOL = re.compile(r"(?<=\w)[@$€£]|[@$€£](?=\w)|(?<=[\w|!])[!|](?=[\w|!])")
_SYMBOLS = {"@": "4", "$": "5", "!": "1", "|": "1", "€": "3", "£": "1"}


def _entity(found: re.Match[str]) -> str:
    return html.unescape(found[0] if found[0].endswith(";") else f"{found[0]};")


def _percent(found: re.Match[str]) -> str:
    return _utf8(bytes.fromhex(found[0].replace("%", "")))


def _backslash(found: re.Match[str]) -> str:
    text = found[0]
    if text[1:2] in ("u", "U"):
        codes = (min(int(code, 16), 0x10FFFF) for code in _CODE.findall(text))
        units = b"".join(chr(code).encode("utf-16-le", "surrogatepass") for code in codes)
        return units.decode("utf-16-le", "surrogatepass")
    if text.startswith("\\x") and len(text) > 3:
        return _utf8(bytes.fromhex(text.replace("\\x", "")))
    if text[1:].isdigit():
        return chr(int(text[1:], 8))
    return " " if text[1:] else ""


def _quoted(found: re.Match[str]) -> str:
    return _utf8(bytes.fromhex(_SOFT_BREAK.sub("", found[0]).replace("=", "")))


def _unseen(found: re.Match[str]) -> str:
    """Letters that no program shows (the tags of Unicode), as the plain ones that they stand for."""
    return "".join(chr(ord(letter) - 0xE0000) for letter in found[0])


def _utf8(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


_TAKEN_OFF: dict[str, Callable[[str, str], Iterable[tuple[int, int, str | None]]]] = {
    "markup": _markup,
    "HTML entities": lambda text, _: _near(text, _ENTITY, _entity),
    "percent encoding": lambda text, _: _near(text, _PERCENT, _percent),
    "backslash escapes": lambda text, _: _near(text, _BACKSLASH, _backslash),
    "quoted-printable": lambda text, _: _near(text, _QUOTED, _quoted),
    "base64": lambda text, _: from_base64(text),
    "hexadecimal": lambda text, _: from_hex(text),
    "invisible characters": lambda text, _: _near(text, _TAG_LETTERS, _unseen),
    "symbols for letters": lambda text, _: _near(text, _SYMBOL, lambda found: _SYMBOLS[found[0]]),
}
_LAST = ("markup", "symbols for letters")
_NEXT = {how: tuple(_TAKEN_OFF) for how in _TAKEN_OFF if how not in _LAST} | {"markup": ("symbols for letters",)}
"""What may come off next: markup once, when nothing has to be decoded any more, and symbols after it."""
