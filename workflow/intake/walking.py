"""The files that were named, and those in the folders that were named: in order, and never through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from workflow.errors import OnRecordError
from workflow.hashing import Unreadable, text


def walk(paths: Iterable[Path], leaving_out: Iterable[Path] = ()) -> Iterator[Path | OnRecordError]:
    """Every path that is no folder, the contents of a folder sorted by name; a folder that cannot be read as a failure.

    Links are given back as they are: whoever opens them declines them. What is in `leaving_out` is passed over within
    folders, by whichever path it is come to.
    """
    ours = {(info.st_dev, info.st_ino) for path in leaving_out if (info := _look(path)) is not None}
    for path in paths:
        if _is_folder(_look(path)):
            yield from _within(path, ours)
        else:
            yield path


def _within(folder: Path, ours: Collection[tuple[int, int]]) -> Iterator[Path | OnRecordError]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        info = _look(path)
        if info is not None and (info.st_dev, info.st_ino) in ours:
            continue
        if not _is_folder(info):
            yield path
            continue
        try:
            inside = sorted(path.iterdir(), reverse=True)
        except OSError as error:
            yield Unreadable(f"The folder cannot be read: {error.strerror}.", where=text(str(path)))
            continue
        waiting += inside


def _look(path: Path) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except (OSError, ValueError):
        return None


def _is_folder(info: os.stat_result | None) -> bool:
    return info is not None and stat.S_ISDIR(info.st_mode)
