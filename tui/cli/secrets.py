"""Asking for a passphrase, or for a yes, where only the person at the terminal can answer."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from workflow.errors import OnRecordError, UsageError

Opened = TypeVar("Opened")

LONGEST = 4_096
"""Bytes that are read of a line with a passphrase; more is none."""

PASSPHRASE_FD, VAULT_FD = "--passphrase-fd", "--vault-passphrase-fd"
"""The options that name a file descriptor to read a passphrase from."""

DELAYS = [1.0, 2.0, 4.0]
"""Seconds to wait after each wrong passphrase at the terminal; there are as many tries."""


class NoTerminal(OnRecordError):
    """Somebody has to be asked, and there is no terminal to ask at."""


def ask_passphrase(prompt: str, fd: int | None = None, *, option: str = PASSPHRASE_FD) -> str:
    """A passphrase: one line from a file descriptor, else typed at the terminal, where it never shows.

    Standard input is never read for it, nor standard output written to. Raises NoTerminal, UsageError.
    """
    if fd is not None:
        return _text(_from_descriptor(fd, option), option)
    with terminal_for(option) as terminal, unseen(terminal):
        os.write(terminal, f"{prompt}: ".encode())
        try:
            return _text(line_of(terminal), "")
        finally:
            os.write(terminal, b"\n")


def opened_with(
    prompt: str, attempt: Callable[[str], Opened], fd: int | None = None, *, option: str = PASSPHRASE_FD
) -> Opened:
    """What a passphrase opens: one try from a file descriptor, at the terminal as many as there are delays.

    Raises WrongPassphrase after the last, and what asking and the attempt raise.
    """
    from tui.failures import tell
    from workflow.seal import WrongPassphrase

    if fd is not None:
        return attempt(ask_passphrase(prompt, fd, option=option))
    with terminal_for(option) as terminal, unseen(terminal):  # what is typed while it waits does not show either
        for number, delay in enumerate(DELAYS, 1):
            try:
                return attempt(ask_passphrase(prompt, option=option))
            except WrongPassphrase as error:
                time.sleep(delay)
                if number == len(DELAYS):
                    raise
                tell(error)
    raise AssertionError("there is a last try")


def new_passphrase(of: str, fd: int | None = None, *, option: str = PASSPHRASE_FD) -> str:
    """A passphrase that is being chosen: one line from a file descriptor, at the terminal typed twice.

    Raises BadPassphrase before it is asked for again, UsageError where the two differ, NoTerminal.
    """
    from workflow.seal.passphrase import check_new

    first = ask_passphrase(f"New passphrase of {of}", fd, option=option)
    check_new(first)
    if fd is None and ask_passphrase("The same again", option=option) != first:
        raise UsageError("The two passphrases differ.", remedy="Nothing was changed; try again.")
    return first


def keep_to_ourselves(*descriptors: int | None) -> None:
    """Close the files that passphrases came from, so that no other program is given them; not the standard ones."""
    for handle in descriptors:
        if handle is not None and handle > 2:
            with suppress(OSError):
                os.close(handle)


def agrees(question: str, *, option: str) -> bool:
    """Whether the person at the terminal answers yes; anything else is no. `option` stands for it elsewhere.

    Raises NoTerminal.
    """
    from workflow.clean import clean

    with terminal_for(option) as terminal:
        os.write(terminal, f"{clean(question)} [y/N] ".encode())
        return line_of(terminal).strip().lower() in (b"y", b"yes")


def instead(option: str) -> str:
    """What to do without a terminal: give the option that stands for it, where there is one."""
    return f"Give {option}." if option else "This works at a terminal only."


@contextmanager
def terminal_for(option: str) -> Iterator[int]:
    """The terminal that the process stands at, for reading and writing."""
    try:
        handle = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        raise NoTerminal("There is no terminal to ask at.", remedy=instead(option)) from None
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def unseen(terminal: int, *, keys: bool = False) -> Iterator[None]:
    """The terminal without echo, and as it was afterwards; what was typed ahead is thrown away.

    With `keys` each key arrives at once, and none interrupts or stops the program.
    """
    import termios

    before = termios.tcgetattr(terminal)
    silent = [*before]
    silent[3] &= ~(termios.ECHO | termios.ECHONL | ((termios.ICANON | termios.ISIG) if keys else 0))
    try:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, silent)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


@contextmanager
def unseen_ahead() -> Iterator[None]:
    """While something takes long at a terminal: what is typed for the next prompt does not show, and is thrown away."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        yield
        return
    try:
        with unseen(terminal):
            yield
    finally:
        os.close(terminal)


def throw_away(terminal: int) -> None:
    """Throw away what was typed or pasted and nobody read: a shell would take it for a command, and remember it."""
    import termios

    with suppress(OSError, termios.error):
        termios.tcflush(terminal, termios.TCIFLUSH)


def _from_descriptor(fd: int, option: str) -> bytes:
    try:
        if os.isatty(fd):
            raise UsageError(
                "This is a terminal, which would show what is typed.",
                where=option,
                remedy="Leave the option out: the passphrase is asked for without showing it.",
            )
        return line_of(fd, option)
    except OSError:
        raise UsageError(
            "Nothing can be read from this file descriptor.", where=option, remedy=f"Try {option} 3 3< FILE."
        ) from None


def line_of(handle: int, option: str = "") -> bytes:
    """One line, read a byte at a time, so that another secret may follow on the next line."""
    held = bytearray()
    while (byte := os.read(handle, 1)) not in (b"", b"\n"):
        held += byte
        if len(held) > LONGEST:
            raise UsageError(f"This line is longer than {LONGEST:,} bytes.", where=option, remedy="Give a shorter one.")
    return bytes(held.removesuffix(b"\r"))


def _text(line: bytes, option: str) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        raise UsageError("The passphrase is not UTF-8.", where=option, remedy="Type it in this terminal.") from None
