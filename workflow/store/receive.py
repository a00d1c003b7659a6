"""Entries of other writers: each is checked, and waits until all that it builds on is here; none is half applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from workflow.facts import FactId
from workflow.schema import Connection
from workflow.store import caselog, hlc, record
from workflow.store.batch import Batch, insert
from workflow.store.caselog import CaseLog, Line
from workflow.store.record import FORMAT, Read, Sealed
from workflow.store.writer import signed_by, writer_id


class Flaw(StrEnum):
    """Why an entry is not taken, in the words that are shown."""

    BODY = "its words were altered"
    HEADER = "its header was altered"
    SALT = "its salt was altered"
    SIGNATURE = "its signature is not its writer's"
    SEQUENCE = "its number does not follow the one before it"
    PREV = "it names another entry as the one before it"
    DEPS = "what it says it had seen cannot be"
    CLOCK = "its clock does not follow what it had seen"
    CONTENT = "its words are not in the form of an entry"
    WRITER = "its writer's key is not here"
    FORK = "its writer wrote another entry with the same number"


class Refused(NamedTuple):
    """An entry that was not taken, and why."""

    id: FactId
    flaw: Flaw


class Waiting(NamedTuple):
    """An entry that waits, and for what."""

    case_id: str
    writer: str
    seq: int
    id: FactId
    waits_for: str


class Received(NamedTuple):
    """What became of entries from elsewhere: how many were taken, were here already, wait, and which were refused."""

    taken: tuple[FactId, ...]
    known: int
    waiting: int
    refused: tuple[Refused, ...]


def header_flaw(entry: Sealed, seq: int | None, prev: bytes | None) -> Flaw | None:
    """What is wrong with a header by itself, given the number and hash that its place calls for, where known."""
    digest = _hash(entry, entry.seq, entry.prev)
    if digest != entry.hash:
        if seq is not None and _hash(entry, seq, entry.prev) == entry.hash:
            return Flaw.SEQUENCE
        if prev is not None and _hash(entry, entry.seq, prev) == entry.hash:
            return Flaw.PREV
        return Flaw.HEADER
    if seq is not None and entry.seq != seq:
        return Flaw.SEQUENCE
    if prev is not None and entry.prev != prev:
        return Flaw.PREV
    return None


def _hash(entry: Sealed, seq: int, prev: bytes) -> bytes:
    try:
        return record.hash_of(entry.case, entry.writer, seq, prev, entry.leaf, entry.fmt)
    except (OverflowError, TypeError, ValueError):
        return b""


def body_flaw(entry: Sealed) -> Flaw | None:
    """What is wrong with the salt and body by themselves; nothing where they were erased."""
    if entry.body is None or entry.salt is None:
        return None if entry.body is None and entry.salt is None else Flaw.BODY
    if record.leaf_of(entry.salt, entry.body) == entry.leaf:
        return None
    return Flaw.BODY if record.salt_stands(entry.salt) else Flaw.SALT


def form_flaw(entry: Sealed) -> Flaw | None:
    """What is wrong with the form of a body by itself: bytes that are not canonical, a list of seen that is none."""
    if entry.body is None or entry.fmt != FORMAT:
        return None
    if record.body_flaw(entry.body):
        return Flaw.CONTENT
    deps = record.read_body(entry.body, entry.fmt, 0).deps
    return Flaw.DEPS if record.deps_flaw(deps) or entry.prev.hex() in deps else None


def order_flaw(entry: Sealed, read: Read, before: hlc.Clock, seen: Mapping[FactId, Line]) -> Flaw | None:
    """Whether an entry's clock is above the one before it in its chain and above those that it had seen."""
    if entry.body is None or entry.fmt != FORMAT:
        return None
    if any(seen[name].clock >= read.clock for name in read.deps if name in seen):
        return Flaw.DEPS
    return Flaw.CLOCK if read.clock <= before else None


def receive(
    batch: Batch, case: bytes, entries: Iterable[Sealed], keys: Mapping[bytes, bytes], log: CaseLog
) -> Received:
    """Take what can be taken of one case's entries, from here and from those waiting, into the batch's transaction."""
    connection = batch.connection
    known_keys = _keys(connection, case, keys)
    refused: list[Refused] = []
    candidates: dict[FactId, Sealed] = {}
    known = 0
    offered = [*_waiting(connection, case), *entries]
    places = _Places(log, offered)
    for entry in offered:
        if entry.id in log.by_id or entry.id in candidates:
            known += 1
        elif flaw := _alone(entry, known_keys, places):
            refused.append(Refused(entry.id, flaw))
        else:
            candidates[entry.id] = entry
    taking = _Taking(log, known_keys, batch)
    refused += taking.all(candidates)
    insert(connection, taking.arrivals, batch.now)
    _keep_waiting(connection, case, candidates, taking)
    return Received(tuple(entry.id for _, entry in taking.arrivals), known, len(candidates), tuple(refused))


