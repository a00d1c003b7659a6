"""A figure with its bar, and the table and JSON in which all figures are printed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

HEAD = ("WHAT", "OURS", "AGAINST", "FIGURE", "BAR", "")


class Figure(NamedTuple):
    """One measured figure. `ours` and `against` say in words what it was made from; without a bar it only informs."""

    what: str
    ours: str
    against: str
    value: float
    unit: str = ""
    bar: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None where there is none."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        bar = "" if self.bar is None else f"{'>=' if self.at_least else '<='} {_number(self.bar)}{self.unit}"
        verdict = {True: "met", False: "NOT MET", None: "-"}[self.met]
        return self.what, self.ours, self.against, f"{_number(self.value)}{self.unit}", bar, verdict


def table(figures: Sequence[Figure]) -> Iterator[str]:
    """The figures as aligned lines."""
    rows = [HEAD, *(figure.cells for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def as_json(figures: Sequence[Figure]) -> str:
    """The figures for a tool to read."""
    return json.dumps([{**figure._asdict(), "met": figure.met} for figure in figures], indent=1)


def span(seconds: float) -> str:
    """A time in the unit that suits it."""
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"


def each(seconds: float, count: int) -> str:
    """A time for many of a kind, as the time for one."""
    return f"{seconds / count * 1e6:.2f} µs each"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
