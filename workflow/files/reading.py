"""Reading what is kept, each byte held against the hash that it goes by; and writing over what is to go."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256 as new_sha256
from pathlib import Path

from workflow.files.box import opened_pieces
from workflow.files.errors import altered, explained
from workflow.hashing import BLOCK
from workflow.seal import Key

_AT_ONCE = 1 << 18
"""Bytes that are written at a time: ext4 was ten times slower at a megabyte, for which it seeks memory in one piece."""


def checked(handle: int, key: Key | None, sha256: str, name: str) -> Iterator[bytes]:
    """The bytes of a kept file, opened under its key where it is sealed. Raises Altered, at the latest at its end."""
    digest = new_sha256()
    name = name or sha256[:12]
    with explained(Path(name)):
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise altered(name)
        read = _reader(handle)
        pieces = opened_pieces(key, read, sha256) if key is not None else iter(lambda: read(BLOCK), b"")
        try:
            for piece in pieces:
                digest.update(piece)
                yield piece
        except ValueError:
            raise altered(name) from None
    if digest.hexdigest() != sha256:
        raise altered(name)


def _reader(handle: int) -> Callable[[int], bytes]:
    """Reads as many bytes as it is asked for, fewer only at the end."""

    def read(size: int) -> bytes:
        found = os.read(handle, size)
        while found and len(found) < size and (more := os.read(handle, size - len(found))):
            found += more
        return found

    return read


@contextmanager
def in_memory(folder: Path, pieces: Iterable[bytes]) -> Iterator[tuple[int, int]]:
    """A descriptor of these bytes, at their beginning, and how many; they are in memory alone where the system can.

    Elsewhere they are in a file without a name in the folder. Nobody can write to the descriptor afterwards on Linux.
    """
    with explained(folder):
        if hasattr(os, "memfd_create"):
            handle = os.memfd_create("file", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        else:
            handle, named = tempfile.mkstemp(prefix=".", suffix=".new", dir=folder)
            Path(named).unlink()
    try:
        size = 0
        for piece in pieces:
            write_all(handle, piece)
            size += len(piece)
        _no_more_writing(handle)
        os.lseek(handle, 0, os.SEEK_SET)
        yield handle, size
    finally:
        os.close(handle)


def _no_more_writing(handle: int) -> None:
    import fcntl

    if hasattr(fcntl, "F_ADD_SEALS"):
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(handle, fcntl.F_ADD_SEALS, seals)


def write_all(handle: int, data: bytes | memoryview) -> None:
    """Write all of it. Raises OSError."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left[:_AT_ONCE]) :]


def wipe(path: Path) -> None:
    """Write over a file and remove it; a link is only removed. What the disk itself keeps of it is not reached.

    A file that another name leads to as well is not written over: it would be lost there.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    except OSError:
        path.unlink(missing_ok=True)
        return
    try:
        info = os.fstat(handle)
        if stat.S_ISREG(info.st_mode) and info.st_nlink == 1:
            for at in range(0, info.st_size, BLOCK):
                write_all(handle, bytes(min(BLOCK, info.st_size - at)))
            os.fsync(handle)
    finally:
        os.close(handle)
        path.unlink(missing_ok=True)
