"""Dates as PDF and XMP write them, with or without an offset, and how far two of them lie apart."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_PDF = re.compile(r"\A(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:(Z)|([+-])(\d\d)'?:?(\d\d)?)?")
_ISO = re.compile(
    r"\A(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(?:(Z)|([+-])(\d\d):?(\d\d))?)?)?\s*\Z"
)
_QUARTER = 900
_FARTHEST = 14 * 3600


class Moment(NamedTuple):
    """A date as it is written: the time on the clock, its offset in minutes if one is given, and how fine it is."""

    clock: datetime
    offset: int | None
    is_whole: bool
    """Whether it goes down to the second."""

    @property
    def utc(self) -> datetime:
        """The moment in UTC; a date without an offset is taken as if it were in UTC."""
        return (self.clock - timedelta(minutes=self.offset or 0)).replace(tzinfo=UTC)

    def __str__(self) -> str:
        """The date with its offset as it is written."""
        shown = self.clock.strftime("%Y-%m-%d %H:%M:%S" if self.is_whole else "%Y-%m-%d")
        if self.offset is None:
            return f"{shown} (no offset given)" if self.is_whole else shown
        sign = "-" if self.offset < 0 else "+"
        return f"{shown} {sign}{abs(self.offset) // 60:02}:{abs(self.offset) % 60:02}"


def parse(words: str) -> Moment | None:
    """A date of the Info dictionary or of XMP; None for anything else."""
    words = words.strip().strip("\x00")
    match = _ISO.match(words) or _PDF.match(words)
    if match is None:
        return None
    year, month, day, hour, minute, second, zulu, sign, off_hours, off_minutes = match.groups()
    try:
        clock = datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), min(int(second or 0), 59)
        )
    except ValueError:
        return None
    offset: int | None = None
    if zulu:
        offset = 0
    elif sign:
        offset = (int(off_hours) * 60 + int(off_minutes or 0)) * (-1 if sign == "-" else 1)
    if clock.year < 2 or clock.year > 9997 or abs(offset or 0) > 24 * 60:
        return None
    return Moment(clock, offset, second is not None)


def apart(one: Moment, other: Moment) -> float:
    """Seconds between two dates, by what both of them tell: where one lacks its offset, by the minute hand alone."""
    if not (one.is_whole and other.is_whole):
        return abs((one.clock.date() - other.clock.date()).days) * 86_400.0
    if (one.offset is None) == (other.offset is None):
        return abs((one.utc - other.utc).total_seconds())
    between = abs((one.utc - other.utc).total_seconds())
    if between > _FARTHEST:
        return between
    return min(between % _QUARTER, _QUARTER - between % _QUARTER)


def later_by(one: Moment, other: Moment) -> float:
    """Seconds by which `one` surely is later than `other`; 0 where a missing offset leaves it open."""
    between = (one.utc - other.utc).total_seconds()
    if not (one.is_whole and other.is_whole):
        return float(max(0, (one.clock.date() - other.clock.date()).days - 1) * 86_400)
    if (one.offset is None) != (other.offset is None):
        between -= _FARTHEST
    return max(0.0, between)
