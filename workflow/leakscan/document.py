"""What the log knows of the document that tells one copy from another: its hash, size, name, exact times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo
from itertools import product

from workflow.case import Case
from workflow.errors import BadTime
from workflow.facts import ExhibitAttached, FactId, FileChecked
from workflow.leakscan.needles import Kind, Needle
from workflow.leakscan.variants import TIME
from workflow.phrases import MONTHS
from workflow.when import When, datetime_of, parse_when

SHORTEST_FILE_NAME = 5
_LONG_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})")
_SHA256 = re.compile("[0-9a-fA-F]{64}")
_SHA512 = re.compile("[0-9a-fA-F]{128}")
_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap])?\.?(?:m\b)?", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})\b")
_NUMBERS = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")


def document_needles(case: Case) -> tuple[Needle, ...]:
    """The exact values that the log has of the document and of all files of the case.

    Of each file, those taken back included, its SHA-256 and SHA-512 (also their first eight or more digits, and in
    base64), name and size, and the hash of its words where its checks kept one; of the document the times of day that
    stand beside a date in what it claims about itself, and those at which it changed hands or was obtained. A date
    alone is not one of them.
    """
    found: dict[tuple[str, str], None] = {}
    numbers: dict[FactId, int] = {}
    for name, fact in ((entry.id, entry.fact) for entry in case.entries):
        if isinstance(fact, ExhibitAttached):
            numbers[name] = len(numbers) + 1
            found |= dict.fromkeys(_of_file(fact, f"exhibit {numbers[name]}"))
        elif isinstance(fact, FileChecked):
            digests = [it for it in fact.facts.values() if isinstance(it, str) and _SHA256.fullmatch(it)]
            found |= {(it, f"hash within exhibit {numbers.get(fact.exhibit, 0)}"): None for it in digests}
    for exhibit in case.holdings.exhibits:
        if not exhibit.about and exhibit.obtained is not None:
            label = f"time at which exhibit {exhibit.number} was obtained"
            found |= dict.fromkeys(_times(exhibit.obtained, case.zone, label))
    for step in case.holdings.custody:
        if step.since is not None:
            found |= dict.fromkeys(_times(step.since, case.zone, "time at which the document changed hands"))
    for field, said in case.document.items():
        found |= dict.fromkeys(_claimed(said, case.zone, f"exact time in the document's {field}"))
    return tuple(Needle(text, Kind.DOCUMENT, label) for text, label in found)


def _of_file(fact: ExhibitAttached, place: str) -> Iterator[tuple[str, str]]:
    if _SHA256.fullmatch(fact.sha256):
        yield fact.sha256.lower(), f"SHA-256 of {place}"
    if _SHA512.fullmatch(fact.sha512):
        yield fact.sha512.lower(), f"SHA-512 of {place}"
    if fact.size > 0:
        yield str(fact.size), f"size of {place}"
    name = fact.name.strip()
    if _telling(name):
        yield from ((words, f"file name of {place}") for words in (name, *_stems(name)))


def _telling(name: str) -> bool:
    """Whether a file name is more than a word: it has an ending, a digit or a separator in it."""
    name = name.strip()
    return len(name) >= SHORTEST_FILE_NAME and re.search(r"\w[\W\d_]+\w", name) is not None


def _stems(name: str) -> Iterator[str]:
    """A file name without its ending, with every sign between its parts, where it has a number that is no year."""
    stem = name.rpartition(".")[0]
    parts = re.findall(r"[^\W_]+", stem)
    if len(parts) > 1 and _NUMBER.search(_YEAR.sub("", stem)):
        yield from dict.fromkeys((stem, *(sign.join(parts) for sign in ("_", "-", " ", "", "."))))


_NUMBER = re.compile(r"\d{3}")
_YEAR = re.compile(r"(?<!img_)(?<!dsc_)(?<!dscn)(?<!scan_)(?<!\d)(?:19\d\d|20[0-3]\d)(?!\d)", re.IGNORECASE)


def _times(when: When, zone: tzinfo, label: str) -> Iterator[tuple[str, str]]:
    if when.instant is None:
        return
    written = datetime.fromisoformat(when.text.replace(",", "."))
    for moment in dict.fromkeys(
        it.replace(tzinfo=None) for it in (written, datetime_of(when.instant), datetime_of(when.instant, zone))
    ):
        for words in _said(moment.date(), moment.hour, moment.minute):
            yield f"{TIME}{words}", label
    yield str(when.instant // 1_000_000), label


def _claimed(said: str, zone: tzinfo, label: str) -> Iterator[tuple[str, str]]:
    """The times in a claim of the document: with an offset, or a time of day with the dates in the same claim."""
    for found in _ISO.finditer(said):
        try:
            yield from _times(parse_when(found[0]), zone, label)
        except BadTime:
            continue
    for clock in _CLOCK.finditer(said):
        hour, minute = int(clock[1]) % 24, int(clock[2])
        if (clock[3] or "").lower() == "p" and hour < 12:
            hour += 12
        for day in dict.fromkeys(_days(said)):
            if minute < 60:
                yield from ((f"{TIME}{words}", label) for words in _said(day, hour, minute))


def _days(said: str) -> Iterator[date]:
    groups: list[tuple[str, str, str]] = [(it[1], it[2], it[3]) for it in _DAY.finditer(said)]
    groups += [(it[3], str(_month(it[2])), it[1]) for it in _DAY_FIRST.finditer(said)]
    groups += [(it[3], str(_month(it[1])), it[2]) for it in _MONTH_FIRST.finditer(said)]
    for it in _NUMBERS.finditer(said):
        groups += [(it[3], it[2], it[1]), (it[3], it[1], it[2])]
    for year, month, day in groups:
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


def _month(word: str) -> int:
    return next((n for n, name in enumerate(_LONG_MONTHS, 1) if name.startswith(word.lower()[:3])), 0)


def _said(day: date, hour: int, minute: int) -> Iterator[str]:
    """A date and a time of day in the ways in which they are written, as words in small letters."""
    y, m, d = day.year, day.month, day.day
    names = dict.fromkeys((MONTHS[m - 1].lower(), _LONG_MONTHS[m - 1]))
    days = {f"{y} {m:02} {d:02}": None, f"{y}{m:02}{d:02}": None}
    for one, two in ((f"{d:02}", f"{m:02}"), (str(d), str(m))):
        days |= dict.fromkeys((f"{one} {two} {y}", f"{two} {one} {y}"))
    for name in names:
        days |= dict.fromkeys((f"{d} {name} {y}", f"{name} {d} {y}", f"{d:02} {name} {y}"))
    clocks: Iterable[str] = dict.fromkeys(
        (
            f"{hour:02} {minute:02}",
            f"{hour} {minute:02}",
            f"{hour % 12 or 12} {minute:02} {'pm' if hour > 11 else 'am'}",
            f"{hour % 12 or 12} {minute:02} {'p m' if hour > 11 else 'a m'}",
        )
    )
    for written, clock in product(days, clocks):
        yield f"{written} {clock}"
        yield f"{written} at {clock}"
        yield f"{clock} {written}"
        yield f"{clock} on {written}"
    yield f"{y} {m:02} {d:02} t {hour:02} {minute:02}"
