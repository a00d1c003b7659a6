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
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.files import FileStore, Taken

    Found = tuple[tuple[Taken, ...], tuple[OnRecordError, ...]]


class Waiting:
    """Bytes that are durable and have no entry yet; either of its two methods lets go of the folder."""

    def __init__(
        self,
        all: tuple[Taken, ...],
        store: FileStore,
        held: ExitStack,
        kept: frozenset[str],
        declined: tuple[OnRecordError, ...] = (),
    ) -> None:
        self.all, self.declined = all, declined
        self._store, self._held, self._kept = store, held, kept

    @property
    def taken(self) -> Taken:
        """The first of what was kept."""
        return self.all[0]

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
        from workflow.files import files_path

        ledger = sitting.ledger
        self._store = files_of(sitting)
        with ledger.batch(case_id):  # a desk that lacks entries says so before anything is written or removed
            pass
        self._kept = frozenset(one.sha256 for one in ledger.kept_files())
        self._ours = (files_path(ledger.path).absolute(), ledger.path.absolute())

    def file(self, path: Path, steps: Steps) -> Waiting:
        """Keep the bytes of a file. Raises OnRecordError; then nothing of it is kept."""
        return self._put(lambda: ((self._store.put(path, self._kept, steps.counts),), ()))

    def folder(self, path: Path, steps: Steps) -> Waiting:
        """Keep every file in a folder but those of the desk itself. Raises OnRecordError; then nothing is kept."""
        return self._put(lambda: self._all(path, steps))

    def made(self, name: str, data: bytes) -> Waiting:
        """Keep bytes that were made here. Raises OnRecordError; then nothing of them is kept."""
        return self._put(lambda: ((self._store.put_bytes(name, data, self._kept),), ()))

    def _all(self, folder: Path, steps: Steps) -> Found:
        from workflow.hashing import ChangedMeanwhile, NotAFile, Unreadable
        from workflow.intake.walking import walk

        found = list(walk([folder], self._ours))
        taken, declined = [], [one for one in found if isinstance(one, OnRecordError)]
        paths = [one for one in found if isinstance(one, Path)]
        for number, path in enumerate(paths, 1):
            steps.say(f"File {number} of {len(paths)}.")
            try:
                taken.append(self._store.put(path, self._kept, steps.counts, durably=False))
            except (NotAFile, Unreadable, ChangedMeanwhile) as error:
                declined.append(error)
        return tuple(taken), tuple(declined)

    def _put(self, put: Callable[[], Found]) -> Waiting:
        with ExitStack() as held:
            held.enter_context(self._store.alone())
            if self._store.begin():
                self._store.sweep(self._kept)
                self._store.begin()
            taken, declined = put()
            self._store.sync()
            return Waiting(taken, self._store, held.pop_all(), self._kept, declined)
