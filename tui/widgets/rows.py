"""What a list shows: columns, rows of cells, and where the rows come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

GAP = 2
"""Cells between two columns."""


class Cell(NamedTuple):
    """Words in one column of a row; `tone` is one of the theme's tones."""

    text: str
    tone: str = "text"
    bold: bool = False


class Row(NamedTuple):
    """One row. A heading is drawn as a rule with a title, and the cursor passes over it.

    `struck` draws a line through the row, for an entry that was taken back; its words must say so as well.
    """

    cells: tuple[Cell | str, ...] = ()
    struck: bool = False
    dim: bool = False
    heading: str = ""


class Column(NamedTuple):
    """A column: `width` cells, or a share `flex` of what is left when `width` is 0, between `least` and `most` cells.

    When the list is too narrow the columns with the highest `drop` go first; 0 never goes. In rows of several lines
    the words of a column that `wraps` go on in the next line.
    """

    title: str = ""
    width: int = 0
    flex: int = 1
    least: int = 8
    most: int = 90
    right: bool = False
    drop: int = 0
    wraps: bool = False


class Source(Protocol):
    """Where a list gets its rows; it is asked only for those that are seen."""

    def count(self) -> int:
        """How many rows there are."""

    def row(self, index: int) -> Row:
        """The row at `index`, counted from 0."""


class Rows:
    """Rows that are all at hand."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        """Take the rows as they are."""
        self.rows = rows

    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def row(self, index: int) -> Row:
        """The row at `index`."""
        return self.rows[index]


class Placed(NamedTuple):
    """A column with its place: which cell of the row it shows, where it starts, how wide it is, how many lines."""

    cell: int
    column: Column
    start: int
    width: int
    lines: int = 1


def place(columns: Sequence[Column], width: int, lines: int = 1) -> list[Placed]:
    """Lay out columns in `width` cells, dropping those that may go until the others fit."""
    kept = list(enumerate(columns))
    while _needed(kept) > width and any(column.drop for _, column in kept):
        worst = max(kept, key=lambda item: item[1].drop)
        kept.remove(worst)
    spare = width - _needed(kept)
    shares = sum(column.flex for _, column in kept if not column.width)
    placed: list[Placed] = []
    start = 0
    for index, column in kept:
        cells = column.width
        if not cells:
            extra = max(spare, 0) * column.flex // shares if shares else 0
            cells = min(column.least + extra, column.most)
            spare -= cells - column.least
            shares -= column.flex
        cells = max(min(cells, width - start), 0)
        placed.append(Placed(index, column, start, cells, lines if column.wraps else 1))
        start += cells + GAP
    return [item for item in placed if item.width > 0]


def _needed(kept: Sequence[tuple[int, Column]]) -> int:
    return sum(column.width or column.least for _, column in kept) + GAP * (len(kept) - 1)
