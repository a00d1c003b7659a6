"""The timeline: everything in the order learned, on both clocks, with what it changed."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given

from tests.newsroom import Newsroom
from tests.workflow.strategies import moments, random_desk, rngs
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.casefile.reading import read_case_file
from workflow.casefile.telling import entries_of
from workflow.fold import fold
from workflow.terms import State
from workflow.timeline import Event, EventKind, timeline
from workflow.verdict import evaluate, headline
from workflow.when import parse_instant

REPLAYS = sorted((Path(__file__).parent.parent / "replay").glob("*.json"))


def told(desk: Newsroom, at: str | None = None, now: str = "2030-01-01T00:00Z") -> tuple[Event, ...]:
    return timeline(desk.case(), desk.moment(at, now))


def lines(desk: Newsroom, at: str | None = None, now: str = "2030-01-01T00:00Z") -> list[tuple[str, str]]:
    return [(str(event.kind), event.fact_id) for event in told(desk, at, now)]


def states_after(case: Case, events: tuple[Event, ...]) -> dict[str, State]:
    states = {question.id: State.UNCONFIRMED for question in case.questions}
    for event in events:
        for change in event.question_changes:
            assert states[change.question_id] is change.before is not change.after
            states[change.question_id] = change.after
    return states


def states_along(events: tuple[Event, ...], question: str) -> list[tuple[State, int]]:
    """The states into which a question moves, each with its instant."""
    return [(c.after, event.instant) for event in events for c in event.question_changes if c.question_id == question]


@given(rngs)
def test_the_states_at_every_point_are_those_as_of_that_moment(rng: Random) -> None:
    case = random_desk(rng, most=20).case()
    for moment in moments(rng, case, 2):
        events = timeline(case, moment)
        assert [event.instant for event in events] == sorted(event.instant for event in events)
        assert states_after(case, events) == dict(evaluate(case, moment).states)
        for at in {event.instant + late for event in events for late in (0, -1)}:
            if at <= moment.at:
                then = Moment(at, moment.now)
                so_far = tuple(event for event in events if event.instant <= at)
                assert states_after(case, so_far) == dict(evaluate(case, then).states)
                assert tuple(e.fact_id for e in timeline(case, then)) == tuple(e.fact_id for e in so_far)


@pytest.mark.parametrize("path", REPLAYS, ids=lambda path: path.stem)
def test_public_cases_pass_through_the_states_expected_of_them(path: Path) -> None:
    file = read_case_file(path)
    case = fold(entries_of(file))
    events = timeline(case, Moment(None, parse_instant("2040-01-01T00:00Z")))
    places = {
        case.by_id[event.fact_id].says.slug: place
        for place, event in enumerate(events)
        if event.kind is EventKind.STATEMENT
    }
    assert file.expected
    for expected in file.expected:
        states = states_after(case, events[: places[expected.after] + 1])
        found = {case.question_by_id[name].slug: state for name, state in states.items()}
        assert {name: found[name] for name in expected.states} == dict(expected.states)


def test_both_clocks_and_what_changed() -> None:
    desk = Newsroom("genuine", "status")
    desk.source("clerk", "issuer", body="the office", rank=1)
    desk.source("chief", "issuer", body="the office", rank=4)
    desk.says("chief", genuine="confirms", status="disputes", said="2020-01-06T16:25-05:00")
    desk.says("clerk", genuine="disputes", said="2020-01-06T15:36-05:00", learned="2020-01-07")
    first, second = told(desk)
    assert [(c.question_id, c.before, c.after) for c in first.question_changes] == [
        ("genuine", State.UNCONFIRMED, State.OFFICIALLY_CONFIRMED),
        ("status", State.UNCONFIRMED, State.OFFICIALLY_DISPUTED),
    ]
    assert headline(desk.case(), states_after(desk.case(), (first,))) == (State.OFFICIALLY_DISPUTED, ("status",))
    assert second.at_said is not None
    assert (second.at_said.text, second.at_learned.text) == ("2020-01-06T15:36-05:00", "2020-01-07")
    assert second.question_changes == ()
    assert len(told(desk, at="2020-01-06")) == 1
    assert [state for state, _ in states_along(told(desk), "genuine")] == [State.OFFICIALLY_CONFIRMED]


def test_the_desks_own_work_stands_between_the_statements() -> None:
    desk = Newsroom("genuine")
    desk.source("office", "issuer")
    asked = desk.asks("office", deadline="2020-01-06T12:00Z")
    word = desk.says("office", genuine="declines")
    answer = desk.answers(asked, statement=word)
    note = desk.notes("They rang back.", about=word)
    correction = desk.corrects(word, quote="No comment.")
    tightened = desk.tightens(word, "off_record")
    disagreement = desk.disagrees("genuine", "contested")
    assert lines(desk) == [
        ("request", asked),
        ("statement", word),
        ("answer", answer),
        ("note", note),
        ("correction", correction),
        ("tightened", tightened),
        ("disagreement", disagreement),
    ]
    assert [event.subject for event in told(desk)] == [asked, word, asked, word, word, word, "genuine"]
    assert told(desk)[3].at_said is None
    assert lines(desk, at="2020-01-06T08:04Z") == [("request", asked), ("statement", word)]


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        ("2020-01-06T11:59Z", ["request"]),
        ("2020-01-06T12:00Z", ["request", "deadline"]),
    ],
)
def test_a_deadline_passes_by_the_clock_alone(now: str, kinds: list[str]) -> None:
    desk = Newsroom("genuine")
    desk.source("office", "issuer")
    desk.asks("office", deadline="2020-01-06T12:00Z")
    assert [kind for kind, _ in lines(desk, now=now)] == kinds


def test_a_deadline_that_was_met_or_noted_is_not_told_twice() -> None:
    desk = Newsroom("genuine")
    desk.source("office", "issuer")
    met = desk.asks("office", deadline="2020-01-06T12:00Z")
    desk.answers(met, at="2020-01-06T11:00Z")
    missed = desk.asks(office="The ministry", deadline="2020-01-06T13:00Z")
    desk.gives_up(missed, at="2020-01-06T14:00Z")
    assert [str(event.kind) for event in told(desk)] == ["request", "request", "answer", "given_up"]
    assert [str(event.kind) for event in told(desk, at="2020-01-06T13:30Z")][-1] == "deadline"


def test_an_embargo_lifts_and_an_agreement_takes_effect_at_their_moments() -> None:
    desk = Newsroom("genuine")
    desk.source("office", "issuer")
    desk.source("heron", "insider", unnamed=True)
    held = desk.says("office", genuine="disputes", said="2020-01-06T09:00Z", embargo="2020-01-08T09:00Z")
    quiet = desk.says("heron", genuine="confirms", said="2020-01-06T10:00Z", terms="off_record")
    agreed = desk.agrees(quiet, "background", at="2020-01-07T10:00Z")
    assert lines(desk) == [("statement", held), ("statement", quiet), ("agreed", agreed), ("embargo", held)]
    assert [[str(c.after) for c in event.question_changes] for event in told(desk)] == [
        [],
        [],
        ["anonymously_confirmed"],
        ["officially_disputed"],
    ]
    assert lines(desk, now="2020-01-08T08:59Z")[-1] == ("agreed", agreed)
    assert states_along(told(desk), "genuine") == [
        ("anonymously_confirmed", parse_instant("2020-01-07T10:00Z")),
        ("officially_disputed", parse_instant("2020-01-08T09:00Z")),
    ]


def test_what_was_taken_back_shows_nowhere() -> None:
    desk = Newsroom("genuine")
    desk.source("office", "issuer")
    word = desk.says("office", genuine="disputes")
    desk.corrects(word, quote="No.")
    asked = desk.asks("office")
    desk.answers(asked)
    first = desk.takes_back(word)
    second = desk.takes_back(asked)
    assert lines(desk) == [("taken_back", first), ("taken_back", second)]
    assert all(event.subject == "" for event in told(desk))
    third = desk.takes_back(first)
    assert [kind for kind, _ in lines(desk)] == ["statement", "correction", "taken_back", "taken_back"]
    assert ("taken_back", third) in lines(desk)


def test_an_entry_that_claims_no_time_follows_the_one_before_it() -> None:
    desk = Newsroom("genuine")
    note = desk.notes("First.")
    desk.log.append(f.Entry("loose", f.NoteAdded("Second."), "yesterday"))
    assert lines(desk) == [("note", note), ("note", "loose")]
    assert all(event.kind is EventKind.NOTE for event in told(desk))
    assert told(Newsroom("genuine")) == ()
