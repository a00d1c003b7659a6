"""Why a state is what it is: the smallest set of statements that makes it, the rest, and what one more would do."""

from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom import Newsroom
from tests.workflow.strategies import moments, random_desk, rngs
from workflow.case import Case, Moment
from workflow.casefile.reading import read_case_file
from workflow.casefile.telling import entries_of
from workflow.fate import Rule
from workflow.fold import fold
from workflow.terms import State
from workflow.verdict import evaluate
from workflow.why import Why, reason, sentence, why

END = 1 << 90
REPLAYS = sorted((Path(__file__).parent.parent / "replay").glob("*.json"))


def explained(desk: Newsroom, question: str = "genuine", at: str | None = None) -> Why:
    case = desk.case()
    return why(case, evaluate(case, desk.moment(at)), question)


def made(found: Why) -> list[str]:
    return [fate.statement.id for fate in found.makes]


def only(case: Case, statements: set[str]) -> Case:
    """The case with only some of its statements."""
    return msgspec.structs.replace(
        case, statements=tuple(statement for statement in case.statements if statement.id in statements)
    )


def states_in_reach(found: Why) -> dict[str, str]:
    return {str(step.state): step.sentence for step in found.reach}


@given(rngs)
def test_the_set_alone_gives_the_state_and_less_any_member_it_does_not(rng: Random) -> None:
    case = random_desk(rng, most=24).case()
    for moment in moments(rng, case):
        evaluation = evaluate(case, moment)
        for question, state in evaluation.states.items():
            found = why(case, evaluation, question)
            names = {fate.statement.id for fate in found.makes}
            assert found.state is state
            assert evaluate(only(case, names), moment).states[question] is state
            for name in names:
                assert evaluate(only(case, names - {name}), moment).states[question] is not state
            assert bool(names) is (state is not State.UNCONFIRMED)


@given(rngs)
def test_every_statement_that_touches_the_question_is_told_once(rng: Random) -> None:
    case = random_desk(rng).case()
    for moment in moments(rng, case, 1):
        evaluation = evaluate(case, moment)
        for question in evaluation.states:
            found = why(case, evaluation, question)
            told = [fate.statement.id for fate in (*found.makes, *found.also, *found.set_aside)]
            touching = [s.id for s in case.learned_by(moment) if question in s.says.stances]
            assert sorted(told) == sorted(touching)
            assert all(fate.live for fate in found.also)
            assert not any(fate.live for fate in found.set_aside)
            assert sentence(case, evaluation, question) == found.sentence
            assert found.sentence.endswith(".")
            assert all(reason(case, fate) for fate in found.set_aside)


@given(st.integers(1, 400))
def test_many_like_statements_are_one_reason(count: int) -> None:
    desk = Newsroom("genuine")
    for number in range(count):
        desk.source(f"witness{number}", rank=1 + number % 4)
        desk.says(f"witness{number}", genuine="confirms", knows="direct")
    found = explained(desk)
    assert found.state is State.NAMED_CONFIRMED
    assert len(found.makes) == 1
    assert len(found.also) == count - 1


def test_the_letter_of_january_2020() -> None:
    desk = Newsroom("genuine", "status", "delivered", "reading")
    desk.source("pentagon", "issuer", name="Pentagon press office", body="US DoD")
    desk.source("military", "insider", unnamed=True, lineage="wapo")
    desk.source("esper", "issuer", name="Mark Esper", body="US DoD", rank=4)
    desk.source("milley", "issuer", name="Gen. Mark Milley", body="US DoD", rank=3)
    desk.says("pentagon", genuine="declines", id="silent")
    desk.says("military", genuine="confirms", via="The Washington Post", id="unnamed")
    desk.says("milley", genuine="confirms", status="disputes", delivered="disputes", id="draft")
    desk.says("milley", delivered="confirms", id="back")

    status = explained(desk, "status")
    assert (status.state, made(status)) == (State.OFFICIALLY_DISPUTED, ["draft"])
    assert status.sentence == (
        "Disputed by Gen. Mark Milley, on the record and speaking officially on status. Nothing of weight confirms it."
    )
    genuine = explained(desk)
    assert made(genuine) == ["draft"]
    assert [fate.statement.id for fate in genuine.also] == ["unnamed"]
    assert [(fate.statement.id, fate.rule) for fate in genuine.set_aside] == [("silent", Rule.NO_STANCE)]
    delivered = explained(desk, "delivered")
    (gone,) = delivered.set_aside
    assert gone.rule is Rule.OVERTAKEN
    assert reason(desk.case(), gone).startswith("a later word overtook it (Gen. Mark Milley, 6 Jan 2020 08:")
    assert explained(desk, "reading").sentence == "Nobody has spoken on it yet."

    reached = states_in_reach(status)
    assert reached["contested"] == "A named person with direct knowledge who confirms it would make it contested."
    assert reached["officially_confirmed"].startswith("An official of US DoD of equal or higher rank")
    assert reached["unconfirmed"] == "A retraction by Gen. Mark Milley would make it unconfirmed."
    assert reached["shown_false"] == "A conclusive examination, signed off, that disputes it would make it shown false."


