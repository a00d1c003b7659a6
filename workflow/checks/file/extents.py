"""Where a file of a known format ends, by its own marks: what stands after that is no part of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import NamedTuple

from workflow.checks.sniff import zip_tail

_EOI = re.compile(rb"\xff[\xc0-\xcf\xd8-\xfe]")
"""A mark in the compressed part of a JPEG: no stuffed zero and no restart of the coder, which stand there by right."""

_EOF = b"%%EOF"
_Order = Callable[[bytes, int, int], int]


class Extent(NamedTuple):
    """The byte after the last one of the format, and why the file is cut when it ends before it should."""

    end: int
    cut: str = ""


def extent(data: bytes, kind: str) -> Extent | None:
    """How far the format reaches; None where it has no end mark, or the marks cannot be followed."""
    walk = _WALKS.get(kind)
    try:
        return walk(data) if walk else None
    except (IndexError, ValueError):
        return None


def has_end(kind: str) -> bool:
    """Whether files of this type tell where they end."""
    return kind in _WALKS and kind != "tiff"


def _big(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _little(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")


def _jpeg_end(data: bytes) -> tuple[int, int | None]:
    """The byte after the end mark of a JPEG, 0 if there is none; and where its index of several pictures stands."""
    at: int = 2
    index: int | None = None
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            following = data.find(b"\xff", at)
            at = following if following >= 0 else len(data)
            continue
        mark = data[at + 1]
        if mark == 0xD9:
            return at + 2, index
        if mark in (0xFF, 0x00, 0x01) or 0xD0 <= mark <= 0xD8:
            at += 1 if mark == 0xFF else 2
            continue
        if mark == 0xE2 and data[at + 4 : at + 8] == b"MPF\x00":
            index = at + 8
        at += 2 + _big(data, at + 2, 2)
        if mark == 0xDA:
            coded = _EOI.search(data, at)
            at = coded.start() if coded else len(data)
    return (len(data), index) if data[at : at + 2] == b"\xff\xd9" else (0, index)


def _declared(data: bytes, index: int) -> int:
    """The end of the last picture that the index of a JPEG of several pictures declares."""
    order = _little if data[index : index + 2] == b"II" else _big
    at = index + order(data, index + 4, 4)
    last = 0
    for entry in range(min(order(data, at, 2), 32)):
        field = at + 2 + 12 * entry
        if order(data, field, 2) == 0xB002:
            count, table = order(data, field + 4, 4), index + order(data, field + 8, 4)
            for one in range(table, table + min(count, 1600), 16):
                offset, size = order(data, one + 8, 4), order(data, one + 4, 4)
                if offset and data[index + offset : index + offset + 2] == b"\xff\xd8":
                    last = max(last, index + offset + size)
    return last


def _jpeg(data: bytes) -> Extent:
    end, index = _jpeg_end(data)
    if not end:
        return Extent(len(data), "no end mark")
    if index is not None:
        end = max(end, min(_declared(data, index), len(data)))
        while data[end : end + 3] == b"\xff\xd8\xff" and (more := _jpeg_end(data[end:])[0]):
            end += more  # the index often counts from a wrong byte once a program has written the tags anew
    return Extent(end)


def _png(data: bytes) -> Extent:
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + _big(data, at, 4)
        if data[at + 4 : at + 8] == b"IEND":
            return Extent(end)
        at = end
    return Extent(len(data), "no IEND chunk")


def _gif_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


def _gif(data: bytes) -> Extent:
    def table(flags: int) -> int:
        return 3 << ((flags & 7) + 1) if flags & 0x80 else 0

    try:
        at = 13 + table(data[10])
        while data[at] != 0x3B:
            if data[at] == 0x21:
                at = _gif_blocks(data, at + 2)
            elif data[at] == 0x2C:
                at = _gif_blocks(data, at + 11 + table(data[at + 9]))
            else:
                raise ValueError
        return Extent(at + 1)
    except IndexError:
        return Extent(len(data), "no trailer")


def _riff(data: bytes) -> Extent | None:
    if data[:4] != b"RIFF":
        return None
    size = _little(data, 4, 4) + 8
    size += size & 1
    return Extent(size) if size <= len(data) + 1 else Extent(len(data), f"{size:,} bytes declared")


def _bmp(data: bytes) -> Extent | None:
    size, pixels = _little(data, 2, 4), _little(data, 10, 4)
    if not pixels < size:
        return None
    return Extent(size) if size <= len(data) else None  # many programs write a wrong size


def _tiff(data: bytes) -> Extent | None:
    """Whether the pictures of a TIFF lie within the file. It may keep other things anywhere, so it has no end."""
    if data[2:4] not in (b"*\x00", b"\x00*"):
        return None  # the large form
    order = _little if data[:2] == b"II" else _big
    at, pages = order(data, 4, 4), 0
    while at and pages < 50:
        entries = order(data, at, 2)
        if entries > 1000:
            return None
        if at + 2 + 12 * entries > len(data):
            return Extent(len(data), "its list of tags lies beyond the end")
        fields = range(at + 2, at + 2 + 12 * entries, 12)
        tags = {order(data, one, 2): (order(data, one + 2, 2), order(data, one + 4, 4), one + 8) for one in fields}
        if any(_reach(data, order, tags, *pair, pages > 0) > len(data) for pair in ((273, 279), (324, 325))):
            return Extent(len(data), "a picture lies beyond the end")
        at, pages = order(data, at + 2 + 12 * entries, 4), pages + 1
    return None


def _reach(
    data: bytes, order: _Order, tags: dict[int, tuple[int, int, int]], starts: int, sizes: int, is_later: bool
) -> int:
    """The last byte of the strips or tiles of one page of a TIFF, 0 where it has none.

    How long they are, many programs tell wrongly: of the first page, which is unpacked, only where they begin counts.
    """
    if starts not in tags or sizes not in tags:
        return 0
    begins = _numbers(data, order, *tags[starts])
    lengths = _numbers(data, order, *tags[sizes]) if is_later else [1] * len(begins)
    return max((start + size for start, size in zip(begins, lengths, strict=False)), default=0)


def _numbers(data: bytes, order: _Order, kind: int, count: int, at: int) -> list[int]:
    width = {3: 2, 4: 4}.get(kind, 0)
    table = at if width * count <= 4 else order(data, at, 4)
    return [order(data, table + width * one, width) for one in range(min(count, 5000))] if width else []


def _boxes(data: bytes) -> Extent | None:
    """The boxes of HEIC and AVIF. What is no box stands behind the end only where the picture's own came before it."""
    at = 0
    seen: set[bytes] = set()
    while at + 8 <= len(data):
        size, kind = _big(data, at, 4), data[at + 4 : at + 8]
        if not all(97 <= byte | 32 <= 122 or byte in b"0123456789 -" for byte in kind):
            return Extent(at) if seen >= {b"meta", b"mdat"} else None
        seen.add(kind)
        if size == 0:
            return Extent(len(data))
        if size == 1:
            size = _big(data, at + 8, 8)
        if size < 8:
            return None
        if at + size > len(data):
            return Extent(len(data), f"{at + size:,} bytes declared")
        at += size
    return Extent(at)


