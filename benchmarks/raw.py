"""The bare store that the log is held against: the log's tables, written by the standard library, with FULL."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from workflow.store.record import Sealed

_HEADER = "INSERT INTO headers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_BODY = "INSERT INTO bodies VALUES (?, ?, ?, ?, ?)"
_ARRIVAL = "INSERT INTO arrivals VALUES (?, ?, ?, ?, ?)"

Arrivals = Sequence[tuple[int, Sealed]]


class Raw:
    """A desk's file, open as the standard library opens it, and as durable as the desk is."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")

    def insert(self, entries: Arrivals) -> None:
        """Store sealed entries with their numbers of arrival, in one transaction."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(_HEADER, [(*s[:8], arrived) for arrived, s in entries])
        self.connection.executemany(_BODY, [(*s[:3], *s[8:]) for _, s in entries])
        self.connection.executemany(_ARRIVAL, [(arrived, *s[:3], 0) for arrived, s in entries])
        self.connection.execute("COMMIT")
