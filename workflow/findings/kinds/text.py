"""Findings on the words themselves."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

TEXT = (
    Kind("doc.status_marker", Severity.NOTE, Speaks.STATUS, False, "", "", ""),
    Kind("doc.signature_block_typed", Severity.NOTE, Speaks.STATUS, False, "", "", ""),
    Kind("text.invisible_chars", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("text.homoglyphs", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("text.variant", Severity.NOTE, Speaks.INTEGRITY, True, "", "", ""),
)
