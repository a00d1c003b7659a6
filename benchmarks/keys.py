"""A key in a long list: how soon the terminal hears of it, how much is sent, and what the list costs in memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from benchmarks.desks import Room
from benchmarks.figures import Figure, span
from benchmarks.terminal import Terminal, environment, onrecord

DOWN = b"\x1b[B"
QUIET = 0.04
SETTLED = 0.5


class Pressed(NamedTuple):
    """The median seconds to the first byte and the median bytes of a key, and the memory in MB afterwards."""

    seconds: float
    sent: float
    memory: float


def keys(room: Room) -> Iterator[Figure]:
    """The list alone, long and short, then the list of cases in the program."""
    rows = room.sizes.rows
    long, short = (_press(room, [sys.executable, "-m", "benchmarks.rows", str(count)]) for count in (rows, 100))
    among = f"a key among {rows:,} rows"
    yield Figure(f"{among}, to the first byte", span(long.seconds), span(short.seconds), long.seconds * 1e3, " ms", 10)
    yield Figure(f"{among}, on the wire", f"{long.sent:.0f} bytes", f"{short.sent:.0f} bytes", long.sent, " B", 1_000)
    more = long.memory - short.memory
    yield Figure(f"memory of {rows:,} rows less that of 100", _mb(long), _mb(short), more, " MB", 20)
    cases = f"a key in the program among {room.sizes.cases:,} cases"
    ours = _press(room, onrecord("--db", str(room.large_desk)))
    yield Figure(f"{cases}, to the first byte", span(ours.seconds), "", ours.seconds * 1e3, " ms", 10)
    yield Figure(f"{cases}, on the wire", f"{ours.sent:.0f} bytes", "", ours.sent, " B", 1_000)


def _press(room: Room, command: list[str]) -> Pressed:
    with Terminal(command, environment(room.folder)) as terminal:
        terminal.shows("case-")
        terminal.settle(SETTLED)
        came = [terminal.press(DOWN, QUIET) for _ in range(room.sizes.presses)]
        return Pressed(median(first for first, _ in came), median(sent for _, sent in came), terminal.resident())


def _mb(pressed: Pressed) -> str:
    return f"{pressed.memory:.1f} MB"
