"""A PDF of pixels and nothing else: no text, no dates, no names; the same pixels make the same bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from workflow.checks.drawing import MOST_PAGES, MOST_PIXELS, MOST_SIDE, Drawn
from workflow.checks.sheet import LimitsHit, NotChecked

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY = 85
"""Of the JPEG of a page: letters stay sharp, and a page of A4 at 150 dpi takes some 300 kB."""
_FEW = 256
"""Colours up to which a page is tried without loss too, and kept so where that is smaller."""


class _Packed(NamedTuple):
    """A page's pixels as they stand in the PDF: the bytes, what unpacks them, and their colours."""

    data: bytes
    unpacked_by: str
    colours: str


def assemble(frames: Iterable[Drawn], dpi: int) -> bytes:
    """A PDF with one page a frame, `dpi` pixels an inch. Raises NotChecked for frames that are none, LimitsHit."""
    import pikepdf

    made = pikepdf.new()
    for number, (width, height, rgb) in enumerate(frames, 1):
        if number > MOST_PAGES or width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
            raise LimitsHit(f"A copy has at most {MOST_PAGES} pages of {MOST_PIXELS:,} pixels, {MOST_SIDE:,} a side.")
        if min(width, height, dpi) < 1 or len(rgb) != 3 * width * height:
            raise NotChecked(f"Page {number} is no picture.")
        packed = _packed(width, height, rgb)
        picture = pikepdf.Stream(made, packed.data)
        picture.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name(packed.colours),
            Filter=pikepdf.Name(packed.unpacked_by),
        )
        sides = [_points(side, dpi) for side in (width, height)]
        page = made.add_blank_page(page_size=(72, 72))
        page.obj.MediaBox = pikepdf.Array([0, 0, *sides])
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=made.make_indirect(picture)))
        page.obj.Contents = made.make_stream(f"q {sides[0]} 0 0 {sides[1]} 0 0 cm /P Do Q".encode())
    if not made.pages:
        raise NotChecked("There is no page to make a copy of.")
    out = io.BytesIO()
    made.save(out, deterministic_id=True, compress_streams=False)
    return out.getvalue()


def _points(pixels: int, dpi: int) -> Decimal:
    """How long a side is in points, within what a page of a PDF may have."""
    return min(max((Decimal(pixels * 72) / dpi).quantize(Decimal("0.01")), Decimal(3)), Decimal(14_400))


def _packed(width: int, height: int, rgb: bytes) -> _Packed:
    from PIL import Image

    picture = Image.frombytes("RGB", (width, height), rgb)
    red, green, blue = picture.split()
    if red.tobytes() == green.tobytes() == blue.tobytes():
        picture = red
    colours = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
    lossy = _jpeg(picture)
    if picture.getcolors(_FEW) is not None:
        exact = zlib.compress(picture.tobytes())
        if len(exact) <= len(lossy):
            return _Packed(exact, "/FlateDecode", colours)
    return _Packed(lossy, "/DCTDecode", colours)


def _jpeg(picture: Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
