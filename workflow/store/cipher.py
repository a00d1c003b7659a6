"""SQLCipher's driver, loaded only for a sealed desk, and the proof that it is what it says."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from workflow.seal import Key
from workflow.store import errors

PAGE = 4096
"""Bytes of a page of a sealed desk."""

_proven: list[ModuleType] = []


def driver() -> Any:
    """The driver, proven to encrypt before it is given anything. Raises NoCipher."""
    if not _proven:
        try:
            from sqlcipher3 import dbapi2
        except ImportError as error:
            raise _missing(f"SQLCipher is not installed ({type(error).__name__})") from None
        _prove(dbapi2)
        _proven.append(dbapi2)
    return _proven[0]


def failures() -> tuple[type[Exception], ...]:
    """The failures of this driver, once it is loaded."""
    return tuple(module.Error for module in _proven)


def unlock(connection: Any, key: Key) -> None:
    """Give a connection its key, first of all, and read with it. Fails as "not a database" where it does not fit."""
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.for_sqlcipher()}'\"")
    connection.execute(f"PRAGMA cipher_page_size={PAGE}")  # as it is today by default, and may not be tomorrow
    if not _version(connection):
        raise _missing("The database driver does not encrypt")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def lend_to_sqlite_utils() -> None:
    """Have sqlite-utils work with this driver where it has not been loaded yet: it prefers one of that name."""
    module = driver()
    sys.modules.setdefault("pysqlite3", module)
    sys.modules.setdefault("pysqlite3.dbapi2", module)


def _prove(module: ModuleType) -> None:
    connection = module.connect(":memory:")
    try:
        if not _version(connection):
            raise _missing("What is installed as SQLCipher does not encrypt")
    finally:
        connection.close()


def _version(connection: Any) -> str:
    row = connection.execute("PRAGMA cipher_version").fetchone()
    return str(row[0]) if row and row[0] else ""


def _missing(what: str) -> errors.NoCipher:
    return errors.NoCipher(
        f"{what}, so that a sealed desk can neither be opened nor made. Nothing was written.",
        remedy="Install onrecord again with all it needs (the package sqlcipher3).",
    )
