"""What is computed from the log: verifying it, rebuilding from it, and its search index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.desks import Room, fill
from benchmarks.figures import Figure, each
from benchmarks.timing import Timed, paired, timed
from workflow import schema
from workflow.schema import Connection
from workflow.store import caselog, passages, projections, record, verify
from workflow.store.record import Sealed

AT_ONCE = 1_000
FEW, MANY = 40, 1_000
NOW = 1_600_000_000_000_000


def derived(room: Room) -> Iterator[Figure]:
    """Verifying long chains, each signed at its end; rebuilding and indexing a desk of cases with forty statements."""
    with room.desk("verified") as ledger:
        fill(ledger, room.words, max(room.sizes.entries // MANY, 1), min(MANY, room.sizes.entries), at_once=1)
    connection = schema.connect(ledger.path)
    yield _verifying(room, connection)
    connection.close()
    with room.desk("rebuilt") as ledger:
        fill(ledger, room.words, max(room.sizes.entries // FEW, 1), FEW)
    connection = schema.connect(ledger.path)
    yield from _rebuilding(room, connection)
    yield _indexing(room, connection)
    connection.close()


def _verifying(room: Room, connection: Connection) -> Figure:
    cases = [case for (case,) in connection.execute("SELECT DISTINCT case_id FROM headers")]
    entries = [entry for case in cases for entry in caselog.sealed(connection, case)]
    pair = paired(
        timed(partial(verify.check_chains, connection)), timed(partial(_two_hashes, entries)), room.sizes.rounds
    )
    ours, other = each(pair.ours, len(entries)), each(pair.other, len(entries))
    return Figure("verify from the file / a bare loop of two hashes", ours, other, pair.rate, "", 0.55, at_least=True)


def _two_hashes(entries: list[Sealed]) -> None:
    for entry in entries:
        leaf = record.leaf_of(entry.salt or b"", entry.body or b"")
        digest = record.hash_of(entry.case, entry.writer, entry.seq, entry.prev, entry.leaf)
        assert leaf == entry.leaf and digest == entry.hash


def _rebuilding(room: Room, connection: Connection) -> Iterator[Figure]:
    cases = [case for (case,) in connection.execute("SELECT DISTINCT case_id FROM headers")]
    entries = connection.execute("SELECT count(*) FROM headers").fetchone()[0]

    def read() -> None:
        for case in cases:
            caselog.read(connection, case)

    def rebuild() -> float:
        with schema.transaction(connection):
            return timed(partial(projections.rebuild, connection, NOW))()

    def without_index() -> float:
        return rebuild() - _index_again(connection)()

    what = "rebuild of list, states and passages / reading and parsing"
    pair = paired(without_index, timed(read), room.sizes.rounds)
    yield Figure(what, each(pair.ours, entries), each(pair.other, entries), pair.rate, "", 0.25, at_least=True)
    pair = paired(rebuild, timed(read), room.sizes.rounds)
    yield Figure("the same with the search index", each(pair.ours, entries), each(pair.other, entries), pair.rate)


def _index_again(connection: Connection) -> Timed:
    def run() -> float:
        with schema.transaction(connection):
            return timed(partial(connection.execute, "INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')"))()

    return run


def _indexing(room: Room, connection: Connection) -> Figure:
    logs = [caselog.read(connection, case) for (case,) in connection.execute("SELECT DISTINCT case_id FROM headers")]
    cases = [log for log in logs if log.is_case]
    found = sorted(passage for log in cases for passage in passages.passages(log, log.lines))
    lines = {line.arrived: line for log in cases for line in log.lines}

    def in_batches() -> float:
        with schema.transaction(connection):
            connection.execute("DELETE FROM passages")
            connection.execute("INSERT INTO passages_fts (passages_fts) VALUES ('delete-all')")
        return sum(add(found[start : start + AT_ONCE]) for start in range(0, len(found), AT_ONCE))

    def add(part: list[passages.Passage]) -> float:
        changed = [lines[passage.arrived] for passage in part]
        with schema.transaction(connection):
            return timed(partial(passages.replace, connection, changed, part))()

    pair = paired(in_batches, _index_again(connection), room.sizes.rounds)
    ours, other = each(pair.ours, len(found)), each(pair.other, len(found))
    what = f"indexing by batches of {AT_ONCE:,} / the index's own rebuild"
    return Figure(what, ours, other, pair.rate, "", 0.5, at_least=True)
