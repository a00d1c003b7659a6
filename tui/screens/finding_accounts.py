"""A finding of a file in full: what was found, where and by what, what it tells, and what it does not prove."""

from __future__ import annotations

from collections.abc import Iterator

from tui.naming import Naming
from tui.screens.examining import exhibit_of
from tui.screens.finding_words import finding_words, value_words
from tui.screens.report_rows import checked_words, look_at
from tui.session import View
from workflow.case import Case
from workflow.findings import KINDS, Finding
from workflow.holdings import Examined
from workflow.phrases import capital
from workflow.signed import STANDING, panel
from workflow.terms import Outcome


def examined_named(case: Case, name: str) -> Examined | None:
    """The check of that id; None where the case holds none."""
    return next((one for one in case.holdings.examined if one.id == name), None)


def finding_named(case: Case, name: str) -> Finding | None:
    """A finding by the id of its check and its number there, a space between the two."""
    check, _, number = name.partition(" ")
    examined = examined_named(case, check)
    findings = examined.report.findings if examined is not None else ()
    return findings[int(number)] if number.isdecimal() and int(number) < len(findings) else None


def finding_lines(finding: Finding) -> Iterator[tuple[str, str]]:
    """What a finding tells and what it does not prove, each sentence with its tone."""
    kind = KINDS[finding.id]
    if kind.tells:
        yield kind.tells, "text"
    yield kind.proves_not, "warn"
    if kind.risk:
        yield f"For a source: {kind.risk}", "bad"
    yield f"By {finding.tool} ({finding.id})", "muted"


def file_account(view: View, kind: str, name: str, naming: Naming) -> tuple[str, str]:
    """A finding, a check that was not made, or the five lines, told in full; the title is empty when it is gone."""
    if kind == "signed":
        name = name.partition(" ")[0]
        return "Is it signed?", "\n".join(_signed(view, name, naming))
    examined = examined_named(view.case, name.partition(" ")[0])
    if examined is None:
        return "", ""
    if kind == "check":
        return "Not checked", "\n".join(_unmade(view, examined, name.partition(" ")[2]))
    found = finding_named(view.case, name)
    if found is None:
        return "", ""
    return capital(finding_words(found.id)), "\n".join(_finding(view, examined, found, naming))


def _finding(view: View, examined: Examined, found: Finding, naming: Naming) -> Iterator[str]:
    yield naming.text(value_words(found, hidden=naming.hidden)) or "Nothing more is told of it."
    yield ""
    yield f"Weight: {found.severity.word}. {found.severity.meaning}"
    yield f"Where: {naming.text(found.where) or 'the file'}"
    speaks = KINDS[found.id].speaks
    yield f"Speaks to: {speaks.word}. {speaks.meaning}"
    if KINDS[found.id].is_risk:
        yield "It is among the source risks: no export carries it, unless you write it into a statement."
    yield from (line for line, _ in finding_lines(found))
    yield f"Checked {checked_words(view, examined)}."


def _unmade(view: View, examined: Examined, check: str) -> Iterator[str]:
    found = next((one for one in examined.report.checks if one.check == check), None)
    reason = found.reason if found is not None else ""
    alike = [one.check for one in examined.report.checks if one.outcome is Outcome.NOT_CHECKED and one.reason == reason]
    yield f"Why: {reason or 'No reason is given.'}"
    yield ""
    yield "For that reason it was not checked whether there is any of this:"
    for name in alike or [check]:
        yield f"  {finding_words(name)} ({name})"
    yield ""
    yield "That is not to say that nothing is there."
    yield f"Checked {checked_words(view, examined)}."


def _signed(view: View, name: str, naming: Naming) -> Iterator[str]:
    held = exhibit_of(view.case, name)
    if held is None:
        return
    seen = [one for one in view.case.holdings.examined if view.moment.has_seen(one.claimed_at)]
    report = next((one.report for one in reversed(seen) if one.exhibit == name), None)
    look = look_at(view, held)
    for line in panel(report, look.seen if look is not None else None):
        yield f"{line.asks} {naming.text(line.answer)}"
    if look is not None:
        note = f": {naming.text(look.note)}" if look.note else ""
        yield f"  Looked: {naming.text(look.by)}{note}"
    yield ""
    yield STANDING
