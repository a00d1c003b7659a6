"""Putting bytes among the files of the desk: a thread writes them, and they wait there for their entry in the log.

Until then the folder is held, so that no other program takes them for what a killed one left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tui.screens.examining import files_of
from tui.screens.progress import Steps

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.files import FileStore, Taken


class Waiting:
    """Bytes that are durable and have no entry yet; either of its two methods lets go of the folder."""

    def __init__(self, taken: Taken, store: FileStore, held: ExitStack, kept: frozenset[str]) -> None:
        self.taken = taken
        self._store, self._held, self._kept = store, held, kept

    def logged(self) -> None:
        """The entry is in the log."""
        self._store.end()
        self._held.close()

    def dropped(self) -> None:
        """There will be no entry: what was written is removed."""
        with self._held:
            self._store.sweep(self._kept)


class Keeper:
    """Made on the main thread, which alone reads the desk; what it gives out writes in a thread."""

    def __init__(self, sitting: Session, case_id: str) -> None:
        """Raises CannotAct on a desk that keeps no files, and OnRecordError on one that may not be written to."""
        ledger = sitting.ledger
        self._store = files_of(sitting)
        with ledger.batch(case_id):  # a desk that lacks entries says so before anything is written or removed
            pass
        self._kept = frozenset(one.sha256 for one in ledger.kept_files())

    def file(self, path: Path, steps: Steps) -> Waiting:
        """Keep the bytes of a file. Raises OnRecordError; then nothing of it is kept."""
        return self._put(lambda: self._store.put(path, self._kept, steps.counts))

    def made(self, name: str, data: bytes) -> Waiting:
        """Keep bytes that were made here. Raises OnRecordError; then nothing of them is kept."""
        return self._put(lambda: self._store.put_bytes(name, data, self._kept))

    def _put(self, put: Callable[[], Taken]) -> Waiting:
        with ExitStack() as held:
            held.enter_context(self._store.alone())
            if self._store.begin():
                self._store.sweep(self._kept)
                self._store.begin()
            taken = put()
            self._store.sync()
            return Waiting(taken, self._store, held.pop_all(), self._kept)
