"""The kept files within a backup: after the other parts, in the order of a list that says what each is."""

from __future__ import annotations

import hmac
import tarfile
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO

import msgspec

from workflow.files import FileStore
from workflow.store.kept import KeptFile

FILES = "files.json"
"""The part of a backup that lists the kept files; its name comes last among the parts."""

MOST_OF_LIST = 1 << 28
"""Bytes of the list; more than a million files."""

_CHUNK = 1 << 20


class Carried(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """A kept file as it lies on the disk: its name there, its size in bytes, its SHA-256."""

    name: str
    bytes: int
    sha256: str


def listed(store: FileStore, kept: Iterable[KeptFile]) -> tuple[list[Path], int]:
    """Where the kept files are, each once, and how many of them the desk does not have."""
    wanted = {one.sha256 for one in kept}
    found = [place for sha256 in sorted(wanted) if (place := store.place(sha256)) is not None]
    return found, len(wanted) - len(found)


def measured(found: Iterable[Path]) -> bytes:
    """The list of these files, as the backup holds it."""
    told = []
    for one in found:
        with one.open("rb") as file:
            digest = sha256()
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
            told.append(Carried(one.name, file.tell(), digest.hexdigest()))
    return msgspec.json.encode(told)


def add(archive: tarfile.TarFile, found: Iterable[Path], list_: bytes) -> None:
    """Put the files behind the other parts."""
    for one, told in zip(found, read(list_), strict=True):
        about = tarfile.TarInfo(f"files/{told.name}")
        about.size, about.mode = told.bytes, 0o600
        with one.open("rb") as file:
            archive.addfile(about, file)


def read(data: bytes) -> list[Carried]:
    """The list of a backup. Raises ValueError for one that no program of ours wrote."""
    if len(data) > MOST_OF_LIST:
        raise ValueError("a list longer than any desk has")
    found = msgspec.json.decode(data, type=list[Carried])
    if not all(FileStore.is_name(one.name) and one.bytes >= 0 for one in found):
        raise ValueError("no name of a kept file")
    return found


def sound(store: FileStore, kept: Iterable[KeptFile]) -> set[str]:
    """The names of the kept files that lie in the folder already, every byte of them right."""
    held = {one.sha256: one.size for one in kept}
    there = ((store.place(sha256), store.is_sound(sha256, size)) for sha256, size in held.items())
    return {place.name for place, is_sound in there if place is not None and is_sound}


def put_back(archive: tarfile.TarFile, told: Iterable[Carried], store: FileStore, sound: Collection[str] = ()) -> None:
    """Put the files of a backup into the folder, durably, but for those that are `sound` there. To be called alone.

    Raises ValueError where one is not what the list says; then those that were new there are removed again.
    """
    made: list[Path] = []
    try:
        for one in told:
            member = archive.next()
            if (
                member is None
                or member.name != f"files/{one.name}"
                or member.type != tarfile.REGTYPE
                or member.size != one.bytes
            ):
                raise ValueError("another file than the list says")
            if one.name in sound:
                continue
            file = archive.extractfile(member)
            assert file is not None
            place, was_there = store.put_stored(one.name, _blocks(file, one))
            if not was_there:
                made.append(place)
        store.sync()
    except BaseException:
        store.wipe(made)
        raise


def _blocks(file: IO[bytes], told: Carried) -> Iterator[bytes]:
    """The bytes of a file in a backup. Raises ValueError at their end where they are others."""
    digest = sha256()
    while block := file.read(_CHUNK):
        digest.update(block)
        yield block
    if not hmac.compare_digest(digest.hexdigest(), told.sha256):
        raise ValueError("other bytes than the list says")
