"""What sealing costs: a sealed desk against a plain one, on the same work with the same library of statements."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from benchmarks.desks import Asked, Room, Words, fill, statement
from benchmarks.figures import Figure, each, span
from benchmarks.start import bare_paint, paint, ratio
from benchmarks.terminal import onrecord
from benchmarks.timing import Pair, paired, timed
from workflow.ledger import Ledger
from workflow.seal import Key, KeyFile, keyfile, keys_path
from workflow.store.glance import glance

PASSPHRASE = "a few words for measuring"
CASES = 200
AT_ONCE = 500
SOUGHT = 40
LATER_MS = 5.0
"""Milliseconds that opening may take longer once the key is there."""


class Desk(NamedTuple):
    """A desk to measure, and the key of a sealed one."""

    path: Path
    state: Path
    key: Key | None
    asked: Sequence[Asked]

    def open(self) -> Ledger:
        """Open it."""
        return Ledger.open(self.path, state_dir=self.state, key=self.key)


def sealed(room: Room) -> Iterator[Figure]:
    """Opening, writing, searching, listing, and the first screen."""
    plain, ours = _desk(room, "open", None), _desk(room, "shut", Key.new())
    opened = paired(timed(lambda: ours.open().close()), timed(lambda: plain.open().close()), 4 * room.sizes.rounds)
    later = (opened.ours - opened.other) * 1e3
    yield Figure(
        "opening with the key, later than a plain desk", span(opened.ours), span(opened.other), later, " ms", LATER_MS
    )
    with ours.open() as mine, plain.open() as theirs:
        yield _twice("statements, 500 at once", _both(room, _batches, mine, theirs, ours.asked, plain.asked), AT_ONCE)
        yield _twice("statements, one by one", _both(room, _singles, mine, theirs, ours.asked, plain.asked), 8)
        sought = room.words.some(SOUGHT)
        found = paired(partial(_search, mine, sought), partial(_search, theirs, sought), room.sizes.rounds)
        yield _twice("searching, ranked, with the words around", found, SOUGHT)
        shelves = paired(timed(lambda: mine.shelf(0, 200)), timed(lambda: theirs.shelf(0, 200)), 4 * room.sizes.rounds)
        yield _twice("a page of the list, in an open desk", shelves, 1)
    looks = paired(timed(partial(_glance, ours)), timed(partial(_glance, plain)), 4 * room.sizes.rounds)
    yield _twice("the whole list, from a closed desk", looks, 1)
    yield _first_screen(room, ours)


def _desk(room: Room, name: str, key: Key | None) -> Desk:
    path, state = room.folder / f"{name}.db", room.folder / "state"
    if key is not None:
        keyfile.write(keys_path(path), KeyFile.make(PASSPHRASE, key, owner="desk"), new=True)
    with Ledger.create(path, state_dir=state, key=key) as ledger:
        asked = fill(ledger, Words(), min(CASES, room.sizes.cases), 10)
    return Desk(path, state, key, asked)


def _twice(what: str, pair: Pair, many: int) -> Figure:
    ours, other = each(pair.ours, many), each(pair.other, many)
    return Figure(f"{what}: a sealed desk / a plain one", ours, other, pair.slower, "x", 2)


Work = Callable[[Ledger, Iterator[Asked], Sequence[str]], float]


def _both(
    room: Room, work: Work, mine: Ledger, theirs: Ledger, my_cases: Sequence[Asked], their_cases: Sequence[Asked]
) -> Pair:
    texts = list(room.words.texts(AT_ONCE))
    ours = partial(work, mine, cycle(my_cases), texts)
    other = partial(work, theirs, cycle(their_cases), texts)
    return paired(ours, other, room.sizes.rounds)


def _batches(ledger: Ledger, cases: Iterator[Asked], texts: Sequence[str]) -> float:
    asked = next(cases)
    begun = time.perf_counter()
    with ledger.batch(asked.case_id) as batch:
        for number, text in enumerate(texts):
            batch.add(statement(number, asked.sources[0], asked.questions[0], text))
    return time.perf_counter() - begun


def _singles(ledger: Ledger, cases: Iterator[Asked], texts: Sequence[str]) -> float:
    asked = next(cases)
    ledger.case(asked.case_id)
    begun = time.perf_counter()
    for number, text in enumerate(texts[:8]):
        ledger.append(asked.case_id, statement(number, asked.sources[0], asked.questions[0], text))
    return time.perf_counter() - begun


def _search(ledger: Ledger, words: Sequence[str]) -> float:
    begun = time.perf_counter()
    for word in words:
        ledger.search(word)
    return time.perf_counter() - begun


def _glance(desk: Desk) -> None:
    seen = glance(desk.path, 0, lambda: desk.state, desk.key)
    assert seen is not None


def _first_screen(room: Room, desk: Desk) -> Figure:
    """The passphrase screen against a bare Textual app."""
    painted = paired(paint(room, onrecord("--db", str(desk.path)), "Passphrase"), bare_paint(room), room.sizes.starts)
    return ratio("first paint of a sealed desk, its passphrase screen / a bare Textual app", painted, 1.2)
