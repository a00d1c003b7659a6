"""What was found in the files of the document and done with them, as it may leave the desk: never a source risk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from workflow.case import Moment
from workflow.facts import FactId
from workflow.findings import KINDS, Report
from workflow.holdings import Examined, Handled, Holdings, SignatureLook


def work_on_files(
    held: Holdings, files: Mapping[FactId, FactId], moment: Moment, told: Callable[[str], str]
) -> tuple[tuple[Examined, ...], tuple[Handled, ...], tuple[SignatureLook, ...]]:
    """The latest check of each file, what was done with it, and who looked for a signature, by a moment.

    `files` leads from the real ids of the files that may be told of to their new ones; `told` turns words outward.
    """
    return (
        tuple(_examined(held, files, moment, told)),
        tuple(_handled(held, files, moment, told)),
        tuple(_looks(held, files, moment, told)),
    )


def without_risks(report: Report) -> Report:
    """A report without what could give a source away: neither those findings nor that they were looked for."""
    return msgspec.structs.replace(
        report,
        findings=tuple(one for one in report.findings if not KINDS[one.id].is_risk),
        checks=tuple(one for one in report.checks if not KINDS[one.check].is_risk),
        facts={},
    )


def _examined(
    held: Holdings, files: Mapping[FactId, FactId], moment: Moment, told: Callable[[str], str]
) -> Iterator[Examined]:
    latest = {one.exhibit: one for one in held.examined if moment.has_seen(one.claimed_at)}
    for real, outer in files.items():
        if one := latest.get(real):
            yield one._replace(id=f"x{outer}", exhibit=outer, report=_worded(without_risks(one.report), told))


def _worded(report: Report, told: Callable[[str], str]) -> Report:
    return msgspec.structs.replace(
        report,
        findings=tuple(
            msgspec.structs.replace(one, where=told(one.where), value=told(one.value)) for one in report.findings
        ),
        checks=tuple(msgspec.structs.replace(one, reason=told(one.reason)) for one in report.checks),
    )


def _handled(
    held: Holdings, files: Mapping[FactId, FactId], moment: Moment, told: Callable[[str], str]
) -> Iterator[Handled]:
    for number, one in enumerate(held.handled, 1):
        made = files.get(one.made, "")
        if one.exhibit in files and bool(made) is bool(one.made) and moment.has_seen(one.claimed_at):
            yield one._replace(
                id=f"h{number}", exhibit=files[one.exhibit], made=made, tool=told(one.tool), note=told(one.note)
            )


def _looks(
    held: Holdings, files: Mapping[FactId, FactId], moment: Moment, told: Callable[[str], str]
) -> Iterator[SignatureLook]:
    latest = {one.exhibit: one for one in held.looks if moment.has_seen(one.claimed_at)}
    for real, outer in files.items():
        if one := latest.get(real):
            yield one._replace(id=f"l{outer}", exhibit=outer, by=told(one.by), note=told(one.note))
