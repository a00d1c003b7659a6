"""The desk's own work from its facts: requests, files held, custody, disclosure, people accused, what went out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workflow import facts as f
from workflow.case import Answer, Request
from workflow.facts import Entry, FactId
from workflow.findings import Report
from workflow.holdings import (
    Accused,
    CustodyStep,
    Disclosure,
    Examined,
    Exhibit,
    Handled,
    Holdings,
    Informed,
    SignatureLook,
)
from workflow.outgoing import (
    Approval,
    Correction,
    Export,
    Initials,
    Outgoing,
    Override,
    PrintedAt,
    PublicPassage,
)
from workflow.when import When, parse_instant, parse_when

Placed = Callable[[type], Sequence[tuple[int, Entry]]]
"""The entries in effect of one kind of fact, each with its place in the log."""


def holdings(log: Sequence[Entry], placed: Placed, root: Mapping[FactId, FactId]) -> Holdings:
    """What the desk holds and knows beside the statements; `root` leads from each source to the one it is now."""
    return Holdings(
        _exhibits(log, placed),
        tuple(
            CustodyStep(e.id, root.get(x.source, ""), x.holder, _when(x.since), x.how, at)
            for e, x, at in _each(placed, f.CustodyRecorded)
        ),
        tuple(
            Disclosure(e.id, root.get(x.source, ""), x.office, parse_when(x.at), x.what, x.copy, x.exhibit, x.reason)
            for e, x, _ in _each(placed, f.Disclosed)
        ),
        tuple(
            Accused(e.id, root.get(x.source, ""), x.name, x.allegation, at)
            for e, x, at in _each(placed, f.PersonAccused)
        ),
        tuple(
            Informed(e.id, root[x.source], x.by, parse_when(x.at))
            for e, x, _ in _each(placed, f.EditorInformed)
            if x.source in root
        ),
        tuple(
            Examined(e.id, x.exhibit, Report(x.type, x.rung, x.findings, x.checks, x.facts), x.version, at)
            for e, x, at in _each(placed, f.FileChecked)
        ),
        tuple(Handled(e.id, x.exhibit, x.act, x.made, x.tool, x.note, at) for e, x, at in _each(placed, f.FileHandled)),
        tuple(SignatureLook(e.id, x.exhibit, x.seen, x.by, x.note, at) for e, x, at in _each(placed, f.SignatureSeen)),
    )


def _exhibits(log: Sequence[Entry], placed: Placed) -> tuple[Exhibit, ...]:
    """The files held. One whose bytes came after its hash stays the file that it was, with its bytes kept now."""
    attached = (entry.id for entry in log if isinstance(entry.fact, f.ExhibitAttached))
    numbers = {name: number for number, name in enumerate(attached, 1)}
    found: dict[FactId, Exhibit] = {}
    without: dict[tuple[FactId, str], FactId] = {}
    for e, x, at in _each(placed, f.ExhibitAttached):
        about, when = x.about, _when(x.obtained_at)
        if x.is_kept and (before := without.pop((about, x.sha256), "")):
            found[before] = found[before]._replace(sha512=x.sha512, is_kept=True)
            continue
        if not x.is_kept:
            without[about, x.sha256] = e.id
        found[e.id] = Exhibit(
            e.id, numbers[e.id], about, x.kind, x.name, x.sha256, x.size, when, x.url, x.note, at, x.sha512, x.is_kept
        )
    return tuple(found.values())


def requests(placed: Placed, root: Mapping[FactId, FactId]) -> tuple[Request, ...]:
    """The requests for comment with what came of them, in the order logged."""
    answers: dict[FactId, list[Answer]] = {}
    for _, x, _ in _each(placed, f.RequestAnswered):
        answers.setdefault(x.request, []).append(Answer(parse_when(x.at), x.statement, x.note))
    timed_out = {x.request: parse_when(x.at) for _, x, _ in _each(placed, f.RequestTimedOut)}
    return tuple(
        Request(
            id=e.id,
            source=root.get(x.source, ""),
            office=x.office,
            channel=x.channel,
            sent=parse_when(x.sent_at),
            wording=x.wording,
            questions=x.questions,
            shown=x.shown,
            copy=x.copy,
            exhibit=x.exhibit,
            copy_reason=x.copy_reason,
            deadline=parse_instant(x.deadline) if x.deadline else None,
            deadline_text=x.deadline,
            attempts=x.attempts,
            answers=tuple(answers.get(e.id, ())),
            timed_out=timed_out.get(e.id),
        )
        for e, x, _ in _each(placed, f.RequestSent)
    )


def outgoing(placed: Placed, passages: tuple[PublicPassage, ...]) -> Outgoing:
    """What left the building, and what was decided before it did."""
    approvals: dict[tuple[str, str], Approval] = {}
    for position, entry in placed(f.TextApproved):
        approved: Any = entry.fact
        approvals[approved.place, approved.digest] = Approval(entry.id, approved.by, position, entry.claimed_at)
    return Outgoing(
        passages,
        approvals,
        tuple(
            Override(entry.id, x.gate, frozenset(x.findings), x.reason, x.by, entry.claimed_at, position)
            for position, entry, x in _placed(placed, f.GateOverridden)
        ),
        tuple(
            Initials(entry.id, x.box, x.by, x.note, position, entry.claimed_at)
            for position, entry, x in _placed(placed, f.BoxInitialled)
        ),
        _exports(placed),
        tuple(
            Correction(entry.id, x.exports, parse_when(x.at), x.where, x.text, position)
            for position, entry, x in _placed(placed, f.CorrectionMade)
        ),
    )


def _exports(placed: Placed) -> tuple[Export, ...]:
    failed = {x.export for _, x, _ in _each(placed, f.ExportFailed)}
    printed: dict[FactId, list[PrintedAt]] = {}
    for entry, x, _ in _each(placed, f.Printed):
        printed.setdefault(x.export, []).append(PrintedAt(entry.id, x.where, parse_when(x.at)))
    return tuple(
        Export(
            entry.id,
            x.audience,
            x.form,
            x.sha256,
            _when(x.as_of),
            x.by,
            position,
            entry.claimed_at,
            tuple(printed.get(entry.id, ())),
            x.to,
        )
        for position, entry, x in _placed(placed, f.Exported)
        if entry.id not in failed
    )


def _placed(placed: Placed, kind: type) -> list[tuple[int, Entry, Any]]:
    return [(position, entry, entry.fact) for position, entry in placed(kind)]


def _each(placed: Placed, kind: type) -> list[tuple[Entry, Any, str]]:
    return [(entry, entry.fact, entry.claimed_at) for _, entry in placed(kind)]


def _when(text: str) -> When | None:
    return parse_when(text) if text else None
