"""Showing a secret once, where no scrollback, pipe or file keeps it: on the terminal's other screen."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from tui.cli.secrets import NoTerminal, instead, line_of, terminal_for, throw_away, unseen
from workflow.errors import UsageError

_TO_OTHER_SCREEN, _BACK = b"\x1b[?1049h\x1b[2J\x1b[H", b"\x1b[2J\x1b[H\x1b[?1049l"


def show_once(lines: Sequence[str], option: str = "", seconds: float | None = None) -> None:
    """Show lines on the terminal's other screen until a key is pressed, or for some seconds at most; then clear it.

    Raises NoTerminal, which names `option` if there is one, where there is no such screen.
    """
    from workflow.clean import clean

    must_show(option)
    end = f"Press any key to clear this{f'; it goes by itself in {seconds:.0f} seconds' if seconds else ''}."
    with terminal_for(option) as terminal, unseen(terminal, keys=True), _ended_in_order():
        try:
            os.write(terminal, _TO_OTHER_SCREEN + "\r\n".join(clean(line) for line in (*lines, "", end)).encode())
            select.select([terminal], [], [], seconds)
        finally:
            os.write(terminal, _BACK)


def ask_fields(heading: str, prompts: Sequence[str], option: str = "") -> list[str]:
    """What is typed at some prompts on the terminal's other screen, which is cleared afterwards. Raises NoTerminal."""
    from workflow.clean import clean

    must_show(option)
    with terminal_for(option) as terminal, _ended_in_order():
        try:
            os.write(terminal, _TO_OTHER_SCREEN + f"{clean(heading)}\n\n".encode())
            answers = []
            for prompt in prompts:
                os.write(terminal, f"{clean(prompt)}: ".encode())
                answers.append(line_of(terminal).decode("utf-8", "replace").strip())
            return answers
        finally:
            throw_away(terminal)
            os.write(terminal, _BACK)


def must_show(option: str = "") -> None:
    """Raise NoTerminal where nothing can be shown that is not to be kept."""
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        raise NoTerminal("This terminal cannot show a thing and forget it.", remedy=instead(option))
    with terminal_for(option):
        pass


def recovery_giver(fd: int | None) -> Callable[[str], None]:
    """How a recovery key will be given out, settled before it is made: to a file descriptor, else once on the terminal.

    Raises NoTerminal or UsageError, so that none is made that nobody would see.
    """
    option = "--recovery-fd"
    if fd is None:
        must_show(option)
        return lambda printed: show_once(_on_paper(printed), option)
    try:
        os.fstat(fd)
        shows = os.isatty(fd)
    except OSError:
        raise UsageError(
            "There is no such file descriptor.", where=option, remedy="Try --recovery-fd 4 4> FILE."
        ) from None
    if shows:
        raise UsageError("This is a terminal, which would keep it.", where=option, remedy="Leave the option out.")
    return lambda printed: _write(fd, printed)


def _on_paper(printed: str) -> tuple[str, ...]:
    return (
        "This is the recovery key of your desk. It opens the desk if you forget the passphrase.",
        "",
        f"    {printed}",
        "",
        "Write it on paper and keep that away from this machine. It is shown this once.",
        "Lose both, and nobody can open the desk again.",
    )


def _write(fd: int, printed: str) -> None:
    left = f"{printed}\n".encode()
    while left:
        left = left[os.write(fd, left) :]


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """While this lasts, being told to end or losing the terminal clears the screen first, and nothing stops it."""

    def end(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, held in before.items():
            signal.signal(number, held)
