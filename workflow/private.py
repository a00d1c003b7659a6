"""Files that their owner alone may read."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path


def open_private(path: Path, how: int) -> int:
    """A descriptor for writing a file of mode 0600, never through a link; `how` is O_EXCL, O_TRUNC or O_APPEND.

    Raises OSError; FileExistsError where a new file is asked for and one stands.
    """
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | how, 0o600)


def write_private(path: Path, data: bytes, *, new: bool = False) -> None:
    """Put bytes in place of a file, whole or not at all and durably; it is its owner's alone whatever the umask.

    Raises OSError; FileExistsError where it must be `new` and something stands there.
    """
    made = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
    handle = open_private(made, os.O_EXCL)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if new:
            name_new(made, path)
        else:
            made.replace(path)
    finally:
        made.unlink(missing_ok=True)
    sync_folder(path.parent)


def sweep_drafts(path: Path, *, same: bool = False) -> None:
    """Remove what a process that was killed left of writing a file, or only second names of the `same` file.

    For whoever is sure that nobody else is writing the file now: an old draft may hold what was deleted since.
    """
    name = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{8}}\.new")
    for left in os.scandir(path.absolute().parent):
        with suppress(OSError):
            if name.fullmatch(left.name) and (not same or path.samefile(left.path)):
                Path(left.path).unlink()


def name_new(made: Path, path: Path) -> None:
    """Give a finished file its name, never in place of another. Raises FileExistsError where something stands."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        os.close(open_private(path, os.O_EXCL))
        made.rename(path)
    else:
        made.unlink()


def sync_folder(folder: Path) -> None:
    """Make a folder's names durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
