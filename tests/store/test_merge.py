"""Entries of several writers: one state whatever the order of arrival, and nothing altered is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

import msgspec
import pytest

from tests.store.conftest import MINUTE, Clock, Room, genuine, opened, says, small_case, spokesman
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.ledger import Ledger
from workflow.store import record
from workflow.store.receive import Flaw
from workflow.store.record import Sealed
from workflow.store.writer import Key, ephemeral, writer_id
from workflow.terms import Stance
from workflow.verdict import evaluate

DAY = 24 * 60 * MINUTE


class Newsrooms:
    """Several desks, each on a machine of its own with a clock of its own."""

    def __init__(self, folder: Path, rng: Random, count: int) -> None:
        self.rng = rng
        self.desks = [self._desk(folder / str(number)) for number in range(count)]
        self.case = self.desks[0].new_case(opened(), genuine(), spokesman())

    def _desk(self, folder: Path) -> Ledger:
        clock = Clock()
        clock.now += self.rng.randrange(-DAY, DAY)
        return Ledger.create(folder / "cases.db", clock=clock, state_dir=folder / "state")

    def pass_on(self, giver: Ledger, taker: Ledger, *, lossy: bool) -> None:
        entries = giver.sealed(self.case)
        if lossy:
            entries = self.rng.sample(entries, self.rng.randrange(len(entries) + 1))
            entries += self.rng.choices(entries, k=3) if entries else []
        self.rng.shuffle(entries)
        received = taker.receive(self.case, entries, giver.writer_keys(self.case))
        assert not received.refused

    def step(self) -> None:
        desk = self.rng.choice(self.desks)
        entries = desk.entries(self.case)
        if not entries or self.rng.random() < 0.45:
            self.pass_on(self.rng.choice(self.desks), desk, lossy=True)
            return
        by_kind = {type(entry.fact): entry.id for entry in entries}
        fact = self.rng.choice(
            [
                f.NoteAdded("seen"),
                f.TakenBack(self.rng.choice(entries).id),
                f.CaseRenamed(self.rng.choice("abc"), "why", tuple(e.id for e in entries if self.rng.random() < 0.3)),
            ]
        )
        if f.QuestionRaised in by_kind and f.SourceAdded in by_kind and self.rng.random() < 0.4:
            stance = self.rng.choice([Stance.CONFIRMS, Stance.DISPUTES])
            fact = says(by_kind[f.SourceAdded], by_kind[f.QuestionRaised], "so", stance, slug=f"s{len(entries)}")
        desk.append(self.case, fact)

    def meet(self) -> None:
        for _ in range(2):
            for giver in self.desks:
                for taker in self.desks:
                    if giver is not taker:
                        self.pass_on(giver, taker, lossy=False)


@pytest.fixture
def newsrooms(tmp_path: Path) -> Iterator[Callable[[int, int], Newsrooms]]:
    with ExitStack() as stack:

        def make(seed: int, count: int) -> Newsrooms:
            made = Newsrooms(tmp_path / str(seed), Random(seed), count)
            for desk in made.desks:
                stack.enter_context(desk)
            return made

        yield make


def states(case: Case) -> dict[str, str]:
    return {name: str(state) for name, state in evaluate(case, Moment(None, 0)).states.items()}


def test_six_writers_come_to_one_state(newsrooms: Callable[[int, int], Newsrooms], tmp_path: Path) -> None:
    rooms = newsrooms(20200106, 6)
    for _ in range(250):
        rooms.step()
    rooms.meet()
    first, *others = [desk.case(rooms.case) for desk in rooms.desks]
    assert len({entry.writer for entry in first.entries}) == 6
    assert len(first.entries) > 100
    for other in others:
        assert [entry.id for entry in other.entries] == [entry.id for entry in first.entries]
        assert other == first
        assert states(other) == states(first)
    assert all(not desk.waiting() for desk in rooms.desks)
    entries = rooms.desks[0].sealed(rooms.case)
    for order in ("causal", "random"):
        if order == "random":
            rooms.rng.shuffle(entries)
        with Ledger.create(tmp_path / order / "cases.db", state_dir=tmp_path / order / "state") as fresh:
            fresh.receive(rooms.case, entries, rooms.desks[0].writer_keys(rooms.case))
            fresh.rebuild()
            assert fresh.case(rooms.case) == first
            assert fresh.verify(thorough=True).sound


def test_no_effect_stands_before_its_cause(newsrooms: Callable[[int, int], Newsrooms]) -> None:
    rooms = newsrooms(7, 3)
    for _ in range(60):
        rooms.step()
    rooms.meet()
    desk = rooms.desks[0]
    place = {entry.id: number for number, entry in enumerate(desk.entries(rooms.case))}
    for entry in desk.sealed(rooms.case):
        read = record.read_body(entry.body, entry.fmt, 0)
        causes = [*read.deps, *([entry.prev.hex()] if entry.seq else [])]
        assert all(place[cause] < place[entry.id] for cause in causes)


def test_a_change_that_comes_before_what_it_changes(newsrooms: Callable[[int, int], Newsrooms]) -> None:
    rooms = newsrooms(8, 3)
    first, second, third = rooms.desks
    rooms.meet()
    [one] = first.append(rooms.case, f.CaseRenamed("One", "why"))
    rooms.pass_on(first, second, lossy=False)
    [two] = second.append(rooms.case, f.CaseRenamed("Two", "why", (one.id, second.case(rooms.case).id)))
    late = {entry.id: entry for entry in second.sealed(rooms.case)}
    keys = second.writer_keys(rooms.case)
    received = third.receive(rooms.case, [late[two.id]], keys)
    assert (received.taken, received.waiting) == ((), 1)
    assert third.case(rooms.case).title == "The letter"
    assert "another writer" in third.waiting()[0].waits_for
    received = third.receive(rooms.case, [late[one.id]], keys)
    assert set(received.taken) == {one.id, two.id}
    assert third.case(rooms.case).title == second.case(rooms.case).title == "Two"
    assert not third.waiting()


def test_two_who_contradict_each_other_are_contested_until_somebody_settles_it(
    newsrooms: Callable[[int, int], Newsrooms],
) -> None:
    rooms = newsrooms(9, 2)
    first, second = rooms.desks
    rooms.meet()
    base = first.case(rooms.case).id
    [one] = first.append(rooms.case, f.CaseRenamed("Authentic", "why", (base,)))
    [two] = second.append(rooms.case, f.CaseRenamed("Forged", "why", (base,)))
    rooms.meet()
    for desk in rooms.desks:
        [contested] = desk.case(rooms.case).contested
        assert set(contested.facts) == {one.id, two.id}
    first.append(rooms.case, f.CaseRenamed("The letter", "settled", (base, one.id, two.id)))
    rooms.meet()
    for desk in rooms.desks:
        assert not desk.case(rooms.case).contested
        assert desk.case(rooms.case).title == "The letter"


def test_more_heads_than_one_entry_may_name_are_joined_first(room: Room) -> None:
    desk = room.create()
    ids = small_case(desk)
    case = bytes.fromhex(ids["case"])
    tip = desk.sealed(ids["case"])[-1]
    clock = record.read_body(tip.body, 1, 0).clock
    for number in range(150):
        key = ephemeral().key(case, bytes([number]))
        body = record.body_bytes(f.NoteAdded(str(number)), clock + 1, (tip.id,), "")
        entry = record.seal(case, writer_id(key.public), 0, record.NO_PREV, body)
        signed = entry._replace(sig=key.sign(entry.hash))
        assert desk.receive(ids["case"], [signed], {entry.writer: key.public}).taken
    desk.append(ids["case"], f.NoteAdded("all seen"))
    entries = {entry.id: entry for entry in desk.sealed(ids["case"])}
    joined = [entry.id for entry in desk.entries(ids["case"]) if isinstance(entry.fact, f.FrontierMerged)]
    assert len(joined) == 2
    assert all(len(record.read_body(entry.body, 1, 0).deps) <= record.CAP_DEPS for entry in entries.values())
    assert desk.verify(thorough=True).sound


class Forger:
    """A writer who can sign, and says what should not be said."""

    def __init__(self, case: bytes) -> None:
        self.case = case
        self.key: Key = ephemeral().key(case, b"x")
        self.writer = writer_id(self.key.public)
        self.keys = {self.writer: self.key.public}

    def entry(self, seq: int, prev: bytes, clock: int, deps: tuple[str, ...] = (), body: bytes | None = None) -> Sealed:
        body = body or record.body_bytes(f.NoteAdded(f"note {seq}"), clock, deps, "2020-01-06")
        return self.signed(record.seal(self.case, self.writer, seq, prev, body))

    def signed(self, entry: Sealed) -> Sealed:
        return entry._replace(sig=self.key.sign(entry.hash))

    def again(self, entry: Sealed, **changes: object) -> Sealed:
        """An entry with changes, hashed and signed as if it had been written so."""
        e = entry._replace(**changes)  # type: ignore[arg-type]
        return self.signed(e._replace(hash=record.hash_of(e.case, e.writer, e.seq, e.prev, e.leaf, e.fmt)))


def flipped(data: bytes | None, at: int = 5) -> bytes:
    assert data
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


ALTERED: list[tuple[Flaw, Callable[[Forger, Sealed, Sealed], Sealed]]] = [
    (Flaw.BODY, lambda w, one, two: two._replace(body=flipped(two.body, -4))),
    (Flaw.BODY, lambda w, one, two: two._replace(body=None)),
    (Flaw.HEADER, lambda w, one, two: two._replace(leaf=flipped(two.leaf))),
    (Flaw.HEADER, lambda w, one, two: two._replace(hash=flipped(two.hash))),
    (Flaw.HEADER, lambda w, one, two: two._replace(fmt=2)),
    (Flaw.SALT, lambda w, one, two: two._replace(salt=flipped(two.salt))),
    (Flaw.SIGNATURE, lambda w, one, two: two._replace(sig=flipped(two.sig))),
    (Flaw.SIGNATURE, lambda w, one, two: two._replace(sig=ephemeral().key(b"", b"").sign(two.hash))),
    (Flaw.SEQUENCE, lambda w, one, two: two._replace(seq=2)),
    (Flaw.SEQUENCE, lambda w, one, two: w.again(two, seq=5)),
    (Flaw.PREV, lambda w, one, two: two._replace(prev=flipped(two.prev))),
    (Flaw.PREV, lambda w, one, two: w.again(one, prev=flipped(one.prev))),
    (Flaw.DEPS, lambda w, one, two: w.entry(1, one.hash, 1 << 62, (one.id,))),
    (Flaw.DEPS, lambda w, one, two: w.entry(1, one.hash, 1 << 62, ("no id",))),
    (Flaw.DEPS, lambda w, one, two: w.entry(1, one.hash, 1 << 62, ("b" * 64, "a" * 64))),
    (Flaw.DEPS, lambda w, one, two: w.entry(1, one.hash, 1 << 62, tuple(f"{n:064x}" for n in range(65)))),
    (Flaw.CLOCK, lambda w, one, two: w.entry(1, one.hash, 5)),
    (Flaw.CONTENT, lambda w, one, two: w.entry(1, one.hash, 1, body=b'{"a": 1}')),
]


@pytest.mark.parametrize(("flaw", "altered"), ALTERED, ids=lambda value: value.name if isinstance(value, Flaw) else "")
def test_what_was_altered_is_refused_with_its_own_reason(
    desk: Ledger, flaw: Flaw, altered: Callable[[Forger, Sealed, Sealed], Sealed]
) -> None:
    case = small_case(desk)["case"]
    writer = Forger(bytes.fromhex(case))
    one = writer.entry(0, record.NO_PREV, 1 << 61)
    two = writer.entry(1, one.hash, (1 << 61) + 1)
    before = desk.entries(case)
    assert desk.receive(case, [one], writer.keys).taken == (one.id,)
    received = desk.receive(case, [altered(writer, one, two)], writer.keys)
    assert [refusal.flaw for refusal in received.refused] == [flaw]
    assert (received.taken, received.waiting) == ((), 0)
    assert desk.receive(case, [two], writer.keys).taken == (two.id,)
    assert len(desk.entries(case)) == len(before) + 2
    assert desk.verify(thorough=True).sound


def test_a_dep_with_a_later_clock_is_refused(desk: Ledger) -> None:
    ids = small_case(desk)
    tip = desk.sealed(ids["case"])[-1]
    writer = Forger(tip.case)
    entry = writer.entry(0, record.NO_PREV, 5, (tip.id,))
    assert desk.receive(ids["case"], [entry], writer.keys).refused[0].flaw is Flaw.DEPS


def test_a_fork_or_a_writer_without_its_key_is_refused(desk: Ledger) -> None:
    case = small_case(desk)["case"]
    writer = Forger(bytes.fromhex(case))
    one, other = writer.entry(0, record.NO_PREV, 1 << 61), writer.entry(0, record.NO_PREV, (1 << 61) + 9)
    for keys in ({}, {writer.writer: ephemeral().key(b"", b"").public}):
        assert desk.receive(case, [one], keys).refused[0].flaw is Flaw.WRITER
    assert desk.receive(case, [one], writer.keys).taken
    assert desk.receive(case, [other], writer.keys).refused[0].flaw is Flaw.FORK


def test_what_no_signature_covers_waits(desk: Ledger) -> None:
    case = small_case(desk)["case"]
    writer = Forger(bytes.fromhex(case))
    one = writer.entry(0, record.NO_PREV, 1 << 61)._replace(sig=b"")
    two = writer.entry(1, one.hash, (1 << 61) + 1)
    forged = record.seal(one.case, one.writer, 0, record.NO_PREV, one.body or b"")
    assert desk.receive(case, [one, forged], writer.keys).waiting == 2
    assert set(desk.receive(case, [two], writer.keys).taken) == {one.id, two.id}
    assert desk.receive(case, [one, two], writer.keys).known >= 2


def test_an_entry_of_a_newer_program_is_kept_and_shown(desk: Ledger) -> None:
    case = small_case(desk)["case"]
    writer = Forger(bytes.fromhex(case))
    note = msgspec.json.decode(record.body_bytes(f.NoteAdded("x"), 1 << 61, (), ""))
    body = msgspec.json.encode(note | {"type": "weather.noted"}, order="sorted")
    one = writer.entry(0, record.NO_PREV, 0, body=body)
    newer = record.seal(one.case, one.writer, 1, one.hash, b"\x01\x02")
    newer = writer.again(newer, fmt=2)
    assert desk.receive(case, [one, newer], writer.keys).taken == (one.id, newer.id)
    shown = [entry.fact.kind for entry in desk.entries(case) if isinstance(entry.fact, f.Unknown)]
    assert sorted(shown) == ["format 2", "weather.noted"]
    assert desk.verify(thorough=True).sound
