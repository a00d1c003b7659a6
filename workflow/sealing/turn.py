"""Taking turns: one process at a time changes what opens a desk, or copies it together with what opens it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.private import sweep_drafts
from workflow.schema import explained
from workflow.seal.place import keys_path
from workflow.store import errors

PATIENCE = 15.0
"""Seconds to wait for another process; it derives keys, which takes long."""


@contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Keep other processes from changing a desk's key file meanwhile. Raises DeskBusy after so many seconds.

    Whoever reads a key file, thinks for a second and writes it would else undo what another process wrote meanwhile,
    and with it the only key. The folder is what is locked: the key file itself is replaced by every change, and a
    lock file would lie beside every desk.
    """
    with explained(path):
        handle = os.open(path.absolute().parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if _wait(handle, path):
            sweep_drafts(keys_path(path))
        yield
    finally:
        os.close(handle)


def _wait(handle: int, path: Path) -> bool:
    """Whether the turn is ours; a file system that locks no folders is trusted to have one user."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise errors.DeskBusy(
                    "Another onrecord is changing what opens this desk, or copying it.",
                    where=str(path),
                    remedy="Try again when it has finished. Nothing was changed.",
                ) from None
            time.sleep(0.02)
        except OSError:
            return False
        else:
            return True
