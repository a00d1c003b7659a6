"""Small files with pages to draw."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from typing import Any

import pikepdf
from PIL import Image

from tests.checks.corpus import SUPPLIES
from workflow.checks.evidence import Evidence

RED, WHITE, BLACK = (255, 0, 0), (255, 255, 255), (0, 0, 0)


def evidence(data: bytes) -> Evidence:
    return Evidence(data, "page", SUPPLIES)


def pdf(*contents: bytes, size: tuple[float, float] = (144, 72), info: dict[str, str] | None = None) -> bytes:
    """A PDF of pages with these contents, in points; `/F` is Helvetica."""
    made = pikepdf.new()
    for content in contents:
        page = made.add_blank_page(page_size=size)
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica")
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = made.make_stream(content)
    for key, value in (info or {}).items():
        made.docinfo[f"/{key}"] = value
    return saved(made)


def saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def words(*lines: str, size: int = 12) -> bytes:
    """Contents of a page that shows these lines."""
    shown = "".join(f"({line}) Tj 0 -{size + 4} Td " for line in lines)
    return f"BT /F {size} Tf 10 700 Td {shown}ET".encode("latin-1")


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (4, 2), colour: Any = None, **options: Any) -> bytes:
    """A picture whose first pixel is of another colour than the rest, which are white."""
    made = Image.new("RGB", size, "white")
    made.putpixel((0, 0), colour or RED)
    out = io.BytesIO()
    made.convert(mode).save(out, kind, **options)
    return out.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header speaks of that many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def pixel(drawn: tuple[int, int, bytes], x: int, y: int) -> tuple[int, ...]:
    width, _, rgb = drawn
    at = 3 * (y * width + x)
    return tuple(rgb[at : at + 3])


def close(one: Sequence[int], other: Sequence[int], within: int = 12) -> bool:
    return all(abs(left - right) <= within for left, right in zip(one, other, strict=True))
