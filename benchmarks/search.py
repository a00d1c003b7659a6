"""Search over very many statements, against a scan of all their words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from statistics import median

from benchmarks.desks import Room, Words, fill
from benchmarks.figures import Figure, span
from benchmarks.timing import paired, share, timed
from workflow import schema
from workflow.ledger import Ledger

CASES = 1_000
AT = 1_000_000
"""The number of passages for which the bars are set; on fewer the figures only inform."""

SCREEN = 70
"""Milliseconds in which a screen shows its content once a key opened it."""


def search(room: Room) -> Iterator[Figure]:
    """Random words, and the word that nearly every statement holds."""
    with room.desk("search") as ledger:
        _fill(ledger, room.words, room.sizes.passages)
        scan = schema.connect(ledger.path)
        yield _random(room, ledger, scan)
        yield from _commonest(room, ledger, scan)
        scan.close()


def _fill(ledger: Ledger, words: Words, many: int) -> None:
    """Put so many passages in the index of a desk of a few cases, as a rebuild of so many statements would."""
    opened = fill(ledger, words, min(CASES, many // 20), 1)
    connection = schema.connect(ledger.path)
    first = connection.execute("SELECT max(arrived) FROM arrivals").fetchone()[0] + 1
    texts = words.texts(many)
    with schema.transaction(connection):
        for start in range(0, many, 10_000):
            rows = [
                (first + number, opened[number % len(opened)].case_id, bytes(32), "statement", 0, text)
                for number, text in enumerate(islice(texts, 10_000), start)
            ]
            connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.execute("INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _bar(room: Room, bar: float) -> float | None:
    return bar if room.sizes.passages >= AT else None


def _scan(connection: schema.Connection, word: str) -> None:
    connection.execute("SELECT count(*) FROM passages WHERE words LIKE ?", (f"%{word}%",)).fetchone()


def _random(room: Room, ledger: Ledger, scan: schema.Connection) -> Figure:
    rounds = room.sizes.rounds
    terms = room.words.some(room.sizes.terms)
    searches: list[float] = []
    scans: list[float] = []
    for number in range(rounds):
        searches += [timed(partial(ledger.search, term))() for term in terms[number::rounds]]
        scans.append(timed(partial(_scan, scan, terms[number]))())
    slow, whole = share(searches, 0.95), median(scans)
    what = f"search p95, {len(terms)} random words in {room.sizes.passages:,} passages / LIKE"
    return Figure(what, f"{span(slow)} (p50 {span(median(searches))})", span(whole), slow / whole, "", _bar(room, 0.05))


def _commonest(room: Room, ledger: Ledger, scan: schema.Connection) -> Iterator[Figure]:
    word = room.words.commonest
    page = ledger.search(word)
    among = "all" if page.ranked_among is None else f"the newest {page.ranked_among:,}"
    pair = paired(timed(partial(ledger.search, word)), timed(partial(_scan, scan, word)), room.sizes.rounds)
    yield Figure(
        "search for the word most passages hold / LIKE",
        span(pair.ours),
        span(pair.other),
        pair.slower,
        "",
        _bar(room, 0.25),
    )
    yield Figure(
        f"the same until its page is there, ranked among {among}", span(pair.ours), "", pair.ours * 1e3, " ms", SCREEN
    )
    inside = partial(ledger.search, word, case_id=page.hits[0].case_id)
    pair = paired(timed(inside), timed(partial(_scan, scan, word)), room.sizes.rounds)
    yield Figure("the same within one case / LIKE over all", span(pair.ours), span(pair.other), pair.slower)
