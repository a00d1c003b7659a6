"""Regular yellow specks on white paper, as colour printers leave them. Nothing in them is ever decoded."""

from __future__ import annotations

import re
from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING

from workflow.checks.evidence import Evidence
from workflow.checks.image.reading import opened
from workflow.checks.sheet import NotChecked, Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

Speck = tuple[int, int]

LEAST_SIDE = 900
"""Pixels on the shorter side from which a picture can be the scan of a page that shows such specks."""

_ENOUGH = 2400
"""Pixels on the shorter side that suffice: those of a page at 300 dots an inch."""

_MOST_PIXELS = 60_000_000
_LEAST_PAPER = 0.4
_LEAST_SPECKS = 60
_MOST_RUNS = 150_000
_LEAST_SHARE = 0.4
"""The share of the specks that must have a twin at one and the same distance."""

_ABOVE_CHANCE = 0.3
"""By how much that share must lie above the one at distances that are no pattern's."""

_ODD_STEPS = ((137, 11), (-149, 53), (61, 139), (-31, 163), (173, 97), (-83, 71), (109, 151), (17, 127))

_STRENGTH = 14
"""Levels by which the blue of a speck lies below that of the paper around it."""


_COARSE_TYPES = frozenset(("webp", "heic", "avif"))
COARSE = "None were seen, but a picture that keeps little colour can lose them: a scan as PNG or TIFF would tell."
NO_PAPER = "It is not the scan of a page on white paper."


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Find specks, and tell of them only where they repeat over the page at one distance."""
    with opened(evidence) as image:
        if min(image.size) < LEAST_SIDE:
            sheet.not_applicable(("img.dots.suspected",), "It is too small to be the scan of a page.")
            return
        if image.mode in ("1", "L", "LA", "I;16", "I", "F"):
            raise NotChecked("The picture has no colour: yellow dots cannot be seen in it.")
        side = min(image.size)
        image.draft("RGB", (_ENOUGH, _ENOUGH))
        if image.width * image.height > _MOST_PIXELS:
            raise NotChecked("The picture has more pixels than are looked through for dots.")
        picture = image.convert("RGB").reduce(max(1, min(image.size) // _ENOUGH))
        step = side / min(picture.size)
        is_coarse = _loses_colour(image) or (evidence.type in _COARSE_TYPES and b"VP8L" not in evidence.data)
    if not is_paper(picture):
        sheet.not_applicable(("img.dots.suspected",), NO_PAPER)
    elif value := pattern(picture, step):
        sheet.find("img.dots.suspected", "the page", value, tool())
    elif is_coarse:
        raise NotChecked(COARSE)


def tool() -> str:
    """What looks for dots, with the version of the library that it stands on."""
    return f"onrecord, Pillow {version('pillow')}"


def pattern(picture: Image, step: float = 1.0) -> str:
    """In words, the specks of a page that repeat at one distance; empty where none do.

    `step` is how many pixels of the file one pixel of the picture stands for.
    """
    specks = _specks(picture)
    distance = _repeat(specks, picture.size)
    if distance is None:
        return ""
    across, down = (round(one * step) for one in distance)
    return f"About {len(specks):,} small yellow specks repeat every {across} x {down} pixels."


def _loses_colour(image: Image) -> bool:
    """Whether a picture was packed as JPEG with fewer colour samples than pixels, or with coarse steps of colour."""
    tables: dict[int, list[int]] = getattr(image, "quantization", {})
    return bool(tables) and (
        len({layer[1:3] for layer in getattr(image, "layer", [])}) > 1 or sum(tables[max(tables)]) > 64 * 20
    )


def is_paper(picture: Image) -> bool:
    """Whether much of a picture is as light as paper."""
    grey = picture.reduce(4).convert("L").histogram()
    return sum(grey[200:]) >= _LEAST_PAPER * sum(grey)


def _specks(picture: Image) -> list[Speck]:
    """The middles of small yellow specks with nothing but paper around them."""
    from PIL import ImageChops
    from PIL.Image import Resampling
    from PIL.ImageFilter import MinFilter

    red, green, blue = picture.split()
    lack = ImageChops.subtract(ImageChops.darker(red, green), blue)
    histogram, half = lack.histogram(), picture.width * picture.height / 2
    paper, seen = 0, 0
    while seen < half and paper < 255:
        seen += histogram[paper]
        paper += 1
    mask = lack.point([255 if level > paper + _STRENGTH else 0 for level in range(256)])
    block = max(4, min(picture.size) // 300)
    size = (picture.width // block, picture.height // block)
    light = ImageChops.darker(red, green).resize(size, Resampling.BOX).filter(MinFilter(3))
    plain = light.point([0 if level < 225 else 1 for level in range(256)]).tobytes()
    return [
        (x, y)
        for x, y in _small(_runs(mask), max(4, min(picture.size) // 450))
        if plain[min(y // block, size[1] - 1) * size[0] + min(x // block, size[0] - 1)]
    ]


def _runs(mask: Image) -> list[tuple[int, int, int]]:
    """Row, first and last column of every run of marked pixels."""
    width, runs = mask.width, []
    data = mask.tobytes()
    for found in re.finditer(rb"\xff+", data):
        row, first = divmod(found.start(), width)
        runs.append((row, first, min(first + found.end() - found.start(), width) - 1))
        if len(runs) >= _MOST_RUNS:
            return []
    return runs


def _small(runs: list[tuple[int, int, int]], most: int) -> list[Speck]:
    """The middles of groups of runs that touch and are no wider and no taller than `most` pixels."""
    groups: list[list[int]] = []
    before: list[tuple[int, int, int]] = []
    now: list[tuple[int, int, int]] = []
    row = -1
    for y, first, last in runs:
        if y != row:
            before, now, row = (now if y == row + 1 else []), [], y
        touching = next((group for start, end, group in before if start <= last + 1 and first <= end + 1), -1)
        if touching < 0:
            touching = len(groups)
            groups.append([first, y, last, y])
        box = groups[touching]
        box[0], box[2], box[3] = min(box[0], first), max(box[2], last), y
        now.append((first, last, touching))
    return [
        ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)
        for box in groups
        if box[2] - box[0] < most and box[3] - box[1] < most
    ]


def _repeat(specks: list[Speck], size: tuple[int, int]) -> Speck | None:
    """The distance at which most specks have a twin, across and down, over much of the page; None if there is none."""
    if len(specks) < _LEAST_SPECKS or _spread(specks, size) < 0.3:
        return None
    near: dict[Speck, list[Speck]] = {}
    cell = max(32, min(size) // 24)
    for x, y in specks:
        near.setdefault((x // cell, y // cell), []).append((x, y))
    if len(specks) > 300 * len(near):
        return None  # a screen of dots that fills an area with a tint, no marks that stand apart
    sample = specks[:: max(1, len(specks) // 150)]
    steps: Counter[Speck] = Counter()
    for x, y in sample:
        for column in range(-5, 6):
            for line in range(6):
                for other in near.get((x // cell + column, y // cell + line), ()):
                    step = other[0] - x, other[1] - y
                    if step[1] > 4 or step[0] > 4:
                        steps[step[0] // 3, step[1] // 3] += 1
    by_chance = sum(_share(near, cell, sample, step, size) for step in _ODD_STEPS) / len(_ODD_STEPS)
    least = max(_LEAST_SHARE, by_chance + _ABOVE_CHANCE)
    lie_apart = [
        (step[0] * 3 + 1, step[1] * 3 + 1)
        for step, _ in steps.most_common(40)
        if _share(near, cell, sample, (step[0] * 3 + 1, step[1] * 3 + 1), size) >= least
    ]
    across = [abs(x) for x, y in lie_apart if abs(x) > 3 * abs(y)]
    down = [y for x, y in lie_apart if y > 3 * abs(x)]
    return (min(across), min(down)) if across and down else None


def _spread(specks: list[Speck], size: tuple[int, int]) -> float:
    """The share of the page, in 8 by 8 parts, that has specks."""
    return len({(8 * x // size[0], 8 * y // size[1]) for x, y in specks}) / 64


def _share(near: dict[Speck, list[Speck]], cell: int, sample: list[Speck], step: Speck, size: tuple[int, int]) -> float:
    """The share of the specks that have another one a step away, of those whose twin would lie on the page."""
    twins, asked = 0, 0
    for x, y in sample:
        at = x + step[0], y + step[1]
        if not (0 <= at[0] < size[0] and at[1] < size[1]):
            continue
        asked += 1
        around = {(at[0] + a, at[1] + b) for a in (-3, 3) for b in (-3, 3)}
        cells = {(one[0] // cell, one[1] // cell) for one in around}
        twins += any(abs(o[0] - at[0]) <= 3 and abs(o[1] - at[1]) <= 3 for one in cells for o in near.get(one, ()))
    return twins / asked if asked >= len(sample) // 4 and asked else 0.0
