"""OpenDocument files (odt, ods, odp): who wrote them, what was changed, what is hidden, what they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.checks.evidence import Evidence
from workflow.checks.office.links import FETCHING
from workflow.checks.office.odfhidden import unseen
from workflow.checks.office.package import (
    Node,
    Package,
    attribute,
    child,
    elements,
    has_doctype,
    lxml_tool,
    name_of,
    package_of,
    quoted,
    text_of,
)
from workflow.checks.office.paths import is_of_the_system, is_remote, local_paths
from workflow.checks.sheet import Check, Sheet
from workflow.terms import Severity

_CONTENT, _STYLES, _META, _SETTINGS = "content.xml", "styles.xml", "meta.xml", "settings.xml"
_PEOPLE = {"initial-creator": "creator", "creator": "last saved by", "printed-by": "printed by"}


def checks(kind: str) -> tuple[Check, ...]:
    """The checks of OpenDocument files of a kind such as `odt`."""
    sheets = (Check(("office.hidden_sheet",), _hidden_sheets),) if kind == "ods" else ()
    return (
        *sheets,
        Check(("file.hostile_markup",), _markup),
        Check(("office.meta.identity",), _identity),
        Check(("office.meta.toolchain",), _toolchain),
        Check(("office.meta.template",), _template),
        Check(("office.meta.edit_history",), _edits),
        Check(("office.rsid",), _rsid),
        Check(("office.tracked_changes",), _changes),
        Check(("office.comments",), _comments),
        Check(("office.hidden_text",), _hidden),
        Check(("office.paths",), _paths),
        Check(("office.external_ref",), _external),
        Check(("office.dde",), _dde),
        Check(("office.macros",), _macros),
        Check(("office.embedded",), _embedded),
        Check(("office.label",), _label),
    )


def _markup(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for name in package.parts(r"(?:.*/)?(?:content|styles|meta|settings)\.xml|META-INF/documentsignatures\.xml"):
        if has_doctype(package.bytes(name)):
            value = "It declares a document type or entities; no office program does in this part."
            sheet.find("file.hostile_markup", name, value, "onrecord")


def _meta(package: Package) -> list[Node]:
    root = package.xml_or_none(_META)
    meta = child(root, "meta") if root is not None else None
    return list(meta) if meta is not None else []


def _identity(evidence: Evidence, sheet: Sheet) -> None:
    from workflow.checks.office.properties import identity_severity

    told, names = [], []
    for node in _meta(package_of(evidence)):
        words = text_of(node)
        if name_of(node) in _PEOPLE and words:
            told.append(f"{_PEOPLE[name_of(node)]}: {words}")
            names.append(words)
        elif name_of(node) in ("title", "creation-date", "date") and words:
            sheet.facts[{"creation-date": "created", "date": "modified"}.get(name_of(node), "title")] = words
    if told:
        sheet.find("office.meta.identity", _META, "; ".join(told), lxml_tool(), identity_severity(names))


def _toolchain(evidence: Evidence, sheet: Sheet) -> None:
    for node in _meta(package_of(evidence)):
        if name_of(node) == "generator" and text_of(node):
            sheet.facts["program"] = text_of(node)
            sheet.find("office.meta.toolchain", _META, text_of(node), lxml_tool())


def _template(evidence: Evidence, sheet: Sheet) -> None:
    for node in _meta(package_of(evidence)):
        told = attribute(node, "title") or attribute(node, "href")
        if name_of(node) == "template" and told:
            sheet.find("office.meta.template", _META, told, lxml_tool())


def _edits(evidence: Evidence, sheet: Sheet) -> None:
    found = {name_of(node): text_of(node) for node in _meta(package_of(evidence))}
    told = [f"saved {found['editing-cycles']} times"] if found.get("editing-cycles") else []
    told += [f"edited for {found['editing-duration']}"] if found.get("editing-duration") else []
    if told:
        sheet.find("office.meta.edit_history", _META, ", ".join(told), lxml_tool())


def _rsid(evidence: Evidence, sheet: Sheet) -> None:
    root = package_of(evidence).xml_or_none(_SETTINGS)
    for node in elements(root, "config-item") if root is not None else ():
        if attribute(node, "name") in ("RsidRoot", "Rsid") and text_of(node) not in ("", "0"):
            sheet.find("office.rsid", _SETTINGS, f"{attribute(node, 'name')} {text_of(node)}", lxml_tool())


def _changes(evidence: Evidence, sheet: Sheet) -> None:
    root = package_of(evidence).xml(_CONTENT)
    for region in elements(root, "changed-region", "cell-content-change", "insertion", "deletion", "movement"):
        parts = list(region) if name_of(region) == "changed-region" else [region]
        if name_of(region) != "changed-region" and name_of(region.getparent()) != "tracked-changes":
            continue
        for change in parts:
            info = next(elements(change, "change-info"), None)
            who = text_of(next(elements(info, "creator"), None)) if info is not None else ""
            date = text_of(next(elements(info, "date"), None)) if info is not None else ""
            said = " ".join(text_of(node) for node in change if name_of(node) != "change-info")
            said = said or _between(root, attribute(region, "id"))
            value = f"{who or 'somebody unnamed'} made a change of the kind {name_of(change)}"
            value += (f" ({date})" if date else "") + (f": {quoted(said)}" if said.strip() else "")
            sheet.find("office.tracked_changes", _CONTENT, value, lxml_tool())


def _between(root: Node, change: str) -> str:
    """The words between the two marks of an insertion."""
    words: list[str] = []
    inside = False
    for node in root.iter() if change else ():
        kind = name_of(node)
        if kind in ("change-start", "change-end") and attribute(node, "change-id") == change:
            inside = kind == "change-start"
            words.append((node.tail or "") if inside else "")
        elif inside:
            words.append((node.text or "") + (node.tail or ""))
    return "".join(words)


def _comments(evidence: Evidence, sheet: Sheet) -> None:
    root = package_of(evidence).xml(_CONTENT)
    for note in elements(root, "annotation"):
        who = text_of(child(note, "creator")) or "somebody unnamed"
        date = text_of(child(note, "date"))
        said = " ".join(text_of(node) for node in note if name_of(node) in ("p", "list"))
        sheet.find("office.comments", _CONTENT, f"{who}{f' ({date})' if date else ''}: {quoted(said)}", lxml_tool())


def _hidden(evidence: Evidence, sheet: Sheet) -> None:
    for where, why, words, severity in unseen(package_of(evidence)):
        sheet.find("office.hidden_text", where, f"{why}: {quoted(words)}", lxml_tool(), severity)


def _hidden_sheets(evidence: Evidence, sheet: Sheet) -> None:
    root = package_of(evidence).xml(_CONTENT)
    for table in elements(root, "table"):
        properties = _style_property(root, attribute(table, "style-name"), "table-properties")
        if properties is not None and attribute(properties, "display") == "false":
            name = attribute(table, "name")
            sheet.find("office.hidden_sheet", f"sheet {name}", f"the sheet {quoted(name)} is hidden", lxml_tool())


def _style_property(root: Node, name: str, kind: str) -> Node | None:
    style = next((node for node in elements(root, "style") if name and attribute(node, "name") == name), None)
    return child(style, kind) if style is not None else None


def _links(package: Package) -> Iterator[tuple[str, Node, str]]:
    for part in (_CONTENT, _STYLES, _META, _SETTINGS):
        root = package.xml_or_none(part)
        for node in root.iter() if root is not None else ():
            href = attribute(node, "href")
            if href:
                yield part, node, href


def _paths(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    found = [(part, href) for part, _, href in _links(package)]
    settings = package.xml_or_none(_SETTINGS)
    if settings is not None:
        found += [(_SETTINGS, text_of(node)) for node in elements(settings, "config-item")]
    found += [(_META, text_of(node)) for node in _meta(package)]
    found += [(_CONTENT, formula.replace("'#", "\n")) for formula in _formulas(package)]
    told: set[str] = set()
    for part, words in found:
        for path in local_paths(words):
            if path not in told:
                told.add(path)
                severity = Severity.INFO if is_of_the_system(path) else None
                sheet.find("office.paths", part, path, lxml_tool(), severity)


def _external(evidence: Evidence, sheet: Sheet) -> None:
    for part, node, href in _links(package_of(evidence)):
        if name_of(node) == "a" or not is_remote(href):
            continue
        if name_of(node) not in ("script", "event-listener") and not href.startswith("vnd.sun.star"):
            sheet.find("office.external_ref", part, f"{name_of(node)}: {href}", lxml_tool())

    for formula in _formulas(package_of(evidence)):
        if FETCHING.search(formula):
            sheet.find("office.external_ref", _CONTENT, quoted(formula), lxml_tool())


def _formulas(package: Package) -> Iterator[str]:
    for cell in elements(package.xml(_CONTENT), "table-cell"):
        formula = attribute(cell, "formula")
        if formula:
            yield formula


def _dde(evidence: Evidence, sheet: Sheet) -> None:
    root = package_of(evidence).xml(_CONTENT)
    for node in elements(root, "dde-source", "dde-connection-decl"):
        words = " | ".join(attribute(node, name) for name in ("dde-application", "dde-topic", "dde-item"))
        sheet.find("office.dde", _CONTENT, quoted(words), lxml_tool())
    for formula in _formulas(package_of(evidence)):
        if re.search(r"(?i)\bDDE\s*\(", formula):
            sheet.find("office.dde", _CONTENT, quoted(formula), lxml_tool())


def _macros(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for name in package.parts(r"(?:Basic/.+/(?!script-l[bc]\.xml|dialog-l[bc]\.xml)[^/]+|Scripts/.+)"):
        sheet.find("office.macros", name, "code, which may run when the file is opened", "onrecord")
    for part in (_CONTENT, _STYLES):
        root = package.xml_or_none(part)
        for node in elements(root, "event-listener") if root is not None else ():
            if "script" in attribute(node, "href") or attribute(node, "macro-name"):
                what = attribute(node, "href") or attribute(node, "macro-name")
                value = f"runs {what} at {attribute(node, 'event-name')}"
                sheet.find("office.macros", part, value, lxml_tool())


def embedded_odf(package: Package) -> list[str]:
    """The parts that are objects of other programs, and one part of each document within."""
    found = package.parts(r"Object [^/]+|Object [^/]+/content\.xml|Object[^/]*\.bin")
    return [name for name in found if not name.startswith("ObjectReplacements")]


def _embedded(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for name in embedded_odf(package):
        size = package.entry(name).size
        sheet.find("office.embedded", name, f"an object within, of {size:,} bytes", "onrecord")


def _label(evidence: Evidence, sheet: Sheet) -> None:
    for node in _meta(package_of(evidence)):
        name = attribute(node, "name")
        if name_of(node) == "user-defined" and name.upper().startswith("MSIP_LABEL_"):
            sheet.find("office.label", _META, f"{name}: {text_of(node)}", lxml_tool())
