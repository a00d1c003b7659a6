"""How soon the program is there: first paint, the list as lines, what help loads, and a desk of many cases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import bare
from benchmarks.desks import Room
from benchmarks.figures import Figure, span
from benchmarks.terminal import ROOT, Terminal, environment, onrecord
from benchmarks.timing import Pair, Timed, paired, timed

FIRST_CASE = "case-"
HEAVY = ("textual", "sqlite_utils")


def start(room: Room) -> Iterator[Figure]:
    """First paint and the command line's first line, from a cold start."""
    desk = room.small_desk
    painted = paired(paint(room, onrecord("--db", str(desk)), FIRST_CASE), bare_paint(room), room.sizes.starts)
    yield ratio("first paint of the list of cases / a bare Textual app", painted, 1.2)
    listed = paired(
        _command(room, onrecord("--db", str(desk), "list")),
        _command(room, [sys.executable, "-c", "import sqlite3, click"]),
        2 * room.sizes.starts,
    )
    yield ratio('onrecord list / python -c "import sqlite3, click"', listed, 1.5)
    loaded = heavy_in_help(room.folder)
    yield Figure("modules of Textual and sqlite-utils that --help loads", "", "", loaded, "", 0)


def desks(room: Room) -> Iterator[Figure]:
    """A desk of many cases beside one of ten."""
    words = f"first paint of a desk of {room.sizes.cases:,} cases / of 10"
    large = paint(room, onrecord("--db", str(room.large_desk)), FIRST_CASE)
    small = paint(room, onrecord("--db", str(room.small_desk)), FIRST_CASE)
    yield ratio(words, paired(large, small, room.sizes.starts), 1.3)


def ratio(what: str, pair: Pair, most: float) -> Figure:
    """A figure of two times, and how many times the other's ours may be."""
    return Figure(what, span(pair.ours), span(pair.other), pair.slower, "x", most)


def bare_paint(room: Room) -> Timed:
    """The first paint of a bare Textual app."""
    return paint(room, [sys.executable, "-c", "from benchmarks.bare import Bare; Bare().run()"], bare.SAYS)


def paint(room: Room, command: list[str], text: str) -> Timed:
    """The time until a program in a terminal shows a text."""

    def run() -> float:
        with Terminal(command, environment(room.folder)) as terminal:
            return terminal.shows(text)

    return run


def _command(room: Room, command: list[str]) -> Timed:
    env = environment(room.folder)
    return timed(lambda: subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True))


def heavy_in_help(folder: Path) -> int:
    """How many of the modules that are slow to load `--help` loads; more where it failed."""
    code = (
        "import sys; from tui.main import main; code = main(['--help']); "
        f"sys.exit(10 * code + sum(name in sys.modules for name in {HEAVY!r}))"
    )
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment(folder), cwd=ROOT, capture_output=True, check=False).returncode
