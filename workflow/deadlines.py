"""Open deadlines as a calendar (iCalendar, RFC 5545). Calendars are copied to clouds, so this one says little."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from workflow.case import Case, Moment, Request
from workflow.clean import one_line
from workflow.outreach import open_requests
from workflow.voices import Names
from workflow.when import Instant, datetime_of

if TYPE_CHECKING:
    from icalendar import Event

BEFORE = (timedelta(hours=1), timedelta(minutes=15))
"""How long before a deadline the calendar rings."""

_LONGEST = 120


class Deadline(NamedTuple):
    """A deadline ahead: the case's id, the request's, the words for the calendar, and when it is."""

    case: str
    request: str
    words: str
    at: Instant


def deadlines(cases: Iterable[Case], now: Instant) -> tuple[Deadline, ...]:
    """The deadlines ahead of open requests to named people and offices, the earliest first.

    A request to somebody who has no name here, or who has spoken only unnamed, is in no calendar.
    """
    found = [deadline for case in cases for deadline in _of(case, Moment(None, now))]
    return tuple(sorted(found, key=lambda deadline: (deadline.at, deadline.words, deadline.request)))


def calendar(cases: Iterable[Case], now: Instant) -> bytes:
    """The same deadlines as an iCalendar file: whom and which case, never what was asked. Same input, same bytes."""
    from icalendar import Calendar  # only who asks for a calendar pays for it

    made = Calendar()
    made.add("prodid", "-//onrecord//deadlines//EN")
    made.add("version", "2.0")
    for deadline in deadlines(cases, now):
        made.add_component(_event(deadline))
    data: bytes = made.to_ical()
    return data


def _of(case: Case, moment: Moment) -> list[Deadline]:
    names = Names(case, moment)
    found = []
    for request in open_requests(case, moment):
        who = _addressee(case, names, request) if names.may_tell_of(request) else ""
        if request.deadline is not None and request.deadline > moment.now and who:
            words = one_line(f"Deadline: {who}, {names.told(case.slug)}", _LONGEST)
            found.append(Deadline(case.id, request.id, words, request.deadline))
    return found


def _addressee(case: Case, names: Names, request: Request) -> str:
    """Whom it went to, if that may be told: a name that is not one of somebody who spoke unnamed, else an office."""
    if request.source in case.sources:
        return one_line(names.told(case.sources[request.source].name), _LONGEST // 2)
    return one_line(names.told(request.office), _LONGEST // 2)


def _event(deadline: Deadline) -> Event:
    from icalendar import Alarm, Event

    at = datetime_of(deadline.at)
    event = Event()
    event.add("uid", sha256(f"onrecord deadline {deadline.request}".encode()).hexdigest()[:32])
    event.add("dtstamp", at)
    event.add("dtstart", at)
    event.add("summary", deadline.words)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for before in BEFORE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", deadline.words)
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event
