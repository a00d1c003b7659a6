"""Which letters of a page nobody sees, and why: by drawing the page with and without them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from PIL import Image, ImageChops, ImageStat
from pypdfium2 import raw

from workflow.checks.pdf.canvas import COVERING, TEXT, Box, Canvas, Letter, Mask, Thing

COVERED, SAME, OFF, OCR = "covered_text", "same_colour_text", "offpage_text", "ocr_layer"
LAYER = "in a layer that is switched off"
GROUND, BLACK = "in the colour of its ground", "dark on a dark ground, as words blacked out are"
_NO_COVER = {
    raw.FPDF_ANNOT_TEXT,
    raw.FPDF_ANNOT_POPUP,
    raw.FPDF_ANNOT_LINK,
    raw.FPDF_ANNOT_WIDGET,
    raw.FPDF_ANNOT_FILEATTACHMENT,
}
_SHARE = 0.03
_SHARE_OF_LARGE = 0.004
_LARGE = 60
_INVISIBLE = (3, 7)
_MOST_PASSES = 6
_FLAT = 10
_DARK = 90


class Unseen(NamedTuple):
    """A letter that nobody sees: which, why, and what lies over it."""

    letter: Letter
    why: str
    by: str


class Cover(NamedTuple):
    """Something that may lie over letters: its box in points, its place in the painting, and its name."""

    box: tuple[float, float, float, float]
    order: int
    name: str


def unseen(canvas: Canvas) -> list[Unseen]:
    """Letters of the page that cannot be seen although they can be copied out, in the order of the text."""
    off = [one for one in canvas.letters if _is_off(one, canvas)]
    gone = {one.place for one in off}
    on_page = [one for one in canvas.letters if one.place not in gone and one.owner in canvas.things]
    if not on_page:
        return [Unseen(one, OFF, "") for one in off]
    covers = _covers(canvas)
    seen = _shown_by(canvas, (key for key, one in canvas.things.items() if one.kind == TEXT), canvas.full)
    blind = [one for one in on_page if not _visible(one, seen)]
    hidden = {one.place for one in blind}
    shown = [one for one in on_page if one.place not in hidden]
    blind = _without_twins(blind, shown) + _overwritten(canvas, shown, covers)
    told = [Unseen(one, OFF, "") for one in off] + (_reasons(canvas, blind, covers) if blind else [])
    return sorted(told, key=lambda one: one.letter.place)


def _without_twins(blind: list[Letter], shown: list[Letter]) -> list[Letter]:
    """Without those that stand in the same place once more and are seen there: shadows and bold print."""
    if not blind:
        return []
    by_place = _grid(shown)
    return [
        one
        for one in blind
        if not any(other.char == one.char and _close(one.box, other.box) for other in _near(one, by_place))
    ]


def _grid(letters: Iterable[Letter]) -> dict[tuple[int, int], list[Letter]]:
    by_place: dict[tuple[int, int], list[Letter]] = {}
    for one in letters:
        by_place.setdefault((one.box[0] // 16, one.box[1] // 16), []).append(one)
    return by_place


def _near(letter: Letter, by_place: dict[tuple[int, int], list[Letter]]) -> Iterator[Letter]:
    column, row = letter.box[0] // 16, letter.box[1] // 16
    for x in (-1, 0, 1):
        for y in (-1, 0, 1):
            yield from by_place.get((column + x, row + y), ())


def _close(one: Box, other: Box) -> bool:
    reach = max(2, (one[3] - one[1]) // 3)
    return abs(one[0] - other[0]) <= reach and abs(one[1] - other[1]) <= reach


def _is_off(letter: Letter, canvas: Canvas) -> bool:
    left, top, right, bottom = letter.box
    wide, high = canvas.size
    return right <= 0 or bottom <= 0 or left >= wide or top >= high


def _shown_by(canvas: Canvas, owners: Iterable[int], whole: Image.Image) -> Mask:
    owners = list(owners)
    canvas.show(owners, False)
    mask = Mask(whole, canvas.draw())
    canvas.show(owners, True)
    return mask


def _visible(letter: Letter, mask: Mask) -> bool:
    left, top, right, bottom = letter.box
    if right - left > 6 and bottom - top > 6:
        left, top, right, bottom = left + 1, top + 1, right - 1, bottom - 1
    area = (right - left) * (bottom - top)
    share = _SHARE_OF_LARGE if bottom - top > _LARGE else _SHARE
    return mask.has((left, top, right, bottom), share * area)


def _covers(canvas: Canvas) -> list[Cover]:
    covers = [
        Cover(thing.box, thing.order, "a picture" if thing.kind == raw.FPDF_PAGEOBJ_IMAGE else "a shape")
        for thing in canvas.order
        if thing.kind in COVERING and _is_filled(thing)
    ]
    box = raw.FS_RECTF()
    for at in range(min(raw.FPDFPage_GetAnnotCount(canvas.page.raw), 2000)):
        note = raw.FPDFPage_GetAnnot(canvas.page.raw, at)
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind not in _NO_COVER and raw.FPDFAnnot_GetRect(note, box):
            covers.append(Cover((box.left, box.bottom, box.right, box.top), len(canvas.order), "an annotation"))
        raw.FPDFPage_CloseAnnot(note)
    return covers


def _is_filled(thing: Thing) -> bool:
    if thing.kind != raw.FPDF_PAGEOBJ_PATH:
        return True
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing.handle, fill, stroke)
    left, bottom, right, top = thing.box
    return bool(fill.value) or (bool(stroke.value) and min(right - left, top - bottom) > 4)


def _over(letter: Letter, covers: Iterable[Cover], order: int) -> list[Cover]:
    x, y = letter.middle
    return [
        one for one in covers if one.order > order and one.box[0] <= x <= one.box[2] and one.box[1] <= y <= one.box[3]
    ]


def _overwritten(canvas: Canvas, letters: list[Letter], covers: list[Cover]) -> list[Letter]:
    """Letters under a shape on which others were painted again, so that the place is not blank."""
    last = max((one.order for one in covers), default=-1)
    below = [one for one in letters if canvas.things[one.owner].order < last]
    below = [one for one in below if _over(one, covers, canvas.things[one.owner].order)]
    if not below:
        return []
    by_place = _grid(letters)
    suspects = [one for one in below if _has_other_above(one, by_place, canvas, covers)]
    if not suspects:
        return []
    owners = list(dict.fromkeys(one.owner for one in suspects))
    mask = _shown_by(canvas, owners, canvas.full)
    found = [one for one in suspects if not _visible(one, mask)]
    done = {one.place for one in found}
    rest = [one for one in suspects if one.place not in done]
    for owner in list(dict.fromkeys(one.owner for one in rest))[:_MOST_PASSES]:
        mask = _shown_by(canvas, [owner], canvas.full)
        found += [one for one in rest if one.owner == owner and not _visible(one, mask)]
    return found


def _has_other_above(
    letter: Letter, by_place: dict[tuple[int, int], list[Letter]], canvas: Canvas, covers: list[Cover]
) -> bool:
    order = canvas.things[letter.owner].order
    first = min(one.order for one in _over(letter, covers, order))
    above = [
        one for one in _near(letter, by_place) if canvas.things[one.owner].order > first and _touch(one.box, letter.box)
    ]
    return bool(above) and all(one.char != letter.char for one in above)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _reasons(canvas: Canvas, blind: list[Letter], covers: list[Cover]) -> list[Unseen]:
    owners = list(dict.fromkeys(one.owner for one in blind))
    never = {owner for owner in owners if canvas.mode(owner) in _INVISIBLE}
    told = [_not_painted(one, canvas, covers) for one in blind if one.owner in never]
    canvas.mark(owners)
    loud = _shown_by(canvas, owners, canvas.draw())
    rest = [key for key, thing in canvas.things.items() if thing.kind != raw.FPDF_PAGEOBJ_FORM and key not in owners]
    canvas.show(rest, False)
    alone = _alone(canvas, owners)
    painted = [one for one in blind if one.owner not in never and _visible(one, alone)]
    under = [one for one in painted if not _visible(one, loud)]
    is_scan = _is_scan(canvas, under, covers)
    told += [Unseen(one, SAME, BLACK if _blacked(one, canvas) else GROUND) for one in painted if _visible(one, loud)]
    off = {owner for owner in owners if owner not in never and canvas.is_layered(owner)}
    told += [Unseen(one, SAME, LAYER) for one in blind if one.owner in off and not _visible(one, alone)]
    for one in under:
        if over := _over(one, covers, canvas.things[one.owner].order):
            why = OCR if is_scan and not _blacked(one, canvas) else COVERED
            told.append(Unseen(one, why, over[-1].name))
    shaped = _shaped(canvas, [one.letter for one in told if one.why == SAME], alone)
    return [one for one in told if one.why != SAME or one.letter.owner not in shaped]


def _shaped(canvas: Canvas, letters: list[Letter], alone: Mask) -> set[int]:
    """Those whose shapes are seen all the same: outlines or a cut-out picture, with words laid over it for copying."""
    fits: dict[int, list[bool]] = {}
    for one in letters:
        shape, place = alone.picture.crop(one.box), canvas.full.crop(one.box)
        if shape.getextrema() == (0, 255):
            inside, outside = ImageStat.Stat(place, shape).mean, ImageStat.Stat(place, ImageChops.invert(shape)).mean
            fits.setdefault(one.owner, []).append(max(abs(a - b) for a, b in zip(inside, outside, strict=True)) > 30)
    return {owner for owner, fit in fits.items() if sum(fit) * 10 > len(fit) * 6}


def _alone(canvas: Canvas, owners: list[int]) -> Mask:
    with_them = canvas.draw(annotations=False)
    canvas.show(owners, False)
    mask = Mask(with_them, canvas.draw(annotations=False))
    canvas.show(owners, True)
    return mask


def _not_painted(letter: Letter, canvas: Canvas, covers: list[Cover]) -> Unseen:
    """Letters that are never painted: over a scan they are recognised words, unless something was laid over both."""
    x, y = letter.middle
    behind = [
        one
        for one in covers
        if one.name == "a picture" and one.box[0] <= x <= one.box[2] and one.box[1] <= y <= one.box[3]
    ]
    if not behind:
        return Unseen(letter, SAME, "set as invisible")
    over = [one for one in _over(letter, covers, max(one.order for one in behind)) if one.name != "a picture"]
    if over and _spread(letter, canvas.full) <= _FLAT:
        return Unseen(letter, COVERED, over[-1].name)
    if _blacked(letter, canvas):
        return Unseen(letter, COVERED, "a black place of the picture")
    if _area(behind, canvas) < 0.5 and _spread(letter, canvas.full) <= _FLAT:
        return Unseen(letter, SAME, "set as invisible")
    return Unseen(letter, OCR, "")


def _is_scan(canvas: Canvas, under: list[Letter], covers: list[Cover]) -> bool:
    """Whether letters lie under a picture of the page that shows them: recognised words, painted before the scan."""
    pictures = [one for one in covers if one.name == "a picture"]
    below = [one for one in under if _over(one, pictures, canvas.things[one.owner].order)]
    if not below or len(below) * 2 < len(under) or _area(pictures, canvas) < 0.5:
        return False
    return sum(_spread(one, canvas.full, 6) > 40 for one in below) * 2 > len(below)


def _area(covers: Iterable[Cover], canvas: Canvas) -> float:
    whole: float = max(1.0, canvas.width * canvas.height)
    return sum((one.box[2] - one.box[0]) * (one.box[3] - one.box[1]) for one in covers) / whole


def _spread(letter: Letter, picture: Image.Image, reach: int = 0) -> int:
    left, top, right, bottom = letter.box
    extremes: Any = picture.crop((left - reach, top - reach, right + reach, bottom + reach)).getextrema()
    return max(int(high) - int(low) for low, high in extremes)


def _blacked(letter: Letter, canvas: Canvas) -> bool:
    extremes: Any = canvas.full.crop(letter.box).getextrema()
    return all(high < _DARK and high - low <= _FLAT for low, high in extremes)
