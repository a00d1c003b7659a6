"""Having a desk's file for oneself while another is put in its place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow import schema
from workflow.private import sync_folder
from workflow.schema import Connection, explained
from workflow.seal import Key
from workflow.store import errors

_CHUNK = 1 << 20


@contextmanager
def alone(path: Path, key: Key | None) -> Iterator[Connection]:
    """A connection that no other stands beside, for maintenance; others wait, and then find the file gone.

    Raises DeskBusy where another process has the desk open.
    """
    with explained(path):
        connection = schema.connect(path, key=key)
        try:
            if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
                raise _busy(path)
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")  # in this mode the lock stays until the connection closes
            yield connection
        except schema.failures() as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in schema.IN_USE:
                raise _busy(path) from None
            raise
        finally:
            connection.close()


def _busy(path: Path) -> errors.DeskBusy:
    return errors.DeskBusy(
        "Another onrecord has this desk open.", where=str(path), remedy="Close it there first. Nothing was changed."
    )


def take_place(made: Path, path: Path) -> None:
    """Put a finished file in the place of a desk, and write over what stood there before.

    Whoever waited for the old file finds that it is no database any more. Its bytes may remain on the disk itself
    (flash memory writes elsewhere, snapshots keep copies): nothing that runs as a user can promise more.
    """
    with path.open("r+b") as old:
        with made.open("rb") as file:
            os.fsync(file.fileno())
        made.replace(path)
        sync_folder(path.parent)
        write_over(old.fileno())


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
