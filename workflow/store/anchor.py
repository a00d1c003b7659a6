"""The heads of all chains, kept outside the desk: a chain cannot see that its own tail is gone.

They stand in a small database in the state directory rather than in one file that is rewritten: several processes
and several desks advance them at once, and 10,000 chains cost one row each. It is written after the desk's commit and
without a sync of its own, because a desk ahead of its anchor is normal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from workflow import schema
from workflow.schema import Connection
from workflow.store import errors, files

SMALL_DESK = 200
"""Up to so many chains all are compared whenever a desk opens; beyond, its last arrival, and each case as it opens."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS heads (desk BLOB NOT NULL, case_id BLOB NOT NULL, writer BLOB NOT NULL,"
    " seq INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (desk, case_id, writer)) STRICT, WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS desks (desk BLOB PRIMARY KEY, arrived INTEGER NOT NULL, hash BLOB NOT NULL)"
    " STRICT, WITHOUT ROWID",
)


class Head(NamedTuple):
    """The last entry of a chain: its case, its writer, its place and its hash."""

    case: bytes
    writer: bytes
    seq: int
    hash: bytes


class Missing(NamedTuple):
    """A chain that lacks entries its anchor knows: how many, and the head that the desk has (seq -1 for none)."""

    case: bytes
    writer: bytes
    lacking: int
    seq: int
    hash: bytes


class Anchor:
    """The anchor of one desk. Without a place to keep it (a copy in memory) it knows and keeps nothing."""

    def __init__(self, state: Path | None, desk: bytes) -> None:
        self._path = state / "anchors.db" if state else None
        self._desk = desk
        self._connection: Connection | None = None
        self._known = False
        self.note = ""

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def known(self) -> bool:
        """Whether this machine has seen the desk before."""
        self._known = self._last() is not None
        return self._known

    def heads(self, case: bytes | None = None) -> list[Head]:
        """The heads that were seen, of one case or of all."""
        where, values = ("", [self._desk]) if case is None else (" AND case_id = ?", [self._desk, case])
        rows = self._rows(f"SELECT case_id, writer, seq, hash FROM heads WHERE desk = ?{where}", values)
        return [Head(*row) for row in rows]

    def behind(self, desk: Connection) -> list[Missing]:
        """The chains of a desk that lack entries; all are compared where the desk is small or its end differs."""
        last = self._last()
        if last is None:
            return []
        if _arrival(desk, last[0]) == last[1]:
            some = self._rows("SELECT 1 FROM heads WHERE desk = ? LIMIT ?", [self._desk, SMALL_DESK + 1])
            if len(some) > SMALL_DESK:
                return []
        return missing(desk, self.heads())

    def behind_last(self, desk: Connection) -> list[Missing]:
        """What a desk lacks if its last known arrival is not what it was: asked before each change."""
        last = self._last()
        if last is None or _arrival(desk, last[0]) == last[1]:
            return []
        return missing(desk, self.heads())

    def behind_in(self, desk: Connection, case: bytes) -> list[Missing]:
        """What one case lacks: asked before each change of it."""
        return missing(desk, self.heads(case))

    def advance(self, desk: Connection, heads: Iterable[Head], last: tuple[int, bytes] | None = None) -> None:
        """Keep new heads after a commit. A failure is a note, never an error: the desk itself is safe.

        `last` is the last arrival: its number and hash.
        """
        first = not self._known and not self.known()
        try:
            connection = self._open(make=True)
            if connection is None:
                return
            rows = [(self._desk, *head) for head in ([*heads, *heads_of(desk)] if first else heads)]
            with schema.transaction(connection):
                connection.executemany(
                    "INSERT INTO heads VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                    " SET seq = excluded.seq, hash = excluded.hash WHERE excluded.seq > seq",
                    rows,
                )
                if last := last or _last_arrival(desk):
                    connection.execute(
                        "INSERT INTO desks VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET arrived = excluded.arrived,"
                        " hash = excluded.hash WHERE excluded.arrived > arrived",
                        (self._desk, *last),
                    )
            self._known, self.note = True, ""
        except schema.failures(OSError, errors.DeskError) as error:
            self._failed(error)

    def accept(self, accepted: Iterable[Missing]) -> None:
        """Forget how these chains stood, and where the desk ended: they are kept anew as they are."""
        self._rows("DELETE FROM desks WHERE desk = ?", (self._desk,))
        for chain in accepted:
            self._rows(
                "DELETE FROM heads WHERE desk = ? AND case_id = ? AND writer = ?",
                (self._desk, chain.case, chain.writer),
            )

    def _last(self) -> tuple[int, bytes] | None:
        rows = self._rows("SELECT arrived, hash FROM desks WHERE desk = ?", [self._desk])
        return (rows[0][0], rows[0][1]) if rows else None

    def _rows(self, sql: str, values: Sequence[object]) -> list[Any]:
        try:
            connection = self._open(make=False)
            return connection.execute(sql, values).fetchall() if connection else []
        except schema.failures(OSError) as error:
            self._failed(error)
            return []

    def _failed(self, error: Exception) -> None:
        self.note = f"The anchor in {self._path} cannot be used ({error}): a loss of last entries may go unseen."

    def _open(self, *, make: bool) -> Connection | None:
        if self._connection is None and self._path is not None and (make or self._path.exists()):
            if not self._path.exists():
                files.private_folder(self._path.parent)
                with suppress(FileExistsError):
                    files.private_file(self._path)
            self._connection = schema.connect(self._path)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            for table in _TABLES:
                self._connection.execute(table)
        return self._connection


def missing(desk: Connection, heads: Iterable[Head]) -> list[Missing]:
    """The chains among these heads that a desk has only in part, or that lead to another entry there."""
    found = []
    for head in heads:
        row = desk.execute(
            "SELECT hash FROM headers WHERE case_id = ? AND writer = ? AND seq = ?", (head.case, head.writer, head.seq)
        ).fetchone()
        if row is None or row[0] != head.hash:
            seq, digest = _head_there(desk, head.case, head.writer)
            found.append(Missing(head.case, head.writer, max(head.seq - seq, 1), seq, digest))
    return found


def heads_of(desk: Connection, case: bytes | None = None) -> list[Head]:
    """The heads of a case's chains, or of all."""
    where, values = ("", ()) if case is None else (" WHERE case_id = ?", (case,))
    writers = desk.execute(f"SELECT case_id, writer FROM writers{where}", values).fetchall()
    heads = [Head(name, writer, *_head_there(desk, name, writer)) for name, writer in writers]
    return [head for head in heads if head.seq >= 0]


def _head_there(desk: Connection, case: bytes, writer: bytes) -> tuple[int, bytes]:
    row = desk.execute(
        "SELECT seq, hash FROM headers WHERE case_id = ? AND writer = ? ORDER BY seq DESC LIMIT 1", (case, writer)
    ).fetchone()
    return (row[0], row[1]) if row else (-1, b"")


def _arrival(desk: Connection, arrived: int) -> bytes | None:
    row = desk.execute(
        "SELECT h.hash FROM arrivals AS a JOIN headers AS h ON h.case_id = a.case_id AND h.writer = a.writer"
        " AND h.seq = a.seq WHERE a.arrived = ?",
        (arrived,),
    ).fetchone()
    return row[0] if row else None


def _last_arrival(desk: Connection) -> tuple[int, bytes] | None:
    row = desk.execute("SELECT max(arrived) FROM arrivals").fetchone()
    digest = _arrival(desk, row[0]) if row and row[0] is not None else None
    return (row[0], digest) if digest is not None else None
