"""Findings on time stamps."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

TIME = (
    Kind(
        "tsa.valid",
        Severity.NOTE,
        Speaks.INTEGRITY,
        False,
        "An authority that a root of yours vouches for says that these bytes existed not later than that moment.",
        "",
        "It does not show that the content is true, when it was written, or that this copy was the first.",
    ),
    Kind(
        "tsa.invalid",
        Severity.WARNING,
        Speaks.INTEGRITY,
        False,
        "The time stamp does not hold for this file: other bytes, a broken signature or a signer nobody vouches for.",
        "",
        "It does not show that the file was forged: the wrong stamp may have been attached.",
    ),
    Kind(
        "ots.pending",
        Severity.INFO,
        Speaks.INTEGRITY,
        False,
        "A calendar promises to put the fingerprint of this file into a block of Bitcoin.",
        "",
        "It proves nothing yet: the promise can be broken, and the time is the calendar's word.",
    ),
    Kind(
        "ots.bitcoin_pending_check",
        Severity.NOTE,
        Speaks.INTEGRITY,
        False,
        "The proof leads from this file to a block of Bitcoin, whose real header must be held against it.",
        "",
        "It does not show that the content is true or first, and nothing at all until the header is known to be real.",
    ),
    Kind(
        "ots.invalid",
        Severity.WARNING,
        Speaks.INTEGRITY,
        False,
        "The proof cannot be read, is about other bytes, or does not end in the block that it names.",
        "",
        "It does not show that the file was forged: the wrong proof may have been attached.",
    ),
)
