"""How a desk's file becomes a connection: opened, made anew, or copied into memory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from workflow import schema
from workflow.schema import Connection, explained
from workflow.store import errors, files, tables

EXAMPLE = b"example"


class Opened(NamedTuple):
    """A desk's connection, locked. `in_memory`: no change outlives it; `unanchored`: no key and no anchor are kept."""

    connection: Connection
    read_only: bool
    in_memory: bool
    is_example: bool
    unanchored: bool


def state_folder() -> Path:
    """Where this machine keeps its writing key and the anchor: ONRECORD_STATE_DIR, else the user's state folder."""
    if named := os.environ.get("ONRECORD_STATE_DIR"):
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("onrecord")


def open_file(path: Path, *, read_only: bool) -> Opened:
    """Open a desk where it stands; the example, and an older desk on a read-only medium, as a copy in memory."""
    found = files.examine(path)
    with explained(path):
        connection = schema.connect(path, immutable=found.read_only)
        try:
            version, example = _look(connection, path)
            current = version == schema.VERSION and tables.meta(connection, "projections") == tables.CURRENT
            if example or (not current and (found.read_only or read_only)):
                try:
                    reading = (found.read_only or read_only) and not example
                    return _copied(connection, read_only=reading, example=example, unanchored=example)
                finally:
                    connection.close()
            if found.read_only or read_only:
                connection.execute("PRAGMA query_only=ON")
            else:
                _make_writable(connection, version)
        except BaseException:
            connection.close()
            raise
        schema.lock(connection)
        return Opened(connection, found.read_only or read_only, False, False, False)


def _look(connection: Connection, path: Path) -> tuple[int, bool]:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > schema.VERSION:
        raise errors.NewerDesk("A newer onrecord wrote this desk.", where=str(path), remedy="Update onrecord.")
    named = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not version or not {"headers", "bodies", "meta"} <= named or tables.meta(connection, "desk") is None:
        raise errors.DamagedDesk("The desk lacks its tables.", where=str(path), remedy="Restore a backup.")
    return version, tables.meta(connection, EXAMPLE.decode()) is not None


def _make_writable(connection: Connection, version: int) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode=WAL")
    if version < schema.VERSION:
        tables.migrate(connection)


def open_unfinished_example(path: Path) -> Opened:
    """Open an example that has just been made, to fill it."""
    with explained(path):
        connection = schema.connect(path)
        schema.lock(connection)
        return Opened(connection, False, False, True, True)


def copy_file(path: Path) -> Opened:
    """Copy a desk into memory, where it can be changed; its file is only read."""
    found = files.examine(path)
    with explained(path):
        source = schema.connect(path, immutable=found.read_only)
        try:
            _, example = _look(source, path)
            return _copied(source, read_only=False, example=example, unanchored=True)
        finally:
            source.close()


def _copied(source: Connection, *, read_only: bool, example: bool, unanchored: bool) -> Opened:
    copy = schema.connect(None)
    try:
        source.backup(copy)
        if _older(copy):
            tables.migrate(copy)
    except BaseException:
        copy.close()
        raise
    schema.lock(copy)
    return Opened(copy, read_only, True, example, unanchored)


def _older(connection: Connection) -> bool:
    return int(connection.execute("PRAGMA user_version").fetchone()[0]) < schema.VERSION


def is_example(path: Path) -> bool:
    """Whether the file at a path is the example. Raises as opening does where it is no desk."""
    found = files.examine(path)
    with explained(path):
        connection = schema.connect(path, immutable=found.read_only)
        try:
            return tables.meta(connection, EXAMPLE.decode()) is not None
        finally:
            connection.close()


def make_file(path: Path, *, example: bool) -> None:
    """Make an empty desk under a name of its own and put it in place whole. Raises DeskExists."""
    if path.exists() or path.is_symlink():
        raise errors.DeskExists(
            "Something stands there already.", where=str(path), remedy="Open it, or choose another place."
        )
    with explained(path):
        files.private_folder(path.absolute().parent)
        made = files.draft_of(path)
        try:
            _fill(made, example)
            files.put_in_place(made, path)
        except FileExistsError:
            raise errors.DeskExists(
                "Another process made a desk there.", where=str(path), remedy="Open that one."
            ) from None
        finally:
            made.unlink(missing_ok=True)


def _fill(path: Path, example: bool) -> None:
    connection = schema.connect(path)
    try:
        tables.migrate(connection)
        tables.set_meta(connection, desk=os.urandom(16), projections=tables.CURRENT)
        if example:
            tables.set_meta(connection, **{EXAMPLE.decode(): b"1"})
        else:
            connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
