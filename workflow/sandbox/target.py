"""A file that a worker is to read: an open descriptor, and the name that is shown for it."""

from __future__ import annotations

from typing import NamedTuple


class Target(NamedTuple):
    """An open descriptor at its beginning, how many bytes are there, and the name for display.

    Whoever opened the descriptor closes it; a worker gets a duplicate.
    """

    fd: int
    size: int
    name: str
