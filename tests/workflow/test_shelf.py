"""The row of a case in the list, and how long it holds."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom import LATER, Newsroom
from tests.workflow.strategies import TIMES, random_desk
from workflow import facts as f
from workflow.shelf import holds_until, shelf_row
from workflow.when import parse_instant

HOUR = 3_600_000_000


def at(text: str) -> int:
    return parse_instant(text)


def test_an_empty_case() -> None:
    row = shelf_row(Newsroom("genuine", "status", slug="memo").case(), at(LATER))
    assert (row.slug, row.title, row.is_open) == ("memo", "The memo", True)
    assert (row.headline, row.headline_questions) == ("unconfirmed", ("genuine",))
    assert (row.settled, row.total) == (0, 2)
    assert (row.level, row.prompt[:10]) == ("!", "Save the o")
    assert (row.moved_at, row.deadline, row.holds_until) == ("2020-01-06T08:02Z", None, None)


def test_headline_settled_questions_and_the_closing_of_a_case() -> None:
    desk = Newsroom("genuine", "status", "reading", "intact")
    desk.source("chief", "issuer")
    desk.says("chief", genuine="confirms", status="disputes", reading="disputes")
    desk.closes()
    row = shelf_row(desk.case(), at(LATER))
    assert (row.headline, row.headline_questions) == ("officially_disputed", ("status", "meaning"))
    assert (row.settled, row.total, row.is_open) == (3, 4, False)
    assert row.moved_at == desk.log[-1].claimed_at


def test_it_holds_until_the_next_embargo_deadline_or_fortnight() -> None:
    desk = Newsroom("genuine")
    desk.source("chief", "issuer")
    desk.says("chief", genuine="confirms", said="2020-01-06T08:00Z", embargo="2020-01-07T00:00Z")
    desk.asks("chief", deadline="2020-01-08T12:00+02:00")
    case = desk.case()
    first = shelf_row(case, at("2020-01-06T09:00Z"))
    assert (first.headline, first.holds_until) == ("unconfirmed", at("2020-01-07T00:00Z"))
    second = shelf_row(case, at("2020-01-07T00:00Z"))
    assert (second.headline, second.holds_until) == ("officially_confirmed", at("2020-01-08T10:00Z"))
    assert second.deadline == at("2020-01-08T10:00Z")
    third = shelf_row(case, at("2020-01-08T10:00Z"))
    assert (third.deadline, third.holds_until) == (None, at("2020-01-20T08:00Z") + 1)
    assert shelf_row(case, at("2020-01-20T08:00Z") + 1).holds_until is None
    assert holds_until(case, at("2020-01-07T00:00Z")) == second.holds_until


def requested(rng: Random, desk: Newsroom) -> Newsroom:
    """The desk with a few requests, answered, given up or open, and a document that leaves little else to do."""
    if rng.random() < 0.7:
        desk.logs(f.DocumentDescribed({"author": "A. Author", "issuer": "The Office"}))
    for _ in range(rng.randint(0, 3)):
        deadline = rng.choice(("", *TIMES))
        request = desk.asks(rng.choice(("source1", "")), office="The Office", sent=rng.choice(TIMES), deadline=deadline)
        if rng.random() < 0.3:
            desk.answers(request, at=rng.choice(TIMES))
        elif rng.random() < 0.3:
            desk.gives_up(request, at=rng.choice(TIMES))
    return desk


@given(st.randoms(use_true_random=False))
def test_a_row_is_the_same_until_it_no_longer_holds(rng: Random) -> None:
    case = requested(rng, random_desk(rng)).case()
    now = at(rng.choice(TIMES)) - rng.choice((0, 1, HOUR, 400 * HOUR))
    for _ in range(4):
        row = shelf_row(case, now)
        end = row.holds_until if row.holds_until is not None else now + 20_000 * HOUR
        for later in (now + 1, now + HOUR, rng.randint(now, end - 1), end - 1):
            assert shelf_row(case, min(max(later, now), end - 1)) == row
        if row.holds_until is None:
            break
        assert row.holds_until > now
        now = row.holds_until
