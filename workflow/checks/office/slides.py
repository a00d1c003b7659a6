"""What a presentation holds beside what is shown: hidden slides, text off the slide, comments."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.checks.evidence import Evidence
from workflow.checks.office.package import (
    Node,
    Package,
    attribute,
    child,
    elements,
    lxml_tool,
    name_of,
    package_of,
    quoted,
    text_of,
)
from workflow.checks.sheet import Check, Sheet

_SHAPES = ("sp", "graphicFrame", "cxnSp")
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_TINY = 200
"""Hundredths of a point: what is set in two points or less is not meant to be read."""


def checks() -> tuple[Check, ...]:
    """The checks of presentations alone."""
    return (
        Check(("office.hidden_text",), _hidden),
        Check(("office.comments",), _comments),
        Check(("office.tracked_changes",), _changes),
    )


def slides(package: Package) -> list[str]:
    """The parts of the slides, in the order in which they are shown, hidden ones among them."""
    targets = {one.id: one.target for one in package.relations if one.source == package.main}
    listed = [
        targets.get(next((str(value) for key, value in node.items() if key.endswith("relationships}id")), ""), "")
        for node in elements(package.xml(package.main), "sldId")
    ]
    return [part for part in listed if package.has(part)] or package.parts(r"ppt/slides/slide\d+\.xml")


def slide_text(root: Node) -> str:
    """The words of a slide or of its notes, a paragraph a line."""
    lines = ("".join(node.text or "" for node in elements(line, "t")) for line in elements(root, "p"))
    return "\n".join(line for line in lines if line.strip())


def is_hidden(root: Node) -> bool:
    """Whether a slide is left out when the presentation is shown."""
    return attribute(root, "show") in ("0", "false")


def _hidden(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    size = next(elements(package.xml(package.main), "sldSz"), None)
    wide, high = _number(size, "cx"), _number(size, "cy")
    for number, part in enumerate(slides(package), 1):
        root = package.xml(part)
        where = f"slide {number}"
        if is_hidden(root):
            sheet.find("office.hidden_text", where, f"hidden slide: {quoted(slide_text(root))}", lxml_tool())
        for words in _pale(package, part, root):
            sheet.find("office.hidden_text", where, f"white on white: {quoted(words)}", lxml_tool())
        for why, words in _unseen(root, wide, high):
            sheet.find("office.hidden_text", where, f"{why}: {quoted(words)}", lxml_tool())


def _unseen(root: Node, wide: int, high: int) -> Iterator[tuple[str, str]]:
    for shape in elements(root, *_SHAPES):
        words = slide_text(shape)
        if not words:
            continue
        label = next(elements(shape, "cNvPr"), None)
        if label is not None and attribute(label, "hidden") in ("1", "true"):
            yield "hidden shape", words
        elif wide and high and _is_off(shape, wide, high):
            yield "off the slide", words
    for run in elements(root, "r"):
        size = child(run, "rPr")
        if size is not None and 0 < _number(size, "sz") <= _TINY and text_of(child(run, "t")):
            yield "letters of two points or less", text_of(child(run, "t"))


def _pale(package: Package, part: str, root: Node) -> Iterator[str]:
    """White words on a slide that is surely white: nothing on it, its layout or its master has a colour or picture."""
    runs = [run for run in elements(root, "r") if _is_white(child(run, "rPr", "solidFill"))]
    said = [words for run in runs if (words := text_of(child(run, "t")))]
    layouts = package.related(part, "slideLayout")
    masters = [master for layout in layouts for master in package.related(layout, "slideMaster")]
    themes = [theme for master in masters for theme in package.related(master, "theme")]
    if not said or not themes:
        return
    light = next(elements(package.xml(themes[0]), "lt1"), None)
    whole = [root, *(package.xml(name) for name in (*layouts, *masters))]
    if light is not None and _is_white(light) and not any(_has_colour(one) for one in whole):
        yield from said


def _is_white(fill: Node | None) -> bool:
    colour = fill[0] if fill is not None and len(fill) else None
    return colour is not None and "FFFFFF" in (attribute(colour, "val").upper(), attribute(colour, "lastClr").upper())


def _has_colour(root: Node) -> bool:
    """Whether something on a slide, layout or master may be a ground that is not white."""
    for node in elements(root, "pic", "graphicFrame", "bgPr", "bgRef", "spPr", "fillRef", "clrMap"):
        kind = name_of(node)
        if kind in ("pic", "graphicFrame", "bgPr"):
            return True
        if kind == "spPr" and any(name_of(one) in _FILLS for one in node):
            return True
        if kind == "fillRef" and attribute(node, "idx") != "0":
            return True
        if kind == "clrMap" and attribute(node, "bg1") != "lt1":
            return True
        if kind == "bgRef" and (attribute(node, "idx") != "1001" or [attribute(one, "val") for one in node] != ["bg1"]):
            return True
    return False


def _is_off(shape: Node, wide: int, high: int) -> bool:
    """Whether no part of a shape lies on the slide. One in a group has a place of its own kind, and is left alone."""
    if any(name_of(one) == "grpSp" for one in shape.iterancestors()):
        return False
    frame = next((one for one in (child(shape, "spPr", "xfrm"), child(shape, "xfrm")) if one is not None), None)
    at, size = (child(frame, "off"), child(frame, "ext")) if frame is not None else (None, None)
    if at is None or size is None:
        return False
    left, top = _number(at, "x"), _number(at, "y")
    return left >= wide or top >= high or left + _number(size, "cx") <= 0 or top + _number(size, "cy") <= 0


def _number(node: Node | None, name: str) -> int:
    try:
        return int(attribute(node, name, "0")) if node is not None else 0
    except ValueError:
        return 0


def _comments(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    people = {
        attribute(node, "id"): attribute(node, "name")
        for part in package.parts(r"ppt/(?:commentAuthors|authors)\.xml")
        for node in elements(package.xml(part), "cmAuthor", "author")
    }
    for part in package.parts(r"ppt/comments/[^/]+\.xml"):
        for node in elements(package.xml(part), "cm", "reply"):
            who = people.get(attribute(node, "authorId"), "") or "somebody unnamed"
            date = attribute(node, "dt") or attribute(node, "created")
            said = text_of(child(node, "text")) or text_of(child(node, "txBody"))
            sheet.find("office.comments", part, f"{who}{f' ({date})' if date else ''}: {quoted(said)}", lxml_tool())


def _changes(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for part in package.parts(r"ppt/changesInfos/[^/]+\.xml"):
        names = {attribute(node, "name"): None for node in elements(package.xml(part), "chgData")}
        names.pop("", None)
        if names:
            value = f"PowerPoint kept a list of changes by {', '.join(names)}"
            sheet.find("office.tracked_changes", part, value, lxml_tool())
