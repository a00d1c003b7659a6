"""The disclosure ledger: what each person was shown or told, and when. The copy shown can give the source away."""

from __future__ import annotations

from typing import NamedTuple

from workflow.case import Case, Moment
from workflow.facts import FactId
from workflow.terms import Copy
from workflow.when import When


class Shown(NamedTuple):
    """Something of the document that somebody was shown or told.

    `source` is an id, or empty for an `office` in words. `how` is the channel of a request, or empty; `copy` what was
    shown (None: not noted), `what` what else was shown or told, `put` the questions that were put, word for word;
    `exhibit` the file that was shown, `reason` why the original had to be; `fact` is the entry that tells it.
    """

    source: FactId
    office: str
    at: When
    how: str
    copy: Copy | None
    what: str
    put: str
    exhibit: FactId
    reason: str
    fact: FactId


def ledger_of(case: Case, moment: Moment) -> tuple[Shown, ...]:
    """What each person was shown or told by a moment: person by person in the order first met, each in order of time.

    On the desk's own names: it leaves the desk in no summary.
    """
    told = [*_in_requests(case), *_outside(case)]
    by_then = [shown for shown in told if moment.as_of is None or shown.at.known_at(case.zone) <= moment.as_of]
    by_then.sort(key=lambda shown: (shown.at.known_at(case.zone), shown.fact))
    first: dict[str, int] = {}
    for place, shown in enumerate(by_then):
        first.setdefault(_person(shown), place)
    return tuple(sorted(by_then, key=lambda shown: first[_person(shown)]))


def _in_requests(case: Case) -> list[Shown]:
    return [
        Shown(r.source, r.office, r.sent, r.channel, r.copy, r.shown, r.wording, r.exhibit, r.copy_reason, r.id)
        for r in case.requests
    ]


def _outside(case: Case) -> list[Shown]:
    return [
        Shown(d.source, d.office, d.at, "", d.copy, d.what, "", d.exhibit, d.reason, d.id)
        for d in case.holdings.disclosures
    ]


def _person(shown: Shown) -> str:
    return shown.source or f"office {' '.join(shown.office.casefold().split())}"
