"""Cryptographic signatures in a PDF: what each of them covers, whether it holds, and what came after it."""

from __future__ import annotations

import asyncio
import logging
from importlib.metadata import version

from workflow.checks.evidence import Evidence
from workflow.checks.pdf.fields import Span, in_bytes, signature_fields, usage_rights
from workflow.checks.pdf.open import look, qpdf, structure
from workflow.checks.pdf.revisions import compared
from workflow.checks.pdf.verdict import Verdict, verdicts
from workflow.checks.sheet import Check, LimitsHit, NotChecked, Sheet

_IDS = (
    "pdf.sig.crypto_ok",
    "pdf.sig.chain_untrusted",
    "pdf.sig.crypto_broken",
    "pdf.sig.changed_after",
    "pdf.sig.partial_coverage",
    "pdf.sig.unverifiable",
    "pdf.sig.timestamp",
    "pdf.sig.field_empty",
    "pdf.sig.none",
)


def _signatures(evidence: Evidence, sheet: Sheet) -> None:
    pdf = structure(evidence)
    fields = signature_fields(pdf)
    filled = [field for field in fields if field.span is not None]
    apart = usage_rights(pdf)
    loose = [span for span in in_bytes(evidence.data) if span not in apart]
    sheet.facts["signature_fields"] = len(fields)
    sheet.facts["signatures"] = len(filled)
    if apart:
        sheet.facts["usage_rights"] = True
    empty = [field for field in fields if field.span is None]
    lost = [span for span in loose if span not in {field.span for field in filled}]
    if empty and lost and look(evidence).repaired:
        sheet.unchecked(("pdf.sig.field_empty",), "The file is damaged; what filled its fields for signatures is lost.")
    else:
        told = "Laid out to be signed, and empty now" if lost else "Prepared to be signed, and not signed"
        for field in empty:
            sheet.find("pdf.sig.field_empty", f"field {field.name}", told, qpdf())
    if not fields and not loose:
        sheet.find("pdf.sig.none", "the file", "It has no signature field", qpdf())
    if filled or loose:
        _verify(evidence, sheet, {field.span: field.name for field in filled if field.span is not None}, loose)


def _verify(evidence: Evidence, sheet: Sheet, filled: dict[Span, str], loose: list[Span]) -> None:
    tool = f"pyHanko {version('pyhanko')}"
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    found, why = asyncio.run(verdicts(evidence))
    for one in found:
        _tell(evidence, sheet, one, tool)
    done = {one.span for one in found}
    for span, name in filled.items():
        if span not in done:
            told = why or "No form of the document names it, or it has a format that is not read here"
            sheet.find("pdf.sig.unverifiable", f"field {name}", told, tool)
    for span in loose:
        if span not in done and span not in filled:
            told = f"A signature stands at byte {span[0] + span[1]:,} that no field of the document names"
            sheet.find("pdf.sig.unverifiable", f"byte {span[0] + span[1]:,}", told, tool)


def _tell(evidence: Evidence, sheet: Sheet, one: Verdict, tool: str) -> None:
    where = f"field {one.name}"
    if one.trouble:
        sheet.find("pdf.sig.unverifiable", where, one.trouble, tool)
        return
    if not one.is_intact:
        sheet.find("pdf.sig.crypto_broken", where, f"{one.signer}: {one.broken}", tool)
    elif not one.is_stamp:
        sheet.find("pdf.sig.crypto_ok", where, f"Signed by {one.signer}; {one.claimed}", tool)
    if one.untrusted:
        sheet.find("pdf.sig.chain_untrusted", where, f"{one.signer}: {one.untrusted}", tool)
    if one.stamp:
        sheet.find("pdf.sig.timestamp", where, one.stamp, tool)
    if one.uncovered:
        sheet.find("pdf.sig.partial_coverage", where, one.uncovered, tool)
    if one.changed:
        sheet.find("pdf.sig.changed_after", where, f"{one.changed}. {_change(evidence, one.span)}", tool)


def _change(evidence: Evidence, span: Span) -> str:
    """What the pages said when they were signed, and what they say now."""
    try:
        found = compared(evidence, span[2] + span[3], len(evidence.data), has_notes=True)
    except (NotChecked, LimitsHit) as why:
        return f"The words before and after were not compared: {why}"
    if not found:
        return "The words of its pages are the same; what is drawn, marked or attached may differ."
    told = [f"Page {one.after or one.before}{'' if one.after else ' (taken out)'} {one.told}" for one in found[:6]]
    return "; ".join(told)


SIGNATURES = Check(_IDS, _signatures)
