"""Text in OpenDocument files that nobody sees: hidden, white on white, too small, in hidden rows, off the slide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, islice
from typing import NamedTuple

from workflow.checks.office.odfwords import odf_slides
from workflow.checks.office.package import Node, Package, attribute, child, elements, name_of, text_of
from workflow.terms import Severity

_CONTENT, _STYLES = "content.xml", "styles.xml"
_TINY = 2.0
"""Points: what is set in two points or less is not meant to be read."""
_MOST_BASES = 12
_MOST_COLUMNS = 1_024
_MOST_TOLD = 40
_PLAIN = ("", "transparent", "none", "#ffffff")
_APART = ("annotation", "tracked-changes")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0}

Unseen = tuple[str, str, str, Severity | None]
"""Where it stands, why it cannot be seen, the words, and their weight where it is not the usual one."""


class _Look(NamedTuple):
    """How text looks, as far as a style says; None where it says nothing."""

    hidden: bool | None = None
    white: bool | None = None
    tiny: bool | None = None
    ground: bool | None = None

    def over(self, below: _Look) -> _Look:
        return _Look(*(mine if mine is not None else base for mine, base in zip(self, below, strict=True)))


_NONE = _Look()


class _Styles:
    """The styles of a document by family and name, each with what those above it say."""

    def __init__(self, roots: list[Node]) -> None:
        self._nodes = {
            (attribute(node, "family"), attribute(node, "name")): node
            for root in roots
            for node in elements(root, "style")
        }
        self._looks: dict[tuple[str, str], _Look] = {}
        pages = [node for root in roots for node in elements(root, "page-layout-properties")]
        self.has_ground = any(_has_ground(node) for node in pages) or any(
            attribute(node, "run-through") == "background" for root in roots for node in elements(root, "*")
        )

    def look(self, family: str, name: str) -> _Look:
        """What a style and its parents say."""
        key = (family, name)
        if key not in self._looks:
            look, at = _NONE, name
            for _ in range(_MOST_BASES):
                node = self._nodes.get((family, at))
                if node is None:
                    break
                look = look.over(_own(node))
                at = attribute(node, "parent-style-name")
            self._looks[key] = look
        return self._looks[key]

    def node(self, family: str, name: str) -> Node | None:
        """The element of a style, if there is one."""
        return self._nodes.get((family, name))


def _own(style: Node) -> _Look:
    text = child(style, "text-properties")
    grounds = [one for one in style if name_of(one).endswith("-properties") and _says_ground(one)]
    ground = any(_has_ground(one) for one in grounds) if grounds else None
    if child(style, "map") is not None:
        ground = True
    if text is None:
        return _Look(ground=ground)
    display, colour = attribute(text, "display"), attribute(text, "color").lower()
    size = _points(attribute(text, "font-size"))
    return _Look(
        display == "none" if display else None,
        colour == "#ffffff" if colour else None,
        0 < size <= _TINY if size is not None else None,
        ground,
    )


def _says_ground(node: Node) -> bool:
    return bool(attribute(node, "background-color") or attribute(node, "fill"))


def _has_ground(node: Node) -> bool:
    if attribute(node, "background-color").lower() not in _PLAIN or child(node, "background-image") is not None:
        return True
    return attribute(node, "fill", "none") != "none"


def _points(words: str) -> float | None:
    found = re.fullmatch(r"(-?\d{1,9}(?:\.\d{1,9})?)(pt|in|cm|mm|px|pc)", words)
    return float(found[1]) * _POINTS[found[2]] if found else None


def unseen(package: Package) -> Iterator[Unseen]:
    """All stretches of text that cannot be seen."""
    root = package.xml(_CONTENT)
    margins = package.xml_or_none(_STYLES)
    styles = _Styles([margins, root] if margins is not None else [root])
    for part, held in ((_CONTENT, root), (_STYLES, margins)):
        for paragraph in elements(held, "p", "h") if held is not None else ():
            for why, words in _in_paragraph(paragraph, styles):
                yield part, why, words, None
    yield from _marked(root)
    yield from _in_tables(root, styles)
    yield from _on_slides(root, margins, styles)


def _in_paragraph(paragraph: Node, styles: _Styles) -> Iterator[tuple[str, str]]:
    above = [name_of(one) for one in paragraph.iterancestors()]
    if any(name in _APART for name in above):
        return
    on_colour = styles.has_ground or "page" in above or _lies_on_colour(paragraph, styles)
    look = styles.look("paragraph", attribute(paragraph, "style-name"))
    pieces = ((_why(one, on_colour), words) for one, words in _pieces(paragraph, look, styles))
    for why, group in groupby(pieces, key=lambda piece: piece[0]):
        words = "".join(words for _, words in group)
        if why and words.strip():
            yield why, words


def _pieces(node: Node, look: _Look, styles: _Styles) -> Iterator[tuple[_Look, str]]:
    if node.text and name_of(node):
        yield look, node.text
    for one in node:
        kind = name_of(one)
        if kind == "span":
            yield from _pieces(one, styles.look("text", attribute(one, "style-name")).over(look), styles)
        elif kind == "s":
            yield look, " "
        elif kind not in (*_APART, "note", "frame", "custom-shape", "g"):
            yield from _pieces(one, look, styles)
        if one.tail:
            yield look, one.tail


def _why(look: _Look, on_colour: bool) -> str:
    if look.hidden:
        return "hidden text"
    if look.tiny:
        return "letters of two points or less"
    return "white on white" if look.white and not look.ground and not on_colour else ""


def _lies_on_colour(paragraph: Node, styles: _Styles) -> bool:
    """Whether white letters may well stand on another ground: a shape, a coloured cell, table or section."""
    families = {"table-cell": "table-cell", "table-row": "table-row", "table": "table", "section": "section"}
    for one in paragraph.iterancestors():
        kind = name_of(one)
        if kind in ("frame", "text-box", "custom-shape", "rect", "ellipse", "g"):
            return True
        if kind in families and (
            styles.look(families[kind], attribute(one, "style-name")).ground or attribute(one, "template-name")
        ):
            return True
    return False


def _marked(root: Node) -> Iterator[Unseen]:
    for node in elements(root, "hidden-text", "hidden-paragraph", "section"):
        is_hidden = attribute(node, "is-hidden") == "true" or attribute(node, "display") == "none"
        words = attribute(node, "string-value") or text_of(node)
        if is_hidden and words:
            yield _CONTENT, f"hidden {name_of(node)}", words, None


def _in_tables(root: Node, styles: _Styles) -> Iterator[Unseen]:
    is_book = child(root, "body", "spreadsheet") is not None
    for table in elements(root, "table"):
        where = f"sheet {attribute(table, 'name')}" if is_book else _CONTENT
        spans = list(_columns(table))
        rows, columns, white = [], [], []
        for row in elements(table, "table-row"):
            in_row, at = attribute(row, "visibility") == "collapse", 0
            for cell in row:
                words = " ".join(text_of(one) for one in cell if name_of(one) in ("p", "h", "list")).strip()
                column = next((span for span in spans if at in span.places), _NO_COLUMN) if words else _NO_COLUMN
                style = (attribute(one, name) for one, name in ((cell, "style-name"), (row, "default-cell-style-name")))
                look = styles.look("table-cell", next(filter(None, style), column.style))
                if words and in_row:
                    rows.append(words)
                elif words and column.is_hidden:
                    columns.append(words)
                elif words and is_book and look.white and not look.ground:
                    white.append(words)
                at += _repeated(cell)
        for why, found in (("in hidden rows", rows), ("in hidden columns", columns), ("white on white", white)):
            if found:
                yield where, why, " | ".join(found[:_MOST_TOLD]), Severity.NOTE


class _Columns(NamedTuple):
    """Columns beside each other that are alike."""

    places: range
    is_hidden: bool
    style: str


_NO_COLUMN = _Columns(range(0), False, "")


def _columns(table: Node) -> Iterator[_Columns]:
    at = 0
    for column in islice(elements(table, "table-column"), _MOST_COLUMNS):
        count = _repeated(column)
        is_hidden = attribute(column, "visibility") == "collapse"
        yield _Columns(range(at, at + count), is_hidden, attribute(column, "default-cell-style-name"))
        at += count


def _repeated(node: Node) -> int:
    number = attribute(node, "number-columns-repeated", "1")
    return min(int(number), _MOST_COLUMNS) if number.isdigit() and len(number) < 9 else 1


def _on_slides(root: Node, margins: Node | None, styles: _Styles) -> Iterator[Unseen]:
    wide, high = _page_size(margins)
    for number, page in enumerate(odf_slides(root), 1):
        where = f"slide {number}"
        style = styles.node("drawing-page", attribute(page, "style-name"))
        properties = child(style, "drawing-page-properties") if style is not None else None
        if properties is not None and attribute(properties, "visibility") == "hidden":
            yield where, "hidden slide", text_of(page), None
        for shape in page:
            left, top, width, height = (_points(attribute(shape, name)) for name in ("x", "y", "width", "height"))
            if None in (left, top, width, height) or not text_of(shape) or not wide or not high:
                continue
            assert left is not None and top is not None and width is not None and height is not None
            if left >= wide or top >= high or left + width <= 0 or top + height <= 0:
                yield where, "off the slide", text_of(shape), None


def _page_size(margins: Node | None) -> tuple[float, float]:
    """The size of all slides in points; nought where they are not of one size, or say none."""
    found = {
        (_points(attribute(node, "page-width")), _points(attribute(node, "page-height")))
        for node in (elements(margins, "page-layout-properties") if margins is not None else ())
    }
    wide, high = max((one[0] or 0 for one in found), default=0), max((one[1] or 0 for one in found), default=0)
    return wide, high
