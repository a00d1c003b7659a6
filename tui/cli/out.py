"""The one door of the command line to standard output: plain lines, cleaned, without colour or boxes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.terms import State

SIGNS = {
    "hollow": ("○", "o"),
    "half": ("◐", "c"),
    "full": ("●", "C"),
    "cross": ("✕", "X"),
    "split": ("◆", "V"),
    "half_cross": ("×", "x"),
    "struck": ("⊘", "w"),
}
"""What each glyph of a state looks like, and what stands for it where only letters may."""


_OWN = str.maketrans("", "", "".join(glyph for glyph, _ in SIGNS.values()))


def clean(text: str) -> str:
    """`text` as a line may show it; plain ASCII and our own signs need no look."""
    bare = text.translate(_OWN)
    if bare.isascii() and bare.isprintable():
        return text
    from workflow import clean as door

    return door.clean(text)


def line(text: str = "") -> None:
    """Write one line; whatever it holds stays on it, and hidden characters show."""
    if sys.stdout is not None:
        sys.stdout.write(clean(text).rstrip() + "\n")


def prose(text: str) -> None:
    """Write a sentence on one line; on a terminal it breaks between words, and goes on beneath where it began."""
    if sys.stdout is None or not sys.stdout.isatty():
        line(text)
        return
    shown = clean(text)
    indent = shown[: len(shown) - len(shown.lstrip())]
    for part in _broken(shown.strip(), indent, indent + "  "):
        line(part)


def _broken(text: str, first: str, later: str) -> list[str]:
    """`text` in lines as wide as the terminal, which begin with `first` and then with `later`."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = max(get_terminal_size().columns, 40)
    return wrap(text, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False) or [""]


def block(text: str, indent: str = "") -> None:
    """Write text of several lines, each cleaned and indented."""
    for part in text.replace("\r\n", "\n").split("\n"):
        line(indent + part)


def columns(rows: Sequence[Sequence[str]], indent: str = "", *, wraps: bool = False) -> None:
    """Write rows in columns two spaces apart; the last one is as long as it is, or on a terminal `wraps`."""
    wraps = wraps and sys.stdout is not None and sys.stdout.isatty()
    cleaned = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cleaned, strict=True)]
    for row in cleaned:
        padded = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        before = indent + "".join(f"{cell}  " for cell in padded)
        for part in _broken(row[-1].strip(), before, " " * len(before)) if wraps else [before + row[-1]]:
            line(part)


def heading(text: str) -> None:
    """Write an empty line and a heading."""
    line()
    prose(text)


def json(value: object) -> None:
    """Write a value as JSON in ASCII, so that nothing in it can act on a terminal."""
    from json import dumps

    if sys.stdout is not None:
        sys.stdout.write(dumps(value, indent=2) + "\n")


def data(content: bytes) -> None:
    """Write a file's content: its own bytes to a pipe or a file, cleaned text to a terminal."""
    if sys.stdout is None:
        return
    if sys.stdout.isatty():
        block(content.decode("utf-8", "backslashreplace").removesuffix("\n"))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def message(text: str) -> None:
    """Write a sentence to standard error, where it does not mix with what was asked for."""
    from tui.failures import complain

    complain(clean(text[:2000]))


def state(value: State, *, plain: bool) -> str:
    """A state as glyph and word."""
    return f"{sign(value, plain=plain)} {value.word}"


def sign(value: State, *, plain: bool) -> str:
    """The glyph of a state, or the letter that stands for it."""
    return SIGNS[value.glyph][plain]


def listed(words: Iterable[str]) -> str:
    """Words in a row: `status, meaning`."""
    return ", ".join(words)
