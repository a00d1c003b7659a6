"""Reading a file only to know it again: its name, its SHA-256 and SHA-512, its size. Nothing of it is kept here."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256, sha512
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from concurrent.futures import Future

BLOCK = 1 << 20
"""Bytes that are read at a time."""

LARGE = 4 * BLOCK
"""From this size on the two hashes are made side by side; below, starting a thread costs more than it saves."""

_AHEAD = 4
"""Blocks that are read ahead of the slower hash."""

GoesOn = Callable[[int, int], bool]
"""Told how many bytes of how many are read; answers whether to go on."""


Write = Callable[[bytes | memoryview], object]
"""Takes a block of bytes, which it must not keep."""


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


class Opened(NamedTuple):
    """An ordinary file that is open for reading, at its beginning: its descriptor, its size, its path as text."""

    fd: int
    size: int
    shown: str


class Digests(NamedTuple):
    """What a file is known by: both hashes in hexadecimal and its size in bytes."""

    sha256: str
    sha512: str
    size: int


def hash_file(path: Path, goes_on: GoesOn | None = None) -> Hashed:
    """Read a file to its end, never through a link, and tell its name, hash and size.

    After each block `goes_on` is told how many bytes of how many are read; it answers whether to go on. Raises
    NotAFile, Unreadable, ChangedMeanwhile or Stopped.
    """
    with steady(path) as opened:
        return Hashed(shown_name(path), hash_opened(opened, goes_on), opened.size)


def hash_opened(opened: Opened, goes_on: GoesOn | None = None) -> str:
    """The SHA-256, in hexadecimal, of a file that is open at its beginning. Raises as `blocks` does."""
    digest = sha256()
    for block in blocks(opened, goes_on):
        digest.update(block)
    return digest.hexdigest()


@contextmanager
def steady(path: Path) -> Iterator[Opened]:
    """An ordinary file, open for reading, never through a link; on leaving it must be what it was before.

    Raises NotAFile or Unreadable, and ChangedMeanwhile on leaving.
    """
    shown = text(str(path))
    try:
        _only_files(os.lstat(path).st_mode, shown)
        # Without waiting: what lay there as a file may be a pipe by now, and opening one waits for its other end.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _no_file(error, shown) from None
    try:
        before = os.fstat(handle)
        _only_files(before.st_mode, shown)
        yield Opened(handle, before.st_size, shown)
        after = os.fstat(handle)
        if _state(before) != _state(after) or _state(_look(path, shown)) != _state(after):
            raise _changed(shown)
    finally:
        os.close(handle)


def _look(path: Path, shown: str) -> os.stat_result:
    try:
        return os.lstat(path)
    except OSError:
        raise _changed(shown) from None


def blocks(opened: Opened, goes_on: GoesOn | None = None) -> Iterator[bytes | memoryview]:
    """The bytes of an open file to its end. Raises Unreadable, Stopped, or ChangedMeanwhile for another length.

    A block of a large file stands until so many more were asked for as are read ahead; then its memory is used again.
    """
    size = 0
    read = _into_ring(opened) if opened.size >= LARGE else _whole_blocks(opened)
    while block := _told(read, opened):
        size += len(block)
        if size > opened.size:
            raise _changed(opened.shown)
        yield block
        if goes_on is not None and not goes_on(size, opened.size):
            raise Stopped("The file was not read to its end.", where=opened.shown)
    if size != opened.size:
        raise _changed(opened.shown)


def _whole_blocks(opened: Opened) -> Iterator[bytes]:
    """Blocks of their own; one byte more than the file has is asked for, so that growing is seen."""
    while block := os.read(opened.fd, min(BLOCK, opened.size + 1)):
        yield block


def _into_ring(opened: Opened) -> Iterator[memoryview]:
    """Blocks in a few buffers by turns: fresh memory for each would cost more than hashing it."""
    ring = [memoryview(bytearray(BLOCK)) for _ in range(_AHEAD + 2)]
    turn = 0
    while size := os.readv(opened.fd, [ring[turn]]):
        yield ring[turn][:size]
        turn = (turn + 1) % len(ring)


def _told(read: Iterator[bytes | memoryview], opened: Opened) -> bytes | memoryview:
    try:
        return next(read, b"")
    except OSError as error:
        raise _no_file(error, opened.shown) from None


def digest_both(found: Iterable[bytes | memoryview], size: int, write: Write) -> Digests:
    """Hash blocks of bytes both ways in one pass, and hand each to `write` meanwhile; `size` is what is expected."""
    first, second = sha256(), sha512()
    whole = 0
    with _Beside(second.update) if size >= LARGE else _Inline(second.update) as other:
        for block in found:
            other.take(block)
            first.update(block)
            write(block)
            whole += len(block)
    return Digests(first.hexdigest(), second.hexdigest(), whole)


class _Inline:
    """What is done with each block, done at once."""

    def __init__(self, do: Write) -> None:
        self.take = do

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class _Beside:
    """What is done with each block, done in a thread beside the reading and writing, a few blocks behind at most."""

    def __init__(self, do: Write) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._do = do
        self._thread = ThreadPoolExecutor(1)
        self._waiting: deque[Future[object]] = deque()

    def __enter__(self) -> Self:
        return self

    def take(self, block: bytes | memoryview) -> None:
        """Hand over a block, and wait while too many are waiting."""
        self._waiting.append(self._thread.submit(self._do, block))
        while len(self._waiting) > _AHEAD:
            self._waiting.popleft().result()

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()


def _state(found: os.stat_result) -> tuple[int, int, int, int, int]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _only_files(mode: int, shown: str) -> None:
    if stat.S_ISREG(mode):
        return
    kinds = (
        (stat.S_ISLNK, "a link"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
    )
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


def shown_name(path: Path) -> str:
    """What a file is called, without its folder, as text that can be logged."""
    return text(path.name)


def text(name: str) -> str:
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
