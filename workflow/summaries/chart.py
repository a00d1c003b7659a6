"""The geometry of the drawn timeline: what was said above, what was learned below, states as bands.

Moments stand in their order, long gaps a little wider than short ones. All of it is whole numbers, so that every
machine draws the same picture.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from workflow.phrases import MONTHS
from workflow.summaries.marks import LEFT_OUT, in_reach
from workflow.summaries.model import Change, EditorSummary
from workflow.summaries.parts import StateText, Time
from workflow.terms import State
from workflow.when import Instant, datetime_of, instant_of, parse_when, zone_of

MOST = {True: 90, False: 32}
"""How many moments are drawn, wide and narrow; the table holds all."""

_SECOND = 1_000_000


class Mark(NamedTuple):
    """A label or a line at a place across the drawing."""

    x: int
    text: str


class Dot(NamedTuple):
    """A statement: where it was said, where it was learned, and whether the two differ."""

    said: int
    learned: int
    late: bool
    text: str


class Segment(NamedTuple):
    """A stretch of a band in one state; `text` is empty where its word does not fit."""

    x: int
    width: int
    state: StateText
    text: str


class Band(NamedTuple):
    """One question's states along the time when they were learned, at a height."""

    y: int
    word: str
    segments: tuple[Segment, ...]


class Chart(NamedTuple):
    """All that is drawn, in pixels."""

    wide: bool
    width: int
    height: int
    axis: int
    right: int
    days: tuple[Mark, ...]
    times: tuple[Mark, ...]
    said_times: tuple[Mark, ...]
    dots: tuple[Dot, ...]
    bands: tuple[Band, ...]
    left_out: int
    description: str


def chart(summary: EditorSummary, *, wide: bool) -> Chart | None:
    """The drawing of a summary's timeline, for a page or for a phone; None where nothing has happened."""
    return _Chart(summary, wide).drawn() if summary.timeline else None


class _Chart:
    """Works the drawing out, part by part."""

    def __init__(self, summary: EditorSummary, wide: bool) -> None:
        self.summary = summary
        self.wide = wide
        self.zone = zone_of(summary.timezone)
        self.width, self.left, self.axis = (960, 96, 96) if wide else (340, 2, 52)
        self.right = self.width - 2
        events = [
            (self.instant(event.learned), self.instant(event.said) if event.said.iso else None, event)
            for event in summary.timeline
        ]
        end = self.instant(summary.as_of)
        moments = sorted({end, *(at for learned, said, _ in events for at in (learned, said) if at is not None)})
        self.moments = moments[-MOST[wide] :]
        self.events = [found for found in events if found[0] >= self.moments[0]]
        self.left_out = len(events) - len(self.events)
        self.places = self.spread()

    def instant(self, time: Time) -> Instant:
        if "T" not in time.iso:
            return in_reach(parse_when(time.iso).known_at(self.zone))
        return in_reach(instant_of(datetime.fromisoformat(time.iso)))

    def spread(self) -> dict[Instant, int]:
        """Across the drawing: one step from moment to moment, up to three where the gap is long."""
        steps = [8 + min(16, max(0, ((b - a) // _SECOND).bit_length() - 10) * 2) for a, b in pairwise(self.moments)]
        first, last = self.axis + 14, self.right - 14
        total, done = sum(steps) or 1, 0
        places = {self.moments[0]: first}
        for at, step in zip(self.moments[1:], steps, strict=True):
            done += step
            places[at] = first + done * (last - first) // total
        return places

    def x(self, at: Instant) -> int:
        return self.places.get(at, self.left)

    def drawn(self) -> Chart:
        top, row = (140, 30) if self.wide else (132, 46)
        bands = tuple(
            Band(top + number * row, question.word, tuple(self.segments(question.word)))
            for number, question in enumerate(self.summary.questions)
        )
        dots = sorted(
            Dot(self.x(said), self.x(learned), said != learned, f"{event.who}, said {event.said.text}")
            for learned, said, event in self.events
            if said is not None
        )
        late = {said for learned, said, _ in self.events if said is not None and said != learned}
        return Chart(
            self.wide,
            self.width,
            top + len(bands) * row,
            self.axis,
            self.right,
            tuple(self.days()),
            tuple(self.labels({learned for learned, _, _ in self.events})),
            tuple(self.labels(late)),
            tuple(dots),
            bands,
            self.left_out,
            self.description(),
        )

    def segments(self, word: str) -> list[Segment]:
        steps: list[tuple[int, StateText]] = [(self.left, self.before(word))]
        for learned, _, event in self.events:
            steps += [(self.x(learned), change.after) for change in event.changes if change.question == word]
        ends = [x for x, _ in steps[1:]] + [self.right]
        segments = []
        for (x, state), end in zip(steps, ends, strict=True):
            if end > x:
                fits = len(state.word) * 7 + 26 <= end - x
                segments.append(Segment(x, end - x, state, state.word if fits else ""))
        return segments

    def before(self, word: str) -> StateText:
        """The state of a question before the first moment that is drawn."""
        changes: list[Change] = [c for e in self.summary.timeline for c in e.changes if c.question == word]
        drawn = sum(c.question == word for _, _, e in self.events for c in e.changes)
        if earlier := changes[: len(changes) - drawn]:
            return earlier[-1].after
        state = State.UNCONFIRMED
        return changes[0].before if changes else StateText(str(state), state.word, state.meaning, state.glyph)

    def days(self) -> list[Mark]:
        marks: list[Mark] = []
        day = None
        for at in self.moments:
            then = datetime_of(at, self.zone).date()
            if then != day:
                year = f" {then.year}" if day is None or day.year != then.year else ""
                marks.append(Mark(self.x(at), f"{then.day} {MONTHS[then.month - 1]}{year}"))
                day = then
        return _apart(marks, 74)

    def labels(self, moments: set[Instant]) -> list[Mark]:
        marks = []
        for at in sorted(moments):
            if at in self.places:
                then = datetime_of(at, self.zone)
                marks.append(Mark(self.x(at), f"{then.hour:02}:{then.minute:02}"))
        return _apart(marks, 38)

    def description(self) -> str:
        """The drawing in words: each change of a state, in the order learned."""
        told = [
            f"{event.learned.text}: {change.question} {change.before.word} to {change.after.word}"
            f" ({event.who or LEFT_OUT})"
            for _, _, event in self.events
            for change in event.changes
        ]
        return "; ".join(told) + "." if told else "No state has changed."


def _apart(marks: list[Mark], distance: int) -> list[Mark]:
    """The labels that have room, from the left."""
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.x - kept[-1].x >= distance:
            kept.append(mark)
    return kept
