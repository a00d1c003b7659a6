"""Findings on Office documents."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

OFFICE = (
    Kind("office.meta.identity", Severity.NOTE, Speaks.ORIGIN, True, "", "", ""),
    Kind("office.meta.toolchain", Severity.INFO, Speaks.ORIGIN, True, "", "", ""),
    Kind("office.meta.template", Severity.INFO, Speaks.ORIGIN, True, "", "", ""),
    Kind("office.meta.edit_history", Severity.INFO, Speaks.ORIGIN, False, "", "", ""),
    Kind("office.rsid", Severity.INFO, Speaks.ORIGIN, True, "", "", ""),
    Kind("office.tracked_changes", Severity.NOTE, Speaks.STATUS, True, "", "", ""),
    Kind("office.comments", Severity.NOTE, Speaks.STATUS, True, "", "", ""),
    Kind("office.hidden_text", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("office.hidden_sheet", Severity.NOTE, Speaks.RISK, True, "", "", ""),
    Kind("office.paths", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("office.external_ref", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("office.dde", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("office.macros", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("office.embedded", Severity.NOTE, Speaks.RISK, True, "", "", ""),
    Kind("office.container_rewritten", Severity.INFO, Speaks.INTEGRITY, False, "", "", ""),
    Kind("office.sig.crypto_ok", Severity.NOTE, Speaks.INTEGRITY, False, "", "", ""),
    Kind("office.sig.crypto_broken", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
    Kind("office.label", Severity.NOTE, Speaks.ORIGIN, True, "", "", ""),
)
