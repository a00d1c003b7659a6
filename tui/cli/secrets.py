"""Asking for a passphrase, or for a yes, where only the person at the terminal can answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from workflow.errors import OnRecordError, UsageError

LONGEST = 4_096
"""Bytes that are read of a line with a passphrase; more is none."""


class NoTerminal(OnRecordError):
    """Somebody has to be asked, and there is no terminal to ask at."""


def ask_passphrase(prompt: str, fd: int | None = None, *, option: str = "--passphrase-fd") -> str:
    """A passphrase: one line from a file descriptor, else typed at the terminal, where it never shows.

    Standard input is never read for it, nor standard output written to. Raises NoTerminal, UsageError.
    """
    if fd is not None:
        return _text(_from_descriptor(fd, option), option)
    with _terminal(option) as terminal, _unseen(terminal):
        os.write(terminal, f"{prompt}: ".encode())
        try:
            return _text(_line(terminal, ""), "")
        finally:
            os.write(terminal, b"\n")


def agrees(question: str, *, option: str) -> bool:
    """Whether the person at the terminal answers yes; anything else is no. `option` stands for it elsewhere.

    Raises NoTerminal.
    """
    from workflow.clean import clean

    with _terminal(option) as terminal:
        os.write(terminal, f"{clean(question)} [y/N] ".encode())
        return _line(terminal, "").strip().lower() in (b"y", b"yes")


@contextmanager
def _terminal(option: str) -> Iterator[int]:
    """The terminal that the process stands at, for reading and writing."""
    try:
        handle = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        raise NoTerminal("There is no terminal to ask at.", remedy=f"Give {option}.") from None
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _unseen(terminal: int) -> Iterator[None]:
    """The terminal without echo, and as it was afterwards; what was typed ahead is thrown away."""
    import termios

    before = termios.tcgetattr(terminal)
    silent = [*before]
    silent[3] &= ~(termios.ECHO | termios.ECHONL)
    try:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, silent)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def _from_descriptor(fd: int, option: str) -> bytes:
    try:
        if os.isatty(fd):
            raise UsageError(
                "This is a terminal, which would show what is typed.",
                where=option,
                remedy="Leave the option out: the passphrase is asked for without showing it.",
            )
        return _line(fd, option)
    except OSError:
        raise UsageError(
            "Nothing can be read from this file descriptor.", where=option, remedy=f"Try {option} 3 3< FILE."
        ) from None


def _line(handle: int, option: str) -> bytes:
    """One line, read a byte at a time, so that another secret may follow on the next line."""
    held = bytearray()
    while (byte := os.read(handle, 1)) not in (b"", b"\n"):
        held += byte
        if len(held) > LONGEST:
            raise UsageError(f"This line is longer than {LONGEST:,} bytes.", where=option, remedy="Give a passphrase.")
    return bytes(held.removesuffix(b"\r"))


def _text(line: bytes, option: str) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        raise UsageError("The passphrase is not UTF-8.", where=option, remedy="Type it in this terminal.") from None
