"""The files that were named, and those in the folders that were named: in order, and never through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from workflow.errors import OnRecordError
from workflow.hashing import Unreadable


def walk(paths: Iterable[Path], leaving_out: Collection[Path] = ()) -> Iterator[Path | OnRecordError]:
    """Every path that is no folder, the contents of a folder sorted by name; a folder that cannot be read as a failure.

    Links are given back as they are: whoever opens them declines them. What is in `leaving_out` is passed over.
    """
    for path in paths:
        if _is_folder(path):
            yield from _within(path, leaving_out)
        else:
            yield path


def _within(folder: Path, leaving_out: Collection[Path]) -> Iterator[Path | OnRecordError]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path in leaving_out or path.absolute() in leaving_out:
            continue
        if not _is_folder(path):
            yield path
            continue
        try:
            inside = sorted(path.iterdir(), reverse=True)
        except OSError as error:
            yield Unreadable(f"The folder cannot be read: {error.strerror}.", where=str(path))
            continue
        waiting += inside


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False
