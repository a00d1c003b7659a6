"""Text in a Word document that nobody sees: hidden runs, white on white, letters too small to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workflow.checks.office.package import Node, Package, attribute, child, elements, name_of

_OFF = ("0", "false", "off", "none")
_TINY = 4
"""Half points: what is set in two points or less is not meant to be read."""
_MOST_BASES = 12


class _Look(NamedTuple):
    """How text looks, as far as a style or run says; None where it says nothing."""

    vanish: bool | None = None
    white: bool | None = None
    tiny: bool | None = None
    shaded: bool | None = None

    def over(self, below: _Look) -> _Look:
        """This look, where it says nothing that of what lies below it."""
        return _Look(*(mine if mine is not None else base for mine, base in zip(self, below, strict=True)))


_NONE = _Look()


def hidden(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """Why it cannot be seen, and the words, of each stretch of hidden text in a part."""
    styles = _Styles(package.xml_or_none("word/styles.xml"))
    root = package.xml(part)
    may_lie_on_picture = any(attribute(node, "behindDoc") in ("1", "true") for node in elements(root, "anchor"))
    has_ground = any(True for _ in elements(root, "background"))
    for paragraph in elements(root, "p"):
        below = styles.of_paragraph(paragraph)
        last, words = "", ""
        for run in elements(paragraph, "r"):
            if _paragraph_of(run) is not paragraph:
                continue
            said = "".join(node.text or "" for node in run if name_of(node) == "t")
            if not said:
                continue
            look = _look(child(run, "rPr")).over(styles.of_run(run)).over(below)
            why = _why(look, may_lie_on_picture or has_ground or _on_colour(run))
            if why != last and words.strip():
                yield last, words
            words = (words if why == last else "") + (said if why else "")
            last = why
        if last and words.strip():
            yield last, words


def _why(look: _Look, on_colour: bool) -> str:
    if look.vanish:
        return "hidden text"
    if look.tiny:
        return "letters of two points or less"
    if look.white and not look.shaded and not on_colour:
        return "white on white"
    return ""


def _look(properties: Node | None) -> _Look:
    if properties is None:
        return _NONE
    vanish = white = tiny = shaded = None
    for node in properties:
        kind, value = name_of(node), attribute(node, "val")
        if kind == "vanish":
            vanish = value not in _OFF
        elif kind == "color":
            ground = attribute(node, "themeColor") in ("background1", "light1") and not _shifted(node)
            white = _is_white(value) or ground
        elif kind == "sz" and value.isdigit():
            tiny = int(value) <= _TINY
        elif kind in ("shd", "highlight"):
            shaded = _is_ground(node)
    return _Look(vanish, white, tiny, shaded)


def _shifted(node: Node) -> bool:
    return bool(attribute(node, "themeShade") or attribute(node, "themeTint"))


def _is_white(colour: str) -> bool:
    return len(colour) == 6 and all(colour[at : at + 2].upper() >= "FA" for at in (0, 2, 4))


def _is_ground(node: Node) -> bool:
    if name_of(node) == "highlight":
        return attribute(node, "val") not in ("none", "white")
    fill = attribute(node, "fill", "auto")
    plain = fill == "auto" or _is_white(fill)
    return not plain or bool(attribute(node, "themeFill")) or attribute(node, "val") not in ("", "clear", "nil")


def _paragraph_of(run: Node) -> Node | None:
    return next((one for one in run.iterancestors() if name_of(one) == "p"), None)


def _on_colour(run: Node) -> bool:
    """Whether white letters may well stand on a ground that is not white: a shape, a coloured or styled table."""
    for one in run.iterancestors():
        kind = name_of(one)
        if kind in ("txbxContent", "textbox"):
            return True
        if kind in ("tc", "tbl"):
            properties = child(one, f"{kind}Pr")
            if properties is None:
                continue
            shading = child(properties, "shd")
            style = child(properties, "tblStyle")
            if shading is not None and _is_ground(shading):
                return True
            if style is not None and attribute(style, "val") not in ("TableGrid", "TableNormal"):
                return True
    return False


class _Styles:
    """The styles of a document, each with what it and those below it say of the look of text."""

    def __init__(self, root: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self._looks: dict[str, _Look] = {}
        self._default = ""
        for node in elements(root, "style") if root is not None else ():
            self._nodes[attribute(node, "styleId")] = node
            if attribute(node, "type") == "paragraph" and attribute(node, "default") in ("1", "true", "on"):
                self._default = attribute(node, "styleId")

    def of_run(self, run: Node) -> _Look:
        """What the character style of a run says."""
        style = child(run, "rPr", "rStyle")
        return self._look(attribute(style, "val")) if style is not None else _NONE

    def of_paragraph(self, paragraph: Node) -> _Look:
        """What a paragraph and its style say of the text in it."""
        style = child(paragraph, "pPr", "pStyle")
        own = _Look(shaded=_look(child(paragraph, "pPr")).shaded)
        return own.over(self._look(attribute(style, "val") if style is not None else self._default))

    def _look(self, name: str) -> _Look:
        if name not in self._looks:
            look, at = _NONE, name
            for _ in range(_MOST_BASES):
                node = self._nodes.get(at)
                if node is None:
                    break
                look = look.over(_look(child(node, "rPr")))
                look = look.over(_Look(shaded=_look(child(node, "pPr")).shaded))
                base = child(node, "basedOn")
                at = attribute(base, "val") if base is not None else ""
            self._looks[name] = look
        return self._looks[name]
