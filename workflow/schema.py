"""The one door to SQLite: how a connection is opened, what it refuses, and what its failures mean."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.seal import Key
from workflow.store import cipher, errors

if TYPE_CHECKING:
    from sqlite_utils import Database

Connection = sqlite3.Connection
"""A connection of either driver: SQLCipher's behaves as the standard one does."""

APPLICATION_ID = 0x6F6E5263
"""`onRc`: bytes 68 to 71 of a desk's file, so that it is never taken for another program's."""

VERSION = 1
"""The `user_version` of a desk with the tables of this program; one more for every migration."""

BUSY_SECONDS = 5.0

IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
"""SQLite's codes for what somebody else holds."""

_TUNING = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA synchronous=FULL",
)

_GROWING = frozenset({"arrivals", "bodies", "headers", "writers"})
_CHANGING = frozenset({"drafts", "passages", "pending", "shelf", "states"})
_READABLE_PRAGMAS = frozenset(
    {
        "application_id",
        "busy_timeout",
        "cipher_integrity_check",
        "data_version",
        "foreign_key_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "integrity_check",
        "journal_mode",
        "page_count",
        "quick_check",
        "table_info",
        "table_list",
        "table_xinfo",
        "user_version",
        "wal_checkpoint",
    }
)
_WITH_ARGUMENT = _READABLE_PRAGMAS - {"application_id", "journal_mode", "user_version"}
_DECLARES = ("sqlite_master", sqlite3.SQLITE_UPDATE)
"""What SQLite asks when it loads the search index; it refuses that to statements unless writable_schema is on."""

_HARMLESS = frozenset(
    {
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_SAVEPOINT,
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_TRANSACTION,
    }
)


def failures(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What SQLite's failures are, of every driver that is loaded, and others: for an `except` clause."""
    return (sqlite3.Error, *cipher.failures(), *others)


def connect(path: Path | None, *, key: Key | None = None, immutable: bool = False) -> Connection:
    """A tuned connection to a file, or to a database in memory for None; with a `key` through SQLCipher.

    `immutable` is for a medium on which nothing can change. A file that is not there is never made.
    Raises NoCipher where a key is given and SQLCipher is not there; a key that does not fit fails as NotADatabase.
    """
    if path is None:
        target = "file::memory:"
    else:
        target = f"{path.absolute().as_uri()}?{'immutable=1&mode=ro' if immutable else 'mode=rw'}"
    connect = sqlite3.connect if key is None else cipher.driver().connect
    connection: Connection = connect(
        target, uri=True, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=256
    )
    try:
        if key is not None:
            cipher.unlock(connection, key)
        for pragma in _TUNING:
            connection.execute(pragma)
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def encrypts(connection: Connection) -> bool:
    """Whether a connection is of SQLCipher's driver."""
    return not issubclass(type(connection), sqlite3.Connection)


def must_encrypt() -> None:
    """Raise NoCipher unless SQLCipher is there and is what it says: asked before anything is written."""
    cipher.driver()


def wrapped(connection: Connection) -> Database:
    """The same connection in sqlite-utils, which is loaded here for the first time; no plugin of it runs."""
    if encrypts(connection):
        cipher.lend_to_sqlite_utils()
    from sqlite_utils import Database

    return Database(connection, recursive_triggers=False, execute_plugins=False)


def lock(connection: Connection) -> None:
    """Refuse, on this connection, all but reading, adding to the log, and keeping what is computed from it."""
    connection.set_authorizer(_verdict)


@contextmanager
def unlocked(connection: Connection) -> Iterator[None]:
    """Lift the lock for maintenance: migration, erasure, rebuilding."""
    connection.set_authorizer(None)
    try:
        yield
    finally:
        lock(connection)


def _verdict(action: int, one: str | None, two: str | None, _database: str | None, _source: str | None) -> int:
    return sqlite3.SQLITE_OK if _allowed(action, one or "", two) else sqlite3.SQLITE_DENY


def _allowed(action: int, one: str, two: str | None) -> bool:
    if action in _HARMLESS:
        return True
    if action == sqlite3.SQLITE_INSERT:
        return one in _GROWING or one in _CHANGING or one.startswith("passages_fts")
    if action in (sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE):
        return one in _CHANGING or one.startswith("passages_fts") or (one, action) == _DECLARES
    if action == sqlite3.SQLITE_FUNCTION:
        return two not in ("load_extension", "fts3_tokenizer", "sqlcipher_export")
    if action == sqlite3.SQLITE_PRAGMA:
        return one in _READABLE_PRAGMAS if two is None else one in _WITH_ARGUMENT
    return False


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """One transaction that has the right to write from its first moment; all of it stands, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turn SQLite's and the system's failures into ours, each with the file's place and a remedy."""
    try:
        yield
    except failures() as error:
        raise _meaning(error, str(path or "")) from error
    except UnicodeDecodeError as error:
        raise damaged(path) from error
    except OSError as error:
        raise errors.DiskTrouble(
            f"The system failed: {error.strerror or error}.", where=str(path or ""), remedy="Look at the disk."
        ) from error


def damaged(path: Path | None) -> errors.DamagedDesk:
    """The failure of a file whose stored values are not of the kind that they are meant to be."""
    _, what, remedy = _MEANINGS[sqlite3.SQLITE_CORRUPT]
    return errors.DamagedDesk(what, where=str(path or ""), remedy=remedy)


def _meaning(error: Exception, where: str) -> Exception:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # not SQLite's own: text that is none, or a mistake of ours
        return damaged(Path(where)) if "decode" in str(error) else error
    other = errors.DiskTrouble, f"The database failed: {error}.", "Nothing was written; try again."
    cls, what, remedy = _MEANINGS.get(code) or _MEANINGS.get(code & 0xFF, other)
    return cls(what, where=where, remedy=remedy)


_MEANINGS: dict[int, tuple[type[errors.DeskError], str, str]] = {
    sqlite3.SQLITE_BUSY: (
        errors.DeskBusy,
        "Another process has been writing to this desk for more than five seconds.",
        "Nothing was written; close the other one or try again.",
    ),
    sqlite3.SQLITE_LOCKED: (errors.DeskBusy, "The desk is in use.", "Nothing was written; try again."),
    sqlite3.SQLITE_FULL: (errors.DiskFull, "The disk is full.", "Nothing was written; make room and try again."),
    sqlite3.SQLITE_IOERR: (
        errors.DiskTrouble,
        "The disk failed, or has no room for the change.",
        "Nothing was written; look at the disk and try again.",
    ),
    sqlite3.SQLITE_READONLY_DBMOVED: (
        errors.DeskBusy,
        "Another file was put in the desk's place while it was open.",
        "Nothing was written; open it again.",
    ),
    sqlite3.SQLITE_READONLY: (
        errors.DeskReadOnly,
        "The desk can only be read.",
        "Copy it to where you may write.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        errors.DamagedDesk,
        "The file is damaged.",
        "Leave it as it is, and restore a backup beside it.",
    ),
    sqlite3.SQLITE_NOTADB: (
        errors.NotADatabase,
        "The file is not a desk, is damaged, or is sealed with another key.",
        "Check the place, and that its key file belongs to it.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        errors.CannotOpen,
        "The desk's file cannot be opened.",
        "Check the folder's permissions and the number of open files.",
    ),
    sqlite3.SQLITE_AUTH: (errors.Forbidden, "The log refuses that.", "Entries are never changed; log a new one."),
    sqlite3.SQLITE_CONSTRAINT: (
        errors.Forbidden,
        "The log refuses that.",
        "Entries are never changed; log a new one.",
    ),
}
