"""The supplied cases come out as expected, and a replay knows at each step only what stood in the file by then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given

from tests.casefile.small import small
from tests.casefile.strategies import case_files
from tests.workflow.strategies import random_desk, rngs
from workflow.case import Case, Moment
from workflow.casefile.model import CaseFile
from workflow.casefile.reading import read_case_file
from workflow.casefile.replay import json_line, plain_text, replay
from workflow.casefile.telling import entries_of
from workflow.casefile.writing import case_file_of
from workflow.fold import fold
from workflow.terms import State
from workflow.verdict import evaluate, headline

FILES = sorted((Path(__file__).parent.parent / "replay").glob("*.json"))


def test_all_five_cases_are_here() -> None:
    assert len(FILES) == 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_supplied_case_comes_out_as_expected(path: Path) -> None:
    case = read_case_file(path)
    result = replay(case)
    assert [step.after for step in result.steps] == [statement.id for statement in case.statements]
    assert len(case.expected) == len(case.statements)
    assert result.mismatches == ()


def test_the_morning_of_the_letter_ends_disputed() -> None:
    letter = replay(read_case_file(next(path for path in FILES if path.stem == "seely-letter-2020")))
    noon = next(step for step in letter.steps if step.after == "s7")
    assert (noon.headline, noon.questions) == (State.OFFICIALLY_DISPUTED, ("status", "reading"))
    assert noon.states["genuine"] is State.OFFICIALLY_CONFIRMED


def test_what_comes_out_otherwise_is_a_mismatch() -> None:
    case = small(
        ("expected.0.states", {"genuine": "contested", "status": "officially_disputed"}),
        ("expected.0.headline", {"state": "contested", "questions": ["genuine", "status"]}),
    )
    result = replay(case)
    assert [tuple(miss) for miss in result.mismatches] == [
        ("s2", "genuine", "contested", "officially_disputed"),
        ("s2", "headline", "contested: genuine, status", "officially_disputed: genuine"),
    ]
    assert json.loads(json_line(result))["mismatches"] == 2
    assert "differs after s2, genuine: expected contested, got officially_disputed" in plain_text(result)
    assert plain_text(result).endswith("letter: 3 statements, 2 differences\n")


def test_the_order_of_the_questions_in_a_headline_is_that_of_the_case() -> None:
    confirmed = ("statements.1.stances", {"genuine": "confirms", "status": "disputes", "more": "disputes"})
    more = ("questions.+", {"id": "more", "kind": "reading", "proposition": ""})
    for questions, count in ((["status", "more"], 0), (["more", "status"], 1)):
        head = ("expected.0.headline", {"state": "officially_disputed", "questions": questions})
        assert len(replay(small(more, confirmed, ("expected.0.states", {}), head)).mismatches) == count


@given(case_files())
def test_each_step_is_what_the_whole_evaluation_says_of_the_statements_so_far(file: CaseFile) -> None:
    for step, (case, moment) in zip(replay(file).steps, so_far(fold(entries_of(file))), strict=True):
        evaluation = evaluate(case, moment)
        head = headline(case, evaluation.states)
        assert step.states == {question.slug: evaluation.states[question.id] for question in case.questions}
        assert step.headline is head.state
        assert step.questions == tuple(case.question_by_id[name].slug for name in head.questions)


@given(rngs)
def test_a_random_desk_exported_replays_as_the_whole_evaluation_says(rng: Random) -> None:
    file, _ = case_file_of(random_desk(rng).case())
    for step, (case, moment) in zip(replay(file).steps, so_far(fold(entries_of(file))), strict=True):
        states = evaluate(case, moment).states
        assert step.states == {question.slug: states[question.id] for question in case.questions}


def so_far(whole: Case) -> Iterator[tuple[Case, Moment]]:
    """The case after each statement, and the moment when that was learned."""
    for count, statement in enumerate(whole.statements, 1):
        case = msgspec.structs.replace(whole, statements=whole.statements[:count])
        yield case, Moment(statement.learned_key, statement.learned_key)


def test_statements_learned_at_the_same_instant_still_come_one_by_one() -> None:
    case = small(("statements.0.said_at", "2020-01-06"))
    assert replay(case).steps[0].states["genuine"] is State.ANONYMOUSLY_CONFIRMED


def test_a_statement_that_names_a_later_one_can_be_replayed() -> None:
    """A list that names only what is not there yet takes nothing back, least of all everything."""
    case = small(
        ("statements.1.source", "anon"),
        ("statements.1.terms", "background"),
        ("statements.1.stances", {"genuine": "retracts"}),
        ("statements.1.retracts", ["s3"]),
        ("statements.2.stances", {"genuine": "confirms"}),
        ("statements.2.retracts", []),
        ("sources.0.name", ""),
        ("expected", []),
    )
    states = [step.states["genuine"] for step in replay(case).steps]
    assert states[:2] == [State.ANONYMOUSLY_CONFIRMED, State.ANONYMOUSLY_CONFIRMED]


def test_the_json_line_has_the_keys_that_tools_read() -> None:
    line = json_line(replay(small()))
    assert "\n" not in line
    found = json.loads(line)
    assert list(found) == ["id", "steps", "mismatches"]
    assert found["mismatches"] == 0
    assert found["steps"][1] == {
        "after": "s2",
        "states": {"genuine": "officially_disputed", "status": "officially_disputed"},
        "headline": {"state": "officially_disputed", "questions": ["genuine"]},
    }


def test_no_hidden_character_reaches_a_terminal() -> None:
    result = replay(small(("title", "\x1b[2Jbad\u202enews"), ("expected", [])))
    assert json_line(result).isascii()
    assert json_line(result).isprintable()
    assert plain_text(result).replace("\n", "").isprintable()


def test_a_case_without_statements_has_no_steps() -> None:
    empty: CaseFile = small(("statements", []), ("expected", []), ("sources", []))
    assert replay(empty).steps == ()
