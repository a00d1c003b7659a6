"""How a run begins: what stands before a command, whether there is a terminal, and the way to the screens."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from tui.desk import Choice, OpenDesk

THEMES = ("dark", "light", "contrast", "ansi")
"""What `--theme` may name: dark, light, high contrast, the terminal's own sixteen colours."""

DESCRIPTORS = ("--passphrase-fd", "--vault-passphrase-fd")
"""The options that name an open file with a passphrase in it."""

_VALUED = ("--db", "--theme", *DESCRIPTORS)


class Start(NamedTuple):
    """How a run begins: which desk, how it is drawn, and the words left for the command line."""

    choice: Choice = Choice()
    ascii: bool = False
    theme: str | None = None
    rest: tuple[str, ...] = ()


def read_start(words: Sequence[str]) -> Start | None:
    """The options that stand before a command; None where click has to look at them: help, version, mistakes."""
    example, plain = False, False
    given: dict[str, str] = {}
    rest = list(words)
    while rest and rest[0].startswith("-"):
        name, equals, value = rest.pop(0).partition("=")
        if name in _VALUED:
            if not equals:
                if not rest:
                    return None
                value = rest.pop(0)
            if not _fits(name, value):
                return None
            given[name] = value
        elif name == "--example" and not equals:
            example = True
        elif name == "--ascii" and not equals:
            plain = True
        else:
            return None
    if example and "--db" in given:
        return None
    passphrase, vault = (int(given[name]) if name in given else None for name in DESCRIPTORS)
    choice = Choice(example, given.get("--db", ""), passphrase, vault)
    return Start(choice, plain, given.get("--theme"), tuple(rest))


def _fits(name: str, value: str) -> bool:
    if name in DESCRIPTORS:
        return value.isascii() and value.isdigit() and len(value) < 7
    return bool(value) and (name != "--theme" or value in THEMES)


def has_terminal() -> bool:
    """Whether there is a terminal that can show the screens; they are drawn on standard error."""
    able = os.environ.get("TERM", "") not in ("", "dumb", "unknown")
    return able and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def open_screens(desk: OpenDesk, start: Start, *, case: str | None = None) -> int:
    """Open the screens on a desk, on a case where one is given; the exit code.

    A locked desk is asked about there, unless its passphrase was given in a file. Raises what opening raises.
    """
    desk = _given(desk, start.choice)
    _hurry()
    from tui.app import run

    try:
        return run(desk, case=case, ascii=start.ascii, theme=start.theme)
    finally:
        if desk.ledger is not None:
            desk.ledger.close()


def _given(desk: OpenDesk, choice: Choice) -> OpenDesk:
    """The desk, unlocked where its passphrase is read from a file; the screens ask for the vault's themselves."""
    if not desk.locked or choice.passphrase_fd is None:
        return desk
    from tui.cli.secrets import keep_to_ourselves, opened_with
    from tui.desk import unlock_desk

    try:
        return opened_with("", lambda words: unlock_desk(desk, words), choice.passphrase_fd)
    finally:
        keep_to_ourselves(choice.passphrase_fd, choice.vault_fd)


def _hurry() -> None:
    """Put off collecting garbage until the first screen stands, and wait less for what may follow an escape."""
    import gc

    gc.disable()
    os.environ.setdefault("ESCDELAY", "50")
