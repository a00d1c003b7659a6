"""From facts to a case: what stands, what is contested, undo and redo, terms on two clocks, mergers in any order."""

from itertools import permutations
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom import Newsroom
from tests.workflow.strategies import random_desk, rngs
from workflow import facts as f
from workflow.case import Case
from workflow.fold import fold
from workflow.verdict import evaluate

MON, TUE, WED = "2020-01-06T09:00Z", "2020-01-07T09:00Z", "2020-01-08T09:00Z"


def office_desk() -> Newsroom:
    """An official confirmed on Monday."""
    desk = Newsroom("genuine")
    desk.source("office", "issuer")
    desk.says("office", said=MON, genuine="confirms")
    return desk


def test_a_correction_holds_at_every_moment() -> None:
    desk = office_desk()
    desk.corrects("s1", stances={"genuine": "disputes"})
    assert desk.states(at=MON) == {"genuine": "officially_disputed"}, "as of takes the corrected form of today"
    desk.corrects("s1", learned_at=TUE)
    assert desk.states(at=MON) == {"genuine": "unconfirmed"}


def test_a_correction_that_knows_of_another_replaces_it() -> None:
    desk = office_desk()
    desk.corrects("s1", quote="It is ours.")
    desk.corrects("s1", quote="It is not ours.", stances={"genuine": "disputes"})
    case = desk.case()
    assert case.by_id["s1"].says.quote == "It is not ours."
    assert case.contested == ()
    assert case.by_id["s1"].contested == ()


def test_two_corrections_that_did_not_know_of_each_other_are_contested_and_count_for_nothing() -> None:
    desk = office_desk()
    one = desk.corrects("s1", supersedes=("s1",), stances={"genuine": "disputes"})
    other = desk.corrects("s1", supersedes=("s1",), stances={"genuine": "declines"})
    (clash,) = desk.case().contested
    assert (clash.subject, clash.field, set(clash.facts)) == ("s1", "stances", {one, other})
    assert desk.states() == {"genuine": "unconfirmed"}
    desk.corrects("s1", stances={"genuine": "confirms"})
    assert desk.case().contested == ()
    assert desk.states() == {"genuine": "officially_confirmed"}


def test_a_correction_that_names_nothing_contests_what_stands() -> None:
    desk = office_desk()
    correction = desk.corrects("s1", supersedes=(), said_at=TUE)
    assert [clash.facts for clash in desk.case().contested] == [("s1", correction)]
    assert desk.states() == {"genuine": "unconfirmed"}


def test_two_corrections_that_say_the_same_are_not_contested() -> None:
    desk = office_desk()
    for _ in range(2):
        desk.corrects("s1", supersedes=("s1",), stances={"genuine": "disputes"})
    assert desk.case().contested == ()
    assert desk.states() == {"genuine": "officially_disputed"}


def test_two_corrections_of_the_wording_leave_the_state() -> None:
    desk = office_desk()
    desk.corrects("s1", supersedes=("s1",), quote="Yes.")
    desk.corrects("s1", supersedes=("s1",), quote="Yes, ours.")
    assert [clash.field for clash in desk.case().contested] == ["quote"]
    assert desk.states() == {"genuine": "officially_confirmed"}


def test_a_source_whose_standing_is_contested_counts_for_nothing_until_it_is_settled() -> None:
    desk = office_desk()
    desk.describes("office", supersedes=("office",), standing="author")
    desk.describes("office", supersedes=("office",), standing="former_official")
    assert [clash.field for clash in desk.case().contested] == ["standing"]
    assert desk.states() == {"genuine": "unconfirmed"}
    desk.describes("office", standing="author")
    assert desk.states() == {"genuine": "officially_confirmed"}


@pytest.mark.parametrize("field", ["title", "timezone", "proposition", "author"])
def test_what_else_can_be_contested(field: str) -> None:
    desk = office_desk()
    for value in ("Asia/Tokyo", "Europe/Paris"):
        if field == "title":
            desk.logs(f.CaseRenamed(value, "Clearer.", ("case",)))
        elif field == "timezone":
            desk.logs(f.CaseZoned(value, "Moved.", ("case",)))
        elif field == "proposition":
            desk.words("genuine", value, supersedes=("genuine",))
        else:
            desk.logs(f.DocumentDescribed({"author": value}))
    (clash,) = desk.case().contested
    assert clash.field == field
    assert len(clash.facts) == 2


