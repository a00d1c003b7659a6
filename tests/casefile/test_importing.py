"""Importing: once, all or nothing, never over a case that says something else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given

from tests.casefile.small import small
from tests.casefile.strategies import case_files
from workflow.case import Case
from workflow.casefile.comparing import MOST_DIFFERENCES, same_case
from workflow.casefile.importing import CaseDiffers, ImportResult, import_case
from workflow.casefile.model import CaseFile
from workflow.casefile.reading import read_case, read_case_file
from workflow.casefile.writing import case_file_of, write_case
from workflow.errors import UsageError
from workflow.facts import Entry, Fact, FactId, NoteAdded
from workflow.fold import fold
from workflow.ledger import Ledger
from workflow.store.errors import NoSuchCase

REPLAY = Path(__file__).parent.parent / "replay"


class MemoryDesk:
    """A desk that keeps its logs in memory and finds a case by its short name or the beginning of one."""

    def __init__(self) -> None:
        self.logs: dict[str, list[Entry]] = {}

    def find_case(self, name: str) -> str:
        slugs = {self.case(case_id).slug: case_id for case_id in self.logs}
        found = [slugs[name]] if name in slugs else [slugs[slug] for slug in slugs if slug.startswith(name)]
        if len(found) != 1:
            raise NoSuchCase(f"No case {name}.")
        return found[0]

    def case(self, case_id: str) -> Case:
        return fold(self.logs[case_id])

    @contextmanager
    def batch(self, case_id: str | None) -> Iterator[MemoryBatch]:
        name = case_id or f"case{len(self.logs)}"
        batch = MemoryBatch(name)
        yield batch
        self.logs.setdefault(name, []).extend(batch.entries)


class MemoryBatch:
    def __init__(self, name: str) -> None:
        self.name = name
        self.entries: list[Entry] = []

    def add(self, fact: Fact) -> FactId:
        self.entries.append(Entry(f"{self.name}:{len(self.entries)}", fact))
        return self.entries[-1].id


@given(case_files())
def test_the_same_file_again_adds_nothing(case: CaseFile) -> None:
    desk = MemoryDesk()
    first = import_case(desk, case)
    before = {name: list(log) for name, log in desk.logs.items()}
    second = import_case(desk, case)
    assert (first.added, second.added) == (len(before[first.case_id]), 0)
    assert second.case_id == first.case_id
    assert "nothing was added" in second.sentence
    assert desk.logs == before


def test_an_import_says_what_it_brought() -> None:
    result = import_case(MemoryDesk(), small())
    assert result.sentence == "Imported “letter”: 2 questions, 3 sources, 3 statements."
    assert result.slug == "letter"


def test_other_content_under_the_same_id_is_refused_with_the_differences() -> None:
    desk = MemoryDesk()
    import_case(desk, small())
    before = {name: list(log) for name, log in desk.logs.items()}
    other = small(("statements.0.terms", "off_record"), ("title", "The note"))
    with pytest.raises(CaseDiffers, match=r"differs in 2 places; nothing was imported. .*--as ID") as caught:
        import_case(desk, other)
    assert [str(difference) for difference in caught.value.differences] == [
        "title: “The letter” here, “The note” in the file",
        "statements[s1].terms: “background” here, “off_record” in the file",
    ]
    assert desk.logs == before


def test_it_can_be_imported_beside_under_another_id() -> None:
    desk = MemoryDesk()
    import_case(desk, small())
    beside = import_case(desk, small(("title", "The note")), "note")
    assert desk.case(beside.case_id).slug == "note"
    assert desk.case(beside.case_id).title == "The note"
    assert import_case(desk, small(("title", "The note")), "note").added == 0
    with pytest.raises(CaseDiffers):
        import_case(desk, small(), "note")
    with pytest.raises(UsageError, match="cannot be the id"):
        import_case(desk, small(), "two words")


def test_a_case_whose_name_only_begins_alike_is_another_case() -> None:
    desk = MemoryDesk()
    import_case(desk, small(("id", "letter-2020")))
    assert import_case(desk, small()).added


def test_a_note_on_the_desk_makes_no_difference_to_the_file() -> None:
    desk = MemoryDesk()
    case_id = import_case(desk, small()).case_id
    desk.logs[case_id].append(Entry("note", NoteAdded("Call back.")))
    assert import_case(desk, small()).added == 0


@given(case_files(), case_files())
def test_two_cases_are_the_same_exactly_when_nothing_differs(one: CaseFile, other: CaseFile) -> None:
    assert same_case(one, one) == ()
    found = same_case(one, other)
    assert (found == ()) == (one == other)
    assert len(found) <= MOST_DIFFERENCES
    assert all(str(difference).isprintable() for difference in found)


def test_what_a_replay_expects_is_no_part_of_the_case() -> None:
    assert same_case(small(), small(("expected", []))) == ()


def test_another_order_is_a_difference() -> None:
    questions = [
        {"id": "status", "kind": "status", "proposition": "It is final."},
        {"id": "genuine", "kind": "genuine", "proposition": "It is real."},
    ]
    assert [difference.path for difference in same_case(small(), small(("questions", questions)))] == ["questions"]


def test_a_real_desk_takes_a_case_once_and_gives_it_back(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "cases.db", state_dir=tmp_path / "state") as ledger:
        for path in REPLAY.glob("*.json"):
            file = read_case_file(path)
            case_id = import_case(ledger, file).case_id
            assert import_case(ledger, file).added == 0
            data, left_out = write_case(ledger.case(case_id))
            assert left_out == ()
            assert same_case(read_case(data, "again.json"), file) == ()
        assert ledger.case_count() == 5
        with pytest.raises(CaseDiffers):
            import_case(ledger, small(("id", "seely-letter-2020")))
        beside = import_case(ledger, small(("statements.0.derived_from", "s3")), "beside")
        assert same_case(small(("statements.0.derived_from", "s3"), ("id", "beside")), exported(ledger, beside)) == ()
        assert ledger.case_count() == 6


def exported(ledger: Ledger, result: ImportResult) -> CaseFile:
    return case_file_of(ledger.case(result.case_id))[0]
