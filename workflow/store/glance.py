"""The list of cases at a glance: read from what is kept beside the log, without loading the rules that made it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from workflow import schema
from workflow.schema import Connection
from workflow.seal import Key, is_sealed
from workflow.store import cipher, files, tables
from workflow.store.anchor import Anchor


class Glanced(NamedTuple):
    """A case's row as it is kept; its fields are those of `workflow.shelf.ShelfRow`. Times in microseconds."""

    slug: str
    title: str
    is_open: bool
    headline: str
    headline_questions: tuple[str, ...]
    settled: int
    total: int
    level: str
    prompt: str
    moved_at: str
    deadline: int | None


class Glance(NamedTuple):
    """The rows of a desk with their cases' ids, the last moved first; `is_example` where it is the example."""

    rows: list[tuple[str, Glanced]]
    is_example: bool


def glance(path: Path, now: int, state: Callable[[], Path], key: Key | None = None) -> Glance | None:
    """The list of a desk as it is kept, at an instant in microseconds since 1970.

    A sealed desk is looked at with its `key`. None where a look is not enough and the ledger has to open the desk:
    another version, a row whose time has passed, a medium that cannot be written to, entries missing that the anchor in
    the `state` folder knows, anything odd.
    """
    try:
        sealed = is_sealed(path)
        if sealed is (key is None) or not (_may_change(path) and _may_change(path.parent)):
            return None
        if not sealed and not _is_ours(path):
            return None
        with closing(schema.connect(path, key=key)) as connection:
            if sealed and not _is_whole(connection, path):
                return None
            return _look(connection, now, state)
    except schema.failures(OSError):
        return None


def _look(connection: Connection, now: int, state: Callable[[], Path]) -> Glance | None:
    kept = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    stale = connection.execute("SELECT 1 FROM shelf WHERE holds_until <= ? LIMIT 1", (now,)).fetchone()
    if stale or kept.get("projections") != tables.CURRENT:
        return None
    is_example = "example" in kept
    if not is_example:
        with closing(Anchor(state(), kept["desk"])) as anchor:
            if anchor.behind(connection) or anchor.note:
                return None
    rows = connection.execute(
        "SELECT case_id, headline_questions, slug, title, is_open, headline, settled, total, level, prompt, moved_at,"
        " deadline FROM shelf ORDER BY moved DESC"
    )
    return Glance([_row(*row) for row in rows], is_example)


def _is_whole(connection: Connection, path: Path) -> bool:
    """Whether a sealed desk is of this version and has all its pages."""
    version, pages = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "page_count"))
    return version == schema.VERSION and (files.waiting(path) or path.stat().st_size >= pages * cipher.PAGE)


def _row(
    case_id: bytes, questions: str, slug: str, title: str, is_open: int, headline: str, *rest: object
) -> tuple[str, Glanced]:
    words = tuple(questions.split("\x1f")) if questions else ()
    return case_id.hex(), Glanced(slug, title, bool(is_open), headline, words, *rest)  # type: ignore[arg-type]


def _may_change(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)


def _is_ours(path: Path) -> bool:
    """Whether a file is a whole desk of this version, by its first bytes alone: what is not is not touched."""
    with path.open("rb") as file:
        head = file.read(100)
        size = file.seek(0, os.SEEK_END)
    if len(head) < 100 or head[:16] != b"SQLite format 3\x00":
        return False
    named = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    page = int.from_bytes(head[16:18], "big")
    return named == (schema.APPLICATION_ID, schema.VERSION) and size >= page * int.from_bytes(head[28:32], "big")
