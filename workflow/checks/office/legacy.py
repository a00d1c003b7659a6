"""What Word, Excel and PowerPoint files of before 2007 say beside their text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.checks.evidence import Evidence, Member
from workflow.checks.office.ole import day, is_locked, macro_storages, ole_of, ole_tool, records, workbook
from workflow.checks.office.olewords import has_macros, objects, sheets
from workflow.checks.office.package import quoted
from workflow.checks.office.paths import is_of_the_system, is_remote, local_paths
from workflow.checks.office.properties import identity_severity
from workflow.checks.office.worddoc import WordFile
from workflow.checks.sheet import Check, NotChecked, Sheet
from workflow.terms import Severity

_PEOPLE = {"author": "creator", "last_saved_by": "last saved by", "company": "company", "manager": "manager"}
_SUMMARY = "the property streams"
_FIELD = re.compile(r"[\x13]\s*([^\x14\x15]{3,2000})")
_FETCHING = re.compile(r"(?i)(?:INCLUDEPICTURE|INCLUDETEXT|LINK|IMPORT)\s")
_OBJECTS = re.compile(r"(?:ObjectPool/_\w+|MBD[0-9A-F]{8})\Z")
_UNSEEN = {"hidden": "hidden text", "tiny": "letters of two points or less"}
_SIGNED = ("_xmlsignatures", "_signatures")


def checks(evidence: Evidence) -> tuple[Check, ...]:
    """The checks of such a file; of one that is encrypted only those of its container and properties."""
    found = [
        Check(("office.meta.identity",), _identity),
        Check(("office.meta.toolchain",), _toolchain),
        Check(("office.meta.template",), _template),
        Check(("office.meta.edit_history",), _edits),
        Check(("office.macros",), _macros),
        Check(("office.embedded",), _embedded),
        Check(("office.sig.crypto_ok", "office.sig.crypto_broken"), _signatures),
        Check(("office.paths",), _paths),
        Check(("office.label",), _label),
    ]
    if evidence.type == "doc":
        found += [
            Check(("office.tracked_changes",), _changes),
            Check(("office.comments",), _comments),
            Check(("office.hidden_text",), _hidden),
            Check(("office.dde", "office.external_ref"), _fields),
        ]
    elif evidence.type == "xls":
        found += [Check(("office.hidden_sheet",), _sheets), Check(("office.dde", "office.external_ref"), _books)]
    return tuple(found)


def unread(evidence: Evidence) -> tuple[str, ...]:
    """The ids that apply to such a file and are not looked for here."""
    if evidence.type == "xls":
        return ("office.comments", "office.tracked_changes", "office.hidden_text")
    if evidence.type == "ppt":
        return ("office.comments", "office.hidden_text", "office.external_ref")
    return ()


def ole_members(evidence: Evidence) -> Iterator[Member]:
    """The packages and contents of objects within."""
    container = ole_of(evidence)
    for name in container.streams:
        if re.search(
            r"(?:ObjectPool/_\w+|MBD[0-9A-F]{8})/(?:Package|CONTENTS|\x01Ole10Native|Workbook|WordDocument)\Z", name
        ):
            yield Member(name, container.read(name))


def _open(evidence: Evidence) -> None:
    if is_locked(evidence):
        raise NotChecked("It needs a password.")


def _word(evidence: Evidence) -> WordFile:
    _open(evidence)
    kept = evidence.kept.get("word file")
    if not isinstance(kept, WordFile):
        kept = evidence.kept["word file"] = WordFile(ole_of(evidence))
    return kept


def _identity(evidence: Evidence, sheet: Sheet) -> None:
    found = ole_of(evidence).properties()
    names = {label: str(found[name]) for name, label in _PEOPLE.items() if str(found.get(name, "")).strip()}
    for name, fact in (("title", "title"), ("create_time", "created"), ("last_saved_time", "modified")):
        told = found.get(name) if name == "title" else day(found.get(name))
        if told:
            sheet.facts[fact] = str(told)
    if names:
        value = "; ".join(f"{label}: {name}" for label, name in names.items())
        sheet.find("office.meta.identity", _SUMMARY, value, ole_tool(), identity_severity(list(names.values())))


def _toolchain(evidence: Evidence, sheet: Sheet) -> None:
    found = ole_of(evidence).properties()
    if found.get("creating_application"):
        value = str(found["creating_application"])
        number = found.get("version")
        if isinstance(number, int):
            value += f" {number >> 16}.{number & 0xFFFF}"
        sheet.facts["program"] = value
        sheet.find("office.meta.toolchain", _SUMMARY, value, ole_tool())


def _template(evidence: Evidence, sheet: Sheet) -> None:
    name = ole_of(evidence).properties().get("template")
    if name:
        sheet.find("office.meta.template", _SUMMARY, str(name), ole_tool())


def _edits(evidence: Evidence, sheet: Sheet) -> None:
    found = ole_of(evidence).properties()
    told = [f"revision {found['revision_number']}"] if found.get("revision_number") else []
    seconds = found.get("total_edit_time")
    told += [f"{seconds // 60} minutes of editing"] if isinstance(seconds, int) else []
    if told:
        sheet.find("office.meta.edit_history", _SUMMARY, ", ".join(told), ole_tool())


def _macros(evidence: Evidence, sheet: Sheet) -> None:
    container = ole_of(evidence)
    found = macro_storages(container)
    if found:
        sheet.find(
            "office.macros", found[0], "a Visual Basic project, which may run when the file is opened", ole_tool()
        )
    if evidence.type == "xls" and not is_locked(evidence):
        for one in sheets(container):
            if one.is_macro:
                sheet.find("office.macros", f"sheet {one.name}", "a sheet of Excel 4 macros", ole_tool())
    if evidence.type == "ppt" and has_macros(container.read("PowerPoint Document")):
        sheet.find("office.macros", "PowerPoint Document", "a Visual Basic project", ole_tool())


def _embedded(evidence: Evidence, sheet: Sheet) -> None:
    for path in ole_of(evidence).paths:
        if _OBJECTS.search(path):
            sheet.find("office.embedded", path, "an object of another program within", ole_tool())
    if evidence.type == "ppt":
        for name in objects(ole_of(evidence).read("PowerPoint Document")):
            value = f"an object of another program within{f' ({name})' if name else ''}"
            sheet.find("office.embedded", "PowerPoint Document", value, ole_tool())


def _signatures(evidence: Evidence, sheet: Sheet) -> None:
    if any(ole_of(evidence).has(name) for name in _SIGNED):
        raise NotChecked("It carries a signature of the kind of before 2007, which is not verified here.")


def _paths(evidence: Evidence, sheet: Sheet) -> None:
    found = ole_of(evidence).properties()
    told = [(_SUMMARY, str(found[name])) for name in ("template", "title") if name in found]
    if evidence.type == "doc":
        told += [("the list of those who saved it", f"{who}: {path}") for who, path in _word(evidence).saved_by()]
    for where, words in told:
        for path in local_paths(words):
            severity = Severity.INFO if is_of_the_system(path) else None
            sheet.find("office.paths", where, words if where != _SUMMARY else path, ole_tool(), severity)


def _label(evidence: Evidence, sheet: Sheet) -> None:
    stream = "\x05DocumentSummaryInformation"
    data = ole_of(evidence).read(stream) if ole_of(evidence).has(stream) else b""
    words = data.decode("latin-1") + data.decode("utf-16-le", "replace")
    for label in sorted(set(re.findall(r"(?i)MSIP_Label_([0-9a-f-]{36})", words))):
        sheet.find("office.label", stream[1:], f"label {label}", ole_tool())


def _changes(evidence: Evidence, sheet: Sheet) -> None:
    word = _word(evidence)
    for one in word.marked():
        if one.mark in ("inserted", "deleted"):
            names = ", ".join(word.revisers())
            value = f"{one.mark}{f' (revisers: {names})' if names else ''}: {quoted(one.text)}"
            sheet.find("office.tracked_changes", "WordDocument", value, "onrecord")


def _comments(evidence: Evidence, sheet: Sheet) -> None:
    word = _word(evidence)
    said = dict(word.stories()).get("comments", "")
    if word.commenters() or said.strip():
        value = f"{', '.join(word.commenters()) or 'somebody unnamed'}: {quoted(said)}"
        sheet.find("office.comments", "WordDocument", value, "onrecord")


def _hidden(evidence: Evidence, sheet: Sheet) -> None:
    word = _word(evidence)
    marked = list(word.marked())
    for one in marked:
        if one.mark in _UNSEEN:
            sheet.find("office.hidden_text", "WordDocument", f"{_UNSEEN[one.mark]}: {quoted(one.text)}", "onrecord")
    if any(one.mark == "white" for one in marked):
        raise NotChecked("It has white letters; on which ground they stand is not looked at in files of before 2007.")
    if word.has_hiding_style():
        raise NotChecked("One of its styles hides text; which text has it is not looked at in files of before 2007.")


def _fields(evidence: Evidence, sheet: Sheet) -> None:
    _open(evidence)
    data = ole_of(evidence).read("WordDocument")
    for words in (data.decode("latin-1"), data.decode("utf-16-le", "replace")):
        for found in _FIELD.finditer(words):
            field = found[1].strip()
            if re.match(r"(?i)DDE(?:AUTO)?\s", field):
                sheet.find("office.dde", "WordDocument", quoted(field), "onrecord")
            elif _FETCHING.match(field) and any(is_remote(part.strip('"')) for part in field.split()):
                sheet.find("office.external_ref", "WordDocument", quoted(field), "onrecord")


def _sheets(evidence: Evidence, sheet: Sheet) -> None:
    _open(evidence)
    for one in sheets(ole_of(evidence)):
        if one.hidden:
            how = "hidden" if one.hidden == 1 else "hidden so that Excel's menus do not show it"
            sheet.find("office.hidden_sheet", f"sheet {one.name}", f"the sheet {quoted(one.name)} is {how}", "onrecord")


def _books(evidence: Evidence, sheet: Sheet) -> None:
    """Live links of a workbook: a record names a program and its topic (DDE), or another file."""
    _open(evidence)
    for kind, body in records(workbook(ole_of(evidence))):
        if kind == 0x1AE and len(body) > 5 and body[2:4] not in (b"\x01\x04", b"\x01\x3a"):
            wide = body[4] & 1
            words = body[5:].decode("utf-16-le" if wide else "latin-1", "replace").split("\x00")[0]
            if "\x03" in words:
                sheet.find("office.dde", "a live link", quoted(words.replace("\x03", " | ")), "onrecord")
            elif is_remote(re.sub(r"\A\x01(?:\x05.|\x01@)?", "", words)):
                sheet.find("office.external_ref", "a link to another file", quoted(words), "onrecord")
