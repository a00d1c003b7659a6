"""The bare store that the log is held against: SQLite by the standard library, one table, the same bytes, FULL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.store.record import Sealed

_TABLE = (
    "CREATE TABLE log (case_id BLOB, writer BLOB, seq INTEGER, fmt INTEGER, prev BLOB, leaf BLOB, hash BLOB, sig BLOB,"
    " salt BLOB, body BLOB, PRIMARY KEY (case_id, writer, seq)) WITHOUT ROWID"
)
_INSERT = "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Raw:
    """A file with one table of whole entries."""

    def __init__(self, path: Path) -> None:
        self.connection = plain(path)
        self.connection.execute(_TABLE)

    def many(self, entries: Iterable[Sealed]) -> None:
        """Store entries in one transaction."""
        with whole(self.connection):
            self.connection.executemany(_INSERT, entries)

    def one(self, entry: Sealed) -> None:
        """Store an entry in a transaction of its own."""
        self.connection.execute(_INSERT, entry)


@contextmanager
def whole(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction."""
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("COMMIT")


def plain(path: Path) -> sqlite3.Connection:
    """A connection as the standard library makes it, durable as the desk's is."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection
