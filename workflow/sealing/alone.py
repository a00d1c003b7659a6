"""Having a desk's file for oneself while another is put in its place."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow import schema
from workflow.private import sweep_drafts, sync_folder
from workflow.schema import Connection, explained
from workflow.seal import Key
from workflow.store import errors, files

_CHUNK = 1 << 20


@contextmanager
def alone(path: Path, key: Key | None) -> Iterator[Connection]:
    """A connection that no other stands beside, for maintenance; others wait, and then find the file gone.

    Raises DeskBusy where another process has the desk open, CannotOpen where its file has another name too.
    """
    with explained(path):
        before = _own_file(path)
        connection = schema.connect(path, key=key)
        try:
            if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
                raise _busy(path)
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")  # in this mode the lock stays until the connection closes
            if _own_file(path) != before:  # put there while we waited: what we hold is nobody's any more
                raise _busy(path)
            yield connection
        except schema.failures() as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in schema.IN_USE:
                raise _busy(path) from None
            raise
        finally:
            connection.close()


def _own_file(path: Path) -> tuple[int, int]:
    """Which file a desk is, once it is sure that no other name leads to it: it will be written over.

    A name that a draft of ours kept when its process was killed is removed. Raises CannotOpen.
    """
    info = path.lstat()
    if info.st_nlink > 1:
        sweep_drafts(path, same=True)
        info = path.lstat()
    if stat.S_ISLNK(info.st_mode) or info.st_nlink > 1:
        raise errors.CannotOpen(
            "The desk's file has another name elsewhere (a link), under which it would be lost. Nothing was changed.",
            where=str(path),
            remedy="Give the place of the file itself, or copy it to one of its own first.",
        )
    return info.st_dev, info.st_ino


def _busy(path: Path) -> errors.DeskBusy:
    return errors.DeskBusy(
        "Another onrecord has this desk open.", where=str(path), remedy="Close it there first. Nothing was changed."
    )


def take_place(made: Path, path: Path) -> bool:
    """Put a finished file in the place of a desk, and write over what stood there before; whether that succeeded.

    Whoever waited for the old file finds that it is no database any more. Its bytes may remain on the disk itself
    (flash memory writes elsewhere, snapshots keep copies): nothing that runs as a user can promise more.
    """
    with path.open("r+b") as old:
        with made.open("rb") as file:
            os.fsync(file.fileno())
        files.must_stand_alone(path)
        made.replace(path)
        sync_folder(path.parent)
        try:
            write_over(old.fileno())
        except OSError:  # the new file stands: what is left to say is that the old one was only removed
            return False
    return True


def write_over(handle: int) -> None:
    """Replace all bytes of an open file by zeros, durably."""
    left = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(handle, bytes(min(left, _CHUNK)))
    os.fsync(handle)


def dispose(path: Path) -> None:
    """Write over a file and remove it."""
    try:
        with path.open("r+b") as file:
            write_over(file.fileno())
    except FileNotFoundError:
        return
    path.unlink()
