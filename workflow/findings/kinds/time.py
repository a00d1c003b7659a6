"""Findings on time stamps."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

TIME = (
    Kind("tsa.valid", Severity.NOTE, Speaks.INTEGRITY, False, "", "", ""),
    Kind("tsa.invalid", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
    Kind("ots.pending", Severity.INFO, Speaks.INTEGRITY, False, "", "", ""),
    Kind("ots.bitcoin_pending_check", Severity.NOTE, Speaks.INTEGRITY, False, "", "", ""),
    Kind("ots.invalid", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
)
