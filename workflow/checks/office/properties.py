"""Document properties of Open XML files: who, with what, from which template, in how many sittings."""

from __future__ import annotations

import re
from datetime import datetime

from workflow.checks.evidence import Evidence
from workflow.checks.office.package import (
    Package,
    attribute,
    elements,
    lxml_tool,
    name_of,
    package_of,
    text_of,
)
from workflow.checks.sheet import Check, Sheet
from workflow.terms import Severity

APP = "docProps/app.xml"
CORE = "docProps/core.xml"
PROGRAM_NAMES = frozenset(
    ("python-docx", "openpyxl", "apache poi", "docx4j", "phpword", "phpspreadsheet", "xlsxwriter", "unknown creator")
)
"""What programs write for a name when nobody gave one."""


def identity_severity(names: list[str]) -> Severity | None:
    """The weight of the names in a file's properties: context alone, where a program named itself."""
    return Severity.INFO if all(name.lower() in PROGRAM_NAMES for name in names) else None


def checks() -> tuple[Check, ...]:
    """The checks of the properties."""
    return (
        Check(("office.meta.identity",), _identity),
        Check(("office.meta.toolchain",), _toolchain),
        Check(("office.meta.template",), _template),
        Check(("office.meta.edit_history",), _edits),
        Check(("office.container_rewritten",), _rewritten),
        Check(("office.label",), _label),
    )


def properties(package: Package, name: str, kind: str) -> dict[str, str]:
    """The properties in a part by their local names, without the empty ones."""
    part = next(iter(package.related("", kind)), name)
    root = package.xml_or_none(part)
    if root is None:
        return {}
    return {name_of(node): text_of(node) for node in root if text_of(node)}


def core(package: Package) -> dict[str, str]:
    """The properties that all files have: creator, dates, revision."""
    return properties(package, CORE, "core-properties")


def app(package: Package) -> dict[str, str]:
    """The properties of the program: its name, the company, the template."""
    return properties(package, APP, "extended-properties")


def _identity(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    words = core(package)
    for name in ("created", "modified", "lastPrinted", "title", "subject"):
        if words.get(name):
            sheet.facts[name.lower()] = words[name]
    _tell(sheet, CORE, words, {"creator": "creator", "lastModifiedBy": "last saved by"})
    _tell(sheet, APP, app(package), {"Company": "company", "Manager": "manager"})
    for part in package.parts(r"(word/people|xl/persons/[^/]+|ppt/(authors|commentAuthors))\.xml"):
        people = [_person(node) for node in elements(package.xml(part), "person", "author", "cmAuthor")]
        if any(people):
            sheet.find("office.meta.identity", part, "people: " + "; ".join(filter(None, people)), lxml_tool())


def _tell(sheet: Sheet, where: str, words: dict[str, str], labels: dict[str, str]) -> None:
    found = {label: words[name] for name, label in labels.items() if words.get(name)}
    if found:
        value = "; ".join(f"{label}: {name}" for label, name in found.items())
        sheet.find("office.meta.identity", where, value, lxml_tool(), identity_severity(list(found.values())))


def _person(node: object) -> str:
    name = next((found for key in ("author", "displayName", "name") if (found := attribute(node, key))), "")
    presence = next((one for one in elements(node, "presenceInfo")), None)
    account = attribute(node, "userId") or (attribute(presence, "userId") if presence is not None else "")
    return f"{name} ({account})" if name and account and account != name else name or account


def _toolchain(evidence: Evidence, sheet: Sheet) -> None:
    words = app(package_of(evidence))
    told = [words[name] for name in ("Application", "AppVersion") if words.get(name)]
    if told:
        sheet.facts["program"] = " ".join(told)
        sheet.find("office.meta.toolchain", APP, " ".join(told), lxml_tool())


def _template(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    name = app(package).get("Template")
    if name:
        sheet.find("office.meta.template", APP, name, lxml_tool())
    for one in package.relations:
        if one.kind == "attachedTemplate" and one.target:
            sheet.find("office.meta.template", one.rels, one.target, lxml_tool())


def _edits(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    revision, minutes = core(package).get("revision"), app(package).get("TotalTime")
    told = [f"revision {revision}"] if revision else []
    told += [f"{minutes} minutes of editing"] if minutes else []
    if told:
        value = ", ".join(told)
        if revision in (None, "1") and minutes in (None, "0"):
            value += ": as after pasting, converting or saving anew"
        sheet.find("office.meta.edit_history", CORE if revision else APP, value, lxml_tool())


def _rewritten(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    program = app(package).get("Application", "")
    if not program.startswith("Microsoft") or "Compatible" in program:
        return
    dated = [entry for entry in package.zip.entries if entry.when != datetime(1980, 1, 1)]
    if dated:
        when = f"{dated[0].when:%Y-%m-%d %H:%M:%S}" if dated[0].when else "a date that there is not"
        value = f"It says {program}, and {len(dated)} of {len(package.zip.entries)} parts are dated, one {when}."
        sheet.find("office.container_rewritten", dated[0].name, value, "onrecord")


def _label(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for part in package.related("", "custom-properties") or package.parts(r"docProps/custom\.xml"):
        labels: dict[str, list[str]] = {}
        for node in elements(package.xml(part), "property"):
            found = re.match(r"(?i)MSIP_Label_([0-9a-f-]+)_(\w+)\Z", attribute(node, "name"))
            if found:
                labels.setdefault(found[1], []).append(f"{found[2]} {text_of(node)}")
        for label, told in labels.items():
            sheet.find("office.label", part, f"label {label}: {'; '.join(told)}", lxml_tool())
    for part in package.parts(r"docMetadata/LabelInfo\.xml"):
        for node in elements(package.xml(part), "label"):
            value = f"label {attribute(node, 'id')}; tenant {attribute(node, 'siteId')}"
            sheet.find("office.label", part, value, lxml_tool())
