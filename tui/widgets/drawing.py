"""Drawing for the line API: plain values in, one strip of a given width out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.text import cell_len, fit, padded, wrap
from tui.theme import chosen, tone
from tui.widgets.rows import Cell, Placed, Row

MARK = "▌"
MARK_AWAY = "▏"
GUTTER = 2
"""Cells before the first column: the mark of the selected row and a space."""


class Pen(NamedTuple):
    """How a widget draws: the theme's name, its own style with a background, and the words to mark."""

    theme: str
    base: Style
    words: tuple[str, ...] = ()


def cell(value: Cell | str) -> Cell:
    """A cell, also where a row gives only its words."""
    return value if isinstance(value, Cell) else Cell(value)


def pieces(text: str, words: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """A text in parts, each with whether it is one of the words sought; case does not matter."""
    pattern = _pattern(words) if words else None
    if pattern is None:
        yield text, False
        return
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def strip_of(segments: Iterable[Segment], width: int, base: Style) -> Strip:
    """A strip of exactly `width` cells on the base style, so that no row looks patched."""
    return Strip(segments).adjust_cell_length(width, base).simplify()


def row_strip(row: Row, placed: Sequence[Placed], width: int, pen: Pen, *, y: int, mark: str) -> Strip:
    """Line `y` of a row; `mark` is `▌`, `▏` or empty and tells whether it is the selected row."""
    if row.heading:
        return rule_strip(row.heading, width, pen) if y == 0 else strip_of((), width, pen.base)
    base = pen.base + chosen(pen.theme) if mark == MARK else pen.base
    segments = [Segment(f"{mark or ' '} ", base + tone(pen.theme, "accent", bold=True))]
    at = 0
    for place in placed:
        if place.cell >= len(row.cells):
            continue
        value = cell(row.cells[place.cell])
        words = _words(value, place, y)
        if not words:
            continue
        if place.start > at:
            segments.append(Segment(" " * (place.start - at), base))
        name = "muted" if row.dim else value.tone
        style = base + tone(pen.theme, name, bold=value.bold, strike=row.struck)
        segments += _marked(words, style, base, pen)
        at = place.start + cell_len(words)
    return strip_of(segments, width, base)


def titles_strip(placed: Sequence[Placed], width: int, pen: Pen) -> Strip:
    """The line of column titles."""
    at = 0
    text = " " * GUTTER
    for place in placed:
        text += " " * (place.start - at) + padded(place.column.title, place.width, right=place.column.right)
        at = place.start + place.width
    return strip_of([Segment(text, pen.base + tone(pen.theme, "muted"))], width, pen.base)


def rule_strip(title: str, width: int, pen: Pen) -> Strip:
    """A thin rule with a title in it, or a bare one."""
    muted = pen.base + tone(pen.theme, "muted")
    if not title:
        return strip_of([Segment("─" * width, muted)], width, pen.base)
    words = fit(title, max(width - 6, 1))
    rest = max(width - cell_len(words) - 4, 0)
    return strip_of(
        [
            Segment("── ", muted),
            Segment(words, pen.base + tone(pen.theme, "text", bold=True)),
            Segment(" " + "─" * rest, muted),
        ],
        width,
        pen.base,
    )


def text_strip(words: str, width: int, pen: Pen, name: str = "text") -> Strip:
    """A line of cleaned words in one tone, with the sought words marked."""
    style = pen.base + tone(pen.theme, name)
    return strip_of(_marked(words, style, pen.base, pen), width, pen.base)


def row_height(row: Row, placed: Sequence[Placed], most: int) -> int:
    """How many lines a row takes, `most` at most: as many as its longest wrapping cell."""
    if row.heading:
        return 1
    heights = [
        len(wrap(cell(row.cells[place.cell]).text, place.width, most))
        for place in placed
        if place.column.wraps and place.cell < len(row.cells)
    ]
    return max(1, *heights) if heights else 1


def _words(value: Cell, place: Placed, y: int) -> str:
    """What a cell shows in line `y` of its row."""
    if place.column.wraps and place.lines > 1:
        lines = wrap(value.text, place.width, place.lines)
        return lines[y] if y < len(lines) else ""
    if y:
        return ""
    if place.column.right:
        return padded(value.text, place.width, right=True)
    return fit(value.text, place.width)


def _marked(words: str, style: Style, base: Style, pen: Pen) -> list[Segment]:
    hit = base + tone(pen.theme, "hit")
    return [Segment(part, hit if found else style) for part, found in pieces(words, pen.words)]


@lru_cache(64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    sought = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word]
    return re.compile("|".join(sought), re.IGNORECASE) if sought else None
