"""The write path: new entries of one or more cases, all of them stored with what is computed from them, or none."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from workflow.facts import CaseOpened, Fact, FactId, FrontierMerged, WriterOpened
from workflow.schema import Connection
from workflow.store import caselog, hlc, passages, record, shelf_table
from workflow.store.anchor import Head
from workflow.store.caselog import CaseLog, Line, Tip
from workflow.store.errors import NoSuchCase, SlugTaken
from workflow.store.record import Read, Sealed
from workflow.store.writer import Key, writer_id
from workflow.when import Instant, iso

BEHIND = "Entries that this machine had seen are missing from the desk."
ANOTHER_INSTALLATION = "The desk was written on another installation before."
SECOND = 1_000_000


class Batch:
    """New entries inside one transaction. `case_id` is the case to which a fact goes unless another is named."""

    def __init__(
        self,
        connection: Connection,
        key: Callable[[bytes, bytes], Key],
        now: Instant,
        read: Callable[[bytes], CaseLog],
        case_id: str = "",
    ) -> None:
        self.case_id = case_id
        self._connection = connection
        self.key = key
        self._now = now
        self._read = read
        self._pens: dict[bytes, Pen] = {}
        self._slugs: set[str] = set()
        self._stored = False
        row = connection.execute("SELECT max(arrived) FROM arrivals").fetchone()
        self._arrived = int(row[0] or 0)

    def new_case(self, opened: CaseOpened) -> str:
        """Open a case and make it the one to which facts go; its id. Raises SlugTaken."""
        self._begin(opened)
        return self.case_id

    def _begin(self, opened: CaseOpened) -> FactId:
        taken = self._connection.execute("SELECT 1 FROM shelf WHERE slug = ?", (opened.slug,)).fetchone()
        if taken or opened.slug in self._slugs:
            raise SlugTaken(f"There is already a case called {opened.slug}.", remedy="Choose another short name.")
        self._slugs.add(opened.slug)
        case = os.urandom(16)
        self._pens[case] = Pen(self, CaseLog(case))
        self.case_id = case.hex()
        return self.add(opened)

    def add(self, fact: Fact, case_id: str = "") -> FactId:
        """Put a fact at the end of its case; its id, by which later facts may name it at once.

        Where there is no case yet, the fact that opens one begins it.
        """
        if not (case_id or self.case_id) and isinstance(fact, CaseOpened):
            return self._begin(fact)
        return self.pen(bytes.fromhex(case_id or self.case_id)).add(fact)

    def pen(self, case: bytes, retired: frozenset[bytes] = frozenset()) -> Pen:
        """What writes to a case in this batch; never as one of the `retired` writers."""
        pen = self._pens.get(case)
        if pen is None:
            pen = self._pens[case] = Pen(self, self._read(case), retired)
        return pen

    def logs(self) -> list[CaseLog]:
        """The cases as they stand with what is new."""
        return [pen.log() for pen in self._pens.values()]

    def lines(self) -> list[Line]:
        """The new entries in their places, case by case."""
        return [line for pen in self._pens.values() for line in pen.lines]

    def last(self) -> tuple[int, bytes] | None:
        """The number of the last arrival and its hash."""
        return max(
            ((arrived, entry.hash) for pen in self._pens.values() for arrived, entry in pen.sealed), default=None
        )

    def heads(self) -> list[Head]:
        """The heads of the chains that grew."""
        return [Head(case, pen.writer, pen.tip.seq, pen.tip.hash) for case, pen in self._pens.items() if pen.sealed]

    def store(self) -> None:
        """Write the entries, then what is computed from them; once."""
        pens = [] if self._stored else [pen for pen in self._pens.values() if pen.sealed]
        self._stored = True
        insert(self._connection, [sealed for pen in pens for sealed in pen.signed()], self._now)
        for pen in pens:
            log = pen.log()
            if log.is_case:
                changed = passages.touched(log, pen.lines)
                passages.replace(self._connection, changed, passages.passages(log, changed))
        shelf_table.put(self._connection, [pen.log() for pen in pens], self._now)

    @property
    def connection(self) -> Connection:
        """The connection of the transaction."""
        return self._connection

    @property
    def now(self) -> Instant:
        """The wall clock of the batch."""
        return self._now

    def next_arrival(self) -> int:
        """The number of arrival for one more entry."""
        self._arrived += 1
        return self._arrived


class Pen:
    """The end of one chain: makes entries that continue it, or begin a new one where it cannot be continued."""

    def __init__(self, batch: Batch, log: CaseLog, retired: frozenset[bytes] = frozenset()) -> None:
        self._batch = batch
        self._before = log
        self._after: CaseLog | None = None
        self.sealed: list[tuple[int, Sealed]] = []
        self.lines: list[Line] = []
        self.key, old = _own_key(batch, log, retired)
        self.writer = writer_id(self.key.public)
        self.tip = log.tips.get(self.writer, Tip(-1, record.NO_PREV, 0))
        self._deps = log.frontier(self.writer)
        self._wall = hlc.wall(batch.now)
        self._last = max((tip.clock for tip in log.tips.values()), default=-1)
        self._claimed_at = iso(batch.now // SECOND * SECOND)
        if old:
            head = log.tips[old].hash.hex() if old in log.tips else ""
            self._write(WriterOpened(BEHIND if retired else ANOTHER_INSTALLATION, old.hex(), head), self._take_deps())

    def add(self, fact: Fact) -> FactId:
        """Seal a fact as the next entry; its id."""
        if not (self._before.lines or self.lines or isinstance(fact, CaseOpened) or self._is_desk()):
            raise NoSuchCase("There is no such case in this desk.", remedy="List the cases.")
        return self._write(fact, self._take_deps())

    def _take_deps(self) -> tuple[FactId, ...]:
        """What the next entry has seen; where it is too much for one, entries that say nothing else come before."""
        while len(self._deps) > record.CAP_DEPS:
            some, self._deps = self._deps[: record.CAP_DEPS], self._deps[record.CAP_DEPS :]
            self._write(FrontierMerged(), tuple(some))
        deps, self._deps = tuple(self._deps), []
        return deps

    def _is_desk(self) -> bool:
        return self._before.case_id == _desk_id(self._batch.connection)

    def _write(self, fact: Fact, deps: tuple[FactId, ...]) -> FactId:
        clock = self._last = max(self._wall, self._last + 1)
        body = record.body_bytes(fact, clock, deps, self._claimed_at)
        sealed = record.seal(self._before.case_id, self.writer, self.tip.seq + 1, self.tip.hash, body)
        arrived = self._batch.next_arrival()
        line = caselog.placed(sealed, Read(clock, deps, self._claimed_at, fact), arrived)
        self.sealed.append((arrived, sealed))
        self.lines.append(line)
        self.tip = Tip(sealed.seq, sealed.hash, clock)
        self._after = None
        return line.entry.id

    def log(self) -> CaseLog:
        """The case with what is new."""
        if self._after is None:
            tips = {self.writer: self.tip} if self.lines else {}
            self._after = self._before.with_lines(self.lines, tips)
        return self._after

    def signed(self) -> list[tuple[int, Sealed]]:
        """The new entries, the last of them signed: its hash covers all before it."""
        *others, (arrived, last) = self.sealed
        return [*others, (arrived, last._replace(sig=self.key.sign(last.hash)))]


def _own_key(batch: Batch, log: CaseLog, retired: frozenset[bytes]) -> tuple[Key, bytes]:
    """This installation's key for a case, and the writer that it follows if its chain is a new one."""
    rows = batch.connection.execute(
        "SELECT writer, public_key, nonce FROM writers WHERE case_id = ? AND length(nonce) > 0", (log.case_id,)
    ).fetchall()
    local = [row for row in rows if row[0] in log.tips]
    keys = {writer: batch.key(log.case_id, nonce) for writer, _, nonce in local}
    ours = {writer for writer, public, _ in local if keys[writer].public == public}
    opened = [entry for entry in log.entries if isinstance(entry.fact, WriterOpened)]
    left = {entry.fact.old_writer for entry in opened if bytes.fromhex(entry.writer) in ours}  # type: ignore[union-attr]
    for writer in sorted(ours - retired):
        if writer.hex() not in left:
            return keys[writer], b""
    nonce = os.urandom(16)
    key = batch.key(log.case_id, nonce)
    batch.connection.execute(
        "INSERT INTO writers VALUES (?, ?, ?, ?)", (log.case_id, writer_id(key.public), key.public, nonce)
    )
    old = max((row[0] for row in local), key=lambda writer: log.tips[writer].clock, default=min(retired, default=b""))
    return key, old


def _desk_id(connection: Connection) -> bytes:
    row = connection.execute("SELECT value FROM meta WHERE name = 'desk'").fetchone()
    return bytes(row[0])


def insert(connection: Connection, arrivals: list[tuple[int, Sealed]], now: Instant) -> None:
    """Store sealed entries: headers, bodies where there are any, and their order of arrival here."""
    headers: list[Any] = []
    bodies: list[Any] = []
    order: list[Any] = []
    for arrived, s in arrivals:
        headers.append((s.case, s.writer, s.seq, s.fmt, s.prev, s.leaf, s.hash, s.sig, arrived))
        order.append((arrived, s.case, s.writer, s.seq, now))
        if s.body is not None:
            bodies.append((s.case, s.writer, s.seq, s.salt, s.body))
    connection.executemany("INSERT INTO headers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", headers)
    connection.executemany("INSERT INTO bodies VALUES (?, ?, ?, ?, ?)", bodies)
    connection.executemany("INSERT INTO arrivals VALUES (?, ?, ?, ?, ?)", order)
