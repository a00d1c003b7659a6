"""Making files durable: a few one by one, many by one order to their file system."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from workflow.private import sync_folder


def sync_all(files: Iterable[Path], folders: Iterable[Path], root: Path) -> None:
    """Make files and the names in their folders durable, all at once where the system can. Raises OSError."""
    together = _syncfs()
    if together is not None:
        handle = os.open(root, os.O_RDONLY | os.O_CLOEXEC)
        try:
            together(handle)
        finally:
            os.close(handle)
        return
    for path in files:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            sync_file(handle)
        finally:
            os.close(handle)
    for folder in folders:
        sync_folder(folder)


def sync_file(handle: int) -> None:
    """Make an open file durable; on macOS through the drive's own memory too."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


@cache
def _syncfs() -> Callable[[int], None] | None:
    """Linux's order to write out one file system; None elsewhere."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    found = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if found is None:
        return None

    def sync(handle: int) -> None:
        if found(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))

    return sync
