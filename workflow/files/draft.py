"""A file on its way into the folder of kept files."""

from __future__ import annotations

import os
from pathlib import Path

from workflow.files.box import Sealing
from workflow.files.durable import sync_file
from workflow.files.reading import write_all
from workflow.private import open_private
from workflow.seal import Key


class Draft:
    """A file that is being written, under a name of its own; what is not finished is removed on closing."""

    def __init__(self, folder: Path, key: Key | None) -> None:
        self.path = folder / f".{os.urandom(8).hex()}.new"
        self._is_placed = False
        self._handle = open_private(self.path, os.O_EXCL | os.O_CLOEXEC)
        try:
            self._sealing = Sealing(key, self._write) if key is not None else None
        except BaseException:
            self.close()
            raise
        self.write = self._sealing.write if self._sealing is not None else self._write

    def _write(self, block: bytes | memoryview) -> None:
        write_all(self._handle, block)

    def finish(self, sha256: str, *, durably: bool) -> None:
        """Write what is left; the mode is the owner's alone whatever the umask."""
        if self._sealing is not None:
            self._sealing.finish(sha256)
        os.fchmod(self._handle, 0o600)
        if durably:
            sync_file(self._handle)

    def place(self, path: Path) -> None:
        """Give the finished file its name, in the place of what has it."""
        self.path.rename(path)
        self._is_placed = True

    def close(self) -> None:
        """Let go of it, and remove it unless it got its name."""
        os.close(self._handle)
        if not self._is_placed:
            self.path.unlink(missing_ok=True)
