"""Whether the small preview that a JPEG carries shows another picture than the large one."""

from __future__ import annotations

import io
from importlib.metadata import version
from typing import TYPE_CHECKING

from workflow.checks.evidence import Evidence
from workflow.checks.image.reading import opened
from workflow.checks.image.saying import said
from workflow.checks.sheet import NotChecked, Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDE = 32
"""Cells along a side of the grid on which two pictures are compared."""

_TOLERANCE = 45
"""Levels of 255 by which a cell may lie outside what the other picture has around it."""

_MOST_OFF = 8
"""Cells of the grid that may differ before the pictures are called different."""


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Compare the preview with the picture, in every turn, with or without bars at its edges."""
    from PIL import Image

    said(evidence)
    preview = evidence.kept.get("image thumbnail")
    if not isinstance(preview, bytes):
        return
    if evidence.kept.get("image cut"):
        raise NotChecked("The picture is cut, so that it cannot be held against its preview.")
    try:
        with Image.open(io.BytesIO(preview), formats=("JPEG", "TIFF")) as image:
            small = image.convert("L")
    except Exception:
        raise NotChecked("The preview cannot be opened.") from None
    if min(small.size) < 16 or small.width * small.height > 4_000_000:
        raise NotChecked("The preview is too small or too large to compare it.")
    with opened(evidence) as whole:
        whole.draft("L", (512, 512))
        large = whole.convert("L")
    large.thumbnail((512, 512))
    if min(_off(one, large) for one in _turned(small)) > _MOST_OFF:
        value = f"The preview of {small.width} x {small.height} pixels shows something else than the picture."
        sheet.find("img.exif.thumbnail_differs", "EXIF: preview", value, f"Pillow {version('pillow')}")


def _turned(image: Image) -> list[Image]:
    from PIL.Image import Transpose

    return [image, *(image.transpose(turn) for turn in Transpose)]


def _off(small: Image, large: Image) -> int:
    """How many cells differ in the best way to lay the two over each other."""
    ways = [(small, large)]
    inner = _middle(small, large.width / large.height)
    if _bars_are_plain(small, inner):
        ways.append((small.crop(inner), large))
    shown = _middle(large, small.width / small.height)
    if (shown[2] - shown[0]) * (shown[3] - shown[1]) >= 0.5 * large.width * large.height:
        ways.append((small, large.crop(shown)))
    same_shape = abs((small.width / small.height) / (large.width / large.height) - 1) < 0.04
    return min(_differing(*way) for way in (ways if same_shape else ways[1:])) if same_shape or ways[1:] else _SIDE**2


def _middle(image: Image, shape: float) -> tuple[int, int, int, int]:
    """The largest part in the middle that has this width by height."""
    width = min(image.width, max(1, round(image.height * shape)))
    height = min(image.height, max(1, round(image.width / shape)))
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return left, top, left + width, top + height


def _bars_are_plain(image: Image, inner: tuple[int, int, int, int]) -> bool:
    """Whether what lies beside the middle part is one colour, as the bars are that fill a preview up."""
    left, top, right, bottom = inner
    beside = ((0, 0, left - 1, image.height), (right + 1, 0, image.width, image.height))
    above = ((0, 0, image.width, top - 1), (0, bottom + 1, image.width, image.height))
    for bar in (*beside, *above):
        if bar[2] > bar[0] and bar[3] > bar[1]:
            low, high = image.crop(bar).getextrema()
            if float(high) - float(low) > 48:  # type: ignore[arg-type]
                return False
    return True


def _differing(first: Image, second: Image) -> int:
    """The cells whose level lies outside the levels around the same cell of the other picture."""
    from PIL import ImageChops
    from PIL.ImageFilter import MaxFilter, MinFilter

    one, other = (_level(image) for image in (first, second))
    off = None
    for cells, around in ((one, other), (other, one)):
        below = ImageChops.subtract(around.filter(MinFilter(3)), cells)
        above = ImageChops.subtract(cells, around.filter(MaxFilter(3)))
        outside = ImageChops.lighter(below, above)
        off = ImageChops.lighter(off, outside) if off else outside
    return sum(count for level, count in enumerate(off.histogram()) if level > _TOLERANCE) if off else 0


def _level(image: Image) -> Image:
    """The picture on the grid, its middle brightness and contrast brought to fixed ones."""
    from PIL import ImageStat
    from PIL.Image import Resampling

    grid = image.resize((_SIDE, _SIDE), Resampling.BOX)
    stat = ImageStat.Stat(grid)
    middle, spread = stat.mean[0], stat.stddev[0]
    scale = 55 / spread if spread > 8 else 1.0
    return grid.point([round(min(255, max(0, (level - middle) * scale + 128))) for level in range(256)])
