"""Words for the public on how the file was checked, for somebody to edit and approve; nothing goes out by itself."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.case import Case
from workflow.findings import Report
from workflow.terms import ExhibitKind, Outcome, Section

_TRUTH = "None of these checks can tell whether what the document says is true."
_TRACES = "A document without traces of change can still have been changed."

_LOOKED = (
    ("for a digital signature", ("pdf.sig.none", "office.sig.crypto_ok")),
    ("for the signature of a mail service", ("mail.dkim.absent",)),
    ("for earlier versions within it", ("pdf.rev.multiple", "office.tracked_changes")),
    ("at what it records about its own making", ("pdf.meta.absent", "office.meta.identity", "img.exif.absent")),
    ("for text that cannot be seen on its pages", ("pdf.hidden.covered_text", "office.hidden_text")),
    ("at the way that the message took", ("mail.received.order",)),
    ("for a signed record of how the picture was made", ("img.c2pa.absent",)),
)
_FOUND = (
    ("pdf.sig.crypto_ok", "It carries a digital signature, and the signed part has not changed since."),
    ("office.sig.crypto_ok", "It carries a digital signature, and the signed parts have not changed since."),
    ("mail.dkim.pass", "The mail service of the sender's domain signed it, and what was signed has not changed since."),
    ("mail.dkim.unaligned", "A mail service signed it, though not that of the sender's domain."),
    ("pdf.sig.crypto_broken", "It carries a digital signature that does not fit its content."),
    ("office.sig.crypto_broken", "It carries a digital signature that does not fit its content."),
    ("mail.dkim.fail", "Its mail signature does not fit its content, which also happens when a mail is forwarded."),
    ("pdf.sig.changed_after", "It was changed after it had been signed."),
    ("pdf.sig.chain_untrusted", "Who signed it could not be traced to anybody."),
    ("img.c2pa.valid", "It carries a signed record of how it was made, which fits the picture."),
    ("img.c2pa.untrusted", "Who signed that record could not be traced to anybody."),
    ("img.c2pa.invalid", "It carries a signed record of how it was made, which does not fit the picture."),
    ("doc.status_marker", "It carries a marking of its own status."),
)
_UNSIGNED = (
    ("pdf.sig.none", "It carries no digital signature. Most genuine office papers carry none."),
    ("mail.dkim.absent", "No mail service signed it. Much genuine mail is unsigned."),
)
_DONE = (Outcome.FOUND, Outcome.NOT_FOUND)
_LEFT = (
    ("its digital signature", ("pdf.sig.crypto_ok", "office.sig.crypto_ok")),
    ("the signature of its mail service", ("mail.dkim.pass",)),
    ("whether earlier versions lie within it", ("pdf.rev.multiple",)),
    ("whether text is hidden in it", ("pdf.hidden.covered_text",)),
)


def proposal(case: Case, section: Section) -> str:
    """Words for a passage from the check that tells most of the document as it reached us; empty without any."""
    report = _report(case)
    if report is None:
        return ""
    outcomes = {one.check: one.outcome for one in report.checks}
    if section is Section.METHOD:
        return " ".join(_method(outcomes))
    return " ".join(_limits(outcomes)) if section is Section.LIMITS else ""


def _report(case: Case) -> Report | None:
    """Of the originals' checks the one that looked for most; of two that looked for as much, the later file's."""
    originals = [one for one in case.holdings.about("") if one.kind is ExhibitKind.ORIGINAL]
    found = [case.holdings.examination_of(one.id) for one in originals]
    reports = [one.report for one in reversed(found) if one is not None]
    return max(reports, key=lambda one: sum(check.outcome in _DONE for check in one.checks), default=None)


def _method(outcomes: dict[str, Outcome]) -> Iterator[str]:
    looked = [words for words, ids in _LOOKED if any(outcomes.get(name) in _DONE for name in ids)]
    if looked:
        yield f"We looked into the file itself: {', '.join(looked)}."
    found = {name for name, outcome in outcomes.items() if outcome is Outcome.FOUND}
    found.discard("mail.dkim.pass" if {"mail.dkim.pass", "mail.dkim.unaligned"} <= found else "mail.dkim.unaligned")
    yield from dict.fromkeys(words for name, words in (*_FOUND, *_UNSIGNED) if name in found)


def _limits(outcomes: dict[str, Outcome]) -> Iterator[str]:
    for words, ids in _LEFT:
        if any(outcomes.get(name) is Outcome.NOT_CHECKED for name in ids):
            yield f"We could not check {words}."
    yield _TRACES
    yield _TRUTH