def test_undo_and_redo_are_facts() -> None:
    desk = office_desk()
    undo = desk.takes_back("s1")
    assert desk.case().statements == ()
    redo = desk.takes_back(undo)
    assert desk.states() == {"genuine": "officially_confirmed"}
    desk.takes_back(redo)
    assert desk.states() == {"genuine": "unconfirmed"}


def test_a_correction_a_merger_and_a_closing_can_be_taken_back() -> None:
    desk = office_desk()
    desk.takes_back(desk.corrects("s1", stances={"genuine": "disputes"}))
    desk.source("press", "other")
    desk.takes_back(desk.merges("press", "office"))
    desk.takes_back(desk.closes())
    case = desk.case()
    assert set(case.sources) == {"office", "press"}
    assert case.is_open
    assert desk.states() == {"genuine": "officially_confirmed"}


def test_a_case_closed_twice_is_reopened_once() -> None:
    desk = office_desk()
    desk.closes()
    desk.closes()
    assert not desk.case().is_open
    desk.reopens()
    assert desk.case().is_open


def test_stricter_terms_hold_at_every_moment() -> None:
    desk = office_desk()
    desk.tightens("s1", "off_record")
    assert desk.states() == desk.states(at=MON) == {"genuine": "unconfirmed"}


def test_a_later_embargo_holds_at_every_moment() -> None:
    desk = office_desk()
    desk.tightens("s1", "on_record", embargo=WED)
    assert desk.states(at=TUE) == {"genuine": "unconfirmed"}
    assert desk.states(at=WED) == {"genuine": "officially_confirmed"}


def test_looser_terms_hold_from_the_moment_they_were_agreed() -> None:
    desk = Newsroom("genuine")
    desk.source("office", "issuer")
    desk.says("office", said=MON, terms="off_record", genuine="confirms")
    desk.agrees("s1", "on_record", at=TUE)
    assert desk.states(at=MON) == {"genuine": "unconfirmed"}
    assert desk.states(at=TUE) == desk.states() == {"genuine": "officially_confirmed"}
    desk.tightens("s1", "background")
    assert desk.states(at=TUE) == {"genuine": "anonymously_confirmed"}
    assert desk.states(at=MON) == {"genuine": "unconfirmed"}


def test_an_agreement_dated_without_a_time_holds_from_the_end_of_that_date_where_the_case_is() -> None:
    desk = Newsroom("genuine", timezone="America/New_York")
    desk.source("office", "issuer")
    desk.says("office", said=MON, terms="off_record", genuine="confirms")
    desk.agrees("s1", "on_record", at="2020-01-07")
    assert desk.states(at="2020-01-07T23:00-05:00") == {"genuine": "unconfirmed"}
    assert desk.states(at="2020-01-07") == {"genuine": "officially_confirmed"}
    assert desk.states(now="2020-01-07T12:00-05:00") == {"genuine": "officially_confirmed"}, "today it holds at once"


def test_of_two_terms_that_did_not_know_of_each_other_the_stricter_holds() -> None:
    for first, second in permutations(("background", "off_record")):
        desk = office_desk()
        desk.tightens("s1", first, supersedes=("s1",))
        desk.tightens("s1", second, supersedes=("s1",))
        assert desk.states() == {"genuine": "unconfirmed"}


def test_mergers_give_one_source_in_any_order() -> None:
    pairs = [("b", "a"), ("c", "b"), ("d", "c"), ("b", "d")]
    found = set()
    for order in permutations(pairs):
        desk = Newsroom("genuine")
        for slug in "abcde":
            desk.source(slug, "insider")
        for slug in "abcde":
            desk.says(slug, knows="direct", genuine="confirms")
        for keep, gone in order:
            desk.merges(keep, gone)
        case = desk.case()
        found.add((tuple(case.sources), tuple(statement.source for statement in case.statements)))
    assert len(found) == 1
    ((sources, speakers),) = found
    assert len(sources) == 2
    assert "e" in sources
    assert len(set(speakers[:4])) == 1


