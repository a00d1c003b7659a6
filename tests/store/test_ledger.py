"""The front door: what is logged is there, in order, with what is computed from it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.conftest import MINUTE, YEAR, Room, genuine, opened, says, small_case, spokesman
from workflow import facts as f
from workflow.errors import BadTime
from workflow.ledger import Ledger
from workflow.store import record
from workflow.store.errors import NoSuchCase, SlugTaken
from workflow.terms import Stance, Term
from workflow.when import parse_instant


def test_what_is_logged_is_there_after_opening_again(room: Room) -> None:
    desk = room.create()
    ids = small_case(desk)
    [entry] = desk.append(ids["case"], f.NoteAdded("call back"))
    room.close()
    again = room.open()
    assert again.entries(ids["case"])[-1] == entry
    assert again.case(ids["case"]).notes[0].text == "call back"
    assert entry.claimed_at == "2020-01-06T08:02:00Z" or entry.claimed_at.startswith("2020-01-06T08:")
    assert again.find_case("letter") == ids["case"]


def test_an_id_is_the_hash_of_the_header(desk: Ledger) -> None:
    ids = small_case(desk)
    for entry in desk.sealed(ids["case"]):
        assert entry.body and entry.salt
        assert record.leaf_of(entry.salt, entry.body) == entry.leaf
        assert record.hash_of(entry.case, entry.writer, entry.seq, entry.prev, entry.leaf) == entry.hash
    assert [entry.id for entry in desk.entries(ids["case"])][-1] == ids["statement"]


def test_a_batch_stands_whole_or_not_at_all(desk: Ledger) -> None:
    ids = small_case(desk)
    before = desk.entries(ids["case"])
    with pytest.raises(RuntimeError, match="stop"), desk.batch(ids["case"]) as batch:
        batch.add(f.NoteAdded("half"))
        raise RuntimeError("stop")
    with pytest.raises(BadTime):
        desk.append(ids["case"], f.NoteAdded("good"), f.StatementLogged("x", ids["source"], "soon", Term.ON_RECORD))
    assert desk.entries(ids["case"]) == before
    assert desk.search("half").total == desk.search("good").total == 0
    desk.append(ids["case"], f.NoteAdded("whole"))
    assert len(desk.entries(ids["case"])) == len(before) + 1
    assert desk.verify(thorough=True).sound


def test_one_batch_may_open_many_cases(desk: Ledger) -> None:
    with desk.batch() as batch:
        cases = [batch.new_case(opened(f"case-{number}")) for number in range(50)]
        batch.add(f.NoteAdded("in the last"))
        batch.add(f.NoteAdded("in the first"), cases[0])
    assert desk.case_count() == 50
    assert [note.text for note in desk.case(cases[0]).notes] == ["in the first"]
    assert [note.text for note in desk.case(cases[-1]).notes] == ["in the last"]
    assert [case for case, _ in desk.shelf(limit=2)] == [cases[0], cases[-1]]


def test_a_short_name_is_taken_once(desk: Ledger) -> None:
    small_case(desk)
    with pytest.raises(SlugTaken, match="letter"):
        desk.new_case(opened())
    with pytest.raises(SlugTaken), desk.batch() as batch:
        batch.new_case(opened("two"))
        batch.new_case(opened("two"))
    assert desk.case_count() == 1


def test_a_case_is_found_by_name_and_the_near_ones_are_named(desk: Ledger) -> None:
    case = small_case(desk, "letter-2020")["case"]
    small_case(desk, "memo")
    assert desk.find_case("letter-2020") == desk.find_case("lett") == desk.find_case(case) == desk.find_case(case[:9])
    with pytest.raises(NoSuchCase, match="letter-2020"):
        desk.find_case("leter-2020")
    small_case(desk, "letter-2021")
    with pytest.raises(NoSuchCase, match="2 cases"):
        desk.find_case("letter")
    for name in ("", "%", "' OR 1=1 --", "\x00"):
        with pytest.raises(NoSuchCase):
            desk.find_case(name)
    for odd in ("zz", "00" * 16, ""):
        with pytest.raises(NoSuchCase):
            desk.case(odd)
    with pytest.raises(NoSuchCase):
        desk.append("00" * 16, f.NoteAdded("to nobody"))


def test_the_shelf_shows_the_last_moved_first(desk: Ledger) -> None:
    cases = [small_case(desk, f"case-{number}")["case"] for number in range(5)]
    desk.append(cases[2], f.NoteAdded("moved"))
    assert [case for case, _ in desk.shelf()] == [cases[n] for n in (2, 4, 3, 1, 0)]
    assert [case for case, _ in desk.shelf(1, 2)] == [cases[4], cases[3]]
    assert [row.slug for _, row in desk.shelf(filter="CASE-3 officially")] == ["case-3"]
    assert desk.shelf(filter="nothing such") == []
    assert desk.case_count("case-1") == 1
    [row] = [row for case, row in desk.shelf(filter="case-2")]
    assert (row.headline, row.headline_questions, row.settled, row.total) == (
        "officially_confirmed",
        ("genuine",),
        1,
        1,
    )


def test_a_row_is_redone_when_its_moment_has_passed(room: Room) -> None:
    desk = room.create()
    ids = small_case(desk)
    with desk.batch(ids["case"]) as batch:
        old = batch.add(f.TakenBack(ids["statement"]))
        assert old
        later = f.StatementLogged(
            "later",
            ids["source"],
            "2020-01-06T09:00Z",
            Term.ON_RECORD,
            {ids["question"]: Stance.DISPUTES},
            quote="It is false.",
            embargo_until="2020-01-07T12:00Z",
        )
        batch.add(later)
    embargo = parse_instant("2020-01-07T12:00Z")
    assert desk.next_change() == embargo
    assert desk.shelf()[0][1].headline == "unconfirmed"
    assert desk.refresh_shelf() == 0
    room.close()
    room.clock.now = embargo + MINUTE
    with room.open(read_only=True) as reader:
        assert reader.shelf()[0][1].headline == "officially_disputed"
    again = room.open()
    assert again.shelf()[0][1].headline == "officially_disputed"
    assert again.refresh_shelf() == 0
    assert again.verify(thorough=True).sound


def test_settings_are_facts_of_the_desk(room: Room) -> None:
    desk = room.create()
    assert desk.settings() == f.DeskSettings()
    desk.set_settings(newsroom="The Courier")
    desk.set_settings(reporter="Jo Field", initials="JF")
    room.close()
    now = room.open().settings()
    assert (now.newsroom, now.reporter, now.initials) == ("The Courier", "Jo Field", "JF")
    assert room.open().case_count() == 0


@pytest.mark.parametrize(
    ("hours", "says_so"), [(-50 * YEAR, "before the last entry"), (79 * YEAR, "more than a year"), (MINUTE, "")]
)
def test_a_clock_that_cannot_be_right_is_noted_and_nothing_refused(room: Room, hours: int, says_so: str) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    assert desk.clock_note == ""
    room.clock.now += hours
    room.close()
    desk = room.open()
    assert (says_so in desk.clock_note) if says_so else desk.clock_note == ""
    names = [desk.append(case, f.NoteAdded(str(number)))[0].id for number in range(3)]
    room.clock.now -= 2 * YEAR
    names += [desk.append(case, f.NoteAdded("back"))[0].id]
    room.clock.now = -5
    names += [desk.append(case, f.NoteAdded("before 1970"))[0].id]
    assert [entry.id for entry in desk.entries(case)][-5:] == names
    assert desk.verify(thorough=True).sound


def test_another_desk_that_is_open_notices(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    other = room.open()
    assert not other.changed_elsewhere()
    desk.append(case, f.NoteAdded("news"))
    assert other.changed_elsewhere()
    assert not other.changed_elsewhere()
    assert other.case(case).notes[0].text == "news"
    other.append(case, f.NoteAdded("more news"))
    assert not other.changed_elsewhere()
    assert desk.changed_elsewhere()
    assert len(desk.case(case).notes) == 2
    assert len({entry.writer for entry in desk.entries(case)}) == 1


READING = """
import sys
from pathlib import Path
from workflow.ledger import Ledger
with Ledger.open(Path(sys.argv[1]), state_dir=Path(sys.argv[2])) as desk:
    assert desk.case_count() == 1 and desk.shelf()[0][1].slug == "letter"
    desk.banner, desk.missing, desk.clock_note
print(*(name for name in ("sqlite_utils", "nacl", "click", "difflib", "asyncio") if name in sys.modules))
"""


def test_reading_the_list_loads_neither_sqlite_utils_nor_the_keys(room: Room) -> None:
    small_case(room.create())
    room.close()
    args = [sys.executable, "-c", READING, str(room.path), str(room.state)]
    done = subprocess.run(args, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_a_statement_of_another_case_may_look_alike(desk: Ledger) -> None:
    one, two = small_case(desk, "one"), small_case(desk, "two")
    same = says(one["source"], one["question"], "same")
    first, second = desk.append(one["case"], same)[0].id, desk.append(two["case"], f.NoteAdded("same"))[0].id
    assert first != second
    assert desk.entries(one["case"])[-1].fact == same
    assert genuine() == desk.entries(two["case"])[1].fact
    assert spokesman() == desk.entries(two["case"])[2].fact
