"""A page as the library draws it: its objects in the order of painting, its letters, and pictures of it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from workflow.checks.sheet import LimitsHit

Box = tuple[int, int, int, int]
MOST_LETTERS = 30_000
_MOST_OBJECTS = 60_000
_DEEPEST = 8
_SCALE = 2.0
_MOST_PIXELS = 6_000_000
_SEEN = 6
_LEVELS = [255 * (level > _SEEN) for level in range(256)]
_MARKER = (255, 0, 255, 255)
TEXT = raw.FPDF_PAGEOBJ_TEXT
COVERING = {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}


class Thing(NamedTuple):
    """An object of the page: its kind, its place in the order of painting, and its box in points."""

    handle: Any
    kind: int
    order: int
    box: tuple[float, float, float, float]


class Letter(NamedTuple):
    """A letter or digit of the page: where it stands among all characters, and its box in pixels and in points."""

    place: int
    char: str
    owner: int
    box: Box
    middle: tuple[float, float]


class Canvas:
    """One page, drawn as often as a question about it needs. What it changes lives in memory alone."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.width, self.height = page.get_size()
        area = max(1.0, self.width * self.height)
        self.scale = min(_SCALE, (_MOST_PIXELS / area) ** 0.5)
        self.things: dict[int, Thing] = {}
        self.order: list[Thing] = []
        self._list(_on_page(page), 0, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
        self.text = page.get_textpage()
        self._map = self._mapping()
        self.size = (0, 0)
        self.full = self.draw()
        self.letters = list(self._letters())

    def _list(self, handles: Iterable[Any], depth: int, matrix: tuple[float, ...]) -> None:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        for handle in handles:
            if len(self.order) >= _MOST_OBJECTS or depth > _DEEPEST:
                raise LimitsHit("A page has more objects than are looked at.")
            kind = raw.FPDFPageObj_GetType(handle)
            raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
            box = _moved((left.value, bottom.value, right.value, top.value), matrix)
            thing = Thing(handle, kind, len(self.order), box)
            self.order.append(thing)
            self.things[key(handle)] = thing
            if kind == raw.FPDF_PAGEOBJ_FORM:
                inner = raw.FS_MATRIX()
                raw.FPDFPageObj_GetMatrix(handle, inner)
                own = (inner.a, inner.b, inner.c, inner.d, inner.e, inner.f)
                self._list(_in_form(handle), depth + 1, _times(own, matrix))

    def _mapping(self) -> tuple[float, ...]:
        wide, high = int(self.width * 100) or 1, int(self.height * 100) or 1
        corners = []
        for point in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
            across, down = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(self.page.raw, 0, 0, wide, high, 0, *point, across, down)
            corners.append((across.value * self.scale / 100, down.value * self.scale / 100))
        (e, f), (x1, y1), (x2, y2) = corners
        return ((x1 - e) / 1000, (y1 - f) / 1000, (x2 - e) / 1000, (y2 - f) / 1000, e, f)

    def _letters(self) -> Iterator[Letter]:
        text = self.text.raw
        count = raw.FPDFText_CountChars(text)
        if count > MOST_LETTERS:
            raise LimitsHit(f"A page has more than {MOST_LETTERS:,} letters.")
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        a, b, c, d, e, f = self._map
        for place in range(count):
            char = chr(raw.FPDFText_GetUnicode(text, place) & 0x10FFFF)
            if not char.isalnum() or not raw.FPDFText_GetCharBox(text, place, left, right, bottom, top):
                continue
            x0, x1, y0, y1 = left.value, right.value, bottom.value, top.value
            if x1 - x0 <= 0 or y1 - y0 <= 0:
                continue
            owner = key(raw.FPDFText_GetTextObject(text, place))
            thing = self.things.get(owner)
            if thing and _disjoint((x0, y0, x1, y1), thing.box):  # the library misplaces letters with a spoken twin
                x0, y0, x1, y1 = thing.box
            xs = (a * x0 + c * y0 + e, a * x1 + c * y1 + e)
            ys = (b * x0 + d * y0 + f, b * x1 + d * y1 + f)
            box = (round(min(xs)), round(min(ys)), max(round(max(xs)), round(min(xs)) + 1), round(max(ys)))
            box = (box[0], box[1], box[2], max(box[3], box[1] + 1))
            yield Letter(place, char, owner, box, ((x0 + x1) / 2, (y0 + y1) / 2))

    def draw(self, annotations: bool = True) -> Image.Image:
        """The page as it is now, in colour."""
        bitmap = self.page.render(
            scale=self.scale, may_draw_forms=False, draw_annots=annotations, rev_byteorder=True, prefer_bgrx=False
        )
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        self.size = picture.size
        return picture

    def show(self, owners: Iterable[int], is_shown: bool) -> None:
        """Paint these objects, or leave them out."""
        for owner in owners:
            if owner in self.things:
                raw.FPDFPageObj_SetIsActive(self.things[owner].handle, is_shown)

    def mark(self, owners: Iterable[int]) -> None:
        """Give these letters a loud colour, filled and opaque, however they are set."""
        for owner in owners:
            handle = self.things[owner].handle
            raw.FPDFPageObj_SetFillColor(handle, *_MARKER)
            raw.FPDFTextObj_SetTextRenderMode(handle, raw.FPDF_TEXTRENDERMODE_FILL)

    def mode(self, owner: int) -> int:
        """How these letters are set: 3 is neither filled nor stroked, 7 for clipping alone."""
        return int(raw.FPDFTextObj_GetTextRenderMode(self.things[owner].handle))

    def is_layered(self, owner: int) -> bool:
        """Whether these letters belong to a layer of their own, which can be switched off."""
        handle, name, size = self.things[owner].handle, ctypes.create_string_buffer(64), ctypes.c_ulong()
        for at in range(min(raw.FPDFPageObj_CountMarks(handle), 20)):
            mark = raw.FPDFPageObj_GetMark(handle, at)
            into = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
            raw.FPDFPageObjMark_GetName(mark, into, 64, size)
            if name.raw[: max(0, size.value - 2)] == "OC".encode("utf-16-le"):
                return True
        return False

    def close(self) -> None:
        """Let go of the page."""
        self.text.close()
        self.page.close()


class Mask:
    """Where two drawings differ so that an eye could see it, 255 for such a pixel."""

    def __init__(self, one: Image.Image, other: Image.Image) -> None:
        red, green, blue = ImageChops.difference(one, other).split()
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        self.picture = most.point(_LEVELS)
        self._bytes = self.picture.tobytes()
        self._width, self._height = one.size

    def has(self, box: Box, more_than: float) -> bool:
        """Whether more than so many pixels differ within a box."""
        left, top, right, bottom = (
            max(box[0], 0),
            max(box[1], 0),
            min(box[2], self._width),
            min(box[3], self._height),
        )
        count = 0
        for start in range(top * self._width, bottom * self._width, self._width):
            count += self._bytes.count(255, start + left, start + right)
            if count > more_than:
                return True
        return False


def key(handle: Any) -> int:
    """A number by which two handles of the same object are known as the same; 0 for none."""
    return ctypes.addressof(handle.contents) if handle else 0


def _on_page(page: pypdfium2.PdfPage) -> Iterator[Any]:
    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        yield raw.FPDFPage_GetObject(page.raw, at)


def _in_form(handle: Any) -> Iterator[Any]:
    for at in range(max(0, raw.FPDFFormObj_CountObjects(handle))):
        yield raw.FPDFFormObj_GetObject(handle, at)


def _disjoint(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] > other[2] + 3 or other[0] > one[2] + 3 or one[1] > other[3] + 3 or other[1] > one[3] + 3


def _times(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(box: tuple[float, float, float, float], matrix: tuple[float, ...]) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
