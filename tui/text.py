"""The one door through which case text reaches the terminal: cleaned, never parsed, measured in cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

from workflow.clean import clean, one_line

if TYPE_CHECKING:
    from textual.color import Color
    from textual.content import Content

__all__ = [
    "ASCII",
    "CleanFilter",
    "breaks",
    "cell_len",
    "fit",
    "has_rtl",
    "line",
    "padded",
    "shown",
    "to_ascii",
    "wrap",
]

MOST_SHOWN = 20_000
"""Characters of one text that a label may show; longer ones belong in `LongText`."""

_ASCII_PAIRS = {
    "○": "o",
    "◐": "c",
    "✕": "X",
    "●": "C",
    "◆": "V",
    "×": "x",
    "⊘": "w",
    "▌": ">",
    "▏": "|",
    "⋮": ":",
    "⋯": "~",
    "…": "~",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "▾": "v",
    "▸": ">",
    "›": ">",
    "‹": "<",
    "•": "*",
    "·": ".",
    "─": "-",
    "━": "-",
    "│": "|",
    "┃": "|",
    "├": "+",
    "└": "+",
    "┌": "+",
    "┐": "+",
    "┘": "+",
    "┤": "+",
    "┬": "+",
    "┴": "+",
    "┼": "+",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "±": "~",
    "°": "o",
    "§": "S",
    "⟨": "<",
    "⟩": ">",
    "\u00a0": " ",
}
ASCII: dict[int, str] = {
    **str.maketrans(_ASCII_PAIRS),
    **{code: " " for code in range(0x2580, 0x25A0) if chr(code) not in _ASCII_PAIRS},
    **{0x2400 + code: "^" for code in range(0x21)},
    0x2421: "^",
    0x2424: "^",
}
"""`--ascii`: what stands for each drawing character whose width some terminals disagree about; always one cell."""


def shown(text: str, style: str = "", *, multiline: bool = True, limit: int = MOST_SHOWN) -> Content:
    """Case text for a widget: cleaned, literal, at most `limit` characters; `style` may name a tone, `$tone-bad`."""
    from textual.content import Content

    return Content.styled(clean(text, multiline=multiline, limit=limit), style)


@lru_cache(4096)
def line(text: str, most: int = 400) -> str:
    """Case text on one line for the line API: cleaned, every run of spaces and line ends one space."""
    return one_line(text, most)


def fit(text: str, width: int) -> str:
    """Case text on one line, cleaned and cut to `width` cells, the cut marked with `…`."""
    return _cut(line(text, max(4 * width, 8)), width)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Like `fit`, filled with spaces to exactly `width` cells, to the right edge if `right`."""
    cut = fit(text, width)
    space = " " * (width - cell_len(cut))
    return space + cut if right else cut + space


def wrap(text: str, width: int, most: int = 0) -> list[str]:
    """Case text broken at spaces into lines of at most `width` cells; beyond `most` lines the last is cut with `…`."""
    if width < 1:
        return []
    cleaned = clean(text, multiline=True, limit=4 * width * most if most else MOST_SHOWN)
    lines: list[str] = []
    for paragraph in cleaned.split("\n"):
        lines += [paragraph[start:end].rstrip(" ") for start, end in breaks(paragraph, width)]
        if most and len(lines) > most:
            return [*lines[: most - 1], set_cell_size(lines[most - 1], width - 1).rstrip(" ") + "…"]
    return lines


def breaks(paragraph: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each drawn line of a cleaned paragraph starts and ends: at most `width` cells, broken after spaces."""
    start = 0
    while True:
        end = _fitting(paragraph, start, width)
        if end >= len(paragraph):
            yield start, len(paragraph)
            return
        space = paragraph.rfind(" ", start + 1, end + 1)
        if space > 0:
            end = space + 1
        yield start, end
        start = end


def has_rtl(text: str) -> bool:
    """Whether a text holds right-to-left letters, which are shown in logical order with a note that says so."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


RTL_NOTE = "Right-to-left text, shown in the order it is read."
"""The note beside a text for which `has_rtl` is true."""


def to_ascii(text: str) -> str:
    """`text` with each ambiguous drawing character replaced by one that every terminal draws in one cell."""
    return text if text.isascii() else text.translate(ASCII)


class CleanFilter(LineFilter):
    """The backstop behind the door: every segment on its way to the terminal is cleaned once more.

    It drops links and click actions from styles, keeps each line's width, and with `ascii` replaces ambiguous glyphs.
    """

    def __init__(self, *, ascii: bool = False) -> None:
        """Make the one filter of an app; Textual caches by its identity."""
        super().__init__()
        self.ascii = ascii

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, each safe; the same list when nothing had to change."""
        ascii = self.ascii
        changed = False
        safe: list[Segment] = []
        for segment in segments:
            text, style, control = segment
            good = text if text.isascii() and text.isprintable() else _safe(text, ascii)
            inert = style and _inert(style)
            if good is text and inert is style and not control:
                safe.append(segment)
            else:
                changed = True
                safe.append(Segment(good, inert))
        return safe if changed else segments


@lru_cache(8192)
def _safe(text: str, ascii: bool) -> str:
    """`text` cleaned at its own width: what the door let through unharmed comes back as the same object."""
    cleaned = clean(text)
    if ascii:
        cleaned = to_ascii(cleaned)
    if cleaned == text:
        return text
    width = cell_len(text)
    return cleaned if cell_len(cleaned) == width else set_cell_size(cleaned, width)


@lru_cache(4096)
def _inert(style: Style) -> Style:
    """`style` without its link and without actions; offsets of text under the mouse stay."""
    meta = {key: value for key, value in style.meta.items() if not key.startswith("@")}
    if not style.link and len(meta) == len(style.meta):
        return style
    bare = style.clear_meta_and_links()
    return bare + Style.from_meta(meta) if meta else bare


def _cut(text: str, width: int) -> str:
    if width < 1:
        return ""
    return text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def _fitting(text: str, start: int, width: int) -> int:
    """The end of what fits into `width` cells from `start`: at least one character."""
    head = text[start : start + width]
    if head.isascii():
        return start + len(head)
    cells = 0
    reached = start
    for first, end, size in split_graphemes(text[start : start + 4 * width + 16])[0]:
        if cells + size > width:
            return start + (first or end)
        cells += size
        reached = start + end
    return reached
