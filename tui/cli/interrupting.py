"""Long work at a terminal: how far it is, on standard error, and ctrl+c as a wish to stop after what is at hand."""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Self

from tui.cli import out

if TYPE_CHECKING:
    from workflow.intake.taking import Progress

_EVERY = 0.2


class Interrupted:
    """While it lasts, the first ctrl+c asks to stop, and the second ends the program as ever."""

    def __init__(self) -> None:
        self.asked = False
        self._shows = sys.stderr is not None and sys.stderr.isatty()
        self._said = 0.0
        self._width = 0
        self._before: object = None

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()
        signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def goes_on(self) -> bool:
        """Whether nobody asked to stop."""
        return not self.asked

    def progress(self, done: Progress) -> bool:
        """Say how far an intake is; whether it is to go on."""
        if self._shows and time.monotonic() - self._said > _EVERY:
            part = f", {100 * done.read // done.size}% of it read" if done.size else ""
            self.show(f"File {done.done + 1} of {done.of}{part}.")
        return not self.asked

    def show(self, words: str) -> None:
        """Write words over those before, at a terminal alone."""
        if not self._shows:
            return
        self._said = time.monotonic()
        line = out.clean(words)
        sys.stderr.write(f"\r{line.ljust(self._width)}")
        sys.stderr.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Take away what was shown."""
        if self._width:
            sys.stderr.write(f"\r{' ' * self._width}\r")
            sys.stderr.flush()
            self._width = 0
