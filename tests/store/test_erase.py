"""Erasure: the words are gone from the bytes of the file, and the chain still verifies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from random import Random

import msgspec
import pytest

from tests.store.conftest import Room, everything, opened, says, small_case
from workflow import facts as f
from workflow.ledger import Draft, Ledger
from workflow.outgoing import digest_of
from workflow.store.errors import NoSuchCase, NoSuchEntry
from workflow.terms import Audience, ExhibitKind, Term

WORD = "Quillfeather"


def gone(room: Room, word: str = WORD) -> bool:
    data = everything(room.path.parent)
    return not any(form in data for form in (word.encode(), word.lower().encode(), word.encode("utf-16-le")))


def test_a_statement_goes_with_all_that_was_said_of_it(room: Room) -> None:
    desk = room.create()
    ids = small_case(desk)
    case, question, source = ids["case"], ids["question"], ids["source"]
    with desk.batch(case) as batch:
        target = batch.add(says(source, question, f"Zara {WORD} gave it to us."))
        note = batch.add(f.NoteAdded(f"{WORD} again", target))
        others = {
            batch.add(f.StatementCorrected(target, {"quote": f"Zara {WORD} gave it."}, "typo")),
            batch.add(f.TermsTightened(target, Term.OFF_RECORD, f"{WORD} asked")),
            batch.add(f.NoteAdded(f"{WORD} thrice", note)),
            batch.add(f.ExhibitAttached(ExhibitKind.REPLY, f"{WORD}.eml", "0" * 64, 9, target)),
            batch.add(f.TextApproved(f"{target}:quote", digest_of(f"Zara {WORD} gave it to us."), "JF")),
            note,
        }
        kept = batch.add(f.NoteAdded("keep me"))
    assert desk.search(WORD).total == 4
    assert not gone(room)
    assert set(desk.erase(case, [target], "should never have been written", "JF")) == {target, *others}
    assert gone(room)
    assert desk.search(WORD).total == 0
    assert desk.search("keep").total == 1
    assert [note.id for note in desk.case(case).notes] == [kept]
    assert [entry.id for entry in desk.entries(case) if entry.fact == f.Erased()] == [
        entry.id for entry in desk.entries(case) if entry.id in {target, *others}
    ]
    for thorough in (False, True):
        report = desk.verify(thorough=thorough)
        assert report.sound
        assert {(entry.id, entry.by) for entry in report.erased} == {(name, "JF") for name in {target, *others}}
        assert all(entry.at.startswith("2020-01-06") for entry in report.erased)
    desk.rebuild()
    assert desk.search(WORD).total == 0
    room.close()
    assert gone(room)
    assert room.open().verify(thorough=True).sound


def test_a_case_goes_whole_with_its_drafts(room: Room) -> None:
    desk = room.create()
    doomed = small_case(desk, "doomed", f"{WORD} said so.")["case"]
    spared = small_case(desk, "spared")["case"]
    desk.save_draft(Draft("", doomed, "statement", {"quote": f"{WORD} half typed"}))
    kept = desk.save_draft(Draft("", spared, "statement", {"quote": "another"}))
    desk.erase_case(doomed, "legal order", "editor")
    assert gone(room)
    assert desk.drafts() == [kept]
    assert [case for case, _ in desk.shelf()] == [spared]
    with pytest.raises(NoSuchCase, match="erased"):
        desk.case(doomed)
    with pytest.raises(NoSuchCase):
        desk.find_case("doomed")
    report = desk.verify(thorough=True)
    assert report.sound
    assert len(report.erased) == 4
    assert desk.new_case(opened("doomed"))


def test_what_cannot_be_erased_is_said(desk: Ledger) -> None:
    ids = small_case(desk)
    case = ids["case"]
    [export] = desk.append(case, f.Exported(Audience.EDITOR, "md", "0" * 64))
    for name in ("no such", desk.case(case).id, export.id):
        with pytest.raises(NoSuchEntry):
            desk.erase(case, [name], "why")
    desk.erase(case, [ids["statement"]], "why")
    with pytest.raises(NoSuchEntry, match="gone already"):
        desk.erase(case, [ids["statement"]], "why")
    erasure = desk.entries(case)[-1]
    assert isinstance(erasure.fact, f.Erasure)
    with pytest.raises(NoSuchEntry):
        desk.erase(case, [erasure.id], "why")


def test_many_erased_among_many_leave_nothing_in_any_page(room: Room) -> None:
    rng = Random()
    desk = room.create()
    case = small_case(desk)["case"]
    words = {f"canary{number:04d}x": "" for number in range(900)}
    with desk.batch(case) as batch:
        for word in words:
            words[word] = batch.add(f.NoteAdded(f"{word} " * rng.randrange(1, 200)))
    for some in (rng.sample(list(words), 250), list(words)[::3]):
        left = [word for word in some if words[word]]
        desk.erase(case, [words[word] for word in left], "why")
        for word in left:
            words[word] = ""
    data = everything(room.path.parent)
    found = [word for word, name in words.items() if not name and word.encode() in data]
    assert found == []
    assert all(word.encode() in data for word, name in words.items() if name)
    assert desk.verify(thorough=True).sound


def test_what_a_kill_left_in_the_file_is_removed_on_opening(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    [note] = desk.append(case, f.NoteAdded(f"{WORD} told us"))
    desk.scrub = lambda: None  # type: ignore[method-assign]
    desk.erase(case, [note.id], "must go")
    assert not gone(room)
    room.close()
    desk = room.open()
    assert desk.note == ""
    assert gone(room)


def test_another_that_has_the_desk_open_delays_the_last_step_and_is_named(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    [note] = desk.append(case, f.NoteAdded(f"{WORD} told us"))
    desk._desk.connection.execute("PRAGMA busy_timeout = 100")
    with closing(sqlite3.connect(room.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM bodies").fetchone()
        desk.erase(case, [note.id], "must go")
        assert "another onrecord" in desk.note
        assert desk.search(WORD).total == 0
    room.close()
    room.open()
    assert gone(room)


def test_an_erasure_by_another_writer_removes_the_words_here_too(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    [note] = desk.append(case, f.NoteAdded(f"{WORD} told us"))
    with Ledger.create(room.folder / "far" / "cases.db", clock=room.clock, state_dir=room.folder / "far-state") as far:
        before = desk.sealed(case)
        far.receive(case, before, desk.writer_keys(case))
        far.erase(case, [note.id], "must go")
        desk.receive(case, far.sealed(case), far.writer_keys(case))
        assert desk.search(WORD).total == 0
        assert far.receive(case, before, desk.writer_keys(case)).taken == ()
        assert far.verify(thorough=True).sound
    assert desk.verify(thorough=True).sound
    assert [entry.fact for entry in desk.entries(case) if entry.id == note.id] == [f.Erased()]
    with Ledger.create(room.folder / "third" / "cases.db", state_dir=room.folder / "third-state") as third:
        mixed = [entry for entry in before if entry.id == note.id] + desk.sealed(case)
        third.receive(case, mixed, desk.writer_keys(case))
        assert third.search(WORD).total == 0
        assert [entry.fact for entry in third.entries(case) if entry.id == note.id] == [f.Erased()]
        assert third.verify(thorough=True).sound


def test_a_source_does_not_go_without_what_it_said(room: Room) -> None:
    desk = room.create()
    ids = small_case(desk)
    case, question, source = ids["case"], ids["question"], ids["source"]
    (said,) = desk.append(case, says(source, question, f"Zara {WORD} gave it to us."))
    before = desk.entries(case)
    with pytest.raises(NoSuchEntry, match="left without it"):
        desk.erase(case, [source], "no longer safe")
    assert desk.entries(case) == before
    others = [statement.id for statement in desk.case(case).statements]
    assert said.id in desk.erase(case, [source, *others], "no longer safe")
    assert gone(room)


def test_a_later_statement_that_corrects_an_erased_one_stays(room: Room) -> None:
    desk = room.create()
    ids = small_case(desk)
    case, question, source = ids["case"], ids["question"], ids["source"]
    (first,) = desk.append(case, says(source, question, f"Zara {WORD} gave it to us."))
    with desk.batch(case) as batch:
        later = batch.add(msgspec.structs.replace(says(source, question, "A clerk gave it."), corrects=(first.id,)))
    assert desk.erase(case, [first.id], "a name") == (first.id,)
    assert later in desk.case(case).by_id
