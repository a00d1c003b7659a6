"""Verification names the first entry that does not hold, whatever was done to the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from random import Random

import pytest

from tests.store.conftest import Room, small_case
from workflow import facts as f
from workflow.errors import OnRecordError
from workflow.ledger import Ledger
from workflow.store.receive import Flaw
from workflow.store.verify import COMPUTED, GONE, STRAY, UNSIGNED

FIELDS = {
    ("headers", "fmt"): {Flaw.HEADER},
    ("headers", "prev"): {Flaw.PREV},
    ("headers", "leaf"): {Flaw.HEADER},
    ("headers", "hash"): {Flaw.HEADER},
    ("headers", "sig"): {Flaw.SIGNATURE},
    ("bodies", "salt"): {Flaw.SALT},
    ("bodies", "body"): {Flaw.BODY},
}


def filled(room: Room) -> str:
    desk = room.create()
    case = small_case(desk)["case"]
    for number in range(4):
        desk.append(case, f.NoteAdded(f"note {number}"))
    room.close()
    return case


def blob(room: Room, table: str, column: str, seq: int) -> bytes:
    with closing(sqlite3.connect(room.path)) as connection:
        row = connection.execute(f"SELECT {column} FROM {table} WHERE seq = ?", (seq,)).fetchone()
        return bytes(row[0])


@pytest.mark.parametrize(("table", "column"), FIELDS)
def test_each_byte_of_an_entry_is_covered(room: Room, table: str, column: str) -> None:
    case = filled(room)
    seq = 5
    tries: list[bytes | int]
    if column == "fmt":
        tries = [2, 0, 255]
    else:
        whole = blob(room, table, column, seq)
        step = 1 if column == "sig" else max(1, len(whole) // 20)
        tries = [whole[:n] + bytes([whole[n] ^ 0x10]) + whole[n + 1 :] for n in range(0, len(whole), step)]
    for value in tries:
        room.tamper(f"UPDATE {table} SET {column} = ? WHERE seq = {seq}", values=(value,))
        with room.open() as desk:
            bad = desk.verify().bad[0]
        assert (bad.case_id, bad.seq) == (case, seq)
        assert bad.reason in {str(flaw) for flaw in FIELDS[table, column]}
    original = {"fmt": 1}.get(column) or whole
    room.tamper(f"UPDATE {table} SET {column} = ? WHERE seq = {seq}", values=(original,))
    assert room.open().verify(thorough=True).sound


TAMPERED = {
    "a middle entry gone": (
        ["DELETE FROM headers WHERE seq = 4", "DELETE FROM bodies WHERE seq = 4"],
        5,
        Flaw.SEQUENCE,
    ),
    "a body gone": (["DELETE FROM bodies WHERE seq = 4"], 4, GONE),
    "a header gone": (["DELETE FROM headers WHERE seq = 7"], 7, STRAY),
    "two bodies changed places": (
        [
            "UPDATE bodies SET seq = 99 WHERE seq = 4",
            "UPDATE bodies SET seq = 4 WHERE seq = 5",
            "UPDATE bodies SET seq = 5 WHERE seq = 99",
        ],
        4,
        Flaw.BODY,
    ),
    "two entries changed places": (
        [
            "UPDATE headers SET seq = 99 WHERE seq = 4",
            "UPDATE headers SET seq = 4 WHERE seq = 5",
            "UPDATE headers SET seq = 5 WHERE seq = 99",
        ],
        4,
        Flaw.HEADER,
    ),
    "renumbered": (
        ["UPDATE headers SET seq = seq + 100 WHERE seq >= 6", "UPDATE bodies SET seq = seq + 100 WHERE seq >= 6"],
        106,
        Flaw.SEQUENCE,
    ),
    "a header doubled": (
        ["INSERT INTO headers SELECT case_id, writer, 8, fmt, prev, leaf, hash, sig, 99 FROM headers WHERE seq = 7"],
        8,
        Flaw.HEADER,
    ),
    "the last signature gone": (["UPDATE headers SET sig = x'' WHERE seq = 7"], 7, UNSIGNED),
    "another key": (["UPDATE writers SET public_key = randomblob(32)"], 0, Flaw.WRITER),
    "no key": (["DELETE FROM writers"], 0, Flaw.WRITER),
}


@pytest.mark.parametrize("deed", TAMPERED)
def test_what_was_done_to_the_log_is_named(room: Room, deed: str) -> None:
    case = filled(room)
    statements, seq, reason = TAMPERED[deed]
    room.tamper(*statements)
    report = room.open().verify()
    bad = report.bad[0]
    assert (bad.case_id, bad.seq, bad.reason) == (case, seq, str(reason))
    assert not report.sound


def test_an_erasure_that_nobody_logged_is_no_erasure(room: Room) -> None:
    filled(room)
    room.tamper(
        "INSERT INTO erased SELECT case_id, writer, seq FROM headers WHERE seq = 2", "DELETE FROM bodies WHERE seq = 2"
    )
    bad = room.open().verify().bad[0]
    assert (bad.seq, bad.reason) == (2, GONE)


def test_an_untouched_desk_is_sound_at_both_levels(room: Room) -> None:
    filled(room)
    for thorough in (False, True):
        report = room.open().verify(thorough=thorough)
        assert (report.valid, report.complete, report.cases, report.chains, report.entries) == (True, True, 1, 1, 8)
        assert report.signatures == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE shelf SET title = 'Another'",
        "UPDATE states SET state = 'shown_false'",
        "DELETE FROM states",
        "UPDATE passages SET words = 'other' WHERE kind = 'note'",
        "DELETE FROM passages_fts_docsize",
    ],
)
def test_what_is_computed_is_compared_and_can_be_rebuilt(room: Room, statement: str) -> None:
    filled(room)
    room.tamper(statement)
    desk = room.open()
    assert desk.verify().sound
    report = desk.verify(thorough=True)
    assert not report.sound
    assert COMPUTED in report.trouble or "pages" in report.trouble[0]
    desk.rebuild()
    assert desk.verify(thorough=True).sound


def attempt(room: Room) -> bool:
    """Whether a desk opens and verifies as sound; an error of ours is a finding too."""
    try:
        with Ledger.open(room.path, state_dir=room.state, clock=room.clock) as desk:
            return desk.verify(thorough=True).sound
    except OnRecordError:
        return False


def test_a_file_cut_by_pages_or_with_a_page_of_yesterday_fails(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    room.close()
    before = room.path.read_bytes()
    desk = room.open()
    with desk.batch(case) as batch:
        for number in range(60):
            batch.add(f.NoteAdded(f"note {number} " * 20))
    room.close()
    after = room.path.read_bytes()
    page = 4096
    count = len(after) // page
    with closing(sqlite3.connect(room.path)) as connection:  # a hint where to begin to search: no answer rests on it
        [hint] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passages_fts_idx'").fetchone()
    for cut in (1, 3):
        room.path.write_bytes(after[: -cut * page])
        assert not attempt(room)
    for number in range(len(before) // page):
        old, new = before[number * page : (number + 1) * page], after[number * page : (number + 1) * page]
        if old != new and number + 1 != hint:
            room.path.write_bytes(after[: number * page] + old + after[(number + 1) * page :])
            assert not attempt(room), f"page {number + 1} of yesterday"
    rng = Random(1)
    for _ in range(12):
        one, other = sorted(rng.sample(range(count), 2))
        pages = [after[n * page : (n + 1) * page] for n in range(count)]
        pages[one], pages[other] = pages[other], pages[one]
        if pages[one] != pages[other] and hint not in (one + 1, other + 1):
            room.path.write_bytes(b"".join(pages))
            assert not attempt(room), f"pages {one + 1} and {other + 1} swapped"
    room.path.write_bytes(after)
    assert attempt(room)
