"""The command `onrecord`: alone it opens the screens, with a command's name it goes to the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from tui.desk import Choice, OpenDesk, open_desk

THEMES = ("dark", "light", "contrast", "ansi")
"""What `--theme` may name: dark, light, high contrast, the terminal's own sixteen colours."""

_LEAKING = ("PYTHONFAULTHANDLER", "PYTHONINSPECT")


class Start(NamedTuple):
    """How a run begins: which desk, how it is drawn, and the words left for the command line."""

    choice: Choice = Choice()
    ascii: bool = False
    theme: str | None = None
    rest: tuple[str, ...] = ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code. Without arguments given, those of the process."""
    from tui.failures import guarded

    _harden()
    words = tuple(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _run(words))


def _run(words: tuple[str, ...]) -> int:
    start = read_start(words)
    if start is None or start.rest not in ((), ("list",), ("list", "--json")):
        from tui.cli import carry_out

        return carry_out(words)
    if start.rest or not has_terminal():
        from tui.cli.rows import print_list
        from tui.cli.run import Run

        with Run(start.choice, start.ascii, start.theme) as plain:
            print_list(plain, as_json="--json" in start.rest)
        return 0
    _hurry()
    return open_screens(open_desk(start.choice), start)


def open_screens(desk: OpenDesk, start: Start, *, case: str | None = None) -> int:
    """Open the screens on a desk, on a case where one is given; the exit code."""
    from tui.app import run

    try:
        return run(desk, case=case, ascii=start.ascii, theme=start.theme)
    finally:
        if desk.ledger is not None:
            desk.ledger.close()


def _hurry() -> None:
    """Put off collecting garbage until the first screen stands, and wait less for what may follow an escape."""
    import gc

    gc.disable()
    os.environ.setdefault("ESCDELAY", "50")


def read_start(words: Sequence[str]) -> Start | None:
    """The options that stand before a command; None where click has to look at them: help, version, mistakes."""
    example, plain, db, theme = False, False, "", None
    rest = list(words)
    while rest and rest[0].startswith("-"):
        name, equals, value = rest.pop(0).partition("=")
        if name in ("--db", "--theme"):
            if not equals:
                if not rest:
                    return None
                value = rest.pop(0)
            if not value or (name == "--theme" and value not in THEMES):
                return None
            db, theme = (value, theme) if name == "--db" else (db, value)
        elif name == "--example" and not equals:
            example = True
        elif name == "--ascii" and not equals:
            plain = True
        else:
            return None
    return None if example and db else Start(Choice(example, db), plain, theme, tuple(rest))


def has_terminal() -> bool:
    """Whether there is a terminal that can show the screens."""
    able = os.environ.get("TERM", "") not in ("", "dumb", "unknown")
    return able and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _harden() -> None:
    """What is written is this user's alone, and no variable makes a library write down what was typed.

    An empty `NO_COLOR` means colour, which the library behind the screens takes for the contrary.
    """
    os.umask(0o077)
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name in _LEAKING]:
        del os.environ[name]