@pytest.mark.parametrize("path", REPLAYS, ids=lambda path: path.stem)
def test_public_cases_tell_at_every_step_what_makes_each_state(path: Path) -> None:
    case = fold(entries_of(read_case_file(path)))
    for statement in case.statements:
        moment = Moment(statement.learned_key, END)
        evaluation = evaluate(case, moment)
        for question, state in evaluation.states.items():
            found = why(case, evaluation, question)
            names = {fate.statement.id for fate in found.makes}
            assert len(names) <= 3
            assert evaluate(only(case, names), moment).states[question] is state
            assert state not in {step.state for step in found.reach}


def two_examiners(desk: Newsroom, stance: str) -> None:
    for lab in ("first", "second"):
        desk.source(lab, "expert", name=f"Dr. {lab.title()}")
        desk.says(lab, genuine=stance, technical=True, knows="direct", id=f"{lab} finding")


def test_two_examiners_are_named_together() -> None:
    desk = Newsroom("genuine")
    two_examiners(desk, "disputes")
    desk.source("heron", "insider", unnamed=True)
    desk.says("heron", genuine="confirms")
    found = explained(desk)
    assert found.state is State.INDEPENDENTLY_DISPUTED
    assert set(made(found)) == {"first finding", "second finding"}
    assert found.sentence == (
        "Disputed by Dr. Second and Dr. First, who examined it and share no origin. Only unnamed words confirm it."
    )


def test_officials_and_examiners_together_show_it_false_by_the_second_row() -> None:
    desk = Newsroom("genuine")
    two_examiners(desk, "disputes")
    desk.source("office", "issuer", name="The office")
    desk.says("office", genuine="disputes", id="official")
    found = explained(desk)
    assert found.state is State.SHOWN_FALSE
    assert made(found) == ["official", "second finding", "first finding"]


def test_a_conclusive_finding_alone_shows_it_false_by_the_first_row() -> None:
    desk = Newsroom("genuine")
    two_examiners(desk, "disputes")
    desk.source("office", "issuer", name="The office")
    desk.says("office", genuine="disputes")
    desk.source("lab", "expert", name="The lab")
    desk.says("lab", genuine="disputes", conclusive=True, knows="direct", id="finding")
    found = explained(desk)
    assert made(found) == ["finding"]
    assert found.sentence == "Disputed by The lab, with a conclusive finding. Nothing of weight confirms it."


def test_a_conclusive_dispute_held_up_by_an_official_confirmation_needs_both() -> None:
    desk = Newsroom("genuine")
    desk.source("lab", "expert", name="The lab")
    desk.says("lab", genuine="disputes", conclusive=True, knows="direct", id="finding")
    desk.source("office", "issuer", name="The office", body="the ministry", rank=3)
    desk.says("office", genuine="confirms", id="official")
    desk.source("clerk", "insider", name="A clerk")
    desk.says("clerk", genuine="confirms", knows="direct")
    found = explained(desk)
    assert found.state is State.CONTESTED
    assert set(made(found)) == {"finding", "official"}
    assert found.sentence == (
        "Confirmed by The office, on the record and speaking officially on genuine. "
        "Disputed by The lab, with a conclusive finding."
    )
    assert states_in_reach(found)["shown_false"] == "A retraction by The office would make it shown false."


def test_a_withdrawn_confirmation_is_told_with_its_retraction() -> None:
    desk = Newsroom("genuine")
    desk.source("clerk", "insider", name="A clerk")
    desk.source("heron", "insider", unnamed=True)
    desk.says("clerk", genuine="confirms", knows="direct", id="word")
    desk.says("clerk", genuine="retracts", id="back")
    desk.says("heron", genuine="disputes", id="whisper")
    found = explained(desk)
    assert found.state is State.WITHDRAWN
    assert made(found) == ["word", "back"]
    assert [fate.statement.id for fate in found.also] == ["whisper"]
    assert found.sentence == "A clerk confirmed it and took that back. What still stands disputes it."


def test_an_outlet_takes_back_what_it_carried() -> None:
    desk = Newsroom("genuine")
    desk.source("outlet", "outlet", name="The Gazette")
    desk.source("heron", "insider", unnamed=True)
    desk.says("heron", genuine="confirms", via="The Gazette", id="word")
    desk.says("outlet", genuine="retracts", retracts=("word",), id="back")
    assert explained(desk).sentence == "The Gazette took back what HERON had confirmed. Nothing else confirms it."


def test_an_embargo_holds_a_statement_back_until_its_moment() -> None:
    desk = Newsroom("genuine")
    desk.source("office", "issuer", name="The office")
    desk.says("office", genuine="confirms", embargo="2020-01-07T09:00Z", said="2020-01-06T09:00Z", id="word")
    early = explained(desk, at="2020-01-06T12:00Z")
    assert (early.state, made(early)) == (State.UNCONFIRMED, [])
    assert early.sentence == "Nothing that counts speaks for or against it."
    assert [reason(desk.case(), fate) for fate in early.set_aside] == ["it is under embargo"]
    assert made(explained(desk, at="2020-01-07T09:00Z")) == ["word"]
