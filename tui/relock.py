"""Starting over: the process becomes a new one of the same command, so that no key and no word stays in its memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from pathlib import Path

LOCKED = "ONRECORD_LOCKED"
"""The variable in which a run that locks tells the next one why: reason words, no more."""

STOP, UNKEPT, HUSHED = "stop", "unkept", "hushed"
"""Words beside the reason: the new process stops itself at once; a draft could not be kept; the echo is off."""

REASONS = {
    "idle": "Locked: no key was pressed for a while.",
    "suspend": "Locked: the machine slept, or its clock was changed.",
    "asked": "Locked.",
    "stopped": "Locked: the program was stopped.",
    "reveal": "Locked: an identity was shown.",
}
"""What the passphrase screen says of each reason."""

DRAFT_LOST = "What was typed last could not be kept as a draft."

_FILE_OPTIONS = ("--passphrase-fd", "--vault-passphrase-fd")
_TALKING_LETTERS = "bdiv"
_TALKING_X = ("dev", "faulthandler", "importtime", "perf", "perf_jit", "showalloccount", "showrefcount", "tracemalloc")

_words: tuple[str, ...] = ()


def take_reason() -> None:
    """Take from the environment why the run before this one locked; stops this process where that was asked for."""
    global _words  # noqa: PLW0603
    _words = tuple(os.environ.pop(LOCKED, "").split())
    if STOP in _words:
        import signal

        os.kill(os.getpid(), signal.SIGSTOP)
    if _words:
        from tui import echo

        if HUSHED in _words or echo.hush():
            echo.taken_over()


def locked_by() -> str:
    """Why the run before this one locked, in a sentence or two for the passphrase screen; empty when none did."""
    told = [REASONS[word] for word in _words if word in REASONS]
    return " ".join([*told, DRAFT_LOST] if UNKEPT in _words else told)


def start_over(words: Sequence[str], desk: Path | None) -> NoReturn:
    """Become a new process of the same command that opens the same desk, without what it was given to open it with.

    `words` go into the environment: a reason and what else the new process is to know. Raises OSError.
    """
    from tui import echo

    hushed = () if STOP in words or not echo.hush() else (HUSHED,)
    os.environ[LOCKED] = " ".join((*words, *hushed))
    given, program = _split(quiet_command(sys.orig_argv))
    command = [*given, *_without_descriptors(program)]
    if desk is not None and "--example" in command:
        at = command.index("--example")
        command[at : at + 1] = ["--db", str(desk)]
    try:
        os.execv(sys.executable, command)
    finally:
        echo.again()


def quiet_command(command: Sequence[str]) -> list[str]:
    """A command of Python's without the options that make it talk: `-X dev`, `-i`, `-v`, `-W` and their like."""
    given, program = _split(command)
    return [*_quiet(given), *program]


def _split(command: Sequence[str]) -> tuple[list[str], list[str]]:
    """What is Python's in its command, up to the program's name or text, and what is the program's."""
    at = 1
    while at < len(command) and command[at].startswith("-") and command[at] != "-":
        word = command[at].lstrip("-")
        valued = next((place for place, letter in enumerate(word) if letter in "cmWX"), None)
        at += 1
        if command[at - 1].startswith("--") or valued is None:
            continue
        at += valued == len(word) - 1
        if word[valued] in "cm":
            return list(command[:at]), list(command[at:])
    return list(command[: at + 1]), list(command[at + 1 :])


def _quiet(given: Sequence[str]) -> Iterator[str]:
    """Python's own words but for those that make it talk."""
    words = iter(given)
    yield next(words, sys.executable)
    for word in words:
        if not word.startswith("-") or word.startswith("--") or word == "-":
            yield word
            continue
        letters = word[1:]
        valued = next((place for place, letter in enumerate(letters) if letter in "cmWX"), len(letters))
        flags = "".join(letter for letter in letters[:valued] if letter not in _TALKING_LETTERS)
        kind, value = letters[valued : valued + 1], letters[valued + 1 :]
        rest = [value] if value or not kind else [next(words, "")]
        drops = kind == "W" or (kind == "X" and rest[0].partition("=")[0] in _TALKING_X)
        if drops or not kind:
            if flags:
                yield f"-{flags}"
        elif value:
            yield f"-{flags}{kind}{value}"
        else:
            yield from (f"-{flags}{kind}", *rest)


def _without_descriptors(program: Sequence[str]) -> Iterator[str]:
    """The program's words without the descriptors that held a passphrase, which are read to their end."""
    words = iter(program)
    for word in words:
        if word in _FILE_OPTIONS:
            next(words, None)
        elif not word.startswith(tuple(f"{option}=" for option in _FILE_OPTIONS)):
            yield word
