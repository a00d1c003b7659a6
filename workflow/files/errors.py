"""What can go wrong with the bytes that a desk keeps."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.errors import OnRecordError


class NotKept(OnRecordError):
    """The desk knows a file by its hash, and does not have its bytes."""


class Altered(OnRecordError):
    """The bytes that are kept are not those that were taken in."""


class StoreBusy(OnRecordError):
    """Another process is writing into the folder of kept files."""


class StoreFull(OnRecordError):
    """The disk has no room for a file."""


class StoreTrouble(OnRecordError):
    """The system failed at the folder of kept files."""


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def explained(place: Path) -> Iterator[None]:
    """Turn the system's failures into ours, each with its place and a remedy."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoreFull(
                "There is no room for the file.", where=str(place), remedy="Nothing of it was kept; make room."
            ) from error
        raise StoreTrouble(
            f"The file could not be kept: {error.strerror or error}.",
            where=str(place),
            remedy="Look at the disk, and at who may write there; then try again.",
        ) from error


def altered(name: str) -> Altered:
    """The failure of a kept file whose bytes are other ones now."""
    return Altered(
        "The bytes that are kept of it are not those that were taken in.",
        where=name,
        remedy="Restore a backup, or take the file in again from where it came.",
    )


def not_kept(name: str) -> NotKept:
    """The failure of a file whose bytes are not there."""
    return NotKept(
        "The desk does not have the bytes of this file.", where=name, remedy="Take it in: onrecord intake CASE FILE."
    )
