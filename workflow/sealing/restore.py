"""A backup put back: beside nothing, or in place of an older state of the same desk, never of a newer one."""

from __future__ import annotations

import hmac
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
from workflow.private import name_new, open_private, sync_folder
from workflow.schema import explained
from workflow.seal import Key, KeyFile, keyfile
from workflow.seal.place import keys_path
from workflow.sealing import carried
from workflow.sealing.alone import alone, dispose, take_place
from workflow.sealing.backup import DESK, KEYS, MANIFEST, VAULT, Manifest, Part
from workflow.sealing.keys import OWNER, settled
from workflow.sealing.turn import in_turn
from workflow.store import errors, files
from workflow.vault import identity_ids, vault_path

_CHUNK = 1 << 20
_MOST_OF_MANIFEST = 100_000
_PLACES = {DESK: lambda path: path, KEYS: keys_path, VAULT: vault_path}
_PARTS = {*_PLACES, carried.FILES}
_NEWEST = 2


class Restored(NamedTuple):
    """A desk put back: its file, its key (None for a plain one), and whether this machine had seen it before."""

    path: Path
    key: Key | None
    seen_before: bool


class _Unpacked(NamedTuple):
    """The parts of a backup as private files."""

    parts: dict[str, Path]

    @property
    def desk(self) -> Path:
        return self.parts[DESK]


def is_sealed_backup(source: Path) -> bool:
    """Whether a backup is of a sealed desk, and needs a passphrase. Raises DamagedDesk, NotADatabase or CannotOpen."""
    with _opened(source) as archive:
        return KEYS in _manifest(archive, source).parts


def restore(source: Path, path: Path, secret: str = "", *, state_dir: Path | None = None, reason: str = "") -> Restored:
    """Put a backup in place at `path`. `secret` opens a sealed one, and the desk that it replaces.

    On a machine that has not seen the desk the move is logged, with the reason. Raises NewerDesk where a desk stands
    there that holds entries or identities which the backup lacks, DeskExists for another desk, DeskBusy,
    WrongPassphrase and what opening raises; then everything stays as it was.
    """
    if is_sealed_backup(source):
        schema.must_encrypt()
    files.private_folder(path.absolute().parent)
    with _unpacked(source, path) as unpacked:
        key = _key_of(unpacked, secret)
        with explained(source):
            held = Ledger.memory_copy(unpacked.desk, key=key)
        with held, in_turn(path):
            if path.exists() or path.is_symlink():
                before = settled(path, secret)[1] if keys_path(path).exists() else None
                _must_be_older(held, unpacked, path, before)
                with alone(path, before):
                    _put_files(source, unpacked, path, held)
                    _replace(unpacked, path, secret, before, key)
            else:
                _must_be_free(unpacked, path)
                _put_files(source, unpacked, path, held)
                _put_new(unpacked, path)
    with Ledger.open(path, key=key, state_dir=state_dir) as ledger:
        seen = ledger.seen_before
        if not seen and not ledger.is_example:
            ledger.log_move(reason or "restored from a backup")
        if key is not None and files_path(path).is_dir():  # what lay there in clear, of a desk that was plain then
            ledger.scrub()
    return Restored(path, key, seen)


def _key_of(unpacked: _Unpacked, secret: str) -> Key | None:
    if KEYS not in unpacked.parts:
        return None
    for key in KeyFile.from_bytes(unpacked.parts[KEYS].read_bytes(), KEYS).keys(secret):
        with suppress(errors.DeskError):
            Ledger.memory_copy(unpacked.desk, key=key).close()
            return key
    raise errors.DamagedDesk("The backup's key file does not open its desk.", remedy="Take another backup.")


def _must_be_older(held: Ledger, unpacked: _Unpacked, path: Path, before: Key | None) -> None:
    """Refuse to put a backup in place of another desk, or of one that holds more than it or is sealed better."""
    if before is not None and KEYS not in unpacked.parts:
        raise errors.DeskExists(
            "The desk there is sealed, and the backup is of the time before: it would stand there for all to read.",
            where=str(path),
            remedy="Restore beside it: give another place with --db.",
        )
    with Ledger.memory_copy(path, key=before) as there:
        if there.desk_id != held.desk_id:
            raise errors.DeskExists("Another desk stands there.", where=str(path), remedy="Restore to another place.")
        lacking = held.lacks_of(there)
    if lacking:
        raise errors.NewerDesk(
            f"The desk there holds {lacking} {'entry' if lacking == 1 else 'entries'} that the backup lacks.",
            where=str(path),
            remedy="Restore beside it: give another place with --db.",
        )
    if not os.path.lexists(vault_path(path)):
        return
    if VAULT not in unpacked.parts or identity_ids(vault_path(path)) - identity_ids(unpacked.parts[VAULT]):
        raise errors.NewerDesk(
            "The vault there holds what the backup lacks.",
            where=str(vault_path(path)),
            remedy="Restore beside it: give another place with --db.",
        )


def _put_files(source: Path, unpacked: _Unpacked, path: Path, held: Ledger) -> None:
    """Put the kept files of a backup into their folder before the desk that speaks of them; others there stay."""
    if carried.FILES not in unpacked.parts:
        return
    store = FileStore(files_path(path), held.file_keys())
    try:
        told = carried.read(unpacked.parts[carried.FILES].read_bytes())
        with store.alone(), _opened(source) as archive:
            for _ in range(1 + len(unpacked.parts)):
                archive.next()
            carried.put_back(archive, told, store, carried.sound(store, held.kept_files()))
    except (msgspec.MsgspecError, ValueError):
        raise _damaged(source) from None


