"""Opening a file that a worker is to read, never through a link."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.hashing import shown_name, steady
from workflow.sandbox.target import Target


@contextmanager
def opened(path: Path) -> Iterator[Target]:
    """An ordinary file, open for reading as long as the block lasts.

    Raises NotAFile or Unreadable, and ChangedMeanwhile on leaving where it is not what it was.
    """
    with steady(path) as file:
        yield Target(file.fd, file.size, shown_name(path))
