"""Writing to the log: many entries at once, one command, and the way to the tables."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count, cycle

from benchmarks.desks import Asked, Room, fill, statement
from benchmarks.figures import Figure, each, span
from benchmarks.raw import Raw
from benchmarks.timing import paired, timed
from workflow import schema
from workflow.facts import Fact, NoteAdded
from workflow.ledger import Ledger
from workflow.store import caselog, record
from workflow.store.batch import Batch, insert
from workflow.store.record import Sealed
from workflow.store.writer import ephemeral
from workflow.terms import Stance

AT_ONCE = 1_000
IN_A_BLOCK = 8
STATEMENTS = 12
NOW = 1_600_000_000_000_000


def log(room: Room) -> Iterator[Figure]:
    """Batches, commands and the write path, each against the bare store."""
    many = 13 * (room.sizes.rounds + 1)
    with room.desk("raw") as ledger:
        raw = Bare(Raw(ledger.path), [asked.case_id for asked in fill(ledger, room.words, many, STATEMENTS)])
    with room.desk("log") as ledger:
        opened = iter(fill(ledger, room.words, many, STATEMENTS))
        yield from _batches(room, ledger, opened, raw)
        yield from _commands(room, ledger, opened, raw)
    raw.store.connection.close()
    yield _path(room)


class Bare:
    """A desk like the measured one, to which entries are added by hand, each time in the next of its cases."""

    def __init__(self, store: Raw, cases: Sequence[str]) -> None:
        self.store = store
        self._cases = cycle(bytes.fromhex(case) for case in cases)
        self._number = count(1 << 40)

    def seconds(self, entries: Sequence[Sealed], at_once: int) -> float:
        """How long it takes to store entries, so many in a transaction."""
        case = next(self._cases)
        numbered = [(number := next(self._number), entry._replace(case=case, seq=number)) for entry in entries]
        parts = [numbered[start : start + at_once] for start in range(0, len(numbered), at_once)]
        begun = time.perf_counter()
        for part in parts:
            self.store.insert(part)
        return time.perf_counter() - begun


def _batches(room: Room, ledger: Ledger, opened: Iterator[Asked], raw: Bare) -> Iterator[Figure]:
    connection = schema.connect(ledger.path)
    said = list(room.words.texts(AT_ONCE))
    made: list[Sealed] = []

    def append() -> float:
        asked, facts = _thousand(next(opened), said)
        begun = time.perf_counter()
        with schema.transaction(connection):
            batch = Batch(connection, ephemeral().key, NOW, partial(caselog.read, connection), asked.case_id)
            for fact in facts:
                batch.add(fact)
            pen = batch.pen(bytes.fromhex(asked.case_id))
            insert(connection, pen.signed(), NOW)
        made[:] = [entry for _, entry in pen.sealed]
        return time.perf_counter() - begun

    def whole_batch() -> float:
        asked, facts = _thousand(next(opened), said)
        begun = time.perf_counter()
        with ledger.batch(asked.case_id) as batch:
            for fact in facts:
                batch.add(fact)
        return time.perf_counter() - begun

    pair = paired(append, lambda: raw.seconds(made, AT_ONCE), room.sizes.rounds)
    what = f"append of {AT_ONCE:,} entries, sealed and chained / raw executemany"
    yield Figure(what, each(pair.ours, AT_ONCE), each(pair.other, AT_ONCE), pair.rate, "", 0.5, at_least=True)
    pair = paired(whole_batch, append, room.sizes.rounds)
    what = "the same with list, states and search index / without"
    yield Figure(what, each(pair.ours, AT_ONCE), each(pair.other, AT_ONCE), pair.rate)
    connection.close()


def _thousand(asked: Asked, said: list[str]) -> tuple[Asked, list[Fact]]:
    """A case, and a statement of each of these words in it."""
    places = enumerate(said)
    return asked, [
        statement(place, asked.sources[place % 4], asked.questions[place % 2], text) for place, text in places
    ]


def _commands(room: Room, ledger: Ledger, opened: Iterator[Asked], raw: Bare) -> Iterator[Figure]:
    body = record.body_bytes(NoteAdded(next(room.words.texts(1))), 1, (), "2020-01-06T08:00:00Z")
    entries = [record.seal(bytes(16), bytes(16), 0, record.NO_PREV, body)] * IN_A_BLOCK
    said = list(room.words.texts(IN_A_BLOCK))

    def note(_: Asked, number: int) -> Fact:
        return NoteAdded(said[number])

    def other_state(asked: Asked, number: int) -> Fact:
        stance = (Stance.CONFIRMS, Stance.DISPUTES)[number % 2]
        return statement(1_000 + number, asked.sources[0], asked.questions[2], said[number], stance)

    def insert_raw() -> float:
        return raw.seconds(entries, 1)

    for words, fact in (("a note", note), ("a statement that changes a state", other_state)):
        pair = paired(partial(_log_block, ledger, opened, fact), insert_raw, 4 * room.sizes.rounds)
        ours, bare = span(pair.ours / IN_A_BLOCK), span(pair.other / IN_A_BLOCK)
        what = f"one command, {words} / a raw insert of an entry"
        yield Figure(what, ours, bare, pair.rate, "", 0.4, at_least=True)


def _log_block(ledger: Ledger, opened: Iterator[Asked], fact: Callable[[Asked, int], Fact]) -> float:
    """The seconds of a few commands, one after the other, in a case that is open as it is on a screen."""
    asked = next(opened)
    ledger.case(asked.case_id)
    begun = time.perf_counter()
    for number in range(IN_A_BLOCK):
        ledger.append(asked.case_id, fact(asked, number))
    return time.perf_counter() - begun


def _path(room: Room) -> Figure:
    with room.desk("path") as ledger:
        ours = schema.connect(ledger.path)
    schema.lock(ours)
    raw = Raw(ledger.path)
    entries = _sealed(AT_ONCE * 2 * (room.sizes.rounds + 1))
    turn = count()

    def through_the_door() -> None:
        part = _part(entries, next(turn))
        with schema.transaction(ours):
            insert(ours, part, NOW)

    def by_hand() -> None:
        raw.insert(_part(entries, next(turn)))

    pair = paired(timed(through_the_door), timed(by_hand), room.sizes.rounds)
    ours.close()
    raw.connection.close()
    what = "the log's write path / the same tables by sqlite3"
    return Figure(what, each(pair.ours, AT_ONCE), each(pair.other, AT_ONCE), pair.rate, "", 0.7, at_least=True)


def _sealed(many: int) -> list[tuple[int, Sealed]]:
    body = b"x" * 600
    found: list[tuple[int, Sealed]] = []
    before = record.NO_PREV
    for number in range(many):
        found.append((number + 1, record.seal(bytes(16), bytes(16), number, before, body)))
        before = found[-1][1].hash
    return found


def _part(entries: list[tuple[int, Sealed]], number: int) -> list[tuple[int, Sealed]]:
    return entries[number * AT_ONCE : (number + 1) * AT_ONCE]
