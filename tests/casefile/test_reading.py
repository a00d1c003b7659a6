"""What a good case file may leave out, and that nothing in it is lost on the way to the facts."""

from __future__ import annotations

import codecs
import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given

from tests.casefile.small import SMALL, bent, small
from tests.casefile.strategies import case_files
from workflow.casefile.model import CaseFile
from workflow.casefile.reading import read_case, read_case_file
from workflow.casefile.telling import add_facts, entries_of
from workflow.casefile.writing import case_file_of, encode
from workflow.facts import Entry, Fact, StatementLogged, decode_payload, encode_payload, kind_of
from workflow.fold import fold
from workflow.terms import Knowledge

REPLAY = Path(__file__).parent.parent / "replay"


@given(case_files())
def test_what_is_written_is_read_again(case: CaseFile) -> None:
    assert read_case(encode(case), "again.json") == case


@given(case_files())
def test_a_case_file_becomes_a_case_that_says_the_same(case: CaseFile) -> None:
    """Through the facts and back nothing is lost, whichever way statements refer to each other."""
    log: list[Entry] = []

    def add(fact: Fact) -> str:
        stored = decode_payload(kind_of(fact), encode_payload(fact))
        log.append(Entry(f"{len(log):064x}", stored))
        return log[-1].id

    add_facts(case, add)
    for entries in (tuple(log), entries_of(case)):
        again, left_out = case_file_of(fold(entries))
        assert again == case
        corrected = any("correction" in sentence for sentence in left_out)
        assert len(left_out) == (1 if corrected else 0)


def test_the_files_of_the_newsroom_are_read_as_they_are() -> None:
    for path in REPLAY.glob("*.json"):
        case = read_case_file(path)
        assert read_case(encode(case), path.name) == case
        assert case.id == path.stem


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("sources.1.name", ""),
        ("sources.1.lineage", "anon"),
        ("sources.1.rank", 2),
        ("statements.1.learned_at", ""),
        ("statements.1.learned_at", "2020-01-06"),
        ("statements.1.derived_from", ""),
        ("statements.1.embargo_until", ""),
        ("statements.1.grade", ""),
        ("statements.1.method", ""),
        ("statements.1.knowledge", "unknown"),
        ("statements.1.knowledge", {"genuine": "unknown"}),
        ("statements.1.asserted", {"genuine": ""}),
        ("statements.1.conclusive", False),
        ("statements.1.retracts", []),
        ("document.claims", ""),
        ("invented", False),
    ],
)
def test_what_says_nothing_counts_as_absent(at: str, value: object) -> None:
    assert small((at, value)) == small()


def test_one_kind_of_knowledge_is_that_of_every_question() -> None:
    both = small(("statements.0.knowledge", {"default": "direct"}))
    assert small(("statements.0.knowledge", "direct")) == both
    assert both.statements[0].knowledge == {"default": Knowledge.DIRECT}


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    assert read_case(codecs.BOM_UTF8 + bent(), "small.json") == small()


def test_hostile_text_is_kept_as_it_is() -> None:
    nasty = "\x1b[2J\u202ebad\x00"
    assert small(("title", nasty)).title == nasty
    assert small(("statements.0.quote", f"{nasty}\nnews")).statements[0].quote == f"{nasty}\nnews"


def test_a_source_without_a_name_may_be_on_the_record_as_long_as_it_takes_no_stance() -> None:
    silent = {"id": "s4", "source": "anon", "said_at": "2020-01-08", "terms": "on_record", "stances": {}}
    assert small(("statements.+", silent)).statements[3].id == "s4"


def test_the_same_id_may_name_a_question_a_source_and_a_statement() -> None:
    case = small(
        ("questions.1.id", "s1"),
        ("statements.1.stances", {"s1": "disputes"}),
        ("expected.0.states", {"s1": "contested"}),
    )
    assert len({entry.id for entry in entries_of(case)}) == len(entries_of(case))


def test_a_statement_may_name_one_further_down() -> None:
    """What the log cannot say at once, it says in a correction."""
    case = small(("statements.0.derived_from", "s3"), ("statements.1.corrects", ["s3", "s1"]))
    log: list[Entry] = []

    def add(fact: Fact) -> str:
        log.append(Entry(f"id{len(log)}", fact))
        return log[-1].id

    add_facts(case, add)
    folded = fold(log)
    first, second, third = folded.statements
    assert first.says.derived_from == third.id
    assert second.says.corrects == (third.id, first.id)
    assert not folded.contested
    logged = {entry.id: entry.fact for entry in log if isinstance(entry.fact, StatementLogged)}
    assert logged[second.id].corrects == (first.id,)


@pytest.mark.parametrize("knowledge", ["", {}, {"genuine": ""}, {"default": "unknown"}])
def test_an_empty_text_counts_as_absent_in_knowledge(knowledge: object) -> None:
    file = deepcopy(SMALL)
    file["statements"][0]["knowledge"] = knowledge
    assert read_case(json.dumps(file).encode(), "x") == small()


def test_a_name_of_white_space_is_no_name() -> None:
    file = deepcopy(SMALL)
    file["sources"][1]["name"] = "  "
    assert read_case(json.dumps(file).encode(), "x") == small()
