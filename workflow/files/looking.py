"""Looking whether the files that are kept are there, of the right size, and unaltered; and what else lies there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from workflow.errors import OnRecordError
from workflow.files.errors import NotKept
from workflow.files.store import FileStore


class Flaw(StrEnum):
    """What can be wrong with a kept file; each has a remedy of its own."""

    MISSING = "its bytes are missing"
    SIZE = "its bytes are of the wrong size"
    ALTERED = "its bytes were altered"
    EXTRA = "it lies among the kept files, and no entry speaks of it"

    @property
    def remedy(self) -> str:
        """What is to be done."""
        if self is Flaw.EXTRA:
            return "If entries are missing too, put the later desk back; else it goes with the next intake."
        return "Take the same file in again (onrecord intake), or restore a backup beside this desk and look there."


class Flawed(NamedTuple):
    """A kept file by its hash, or one that lies there unasked by its place; and what is wrong."""

    flaw: Flaw
    sha256: str
    place: Path | None


def look(store: FileStore, kept: Iterable[tuple[str, int]], *, thorough: bool) -> Iterator[Flawed]:
    """What is wrong with the files of these hashes and sizes, and what lies there beside them.

    Thorough, every byte is read and held against its hash; else only names and sizes are looked at. What
    lies there beside them is not asked while files are being taken in: their entries are still to come.
    """
    sizes = dict(kept)
    extra = [] if store.in_use() else store.extra(sizes)
    for sha256, size in sizes.items():
        place = store.place(sha256)
        if place is None:
            yield Flawed(Flaw.MISSING, sha256, None)
        elif not store.is_whole(sha256, size):
            yield Flawed(Flaw.SIZE, sha256, place)
        elif thorough and (flaw := _reads_as(store, sha256)):
            yield Flawed(flaw, sha256, place)
    for path in extra:
        yield Flawed(Flaw.EXTRA, "", path)


def _reads_as(store: FileStore, sha256: str) -> Flaw | None:
    try:
        for _ in store.read(sha256):
            pass
    except NotKept:
        return Flaw.MISSING
    except OnRecordError:
        return Flaw.ALTERED
    return None
