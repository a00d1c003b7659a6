"""The words of OpenDocument files, as pages."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.checks.office.package import Node, Package, attribute, child, elements, name_of, text_of
from workflow.findings import Page

_CONTENT, _STYLES = "content.xml", "styles.xml"
_NO_TEXT = ("annotation", "tracked-changes", "note-citation")


def odf_slides(root: Node) -> Iterator[Node]:
    """The slides of a presentation; none in other documents."""
    body = child(root, "body", "presentation")
    return (node for node in body if name_of(node) == "page") if body is not None else iter(())


def odf_pages(package: Package) -> Iterator[Page]:
    """The words of an OpenDocument file: a page a sheet or slide, one for a text, one for headers and footers."""
    root = package.xml(_CONTENT)
    sheets = child(root, "body", "spreadsheet")
    if sheets is not None:
        for table in sheets:
            if name_of(table) == "table":
                yield Page(f"sheet {attribute(table, 'name')}", _said(table))
        return
    pages = list(odf_slides(root))
    for number, page in enumerate(pages, 1):
        notes = child(page, "notes")
        yield Page(f"slide {number}", "\n".join(_said(node) for node in page if name_of(node) != "notes"))
        if notes is not None and _said(notes).strip():
            yield Page(f"notes of slide {number}", _said(notes))
    body = child(root, "body", "text")
    if body is not None:
        yield Page("document", _said(body))
        styles = package.xml_or_none(_STYLES)
        margins = [_said(node) for node in elements(styles, "header", "footer")] if styles is not None else []
        if any(margins):
            yield Page("headers and footers", "\n".join(filter(None, margins)))
    notes = [
        " ".join(text_of(line) for line in note if name_of(line) in ("p", "list"))
        for note in elements(root, "annotation")
    ]
    if notes:
        yield Page("comments", "\n".join(notes))


def _said(root: Node) -> str:
    lines: list[str] = []
    for node in elements(root, "p", "h", "table-row"):
        above = {name_of(one) for one in node.iterancestors()}
        if above.intersection(_NO_TEXT) or (name_of(node) != "table-row" and "table-row" in above):
            continue
        if name_of(node) == "table-row":
            cells = ("".join(_letters(cell)) for cell in node)
            lines.append("\t".join(cell for cell in cells if cell.strip()))
        elif "p" not in above:
            lines.append("".join(_letters(node)))
    return "\n".join(line for line in lines if line)


def _letters(node: Node) -> Iterator[str]:
    if name_of(node) in _NO_TEXT:
        return
    yield {"tab": "\t", "line-break": "\n", "s": " "}.get(name_of(node), "")
    yield node.text or "" if name_of(node) else ""
    for one in node:
        yield from _letters(one)
        yield one.tail or ""
