"""How lists, counts and times are said in a sentence, on the screens and in the summaries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from workflow.when import Instant, When, datetime_of, instant_of

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONGEST = 80
"""The most characters of somebody's text that go into a sentence of ours."""

_HOUR = 3_600_000_000
_FIRST = instant_of(datetime.fromisoformat("0001-01-03T00:00+00:00"))
_LAST = instant_of(datetime.fromisoformat("9999-12-29T00:00+00:00"))


def short(text: str) -> str:
    """A text on one line, cut where it would swamp a sentence."""
    line = " ".join(text[: 8 * LONGEST].split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Words as a list in a sentence, each once: all of up to three, else the first two and the count of the rest."""
    found = list(dict.fromkeys(words))
    if len(found) > 3:
        return f"{found[0]}, {found[1]} {joint} {len(found) - 2} others"
    return f" {joint} ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def capital(text: str) -> str:
    """A sentence with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 attempt`, `2 attempts`; `many` where an s does not do."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def say_instant(instant: Instant, zone: tzinfo) -> str:
    """An instant in a zone: `6 Jan 2020 16:25 -05:00`."""
    return _say(datetime_of(min(max(instant, _FIRST), _LAST), zone))


def say_when(when: When, zone: tzinfo) -> str:
    """A date as it was written, or a time in a zone."""
    if when.instant is not None:
        return say_instant(when.instant, zone)
    return say_day(date.fromordinal(when.day))


def say_as_written(text: str) -> str:
    """A time (ISO 8601) in the offset in which it was written."""
    return _say(datetime.fromisoformat(text.replace(",", ".")))


def say_span(microseconds: int) -> str:
    """A span ahead in whole hours, never more than there are."""
    hours = microseconds // _HOUR
    return counted(hours, "hour") if hours else "less than an hour"


def _say(moment: datetime) -> str:
    offset = moment.strftime("%z") if moment.utcoffset() else ""
    zone = f"{offset[:3]}:{offset[3:5]}" if offset else "UTC"
    seconds = f":{moment.second:02}" if moment.second else ""
    return f"{say_day(moment.date())} {moment.hour:02}:{moment.minute:02}{seconds} {zone}"


def say_day(day: date) -> str:
    """A calendar day: `6 Jan 2020`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