class _Places:
    """Where each entry at hand stands, so that a damaged header can be told by which of its fields was altered."""

    def __init__(self, log: CaseLog, offered: Iterable[Sealed]) -> None:
        self.seq = {line.entry.id: line.seq for line in log.lines}
        self.hash = {(line.writer, line.seq): bytes.fromhex(line.entry.id) for line in log.lines}
        for entry in offered:
            if _hash(entry, entry.seq, entry.prev) == entry.hash:
                self.seq[entry.id] = entry.seq
                self.hash[entry.writer, entry.seq] = entry.hash

    def header_flaw(self, entry: Sealed) -> Flaw | None:
        """What is wrong with a header, judged by the entries around it as far as these are at hand."""
        if _hash(entry, entry.seq, entry.prev) == entry.hash:
            return None
        before = self.seq.get(entry.prev.hex())
        return header_flaw(entry, None if before is None else before + 1, self.hash.get((entry.writer, entry.seq - 1)))


def _alone(entry: Sealed, keys: Mapping[bytes, bytes], places: _Places) -> Flaw | None:
    if entry.writer not in keys:
        return Flaw.WRITER
    if flaw := places.header_flaw(entry):
        return flaw
    if flaw := body_flaw(entry):
        return flaw
    if entry.sig and not signed_by(keys[entry.writer], entry.hash, entry.sig):
        return Flaw.SIGNATURE
    if entry.seq == 0 and entry.prev != record.NO_PREV:
        return Flaw.PREV
    return form_flaw(entry)


class _Taking:
    """Takes candidates one after the other for as long as one has all that it builds on."""

    def __init__(self, log: CaseLog, keys: Mapping[bytes, bytes], batch: Batch) -> None:
        self.tips = dict(log.tips)
        self.here = dict(log.by_id)
        self.keys = keys
        self.batch = batch
        self.log = log
        self.arrivals: list[tuple[int, Sealed]] = []

    def all(self, candidates: dict[FactId, Sealed]) -> list[Refused]:
        refused = []
        covered = _covered(candidates)
        moved = True
        while moved:
            moved = False
            for name, entry in sorted(candidates.items(), key=lambda item: (item[1].seq, item[1].writer)):
                if self.lacks(entry, covered):
                    continue
                del candidates[name]
                moved = True
                if flaw := self.take(entry):
                    refused.append(Refused(name, flaw))
        return refused

    def lacks(self, entry: Sealed, covered: frozenset[FactId]) -> str:
        """What an entry still waits for, in words; empty where nothing is lacking."""
        if entry.seq and entry.prev.hex() not in self.here:
            return "the entry before it"
        if not entry.sig and entry.id not in covered:
            return "a signed entry after it"
        deps = record.read_body(entry.body, entry.fmt, 0).deps
        if any(name not in self.here for name in deps):
            return "an entry of another writer"
        return ""

    def take(self, entry: Sealed) -> Flaw | None:
        tip = self.tips.get(entry.writer)
        before = self.here.get(entry.prev.hex())
        if tip is not None and entry.seq <= tip.seq:
            return Flaw.FORK
        if entry.seq and before is not None and before.writer != entry.writer:
            return Flaw.PREV
        if flaw := header_flaw(entry, tip.seq + 1 if tip else 0, tip.hash if tip else record.NO_PREV):
            return flaw
        read = record.read_body(entry.body, entry.fmt, tip.clock if tip else 0)
        if flaw := order_flaw(entry, read, tip.clock if tip else -1, self.here):
            return flaw
        arrived = self.batch.next_arrival()
        line = caselog.placed(entry, read, arrived)
        self.arrivals.append((arrived, entry))
        self.here[entry.id] = line
        self.tips[entry.writer] = caselog.Tip(entry.seq, entry.hash, read.clock)
        return None


def _covered(entries: Mapping[FactId, Sealed]) -> frozenset[FactId]:
    """The unsigned entries from which a chain of hashes leads to a signed one."""
    found: set[FactId] = set()
    for entry in entries.values():
        before = entries.get(entry.prev.hex()) if entry.sig else None
        while before is not None and not before.sig and before.id not in found:
            found.add(before.id)
            before = entries.get(before.prev.hex())
    return frozenset(found)


def _keys(connection: Connection, case: bytes, offered: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    rows = connection.execute("SELECT writer, public_key FROM writers WHERE case_id = ?", (case,))
    keys: dict[bytes, bytes] = dict(rows)
    for writer, key in offered.items():
        if writer not in keys and writer_id(key) == writer:
            connection.execute("INSERT INTO writers VALUES (?, ?, ?, x'')", (case, writer, key))
            keys[writer] = key
    return keys


def waiting(connection: Connection) -> list[Waiting]:
    """The entries that wait, and for what."""
    rows = connection.execute("SELECT case_id, writer, seq, hash, waits_for FROM pending ORDER BY case_id, writer, seq")
    return [Waiting(case.hex(), writer.hex(), seq, digest.hex(), what) for case, writer, seq, digest, what in rows]


def _waiting(connection: Connection, case: bytes) -> list[Sealed]:
    rows = connection.execute(
        "SELECT case_id, writer, seq, fmt, prev, leaf, hash, sig, salt, body FROM pending WHERE case_id = ?", (case,)
    )
    return [Sealed(*row) for row in rows]


def _keep_waiting(connection: Connection, case: bytes, entries: Mapping[FactId, Sealed], taking: _Taking) -> None:
    connection.execute("DELETE FROM pending WHERE case_id = ?", (case,))
    covered = _covered(entries)
    connection.executemany(
        "INSERT INTO pending VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (s.hash, s.case, s.writer, s.seq, s.fmt, s.prev, s.leaf, s.sig, s.salt, s.body, taking.lacks(s, covered))
            for s in entries.values()
        ],
    )
