"""Findings on archives and bags."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

ARCHIVE = (
    Kind("zip.bomb", Severity.WARNING, Speaks.READING, False, "", "", ""),
    Kind("zip.traversal", Severity.WARNING, Speaks.READING, False, "", "", ""),
    Kind("zip.nested", Severity.NOTE, Speaks.READING, False, "", "", ""),
    Kind("zip.entry_dates", Severity.INFO, Speaks.ORIGIN, True, "", "", ""),
    Kind("bag.valid", Severity.NOTE, Speaks.INTEGRITY, False, "", "", ""),
    Kind("bag.invalid", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
)
