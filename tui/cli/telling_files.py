"""A report on a file in plain lines: what its bytes say by question, its source risks apart, what was not checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tui.cli import out
from workflow.findings import FAMILIES, KINDS, Finding, Report
from workflow.signed import STANDING, panel
from workflow.terms import Outcome, Seen, Severity, Speaks

_ORDER = tuple(Severity)[::-1]
_QUESTIONS = (Speaks.READING, Speaks.ORIGIN, Speaks.INTEGRITY, Speaks.STATUS)


def tell_report(report: Report, seen: Seen | None = None, indent: str = "  ") -> None:
    """Write a report: its facts, the five lines, its findings, its source risks, what was not checked and why."""
    out.prose(f"{indent}Read in: {report.rung.word}. {report.rung.meaning}")
    if report.facts:
        out.prose(f"{indent}Facts:")
        for name, value in report.facts.items():
            told = (", ".join(value) or "none") if isinstance(value, tuple) else str(value)
            _told(f"{name}: {told}", indent + "  ")
    out.prose(f"{indent}Is it signed?")
    for line in panel(report, seen):
        out.prose(f"{indent}  {line.asks} {line.answer}")
    out.prose(f"{indent}  {STANDING}")
    for speaks in _QUESTIONS:
        _findings(
            f"On {speaks.word}:",
            (one for one in report.findings if KINDS[one.id].speaks is speaks and not KINDS[one.id].is_risk),
            indent,
        )
    _findings("What could give a source away:", (one for one in report.findings if KINDS[one.id].is_risk), indent)
    _unchecked(report, indent)


def _findings(heading: str, found: Iterable[Finding], indent: str) -> None:
    ranked = sorted(found, key=lambda one: _ORDER.index(one.severity))
    if ranked:
        out.prose(f"{indent}{heading}")
    for name, group in groupby(ranked, key=lambda one: one.id):
        for one in group:
            out.prose(f"{indent}  {one.severity.word}: {name}, {one.where} ({one.tool})")
            _told(one.value, indent + "    ")
        out.prose(f"{indent}    {KINDS[name].proves_not}")


def _told(text: str, indent: str) -> None:
    """What a file says, which may be several lines."""
    for part in text.replace("\r\n", "\n").split("\n"):
        out.prose(indent + part)


def _unchecked(report: Report, indent: str) -> None:
    left = [one for one in report.checks if one.outcome is Outcome.NOT_CHECKED]
    if left:
        out.prose(f"{indent}Not checked:")
    for reason, group in groupby(sorted(left, key=lambda one: one.reason), key=lambda one: one.reason):
        out.prose(f"{indent}  {', '.join(_folded({one.check for one in group}))}: {reason}")
    clear = sum(one.outcome is Outcome.NOT_FOUND for one in report.checks)
    out.prose(f"{indent}Looked for and not found: {clear} of {len(report.checks)} checks.")


def _folded(names: set[str]) -> Iterator[str]:
    """Names of checks, a whole family in one word."""
    for family, kinds in FAMILIES.items():
        ids = {kind.id for kind in kinds}
        if ids <= names and len(ids) > 1:
            yield f"all of {family}"
        else:
            yield from (kind.id for kind in kinds if kind.id in names)
