"""Flags beside a state: each where it tells an editor something, and not where it would be noise."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given

from tests.newsroom import Newsroom
from tests.workflow.strategies import moments, random_desk, rngs
from workflow.flags import Flag, derivation_cycles, flags, learned_late, lineages
from workflow.terms import State
from workflow.verdict import evaluate

EARLY, LATER_THAT_DAY, NEXT_DAY = "2020-01-06T09:00Z", "2020-01-07T08:59Z", "2020-01-07T09:00Z"


def raised(desk: Newsroom, question: str = "genuine", at: str | None = None) -> set[Flag]:
    case = desk.case()
    return set(flags(case, evaluate(case, desk.moment(at)), question))


def newsroom() -> Newsroom:
    """A desk that knows two unnamed sources, a clerk, a lab, and two officials of one ministry."""
    desk = Newsroom("genuine", "status")
    desk.source("heron", "insider", unnamed=True)
    desk.source("ibis", "insider", unnamed=True)
    desk.source("clerk", "insider")
    desk.source("lab", "expert")
    desk.source("office", "issuer", body="the ministry", rank=2)
    desk.source("minister", "issuer", body="the ministry", rank=3)
    return desk


Story = Callable[[Newsroom], object]

STORIES: dict[Flag, tuple[list[Story], list[Story]]] = {
    Flag.SECOND_HAND: (
        [lambda d: d.says("heron", genuine="confirms", via="CNN")],
        [
            lambda d: d.says("heron", genuine="confirms"),
            lambda d: (d.says("heron", genuine="confirms", via="CNN"), d.says("ibis", genuine="confirms")),
            lambda d: d.says("office", genuine="confirms", via="CNN"),
        ],
    ),
    Flag.ONE_LINEAGE: (
        [
            lambda d: d.says("heron", genuine="confirms"),
            lambda d: d.says("clerk", genuine="confirms", knows="direct"),
            lambda d: (
                d.says("heron", genuine="confirms", lineage="memo"),
                d.says("ibis", genuine="confirms", lineage="memo"),
            ),
            lambda d: (d.says("heron", genuine="confirms", via="CNN"), d.says("ibis", genuine="confirms", via="AFP")),
        ],
        [
            lambda d: (d.says("heron", genuine="confirms"), d.says("ibis", genuine="confirms")),
            lambda d: (d.says("clerk", genuine="confirms", knows="direct"), d.says("ibis", genuine="confirms")),
            lambda d: d.says("office", genuine="confirms"),
            lambda d: d.says("lab", genuine="confirms", conclusive=True),
        ],
    ),
    Flag.RELAYED: (
        [lambda d: d.says("office", genuine="disputes", via="CNN")],
        [
            lambda d: d.says("office", genuine="disputes"),
            lambda d: d.says("heron", genuine="disputes", via="CNN"),
            lambda d: (d.says("heron", genuine="disputes", via="CNN"), d.says("office", genuine="disputes")),
        ],
    ),
    Flag.HEDGED: (
        [lambda d: d.says("lab", genuine="confirms", technical=True, knows="direct", hedged=True)],
        [
            lambda d: (d.says("heron", genuine="confirms", hedged=True), d.says("ibis", genuine="confirms")),
            lambda d: (d.says("heron", genuine="confirms", hedged=True), d.says("office", genuine="confirms")),
        ],
    ),
    Flag.ANONYMOUS_CONTRADICTION: (
        [
            lambda d: (d.says("heron", genuine="disputes"), d.says("office", genuine="confirms")),
            lambda d: (d.says("heron", genuine="confirms"), d.says("lab", genuine="disputes", conclusive=True)),
        ],
        [
            lambda d: (d.says("heron", genuine="disputes"), d.says("ibis", genuine="confirms")),
            lambda d: (d.says("heron", genuine="confirms"), d.says("office", genuine="confirms")),
        ],
    ),
    Flag.CIRCULAR: (
        [lambda d: d.says("heron", genuine="confirms", derived_from="our own story")],
        [lambda d: d.says("heron", genuine="declines", derived_from="our own story")],
    ),
    Flag.HELD_BY_GRADE: (
        [lambda d: d.says("heron", genuine="confirms", grade="E4")],
        [
            lambda d: d.says("heron", genuine="confirms", grade="F6"),
            lambda d: d.says("heron", genuine="confirms", grade="E4", terms="off_record"),
        ],
    ),
    Flag.LEARNED_LATE: (
        [
            lambda d: d.says("office", genuine="confirms", said=EARLY, learned=NEXT_DAY),
            lambda d: d.says("office", genuine="confirms", said="2020-01-06", learned=NEXT_DAY),
        ],
        [
            lambda d: d.says("office", genuine="confirms", said=EARLY, learned=LATER_THAT_DAY),
            lambda d: d.says("office", genuine="confirms", said="2020-01-06", learned="2020-01-06"),
            lambda d: (
                d.says("heron", genuine="confirms", said=EARLY, learned=NEXT_DAY),
                d.says("ibis", genuine="confirms"),
            ),
        ],
    ),
    Flag.REVERSAL: (
        [
            lambda d: (d.says("office", genuine="disputes"), d.says("minister", genuine="confirms")),
            lambda d: (d.says("heron", genuine="disputes"), d.says("heron", genuine="confirms")),
            lambda d: (
                d.says("clerk", genuine="disputes", knows="direct"),
                d.says("clerk", genuine="confirms", knows="direct"),
            ),
            lambda d: (
                d.says("minister", genuine="confirms", said=NEXT_DAY),
                d.says("office", genuine="disputes", said=EARLY, learned="2020-01-08"),
            ),
        ],
        [
            lambda d: (d.says("office", genuine="confirms"), d.says("minister", genuine="confirms")),
            lambda d: (d.says("heron", genuine="disputes"), d.says("office", genuine="confirms")),
            lambda d: (
                d.says("clerk", genuine="disputes", terms="background"),
                d.says("clerk", genuine="confirms", knows="direct"),
            ),
        ],
    ),
    Flag.ONLY_SILENCE: (
        [
            lambda d: d.says("office", genuine="declines"),
            lambda d: (d.says("office", genuine="cannot_say"), d.says("minister", genuine="not_disputed")),
            lambda d: d.asks("office", sent=EARLY, deadline=NEXT_DAY),
            lambda d: d.asks("office", sent=EARLY, deadline=NEXT_DAY, questions=("genuine",)),
            lambda d: d.gives_up(d.asks("office", sent=EARLY)),
        ],
        [
            lambda d: (d.says("office", genuine="declines"), d.says("minister", genuine="confirms")),
            lambda d: d.says("office", genuine="implies"),
            lambda d: d.says("office", genuine="declines", terms="off_record"),
            lambda d: d.says("clerk", genuine="declines"),
            lambda d: d.asks("clerk", sent=EARLY, deadline=NEXT_DAY),
            lambda d: d.asks("office", sent=EARLY, deadline="2031-01-01T00:00Z"),
            lambda d: d.asks("office", sent=EARLY, deadline=NEXT_DAY, questions=("status",)),
            lambda d: d.answers(d.asks("office", sent=EARLY, deadline=NEXT_DAY), note="Will call back."),
        ],
    ),
    Flag.KNOWLEDGE_UNASKED: (
        [
            lambda d: d.says("heron", genuine="confirms"),
            lambda d: d.says("clerk", genuine="confirms"),
            lambda d: (d.says("clerk", genuine="confirms"), d.says("ibis", genuine="confirms", knows="direct")),
        ],
        [
            lambda d: d.says("heron", genuine="confirms", knows="direct"),
            lambda d: (d.says("heron", genuine="confirms"), d.says("ibis", genuine="confirms", knows="direct")),
            lambda d: d.says("office", genuine="confirms"),
            lambda d: (d.says("clerk", genuine="confirms"), d.says("office", genuine="confirms")),
        ],
    ),
    Flag.SIGN_OFF_MISSING: (
        [
            lambda d: d.says("lab", genuine="confirms", technical=True, knows="direct"),
            lambda d: (
                d.says("lab", genuine="disputes", technical=True),
                d.says("clerk", genuine="disputes", technical=True),
                d.says("office", genuine="disputes"),
            ),
        ],
        [
            lambda d: d.says("lab", genuine="confirms", conclusive=True),
            lambda d: (
                d.says("lab", genuine="confirms", technical=True),
                d.says("clerk", genuine="confirms", conclusive=True),
            ),
            lambda d: (d.says("lab", genuine="confirms", technical=True), d.says("office", genuine="confirms")),
        ],
    ),
}


def test_every_flag_has_its_stories() -> None:
    assert set(STORIES) == set(Flag)
    assert all(flag.word and flag.meaning.endswith(".") for flag in Flag)


@pytest.mark.parametrize(
    ("flag", "story"), [(flag, story) for flag, (stories, _) in STORIES.items() for story in stories]
)
def test_a_flag_stands_where_it_tells_something(flag: Flag, story: Story) -> None:
    desk = newsroom()
    story(desk)
    assert flag in raised(desk)
    assert flag not in raised(desk, at="2020-01-01")


@pytest.mark.parametrize(
    ("flag", "story"), [(flag, story) for flag, (_, stories) in STORIES.items() for story in stories]
)
def test_a_flag_stays_away_where_it_would_be_noise(flag: Flag, story: Story) -> None:
    desk = newsroom()
    story(desk)
    assert flag not in raised(desk)


def test_flags_come_in_their_order_and_for_their_question_alone() -> None:
    desk = newsroom()
    desk.says("heron", genuine="confirms", via="CNN", hedged=True)
    case = desk.case()
    evaluation = evaluate(case, desk.moment())
    assert flags(case, evaluation, "genuine") == (
        Flag.SECOND_HAND,
        Flag.ONE_LINEAGE,
        Flag.HEDGED,
        Flag.KNOWLEDGE_UNASKED,
    )
    assert flags(case, evaluation, "status") == ()


@pytest.mark.parametrize(
    ("statements", "count"),
    [
        ([], 0),
        ([("heron", {}), ("ibis", {})], 2),
        ([("heron", {"via": "CNN"}), ("ibis", {"via": "AFP"})], 1),
        ([("heron", {"via": "CNN", "knows": "direct"}), ("ibis", {"via": "AFP"})], 1),
        ([("heron", {"via": "CNN", "knows": "direct"}), ("ibis", {"via": "AFP", "knows": "direct"})], 2),
        ([("heron", {"via": "CNN", "knows": {"genuine": "direct"}}), ("ibis", {"via": "AFP", "knows": "direct"})], 2),
        ([("heron", {"via": "CNN"}), ("ibis", {})], 2),
        ([("heron", {"via": "CNN"}), ("clerk", {"knows": "direct", "via": "AFP"})], 2),
        ([("heron", {"via": "CNN", "lineage": "memo"}), ("ibis", {"lineage": "memo"})], 1),
    ],
)
def test_origins_are_counted_as_an_editor_would(statements: list[tuple[str, dict[str, Any]]], count: int) -> None:
    desk = newsroom()
    for source, how in statements:
        desk.says(source, genuine="confirms", **how)
    case = desk.case()
    live = evaluate(case, desk.moment()).tallies["genuine"].confirms.live()
    assert lineages(case, live, "genuine") == count


def test_a_circle_of_reports_is_named_once() -> None:
    desk = newsroom()
    desk.says("heron", genuine="confirms", id="a", derived_from="c")
    desk.says("ibis", genuine="confirms", id="b", derived_from="a")
    desk.says("clerk", genuine="confirms", id="c", derived_from="b")
    desk.says("lab", genuine="confirms", id="d", derived_from="a")
    desk.says("office", genuine="confirms", id="itself", derived_from="itself")
    desk.says("office", genuine="confirms", id="plain", derived_from="a wire story")
    first, second = derivation_cycles(desk.case())
    assert first == ("a", "c", "b")
    assert second == ("itself",)


def test_a_long_chain_of_reports_is_walked_without_depth() -> None:
    desk = Newsroom("genuine")
    desk.source("wire")
    for number in range(3000):
        desk.says("wire", id=f"r{number}", derived_from=f"r{(number + 1) % 3000}", said=EARLY)
    (circle,) = derivation_cycles(desk.case())
    assert len(circle) == 3000


def test_late_by_the_clock_or_by_the_calendar() -> None:
    desk = newsroom()
    for said, learned, late in (
        (EARLY, "", False),
        (EARLY, LATER_THAT_DAY, False),
        (EARLY, NEXT_DAY, True),
        ("2020-01-06", "2020-01-06T23:00Z", False),
        ("2020-01-06", "2020-01-07", True),
        (EARLY, "2020-01-01", False),
    ):
        name = desk.says("heron", said=said, learned=learned)
        assert learned_late(desk.case().by_id[name]) is late, (said, learned)


@given(rngs)
def test_flags_hold_for_any_case_at_any_moment(rng: Random) -> None:
    case = random_desk(rng, most=20).case()
    for moment in moments(rng, case):
        evaluation = evaluate(case, moment)
        for question, state in evaluation.states.items():
            found = flags(case, evaluation, question)
            assert len(set(found)) == len(found)
            if state in (State.UNCONFIRMED, State.WITHDRAWN):
                assert not {Flag.HEDGED, Flag.ONE_LINEAGE, Flag.RELAYED, Flag.REVERSAL} & set(found)
