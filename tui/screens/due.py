"""The deadlines that are near, on every screen: a reporter at a deadline sees it without asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.naming import Naming
from tui.words import count, instant_words

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.case import Case
    from workflow.when import Instant

HOUR = 3_600_000_000
"""How long before a deadline, in microseconds, it stands on every screen."""


def near(sitting: Session) -> list[tuple[str, str]]:
    """A sentence for each deadline of the desk within the hour, the earliest first, with its tone.

    It says the time of day and not the minutes left, so that nothing moves on an idle screen.
    """
    ledger, now = sitting.desk.ledger, sitting.clock()
    if ledger is None:
        return []
    soon = [(name, at) for name, at in ledger.deadlines(now) if at <= now + HOUR]
    return [(_sentence(sitting, sitting.case(name), at), "warn") for name, at in soon]


def overdue(sitting: Session, case: Case) -> list[tuple[str, str]]:
    """One sentence on the requests of a case whose deadline has passed with nothing logged since."""
    from workflow.outreach import past_deadline

    passed = past_deadline(case, sitting.moment) if sitting.as_of is None and case.is_open else ()
    if not passed:
        return []
    who = Naming(case, sitting.names_hidden).addressee(passed[0])
    more = f" and {count(len(passed) - 1, 'other')}" if len(passed) > 1 else ""
    return [(f"The deadline of {who}{more} has passed. Press 5, then A, to log what came.", "warn")]


def next_look(sitting: Session) -> Instant | None:
    """When what these sentences say changes by itself."""
    ledger, now = sitting.desk.ledger, sitting.clock()
    if ledger is None:
        return None
    ahead = ledger.deadlines(now)
    return min((at - HOUR if at - HOUR > now else at for _, at in ahead), default=None)


def _sentence(sitting: Session, case: Case, at: Instant) -> str:
    from workflow.outreach import open_requests

    naming = Naming(case, sitting.names_hidden)
    asked = [request for request in open_requests(case, sitting.moment) if request.deadline == at]
    who = naming.addressee(asked[0]) if asked else "a request"
    return f"Deadline within the hour, {instant_words(at, case.zone)}: {who} ({case.slug})."
