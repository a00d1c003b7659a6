"""Parts of a page for the eye: where a name is typed and a signature would stand, and small yellow specks."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, NamedTuple

from workflow.checks.drawing import Drawn, draw, opened_pdf
from workflow.checks.evidence import Evidence

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

ABOVE, BELOW = 1.6, 0.6
"""Inches above and below a typed name that are shown: most sign above it."""
BESIDE = 0.8
LEAST_ACROSS = 4.5
"""Inches across, at least."""
SPECKS_DPI = 300
_BLUR, _SPREAD, _STRENGTH, _COARSER = 6, 5, 10, 3
_MOST_HITS = 200


class Box(NamedTuple):
    """A part of a page, in shares of its width and height from its upper left corner, as it is seen."""

    left: float
    top: float
    right: float
    bottom: float


LOWER_HALF = Box(0, 0.5, 1, 1)


def draw_around(evidence: Evidence, page: int, words: str, dpi: int) -> Drawn:
    """The part of a page around the last place where `words` stand; its lower half where they are not found.

    Raises what `draw` raises.
    """
    width, height, pixels = draw(evidence, page, dpi)
    found = _place_of(evidence, page, words) if evidence.type == "pdf" and words.strip() else None
    box = LOWER_HALF if found is None else _widened(found, width / dpi, height / dpi)
    left, right = int(box.left * width), max(int(box.right * width), int(box.left * width) + 1)
    top, bottom = int(box.top * height), max(int(box.bottom * height), int(box.top * height) + 1)
    rows = [pixels[3 * (width * at + left) : 3 * (width * at + right)] for at in range(top, bottom)]
    return right - left, bottom - top, b"".join(rows)


def yellow_specks(evidence: Evidence, page: int) -> Drawn:
    """A page on which small yellow specks stand dark on white, made larger; large areas and all else are left out."""
    from PIL import Image, ImageChops, ImageFilter

    width, height, pixels = draw(evidence, page, SPECKS_DPI)
    red, green, blue = Image.frombytes("RGB", (width, height), pixels).split()
    yellow = ImageChops.subtract(ImageChops.darker(red, green), blue)
    small = ImageChops.subtract(yellow, yellow.filter(ImageFilter.BoxBlur(_BLUR)))
    dark = small.filter(ImageFilter.MaxFilter(_SPREAD)).point([max(255 - _STRENGTH * value, 0) for value in range(256)])
    coarser = max(width // _COARSER, 1), max(height // _COARSER, 1)
    shown = dark.resize(coarser, Image.Resampling.NEAREST).convert("RGB")
    return shown.width, shown.height, shown.tobytes()


def _widened(box: Box, across: float, down: float) -> Box:
    """The box with room for a signature; `across` and `down` are the inches of the page."""
    more = max((LEAST_ACROSS / across - (box.right - box.left)) / 2, BESIDE / across)
    left, right = box.left - more, box.right + more
    left, right = left - max(right - 1, 0), right - min(left, 0)
    return Box(max(left, 0), max(box.top - ABOVE / down, 0), min(right, 1), min(box.bottom + BELOW / down, 1))


def _place_of(evidence: Evidence, number: int, words: str) -> Box | None:
    """Where the last of such words stand on a page; of the longest of them where all together are not found."""
    from workflow.checks.sheet import LimitsHit, NotChecked

    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    longest = max(re.findall(r"\w{3,}", plain), key=len, default="")
    if not longest:
        return None  # a search for nothing never ends in pdfium
    try:
        page = opened_pdf(evidence, None)[number - 1]
        return _found(page, plain) or _found(page, longest)
    except (NotChecked, LimitsHit):
        raise
    except Exception:  # a reader of hostile bytes may raise anything; then the lower half is shown
        return None


def _found(page: PdfPage, words: str) -> Box | None:
    text = page.get_textpage()
    search = text.search(words)
    last = None
    for _ in range(_MOST_HITS):
        hit = search.get_next()
        if hit is None:
            break
        last = hit
    if last is None or not (many := text.count_rects(*last)):
        return None
    corners = [_seen(page, *corner) for at in range(many) for corner in _corners(*text.get_rect(at))]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    box = Box(min(across), min(down), max(across), max(down))
    return box if 0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1 else None


def _corners(left: float, bottom: float, right: float, top: float) -> tuple[tuple[float, float], tuple[float, float]]:
    return (left, top), (right, bottom)


def _seen(page: PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of a page as shares of the page as it is seen, turned and cut as it says."""
    from pypdfium2 import raw

    fine = 100_000
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, fine, fine, 0, x, y, across, down)
    return across.value / fine, down.value / fine
