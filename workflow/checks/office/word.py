"""What a Word document says beside its text: sessions, tracked changes, comments, fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from workflow.checks.evidence import Evidence
from workflow.checks.office.package import (
    Node,
    Package,
    attribute,
    elements,
    lxml_tool,
    name_of,
    package_of,
    quoted,
)
from workflow.checks.office.wordhidden import hidden
from workflow.checks.sheet import Check, Sheet

_CHANGES = {
    "ins": "inserted",
    "del": "deleted",
    "moveFrom": "moved away",
    "moveTo": "moved here",
    "cellIns": "inserted a table cell",
    "cellDel": "deleted a table cell",
    "cellMerge": "merged table cells",
    **dict.fromkeys(
        ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange"),
        "changed the formatting",
    ),
}
_DDE = re.compile(r"(?i)\bDDE(?:AUTO)?\b")
_STORIES = r"word/(?:document\d*|header\d*|footer\d*|footnotes\d*|endnotes\d*|comments\d*|glossary/document)\.xml"


def stories(package: Package) -> list[str]:
    """The parts of a Word document that hold text, the main one first."""
    return list(dict.fromkeys([package.main, *package.parts(_STORIES)]))


def checks() -> tuple[Check, ...]:
    """The checks of Word documents alone."""
    return (
        Check(("office.rsid",), _rsid),
        Check(("office.tracked_changes",), _changes),
        Check(("office.comments",), _comments),
        Check(("office.hidden_text",), _hidden),
        Check(("office.dde",), _dde),
    )


def fields(root: Node) -> Iterator[str]:
    """The instructions of all fields, those that are put together from nested fields among them."""
    open_fields: list[list[str]] = []
    for node in elements(root, "fldChar", "instrText", "delInstrText", "fldSimple"):
        kind = name_of(node)
        if kind == "fldSimple":
            yield attribute(node, "instr")
        elif kind == "fldChar" and attribute(node, "fldCharType") == "begin":
            open_fields.append([])
        elif kind == "fldChar" and attribute(node, "fldCharType") == "end" and open_fields:
            whole = "".join(open_fields.pop())
            yield whole
            if open_fields:
                open_fields[-1].append(whole)
        elif kind != "fldChar" and open_fields:
            open_fields[-1].append(node.text or "")
    for left in open_fields:
        yield "".join(left)


def words_of(node: Node) -> str:
    """The text below an element as Word would show it, deleted and moved text left out; breaks become spaces."""
    return "".join(_words(node, skip=True))


def _words(node: Node, skip: bool) -> Iterator[str]:
    stack = [node]
    while stack:
        one = stack.pop()
        kind = name_of(one)
        if kind == "t" or (kind == "delText" and not skip):
            yield one.text or ""
        elif kind in ("tab", "ptab"):
            yield "\t"
        elif kind in ("br", "cr"):
            yield "\n"
        elif kind in ("noBreakHyphen", "softHyphen"):
            yield "\u2011" if kind == "noBreakHyphen" else "\u00ad"
        elif kind == "/p":
            yield "\n"
        elif not (skip and kind in ("del", "moveFrom")) and kind != "Fallback" and not kind.endswith("Pr"):
            if kind == "p" and one is not node:
                stack.append(_END)
            stack.extend(reversed(one))


class _End:
    """Stands in a walk for the end of a paragraph."""

    tag = "/p"


_END: Node = _End()


def _rsid(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    settings = next(iter(package.related(package.main, "settings")), "word/settings.xml")
    root = package.xml_or_none(settings)
    if root is None:
        return
    ids = [attribute(node, "val") for node in elements(root, "rsid")]
    ancestor = next((attribute(node, "val") for node in elements(root, "rsidRoot")), "")
    if not ids and not ancestor:
        return
    shares = _shares(package.xml(package.main))
    total = sum(shares.values()) or 1
    told = [f"{name} {round(100 * count / total)}%" for name, count in shares.most_common(6)]
    value = f"root {ancestor or 'none'}; {len(ids)} ids"
    value += f"; share of the text by id: {', '.join(told)}" if told else ""
    sheet.facts["rsid_root"] = ancestor
    sheet.facts["rsids"] = tuple(ids[:500])
    sheet.find("office.rsid", settings, value, lxml_tool())


def _shares(root: Node) -> Counter[str]:
    shares: Counter[str] = Counter()
    for paragraph in elements(root, "p"):
        default = attribute(paragraph, "rsidRDefault") or attribute(paragraph, "rsidR")
        for run in elements(paragraph, "r"):
            size = sum(len(node.text or "") for node in run if name_of(node) == "t")
            name = attribute(run, "rsidR") or default
            if size and name:
                shares[name] += size
    return shares


def _changes(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for part in stories(package):
        last: tuple[str, str, str] | None = None
        words: list[str] = []
        for node in elements(package.xml(part), *_CHANGES):
            key = (_CHANGES[name_of(node)], attribute(node, "author"), attribute(node, "date"))
            if name_of(node) == "del" and name_of(node.getparent()) == "ins":
                key = ("inserted and deleted again", *key[1:])
            if last is not None and key != last:
                _tell_change(sheet, part, last, words)
                words = []
            last = key
            words.append("".join(_words(node, skip=False)) if not name_of(node).endswith("Change") else "")
        if last is not None:
            _tell_change(sheet, part, last, words)


def _tell_change(sheet: Sheet, part: str, key: tuple[str, str, str], words: list[str]) -> None:
    what, author, date = key
    value = f"{author or 'somebody unnamed'} {what}"
    value += f" ({date})" if date else ""
    said = "".join(words).strip()
    sheet.find("office.tracked_changes", part, value + (f": {quoted(said)}" if said else ""), lxml_tool())


def _comments(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for part in package.parts(r"word/comments\d*\.xml"):
        for node in elements(package.xml(part), "comment"):
            who = attribute(node, "author") or attribute(node, "initials") or "somebody unnamed"
            date = attribute(node, "date")
            value = f"{who}{f' ({date})' if date else ''}: {quoted(words_of(node))}"
            sheet.find("office.comments", part, value, lxml_tool())


def _hidden(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for part in stories(package):
        for why, words in hidden(package, part):
            sheet.find("office.hidden_text", part, f"{why}: {quoted(words)}", lxml_tool())


def _dde(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    for part in stories(package):
        for field in fields(package.xml(part)):
            if _DDE.match(field.strip().lstrip("=").strip()) or (_DDE.search(field) and "QUOTE" in field.upper()):
                sheet.find("office.dde", part, quoted(field), lxml_tool())
