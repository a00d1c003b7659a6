"""The desk's file as a file: what stands at a path before SQLite touches it, and how a new one is made."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from workflow.private import name_new, open_private, sync_folder
from workflow.schema import APPLICATION_ID, VERSION
from workflow.seal import is_sealed
from workflow.store import errors
from workflow.store.cipher import PAGE

_MAGIC = b"SQLite format 3\x00"

_BESIDE = (".files", ".keys", ".vault", ".lock", "-wal", "-shm", "-journal")
_NEW = "Choose another place, or start a new desk."


class Found(NamedTuple):
    """A desk's file that may be opened; `read_only` where its medium or permissions allow no change."""

    read_only: bool
    sealed: bool


def examine(path: Path, *, sealed: bool | None = None) -> Found:
    """Look at a file without opening it as a database, so that what is not a desk is left as it is.

    Unless `sealed` says so, it is to be encrypted where a key file stands beside it.

    Raises NoDesk, EmptyDesk, NotADatabase, NotOurs, NotSealed, NewerDesk, DamagedDesk or CannotOpen.
    """
    where, sealed = str(path), is_sealed(path) if sealed is None else sealed
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise errors.CannotOpen("There is no file at that place but a folder or device.", where=where, remedy=_NEW)
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise errors.NoDesk("There is no desk at that place.", where=where, remedy=_NEW) from None
    except OSError as error:
        raise errors.CannotOpen(
            f"The file cannot be read: {error.strerror}.", where=where, remedy="Check its permissions."
        ) from error
    check = _check_sealed_head if sealed else _check_head
    check(head, info.st_size, waiting(path), where)
    read_only = not (_may_write(path, info.st_mode) and _may_write(path.parent, path.parent.stat().st_mode))
    if read_only and waiting(path):
        raise errors.CannotOpen(
            "The desk can only be read here, and its last changes still stand in the file beside it that ends in -wal.",
            where=where,
            remedy="Copy both files to where you may write, and open the copy.",
        )
    return Found(read_only, sealed)


def _check_size(size: int, where: str) -> None:
    if not size:
        raise errors.EmptyDesk(
            "The file is zero bytes long.",
            where=where,
            remedy="Remove it to start a new desk there, or restore a backup.",
        )


def _check_sealed_head(head: bytes, size: int, unfolded: bool, where: str) -> None:
    """A sealed desk tells nothing but its size before it is opened, and that it is no plain database."""
    _check_size(size, where)
    if head[:16] == _MAGIC[: len(head)]:
        raise errors.NotSealed(
            "A key file stands beside this desk, but the desk is not encrypted. It was left as it is.",
            where=where,
            remedy="If sealing it was cut short, finish it: onrecord seal. Else somebody put another file in its place:"
            " restore a backup.",
        )
    if not unfolded and (size < PAGE or size % PAGE):
        raise errors.DamagedDesk("The file is cut short.", where=where, remedy="Restore a backup.")


def _check_head(head: bytes, size: int, unfolded: bool, where: str) -> None:
    _check_size(size, where)
    if head[:16] != _MAGIC[: len(head)]:
        raise errors.NotADatabase(
            "The file is not a desk: it is no database, or a sealed one without its key file.",
            where=where,
            remedy=f"If it was sealed, put {Path(where).name}.keys back beside it. Else choose another place.",
        )
    if len(head) < 100:
        raise errors.DamagedDesk("The file is cut short.", where=where, remedy="Restore a backup.")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise errors.NotOurs("The file is another program's database.", where=where, remedy=_NEW)
    version = int.from_bytes(head[60:64], "big")
    if version > VERSION:
        raise errors.NewerDesk(
            f"A newer onrecord wrote this desk (its version is {version}, ours is {VERSION}).",
            where=where,
            remedy="Update onrecord. The file was left as it is.",
        )
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    counted = head[24:28] == head[92:96]
    pages = int.from_bytes(head[28:32], "big")
    if not unfolded and counted and (size < page * pages or size % page):
        raise errors.DamagedDesk(
            f"The file is cut short: {size} of {page * pages} bytes are there.", where=where, remedy="Restore a backup."
        )


def waiting(path: Path) -> bool:
    """Whether changes stand beside a desk that are not in its file yet."""
    beside = path.with_name(path.name + "-wal")
    try:
        return beside.stat().st_size > 0
    except OSError:
        return False


def must_stand_alone(path: Path) -> None:
    """Raise DeskExists where changes of a desk that is gone still stand beside a place where another is to come.

    SQLite would take them for the new one's: words that are none of its, or a file that cannot be read any more.
    Raises CannotOpen for a name that another desk's key file, vault or changes would have.
    """
    if path.name.endswith(_BESIDE):
        raise errors.CannotOpen(
            "A desk cannot have this name: what stands beside another desk is called so.",
            where=str(path),
            remedy="Choose another name, such as cases.db.",
        )
    for left in beside(path):
        if not left.name.endswith("-shm") and left.exists() and left.stat().st_size:
            raise errors.DeskExists(
                f"Changes of a desk that is gone stand there: {left.name}.",
                where=str(left),
                remedy="Move that file away, to where its desk is if you still have that; or choose another place.",
            )


def _may_write(path: Path, mode: int) -> bool:
    return bool(mode & 0o222) and os.access(path, os.W_OK)


def private_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for this user alone."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for made in reversed(missing):
        made.mkdir(mode=0o700, exist_ok=True)
        made.chmod(0o700)


def private_file(path: Path) -> None:
    """Make an empty file for this user alone, whatever the umask. Raises FileExistsError where one stands."""
    handle = open_private(path, os.O_EXCL)
    try:
        os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


def draft_of(path: Path) -> Path:
    """A private empty file beside `path`, under a name of its own, to be finished and then put in its place."""
    import secrets

    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    private_file(beside)
    return beside


def put_in_place(made: Path, path: Path) -> None:
    """Give a finished file its name, never in place of another. Raises FileExistsError where one stands, DeskExists."""
    must_stand_alone(path)
    with made.open("rb") as file:
        os.fsync(file.fileno())
    name_new(made, path)
    sync_folder(path.parent)


def beside(path: Path) -> tuple[Path, ...]:
    """What SQLite keeps beside a database while it is open."""
    return tuple(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))


def must_be_sealed(path: Path) -> None:
    """Look at a file that was to be encrypted. Raises NoCipher where it is empty, or anybody can read it."""
    with path.open("rb") as file:
        head = file.read(len(_MAGIC))
    if len(head) < len(_MAGIC) or head == _MAGIC:
        raise errors.NoCipher(
            "The new desk came out unencrypted and was removed.",
            where=str(path),
            remedy="Install onrecord again with all it needs (the package sqlcipher3).",
        )
