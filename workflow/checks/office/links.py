"""What Open XML files lead to and carry: paths of machines, things from elsewhere, code, files within."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.checks.evidence import Evidence
from workflow.checks.office.package import (
    Package,
    Relation,
    attribute,
    elements,
    has_doctype,
    lxml_tool,
    name_of,
    package_of,
    quoted,
)
from workflow.checks.office.paths import is_of_the_system, is_remote, local_paths
from workflow.checks.sheet import Check, NotChecked, Sheet
from workflow.checks.sniff import type_of
from workflow.terms import Severity

_ON_CLICK = ("hyperlink", "hlink", "hlinkClick")
_ON_PLAY = ("video", "audio", "media")
_HAS_PATH = re.compile(rb"absPath|[A-Za-z]:(?:\\|/|%5[Cc])|\\\\|file:|[/%]Users[/%\\]|/home/", re.IGNORECASE)
FETCHING = re.compile(r"(?i)\b(?:WEBSERVICE|IMAGE|FILTERXML|_xlfn\.\w+)\s*\(\s*\"((?:https?|ftp|file):[^\"]+)\"")
_FIELD = re.compile(
    r"(?i)^\s*(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|RD|INCLUDE)\b.*?((?:https?|ftp|file)://[^\s\"]+|\\\\\\\\[^\s\"]+)"
)
_TYPES = {
    "application/vnd.ms-office.vbaProject",
    "application/vnd.ms-excel.macrosheet+xml",
    "application/vnd.ms-excel.intlmacrosheet+xml",
}


def checks() -> tuple[Check, ...]:
    """The checks of what a file leads to and carries."""
    return (
        Check(("file.hostile_markup",), _markup),
        Check(("office.paths",), _paths),
        Check(("office.external_ref",), _external),
        Check(("office.macros",), _macros),
        Check(("office.embedded",), _embedded),
    )


def _markup(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for name in package.names:
        if name.lower().endswith((".xml", ".rels", ".vml")):
            try:
                hostile = has_doctype(package.bytes(name))
            except NotChecked:
                continue
            if hostile:
                sheet.find(
                    "file.hostile_markup",
                    name,
                    "It declares a document type or entities; no Office program does.",
                    "onrecord",
                )


def _paths(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    told: set[str] = set()
    unread: list[NotChecked] = []
    for where, path in _all_paths(package, unread):
        if path not in told:
            told.add(path)
            severity = Severity.INFO if is_of_the_system(path) else None
            sheet.find("office.paths", where, path, lxml_tool(), severity)
    if unread:
        raise unread[0]


def _all_paths(package: Package, unread: list[NotChecked]) -> Iterator[tuple[str, str]]:
    for one in package.relations:
        if one.is_external:
            yield from ((one.rels, path) for path in local_paths(one.target))
    for name in package.names:
        try:
            yield from ((name, path) for path in _paths_of(package, name))
        except NotChecked as why:
            unread.append(why)


def _paths_of(package: Package, name: str) -> Iterator[str]:
    if name.lower().endswith(".bin") and "printersettings" in name.lower():
        data = package.bytes(name)
        for words in (data.decode("utf-16-le", "replace"), data.decode("latin-1")):
            yield from local_paths(words)
    elif name.lower() == "xl/workbook.bin":
        data = package.bytes(name)
        for start in (0, 1):
            # The words of the next record follow without a sign; a folder ends with its last stroke.
            for path in local_paths(data[start:].decode("utf-16-le", "replace")):
                yield path[: path.rfind("\\") + 1] or path
        raise NotChecked("Its workbook is in a binary form: only paths that it says outright were looked for.")
    elif name.endswith((".xml", ".vml")) and _HAS_PATH.search(package.bytes(name)):
        yield from _paths_in(package, name)


def _paths_in(package: Package, name: str) -> Iterator[str]:
    """Paths that stand in a part elsewhere than in the text that the document shows."""
    in_properties = name.startswith(("docProps/", "customXml/")) or "printersettings" in name.lower()
    for node in elements(package.xml(name), "*"):
        for value in node.values():
            yield from local_paths(value)
        if name_of(node) == "absPath" and attribute(node, "url").lower().startswith("http"):
            yield attribute(node, "url")
        if node.text and (in_properties or name_of(node) in ("instrText", "connection", "definedName")):
            yield from local_paths(node.text)


def _external(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for one in package.relations:
        if one.is_external and one.kind not in _ON_CLICK and one.target and one.target != "NULL":
            severity = _weight(one)
            if severity is not None:
                sheet.find("office.external_ref", one.rels, f"{one.kind}: {one.target}", lxml_tool(), severity)
    for part in package.parts(r"xl/connections\.xml"):
        for node in elements(package.xml(part), "webPr", "dbPr"):
            target = attribute(node, "url") or attribute(node, "connection")
            if target:
                sheet.find("office.external_ref", part, f"connection: {target}", lxml_tool())
    for part, formula in _formulas(package):
        sheet.find("office.external_ref", part, quoted(formula), lxml_tool())


def _weight(one: Relation) -> Severity | None:
    """What a thing from elsewhere weighs: much if opening fetches it over a network, little if it lies beside."""
    if not is_remote(one.target):
        return None if one.kind == "attachedTemplate" else Severity.INFO
    return Severity.NOTE if one.kind in _ON_PLAY else Severity.WARNING


def _formulas(package: Package) -> Iterator[tuple[str, str]]:
    from workflow.checks.office.word import fields, stories

    if package.main.startswith("word/"):
        for part in stories(package):
            yield from ((part, field) for field in fields(package.xml(part)) if _FIELD.search(field))
    for part in package.parts(r"xl/worksheets/[^/]+\.xml"):
        if b"://" in package.bytes(part):
            for node in elements(package.xml(part), "f"):
                if FETCHING.search(node.text or ""):
                    yield part, node.text


def _macros(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    found: dict[str, str] = {}
    for node in elements(package.xml("[Content_Types].xml"), "Override"):
        if attribute(node, "ContentType") in _TYPES:
            found[attribute(node, "PartName").lstrip("/")] = "code"
    for name in package.names:
        if re.search(r"(?i)vbaProject[^/]*\.bin\Z", name):
            found[name] = "a Visual Basic project"
        elif name.lower().startswith("xl/macrosheets/") and name.lower().endswith((".xml", ".bin")):
            found[name] = "a sheet of Excel 4 macros"
    for name, what in found.items():
        if package.has(name):
            sheet.find("office.macros", name, f"{what}, which may run when the file is opened", "onrecord")


def _embedded(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for name in embedded_parts(package):
        entry = package.entry(name)
        kind = type_of(package.zip.peek(entry, 4096), name) if entry.size > 4096 else type_of(package.bytes(name), name)
        sheet.find("office.embedded", name, f"a file within, of {entry.size:,} bytes ({_kind(kind, name)})", "onrecord")


def _kind(kind: str, name: str) -> str:
    suffix = name.rsplit(".", 1)[-1].lower()
    return suffix if kind in ("zip", "ole", "unknown") and len(suffix) <= 5 else kind


def embedded_parts(package: Package) -> list[str]:
    """The parts that are whole files or objects of other programs."""
    kinds = ("oleObject", "package", "aFChunk", "control")
    related = {one.target for one in package.relations if one.kind in kinds and not one.is_external}
    placed = package.parts(r".*/embeddings/[^/]+")
    return sorted(name for name in {*related, *placed} if package.has(name))
