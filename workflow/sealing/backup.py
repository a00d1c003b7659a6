"""A backup: one file that holds the desk, its key file, its vault and its files, made while the desk is in use.

It is a tar archive with fixed times and nobody's name. Of a sealed desk every part is encrypted as it stands on the
disk; a plain one can be read by anybody, and whoever asked is told so.
"""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from workflow import schema
from workflow.files import FileStore, files_path
from workflow.ledger import Ledger
from workflow.private import name_new, sync_folder
from workflow.schema import explained
from workflow.seal import Key, keyfile
from workflow.seal.place import is_sealed, keys_path
from workflow.sealing import carried
from workflow.sealing.turn import in_turn
from workflow.store import errors, files
from workflow.vault import NoVault, vault_bytes, vault_path

DESK, KEYS, VAULT, MANIFEST = "cases.db", "cases.db.keys", "cases.db.vault", "manifest.json"
_CHUNK = 1 << 20


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
    """A backup that was made: its file, its size in bytes, and what a finder could read of it.

    `files` is how many kept files it holds, `lacking` how many the desk itself does not have any more.
    """

    path: Path
    size: int
    is_sealed: bool
    has_vault: bool
    files: int = 0
    lacking: int = 0


def backup(desk: Path, key: Key | None, target: Path) -> Backup:
    """Copy a desk as it stands now, with its key file, its vault and its files, into one new file.

    Raises DeskExists where something stands at the target, StoreBusy, and what opening raises. Others may write into
    the desk meanwhile, and take files in afterwards.
    """
    found = files.examine(desk)
    if target.exists() or target.is_symlink():
        raise _taken(target)
    with explained(target):
        files.private_folder(target.absolute().parent)
        copy, made = files.draft_of(target), files.draft_of(target)
        try:
            with _files_alone(desk):  # none may go between the copy of the desk and theirs
                with in_turn(desk):  # a key file of another key would open nothing of the copy
                    held, lacking = _copy_desk(desk, key, copy, immutable=found.read_only)
                    beside = _beside(desk)
                _pack(copy, beside, held, made)
            name_new(made, target)
            sync_folder(target.absolute().parent)
        except FileExistsError:
            raise errors.DeskExists(
                "Something stands there already.", where=str(target), remedy="Choose another name."
            ) from None
        finally:
            for name in (copy, made, *files.beside(copy)):
                name.unlink(missing_ok=True)
        return Backup(target, target.stat().st_size, found.sealed, VAULT in beside, len(held), lacking)


@contextmanager
def _files_alone(desk: Path) -> Iterator[None]:
    if not files_path(desk).is_dir():
        yield
        return
    with FileStore(files_path(desk)).alone():
        yield


def _taken(target: Path) -> errors.DeskExists:
    return errors.DeskExists("Something stands there already.", where=str(target), remedy="Choose another name.")


def _copy_desk(desk: Path, key: Key | None, copy: Path, *, immutable: bool) -> tuple[list[Path], int]:
    """A consistent copy of a desk in a file of its own, under the same key; it is looked at before it counts.

    Told are the files that it keeps, and how many of them are not there.
    """
    with explained(desk):
        source = schema.connect(desk, key=key, immutable=immutable)
        try:
            source.execute("VACUUM INTO ?", (str(copy),))
        finally:
            source.close()
    with Ledger.memory_copy(copy, key=key) as ledger:
        held = carried.listed(FileStore(files_path(desk), ledger.file_keys()), ledger.kept_files())
    if key is not None:
        files.must_be_sealed(copy)
    return held


def _beside(desk: Path) -> dict[str, bytes]:
    """The key file and the vault as they are at one moment: others put new ones in their place meanwhile.

    They are read after the desk was copied: what is kept goes into the vault before the log speaks of it.
    """
    found = {}
    if is_sealed(desk):
        found[KEYS] = keyfile.read(keys_path(desk)).to_bytes()
    with suppress(NoVault):
        found[VAULT] = vault_bytes(vault_path(desk))
    return found


def _pack(copy: Path, beside: dict[str, bytes], held: list[Path], made: Path) -> None:
    """Write the parts one after the other; the kept files come last, and their list is a part."""
    told = carried.measured(held)
    with made.open("wb") as file, copy.open("rb") as desk:
        parts: dict[str, IO[bytes]] = {DESK: desk} | {name: io.BytesIO(data) for name, data in beside.items()}
        if held:
            parts[carried.FILES] = io.BytesIO(told)
        with tarfile.open(
            fileobj=file, mode="w", format=tarfile.GNU_FORMAT if held else tarfile.USTAR_FORMAT
        ) as archive:
            measured = {name: _measured(part) for name, part in parts.items()}
            about = Manifest("backup", 2 if held else 1, measured)
            _add(archive, MANIFEST, io.BytesIO(msgspec.json.encode(about, order="sorted")))
            for name, part in parts.items():
                _add(archive, name, part)
            carried.add(archive, held, told)
        file.flush()
        os.fsync(file.fileno())


def _measured(part: IO[bytes]) -> Part:
    digest = sha256()
    while chunk := part.read(_CHUNK):
        digest.update(chunk)
    return Part(part.tell(), digest.hexdigest())


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode = content.seek(0, os.SEEK_END), 0o600
    content.seek(0)
    archive.addfile(about, content)
