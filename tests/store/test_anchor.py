"""Loss of the last entries is noticed, copies never fork a chain, and a decision to go on is a fact."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.conftest import Room, small_case
from workflow import facts as f
from workflow.ledger import Ledger
from workflow.store.errors import BehindAnchor, CannotOpen, DamagedDesk


def notes(desk: Ledger, case: str, count: int) -> None:
    for number in range(count):
        desk.append(case, f.NoteAdded(f"note {number}"))


def writers(desk: Ledger, case: str) -> set[str]:
    return {entry.writer for entry in desk.entries(case)}


def test_yesterdays_copy_is_told_by_how_many_entries_it_lacks(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    room.close()
    yesterday = room.folder / "yesterday.db"
    shutil.copy(room.path, yesterday)
    desk = room.open()
    notes(desk, case, 3)
    old_writer = writers(desk, case)
    room.close()
    shutil.copy(yesterday, room.path)
    desk = room.open()
    assert desk.missing == 3
    assert "lacks 3 entries" in desk.banner
    report = desk.verify()
    assert (report.valid, report.complete, report.sound) == (True, False, False)
    for change in (
        lambda: desk.append(case, f.NoteAdded("on top")),
        lambda: small_case(desk, "another"),
        lambda: desk.set_settings(newsroom="x"),
        lambda: desk.erase_case(case, "why"),
    ):
        with pytest.raises(BehindAnchor, match="lacks 3 entries"):
            change()
    assert len(desk.entries(case)) == 4
    desk.accept_anchor("the disk was replaced")
    assert desk.missing == 0
    assert desk.banner == ""
    [reopened, accepted] = [entry.fact for entry in desk.entries(case)][-2:]
    head = desk.entries(case)[3].id
    assert isinstance(reopened, f.WriterOpened)
    assert (reopened.old_writer, reopened.old_head) == (old_writer.copy().pop(), head)
    assert accepted == f.AnchorAccepted(old_writer.copy().pop(), 3, "the disk was replaced")
    notes(desk, case, 2)
    assert len(writers(desk, case)) == 2
    assert desk.verify(thorough=True).sound
    room.close()
    assert room.open().missing == 0


def test_a_copy_that_was_written_to_beside_is_noticed(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    room.close()
    beside = room.folder / "beside.db"
    shutil.copy(room.path, beside)
    copy = room.open(beside)
    one = room.open()
    notes(copy, case, 1)
    with pytest.raises(BehindAnchor):
        one.append(case, f.NoteAdded("would fork"))
    assert one.missing == 1
    one.accept_anchor("both are wanted")
    notes(one, case, 1)
    with closing(sqlite3.connect(room.path)) as raw:
        assert raw.execute(
            "SELECT count(DISTINCT writer) FROM headers WHERE case_id = ?", (bytes.fromhex(case),)
        ).fetchone() == (2,)
    merged = one.receive(case, copy.sealed(case), copy.writer_keys(case))
    assert len(merged.taken) == 1
    assert not merged.refused
    assert one.verify(thorough=True).sound


def test_a_loss_elsewhere_in_the_desk_is_noticed_before_any_change(room: Room) -> None:
    desk = room.create()
    cases = [small_case(desk, name)["case"] for name in ("letter", "memo")]
    room.close()
    beside = room.folder / "beside.db"
    shutil.copy(room.path, beside)
    one, copy = room.open(), room.open(beside)
    notes(copy, cases[0], 1)
    with pytest.raises(BehindAnchor):
        one.append(cases[1], f.NoteAdded("in another case"))


def test_another_machine_opens_a_chain_of_its_own(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    desk.set_settings(newsroom="The Courier")
    room.close()
    far = room.open(state=room.folder / "other-machine")
    assert far.missing == 0
    assert far.verify().complete is None
    head = far.entries(case)[-1]
    far.append(case, f.NoteAdded("from here"))
    opened = far.entries(case)[-2]
    assert opened.fact == f.WriterOpened("The desk was written on another installation before.", head.writer, head.id)
    assert opened.writer != head.writer
    far.set_settings(reporter="Jo")
    assert far.settings().newsroom == "The Courier"
    notes(far, case, 2)
    assert len(writers(far, case)) == 2
    room.close()
    back = room.open()
    assert back.missing == 0
    notes(back, case, 1)
    assert back.entries(case)[-1].writer == head.writer
    assert len(writers(back, case)) == 2
    assert back.verify(thorough=True).sound


@pytest.mark.parametrize("which", ["letter", "memo"])
def test_the_lost_tail_of_any_chain_is_noticed(room: Room, which: str) -> None:
    desk = room.create()
    cases = {name: small_case(desk, name)["case"] for name in ("letter", "memo")}
    for case in cases.values():
        notes(desk, case, 2)
    room.close()
    victim = bytes.fromhex(cases[which])
    room.tamper(
        *(f"DELETE FROM {table} WHERE case_id = ? AND seq >= 4" for table in ("headers", "bodies", "arrivals")),
        values=(victim,),
    )
    desk = room.open()
    assert desk.missing == 2
    report = desk.verify()
    assert [(chain.case, chain.lacking) for chain in report.missing] == [(victim, 2)]
    assert report.complete is False
    with pytest.raises(BehindAnchor):
        desk.append(cases["letter"], f.NoteAdded("x"))
    desk.accept_anchor("as it is")
    notes(desk, cases["memo"], 1)
    assert desk.verify().complete


def test_a_whole_case_that_is_gone_is_noticed(room: Room) -> None:
    desk = room.create()
    doomed, case = small_case(desk, "memo")["case"], small_case(desk)["case"]
    room.close()
    room.tamper(
        *(f"DELETE FROM {table} WHERE case_id = ?" for table in ("headers", "bodies", "writers", "shelf")),
        values=(bytes.fromhex(doomed),),
    )
    desk = room.open()
    assert desk.missing == 4
    desk.accept_anchor("gone")
    assert desk.missing == 0
    notes(desk, case, 1)
    room.close()
    assert room.open().missing == 0


def test_a_big_desk_looks_at_a_case_when_it_is_written(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.store.anchor.SMALL_DESK", 3)
    desk = room.create()
    cases = [small_case(desk, f"case-{number}")["case"] for number in range(6)]
    room.close()
    room.tamper(
        *(f"DELETE FROM {table} WHERE case_id = ? AND seq = 3" for table in ("headers", "bodies")),
        values=(bytes.fromhex(cases[2]),),
    )
    desk = room.open()
    assert desk.missing == 0
    notes(desk, cases[0], 1)
    with pytest.raises(BehindAnchor, match="lacks 1 entry"):
        notes(desk, cases[2], 1)
    assert desk.verify().complete is False


def test_a_torn_write_ahead_log_is_never_a_silent_loss(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    notes(desk, case, 6)
    wal = room.path.with_name("cases.db-wal")
    saved = {path: path.read_bytes() for path in (room.path, wal)}
    room.close()
    whole = len(saved[wal])
    for size in [*range(0, whole, 4096), whole - 1, 33]:
        for path, data in saved.items():
            path.write_bytes(data)
        wal.write_bytes(saved[wal][:size])
        room.path.with_name("cases.db-shm").unlink(missing_ok=True)
        desk = room.open()
        there = len(desk.entries(case))
        assert desk.missing == 10 - there if there else desk.missing >= 9
        room.close()


def test_a_desk_ahead_of_its_anchor_is_an_ordinary_day(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    room.close()
    anchor = (room.state / "anchors.db").read_bytes()
    desk = room.open()
    notes(desk, case, 3)
    room.close()
    (room.state / "anchors.db").write_bytes(anchor)
    desk = room.open()
    assert desk.missing == 0
    notes(desk, case, 1)
    assert desk.verify().sound


def test_without_its_anchor_a_desk_still_works_and_says_so(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    room.close()
    (room.state / "anchors.db").write_bytes(b"not a database" * 400)
    desk = room.open()
    assert "cannot be used" in desk.banner
    notes(desk, case, 1)
    assert len(desk.entries(case)) == 5


def test_keys_and_anchor_are_this_users_alone(room: Room) -> None:
    small_case(room.create())
    assert stat.S_IMODE(room.state.stat().st_mode) == 0o700
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in room.state.iterdir()}
    assert {"installation.json", "anchors.db"} <= set(found)
    assert set(found.values()) == {0o600}


def test_a_key_that_cannot_be_read_is_named(room: Room) -> None:
    desk = room.create()
    room.state.mkdir(exist_ok=True)
    (room.state / "installation.json").write_text("{}")
    with pytest.raises(DamagedDesk, match="key cannot be read"):
        small_case(desk)
    assert desk.case_count() == 0


def test_a_state_folder_that_cannot_be_made_is_named(room: Room, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    room.state = tmp_path / "file" / "state"
    with pytest.raises(CannotOpen, match="key cannot be kept"):
        small_case(room.create())
