"""A file read in the background for a form: one at a time, told block by block, stopped when another is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from workflow.errors import OnRecordError
from workflow.hashing import Hashed, hash_file

EVERY = 0.25
"""Seconds between two words on how far the reading is."""


class FileReading:
    """The reading of one file. `came` runs, in the thread that reads, whenever there is something new to show."""

    def __init__(self, path: Path, came: Callable[[], object]) -> None:
        self.path = path
        self.read, self.whole = 0, 0
        self.found: Hashed | None = None
        self.error: OnRecordError | None = None
        self._came = came
        self._stop = Event()
        self._told = 0.0
        self._thread = Thread(target=self._run, name="hashing", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether the end is not reached yet, and nobody has stopped it."""
        return self.found is None and self.error is None and not self._stop.is_set()

    def stop(self) -> None:
        """Read no further."""
        self._stop.set()

    def wait(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self.found = hash_file(self.path, self._goes_on)
        except OnRecordError as error:
            self.error = error
        if not self._stop.is_set():
            self._came()

    def _goes_on(self, read: int, whole: int) -> bool:
        from time import monotonic

        self.read, self.whole = read, whole
        if monotonic() - self._told >= EVERY and not self._stop.is_set():
            self._told = monotonic()
            self._came()
        return not self._stop.is_set()
