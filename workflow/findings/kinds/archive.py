"""Findings on archives and bags."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

ARCHIVE = (
    Kind(
        "zip.bomb",
        Severity.WARNING,
        Speaks.READING,
        False,
        "The container would grow to far more than it is; it was not unpacked, and what is in it was not looked at.",
        "Somebody may want to stop the newsroom from reading its files.",
        "It does not prove that the sender built it or knew of it.",
    ),
    Kind(
        "zip.traversal",
        Severity.WARNING,
        Speaks.READING,
        False,
        "Unpacking it could do harm: an entry would lie outside its folder or over another, or is no plain file.",
        "Unpacking it with an ordinary tool may overwrite files of whoever opens it.",
        "It does not prove malice: clumsy packing tools write such names too.",
    ),
    Kind(
        "zip.nested",
        Severity.NOTE,
        Speaks.READING,
        False,
        "There are archives within the archive; each is a file of its own to be checked.",
        "",
        "It does not prove that anything was to be hidden: people pack what they were given packed.",
    ),
    Kind(
        "zip.entry_dates",
        Severity.INFO,
        Speaks.ORIGIN,
        True,
        "The entries carry dates, and perhaps the system, the clock and the users of the machine that packed them.",
        "A time zone or a user name narrows down who packed it, and where.",
        "It does not prove when anything was written: clocks are wrong, and copying sets dates anew.",
    ),
    Kind(
        "bag.valid",
        Severity.NOTE,
        Speaks.INTEGRITY,
        False,
        "All files of the bag fit the checksums that its maker wrote down.",
        "",
        "It does not prove who made the bag: whoever changes a file can write a new manifest.",
    ),
    Kind(
        "bag.invalid",
        Severity.WARNING,
        Speaks.INTEGRITY,
        False,
        "The bag does not fit its own manifest: something is missing, added or changed since it was packed.",
        "",
        "It does not prove tampering: half a transfer and a file of the system put beside the others do the same.",
    ),
)
