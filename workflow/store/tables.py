"""The tables of a desk, made and migrated by numbered steps, each in a transaction of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.schema import APPLICATION_ID, VERSION, Connection, transaction, wrapped

if TYPE_CHECKING:
    from sqlite_utils import Database

CURRENT = b"3"
"""The version of what is computed from the log: shelf, states, passages. Another in a file: they are rebuilt."""

SCRUB = "scrub"
"""Set while words are erased whose bytes may still stand in the file."""

_KEY = "case_id BLOB NOT NULL CHECK (length(case_id) = 16), writer BLOB NOT NULL CHECK (length(writer) = 16)"
_SEALED = (
    "fmt INTEGER NOT NULL, prev BLOB NOT NULL CHECK (length(prev) = 32), leaf BLOB NOT NULL CHECK (length(leaf) = 32)"
)

_LOG = (
    f"CREATE TABLE headers ({_KEY}, seq INTEGER NOT NULL CHECK (seq >= 0), {_SEALED},"
    " hash BLOB NOT NULL CHECK (length(hash) = 32), sig BLOB NOT NULL CHECK (length(sig) IN (0, 64)),"
    " arrived INTEGER NOT NULL, PRIMARY KEY (case_id, writer, seq)) STRICT, WITHOUT ROWID",
    f"CREATE TABLE bodies ({_KEY}, seq INTEGER NOT NULL, salt BLOB NOT NULL CHECK (length(salt) = 32),"
    " body BLOB NOT NULL, PRIMARY KEY (case_id, writer, seq)) STRICT, WITHOUT ROWID",
    f"CREATE TABLE arrivals (arrived INTEGER PRIMARY KEY, {_KEY}, seq INTEGER NOT NULL, at INTEGER NOT NULL) STRICT",
    f"CREATE TABLE writers ({_KEY}, public_key BLOB NOT NULL CHECK (length(public_key) = 32),"
    " nonce BLOB NOT NULL, PRIMARY KEY (case_id, writer)) STRICT, WITHOUT ROWID",
    f"CREATE TABLE erased ({_KEY}, seq INTEGER NOT NULL, PRIMARY KEY (case_id, writer, seq)) STRICT, WITHOUT ROWID",
    "CREATE TABLE pending (hash BLOB PRIMARY KEY, case_id BLOB NOT NULL, writer BLOB NOT NULL,"
    f" seq INTEGER NOT NULL, {_SEALED}, sig BLOB NOT NULL, salt BLOB, body BLOB, waits_for TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID",
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE drafts (id TEXT PRIMARY KEY, case_id TEXT NOT NULL, form TEXT NOT NULL, fields TEXT NOT NULL,"
    " saved_at TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

_COMPUTED = (
    "CREATE TABLE shelf (case_id BLOB PRIMARY KEY, moved INTEGER NOT NULL, slug TEXT NOT NULL, title TEXT NOT NULL,"
    " is_open INTEGER NOT NULL, headline TEXT NOT NULL, headline_questions TEXT NOT NULL, settled INTEGER NOT NULL,"
    " total INTEGER NOT NULL, level TEXT NOT NULL, prompt TEXT NOT NULL, moved_at TEXT NOT NULL, deadline INTEGER,"
    " holds_until INTEGER, folded TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX shelf_moved ON shelf (moved DESC)",
    "CREATE INDEX shelf_slug ON shelf (slug)",
    "CREATE INDEX shelf_holds ON shelf (holds_until) WHERE holds_until IS NOT NULL",
    "CREATE TABLE states (case_id BLOB NOT NULL, question TEXT NOT NULL, slug TEXT NOT NULL, kind TEXT NOT NULL,"
    " state TEXT NOT NULL, PRIMARY KEY (case_id, question)) STRICT, WITHOUT ROWID",
    "CREATE TABLE passages (arrived INTEGER PRIMARY KEY, case_id TEXT NOT NULL, fact BLOB NOT NULL,"
    " kind TEXT NOT NULL, heading INTEGER NOT NULL, words TEXT NOT NULL) STRICT",
)

_REFUSALS = tuple(
    f"CREATE TRIGGER {table}_never_{change.lower()} BEFORE {change} ON {table}{condition}"
    f" BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END"
    for table, change, condition in (
        ("headers", "UPDATE", ""),
        ("headers", "DELETE", ""),
        ("bodies", "UPDATE", ""),
        (
            "bodies",
            "DELETE",
            " WHEN NOT EXISTS (SELECT 1 FROM erased AS e WHERE e.case_id = OLD.case_id AND e.writer = OLD.writer"
            " AND e.seq = OLD.seq)",
        ),
        ("arrivals", "UPDATE", ""),
        ("arrivals", "DELETE", ""),
        ("writers", "UPDATE", ""),
        ("writers", "DELETE", ""),
    )
)


def migrate(connection: Connection) -> None:
    """Bring a desk's tables to this program's version, step by step; each step stands whole or not at all."""
    from sqlite_utils.migrations import Migrations

    steps = Migrations("onrecord")

    @steps(name="1 the log, the desk's own tables, what is computed")
    def first(db: Database) -> None:
        for statement in (*_LOG, *_COMPUTED, *_REFUSALS):
            db.execute(statement)
        db.table("passages").enable_fts(["case_id", "words"], tokenize="unicode61 remove_diacritics 2")
        db.execute(f"PRAGMA user_version = {VERSION}")

    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    steps.apply(wrapped(connection))


def meta(connection: Connection, name: str) -> bytes | None:
    """A value of the desk itself, by name."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else None


def set_meta(connection: Connection, **values: bytes) -> None:
    """Set values of the desk itself; only for maintenance."""
    with transaction(connection):
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))


def forget_deleted_words(connection: Connection) -> None:
    """Have the search index drop what is deleted at once, where SQLite can (3.42 or newer)."""
    connection.execute("INSERT INTO passages_fts (passages_fts, rank) VALUES ('secure-delete', 1)")


KEPT = ("meta", "writers", "headers", "bodies", "arrivals", "erased", "pending", "drafts")
"""The tables that hold what was written; all others are computed from them."""


def copy_log(source: Connection, target: Connection) -> None:
    """Make a desk's tables in an empty database and fill them with what was written in another.

    What is computed is left to be computed anew.
    """
    migrate(target)
    with transaction(target):
        for table in KEPT:
            columns = len(source.execute(f"PRAGMA table_info({table})").fetchall())
            places = ", ".join("?" * columns)
            target.executemany(f"INSERT INTO {table} VALUES ({places})", source.execute(f"SELECT * FROM {table}"))
        target.execute("INSERT OR REPLACE INTO meta VALUES ('projections', x'')")
