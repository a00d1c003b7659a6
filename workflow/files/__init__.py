"""The bytes of the files that a desk keeps: beside its database, under names made from their hashes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workflow.files.store import FileStore, Taken

if TYPE_CHECKING:
    from workflow.store.upkeep import Upkeep

__all__ = ["FileStore", "Taken", "files_path", "store_of"]


def files_path(desk: Path) -> Path:
    """Where the files of a desk stand."""
    return desk.with_name(desk.name + ".files")


def store_of(ledger: Upkeep) -> FileStore:
    """The files of an open desk; of a sealed one with the keys that its database holds."""
    return FileStore(files_path(ledger.path), ledger.file_keys())
