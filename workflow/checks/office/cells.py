"""The cells of a workbook as words, and how they look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from workflow.checks.office.package import Node, Package, attribute, child, elements, name_of


class CellText:
    """The shared words and the styles of a workbook."""

    def __init__(self, package: Package) -> None:
        self._package = package

    @cached_property
    def shared(self) -> list[str]:
        """The words that cells share, by number."""
        root = self._package.xml_or_none("xl/sharedStrings.xml")
        return [_rich(node) for node in root if name_of(node) == "si"] if root is not None else []

    @cached_property
    def _white(self) -> list[bool]:
        root = self._package.xml_or_none("xl/styles.xml")
        if root is None:
            return []
        fonts = [_is_white_font(font) for font in _children(root, "fonts")]
        plain = [_is_plain(fill) for fill in _children(root, "fills")]
        return [
            _at(fonts, attribute(xf, "fontId")) and _at(plain, attribute(xf, "fillId"))
            for xf in _children(root, "cellXfs")
        ]

    def is_white(self, style: str) -> bool:
        """Whether cells of this style are white on no colour."""
        return _at(self._white, style)


def _children(root: Node, name: str) -> list[Node]:
    held = child(root, name)
    return list(held) if held is not None else []


def _at(flags: list[bool], number: str) -> bool:
    return number.isdigit() and int(number) < len(flags) and flags[int(number)]


def _is_white_font(font: Node) -> bool:
    colour = child(font, "color")
    if colour is None:
        return False
    return attribute(colour, "rgb").upper() in ("FFFFFFFF", "00FFFFFF") or (
        attribute(colour, "theme") == "0" and not attribute(colour, "tint")
    )


def _is_plain(fill: Node) -> bool:
    pattern = child(fill, "patternFill")
    return pattern is not None and attribute(pattern, "patternType", "none") == "none"


def _rich(node: Node) -> str:
    """The words of a string, without the reading aids above them."""
    return "".join(one.text or "" for one in elements(node, "t") if name_of(one.getparent()) != "rPh")


def values(row: Node, text: CellText) -> Iterator[tuple[str, str, str]]:
    """The place, words and style number of each cell of a row that is not empty."""
    for cell in row:
        if name_of(cell) != "c":
            continue
        kind, raw = attribute(cell, "t"), child(cell, "v")
        words = raw.text or "" if raw is not None else ""
        if kind == "s":
            words = text.shared[int(words)] if words.isdigit() and int(words) < len(text.shared) else ""
        elif kind == "inlineStr":
            words = _rich(cell)
        if words.strip():
            yield attribute(cell, "r"), words, attribute(cell, "s", "0")


def column_number(where: str) -> int:
    """The number of the column of a cell such as `AB12`, counted from 1; 0 where it says none."""
    number = 0
    for letter in re.match(r"[A-Z]{0,3}", where)[0]:  # type: ignore[index]
        number = 26 * number + ord(letter) - 64
    return number
