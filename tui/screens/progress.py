"""Long work in a thread of its own: a screen says how far it is, and esc stops it; nothing blocks the keys."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from typing import Any

from textual.app import ComposeResult
from textual.message import Message

from tui.screens.base import DeskScreen
from tui.screens.lines import Lines
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError
from workflow.hashing import Stopped, size_words

EVERY = 0.25
"""Seconds between two words on how far the work is."""

STOPS = "esc stops it; nothing is logged then."
STOPPED = "Stopped. Nothing was logged."


class Steps:
    """What the work is given: it tells how far it is, and asks whether to go on. Used in the thread."""

    def __init__(self, came: Callable[[str], object]) -> None:
        self._came = came
        self._stop = Event()
        self._told = 0.0

    def goes_on(self) -> bool:
        """Whether nobody has stopped it."""
        return not self._stop.is_set()

    def counts(self, done: int, whole: int) -> bool:
        """Tell how many bytes of how many are done; answers whether to go on."""
        if whole and monotonic() - self._told >= EVERY:
            self._told = monotonic()
            self.say(f"{100 * done // whole} % of {size_words(whole)}.")
        return self.goes_on()

    def say(self, words: str) -> None:
        """Tell what is being done; raises Stopped where the work is to end."""
        if self._stop.is_set():
            raise Stopped("It was stopped. Nothing was logged.")
        self._came(words)

    def stop(self) -> None:
        """Go no further."""
        self._stop.set()


class Said(Message):
    """How far the work is."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class Ended(Message):
    """The work is done, or failed."""

    def __init__(self, result: Any, error: Exception | None) -> None:
        super().__init__()
        self.result, self.error = result, error


class ProgressScreen(DeskScreen):
    """Does `act` in a thread and dismisses with what it gives; with None where it was stopped or failed.

    `act` touches neither the desk nor a widget. What it raises is told to the reporter.
    """

    place = "dialog"
    footer_inside = ()
    DEFAULT_CSS = """
    ProgressScreen #far { height: 1fr; }
    """

    def __init__(
        self,
        title: str,
        act: Callable[[Steps], Any],
        *,
        unwanted: Callable[[Any], object] | None = None,
        stops: str = STOPS,
        stopped: str = STOPPED,
    ) -> None:
        """`unwanted` is told, in the thread, what came after all when the work had been stopped.

        `stops` says what `esc` does, `stopped` that it was done.
        """
        super().__init__(name="progress")
        self._stops, self._stopped = stops, stopped
        self._title_words = title
        self._act, self._unwanted = act, unwanted
        self._ended: Ended | None = None
        self._words = ""
        self._steps = Steps(lambda words: self.post_message(Said(words)))

    def body(self) -> ComposeResult:
        yield Lines(id="far", grows=False)

    def on_mount(self) -> None:
        Thread(target=self._run, name="reading", daemon=True).start()
        self.call_after_refresh(self.take_keys)

    def on_unmount(self) -> None:
        self._steps.stop()

    def desk_changed(self) -> None:
        self.query_one(TitleBar).set_path(self._title_words)
        words = Cell(self._words, "accent") if self._words else Cell("It has begun.", "muted")
        self.query_one("#far", Lines).show("", words, "", Cell(self._stops, "muted"))

    def on_said(self, event: Said) -> None:
        event.stop()
        self._words = event.words
        self.desk_changed()

    def on_ended(self, event: Ended) -> None:
        event.stop()
        self._ended = event
        if not self.is_current:
            return  # help stands before it: it goes when that does
        if isinstance(event.error, OnRecordError):
            self.dismiss(None)
            self.desk.call_after_refresh(self.desk.complain, event.error)
        elif event.error is not None:
            raise event.error
        else:
            self.dismiss(event.result)

    def on_screen_resume(self) -> None:
        if self._ended is not None:
            self.on_ended(self._ended)

    def action_back(self) -> None:
        self._steps.stop()
        self.dismiss(None)
        self.desk.call_after_refresh(self.desk.say, self._stopped)

    def _run(self) -> None:
        result, error = None, None
        try:
            result = self._act(self._steps)
        except Exception as failure:  # told, or raised again, where the screens can be touched
            error = failure
        if self._steps.goes_on():
            self.post_message(Ended(result, error))
        elif error is None and self._unwanted is not None:
            self._unwanted(result)
