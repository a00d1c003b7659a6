"""The tracked example: what its case file says, marked as the example, and in its list for good."""

from pathlib import Path

from tests.build_example import CASE_FILE, EXAMPLE, build
from workflow.case import Moment
from workflow.casefile.comparing import same_case
from workflow.casefile.model import CaseFile
from workflow.casefile.reading import read_case_file
from workflow.casefile.writing import case_file_of
from workflow.ledger import Ledger
from workflow.schema import APPLICATION_ID, VERSION
from workflow.store.glance import glance
from workflow.summaries.public import public_texts
from workflow.when import parse_instant


def told(path: Path) -> tuple[CaseFile, list[tuple[str, str]]]:
    """The one case of a desk, and the kinds and times of its entries; the ids change from one making to the next."""
    with Ledger.open(path) as ledger:
        ((case_id, _),) = ledger.shelf()
        kinds = [(type(entry.fact).__name__, entry.claimed_at) for entry in ledger.entries(case_id)]
        return case_file_of(ledger.case(case_id))[0], kinds


def test_it_holds_what_its_case_file_says() -> None:
    with Ledger.open(EXAMPLE) as ledger:
        ((case_id, _),) = ledger.shelf()
        held, left_out = case_file_of(ledger.case(case_id))
        assert ledger.verify().valid
    assert same_case(held, read_case_file(CASE_FILE)) == ()
    told = [line.partition(";")[0] for line in left_out]
    assert told[0] == "Not carried: 3 passages for the public."
    assert told[1].startswith("Not carried: ") and told[1].endswith(" approvals of texts.")
    assert told[2:] == ["Not carried: the time zone America/New_York"]


def test_everything_that_its_public_summary_prints_is_approved_at_every_moment() -> None:
    with Ledger.open(EXAMPLE) as ledger:
        ((case_id, _),) = ledger.shelf()
        case, desk = ledger.case(case_id), ledger.settings()
    for at in (None, *(statement.learned_key for statement in case.statements)):
        texts = public_texts(case, Moment(at, parse_instant("2026-01-01T00:00Z")), desk)
        assert [text.place for text in texts if text.approval is None] == []
    assert len(texts) > 20


def test_it_is_what_its_script_builds(tmp_path: Path) -> None:
    build(tmp_path / "built.db")
    built, kinds = told(tmp_path / "built.db")
    held, held_kinds = told(EXAMPLE)
    assert same_case(built, held) == ()
    assert kinds == held_kinds


def test_it_is_marked_as_the_example_of_this_program() -> None:
    head = EXAMPLE.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(head[60:64], "big") == VERSION
    with Ledger.open(EXAMPLE) as ledger:
        assert ledger.is_example
        assert ledger.banner == "Example: changes are not kept."
    assert not EXAMPLE.with_name("cases.db-wal").exists()


def test_its_row_holds_for_good(tmp_path: Path) -> None:
    for moment in ("2026-01-01T00:00Z", "2126-01-01T00:00Z"):
        seen = glance(EXAMPLE, parse_instant(moment), lambda: tmp_path)
        assert seen is not None
        assert seen.is_example
        with Ledger.open(EXAMPLE, clock=lambda at=moment: parse_instant(at)) as ledger:  # type: ignore[misc]
            assert [row.prompt for _, row in ledger.shelf()] == [row.prompt for _, row in seen.rows]