def _pdf(data: bytes) -> Extent | None:
    """The last end mark; what follows a cut file's first one is pages and no trailer, and has no end to speak of."""
    archive = zip_tail(data, 16)
    at = data.rfind(_EOF, 0, archive.start if archive and archive.start > 0 else len(data))
    if at < 0:
        return None
    end = at + len(_EOF)
    tail = data[end:] if not archive or archive.start < end else data[end : archive.start]
    return None if re.search(rb"\d \d+ obj\b|\bendobj\b|\bendstream\b", tail) else Extent(end)


def _zip(data: bytes) -> Extent | None:
    tail = zip_tail(data, len(data))
    return Extent(tail.end) if tail and tail.start == 0 else None


def _sevenzip(data: bytes) -> Extent:
    end = 32 + _little(data, 12, 8) + _little(data, 20, 8)
    return Extent(end) if end <= len(data) else Extent(len(data), f"{end:,} bytes declared")


def _ole(data: bytes) -> Extent | None:
    try:
        import olefile

        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            used = max(number for number, following in enumerate(ole.fat) if following != olefile.FREESECT)
            return Extent((used + 2) * ole.sector_size)
    except Exception:  # damaged, or the reader is not installed
        return None


_WALKS: dict[str, Callable[[bytes], Extent | None]] = {
    "jpeg": _jpeg,
    "png": _png,
    "gif": _gif,
    "webp": _riff,
    "wav": _riff,
    "bmp": _bmp,
    "tiff": _tiff,
    "pdf": _pdf,
    "7z": _sevenzip,
    **dict.fromkeys(("heic", "avif"), _boxes),
    **dict.fromkeys(("zip", "jar", "apk", "epub", "odf", "odt", "ods", "odp", "docx", "xlsx", "pptx"), _zip),
    **dict.fromkeys(("doc", "xls", "ppt", "msg", "ole", "ooxml-encrypted"), _ole),
}
