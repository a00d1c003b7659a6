"""Earlier states of a PDF that was saved on top of itself, and what they said."""

from __future__ import annotations

import re
import time
from typing import Any

from workflow.checks.evidence import Evidence
from workflow.checks.pdf.open import drawn, earlier, look, pdfium, qpdf, structure
from workflow.checks.pdf.words import Change, Spoken, between, spoken
from workflow.checks.sheet import Check, NotChecked, Sheet

MOST_REVISIONS = 40
_MOST_SECONDS = 5.0
_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF[ \t]*(?:\r\n|\r|\n)?")
_TABLE = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)")
_HYBRID = re.compile(rb"\s*xref\s+0\s+0\s+trailer\b[^%]{0,2000}startxref")
_LINEAR = re.compile(rb"/Linearized\b[^>]{0,200}/L\s+(\d{1,12})")
_HEAD = 1024
_SLACK = 16


def ends(evidence: Evidence) -> tuple[int, ...]:
    """Where each state of the file ends, the last one at the end of the file. Raises NotChecked."""
    kept = evidence.kept.get("pdf ends")
    if not isinstance(kept, tuple):
        structure(evidence)
        kept = tuple(_ends(evidence.data, bool(look(evidence).repaired)))
        evidence.kept["pdf ends"] = kept
    return kept


def _ends(data: bytes, is_damaged: bool) -> list[int]:
    start = max(0, data.find(b"%PDF-", 0, _HEAD))
    marks: dict[int, int] = {}
    last = -1
    for match in _END.finditer(data):
        at = int(match[1])
        if at == last:
            continue
        if 0 < at < match.start() and _TABLE.match(data, start + at):
            marks[match.end()] = at
            last = at
    found = list(marks)
    if linear := _LINEAR.search(data, start, start + _HEAD):
        found = [end for end in found if end + _SLACK >= min(int(linear[1]), len(data))]
    found = [end for end in found[:-1] if not _HYBRID.match(data, end)][-MOST_REVISIONS:]
    return [end for end in found if is_damaged or _opens(data[:end])] + [len(data)]


def _opens(data: bytes) -> bool:
    import io

    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            return len(pdf.pages) > 0
    except pikepdf.PdfError:
        return False


def said(evidence: Evidence, end: int) -> list[Spoken]:
    """What each page of the state that ends there says. Raises NotChecked where it cannot be drawn, and LimitsHit."""
    name = f"pdf words {end}"
    kept: Any = evidence.kept.get(name)
    if kept is None:
        is_last = end >= len(evidence.data)
        kept = list(spoken(*((structure(evidence), drawn(evidence)) if is_last else earlier(evidence, end))))
        evidence.kept[name] = kept
    pages: list[Spoken] = kept
    return pages


def compared(evidence: Evidence, end: int, later: int, has_notes: bool = False) -> list[Change]:
    """The pages whose words differ between the states that end there. Raises NotChecked where one cannot be read."""
    before, after = said(evidence, end), said(evidence, later)
    for state in (before, after):
        for number, page in enumerate(state, 1):
            if not page.is_read:
                raise NotChecked(f"page {number} cannot be read.")
    return between(before, after, has_notes)


def _multiple(evidence: Evidence, sheet: Sheet) -> None:
    found = ends(evidence)
    sheet.facts["revisions"] = len(found)
    if len(found) > 1:
        spans = ", ".join(f"{at} to byte {end:,}" for at, end in enumerate(found[:20], 1))
        sheet.find("pdf.rev.multiple", "the file", f"{len(found)} revisions: {spans}", qpdf())


def _recovered(evidence: Evidence, sheet: Sheet) -> None:
    found = ends(evidence)
    stop = time.monotonic() + _MOST_SECONDS
    trouble = ""
    for number in range(1, len(found)):
        if time.monotonic() > stop:
            raise NotChecked(f"Only the first {number - 1} of {len(found) - 1} earlier revisions were compared.")
        try:
            changed = compared(evidence, found[number - 1], found[number])
        except NotChecked as why:
            trouble = f"Revision {number}: {why}"
            continue
        for change in changed:
            if change.before and change.after:
                where = f"page {change.after}, revision {number}"
            elif change.before:
                where = f"page {change.before} of revision {number}, taken out later"
            else:
                where = f"page {change.after}, put in after revision {number}"
            sheet.find("pdf.rev.text_recovered", where, change.told, pdfium())
        _notes(evidence, sheet, found[number - 1], found[number], number)
    if trouble:
        raise NotChecked(trouble)


def _notes(evidence: Evidence, sheet: Sheet, end: int, later: int, number: int) -> None:
    """Words of notes and form fields that a later revision no longer has."""
    before, after = _spoken(evidence.data[:end]), _spoken(evidence.data[:later])
    for place, words in before.items():
        if words and after.get(place) != words and words not in after.values():
            told = f"a note or form field; was: “{words[:300]}” now: “{after.get(place, '')[:300]}”"
            sheet.find("pdf.rev.text_recovered", f"page {place[0]}, revision {number}", told, qpdf())


def _spoken(data: bytes) -> dict[tuple[int, str], str]:
    import io

    import pikepdf

    found: dict[tuple[int, str], str] = {}
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            for number, page in enumerate(pdf.pages[:200], 1):
                notes = page.obj.get("/Annots")
                for at, note in enumerate(notes if isinstance(notes, pikepdf.Array) else ()):
                    if at < 500 and isinstance(note, pikepdf.Dictionary):
                        key = "/V" if note.get("/Subtype") == "/Widget" else "/Contents"
                        value = note.get(key)
                        if isinstance(value, pikepdf.String):
                            found[number, f"{note.objgen if note.is_indirect else at}"] = str(value).strip()
    except pikepdf.PdfError:
        return found
    return found


REVISIONS = (Check(("pdf.rev.multiple",), _multiple), Check(("pdf.rev.text_recovered",), _recovered))
