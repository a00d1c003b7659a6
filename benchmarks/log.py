"""Writing to the log: many entries at once, one command, and the way to the tables."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

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
    with room.desk("log") as ledger:
        opened = iter(fill(ledger, room.words, 13 * (room.sizes.rounds + 1), STATEMENTS))
        yield from _batches(room, ledger, opened)
        yield from _commands(room, ledger, opened)
    yield _path(room)


def _batches(room: Room, ledger: Ledger, opened: Iterator[Asked]) -> Iterator[Figure]:
    connection, raw = schema.connect(ledger.path), Raw(ledger.path)
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

    append()
    number = count(1 << 40)
    parts = [
        [(next(number), entry._replace(case=bytes(16), seq=next(number))) for entry in made]
        for _ in range(room.sizes.rounds + 1)
    ]
    pair = paired(append, timed(lambda: raw.insert(parts.pop())), room.sizes.rounds)
    what = f"append of {AT_ONCE:,} entries, sealed and chained / raw executemany"
    yield Figure(what, each(pair.ours, AT_ONCE), each(pair.other, AT_ONCE), pair.rate, "", 0.5, at_least=True)
    pair = paired(whole_batch, append, room.sizes.rounds)
    what = "the same with list, states and search index / without"
    yield Figure(what, each(pair.ours, AT_ONCE), each(pair.other, AT_ONCE), pair.rate)
    connection.close()
    raw.connection.close()


def _thousand(asked: Asked, said: list[str]) -> tuple[Asked, list[Fact]]:
    """A case, and a statement of each of these words in it."""
    places = enumerate(said)
    return asked, [
        statement(place, asked.sources[place % 4], asked.questions[place % 2], text) for place, text in places
    ]


def _commands(room: Room, ledger: Ledger, opened: Iterator[Asked]) -> Iterator[Figure]:
    with room.desk("raw") as other:
        cases = [bytes.fromhex(asked.case_id) for asked in fill(other, room.words, 100, STATEMENTS)]
    raw = Raw(other.path)
    body = record.body_bytes(NoteAdded(next(room.words.texts(1))), 1, (), "2020-01-06T08:00:00Z")
    entry = record.seal(bytes(16), bytes(16), 0, record.NO_PREV, body)
    turn, arrived = count(), count(1 << 40)
    said = list(room.words.texts(IN_A_BLOCK))

    def note(_: Asked, number: int) -> Fact:
        return NoteAdded(said[number])

    def other_state(asked: Asked, number: int) -> Fact:
        stance = (Stance.CONFIRMS, Stance.DISPUTES)[number % 2]
        return statement(1_000 + number, asked.sources[0], asked.questions[2], said[number], stance)

    def insert_raw() -> float:
        block, case = divmod(next(turn), len(cases))
        seqs = range(block * IN_A_BLOCK, (block + 1) * IN_A_BLOCK)
        entries = [(next(arrived), entry._replace(case=cases[case], seq=seq)) for seq in seqs]
        begun = time.perf_counter()
        for each_one in entries:
            raw.insert((each_one,))
        return time.perf_counter() - begun

    for words, fact in (("a note", note), ("a statement that changes a state", other_state)):
        pair = paired(partial(_log_block, ledger, opened, fact), insert_raw, 4 * room.sizes.rounds)
        ours, bare = span(pair.ours / IN_A_BLOCK), span(pair.other / IN_A_BLOCK)
        what = f"one command, {words} / a raw insert of an entry"
        yield Figure(what, ours, bare, pair.rate, "", 0.4, at_least=True)
    raw.connection.close()


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
