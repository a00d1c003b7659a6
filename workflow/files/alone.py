"""One process at a time at the folder of kept files; the system lets go when that process ends, however it does."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.files.errors import StoreBusy, explained

PATIENCE = 15.0
"""Seconds to wait for another process that is writing into the folder."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Have the folder alone, which is made where it is not there. Raises StoreBusy or StoreTrouble."""
    with explained(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        handle = _open(folder)
    try:
        end = time.monotonic() + PATIENCE
        while not _has(handle, fcntl.LOCK_EX):
            if time.monotonic() > end:
                raise StoreBusy(
                    "Another onrecord is at the files of this desk.",
                    where=str(folder),
                    remedy="Try again when it has finished. Nothing was changed.",
                )
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)


def is_locked(folder: Path) -> bool:
    """Whether somebody has the folder alone now; one that is not there nobody has."""
    try:
        handle = _open(folder)
    except OSError:
        return False
    try:
        return not _has(handle, fcntl.LOCK_SH)
    finally:
        os.close(handle)


def _open(folder: Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC)


def _has(handle: int, how: int) -> bool:
    """Whether the lock is ours; a file system that locks no folders is trusted to have one user."""
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
