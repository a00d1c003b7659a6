"""What the files of the document told when they were checked, in sentences for an editor and a lawyer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from workflow.case import Case
from workflow.findings import KINDS, Checked, Finding, Report
from workflow.holdings import Examined, Exhibit, Handled
from workflow.phrases import counted, listed
from workflow.signed import STANDING, panel
from workflow.summaries.speaking import ended, time_claimed
from workflow.terms import Handling, Outcome, Severity

RISKS_STAY = "What in a file could give somebody away is not told here: it stays on the desk's own screens."

_EARLIER = re.compile(r"\s*\bwas: .*", re.DOTALL)
"""Words that were in the file and were taken out of it: a source risk, in whatever finding they are quoted."""
EARLIER_STAYS = "what it said before and after stays on the desk's own screens."

_DONE = {
    Handling.COPIED_OUT: "was copied out of the desk",
    Handling.FLATTENED: "was flattened into {made}, a copy to show",
    Handling.CLEANED: "was cleaned into {made}, a copy to show",
    Handling.UNPACKED: "was unpacked, which gave {made}",
    Handling.COMPARED: "was compared with {made}",
}


def of_files(case: Case) -> Iterator[str]:
    """What was found in each file of the document, whether it is signed, and what was done with it."""
    held = case.holdings
    for exhibit in held.exhibits:
        if (examined := held.examination_of(exhibit.id)) is not None:
            yield from _examined(case, exhibit, examined)
    for handled in held.handled:
        yield from _handled(case, handled)
    if held.examined:
        yield STANDING
        yield RISKS_STAY


def not_of_files(case: Case) -> Iterator[str]:
    """Which checks of the document's files were not made, and why."""
    held = case.holdings
    for exhibit in held.exhibits:
        if not exhibit.kind.is_document or not exhibit.sha256:
            continue
        examined = held.examination_of(exhibit.id)
        if examined is None:
            yield f"File {exhibit.number} was not checked."
            continue
        left = [one for one in examined.report.checks if one.outcome is Outcome.NOT_CHECKED]
        for reason, group in groupby(sorted(left, key=_reason), key=_reason):
            yield ended(f"File {exhibit.number}, not checked: {listed(one.check for one in group)}. {reason}")


def _examined(case: Case, exhibit: Exhibit, examined: Examined) -> Iterator[str]:
    report, file = _without_earlier_words(examined.report), f"File {exhibit.number}"
    told = [one for one in report.findings if one.severity is not Severity.INFO]
    when = time_claimed(case, examined.claimed_at).text
    left = sum(one.outcome is Outcome.NOT_CHECKED for one in report.checks)
    unmade = f", and {counted(left, 'check')} that could not be made" if left else ""
    yield (
        f"{file} ({report.type}) was checked{f' {when}' if when else ''} by onrecord {examined.version}, read in "
        f"{report.rung.word}: {counted(len(told), 'finding')} of note here{unmade}."
    )
    look = case.holdings.look_at(exhibit.id)
    for line in panel(report, look.seen if look is not None else None):
        yield ended(f"{file}: {line.asks} {line.answer}")
    yield from (_finding(file, one) for one in told)


def _without_earlier_words(report: Report) -> Report:
    """The report as it may leave, in which no finding quotes an earlier state of the file."""

    def told(found: Finding) -> Finding:
        if found.id != "pdf.sig.changed_after":
            return found
        return replace(found, value=_EARLIER.sub(f": {EARLIER_STAYS}", found.value))

    return replace(report, findings=tuple(map(told, report.findings)))


def _finding(file: str, found: Finding) -> str:
    told = f"{file}, {found.where}: {ended(found.value)} {KINDS[found.id].proves_not}"
    return f"{told} ({found.id}, {found.tool})"


def _handled(case: Case, handled: Handled) -> Iterator[str]:
    if handled.act not in _DONE:
        return
    numbers = {exhibit.id: f"file {exhibit.number}" for exhibit in case.holdings.exhibits}
    done = _DONE[handled.act].format(made=numbers.get(handled.made, "another file"))
    when = time_claimed(case, handled.claimed_at).text
    tool = f" by {handled.tool}" if handled.tool else ""
    file = numbers[handled.exhibit]
    yield ended(f"{file[0].upper()}{file[1:]} {done}{tool}{f', {when}' if when else ''}")


def _reason(check: Checked) -> str:
    return check.reason
