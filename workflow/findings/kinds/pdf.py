"""Findings on PDF files, and on the words of any document."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

PDF = (
    Kind("pdf.encrypted_open", Severity.INFO, Speaks.READING, False, "", "", ""),
    Kind("pdf.meta.identity", Severity.NOTE, Speaks.ORIGIN, True, "", "", ""),
    Kind("pdf.meta.toolchain", Severity.INFO, Speaks.ORIGIN, True, "", "", ""),
    Kind("pdf.meta.info_xmp_mismatch", Severity.NOTE, Speaks.INTEGRITY, False, "", "", ""),
    Kind("pdf.meta.date_order", Severity.NOTE, Speaks.ORIGIN, False, "", "", ""),
    Kind("pdf.meta.absent", Severity.INFO, Speaks.ORIGIN, False, "", "", ""),
    Kind("pdf.rev.multiple", Severity.NOTE, Speaks.INTEGRITY, False, "", "", ""),
    Kind("pdf.rev.text_recovered", Severity.WARNING, Speaks.INTEGRITY, True, "", "", ""),
    Kind("pdf.sig.crypto_ok", Severity.NOTE, Speaks.INTEGRITY, False, "", "", ""),
    Kind("pdf.sig.chain_untrusted", Severity.NOTE, Speaks.ORIGIN, False, "", "", ""),
    Kind("pdf.sig.crypto_broken", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
    Kind("pdf.sig.changed_after", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
    Kind("pdf.sig.partial_coverage", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
    Kind("pdf.sig.unverifiable", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
    Kind("pdf.sig.timestamp", Severity.NOTE, Speaks.ORIGIN, False, "", "", ""),
    Kind("pdf.sig.field_empty", Severity.NOTE, Speaks.STATUS, False, "", "", ""),
    Kind("pdf.sig.none", Severity.INFO, Speaks.STATUS, False, "", "", ""),
    Kind("pdf.hidden.covered_text", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("pdf.hidden.same_colour_text", Severity.NOTE, Speaks.RISK, True, "", "", ""),
    Kind("pdf.hidden.offpage_text", Severity.NOTE, Speaks.RISK, True, "", "", ""),
    Kind("pdf.hidden.ocr_layer", Severity.INFO, Speaks.ORIGIN, False, "", "", ""),
    Kind("pdf.hidden.unapplied_redaction", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("pdf.attachment", Severity.NOTE, Speaks.RISK, True, "", "", ""),
    Kind("pdf.active", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("pdf.remote_ref", Severity.NOTE, Speaks.RISK, True, "", "", ""),
    Kind("pdf.image_only", Severity.INFO, Speaks.ORIGIN, False, "", "", ""),
)
