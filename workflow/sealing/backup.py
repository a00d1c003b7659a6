"""A backup: one file that holds the desk, its key file and its vault, made while the desk is in use.

It is a tar archive with fixed times and nobody's name. Of a sealed desk every part is encrypted as it stands on the
disk; a plain one can be read by anybody, and whoever asked is told so.
"""

from __future__ import annotations

import io
import os
import tarfile
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

import msgspec

from workflow import schema
from workflow.ledger import Ledger
from workflow.private import name_new, sync_folder
from workflow.schema import explained
from workflow.seal import Key
from workflow.seal.place import is_sealed, keys_path
from workflow.store import errors, files
from workflow.vault import vault_path

DESK, KEYS, VAULT, MANIFEST = "cases.db", "cases.db.keys", "cases.db.vault", "manifest.json"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a backup: its size in bytes and its SHA-256."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup says of itself, first of all."""

    onrecord: str
    version: int
    parts: dict[str, Part]


class Backup(NamedTuple):
    """A backup that was made: its file, its size in bytes, and what a finder could read of it."""

    path: Path
    size: int
    is_sealed: bool
    has_vault: bool


def backup(desk: Path, key: Key | None, target: Path) -> Backup:
    """Copy a desk as it stands now, with its key file and its vault, into one new file.

    Raises DeskExists where something stands at the target, and what opening raises. Others may write meanwhile.
    """
    found = files.examine(desk)
    if target.exists() or target.is_symlink():
        raise _taken(target)
    with explained(target):
        files.private_folder(target.absolute().parent)
        copy, made = files.draft_of(target), files.draft_of(target)
        try:
            _copy_desk(desk, key, copy, immutable=found.read_only)
            _pack(_parts(desk, copy), made)
            name_new(made, target)
            sync_folder(target.absolute().parent)
        except FileExistsError:
            raise errors.DeskExists(
                "Something stands there already.", where=str(target), remedy="Choose another name."
            ) from None
        finally:
            for name in (copy, made, *files.beside(copy)):
                name.unlink(missing_ok=True)
        return Backup(target, target.stat().st_size, is_sealed(desk), vault_path(desk).exists())


def _taken(target: Path) -> errors.DeskExists:
    return errors.DeskExists("Something stands there already.", where=str(target), remedy="Choose another name.")


def _copy_desk(desk: Path, key: Key | None, copy: Path, *, immutable: bool) -> None:
    """A consistent copy of a desk in a file of its own, under the same key; it is looked at before it counts."""
    with explained(desk):
        source = schema.connect(desk, key=key, immutable=immutable)
        try:
            source.execute("VACUUM INTO ?", (str(copy),))
        finally:
            source.close()
    Ledger.memory_copy(copy, key=key).close()
    if key is not None:
        files.must_be_sealed(copy)


def _parts(desk: Path, copy: Path) -> dict[str, Path]:
    """What goes into a backup, by the names that it has there."""
    beside = {KEYS: keys_path(desk), VAULT: vault_path(desk)}
    return {DESK: copy} | {name: path for name, path in beside.items() if path.exists()}


def _pack(parts: dict[str, Path], made: Path) -> None:
    with made.open("wb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            held = {name: _measured(path) for name, path in parts.items()}
            _add(archive, MANIFEST, io.BytesIO(msgspec.json.encode(Manifest("backup", 1, held), order="sorted")))
            for name, path in parts.items():
                with path.open("rb") as part:
                    _add(archive, name, part)
        file.flush()
        os.fsync(file.fileno())


def _measured(path: Path) -> Part:
    with path.open("rb") as file:
        return Part(path.stat().st_size, file_digest(file, "sha256").hexdigest())


def _add(archive: tarfile.TarFile, name: str, content: io.BufferedIOBase) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode = content.seek(0, os.SEEK_END), 0o600
    content.seek(0)
    archive.addfile(about, content)