def test_a_merger_keeps_the_description_it_names() -> None:
    desk = Newsroom("genuine")
    for slug in "abc":
        desk.source(slug, "insider")
    desk.merges("b", "a")
    desk.merges("c", "b")
    (kept,) = desk.case().sources.values()
    assert (kept.id, set(kept.merged)) == ("c", {"a", "b"})


def test_a_merger_of_a_source_with_itself_or_with_nobody_changes_nothing() -> None:
    desk = office_desk()
    desk.merges("office", "office")
    desk.merges("office", "nobody")
    desk.merges("nobody", "office")
    assert set(desk.case().sources) == {"office"}
    assert desk.states() == {"genuine": "officially_confirmed"}


def test_a_statement_of_a_source_that_is_not_here_waits() -> None:
    desk = office_desk()
    desk.takes_back("office")
    case = desk.case()
    assert case.waiting == ("s1",)
    assert case.statements == ()


def test_statements_stand_in_the_order_learned_ties_in_the_order_logged() -> None:
    desk = Newsroom("genuine", timezone="America/New_York")
    desk.source("office", "issuer")
    for name, learned in (("b", WED), ("e", WED), ("c", "2020-01-07"), ("a", MON), ("d", "2020-01-08T00:00-05:00")):
        desk.says("office", said="2020-01-01", learned=learned, id=name)
    assert [statement.id for statement in desk.case().statements] == ["a", "c", "d", "b", "e"]


def test_a_withdrawn_question_is_gone_and_comes_back() -> None:
    desk = Newsroom("genuine", "status")
    gone = desk.withdraws("status")
    assert list(desk.states()) == ["genuine"]
    desk.takes_back(gone)
    assert list(desk.states()) == ["genuine", "status"]


def test_an_unknown_or_erased_entry_stays_and_says_nothing() -> None:
    desk = office_desk()
    before = desk.states()
    desk.logs(f.Unknown("note.sung", b"{}"))
    desk.logs(f.Erased())
    assert desk.states() == before
    assert len(desk.case().entries) == len(desk.log)


def test_an_empty_log_folds_to_an_empty_case() -> None:
    case = fold(())
    assert (case.id, case.questions, case.statements, case.is_open) == ("", (), (), True)


def telling(case: Case) -> tuple[object, ...]:
    """What a case says, less the places of its entries in the log."""
    statements = [msgspec.structs.replace(s, position=0) for s in case.statements]
    return case.questions, dict(case.sources), statements, case.document, case.is_open, set(case.contested)


def shuffled(entries: tuple[f.Entry, ...], rng: Random) -> list[f.Entry]:
    """Another total order: what is taken back stays ahead, and so do ties among what was said or asked."""
    mixed = list(entries)
    rng.shuffle(mixed)
    kept = iter([entry for entry in entries if isinstance(entry.fact, f.StatementLogged | f.QuestionRaised)])
    mixed = [next(kept) if isinstance(entry.fact, f.StatementLogged | f.QuestionRaised) else entry for entry in mixed]
    undone = [entry for entry in entries if isinstance(entry.fact, f.TakenBack)]
    return [entry for entry in mixed if not isinstance(entry.fact, f.TakenBack)] + undone


@given(rngs, st.randoms(use_true_random=False))
def test_the_place_of_independent_facts_in_the_log_never_matters(rng: Random, other: Random) -> None:
    desk = random_desk(rng)
    case, again = desk.case(), fold(shuffled(desk.entries, other))
    assert telling(case) == telling(again)
    assert evaluate(case, desk.moment()).states == evaluate(again, desk.moment()).states


@given(rngs)
def test_taking_back_everything_said_leaves_nothing_and_redo_brings_it_back(rng: Random) -> None:
    desk = random_desk(rng)
    before = telling(desk.case())
    said = [statement.id for statement in desk.case().statements]
    undone = [desk.takes_back(name) for name in said]
    assert desk.case().statements == ()
    for name in reversed(undone):
        desk.takes_back(name)
    assert telling(desk.case()) == before


def test_taking_back_a_correction_in_the_middle_leaves_the_later_one_alone() -> None:
    desk = office_desk()
    first, _ = (desk.corrects("s1", quote=quote) for quote in ("one", "two"))
    desk.takes_back(first)
    assert (desk.case().by_id["s1"].says.quote, desk.case().contested) == ("two", ())
