"""Verification: every chain recomputed from the stored bytes, and compared with what this machine saw before.

Two levels stay apart: a desk is valid where all that is there holds together, complete where nothing is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import zip_longest
from typing import NamedTuple

from workflow.facts import Entry, FactId
from workflow.schema import Connection, failures
from workflow.store import caselog, erase, projections, record
from workflow.store.anchor import Anchor, Missing, missing
from workflow.store.receive import Flaw, body_flaw, form_flaw, header_flaw, order_flaw
from workflow.store.record import Sealed
from workflow.store.writer import signed_by, writer_id
from workflow.when import Instant

GONE = "its words are gone and no erasure says so"
STRAY = "its words stand without a header"
UNSIGNED = "nothing signs the end of its chain"
ARRIVAL = "its number of arrival is wrong"
FILE = "the file's pages do not hold together"
COMPUTED = "what is computed from the log differs from it"


class Bad(NamedTuple):
    """An entry that does not hold: its case, its writer, its number in the chain, its id, and why."""

    case_id: str
    writer: str
    seq: int
    id: FactId
    reason: str


class ErasedEntry(NamedTuple):
    """An entry whose words were erased: by whom, when by their own clock, and why."""

    case_id: str
    id: FactId
    by: str
    at: str
    reason: str


class BadFile(NamedTuple):
    """A kept file that is not as the log says: its case, its entry, what is wrong, and what to do.

    One that no entry speaks of has neither case nor entry; `place` says where it lies.
    """

    case_id: str
    id: FactId
    sha256: str
    place: str
    reason: str
    remedy: str


class Report(NamedTuple):
    """What verification found. `complete` is None where this machine has never seen the desk before."""

    cases: int
    chains: int
    entries: int
    signatures: int
    bad: tuple[Bad, ...]
    erased: tuple[ErasedEntry, ...]
    missing: tuple[Missing, ...]
    complete: bool | None
    trouble: tuple[str, ...] = ()
    files: tuple[BadFile, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether all that is there holds together."""
        return not self.bad and not self.trouble and not self.files

    @property
    def sound(self) -> bool:
        """Valid, and not known to be incomplete."""
        return self.valid and self.complete is not False


class Chains:
    """What recomputing all chains found. `bodiless` are the entries without words."""

    def __init__(self) -> None:
        self.cases: set[bytes] = set()
        self.chains = 0
        self.entries = 0
        self.signatures = 0
        self.bad: list[Bad] = []
        self.bodiless: list[Sealed] = []


_HEADERS = "SELECT seq, fmt, prev, leaf, hash, sig FROM headers WHERE case_id = ? AND writer = ? ORDER BY seq"
_BODIES = "SELECT seq, salt, body FROM bodies WHERE case_id = ? AND writer = ? ORDER BY seq"
_KEY = "SELECT public_key FROM writers WHERE case_id = ? AND writer = ?"
_NONE = (0, None, None)


def check_chains(connection: Connection) -> Chains:
    """Recompute every leaf, hash and signature from the stored bytes; of each chain the first bad entry is kept."""
    found = Chains()
    for chain in sorted({*_chains(connection, "headers"), *_chains(connection, "bodies")}):
        row = connection.execute(_KEY, chain).fetchone()
        key = row[0] if row else None
        found.chains += 1
        found.cases.add(chain[0])
        if not _holds(connection, chain, key, found):
            _examine(connection, chain, key, found)
    return found


def _chains(connection: Connection, table: str) -> Iterator[tuple[bytes, bytes]]:
    after = f"SELECT case_id, writer FROM {table} WHERE (case_id, writer) > (?, ?) ORDER BY case_id, writer LIMIT 1"
    chain = (b"", b"")
    while row := connection.execute(after, chain).fetchone():
        yield (chain := row)


