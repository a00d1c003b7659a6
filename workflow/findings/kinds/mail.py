"""Findings on mail."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

MAIL = (
    Kind("mail.dkim.pass", Severity.NOTE, Speaks.ORIGIN, False, "", "", ""),
    Kind("mail.dkim.fail", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
    Kind("mail.dkim.key_missing", Severity.NOTE, Speaks.ORIGIN, False, "", "", ""),
    Kind("mail.dkim.expired_valid", Severity.INFO, Speaks.ORIGIN, False, "", "", ""),
    Kind("mail.dkim.unaligned", Severity.WARNING, Speaks.ORIGIN, False, "", "", ""),
    Kind("mail.dkim.unsigned_headers", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
    Kind("mail.dkim.length_limited", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
    Kind("mail.dkim.absent", Severity.INFO, Speaks.ORIGIN, False, "", "", ""),
    Kind("mail.dkim.unverifiable_format", Severity.NOTE, Speaks.ORIGIN, False, "", "", ""),
    Kind("mail.arc.pass", Severity.NOTE, Speaks.ORIGIN, False, "", "", ""),
    Kind("mail.arc.fail", Severity.NOTE, Speaks.ORIGIN, False, "", "", ""),
    Kind("mail.received.order", Severity.NOTE, Speaks.ORIGIN, True, "", "", ""),
    Kind("mail.received.gap", Severity.NOTE, Speaks.ORIGIN, True, "", "", ""),
    Kind("mail.auth_results_claim", Severity.INFO, Speaks.ORIGIN, False, "", "", ""),
    Kind("mail.ids", Severity.NOTE, Speaks.RISK, True, "", "", ""),
)
