"""A file that leaves the desk: on the disk first, logged, then named; whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.build_example import EXAMPLE
from tests.ordinary import ordinary_user
from tests.store.conftest import Room, everything, small_case
from workflow.facts import Exported, ExportFailed
from workflow.leakscan import clear
from workflow.ledger import Ledger
from workflow.outgoing import Export
from workflow.store.errors import DeskBusy
from workflow.summaries import CannotWrite, ExistsAlready
from workflow.summaries.leaving import CannotLeave, Leaving, leave, leave_to
from workflow.terms import Audience

WORDS = b"The spokeswoman UNMISTAKABLE confirmed the letter.\n"
LEAVING = Leaving(Audience.LAWYER, "md", WORDS, "2020-01-06T21:10:00Z")
CLEARED = clear(WORDS, "md", Audience.LAWYER, (), (), False)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path / "room")
    (tmp_path / "room").mkdir()
    yield made
    made.close()


@pytest.fixture
def desk(room: Room) -> Ledger:
    return room.create()


@pytest.fixture
def case(desk: Ledger) -> str:
    return small_case(desk)["case"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    return made


def exports(desk: Ledger, case: str) -> tuple[Export, ...]:
    return desk.case(case).outgoing.exports


def failures(desk: Ledger, case: str) -> list[str]:
    return [entry.fact.why for entry in desk.entries(case) if isinstance(entry.fact, ExportFailed)]


def logged(desk: Ledger, case: str) -> int:
    return sum(isinstance(entry.fact, Exported) for entry in desk.entries(case))


def test_an_export_is_a_fact_and_the_file_is_whole(desk: Ledger, case: str, folder: Path) -> None:
    desk.set_settings(initials="AR")
    (made,) = leave(desk, [case], LEAVING, folder / "out.md", CLEARED)
    (export,) = exports(desk, case)
    assert (export.id, export.audience, export.form, export.by) == (made, Audience.LAWYER, "md", "AR")
    assert export.sha256 == sha256(WORDS).hexdigest()
    assert export.as_of is not None
    assert export.as_of.text == LEAVING.as_of
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("out.md", WORDS)]
    assert (folder / "out.md").stat().st_mode & 0o777 == 0o600


def test_the_log_holds_nothing_of_what_left(room: Room, desk: Ledger, case: str, folder: Path) -> None:
    leave(desk, [case], LEAVING, folder / "out.md", CLEARED)
    room.close()
    held = everything(room.folder)
    assert sha256(WORDS).hexdigest().encode() in held
    for word in (b"UNMISTAKABLE", b"out.md", WORDS[:20]):
        assert word not in held


def test_the_file_has_no_name_until_the_log_says_that_it_left(
    desk: Ledger, case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    append = desk.append

    def watched(name: str, *facts: Exported) -> object:
        seen.append([path.name for path in folder.iterdir() if not path.name.startswith(".")])
        return append(name, *facts)

    monkeypatch.setattr(desk, "append", watched)
    leave(desk, [case], LEAVING, folder / "out.md", CLEARED)
    assert seen == [[]]


@pytest.mark.parametrize("name", ["real.md", "link.md", "nowhere/out.md", "real.md/out.md"])
def test_where_nothing_can_stand_nothing_is_logged_or_written(desk: Ledger, case: str, folder: Path, name: str) -> None:
    (folder / "real.md").write_bytes(b"before")
    (folder / "link.md").symlink_to(folder / "real.md")
    before = everything(folder)
    with pytest.raises((ExistsAlready, CannotWrite)):
        leave(desk, [case], LEAVING, folder / name, CLEARED)
    assert logged(desk, case) == 0
    assert everything(folder) == before


def test_a_folder_that_may_not_be_written_to(desk: Ledger, case: str, folder: Path) -> None:
    folder.chmod(0o500)
    with ordinary_user(), pytest.raises(CannotWrite):
        leave(desk, [case], LEAVING, folder / "out.md", CLEARED)
    folder.chmod(0o700)
    assert logged(desk, case) == 0


def broken(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, fail)


def test_a_full_disk_is_noticed_before_anything_is_logged(
    desk: Ledger, case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        broken(patched, "fchmod", errno.ENOSPC)
        with pytest.raises(CannotWrite, match="full"):
            leave(desk, [case], LEAVING, folder / "out.md", CLEARED)
    assert logged(desk, case) == 0
    assert list(folder.iterdir()) == []


def test_a_name_that_cannot_be_given_is_logged_as_failed(
    desk: Ledger, case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        broken(patched, "link", errno.ENOSPC)
        with pytest.raises(CannotWrite):
            leave(desk, [case], LEAVING, folder / "out.md", CLEARED)
    assert (logged(desk, case), exports(desk, case)) == (1, ())
    assert failures(desk, case) == ["The disk is full."]
    assert list(folder.iterdir()) == []


def test_a_name_that_is_taken_meanwhile_is_not_overwritten(desk: Ledger, case: str, folder: Path) -> None:
    append = desk.append

    def overtaken(name: str, *facts: Exported) -> object:
        made = append(name, *facts)
        if isinstance(facts[0], Exported):
            (folder / "out.md").write_bytes(b"another's")
        return made

    desk.append = overtaken  # type: ignore[method-assign, assignment]
    with pytest.raises(ExistsAlready):
        leave(desk, [case], LEAVING, folder / "out.md", CLEARED)
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("out.md", b"another's")]
    assert exports(desk, case) == ()
    assert len(failures(desk, case)) == 1


def test_a_folder_that_vanishes_meanwhile_is_a_failure(desk: Ledger, case: str, folder: Path) -> None:
    append = desk.append

    def vanishing(name: str, *facts: Exported) -> object:
        made = append(name, *facts)
        shutil.rmtree(folder, ignore_errors=True)
        return made

    desk.append = vanishing  # type: ignore[method-assign, assignment]
    with pytest.raises(CannotWrite):
        leave(desk, [case], LEAVING, folder / "out.md", CLEARED)
    assert not folder.exists()
    assert exports(desk, case) == ()


def test_where_the_log_takes_nothing_no_file_is_left(
    desk: Ledger, case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise DeskBusy("Another process is writing.")

    monkeypatch.setattr(desk, "append", busy)
    with pytest.raises(DeskBusy):
        leave(desk, [case], LEAVING, folder / "out.md", CLEARED)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_that_is_killed_between_leaves_no_file(room: Room, desk: Ledger, case: str, folder: Path) -> None:
    room.close()
    child = os.fork()
    if child == 0:
        inner = Ledger.open(room.path, state_dir=room.state)
        append = inner.append

        def die(name: str, *facts: Exported) -> None:
            append(name, *facts)
            os._exit(9)

        inner.append = die  # type: ignore[method-assign, assignment]
        leave(inner, [case], LEAVING, folder / "out.md", CLEARED)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert not (folder / "out.md").exists()
    if sys.platform == "linux":
        assert list(folder.iterdir()) == []
    again = room.open()
    assert logged(again, case) == 1
    assert again.verify().valid


def test_to_an_output_it_is_logged_then_written_and_a_reader_who_went_away_is_a_failure(
    desk: Ledger, case: str
) -> None:
    written: list[bytes] = []
    leave_to(desk, [case], LEAVING, written.append, CLEARED)
    assert written == [WORDS]
    assert len(exports(desk, case)) == 1

    def gone(_: bytes) -> None:
        assert len(exports(desk, case)) == 2
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        leave_to(desk, [case], LEAVING, gone, CLEARED)
    assert len(exports(desk, case)) == 1
    assert failures(desk, case) == ["Whoever was to read it went away."]


def test_what_is_stopped_is_logged_as_stopped(desk: Ledger, case: str) -> None:
    def stopped(_: bytes) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave_to(desk, [case], LEAVING, stopped, CLEARED)
    assert failures(desk, case) == ["It was stopped before it was written."]


def test_a_file_of_several_cases_is_logged_in_each(desk: Ledger, case: str, folder: Path) -> None:
    other = small_case(desk, "memo")["case"]
    leave(desk, [case, other], LEAVING, folder / "out.ics", CLEARED)
    assert [export.sha256 for name in (case, other) for export in exports(desk, name)] == [
        sha256(WORDS).hexdigest()
    ] * 2


def test_a_desk_for_reading_only_lets_nothing_leave(room: Room, desk: Ledger, case: str, folder: Path) -> None:
    reading = room.open(read_only=True)
    with pytest.raises(CannotLeave, match="reading only") as caught:
        leave(reading, [case], LEAVING, folder / "out.md", CLEARED)
    assert caught.value.remedy
    written: list[bytes] = []
    with pytest.raises(CannotLeave):
        leave_to(reading, [case], LEAVING, written.append, CLEARED)
    assert (written, list(folder.iterdir())) == ([], [])


def test_a_desk_behind_its_anchor_lets_nothing_leave(room: Room, desk: Ledger, case: str, folder: Path) -> None:
    room.close()
    kept = room.path.read_bytes()
    later = room.open()
    leave(later, [case], LEAVING, folder / "first.md", CLEARED)
    room.close()
    room.path.write_bytes(kept)
    behind = room.open()
    with pytest.raises(CannotLeave, match="lacks entries") as caught:
        leave(behind, [case], LEAVING, folder / "out.md", CLEARED)
    assert "anchor accept" in caught.value.remedy
    assert not (folder / "out.md").exists()


def test_from_the_example_a_file_leaves_and_the_fact_is_in_memory_alone(folder: Path) -> None:
    before = EXAMPLE.read_bytes()
    with Ledger.open(EXAMPLE) as example:
        ((case, _),) = example.shelf()
        leave(example, [case], LEAVING, folder / "out.md", CLEARED)
        assert len(exports(example, case)) == 1
    assert (folder / "out.md").read_bytes() == WORDS
    assert EXAMPLE.read_bytes() == before
    with Ledger.open(EXAMPLE) as example:
        assert exports(example, case) == ()