def _holds(connection: Connection, chain: tuple[bytes, bytes], key: bytes | None, found: Chains) -> bool:
    """Whether a chain holds from end to end with all its words: one pass over both tables side by side."""
    if key is None or writer_id(key) != chain[1]:
        return False
    fixed = b"\x01\x01" + chain[0] + chain[1]
    place, prev, sig = 0, record.NO_PREV, b""
    signed: list[tuple[bytes, bytes]] = []
    headers, bodies = connection.execute(_QUICK_HEADERS, chain), connection.execute(_QUICK_BODIES, chain)
    while some := list(zip_longest(headers.fetchmany(_AT_ONCE), bodies.fetchmany(_AT_ONCE), fillvalue=_GAP)):
        for (seq, sealed, digest, sig), body in some:
            if (
                seq != place
                or prev + sha256(body[0]).digest() != sealed
                or sha256(fixed + place.to_bytes(8, "big") + sealed).digest() != digest
            ):
                return False
            if sig:
                signed.append((digest, sig))
            prev = digest
            place += 1
    if not sig or not all(signed_by(key, *pair) for pair in signed):
        return False
    found.entries += place
    found.signatures += len(signed)
    return True


_AT_ONCE = 500
_GAP = (b"", b"", b"", b"")
_QUICK_HEADERS = (
    f"SELECT seq, CAST(prev || leaf AS BLOB), hash, sig FROM headers WHERE case_id = ? AND writer = ?"
    f" AND fmt = {record.FORMAT} ORDER BY seq"
)
_QUICK_BODIES = "SELECT CAST(x'00' || salt || body AS BLOB) FROM bodies WHERE case_id = ? AND writer = ? ORDER BY seq"


def _examine(connection: Connection, chain: tuple[bytes, bytes], key: bytes | None, found: Chains) -> None:
    """Name the first entry of a chain that does not hold, and those without words."""
    bodies = {row[0]: row for row in connection.execute(_BODIES, chain)}
    prev, place, sig, broken = record.NO_PREV, 0, b"-", False
    number, digest = 0, b""
    for number, fmt, before, leaf, digest, sig in connection.execute(_HEADERS, chain):
        _, salt, body = bodies.pop(number, _NONE)
        entry = Sealed(*chain, number, fmt, before, leaf, digest, sig, salt, body)
        if not broken and (flaw := _flaw(entry, place, prev, key)):
            found.bad.append(_bad(*chain, number, digest, str(flaw)))
            broken = True
        if body is None:
            found.bodiless.append(entry)
        found.signatures += sig != b""
        found.entries += 1
        place, prev = number + 1, digest
    if not sig and not broken:
        found.bad.append(_bad(*chain, number, digest, UNSIGNED))
    found.bad.extend(_bad(*chain, stray, b"", STRAY) for stray in bodies)


def _bad(case: bytes, writer: bytes, seq: int, digest: bytes, reason: str) -> Bad:
    return Bad(case.hex(), writer.hex(), seq, digest.hex(), reason)


def _flaw(entry: Sealed, seq: int, prev: bytes, key: bytes | None) -> Flaw | None:
    if flaw := header_flaw(entry, seq, prev):
        return flaw
    if flaw := body_flaw(entry):
        return flaw
    if key is None or writer_id(key) != entry.writer:
        return Flaw.WRITER
    if entry.sig and not signed_by(key, entry.hash, entry.sig):
        return Flaw.SIGNATURE
    return None


def check_contents(connection: Connection, case: bytes) -> Iterator[Bad]:
    """The entries of a case whose bodies are not in form, or claim to have seen what cannot be."""
    log = caselog.read(connection, case)
    clocks: dict[bytes, int] = {}
    for entry in caselog.sealed(connection, case):
        line = log.by_id.get(entry.id)
        if line is None:
            continue
        read = record.read_body(entry.body, entry.fmt, clocks.get(entry.writer, 0))
        flaw = form_flaw(entry) or order_flaw(entry, read, clocks.get(entry.writer, -1), log.by_id)
        if flaw is None and any(name not in log.by_id for name in read.deps):
            flaw = Flaw.DEPS
        if flaw:
            yield _bad(entry.case, entry.writer, entry.seq, entry.hash, str(flaw))
        clocks[entry.writer] = read.clock


