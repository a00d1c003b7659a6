"""Looking at files without opening what may block, following links or reading more than is needed. Nothing raises."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

MOST_ENTRIES = 2000
"""How many names of one folder are looked at."""

NOT_HERE = 0x40000000
"""The flag of macOS for a file that stands in the cloud alone: reading it would fetch it."""


class Entry(NamedTuple):
    """What stands at a path, the link itself where it is one. Times are seconds of the epoch, sizes bytes."""

    path: Path
    mode: int
    uid: int
    size: int
    changed: float
    elsewhere: bool = False

    @property
    def is_file(self) -> bool:
        """Whether it is a plain file."""
        return stat.S_ISREG(self.mode)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return stat.S_ISDIR(self.mode)

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return stat.S_ISLNK(self.mode)


def look(path: Path) -> Entry | None:
    """What stands at a path; None where there is nothing, or nothing that may be seen."""
    try:
        info = os.lstat(path)
    except (OSError, ValueError):
        return None
    cloud = bool(getattr(info, "st_flags", 0) & NOT_HERE)
    return Entry(path, info.st_mode, info.st_uid, info.st_size, info.st_mtime, cloud)


def names(folder: Path, most: int = MOST_ENTRIES) -> tuple[str, ...]:
    """The names in a folder in order, at most `most` of them; none where it cannot be read."""
    found = []
    try:
        with os.scandir(folder) as every:
            for entry in every:
                found.append(entry.name)
                if len(found) >= most:
                    break
    except (OSError, ValueError):
        return ()
    return tuple(sorted(found))


def entries(folder: Path, most: int = MOST_ENTRIES) -> tuple[Entry, ...]:
    """What stands in a folder, not in the folders within."""
    return tuple(found for name in names(folder, most) if (found := look(folder / name)))


def head(path: Path, most: int) -> bytes:
    """The first bytes of a plain file; nothing of a link, a pipe, a device, or a file that is only in the cloud."""
    return _read(path, most, from_end=False)


def tail(path: Path, most: int) -> bytes:
    """The last bytes of a plain file, as `head` reads the first."""
    return _read(path, most, from_end=True)


def text(path: Path, most: int = 1_000_000) -> str | None:
    """The text of a small file of the system; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(most).decode("utf-8", "surrogateescape")
    except (OSError, ValueError):
        return None


def _read(path: Path, most: int, *, from_end: bool) -> bytes:
    found = look(path)
    if found is None or not found.is_file or found.elsewhere:
        return b""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return b""
            if from_end and found.size > most:
                file.seek(found.size - most)
            return file.read(most)
    except OSError:
        return b""
