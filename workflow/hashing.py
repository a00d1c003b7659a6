"""Reading a file only to know it again: its name, its SHA-256 and its size. Nothing of it is kept."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from workflow.errors import OnRecordError

BLOCK = 1 << 20
"""Bytes that are read at a time."""


class NotAFile(OnRecordError):
    """What lies there is no ordinary file: nothing, a folder, a link, a pipe, a device."""


class Unreadable(OnRecordError):
    """The file cannot be read."""


class ChangedMeanwhile(OnRecordError):
    """The file changed while it was read, so that its hash would be of no file at all."""


class Stopped(OnRecordError):
    """Whoever asked did not want to wait for the end."""


class Hashed(NamedTuple):
    """A file as it was read: its name without the folder, its SHA-256 in hexadecimal, its size in bytes."""

    name: str
    sha256: str
    size: int


def hash_file(path: Path, goes_on: Callable[[int, int], bool] | None = None) -> Hashed:
    """Read a file to its end, never through a link, and tell its name, hash and size.

    After each block `goes_on` is told how many bytes of how many are read; it answers whether to go on. Raises
    NotAFile, Unreadable, ChangedMeanwhile or Stopped.
    """
    shown = _text(str(path))
    try:
        _only_files(os.lstat(path).st_mode, shown)
        # Without waiting: what lay there as a file may be a pipe by now, and opening one waits for its other end.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _no_file(error, shown) from None
    try:
        before = os.fstat(handle)
        _only_files(before.st_mode, shown)
        digest, size = _read(handle, before.st_size, shown, goes_on)
        after = os.fstat(handle)
        if size != after.st_size or _state(before) != _state(after) or _state(os.lstat(path)) != _state(after):
            raise _changed(shown)
    except OSError as error:
        raise _no_file(error, shown) from None
    finally:
        os.close(handle)
    return Hashed(_text(path.name), digest, size)


def _read(handle: int, whole: int, shown: str, goes_on: Callable[[int, int], bool] | None) -> tuple[str, int]:
    digest, size = sha256(), 0
    while block := os.read(handle, BLOCK):
        digest.update(block)
        size += len(block)
        if size > whole:
            raise _changed(shown)
        if goes_on is not None and not goes_on(size, whole):
            raise Stopped("The file was not read to its end.", where=shown)
    return digest.hexdigest(), size


def _state(found: os.stat_result) -> tuple[int, int, int, int, int]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _only_files(mode: int, shown: str) -> None:
    if stat.S_ISREG(mode):
        return
    kinds = ((stat.S_ISLNK, "a link"), (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"))
    kind = next((word for test, word in kinds if test(mode)), "a device")
    raise NotAFile(f"This is {kind}, not a file.", where=shown, remedy="Give the path of the file itself.")


def _no_file(error: OSError | ValueError, shown: str) -> OnRecordError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotAFile("No file lies there.", where=shown, remedy="Check the path.")
    why = error.strerror if isinstance(error, OSError) else "the path holds a character that no path can"
    return Unreadable(f"The file cannot be read: {why}.", where=shown, remedy="Check the path and who may read it.")


def _changed(shown: str) -> ChangedMeanwhile:
    return ChangedMeanwhile(
        "The file changed while it was read.", where=shown, remedy="Copy it where nothing writes, and take the copy."
    )


def _text(name: str) -> str:
    """A name of the file system as text that can be logged, with a question mark for what is no letter."""
    return name.encode("utf-8", "replace").decode()


def size_words(size: int) -> str:
    """A number of bytes in words: `812 bytes`, `1.2 MB`."""
    if size < 1000:
        return "1 byte" if size == 1 else f"{size} bytes"
    left = float(size)
    for unit in ("kB", "MB"):
        left /= 1000
        if left < 999.95:
            return f"{left:.1f} {unit}"
    return f"{left / 1000:,.1f} GB"
