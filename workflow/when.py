"""Times as they were written: a date stays a date, a time carries its offset, and both compare pair by pair."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from workflow.errors import BadTime

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})", re.ASCII)
_NO_OFFSET = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_FIRST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND

Instant = int
"""Microseconds since 1970-01-01T00:00Z."""


class When(NamedTuple):
    """A date or a time as written: its text, its calendar day (ordinal) as written, its instant if it has a time."""

    text: str
    day: int
    instant: Instant | None

    @property
    def is_date(self) -> bool:
        """True for a date without a time."""
        return self.instant is None

    def known_at(self, zone: tzinfo = UTC) -> Instant:
        """The instant this stands for on the clock of what was learned: a date stands for its end in `zone`."""
        if self.instant is not None:
            return self.instant
        return _end_of_day(self.day, zone)


@lru_cache(maxsize=65536)
def _end_of_day(day: int, zone: tzinfo) -> Instant:
    if day >= date.max.toordinal():
        last = datetime.combine(date.max, time.max, UTC)
        return instant_of(last)
    midnight = datetime.combine(date.fromordinal(day + 1), time(0), zone)
    return instant_of(midnight) - 1


def instant_of(moment: datetime) -> Instant:
    """The microseconds since 1970 of an aware datetime."""
    return (moment - _EPOCH) // _MICROSECOND


def datetime_of(instant: Instant, zone: tzinfo = UTC) -> datetime:
    """The aware datetime of an instant, in `zone`."""
    return (_EPOCH + instant * _MICROSECOND).astimezone(zone)


@lru_cache(maxsize=262144)
def parse_when(text: str) -> When:
    """Read an ISO 8601 date, or a date and time with an offset.

    Raises BadTime for anything else, and for a time without an offset.
    """
    try:
        if _DATE.fullmatch(text):
            return When(text, date.fromisoformat(text).toordinal(), None)
        if match := _TIME.fullmatch(text):
            moment = datetime.fromisoformat(text.replace(",", "."))
            return When(text, date.fromisoformat(match[1]).toordinal(), instant_of(moment))
    except (ValueError, OverflowError):
        raise BadTime(
            f"There is no such date or time as {text!r}.", remedy="Check the date, the time and the offset."
        ) from None
    if _NO_OFFSET.fullmatch(text):
        raise BadTime(f"The time {text!r} has no offset.", remedy="Add one, such as Z or -05:00.")
    shown = text if len(text) <= 40 else text[:40] + "…"
    raise BadTime(
        f"{shown!r} is not a date or time.",
        remedy="Write 2020-01-06, or 2020-01-06T16:25-05:00.",
    )


def parse_instant(text: str) -> Instant:
    """Read a time with an offset as an instant; a date alone is refused with BadTime."""
    when = parse_when(text)
    if when.instant is None:
        raise BadTime(f"{text!r} is a date without a time.", remedy="Add the time and its offset.")
    return when.instant


def compare(a: When, b: When) -> int:
    """-1, 0 or 1 as `a` is earlier than, level with or later than `b`.

    Two times compare as instants; a date and anything else by the calendar day as each is written. The relation
    is not transitive, so it has no sort key.
    """
    if a.instant is not None and b.instant is not None:
        return (a.instant > b.instant) - (a.instant < b.instant)
    return (a.day > b.day) - (a.day < b.day)


def iso(instant: Instant) -> str:
    """An instant as ISO 8601 in UTC, to the second or finer; beyond the calendar, its nearest end."""
    moment = datetime_of(min(max(instant, _FIRST), _LAST))
    style = "seconds" if not moment.microsecond else "microseconds"
    return moment.isoformat(timespec=style).replace("+00:00", "Z")


def zone_of(name: str) -> tzinfo:
    """The zone of an IANA name, UTC where it is unknown."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # the list of cases stands before any zone is needed

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
