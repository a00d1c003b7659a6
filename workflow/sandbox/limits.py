"""What one hostile file may cost, and how much a worker may answer."""

from __future__ import annotations

import msgspec

MB = 1 << 20
MOST_READ = 256 * MB
"""Bytes of a file that is read at all."""
MOST_REPORT = MB
MOST_TEXT = 16 * MB
MOST_PARTS = 20_000
"""Frames in one answer: pages, pictures or members."""
MOST_SIDE = 20_000
"""Pixels of a picture, either way."""
MOST_PICTURE = 128 * MB
MOST_MEMBERS = 512 * MB
"""Bytes of all files within a file together, as of a finished PDF of pictures."""
MOST_NUMBER = 1 << 53
"""The largest whole number that an answer may hold, either way."""


class Limits(msgspec.Struct, frozen=True):
    """Bounds of one job: seconds of processor, seconds by the clock, bytes of memory."""

    cpu: int = 20
    wall: float = 30.0
    memory: int = 1_500_000_000


LIMITS = Limits()
LONG = Limits(cpu=120, wall=180.0)
"""For jobs that hand over many pages, pictures or members."""