def check_erasures(connection: Connection, bodiless: Iterable[Sealed]) -> tuple[list[Bad], list[ErasedEntry]]:
    """Of the entries without words, those that no erasure names, and who erased the others."""
    bad, erased = [], []
    said: dict[bytes, dict[FactId, Entry]] = {}
    for sealed in bodiless:
        if sealed.case not in said:
            said[sealed.case] = erase.erased_by(caselog.read(connection, sealed.case))
        entry = said[sealed.case].get(sealed.id)
        if entry is None:
            bad.append(_bad(sealed.case, sealed.writer, sealed.seq, sealed.hash, GONE))
            continue
        by, reason = getattr(entry.fact, "by", ""), getattr(entry.fact, "reason", "")
        erased.append(ErasedEntry(sealed.case.hex(), sealed.id, by, entry.claimed_at, reason))
    return bad, erased


def check_rest(connection: Connection) -> list[Bad]:
    """Headers whose number of arrival is not theirs, and bodies that do not say what an entry may say."""
    wrong = connection.execute(
        "SELECT h.case_id, h.writer, h.seq, h.hash, ? FROM headers AS h LEFT JOIN arrivals AS a"
        " ON a.arrived = h.arrived AND a.case_id = h.case_id AND a.writer = h.writer AND a.seq = h.seq"
        " WHERE a.arrived IS NULL LIMIT 100",
        (ARRIVAL,),
    ).fetchall()
    cases = connection.execute("SELECT DISTINCT case_id FROM writers").fetchall()
    return [*(_bad(*row) for row in wrong), *(bad for (case,) in cases for bad in check_contents(connection, case))]


def check_file(connection: Connection, *, writable: bool) -> list[str]:
    """What SQLite itself finds wrong with the file and with the search index, in words."""
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
        forged = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]  # nothing on a plain desk
        if writable:
            connection.execute("INSERT INTO passages_fts (passages_fts, rank) VALUES ('integrity-check', 1)")
    except failures() as error:
        return [f"{FILE}: {error}"]
    return [f"{FILE}: {line}" for line in (*forged, *(found if found != ["ok"] else ()))]


def verify(
    connection: Connection, desk: bytes, anchor: Anchor, now: Instant, *, thorough: bool, writable: bool
) -> Report:
    """Verify all chains against their stored bytes and the anchor; thorough, also the file and all that is computed."""
    chains, bad, erased = Chains(), list[Bad](), list[ErasedEntry]()
    trouble = check_file(connection, writable=writable) if thorough else []
    try:
        chains = check_chains(connection)
        unexplained, erased = check_erasures(connection, chains.bodiless)
        bad = [*chains.bad, *unexplained]
        if thorough:
            bad += check_rest(connection)
            if writable and not bad and not trouble and not _computed_alike(connection, now):
                trouble.append(COMPUTED)
    except (AttributeError, TypeError, ValueError):  # values of a kind that these columns never hold
        trouble.append(FILE)
    absent = missing(connection, anchor.heads())
    return Report(
        cases=len(chains.cases - {desk}),
        chains=chains.chains,
        entries=chains.entries,
        signatures=chains.signatures,
        bad=tuple(bad),
        erased=tuple(erased),
        missing=tuple(absent),
        complete=not absent if anchor.known() else None,
        trouble=tuple(trouble),
    )


def _computed_alike(connection: Connection, now: Instant) -> bool:
    connection.execute("SAVEPOINT comparison")
    try:
        before = projections.dump(connection)
        projections.rebuild(connection, now)
        return projections.dump(connection) == before
    finally:
        connection.execute("ROLLBACK TO comparison")
        connection.execute("RELEASE comparison")
