"""A folder looked through in the background for a form: how many files lie in it, and how large they are together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from workflow.errors import OnRecordError


class Folder(NamedTuple):
    """What a folder holds, with the folders in it: files, and bytes."""

    name: str
    files: int
    size: int


class NothingInIt(OnRecordError):
    """There is no file in the folder."""


class FolderReading:
    """The look through one folder; `came` runs, in its thread, when it is done."""

    read = whole = 0

    def __init__(self, path: Path, came: Callable[[], object]) -> None:
        self.path = path
        self.found: Folder | None = None
        self.error: OnRecordError | None = None
        self._came = came
        self._stop = Event()
        Thread(target=self._run, name="looking", daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether the end is not reached yet, and nobody has stopped it."""
        return self.found is None and self.error is None and not self._stop.is_set()

    def stop(self) -> None:
        """Look no further."""
        self._stop.set()

    def _run(self) -> None:
        from workflow.intake.walking import walk

        files = size = 0
        for path in walk([self.path]):
            if self._stop.is_set():
                return
            if isinstance(path, Path):
                files += 1
                size += _size(path)
        if files:
            self.found = Folder(self.path.name or str(self.path), files, size)
        else:
            self.error = NothingInIt("No file lies in this folder.", remedy="Give a file, or another folder.")
        self._came()


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except (OSError, ValueError):
        return 0
