"""What the texts of a PNG say of their maker: by name, or as blocks of XMP and IPTC, packed or written out in hex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflow.checks.image.reading import MOST_VALUE, Tag, words, xmp_packets
from workflow.checks.image.xmp import tags_of

if TYPE_CHECKING:
    from PIL.Image import Image

_NAMES = frozenset(("author", "software", "copyright", "creator", "comment", "artist"))
_PROFILE = "raw profile type "
_MOST_PROFILE = 2_000_000
_FIELD = re.compile(rb"\x1c\x02([\x00-\xff])([\x00-\x7f][\x00-\xff])")


def words_of(image: Image, iptc: dict[int, str]) -> Iterator[Tag]:
    """The tags in all texts that were read so far; `iptc` names the fields of IPTC by their number."""
    for name, value in list(image.info.items()):
        key = str(name).lower()
        if isinstance(value, str) and key in _NAMES:
            yield Tag("PNG text", str(name).capitalize(), words(value[:MOST_VALUE]))
        elif isinstance(value, str | bytes) and key in ("xmp", "xml:com.adobe.xmp"):
            yield from _xmp(value.encode() if isinstance(value, str) else value)
        elif isinstance(value, str) and key.startswith(_PROFILE) and len(value) <= 2 * _MOST_PROFILE:
            block = _unwritten(value)
            yield from _xmp(block)
            yield from _iptc(block, iptc)


def _xmp(block: bytes) -> Iterator[Tag]:
    for packet in xmp_packets(block):
        for name, value in tags_of(packet):
            yield Tag("XMP", name, words(value))


def _unwritten(text: str) -> bytes:
    """The block that a text holds in hex digits, behind its name and its length."""
    parts = text.split()
    try:
        return bytes.fromhex("".join(parts[2:]))
    except ValueError:
        return b""


def _iptc(block: bytes, iptc: dict[int, str]) -> Iterator[Tag]:
    for field in _FIELD.finditer(block):
        name = iptc.get(field[1][0])
        if name:
            size = min(int.from_bytes(field[2], "big"), MOST_VALUE)
            yield Tag("IPTC", name, words(block[field.end() : field.end() + size]))
