"""What stands at the path is looked at before it is opened, and left as it was where it is no desk of ours."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from tests.store.conftest import Room, small_case
from workflow import facts as f
from workflow import schema
from workflow.errors import OnRecordError
from workflow.ledger import Draft, Ledger, is_example
from workflow.store import errors


def patched(path: Path, at: int, value: bytes) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:at] + value + data[at + len(value) :])


def other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 252006673")
        connection.execute("CREATE TABLE t (a)")


def instead(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


BAD: dict[str, tuple[Callable[[Path], object], type[errors.DeskError]]] = {
    "nothing there": (lambda path: path.unlink(), errors.NoDesk),
    "zero bytes": (lambda path: path.write_bytes(b""), errors.EmptyDesk),
    "a text": (lambda path: path.write_text("Dear Sir or Madam" * 100), errors.NotADatabase),
    "a short text": (lambda path: path.write_text("Dear"), errors.NotADatabase),
    "a torn head": (lambda path: path.write_bytes(path.read_bytes()[:60]), errors.DamagedDesk),
    "another program's": (other_program, errors.NotOurs),
    "no program's": (lambda path: patched(path, 68, bytes(4)), errors.NotOurs),
    "a newer one": (lambda path: patched(path, 60, b"\x00\x00\x00\x63"), errors.NewerDesk),
    "one page short": (lambda path: path.write_bytes(path.read_bytes()[:-4096]), errors.DamagedDesk),
    "half a page short": (lambda path: path.write_bytes(path.read_bytes()[:-2000]), errors.DamagedDesk),
    "three pages short": (lambda path: path.write_bytes(path.read_bytes()[: -3 * 4096]), errors.DamagedDesk),
    "no tables": (lambda path: patched(path, 60, bytes(4)), errors.DamagedDesk),
    "a scrambled schema": (lambda path: patched(path, 100, os.urandom(400)), errors.DamagedDesk),
    "a folder": (lambda path: instead(path, Path.mkdir), errors.CannotOpen),
    "a pipe": (lambda path: instead(path, os.mkfifo), errors.CannotOpen),
}


def seen(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path.name: (sha256(path.read_bytes()).hexdigest() if path.is_file() else "", path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("opener", ["open", "read_only", "memory_copy", "is_example"])
def test_what_is_no_desk_is_named_and_left_alone(room: Room, kind: str, opener: str) -> None:
    small_case(room.create())
    room.close()
    spoil, error = BAD[kind]
    spoil(room.path)
    before = seen(room.path.parent)
    with pytest.raises(error) as caught:
        if opener == "is_example":
            is_example(room.path)
            room.open()
        elif opener == "memory_copy":
            Ledger.memory_copy(room.path)
        else:
            room.open(read_only=opener == "read_only")
    assert caught.value.exit_code == 1
    assert caught.value.what.endswith(".")
    assert str(room.path) == caught.value.where
    assert caught.value.remedy
    assert seen(room.path.parent) == before


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_new_desk_is_this_users_alone(room: Room, umask: int) -> None:
    before = os.umask(umask)
    try:
        desk = room.create()
        small_case(desk)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in room.path.parent.iterdir()}
    finally:
        os.umask(before)
    assert set(modes) == {"cases.db", "cases.db-wal", "cases.db-shm"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(room.path.parent.stat().st_mode) == 0o700


def test_a_new_desk_carries_its_marks(room: Room) -> None:
    room.create()
    room.close()
    head = room.path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == schema.APPLICATION_ID
    assert head[68:72] == b"onRc"
    assert int.from_bytes(head[60:64], "big") == schema.VERSION
    assert [path.name for path in room.path.parent.iterdir()] == ["cases.db"]


@pytest.mark.parametrize("there", ["a desk", "a text", "a dangling link"])
def test_nothing_is_made_where_something_stands(room: Room, there: str) -> None:
    room.path.parent.mkdir()
    if there == "a desk":
        room.create()
        room.close()
    elif there == "a text":
        room.path.write_text("keep me")
    else:
        room.path.symlink_to(room.folder / "nowhere")
    before = seen(room.path.parent) if there != "a dangling link" else {}
    with pytest.raises(errors.DeskExists):
        room.create()
    if before:
        assert seen(room.path.parent) == before
    assert not (room.folder / "nowhere").exists()


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_read_only_medium_opens_for_reading_with_a_banner(room: Room, closed: str) -> None:
    ids = small_case(room.create())
    room.close()
    before = seen(room.path.parent)
    target = room.path if closed == "file" else room.path.parent
    mode = target.stat().st_mode
    target.chmod(0o444 if closed == "file" else 0o555)
    try:
        desk = room.open()
        assert desk.read_only
        assert "Read only" in desk.banner
        assert desk.shelf()[0][1].slug == "letter"
        assert desk.case(ids["case"]).title == "The letter"
        assert desk.search("confirm").total == 1
        assert desk.verify(thorough=True).sound
        for change in (
            lambda: desk.append(ids["case"], f.NoteAdded("x")),
            lambda: small_case(desk, "other"),
            lambda: desk.save_draft(Draft("", "", "statement", {})),
            lambda: desk.discard_draft("x"),
            lambda: desk.erase_case(ids["case"], "x"),
            lambda: desk.set_settings(newsroom="x"),
            lambda: desk.accept_anchor("x"),
            desk.rebuild,
        ):
            with pytest.raises(errors.DeskReadOnly):
                change()
        room.close()
        assert seen(room.path.parent) == before
    finally:
        target.chmod(mode)


def test_changes_that_wait_beside_a_read_only_desk_are_not_passed_over(room: Room) -> None:
    small_case(room.create())
    wal = room.path.with_name("cases.db-wal")
    saved = {path: path.read_bytes() for path in (room.path, wal)}
    room.close()
    for path, data in saved.items():
        path.write_bytes(data)
    room.path.chmod(0o444)
    before = seen(room.path.parent)
    with pytest.raises(errors.CannotOpen, match="-wal"):
        room.open()
    assert seen(room.path.parent) == before
    room.path.chmod(0o600)
    assert room.open().case_count() == 1


def test_reading_alone_may_be_asked_for(room: Room) -> None:
    ids = small_case(room.create())
    with room.open(read_only=True) as reader:
        assert reader.case(ids["case"]).title == "The letter"
        with pytest.raises(errors.DeskReadOnly):
            reader.append(ids["case"], f.NoteAdded("x"))
        room.open().append(ids["case"], f.NoteAdded("news"))
        assert reader.case(ids["case"]).notes[0].text == "news"


def test_a_copy_in_memory_keeps_nothing(room: Room) -> None:
    ids = small_case(room.create())
    room.close()
    before = seen(room.path.parent) | seen(room.state)
    with Ledger.memory_copy(room.path, clock=room.clock) as copy:
        assert "not kept" in copy.banner
        copy.append(ids["case"], f.NoteAdded("for now"))
        copy.erase(ids["case"], [ids["statement"]], "why")
        copy.rebuild()
        copy.save_draft(Draft("", "", "statement", {"quote": "x"}))
        assert copy.search("now").total == 1
        assert copy.verify(thorough=True).valid
        assert copy.missing == 0
    assert seen(room.path.parent) | seen(room.state) == before


def test_the_example_is_never_written(room: Room) -> None:
    with Ledger.create(room.path, clock=room.clock, state_dir=room.state, example=True) as made:
        ids = small_case(made)
    assert is_example(room.path)
    assert [path.name for path in room.path.parent.iterdir()] == ["cases.db"]
    assert not room.state.exists()
    before = seen(room.path.parent)
    for opened in (room.open(), Ledger.memory_copy(room.path)):
        with opened as example:
            assert example.is_example
            assert not example.read_only
            assert example.banner == "Example: changes are not kept."
            example.append(ids["case"], f.NoteAdded("tried"))
            assert len(example.case(ids["case"]).notes) == 1
            assert example.verify().valid
            assert seen(room.path.parent) == before
    assert seen(room.path.parent) == before
    assert not room.state.exists()
    own = room.folder / "own.db"
    Ledger.create(own, state_dir=room.state).close()
    assert not is_example(own)


def test_odd_places_work(room: Room) -> None:
    room.path = room.folder / "a ? b # c % é 'quoted' \"d\"" / "my cases;.db"
    ids = small_case(room.create())
    room.close()
    assert room.open().case(ids["case"]).title == "The letter"
    link = room.folder / "link.db"
    link.symlink_to(room.path)
    assert room.open(link).case_count() == 1


def test_a_folder_that_cannot_be_made_is_named(room: Room) -> None:
    (room.folder / "desk").write_text("a file")
    with pytest.raises(OnRecordError) as caught:
        room.create()
    assert str(room.path) in str(caught.value)


def test_an_older_computation_is_redone_on_opening(room: Room) -> None:
    small_case(room.create())
    room.close()
    room.tamper(
        "UPDATE meta SET value = x'00' WHERE name = 'projections'",
        "UPDATE shelf SET title = 'stale'",
        "DELETE FROM states",
    )
    room.path.chmod(0o444)
    assert room.open().shelf()[0][1].title == "The letter"
    room.close()
    room.path.chmod(0o600)
    desk = room.open()
    assert desk.shelf()[0][1].title == "The letter"
    assert desk.verify(thorough=True).sound
