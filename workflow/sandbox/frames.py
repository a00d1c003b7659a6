"""How a worker and its parent talk: frames of one letter, a length of four bytes, and the bytes themselves."""

from __future__ import annotations

import os
import struct

HEAD = struct.Struct("<cI")
REPORT, PAGE, PICTURE, MEMBER, PDF, FAILED, END, ASKED = b"R", b"P", b"I", b"M", b"D", b"F", b"E", b"A"
SIZE = struct.Struct("<II")
"""Width and height, before the pixels of a picture."""
NAME = struct.Struct("<I")
"""The length of a member's name, before the name and the bytes."""


class Torn(Exception):
    """The other end stopped in the middle of a frame."""


def send(fd: int, kind: bytes, data: bytes) -> None:
    """Write one frame to a blocking descriptor. Raises OSError."""
    for part in (HEAD.pack(kind, len(data)), data):
        left = memoryview(part)
        while left:
            left = left[os.write(fd, left) :]


def receive(fd: int, most: int) -> tuple[bytes, bytes] | None:
    """Read one frame of up to `most` bytes from a blocking descriptor; None at a clean end. Raises Torn, OSError."""
    head = _exactly(fd, HEAD.size)
    if head is None:
        return None
    kind, size = HEAD.unpack(head)
    if size > most:
        raise Torn
    data = _exactly(fd, size)
    if data is None:
        raise Torn
    return kind, data


def _exactly(fd: int, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        more = os.read(fd, min(size - len(data), 1 << 20))
        if not more:
            if data or not size:
                raise Torn
            return None
        data += more
    return bytes(data)


def picture(width: int, height: int, rgb: bytes) -> bytes:
    """A picture as the content of a frame."""
    return SIZE.pack(width, height) + rgb
