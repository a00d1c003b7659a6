"""Whether the two records of a PDF agree, and whether its dates can be right."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

from workflow.checks.evidence import Evidence
from workflow.checks.pdf.dates import Moment, apart, later_by, parse
from workflow.checks.pdf.meta import INFO, XMP, Records, records
from workflow.checks.pdf.open import qpdf
from workflow.checks.sheet import Check, NotChecked, Sheet
from workflow.terms import Severity

_WORDS = (
    ("Title", "Title", "dc:title"),
    ("Author", "Author", "dc:creator"),
    ("Subject", "Subject", "dc:description"),
    ("Keywords", "Keywords", "pdf:Keywords"),
    ("Creator", "Creator", "xmp:CreatorTool"),
    ("Producer", "Producer", "pdf:Producer"),
)
_DATES = (("created", "CreationDate", "xmp:CreateDate"), ("modified", "ModDate", "xmp:ModifyDate"))
_SPOKEN = ("Title", "Subject")
"""Kept once for each language in XMP, of which Info holds one."""
_TOOLS = ("Creator", "Producer")
_SMALL = 2.0
_DAY = 86_400.0


def _mismatch(evidence: Evidence, sheet: Sheet) -> None:
    found = records(evidence)
    if found.trouble:
        raise NotChecked(found.trouble)
    for spoken, name, key in _WORDS:
        ours, theirs = found.info.get(name, ""), found.xmp.get(key, [])
        if ours and theirs and not agree(ours, theirs, spoken in _SPOKEN):
            told = f"{spoken}: “{ours}” in the one, “{'; '.join(theirs)}” in the other"
            severity = Severity.INFO if spoken in _TOOLS and _adds(ours, theirs) else None
            sheet.find("pdf.meta.info_xmp_mismatch", f"{INFO}, {XMP}", told, qpdf(), severity)
    for spoken, name, key in _DATES:
        one, other = parse(found.info.get(name, "")), _xmp_date(found, key)
        if one and other and (between := apart(one, other)):
            told = f"{spoken}: {one} in the one, {other} in the other"
            severity = Severity.INFO if between <= _SMALL else Severity.NOTE
            sheet.find("pdf.meta.info_xmp_mismatch", f"{INFO}, {XMP}", told, qpdf(), severity)


def agree(ours: str, theirs: list[str], is_any: bool = False) -> bool:
    """Whether a value of Info says the same as the values of XMP, in any order and however they are joined.

    With `is_any` one of them is enough.
    """
    if (is_any and _same(ours) in {_same(one) for one in theirs}) or _same(ours) == _same(" ".join(theirs)):
        return True
    return _parts([ours]) == _parts(theirs)


def _adds(ours: str, theirs: list[str]) -> bool:
    """Whether one of the two names the programs of the other and one more, as programs that sign do."""
    one, other = _parts([ours]), _parts(theirs)
    return one < other or other < one


def _same(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).split()).strip("\"' ;,")


def _parts(values: list[str]) -> set[str]:
    parts = (_same(part) for value in values for part in re.split(r"[;,]|\band\b|&", value))
    return {part for part in parts if part}


def _xmp_date(found: Records, key: str) -> Moment | None:
    values = found.xmp.get(key, [])
    return parse(values[0]) if values else None


def _order(evidence: Evidence, sheet: Sheet) -> None:
    found = records(evidence)
    now = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=evidence.supplies.now)
    info = [parse(found.info.get(name, "")) for _, name, _ in _DATES]
    xmp = [_xmp_date(found, key) for _, _, key in _DATES]
    told: set[str] = set()
    for record, (created, modified) in ((INFO, info), (XMP, xmp)):
        _facts(sheet, created, modified)
        for words, severity in _wrong(created, modified, now):
            if words not in told:
                told.add(words)
                sheet.find("pdf.meta.date_order", record, words, qpdf(), severity)
    if found.trouble and not told:
        raise NotChecked(found.trouble)


def _facts(sheet: Sheet, created: Moment | None, modified: Moment | None) -> None:
    for key, moment in (("created", created), ("modified", modified)):
        if moment is not None:
            sheet.facts.setdefault(key, str(moment))


def _wrong(created: Moment | None, modified: Moment | None, now: datetime) -> list[tuple[str, Severity]]:
    wrong: list[tuple[str, Severity]] = []
    for name, moment in (("created", created), ("modified", modified)):
        if moment and (moment.utc - now).total_seconds() > (3600 if moment.offset is not None else _DAY):
            wrong.append((f"{name} {moment}: after the moment of this check", Severity.NOTE))
    if created and modified:
        if later_by(created, modified) > _SMALL:
            wrong.append((f"modified {modified}, before it was created {created}", Severity.NOTE))
        if created.offset and modified.offset and abs(created.offset - modified.offset) > 60:
            told = f"created {created}, modified {modified}: their offsets differ by more than a summer hour"
            wrong.append((told, Severity.INFO))
    return wrong


COMPARE = (Check(("pdf.meta.info_xmp_mismatch",), _mismatch), Check(("pdf.meta.date_order",), _order))
