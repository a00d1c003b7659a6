"""What Rich Text Format files say beside their text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.checks.evidence import Evidence, Member
from workflow.checks.office.package import quoted
from workflow.checks.office.paths import is_of_the_system, is_remote, local_paths
from workflow.checks.office.rtfreader import Reader, Run
from workflow.checks.sheet import Check, Sheet
from workflow.findings import Page
from workflow.terms import Severity

TOOL = "onrecord"
_PEOPLE = {"author": "creator", "operator": "last saved by", "company": "company", "manager": "manager"}
_MARGINS = ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote")
_FETCHING = re.compile(r"(?i)^\s*(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|INCLUDE|RD)\b")


def checks() -> tuple[Check, ...]:
    """The checks of RTF."""
    return (
        Check(("file.unreadable",), _whole),
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
        Check(("office.embedded",), _embedded),
        Check(("office.label",), _label),
    )


def reader_of(evidence: Evidence) -> Reader:
    """The file, read once. Raises LimitsHit when it is nested too deep or has too many marks."""
    kept = evidence.kept.get("rtf")
    if not isinstance(kept, Reader):
        kept = evidence.kept["rtf"] = Reader(evidence.data)
    return kept


def rtf_pages(evidence: Evidence) -> Iterator[Page]:
    """The words of RTF: the document, its margins, its comments."""
    reader = reader_of(evidence)
    yield Page("document", reader.body().strip("\n"))
    margins = [words for name in _MARGINS for words in reader.of(name)]
    if margins:
        yield Page("headers, footers and footnotes", "\n".join(margins))
    if reader.of("annotation"):
        yield Page("comments", "\n".join(reader.of("annotation")))


def rtf_members(evidence: Evidence) -> Iterator[Member]:
    """The objects within RTF, as the bytes that their digits stand for."""
    for number, digits in enumerate(reader_of(evidence).of("objdata"), 1):
        plain = re.sub(r"[^0-9A-Fa-f]", "", digits)
        yield Member(f"object {number}", bytes.fromhex(plain[: len(plain) // 2 * 2]))


def _whole(evidence: Evidence, sheet: Sheet) -> None:
    if not reader_of(evidence).is_whole:
        sheet.find("file.unreadable", "the end of the file", "Its last group is not closed: the file is cut off.", TOOL)


def _identity(evidence: Evidence, sheet: Sheet) -> None:
    reader = reader_of(evidence)
    told = [f"{label}: {reader.of(name)[0]}" for name, label in _PEOPLE.items() if reader.of(name)]
    for name in ("title", "subject"):
        if reader.of(name):
            sheet.facts[name] = reader.of(name)[0]
    if told:
        sheet.find("office.meta.identity", "the info group", "; ".join(told), TOOL)


def _toolchain(evidence: Evidence, sheet: Sheet) -> None:
    for words in reader_of(evidence).of("generator"):
        sheet.facts["program"] = words
        sheet.find("office.meta.toolchain", "the generator group", words, TOOL)


def _template(evidence: Evidence, sheet: Sheet) -> None:
    for words in reader_of(evidence).of("template"):
        sheet.find("office.meta.template", "the template group", words, TOOL)


def _edits(evidence: Evidence, sheet: Sheet) -> None:
    numbers = reader_of(evidence).numbers
    told = [f"revision {numbers['version']}"] if numbers.get("version") else []
    told += [f"{numbers['edmins']} minutes of editing"] if "edmins" in numbers else []
    if told:
        sheet.find("office.meta.edit_history", "the info group", ", ".join(told), TOOL)


def _rsid(evidence: Evidence, sheet: Sheet) -> None:
    reader = reader_of(evidence)
    root = reader.numbers.get("rsidroot")
    if root or reader.rsids:
        value = f"root {root:08X}; " if root else ""
        sheet.find("office.rsid", "the rsid table", f"{value}{len(set(reader.rsids))} ids", TOOL)


def _changes(evidence: Evidence, sheet: Sheet) -> None:
    reader = reader_of(evidence)
    authors = [name.strip() for words in _table(reader) for name in words.split(";")]
    for run in reader.runs:
        for mark in sorted(run.state.marks & {"inserted", "deleted"}):
            who = authors[run.state.author] if 0 <= run.state.author < len(authors) else ""
            value = f"{who or 'somebody unnamed'} {mark}: {quoted(run.text)}"
            if run.text.strip() and not run.state.into:
                sheet.find("office.tracked_changes", "the text", value, TOOL)


def _table(reader: Reader) -> list[str]:
    """The table of revisers, whose names stand each in a group and end with a semicolon."""
    return ["".join(run.text for run in reader.runs if "revtbl" in run.state.into)]


def _comments(evidence: Evidence, sheet: Sheet) -> None:
    reader = reader_of(evidence)
    authors = reader.of("atnauthor")
    for number, words in enumerate(reader.of("annotation")):
        who = authors[number] if number < len(authors) else "somebody unnamed"
        sheet.find("office.comments", f"comment {number + 1}", f"{who}: {quoted(words)}", TOOL)


def _hidden(evidence: Evidence, sheet: Sheet) -> None:
    reader = reader_of(evidence)
    for run in reader.runs:
        why = _why(run) or ("white on white" if reader.is_pale(run.state) and run.text.strip() else "")
        if why and run.text.strip() and not run.state.into:
            sheet.find("office.hidden_text", "the text", f"{why}: {quoted(run.text)}", TOOL)


def _why(run: Run) -> str:
    if "hidden" in run.state.marks:
        return "hidden text"
    return "letters of two points or less" if 0 < run.state.size <= 4 else ""


def _paths(evidence: Evidence, sheet: Sheet) -> None:
    reader = reader_of(evidence)
    for name in ("template", "hlinkbase", "fldinst", "filetbl", "title", "doccomm"):
        for words in reader.of(name):
            for path in local_paths(words):
                severity = Severity.INFO if is_of_the_system(path) else None
                sheet.find("office.paths", f"the group {name}", path, TOOL, severity)


def _external(evidence: Evidence, sheet: Sheet) -> None:
    reader = reader_of(evidence)
    for words in reader.of("template"):
        if is_remote(words):
            sheet.find("office.external_ref", "the template group", words, TOOL)
    for words in reader.of("fldinst"):
        if _FETCHING.match(words) and any(is_remote(part.strip('"')) for part in words.split()):
            sheet.find("office.external_ref", "a field", quoted(words), TOOL)


def _dde(evidence: Evidence, sheet: Sheet) -> None:
    for words in reader_of(evidence).of("fldinst"):
        if re.match(r"(?i)\s*DDE(?:AUTO)?\b", words):
            sheet.find("office.dde", "a field", quoted(words), TOOL)


def _embedded(evidence: Evidence, sheet: Sheet) -> None:
    reader = reader_of(evidence)
    classes = reader.of("objclass")
    for number, digits in enumerate(reader.of("objdata")):
        what = classes[number] if number < len(classes) else "an object"
        sheet.find("office.embedded", f"object {number + 1}", f"{what}, of {len(digits) // 2:,} bytes", TOOL)


def _label(evidence: Evidence, sheet: Sheet) -> None:
    reader = reader_of(evidence)
    labels: dict[str, list[str]] = {}
    for name, value in zip(reader.of("propname"), reader.of("staticval"), strict=False):
        found = re.match(r"(?i)MSIP_Label_([0-9a-f-]+)_(\w+)\Z", name)
        if found:
            labels.setdefault(found[1], []).append(f"{found[2]} {value}")
    for label, told in labels.items():
        sheet.find("office.label", "the user properties", f"label {label}: {'; '.join(told)}", TOOL)