def _replace(unpacked: _Unpacked, path: Path, secret: str, before: Key | None, key: Key | None) -> None:
    """Put every part in the place of the one before; cut short, it opens by the same words. To be called alone."""
    parts = unpacked.parts
    if VAULT in parts:
        parts[VAULT].replace(vault_path(path))
    if key is not None:
        last = parts[KEYS]
        if before is not None and not key.same_as(before):  # no recovery key is of two keys: these are words
            both = KeyFile.make(secret, (key, before), owner=OWNER, cost=keyfile.read(last).cost)
            keyfile.write(keys_path(path), both)
        else:
            keyfile.write(keys_path(path), keyfile.read(last))
    take_place(unpacked.desk, path)
    if key is not None:
        parts[KEYS].replace(keys_path(path))
        sync_folder(path.absolute().parent)


def _must_be_free(unpacked: _Unpacked, path: Path) -> None:
    """Raise DeskExists where anything stands that a part would replace; one that is that part already may stay."""
    files.must_stand_alone(path)
    for name, place in ((name, place(path)) for name, place in _PLACES.items() if name in unpacked.parts):
        if os.path.lexists(place) and not _is_there(unpacked.parts[name], place):
            raise _stands(place)


def _put_new(unpacked: _Unpacked, path: Path) -> None:
    """Give every part its name where nothing stands, the desk last; a part that stands there already is left there."""
    files.must_stand_alone(path)
    for name in (KEYS, VAULT, DESK):
        place = _PLACES[name](path)
        if name not in unpacked.parts or _is_there(unpacked.parts[name], place):
            continue
        try:
            name_new(unpacked.parts[name], place)
        except FileExistsError:
            raise _stands(place) from None
    sync_folder(path.absolute().parent)


def _stands(place: Path) -> errors.DeskExists:
    return errors.DeskExists(
        "A key file or vault stands there already, without its desk.",
        where=str(place),
        remedy="Restore to another place.",
    )


def _is_there(part: Path, place: Path) -> bool:
    """Whether a part stands in its place already: a restoring that was cut short put it there."""
    return place.is_file() and place.stat().st_size == part.stat().st_size and place.read_bytes() == part.read_bytes()


@contextmanager
def _unpacked(source: Path, path: Path) -> Iterator[_Unpacked]:
    """The parts of a backup as private files beside where they go; what was not put in place is removed."""
    parts: dict[str, Path] = {}
    try:
        with _opened(source) as archive:
            manifest = _manifest(archive, source)
            for name, part in manifest.parts.items():
                parts[name] = files.draft_of(path)
                _take(archive, source, name, part, parts[name])
        yield _Unpacked(parts)
    finally:
        for made in parts.values():
            for left in (made, *files.beside(made)):
                dispose(left)


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with source.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as archive:
            yield archive
    except tarfile.TarError:
        raise errors.NotADatabase(
            "This is no backup of a desk.", where=str(source), remedy="Check the place."
        ) from None
    except OSError as error:
        raise errors.CannotOpen(
            f"The backup cannot be read: {error.strerror or error}.", where=str(source), remedy="Check the place."
        ) from None


def _manifest(archive: tarfile.TarFile, source: Path) -> Manifest:
    """What a backup says of itself: only names that we know, and always a desk."""
    first = archive.next()
    file = archive.extractfile(first) if first is not None and first.name == MANIFEST and first.isreg() else None
    if file is None:
        raise _no_backup(source)
    try:
        found = msgspec.json.decode(file.read(_MOST_OF_MANIFEST), type=Manifest)
    except (msgspec.MsgspecError, ValueError):
        raise _damaged(source) from None
    if found.version > _NEWEST:
        raise errors.NewerDesk("A newer onrecord wrote this backup.", where=str(source), remedy="Update onrecord.")
    if found.onrecord != "backup" or DESK not in found.parts or not set(found.parts) <= _PARTS:
        raise _damaged(source)
    return found


def _take(archive: tarfile.TarFile, source: Path, name: str, part: Part, target: Path) -> None:
    """Copy a part out of a backup and compare it with what the backup says of it."""
    if part.bytes > source.stat().st_size:  # it would grow on the way out, and fill the disk
        raise _damaged(source)
    member = archive.next()
    file = archive.extractfile(member) if member is not None and member.name == name and member.isreg() else None
    if file is None or member is None or member.size != part.bytes:
        raise _damaged(source)
    with explained(target):  # a full disk is no fault of the backup
        digest = _copy(file, target, part.bytes)
    if not hmac.compare_digest(digest, part.sha256):
        raise _damaged(source)


def _copy(file: IO[bytes], target: Path, size: int) -> str:
    digest, left = sha256(), size
    with os.fdopen(open_private(target, os.O_TRUNC), "wb") as made:
        while left and (chunk := file.read(min(left, _CHUNK))):
            digest.update(chunk)
            made.write(chunk)
            left -= len(chunk)
        made.flush()
        os.fsync(made.fileno())
    return digest.hexdigest()


def _no_backup(source: Path) -> errors.NotADatabase:
    return errors.NotADatabase("This is no backup of a desk.", where=str(source), remedy="Check the place.")


def _damaged(source: Path) -> errors.DamagedDesk:
    return errors.DamagedDesk(
        "The backup is damaged: its parts are not what it says.", where=str(source), remedy="Take another backup."
    )
