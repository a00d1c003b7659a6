"""The folder beside a desk that holds the bytes of its files, each under a name made from its hash alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from workflow.files.alone import is_locked, locked
from workflow.files.box import name_of, sealed_size
from workflow.files.draft import Draft
from workflow.files.durable import sync_all
from workflow.files.errors import Altered, NotKept, StoreTrouble, explained, not_kept
from workflow.files.reading import checked, in_memory, wipe
from workflow.hashing import BLOCK, Digests, GoesOn, blocks, digest_both, shown_name, steady
from workflow.private import open_private, sync_folder
from workflow.sandbox.target import Target
from workflow.seal import Key

UNFINISHED = ".unfinished"
"""Stands in the folder while files are taken in whose entries are not in the log yet."""

_NAME = re.compile(r"[0-9a-f]{64}")


class Taken(NamedTuple):
    """A file that was taken in: its name without the folder, its hashes in hexadecimal, its size in bytes.

    `was_there` says that the desk had its bytes already, so that nothing was stored twice.
    """

    name: str
    sha256: str
    sha512: str
    size: int
    was_there: bool


class FileStore:
    """The files of one desk. With keys every file is encrypted under the last of them; a plain desk has none."""

    def __init__(self, folder: Path, keys: tuple[Key, ...] = ()) -> None:
        self.folder = folder
        self.keys = keys
        self._made: set[Path] = set()
        self._owed: list[Path] = []
        self._is_owed = False

    # Taking in

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from taking files in or removing any meanwhile. Raises StoreBusy or StoreTrouble."""
        with locked(self.folder):
            yield

    def in_use(self) -> bool:
        """Whether files are being taken in or removed now, here or by another process."""
        return is_locked(self.folder)

    def begin(self) -> bool:
        """Note that files are being taken in; whether the one before was cut short. To be called alone."""
        with explained(self.folder):
            mark = self.folder / UNFINISHED
            if mark.exists():
                return True
            os.close(open_private(mark, os.O_EXCL))
            sync_folder(self.folder)
        return False

    def end(self) -> None:
        """Note that the log has an entry for every file that was taken in."""
        with explained(self.folder):
            (self.folder / UNFINISHED).unlink(missing_ok=True)

    def put(
        self, path: Path, kept: Collection[str] = (), goes_on: GoesOn | None = None, *, durably: bool = True
    ) -> Taken:
        """Read a file once, never through a link, and keep its bytes. `kept` are the hashes that the log has.

        It is durable after `sync`; of many files `durably=False` leaves all the work to that. Raises NotAFile,
        Unreadable, ChangedMeanwhile, Stopped, StoreFull or StoreTrouble; then nothing of it is kept.
        """

        def read(draft: Draft) -> Digests:
            with steady(path) as opened:
                return digest_both(blocks(opened, goes_on), opened.size, draft.write)

        return self._keep(shown_name(path), read, kept, durably=durably)

    def put_bytes(self, name: str, data: bytes, kept: Collection[str] = ()) -> Taken:
        """Keep bytes that came from within another file. Raises StoreFull or StoreTrouble."""
        found = (data[at : at + BLOCK] for at in range(0, len(data), BLOCK))
        return self._keep(name, lambda draft: digest_both(found, len(data), draft.write), kept, durably=False)

    def _keep(self, name: str, read: Callable[[Draft], Digests], kept: Collection[str], *, durably: bool) -> Taken:
        with self._draft(self.keys[-1] if self.keys else None) as draft:
            found = read(draft)
            was_there = found.sha256 in kept and self.is_sound(found.sha256, found.size)
            if not was_there:
                self._finish(draft, found.sha256, self._place(found.sha256), durably=durably)
        return Taken(name, found.sha256, found.sha512, found.size, was_there)

    def adopt(self, path: Path) -> None:
        """Seal a file that a plain desk keeps, under the name of the hash that it is called by, whatever it holds now.

        What is called otherwise was never finished, and is passed over. Raises StoreFull or StoreTrouble.
        """
        if not self.is_name(path.name):
            return
        with self._draft(self.keys[-1]) as draft, path.open("rb", buffering=0) as file:
            while block := file.read(BLOCK):
                draft.write(block)
            self._finish(draft, path.name, self._place(path.name))

    @staticmethod
    def is_name(name: str) -> bool:
        """Whether a kept file can be called so."""
        return bool(_NAME.fullmatch(name))

    def put_stored(self, name: str, found: Iterable[bytes]) -> tuple[Path, bool]:
        """Put a file in place as it lay on a disk, under its name there; where, and whether one stood there before."""
        place = self.folder / name[:2] / name
        with self._draft(None) as draft:
            for block in found:
                draft.write(block)
            was_there = place.exists()
            self._finish(draft, "", place)
        return place, was_there

    @contextmanager
    def _draft(self, key: Key | None) -> Iterator[Draft]:
        with explained(self.folder), closing(Draft(self.folder, key)) as draft:
            yield draft

    def _finish(self, draft: Draft, sha256: str, place: Path, *, durably: bool = False) -> None:
        """Give a draft its place; what of it is not durable yet is owed to `sync`."""
        draft.finish(sha256, durably=durably)
        if place.parent not in self._made:
            place.parent.mkdir(mode=0o700, exist_ok=True)
            self._made.add(place.parent)
        draft.place(place)
        self._owed.append(place)
        self._is_owed = self._is_owed or not durably

    def sync(self) -> None:
        """Make durable what was put in since; to be called before the log speaks of it. Raises StoreTrouble."""
        if not self._owed:
            return
        with explained(self.folder):
            folders = dict.fromkeys((*(path.parent for path in self._owed), self.folder, self.folder.parent))
            if self._is_owed:
                sync_all(self._owed, folders, self.folder)
            else:
                for folder in folders:
                    sync_folder(folder)
        self._owed.clear()
        self._is_owed = False

    # Reading

    def _place(self, sha256: str, key: Key | None = None) -> Path:
        if self.keys:
            sha256 = name_of(key or self.keys[-1], sha256)
        return self.folder / sha256[:2] / sha256

    def _places(self, sha256: str) -> Iterator[tuple[Path, Key | None]]:
        """Where a file may be: the newest key first, then those from before a re-keying; what is no hash is nowhere."""
        if not self.is_name(sha256):
            return
        for key in reversed(self.keys) if self.keys else (None,):
            yield self._place(sha256, key), key

    def place(self, sha256: str) -> Path | None:
        """Where the bytes of a file are; None where the desk does not have them."""
        return next((path for path, _ in self._places(sha256) if path.is_file() and not path.is_symlink()), None)

    def has(self, sha256: str) -> bool:
        """Whether there are bytes for a file; not whether they are sound."""
        return self.place(sha256) is not None

    def is_whole(self, sha256: str, size: int) -> bool:
        """Whether there are as many bytes as a file of this size needs."""
        place = self.place(sha256)
        return place is not None and place.stat().st_size == (sealed_size(size) if self.keys else size)

    def is_sound(self, sha256: str, size: int) -> bool:
        """Whether the bytes of a file are there and its own, every one of them."""
        try:
            return self.is_whole(sha256, size) and sum(map(len, self.read(sha256))) == size
        except (Altered, NotKept):
            return False

    @contextmanager
    def open(self, sha256: str, name: str = "") -> Iterator[Target]:
        """A file for reading, its hash checked first: a sealed one as a copy in memory that nobody can write to.

        Raises NotKept, Altered or StoreTrouble.
        """
        with self._stored(sha256, name) as (handle, key):
            if key is None:
                size = sum(len(piece) for piece in checked(handle, None, sha256, name))
                os.lseek(handle, 0, os.SEEK_SET)
                yield Target(handle, size, name)
                return
            with in_memory(self.folder, checked(handle, key, sha256, name)) as (memory, size):
                yield Target(memory, size, name)

    def read(self, sha256: str, name: str = "") -> Iterator[bytes]:
        """The bytes of a file, piece by piece; at its end their hash is held against it.

        Raises NotKept, Altered or StoreTrouble; what was given out before Altered must not be relied on.
        """
        with self._stored(sha256, name) as (handle, key):
            yield from checked(handle, key, sha256, name)

    @contextmanager
    def _stored(self, sha256: str, name: str) -> Iterator[tuple[int, Key | None]]:
        """The file on the disk, open, and the key that it is sealed under."""
        for place, key in self._places(sha256):
            try:
                with explained(place):
                    handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            except StoreTrouble as error:
                if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
                    continue
                raise
            try:
                yield handle, key
            finally:
                os.close(handle)
            return
        raise not_kept(name or sha256[:12])

    # What lies there

    def names(self) -> Iterator[Path]:
        """Every file in the folder, drafts included, in the order of their names; links are not followed."""
        with suppress(FileNotFoundError):
            for entry in sorted(os.scandir(self.folder), key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    yield from (Path(one.path) for one in sorted(os.scandir(entry.path), key=lambda one: one.name))
                elif entry.name != UNFINISHED:
                    yield Path(entry.path)

    def extra(self, kept: Iterable[str]) -> list[Path]:
        """What lies in the folder and is none of the files of these hashes."""
        ours = {path for sha256 in kept for path, _ in self._places(sha256)}
        with explained(self.folder):
            return [path for path in self.names() if path not in ours]

    def sweep(self, kept: Iterable[str]) -> int:
        """Remove what lies in the folder and no entry speaks of: how many. To be called alone. Raises StoreTrouble."""
        found = self.extra(kept)
        self.wipe(found)
        self.end()
        return len(found)

    def wipe(self, paths: Iterable[Path]) -> None:
        """Write over files in the folder and remove them. To be called alone. Raises StoreTrouble."""
        with explained(self.folder):
            for path in paths:
                wipe(path)
                if path.parent != self.folder:  # called by the beginning of a hash, which would stay to be read
                    with suppress(OSError):
                        path.parent.rmdir()
                    self._made.discard(path.parent)
