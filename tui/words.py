"""What the screens say of states, times and counts, in the newsroom's words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from tui.naming import Naming
from tui.theme import STATE_TONES, glyph
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError
from workflow.phrases import MONTHS, counted, say_instant
from workflow.terms import State
from workflow.when import Instant, When, datetime_of, parse_when

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.case import Case
    from workflow.verdict import Headline

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

IN_THE_PAST = "Logging is off while you stand in the past. Press . to come back to now."
READ_ONLY = "This desk is open for reading only, so nothing can be logged."
NO_CASES = "No case here yet. A case is one leaked document and what you learn of it. Press n to open one."
NOT_HERE = "Nothing is selected that this could act on."


def short_state(state: State) -> str:
    """A state in few cells, for a list: `off. confirmed`."""
    return state.word.replace("officially", "off.").replace("anonymously", "anon.").replace("independently", "indep.")


def state_cell(state: State, *, short: bool = False, after: str = "") -> Cell:
    """A state as a cell: its glyph, its word, its tone, and what comes after."""
    return Cell(f"{glyph(state)} {short_state(state) if short else state.word}{after}", STATE_TONES[state])


def glyph_cell(state: State) -> Cell:
    """The glyph of a state alone."""
    return Cell(glyph(state), STATE_TONES[state], bold=True)


def headline_words(case: Case, headline: Headline, states: dict[str, State]) -> str:
    """The headline as the title line has it: `OFFICIALLY DISPUTED: status, meaning. genuine: off. confirmed`."""
    from workflow.verdict import question_words

    words = ", ".join(question_words(case, headline.questions))
    told = f"{headline.state.word.upper()}: {words}" if words else headline.state.word.upper()
    genuine = next((question for question in case.questions if question.kind.value == "genuine"), None)
    if genuine is None or genuine.id in headline.questions:
        return told
    return f"{told}. genuine: {short_state(states[genuine.id])}"


def settled(states: Iterable[State]) -> tuple[int, int]:
    """How many of the questions are settled one way or the other, of how many."""
    every = list(states)
    return sum(state.settled for state in every), len(every)


def ago(then: str, now: Instant) -> str:
    """How long ago something was, `2 h ago`; from a month on its date."""
    try:
        when = parse_when(then)
    except OnRecordError:
        return ""
    instant = when.known_at()
    past = now - instant
    if past < 0 or past >= 30 * DAY:
        return date_words(when)
    if past < MINUTE:
        return "just now"
    if past < HOUR:
        return f"{past // MINUTE} min ago"
    if past < DAY:
        return f"{past // HOUR} h ago"
    days = past // DAY
    return "yesterday" if days == 1 else f"{days} d ago"


def ahead(then: Instant, now: Instant) -> str:
    """How soon something is: `in 3 h`, `passed`."""
    left = then - now
    if left <= 0:
        return "passed"
    if left < HOUR:
        return f"in {max(left // MINUTE, 1)} min"
    return f"in {left // HOUR} h" if left < 2 * DAY else f"in {left // DAY} d"


def date_words(when: When) -> str:
    """The day of a date or time as it was written: `6 Jan 2020`."""
    year, month, day = (int(part) for part in when.text[:10].split("-"))
    return f"{day} {MONTHS[month - 1]} {year}"


def clock_words(when: When, zone: tzinfo, *, year: bool = False) -> str:
    """A date or a time in a column, in a zone: `6 Jan 16:25`, `6 Jan`."""
    if when.instant is None:
        words = date_words(when)
        return words if year else words.rpartition(" ")[0]
    try:
        there = datetime_of(when.instant, zone)
    except OverflowError:
        return date_words(when)
    told = f"{there.day} {MONTHS[there.month - 1]}" + (f" {there.year}" if year else "")
    return f"{told} {there:%H:%M}"


count = counted
"""A number with its noun: `1 case`, `3 cases`."""


def stamp(instant: Instant, zone: tzinfo = UTC) -> str:
    """A moment in full, in a zone: `6 Jan 2020 16:25 -05:00`."""
    return say_instant(instant, zone)


def instant_words(instant: Instant, zone: tzinfo) -> str:
    """An instant in a column, in a zone: `6 Jan 16:25`."""
    return clock_words(When("0001-01-01", 1, instant), zone)


def naming(case: Case, sitting: Session) -> Naming:
    """What the sources of a case are called now."""
    return Naming(case, sitting.names_hidden)
