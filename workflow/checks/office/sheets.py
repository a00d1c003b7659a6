"""What an Excel workbook says beside what is seen: hidden sheets and cells, comments, revisions, live links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from workflow.checks.evidence import Evidence
from workflow.checks.office.cells import CellText, column_number, values
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
from workflow.terms import Severity

_DDE_FORMULA = re.compile(r"""(?i)\b[\w.]+\s*\|\s*(?:'[^']*'|"[^"]*"|[\w.]+)\s*![\w'$]+""")


class SheetPart(NamedTuple):
    """A sheet of a workbook: its name, whether it is `visible`, `hidden` or `veryHidden`, and its part."""

    name: str
    state: str
    part: str


def checks() -> tuple[Check, ...]:
    """The checks of workbooks alone."""
    return (
        Check(("office.hidden_sheet",), _hidden_sheets),
        Check(("office.hidden_text",), _hidden_cells),
        Check(("office.comments",), _comments),
        Check(("office.tracked_changes",), _revisions),
        Check(("office.dde",), _dde),
    )


def sheets(package: Package) -> list[SheetPart]:
    """The sheets of a workbook, in its order."""
    targets = {one.id: one.target for one in package.relations if one.source == package.main}
    return [
        SheetPart(attribute(node, "name"), attribute(node, "state", "visible"), targets.get(_relation(node), ""))
        for node in elements(package.xml(package.main), "sheet")
    ]


def _readable(evidence: Evidence) -> Package:
    """The package, whose parts are XML. Raises NotChecked where they are in Excel's binary form (xlsb)."""
    package = package_of(evidence)
    _ = package.main
    return package


def _relation(node: Node) -> str:
    return next((str(value) for key, value in node.items() if key.endswith("relationships}id")), "")


def _hidden_sheets(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for one in sheets(package):
        if one.state in ("hidden", "veryHidden"):
            how = "hidden" if one.state == "hidden" else "hidden so that Excel's menus do not show it"
            sheet.find(
                "office.hidden_sheet", f"sheet {one.name}", f"the sheet {quoted(one.name)} is {how}", lxml_tool()
            )


def _hidden_cells(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    text = CellText(package)
    for one in sheets(package):
        if not package.has(one.part) or not one.part.startswith("xl/worksheets/"):
            continue
        root = package.xml(one.part)
        for why, severity, cells in _unseen(root, text):
            if cells:
                value = f"{why}: {quoted(' | '.join(cells))}"
                sheet.find("office.hidden_text", f"sheet {one.name}", value, lxml_tool(), severity)


def _unseen(root: Node, text: CellText) -> Iterator[tuple[str, Severity, list[str]]]:
    folded = child(root, "autoFilter") is not None or any(
        attribute(row, "outlineLevel", "0") != "0" for row in elements(root, "row", "col")
    )
    hidden_columns = [
        range(int(attribute(col, "min", "0")), int(attribute(col, "max", "0")) + 1)
        for col in elements(root, "col")
        if attribute(col, "hidden") in ("1", "true")
    ]
    rows, columns, white = [], [], []
    styled = child(root, "tableParts") is not None or child(root, "conditionalFormatting") is not None
    for row in elements(root, "row"):
        in_row = attribute(row, "hidden") in ("1", "true")
        for where, said, style in values(row, text):
            if in_row:
                rows.append(said)
            elif any(column_number(where) in span for span in hidden_columns):
                columns.append(said)
            elif not styled and text.is_white(style):
                white.append(said)
    usual = Severity.INFO if folded else Severity.NOTE
    yield "in hidden rows", usual, rows[:40]
    yield "in hidden columns", usual, columns[:40]
    yield "white on white", Severity.NOTE, white[:40]


def _comments(evidence: Evidence, sheet: Sheet) -> None:
    package = _readable(evidence)
    people = {
        attribute(node, "id"): attribute(node, "displayName")
        for part in package.parts(r"xl/persons/[^/]+\.xml")
        for node in elements(package.xml(part), "person")
    }
    for part in package.parts(r"xl/(?:worksheets/)?comments/?[^/]*\.xml"):
        root = package.xml(part)
        authors = [text_of(node) for node in elements(root, "author")]
        for node in elements(root, "comment"):
            at = attribute(node, "authorId")
            who = authors[int(at)] if at.isdigit() and int(at) < len(authors) else ""
            _tell_comment(sheet, part, node, "" if who.startswith("tc=") else who)
    for part in package.parts(r"xl/threadedComments/[^/]+\.xml"):
        for node in elements(package.xml(part), "threadedComment"):
            _tell_comment(sheet, part, node, people.get(attribute(node, "personId"), ""))


def _tell_comment(sheet: Sheet, part: str, node: Node, who: str) -> None:
    date = attribute(node, "dT")
    value = f"{who or 'somebody unnamed'}{f' ({date})' if date else ''}: {quoted(text_of(child(node, 'text')))}"
    sheet.find("office.comments", f"{part}, cell {attribute(node, 'ref')}", value, lxml_tool())


def _revisions(evidence: Evidence, sheet: Sheet) -> None:
    package = _readable(evidence)
    for part in package.parts(r"xl/revisions/revisionHeaders\.xml"):
        for node in elements(package.xml(part), "header"):
            value = f"{attribute(node, 'userName') or 'somebody unnamed'} changed cells ({attribute(node, 'dateTime')})"
            sheet.find("office.tracked_changes", part, value, lxml_tool())
    for part in package.parts(r"xl/revisions/revisionLog\d*\.xml"):
        for node in elements(package.xml(part), "rcc"):
            cell = next((attribute(one, "r") for one in node if name_of(one) in ("nc", "oc")), "")
            old, new = (text_of(child(node, kind)) for kind in ("oc", "nc"))
            sheet.find(
                "office.tracked_changes", f"{part}, cell {cell}", f"{quoted(old)} became {quoted(new)}", lxml_tool()
            )


def _dde(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for part in package.parts(r"xl/externalLinks/[^/]+\.xml"):
        for node in elements(package.xml(part), "ddeLink"):
            value = f"{attribute(node, 'ddeService')} | {attribute(node, 'ddeTopic')}"
            sheet.find("office.dde", part, quoted(value), lxml_tool())
    for one in sheets(package):
        if package.has(one.part) and one.part.endswith(".xml"):
            for node in elements(package.xml(one.part), "f"):
                if "|" in (node.text or "") and _DDE_FORMULA.search(node.text):
                    sheet.find("office.dde", f"sheet {one.name}", quoted(node.text), lxml_tool())
