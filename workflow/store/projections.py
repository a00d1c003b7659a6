"""All that is computed from the log and kept beside it: the shelf, the states, the search index; and its rebuilding."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from workflow.schema import Connection
from workflow.store import caselog, passages, shelf_table, tables
from workflow.store.caselog import CaseLog
from workflow.when import Instant

AT_ONCE = 5_000
"""About how many entries are computed from before what comes of them is stored."""

_CACHE_KIB = 65_536

TABLES = ("passages", "shelf", "states")


def project_again(connection: Connection, log: CaseLog, now: Instant) -> None:
    """Compute again all that is kept for one case."""
    passages.replace(connection, log.lines, passages.passages(log, log.lines) if log.is_case else [])
    connection.execute("DELETE FROM shelf WHERE case_id = ?", (log.case_id,))
    shelf_table.put(connection, [log], now)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let Python look for cycles among objects a hundred times less often: entries and cases are plain values."""
    before = gc.get_threshold()
    gc.set_threshold(before[0] * 100, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_seldom_collecting()
def rebuild(connection: Connection, now: Instant) -> None:
    """Drop everything computed and compute it again from the log; the caller holds the transaction and the lock."""
    before = int(connection.execute("PRAGMA cache_size").fetchone()[0])
    connection.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO passages_fts (passages_fts) VALUES ('delete-all')")
    cases = [row[0] for row in connection.execute("SELECT DISTINCT case_id FROM writers").fetchall()]
    for logs in _in_groups(caselog.read(connection, case) for case in cases):
        rows = sorted(row for log in logs for row in passages.passages(log, log.lines))
        connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", rows)
        shelf_table.put(connection, logs, now)
    connection.execute("INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')")
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('projections', ?)", (tables.CURRENT,))
    connection.execute(f"PRAGMA cache_size = {before}")


def _in_groups(logs: Iterable[CaseLog]) -> Iterator[list[CaseLog]]:
    """The cases some at a time, as many as hold a few thousand entries; the desk's own chain is no case."""
    group: list[CaseLog] = []
    entries = 0
    for log in logs:
        if log.is_case:
            group.append(log)
            entries += len(log.lines)
        if entries >= AT_ONCE:
            yield group
            group, entries = [], 0
    yield group


def merge_index(connection: Connection) -> None:
    """Merge the index into one piece, so that no older piece of it still holds a word that was removed."""
    connection.execute("INSERT INTO passages_fts (passages_fts) VALUES ('optimize')")


def dump(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every computed row, and what the index holds of each, for comparison."""
    found = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES}
    indexed = connection.execute("SELECT id, sz FROM passages_fts_docsize ORDER BY 1").fetchall()
    return {**found, "indexed": indexed}


def last_seen(connection: Connection) -> Instant:
    """When the last entry came to this desk, by this machine's clock then; 0 for an empty desk."""
    row = connection.execute("SELECT at FROM arrivals ORDER BY arrived DESC LIMIT 1").fetchone()
    return int(row[0]) if row else 0
