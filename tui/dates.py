"""Dates as people type them, read as ISO 8601 in the case's zone, and said back in full."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from workflow.errors import BadTime, OnRecordError
from workflow.phrases import MONTHS
from workflow.when import Instant, When, datetime_of, parse_when

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EXAMPLES = "today, yesterday 14:05, 3 mar, 6 jan 2020 16:25, 2020-01-06T16:25-05:00"
"""What can be typed, for a hint beside a field."""

_CLOCK = re.compile(
    r"(?:(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?(?: ?(?P<half>[ap])\.?m\.?)?"
    r"|(?P<round>\d{1,2}) ?(?P<round_half>[ap])\.?m\.?)"
    r"(?: ?(?P<offset>z|utc|gmt|[+-]\d{2}:?\d{2}))?$",
    re.ASCII,
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:t.{4,16}(?:z|[+-]\d{2}:?\d{2}))?", re.ASCII | re.IGNORECASE)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\.?(?: (\d{4}))?", re.ASCII)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", re.ASCII)
_SPAN = re.compile(r"(?:in (\d{1,4}) ?([a-z]+)|(\d{1,4}) ?([a-z]+) ago)", re.ASCII)
_NUMBERS = re.compile(r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?", re.ASCII)
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Understood(NamedTuple):
    """What typed words mean: as it is stored (ISO 8601), and as it is said back."""

    iso: str
    shown: str


def understand(text: str, now: Instant, zone: tzinfo, *, ahead: bool = False, timed: bool = False) -> Understood:
    """Read a date, or a date and a time, typed by a person; a time without an offset is in `zone`.

    Where the year or the weekday leaves a choice, the nearest in the past is meant, or with `ahead` the nearest to
    come. Raises BadTime for what cannot be read, and with `timed` for a date without a time.
    """
    iso = _read(text, datetime_of(now, zone), ahead)
    when = parse_when(iso)
    if timed and when.is_date:
        raise BadTime(f"{text.strip()!r} has no time.", remedy=f"Add one: {text.strip()} 17:00.")
    return Understood(iso, say(when, zone))


def say(when: When, zone: tzinfo) -> str:
    """A date or time in full, with its offset and the zone: `Mon 6 Jan 2020 16:25 -05:00 (22:25 in Europe/Berlin)`."""
    if when.instant is None:
        return _day(date.fromordinal(when.day))
    written = datetime.fromisoformat(when.text.replace(",", "."))
    there = in_zone(when.instant, zone)
    said = f"{_day(written.date())} {_clock(written)} {_offset(written)}"
    if written.utcoffset() == there.utcoffset():
        return f"{said} ({zone_name(zone)})"
    other = "" if there.date() == written.date() else f"{_day(there.date())} "
    return f"{said} ({other}{_clock(there)} in {zone_name(zone)})"


def stamp(when: When, zone: tzinfo) -> str:
    """A date or time for a column: `2020-01-06`, or `2020-01-06 16:25 -05:00` in `zone`."""
    if when.instant is None:
        return date.fromordinal(when.day).isoformat()
    return stamp_of(when.instant, zone)


def stamp_of(instant: Instant, zone: tzinfo) -> str:
    """An instant for a column, in `zone`: `2020-01-06 16:25 -05:00`."""
    there = in_zone(instant, zone)
    return f"{there.date().isoformat()} {_clock(there)} {_offset(there)}"


def in_zone(instant: Instant, zone: tzinfo) -> datetime:
    """An instant as a datetime in `zone`; at the ends of the calendar, where no zone reaches, its last moment there."""
    try:
        return datetime_of(instant, zone)
    except OverflowError:
        return (datetime.max if instant > 0 else datetime.min).replace(tzinfo=UTC)


def zone_name(zone: tzinfo) -> str:
    """The name of a zone: `Europe/Berlin`, `UTC`."""
    return str(getattr(zone, "key", "") or zone)


def _read(text: str, now: datetime, ahead: bool) -> str:
    typed = text.strip()
    if _ISO.fullmatch(typed):
        return parse_when(typed.upper()).text
    words = " ".join(re.sub(r"(?<=\d)t(?=\d)", " ", typed.lower().replace(",", " ")).split())
    if not words or len(words) > 60:
        raise _unread(text)
    if (moment := _relative(words, now)) is not None:
        return moment
    clock = _CLOCK.search(words)
    day_words = words[: clock.start()].removesuffix(" ").removesuffix(" at") if clock else words
    if clock and clock.start() and words[clock.start() - 1] not in " ":
        raise _unread(text)
    try:
        day = _day_of(day_words, now.date(), ahead, text)
        return _at(day, clock, now) if clock else day.isoformat()
    except (ValueError, OverflowError):
        raise BadTime(f"There is no such date or time as {typed!r}.", remedy="Check day, month and hour.") from None


def _relative(words: str, now: datetime) -> str | None:
    if words == "now":
        return _iso(now.replace(second=0, microsecond=0))
    span = _SPAN.fullmatch(words)
    if span is None:
        return None
    ahead, unit = (1, span[2]) if span[1] else (-1, span[4])
    name = next((name for letter, name in _UNITS.items() if unit == letter or name.startswith(unit)), None)
    name = name or ("minutes" if unit.startswith("min") else "hours" if unit in ("hr", "hrs") else None)
    if name is None:
        return None
    try:
        shift = timedelta(**{name: int(span[1] or span[3])}) * ahead
        if name in ("days", "weeks"):
            return (now.date() + shift).isoformat()
        moment = datetime_of(int(now.timestamp()) * 1_000_000, UTC) + shift
        return _iso(moment.astimezone(now.tzinfo).replace(second=0))
    except OverflowError:
        return None


def _day_of(words: str, today: date, ahead: bool, text: str) -> date:
    """The day that words name; no words mean today."""
    near = {"": 0, "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    if words in near:
        return today + timedelta(days=near[words])
    if iso := _ISO_DAY.fullmatch(words):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    first, _, rest = words.partition(" ")
    weekday = _named(first, _DAY_NAMES)
    if weekday and rest:
        day = _day_of(rest, today, ahead, text)
        if day.weekday() != weekday - 1:
            raise BadTime(f"{_day(day)} is not a {_DAY_NAMES[weekday - 1].capitalize()}.", remedy="Check the day.")
        return day
    if weekday:
        back = (today.weekday() - (weekday - 1)) % 7
        return today + timedelta(days=(7 - back) % 7 if ahead else -back)
    if found := _DAY_MONTH.fullmatch(words):
        number, month, year = found[1], _named(found[2], _MONTH_NAMES), found[3]
    elif found := _MONTH_DAY.fullmatch(words):
        number, month, year = found[2], _named(found[1], _MONTH_NAMES), found[3]
    else:
        raise _unread(text)
    if not month:
        raise _unread(text)
    return date(int(year), month, int(number)) if year else _nearest(int(number), month, today, ahead)


def _nearest(day: int, month: int, today: date, ahead: bool) -> date:
    """The day of that month nearest to today, not after it (`ahead`: not before it); 29 February skips years."""
    step = 1 if ahead else -1
    for year in range(today.year, today.year + 9 * step, step):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    return date(today.year, month, day)


def _at(day: date, clock: re.Match[str], now: datetime) -> str:
    hour, minute, second = (int(clock[name] or 0) for name in ("hour", "minute", "second"))
    half = clock["half"] or clock["round_half"]
    if half:
        hour = int(clock["round"] or hour)
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half == "p" else 0)
    moment = datetime.combine(day, time(hour, minute, second))
    if clock["offset"]:
        return _iso(moment.replace(tzinfo=_offset_of(clock["offset"])))
    there = moment.replace(tzinfo=now.tzinfo)
    later = there.replace(fold=1)
    if there.utcoffset() != later.utcoffset():
        where = f"{moment:%H:%M} on {_day(day)} in {zone_name(now.tzinfo or UTC)}"
        if there.astimezone(UTC).astimezone(now.tzinfo).replace(tzinfo=None) != moment:
            raise BadTime(f"The clocks went forward past {where}.", remedy="Give the time with its offset.")
        raise BadTime(
            f"The clocks showed {where} twice.",
            remedy=f"Add the offset: {_offset(there)} or {_offset(later)}.",
        )
    return _iso(there)


def _offset_of(text: str) -> tzinfo:
    if text in ("z", "utc", "gmt"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone((timedelta(hours=hours, minutes=minutes)) * (-1 if text[0] == "-" else 1))


def _named(word: str, names: tuple[str, ...]) -> int:
    """The number, from 1, of a name given whole or by at least three letters; 0 for none."""
    word = word.removesuffix(".")
    return next((number for number, name in enumerate(names, 1) if len(word) >= 3 and name.startswith(word)), 0)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds" if moment.second else "minutes").replace("+00:00", "Z")


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year:04}"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _offset(moment: datetime) -> str:
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


def _unread(text: str) -> OnRecordError:
    shown = text.strip()
    shown = shown if len(shown) <= 40 else shown[:40] + "…"
    if _NUMBERS.match(shown):
        return BadTime(
            f"{shown!r} can be read in more than one way, or not at all.", remedy="Name the month: 3 mar 2020."
        )
    if not shown:
        return BadTime("There is no date here.", remedy=f"Type one: {EXAMPLES}.")
    return BadTime(f"{shown!r} is not a date or time.", remedy=f"Type one such as {EXAMPLES}.")
