"""The bytes of the files that a desk keeps: beside its database, under names made from their hashes."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from workflow.files.store import FileStore, Taken
from workflow.seal import Key

__all__ = ["FileStore", "Taken", "files_path", "store_of"]


def files_path(desk: Path) -> Path:
    """Where the files of a desk stand."""
    return desk.with_name(desk.name + ".files")


class Desk(Protocol):
    """An open desk, as far as its files need it."""

    @property
    def path(self) -> Path:
        """Where its database is."""
        ...

    def file_keys(self) -> tuple[Key, ...]:
        """The keys of its files, the newest last; none on a plain desk."""
        ...


def store_of(ledger: Desk) -> FileStore:
    """The files of an open desk; of a sealed one with the keys that its database holds."""
    return FileStore(files_path(ledger.path), ledger.file_keys())
