"""What is asked before anything leaves the building: of approvals, overrides, initials, exports and corrections."""

from __future__ import annotations

from collections.abc import Iterator

from workflow import facts as f
from workflow.admission.holdings import a_hash
from workflow.admission.problem import Problem, exact_time, filled, reason, time
from workflow.case import Case
from workflow.facts import FactId
from workflow.gates.overriding import VAULTED

_INITIALS = "Give the initials of whoever decides this."


def passage_written(case: Case, fact: f.PublicTextWritten) -> Iterator[Problem]:
    """Another text than the one that stands."""
    passage = case.outgoing.passage(fact.section)
    if fact.text.strip() == (passage.text.strip() if passage else ""):
        yield Problem("text", "Write something else than what stands there already.")


def approved(case: Case, fact: f.TextApproved) -> Iterator[Problem]:
    """A text in a place, by somebody, once."""
    yield from filled("by", fact.by, _INITIALS)
    yield from filled("place", fact.place, "Say where the text stands.")
    yield from a_hash("digest", fact.digest)
    if (fact.place, fact.digest) in case.outgoing.approvals:
        yield Problem("digest", "This very text is approved already.")


def overridden(case: Case, fact: f.GateOverridden) -> Iterator[Problem]:
    """Findings of a gate, a reason and who decides."""
    if not fact.findings:
        yield Problem("findings", "Choose what is overridden: a gate that is open needs no override.")
    elif any(not key.startswith(f"{fact.gate}:") for key in fact.findings):
        yield Problem("findings", "Choose findings of this gate: one of those named is another's.")
    elif not VAULTED.isdisjoint(fact.findings):
        yield Problem("findings", "Leave out what only the vault tells: the log must not say that it does.")
    yield from reason(fact.reason, "opening the gate in spite of what is missing")
    yield from filled("by", fact.by, _INITIALS)


def initialled(case: Case, fact: f.BoxInitialled) -> Iterator[Problem]:
    """Who weighed it."""
    yield from filled("by", fact.by, _INITIALS)


def exported(case: Case, fact: f.Exported) -> Iterator[Problem]:
    """The hash of the bytes, and a moment that is a time."""
    yield from a_hash("sha256", fact.sha256)
    yield from exact_time("as_of", fact.as_of)


def export_failed(case: Case, fact: f.ExportFailed) -> Iterator[Problem]:
    """An export of the case, and why it failed."""
    yield from _known_export(case, "export", fact.export)
    yield from filled("why", fact.why, "Say why the file was not written.")


def printed(case: Case, fact: f.Printed) -> Iterator[Problem]:
    """An export of the case, where it was published, and when."""
    yield from _known_export(case, "export", fact.export)
    yield from filled("where", fact.where, "Say where it was published: an address, an edition.")
    yield from time("at", fact.at)


def correction_made(case: Case, fact: f.CorrectionMade) -> Iterator[Problem]:
    """The exports whose readers were told, when, where and in which words."""
    if not fact.exports:
        yield Problem("exports", "Choose the exports whose readers were told.")
    for name in fact.exports:
        yield from _known_export(case, "exports", name)
    yield from time("at", fact.at)
    yield from filled("where", fact.where, "Say where they were told: an address, an edition, by telephone.")
    yield from filled("text", fact.text, "Write down the words in which they were told.")


def _known_export(case: Case, field: str, name: FactId) -> Iterator[Problem]:
    if all(export.id != name for export in case.outgoing.exports):
        yield Problem(field, "Choose an export of this case.")
