"""Findings on the words themselves."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

TEXT = (
    Kind(
        "doc.status_marker",
        Severity.NOTE,
        Speaks.STATUS,
        False,
        "The document calls itself a draft, final or classified.",
        "A marking tells how narrow the circle of those who had it was.",
        "It does not prove the status at the time of the leak: markings stay on when a draft is approved, and some are "
        "put on by habit.",
    ),
    Kind(
        "doc.signature_block_typed",
        Severity.NOTE,
        Speaks.STATUS,
        False,
        "A typed name stands where a signature would, or a typed mark says that it was signed.",
        "",
        "It does not prove that the person named signed, approved or saw it: anybody can type a name.",
    ),
    Kind(
        "text.invisible_chars",
        Severity.WARNING,
        Speaks.RISK,
        True,
        "There are characters that cannot be seen where neither the script nor an emoji needs them.",
        "They may mark this very copy and so the person to whom it was given.",
        "It does not prove a mark: editors, web pages and conversions leave such characters too.",
    ),
    Kind(
        "text.homoglyphs",
        Severity.WARNING,
        Speaks.RISK,
        True,
        "Words hold letters of another script that look the same.",
        "They may mark this very copy and so the person to whom it was given.",
        "It does not prove a mark: slips of a bilingual keyboard and text recognition mix letters too.",
    ),
    Kind(
        "text.variant",
        Severity.NOTE,
        Speaks.INTEGRITY,
        True,
        "Two copies of the same paper differ in words, spacing, line breaks or hidden characters.",
        "A variant may mark this very copy; quoting it word for word may name who had it.",
        "It does not prove which copy is the original, nor that the difference was made to mark it.",
    ),
)
