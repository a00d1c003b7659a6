"""The one file that uses Textual's private names, so that a new version of it breaks here and nowhere else."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import signal
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from tui import echo

if TYPE_CHECKING:
    from types import FrameType

    from rich.console import RenderableType
    from textual.app import SystemCommand
    from textual.driver import Driver
    from textual.screen import Screen

ENDED = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class QuietApp(App[int]):
    """An application whose failures never print a traceback or a value: the first one is kept in `failure`."""

    failure: BaseException | None = None
    gives_way = False
    """Whether another run takes this terminal over as soon as the screens are gone."""

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """Stop, as when the keyboard can no longer be read; what would be printed holds more than may be shown."""
        self.failure = self.failure or RuntimeError("the screens gave up")
        self._return_code = 1
        self._close_messages_no_wait()

    def get_driver_class(self) -> type[Driver]:
        """The driver of this system, for which a byte that is no UTF-8 is an unknown character and not the end."""
        driver = super().get_driver_class()
        module: Any = sys.modules[driver.__module__]
        if hasattr(module, "getincrementaldecoder"):
            module.getincrementaldecoder = _forgiving
        return _hushing(driver)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()

    def on_driver_signal_resume(self) -> None:
        """The shell let a stopped program go on: its terminal shows nothing of it any more."""
        self.refresh(layout=True)

    @property
    def has_terminal(self) -> bool:
        """Whether there is a driver that writes to a terminal."""
        return self._driver is not None and not self._driver.is_headless

    def write_to_terminal(self, sequence: str) -> bool:
        """Write a control sequence of our own, never case text as it is; false without a terminal."""
        if self._driver is None:
            return False
        self._driver.write(sequence)
        return True

    def hold_to_paste(self, text: str) -> None:
        """Keep a text so that it can be pasted into another field."""
        self._clipboard = text

    def replace_last(self, screen: Screen[Any]) -> None:
        """Put a screen in the place of the only one; the first screen of an app was pushed without a callback."""
        if not self.screen._result_callbacks:
            self.screen._push_result_callback(self.screen, None)
        self.switch_screen(screen)

    def when_ended(self, leave: Callable[[int], None]) -> None:
        """Leave in order when the system ends the program or the terminal goes away."""
        loop = asyncio.get_running_loop()
        for number in ENDED:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, leave, number)

    def when_stopped(self, instead: Callable[[bool], bool]) -> None:
        """Ask, when the shell stops the program (True) or lets it go on, whether something else is done about it.

        A handler of the loop would not be heard while an editor has the terminal; the driver then only stops.
        """
        for number in (signal.SIGTSTP, signal.SIGCONT):
            self._ask_first(number, instead)

    def _ask_first(self, number: signal.Signals, instead: Callable[[bool], bool]) -> None:
        driver = signal.getsignal(number)

        def heard(given: int, frame: FrameType | None) -> None:
            lent = self._driver is not None and not self._driver._auto_restart
            if callable(driver) and (lent or not instead(number == signal.SIGTSTP)):
                driver(given, frame)

        with contextlib.suppress(ValueError):
            signal.signal(number, heard)

    def soon(self, act: Callable[[], object]) -> None:
        """Act in the loop as soon as it runs; may be called by a signal's handler."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(act)

    def when_task_fails(self, keep: Callable[[BaseException | None], None]) -> None:
        """Have failures of tasks that nobody waits for kept instead of printed."""
        asyncio.get_running_loop().set_exception_handler(lambda _, told: keep(told.get("exception")))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None: those of the library offer to save the screen as a picture."""
        return ()

    def deliver_screenshot(self, *_: object, **__: object) -> str | None:
        """Save no picture of the screen."""
        return None


def _hushing(kind: type[Driver]) -> type[Driver]:
    """A driver that leaves the terminal's echo off where its app gives way to another run, which turns it on again."""

    class Hushing(kind):  # type: ignore[valid-type, misc]
        def start_application_mode(self) -> None:
            super().start_application_mode()
            if (before := getattr(self, "attrs_before", None)) is not None:
                echo.handed_on(before)

        def stop_application_mode(self) -> None:
            before = getattr(self, "attrs_before", None)
            if before is not None and getattr(self._app, "gives_way", False):
                echo.left_off(before)
            super().stop_application_mode()

    return Hushing


def _forgiving(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    """What makes decoders of an encoding that never fail: pasted bytes may be of any other."""
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


def text_rows(screen: Screen[Any]) -> list[str]:
    """What stands on a screen, line by line, as plain text."""
    return ["".join(segment.text for segment in strip).rstrip() for strip in screen._compositor.render_strips()]
