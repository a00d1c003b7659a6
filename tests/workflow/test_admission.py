"""What the desk refuses before it logs a fact: each rule by a fact that breaks it and one that does not."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given

from tests.newsroom import Newsroom
from tests.workflow import admission_protection, admission_publishing, admission_tables
from tests.workflow.admission_tables import desk, said, source
from tests.workflow.strategies import desks
from workflow import facts as f
from workflow.admission import RULES, Problem, problems, problems_in, warnings
from workflow.admission.undoing import rests_on
from workflow.facts import Entry, Fact
from workflow.terms import Copy, Term
from workflow.when import parse_instant

NOW = parse_instant("2020-01-08T12:00Z")
TABLES = (admission_tables, admission_publishing, admission_protection)
REFUSED = [row for table in TABLES for row in table.REFUSED]
TAKEN = [fact for table in TABLES for fact in table.TAKEN]
AFTER = [row for table in TABLES for row in table.AFTER]


@pytest.mark.parametrize(("fact", "field", "words"), REFUSED)
def test_what_is_refused_says_which_field_and_what_to_do(fact: Fact, field: str, words: str) -> None:
    found = problems(desk().case(), fact)
    assert [problem.field for problem in found] == [field], found
    assert words in found[0].sentence
    assert found[0].sentence.endswith(".")


@pytest.mark.parametrize("fact", TAKEN)
def test_what_is_in_order_is_taken(fact: Fact) -> None:
    assert problems(desk().case(), fact) == ()


def test_every_kind_of_fact_has_its_rule_and_its_tests() -> None:
    assert set(RULES) == set(f.KINDS.values())
    kinds = set(f.KINDS.values()) - {f.CaseReopened}
    assert {type(fact) for fact in TAKEN} == kinds
    assert {type(fact) for fact, _, _ in REFUSED} >= kinds - {f.DeskSettings, f.FrontierMerged}


@pytest.mark.parametrize(("before", "fact", "words"), AFTER)
def test_what_happened_before_decides(before: Callable[[Newsroom], object], fact: Fact, words: str) -> None:
    room = desk()
    before(room)
    found = problems(room.case(), fact)
    if words:
        assert [words in problem.sentence for problem in found] == [True], found
    else:
        assert found == ()


def test_restoring_a_second_genuine_question_is_refused() -> None:
    room = Newsroom()
    room.question("genuine", "first")
    undo = room.takes_back("first")
    room.question("genuine", "second")
    assert "already whether" in problems(room.case(), f.TakenBack(undo))[0].sentence


def test_facts_that_belong_together_may_build_on_each_other() -> None:
    case = desk().case()
    added = Entry("new", source(name="Ann", code_name=""))
    stands = Entry("next", said(source="new", terms=Term.ON_RECORD))
    assert problems_in(case, [added, stands]) == ()
    assert [problem.field for problem in problems_in(case, [stands])] == ["source"]
    unnamed = Entry("next", said(source="new"))
    assert [problem.field for problem in problems_in(case, [added, unnamed])] == ["terms"]


def test_a_doubt_is_no_problem() -> None:
    case = desk().case()
    ahead = said(said_at="2020-01-09T09:00Z", learned_at="2020-01-09T10:00Z")
    assert [doubt.field for doubt in warnings(case, ahead, NOW)] == ["said_at", "learned_at"]
    assert warnings(case, said(said_at="2020-01-09"), NOW) == ()
    again = said(quote="It is real. ")
    assert [doubt.field for doubt in warnings(case, again, NOW)] == ["quote"]
    unnamed = f.TermsTightened("s2", Term.OFF_RECORD, "Asked to.")
    assert "second entry" in warnings(case, unnamed, NOW)[0].sentence
    assert warnings(case, f.TermsTightened("s1", Term.OFF_RECORD, "Asked to."), NOW) == ()
    assert warnings(case, f.NoteAdded("Call."), NOW) == ()


SECRET = "Her deputy typed the last line alone."


@pytest.mark.parametrize(
    ("terms", "embargo", "take_to", "told", "fields"),
    [
        ("off_record", "", "", f"We hear: {SECRET.lower()}", ["wording", "shown"]),
        ("off_record", "", "anybody", SECRET, ["wording", "shown"]),
        ("off_record", "", "", "Her deputy typed the draft.", []),
        ("deep_background", "", "", SECRET, []),
        ("background", "", "", SECRET, []),
        ("background", "2031-01-01T00:00Z", "", SECRET, ["wording", "shown"]),
        ("background", "2031-01-01T00:00Z", "the ministry", SECRET, []),
        ("background", "2020-01-01T00:00Z", "", SECRET, []),
    ],
)
def test_what_may_not_be_taken_to_others(terms: str, embargo: str, take_to: str, told: str, fields: list[str]) -> None:
    room = desk()
    promise = f.Promise(take_to=take_to)
    room.says("other", terms=terms, embargo=embargo, quote=SECRET, promise=promise, genuine="confirms")
    asked = f.RequestSent("2020-01-07", "email", told, "spox", shown=told)
    assert [doubt.field for doubt in warnings(room.case(), asked, NOW)] == fields
    assert warnings(room.case(), msgspec.structs.replace(asked, source="other"), NOW) == ()
    shown = f.Disclosed("2020-01-07", told, Copy.DESCRIBED, "spox")
    assert [doubt.field for doubt in warnings(room.case(), shown, NOW)] == ["what"] * bool(fields)
    room.logs(f.DocumentDescribed({"claims": SECRET}))
    assert warnings(room.case(), asked, NOW) == ()


def test_case_text_in_a_sentence_is_cleaned() -> None:
    room = desk()
    room.source("evil\x1b[31m", "insider", unnamed=True)
    found = [
        *problems(room.case(), source(code_name="EVIL\x1b[31M")),
        *problems(room.case(), f.CaseZoned("\x1b[2J\u202e", "Why")),
        *problems(room.case(), f.DocumentDescribed({"\x1b]0;x\x07": "y"})),
    ]
    assert len(found) == 3
    assert all(problem.sentence.isprintable() for problem in found)


@given(desks)
def test_whatever_the_case_every_entry_of_it_can_be_asked_about(room: Newsroom) -> None:
    """No rule fails on a case in disorder, and what nothing rests on can be taken back and restored."""
    case = room.case()
    for entry in case.entries:
        assert isinstance(entry.fact, Fact)
        assert all(isinstance(problem, Problem) for problem in problems(case, entry.fact))
        found = problems(case, f.TakenBack(entry.id, "A slip."))
        if entry.id in case.by_id and not list(rests_on(case, entry.id)):
            assert found == ()
