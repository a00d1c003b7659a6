"""The rows of a report on a file: its facts, the five lines, findings by question, source risks apart, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tui.naming import Naming
from tui.screens.entries import Entry, heading
from tui.screens.examining import examination_at, handlings_at
from tui.screens.finding_words import OUTCOMES, SEVERITIES, finding_words, value_words, worst_first
from tui.session import View
from tui.widgets.rows import Cell, Row
from workflow.findings import KINDS, Finding, Told
from workflow.hashing import size_words
from workflow.holdings import Examined, Exhibit, SignatureLook
from workflow.intake.checking import TEXT, same_text
from workflow.phrases import capital, counted, say_when
from workflow.showing import KEEPS
from workflow.signed import panel
from workflow.terms import Handling, Outcome, Severity, Speaks
from workflow.when import parse_when

NOT_CHECKED_YET = "Not checked yet. Press ! to check it; nothing leaves the desk."
RISKS = "What could give a source away ({}): no export carries it unasked"
NOBODY_LOOKED = "Press _ for that."
ON_QUESTIONS = (Speaks.ORIGIN, Speaks.INTEGRITY, Speaks.STATUS, Speaks.READING)
SAID = ("bytes", TEXT)
"""Facts of a file that stand among the rows otherwise."""

NOUNS = {Severity.WARNING: ("warning", ""), Severity.NOTE: ("note", ""), Severity.INFO: ("info", "info")}

IN_A_ROW = 6
"""Checks that were not made for the same reason, and stand in one row."""

HASH_ONLY = "its hash alone; its bytes are not on the desk"


def report_entries(view: View, held: Exhibit, naming: Naming) -> Iterator[Entry]:
    """All rows of a file, in their order."""
    examined = examination_at(view.case, held.id, view.moment)
    yield from _file(view, held, examined, naming)
    yield heading("Is it signed?")
    yield from _signed(view, held, examined, naming)
    if examined is None:
        return
    found = worst_first(examined.report.findings)
    for speaks in ON_QUESTIONS:
        kept = [(at, one) for at, one in found if not _is_risk(one) and KINDS[one.id].speaks is speaks]
        if kept:
            yield heading(f"{capital(speaks.word)} ({len(kept)})")
        yield from (_finding(examined, at, one, naming) for at, one in kept)
    risks = [(at, one) for at, one in found if _is_risk(one)]
    yield heading(RISKS.format(len(risks)))
    yield from (_finding(examined, at, one, naming) for at, one in risks)
    if not risks:
        yield Entry("no risk", Row(("", Cell("None was found. That does not make it safe to show.", "muted"))))
    yield from _checks(examined)
    yield from _facts(examined)


def counts_words(examined: Examined) -> str:
    """How many findings there are of each severity, never as one number."""
    counts = Counter(one.severity for one in examined.report.findings)
    told = [counted(counts[one], *NOUNS[one]) for one in reversed(Severity) if counts[one]]
    left = sum(one.outcome is Outcome.NOT_CHECKED for one in examined.report.checks)
    return ", ".join([*(told or ["no finding"]), *([f"{left} not checked"] if left else [])])


def checked_words(view: View, examined: Examined) -> str:
    """When a file was checked, on which rung, by which version."""
    when = say_when(parse_when(examined.claimed_at), view.case.zone) if examined.claimed_at else "at an unknown time"
    return f"{when}, reader locked in by {examined.report.rung.word}, onrecord {examined.version}"


def _file(view: View, held: Exhibit, examined: Examined | None, naming: Naming) -> Iterator[Entry]:
    yield heading(f"File {held.number}: {held.kind.word}")
    kind = examined.report.type if examined is not None else "not looked at"
    yield _fact(held, "Name", naming.text(held.name))
    exact = f"{held.size:,} bytes, " if held.size >= 1000 else ""
    yield _fact(held, "Type", f"{kind}, {exact}{size_words(held.size)}")
    yield _fact(held, "SHA-256", held.sha256)
    yield _fact(held, "Kept", "its bytes are on the desk" if held.is_kept else HASH_ONLY)
    yield _fact(held, "Checked", checked_words(view, examined) if examined is not None else NOT_CHECKED_YET)
    if examined is None:
        return
    for one in same_text(view.case, held.id):
        alike = f"The same words as file {one.number}, in other bytes. Press ~ to compare the two."
        yield Entry(f"alike {one.id}", Row((Cell("Copies", "muted"), Cell(alike, "warn"))), ("exhibit", one.id))
    made = [one for one in handlings_at(view.case, held.id, view.moment) if one.made == held.id]
    if any(one.act is Handling.FLATTENED for one in made):
        yield heading("What a copy of pictures still shows")
        for number, sentence in enumerate(KEEPS):
            yield Entry(f"stays {number}", Row(("", Cell(f"{capital(sentence)}.", "warn"))))


def _facts(examined: Examined) -> Iterator[Entry]:
    yield heading("Further facts of the file")
    for name, told in examined.report.facts.items():
        if name in SAID:
            continue
        yield Entry(f"fact {name}", Row((Cell(capital(name.replace("_", " ")), "muted"), fact_words(told))))


def fact_words(told: Told) -> str:
    """A fact of a file in words."""
    if isinstance(told, bool):
        return "yes" if told else "no"
    return ", ".join(told) if isinstance(told, tuple) else str(told)


def _fact(held: Exhibit, label: str, text: str) -> Entry:
    return Entry(f"file {label}", Row((Cell(label, "muted"), text)), ("exhibit", held.id))


def _signed(view: View, held: Exhibit, examined: Examined | None, naming: Naming) -> Iterator[Entry]:
    look = look_at(view, held)
    report = examined.report if examined is not None else None
    for line in panel(report, look.seen if look is not None else None):
        told = line.told
        if line.label == "handwritten":
            told = f"{told} {NOBODY_LOOKED}" if look is None else f"{told} By {naming.text(look.by)}."
        tone = {Outcome.FOUND: "accent", Outcome.NOT_CHECKED: "warn"}.get(line.outcome, "text")
        row = Row((Cell(capital(line.label), "muted"), Cell(f"{capital(line.word)}. {naming.text(told)}", tone)))
        yield Entry(f"signed {line.label}", row, ("signed", held.id))


def look_at(view: View, held: Exhibit) -> SignatureLook | None:
    """What somebody said last of a handwritten signature, at the moment of the view."""
    looks = (one for one in reversed(view.case.holdings.looks) if view.moment.has_seen(one.claimed_at))
    return next((one for one in looks if one.exhibit == held.id), None)


def _is_risk(finding: Finding) -> bool:
    return KINDS[finding.id].is_risk


def _finding(examined: Examined, number: int, finding: Finding, naming: Naming) -> Entry:
    value = naming.text(value_words(finding, hidden=naming.hidden))
    told = f"{finding_words(finding.id)}: {value}" if value else finding_words(finding.id)
    where = f" ({naming.text(finding.where)})" if finding.where not in ("", "the file") else ""
    row = Row((SEVERITIES[finding.severity], told + where))
    name = f"{examined.id} {number}"
    return Entry(f"finding {name}", row, ("finding", name))


def _checks(examined: Examined) -> Iterator[Entry]:
    checks = examined.report.checks
    counts = Counter(one.outcome for one in checks)
    told = ", ".join(f"{counts[outcome]} {outcome.word}" for outcome in Outcome if counts[outcome])
    yield heading(f"Checks: {told}" if told else "Checks")
    reasons: dict[str, list[str]] = {}
    for one in checks:
        if one.outcome is Outcome.NOT_CHECKED:
            reasons.setdefault(one.reason or "No reason is given.", []).append(one.check)
    for reason, names in reasons.items():
        for at in range(0, len(names), IN_A_ROW):
            told = ", ".join(finding_words(name) for name in names[at : at + IN_A_ROW])
            row = Row((OUTCOMES[Outcome.NOT_CHECKED], f"{capital(told)}. {reason}"))
            yield Entry(f"check {names[at]}", row, ("check", f"{examined.id} {names[at]}"))
    if not counts[Outcome.NOT_CHECKED]:
        yield Entry("all made", Row(("", Cell("Every check that applies was made to its end.", "muted"))))
