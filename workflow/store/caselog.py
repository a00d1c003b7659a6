"""The entries of one case as read from the desk: decoded, in total order, with the heads of their chains."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from workflow.case import Case
from workflow.facts import CaseOpened, Entry, Erasure, FactId
from workflow.schema import Connection
from workflow.store import hlc
from workflow.store.record import Read, Sealed, read_body

_NEW_HEADERS = "SELECT seq, fmt, hash, arrived FROM headers WHERE case_id = ? AND writer = ? AND seq > ? ORDER BY seq"
_NEW_BODIES = "SELECT seq, body FROM bodies WHERE case_id = ? AND writer = ? AND seq > ?"
_SEALED = "h.case_id, h.writer, h.seq, h.fmt, h.prev, h.leaf, h.hash, h.sig, b.salt, b.body"
_JOINED = "headers AS h LEFT JOIN bodies AS b ON b.case_id = h.case_id AND b.writer = h.writer AND b.seq = h.seq"


class Line(NamedTuple):
    """An entry in its place: clock, writer and sequence, which are the total order and never put an effect before its
    cause; what it had seen; and its number of arrival on this desk.
    """

    clock: hlc.Clock
    writer: bytes
    seq: int
    entry: Entry
    deps: tuple[str, ...]
    arrived: int


class Tip(NamedTuple):
    """The last entry of a chain: where the next one goes."""

    seq: int
    hash: bytes
    clock: hlc.Clock


class CaseLog:
    """One case's entries. It is never changed: what is new makes a new one."""

    def __init__(self, case_id: bytes, lines: Iterable[Line] = (), tips: dict[bytes, Tip] | None = None) -> None:
        self.case_id = case_id
        self.lines = tuple(lines)
        self.tips = tips or {}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in total order."""
        return tuple(line.entry for line in self.lines)

    @cached_property
    def case(self) -> Case:
        """The case that they tell."""
        from workflow.fold import fold

        return fold(self.entries)

    @cached_property
    def by_id(self) -> dict[FactId, Line]:
        """The lines by the id of their entry."""
        return {line.entry.id: line for line in self.lines}

    @cached_property
    def is_case(self) -> bool:
        """Whether these entries open a case; the desk's own chain and an erased case do not."""
        return any(isinstance(line.entry.fact, CaseOpened) for line in self.lines)

    @cached_property
    def last_arrived(self) -> Line | None:
        """The entry that came last to this desk."""
        return max(self.lines, key=lambda line: line.arrived, default=None)

    def frontier(self, writer: bytes) -> list[FactId]:
        """The heads of other writers on which nothing builds that is here: what the next entry of `writer` has seen."""
        tips = [tip.hash.hex() for other, tip in self.tips.items() if other != writer]
        if not tips:
            return []
        named = {name for line in self.lines for name in line.deps}
        return sorted(name for name in tips if name not in named)

    def with_lines(self, added: list[Line], tips: dict[bytes, Tip]) -> CaseLog:
        """The case with more entries, each put in its place."""
        lines = (*self.lines, *added)
        if added and self.lines and min(added) < self.lines[-1]:
            lines = tuple(sorted(lines))
        return CaseLog(self.case_id, lines, {**self.tips, **tips})


def read(connection: Connection, case_id: bytes) -> CaseLog:
    """All entries of a case."""
    return refreshed(connection, CaseLog(case_id))


def refreshed(connection: Connection, log: CaseLog) -> CaseLog:
    """The same case with what has been added to the desk since."""
    writers = [row[0] for row in connection.execute("SELECT writer FROM writers WHERE case_id = ?", (log.case_id,))]
    added: list[Line] = []
    tips: dict[bytes, Tip] = {}
    for writer in writers:
        tip = log.tips.get(writer, Tip(-1, b"", 0))
        place = (log.case_id, writer, tip.seq)
        headers = connection.execute(_NEW_HEADERS, place).fetchall()
        bodies = dict(connection.execute(_NEW_BODIES, place).fetchall()) if headers else {}
        for seq, fmt, digest, arrived in headers:
            added.append(made := line(writer, seq, fmt, digest, arrived, bodies.get(seq), tip.clock))
            tip = Tip(seq, digest, made.clock)
        if tip.seq >= 0:
            tips[writer] = tip
    if not added:
        return log
    if log.lines and any(isinstance(found.entry.fact, Erasure) for found in added):
        return read(connection, log.case_id)
    added.sort()
    return log.with_lines(added, tips)


def line(writer: bytes, seq: int, fmt: int, digest: bytes, arrived: int, body: bytes | None, after: hlc.Clock) -> Line:
    """A stored entry, decoded."""
    read_ = read_body(body, fmt, after)
    entry = Entry(digest.hex(), read_.fact, read_.claimed_at, writer.hex())
    return Line(read_.clock, writer, seq, entry, read_.deps, arrived)


def placed(sealed: Sealed, read: Read, arrived: int) -> Line:
    """An entry whose body has been read, in its place."""
    entry = Entry(sealed.id, read.fact, read.claimed_at, sealed.writer.hex())
    return Line(read.clock, sealed.writer, sealed.seq, entry, read.deps, arrived)


def sealed(connection: Connection, case_id: bytes, *, from_arrival: int = 0) -> list[Sealed]:
    """The entries of a case as they are stored and passed on, chain by chain."""
    rows = connection.execute(
        f"SELECT {_SEALED} FROM {_JOINED} WHERE h.case_id = ? AND h.arrived >= ? ORDER BY h.writer, h.seq",
        (case_id, from_arrival),
    )
    return [Sealed(*row) for row in rows]
