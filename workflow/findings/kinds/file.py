"""Findings on any file: what it is, and whether it could be read."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

FILE = (
    Kind("file.type_mismatch", Severity.NOTE, Speaks.READING, False, "", "", ""),
    Kind("file.polyglot", Severity.WARNING, Speaks.READING, False, "", "", ""),
    Kind("file.trailing_data", Severity.NOTE, Speaks.INTEGRITY, False, "", "", ""),
    Kind("file.encrypted", Severity.NOTE, Speaks.READING, False, "", "", ""),
    Kind("file.unreadable", Severity.WARNING, Speaks.READING, False, "", "", ""),
    Kind("file.recovered", Severity.NOTE, Speaks.READING, False, "", "", ""),
    Kind("file.limits_hit", Severity.WARNING, Speaks.READING, False, "", "", ""),
    Kind("file.hostile_markup", Severity.WARNING, Speaks.READING, False, "", "", ""),
)
