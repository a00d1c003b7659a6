"""A desk copied into a file under another key, and the proof that the copy is whole."""

from __future__ import annotations

from pathlib import Path

from workflow import schema
from workflow.schema import Connection
from workflow.seal import Key
from workflow.store import errors, files, tables


def copy_under(source: Connection, path: Path, key: Key, **values: bytes) -> Path:
    """Copy what was written in a desk into a new sealed file beside `path`; the new file, checked.

    `values` are set among the desk's own, such as the keys of its files. What is computed from the log is computed
    anew when it is first opened. Raises DamagedDesk where the copy differs.
    """
    made = files.draft_of(path)
    try:
        target = schema.connect(made, key=key)
        try:
            tables.copy_log(source, target)
            tables.set_meta(target, **values)
            tables.forget_deleted_words(target)
            _compare(source, target, path)
        finally:
            target.close()
        files.must_be_sealed(made)
    except BaseException:
        for name in (made, *files.beside(made)):
            name.unlink(missing_ok=True)
        raise
    return made


def _compare(source: Connection, target: Connection, path: Path) -> None:
    """Compare every table row by row with its copy, and let SQLite look at the copy's pages."""
    whole = all(_rows(source, table) == _rows(target, table) for table in tables.KEPT if table != "meta")
    found = [row[0] for row in target.execute("PRAGMA integrity_check(1)")]
    if not whole or found != ["ok"]:
        raise errors.DamagedDesk(
            "The copy differs from the desk; the desk was left as it is.",
            where=str(path),
            remedy="Look at the desk first: onrecord verify --thorough.",
        )


def _rows(connection: Connection, table: str) -> bytes:
    from hashlib import sha256

    digest = sha256()
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3"):
        digest.update(repr(row).encode())
    return digest.digest()
