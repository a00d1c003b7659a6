"""How a desk's file becomes a connection: opened, made anew, or copied into memory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from workflow import schema
from workflow.schema import Connection, explained
from workflow.seal import Key
from workflow.store import cipher, errors, files, tables

EXAMPLE = b"example"


class Opened(NamedTuple):
    """A desk's connection, locked. `in_memory`: no change outlives it; `unanchored`: no key and no anchor are kept."""

    connection: Connection
    read_only: bool
    in_memory: bool
    is_example: bool
    unanchored: bool
    sealed: bool = False


def open_file(path: Path, key: Key | None, *, read_only: bool) -> Opened:
    """Open a desk where it stands; the example, and an older desk on a read-only medium, as a copy in memory.

    Raises DeskSealed where the desk is sealed and no key is given.
    """
    found = files.examine(path, sealed=None if key is None else True)
    key = _key_for(found, key, path)
    with explained(path):
        before = path.stat()
        connection = schema.connect(path, key=key, immutable=found.read_only)
        try:
            if found.sealed:
                _check_pages(connection, path)
            version, example = look(connection, path)
            current = version == schema.VERSION and tables.meta(connection, "projections") == tables.CURRENT
            if example or (not current and (found.read_only or read_only)):
                try:
                    reading = (found.read_only or read_only) and not example
                    copy = _copied(connection, read_only=reading, example=example, unanchored=example)
                    return copy._replace(sealed=found.sealed)
                finally:
                    connection.close()
            if found.read_only or read_only:
                connection.execute("PRAGMA query_only=ON")
            else:
                _make_writable(connection, version)
            if not os.path.samestat(before, path.stat()):
                raise errors.DeskBusy(
                    "Another file was put in the desk's place as it was being opened.",
                    where=str(path),
                    remedy="Open it again.",
                )
        except BaseException:
            connection.close()
            raise
        schema.lock(connection)
        return Opened(connection, found.read_only or read_only, False, False, False, found.sealed)


def _key_for(found: files.Found, key: Key | None, path: Path) -> Key | None:
    """The key that a desk is to be opened with: none for a plain one."""
    if not found.sealed:
        return None
    if key is None:
        raise errors.DeskSealed(
            "This desk is sealed.", where=str(path), remedy="Open it in a terminal, or give --passphrase-fd."
        )
    return key


def _check_pages(connection: Connection, path: Path) -> None:
    """Refuse a sealed file that lacks its last pages: its size can be judged only once it can be read."""
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    if not files.waiting(path) and path.stat().st_size < pages * cipher.PAGE:
        raise errors.DamagedDesk("The file is cut short.", where=str(path), remedy="Restore a backup.")


def look(connection: Connection, path: Path) -> tuple[int, bool]:
    """A desk's version, and whether it is the example. Raises NewerDesk, or DamagedDesk where its tables lack."""
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


def copy_file(path: Path, key: Key | None = None) -> Opened:
    """Copy a desk into memory, where it can be changed; its file is only read."""
    found = files.examine(path, sealed=None if key is None else True)
    key = _key_for(found, key, path)
    with explained(path):
        source = schema.connect(path, key=key, immutable=found.read_only)
        try:
            _, example = look(source, path)
            return _copied(source, read_only=False, example=example, unanchored=True)._replace(sealed=found.sealed)
        finally:
            source.close()


def _copied(source: Connection, *, read_only: bool, example: bool, unanchored: bool) -> Opened:
    copy = schema.connect(None)
    try:
        if schema.encrypts(source):
            tables.copy_log(source, copy)
        else:
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
    """Whether the file at a path is the example, which is never sealed. Raises as opening does where it is no desk."""
    found = files.examine(path)
    if found.sealed:
        return False
    with explained(path):
        connection = schema.connect(path, immutable=found.read_only)
        try:
            return tables.meta(connection, EXAMPLE.decode()) is not None
        finally:
            connection.close()


def make_file(path: Path, key: Key | None = None, *, example: bool) -> None:
    """Make an empty desk under a name of its own and put it in place whole. Raises DeskExists or NoCipher."""
    if key is not None:
        schema.must_encrypt()
    if path.exists() or path.is_symlink():
        raise errors.DeskExists(
            "Something stands there already.", where=str(path), remedy="Open it, or choose another place."
        )
    with explained(path):
        files.private_folder(path.absolute().parent)
        made = files.draft_of(path)
        try:
            _fill(made, key, example)
            if key is not None:
                files.must_be_sealed(made)
            files.put_in_place(made, path)
        except FileExistsError:
            raise errors.DeskExists(
                "Another process made a desk there.", where=str(path), remedy="Open that one."
            ) from None
        finally:
            for name in (made, *files.beside(made)):
                name.unlink(missing_ok=True)


def _fill(path: Path, key: Key | None, example: bool) -> None:
    connection = schema.connect(path, key=key)
    try:
        tables.migrate(connection)
        tables.set_meta(connection, desk=os.urandom(16), projections=tables.CURRENT)
        if key is not None:
            tables.forget_deleted_words(connection)
        if example:
            tables.set_meta(connection, **{EXAMPLE.decode(): b"1"})
        else:
            connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
