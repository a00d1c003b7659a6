"""What became of a request for comment, and the words for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.newsroom import LATER, Newsroom
from workflow import facts as f
from workflow.admission import problems, warnings
from workflow.case import Moment
from workflow.outreach import (
    Outcome,
    asked,
    next_deadline,
    open_requests,
    past_deadline,
    phrase,
    phrase_for,
    status,
)
from workflow.terms import Standing
from workflow.when import parse_instant

SENT = "2020-01-06T09:00Z"
DEADLINE = "2020-01-06T12:00-05:00"
BEFORE, AFTER = "2020-01-06T16:59Z", "2020-01-06T17:00Z"


def press() -> Newsroom:
    desk = Newsroom("genuine", "status")
    desk.source("press", "issuer", name="Press office", body="the Ministry")
    return desk


def send(desk: Newsroom, **fields: Any) -> f.FactId:
    request = {"sent_at": SENT, "channel": "email", "wording": "Is it yours?", "source": "press", "deadline": DEADLINE}
    return desk.logs(f.RequestSent(**{**request, **fields}))


def told(desk: Newsroom, at: str | None = None, now: str = LATER) -> tuple[Outcome, str]:
    case, moment = desk.case(), desk.moment(at, now)
    return status(case, case.requests[-1], moment), phrase(case, case.requests[-1], moment)


def test_silence_has_its_words_before_and_after_the_deadline() -> None:
    desk = press()
    send(desk)
    assert told(desk, now=BEFORE) == (Outcome.WAITING, "did not immediately respond")
    assert told(desk, now=AFTER) == (Outcome.SILENT, "did not respond by 6 Jan 2020 12:00 -05:00")
    assert told(desk, at="2020-01-06T16:59Z") == (Outcome.WAITING, "did not immediately respond")
    assert told(desk, at="2020-01-06T08:59Z") == (Outcome.UNASKED, "was not asked")


def test_a_request_given_up_early_still_waits_in_print() -> None:
    desk = press()
    desk.gives_up(send(desk), at="2020-01-06T10:00Z")
    assert told(desk, now=BEFORE)[0] is Outcome.WAITING
    assert told(desk, now=AFTER)[0] is Outcome.SILENT


@pytest.mark.parametrize(
    ("stances", "outcome", "words"),
    [
        ({"genuine": "declines"}, Outcome.DECLINED, "declined"),
        ({"genuine": "declines", "status": "declines"}, Outcome.DECLINED, "declined"),
        ({"genuine": "declines", "status": "disputes"}, Outcome.ANSWERED, "answered"),
        ({"genuine": "neither"}, Outcome.ANSWERED, "answered"),
        ({"genuine": "no_response"}, Outcome.SILENT, "did not respond by 6 Jan 2020 12:00 -05:00"),
        ({}, Outcome.ANSWERED, "answered"),
    ],
)
def test_an_answer_is_what_its_statement_says(stances: dict[str, Any], outcome: Outcome, words: str) -> None:
    desk = press()
    request = send(desk)
    statement = desk.says("press", said="2020-01-06T10:00Z", **stances)
    desk.answers(request, at="2020-01-06T10:00Z", statement=statement)
    assert told(desk) == (outcome, words)
    assert told(desk, at="2020-01-06T09:59Z") == (Outcome.WAITING, "did not immediately respond")


def test_an_answer_without_a_statement_is_an_answer_and_wins_over_declining() -> None:
    desk = press()
    request = send(desk)
    desk.answers(request, statement=desk.says("press", genuine="declines"))
    assert told(desk)[0] is Outcome.DECLINED
    desk.answers(request, note="Rang back.")
    assert told(desk)[0] is Outcome.ANSWERED


def test_nobody_to_put_the_questions_to() -> None:
    desk = press()
    request = send(desk, deadline="", channel="phone", attempts=("email bounced", "switchboard closed"))
    assert told(desk)[0] is Outcome.WAITING
    desk.gives_up(request, at="2020-01-06T18:00Z")
    assert told(desk) == (
        Outcome.UNREACHED,
        "could not be reached (3 attempts: email bounced, switchboard closed and phone)",
    )


def test_attempts_that_hold_commas_stay_apart() -> None:
    desk = press()
    desk.gives_up(send(desk, deadline="", channel="phone", attempts=("mobile, 08:10", "home, 08:20")))
    assert told(desk)[1] == "could not be reached (3 attempts: mobile, 08:10; home, 08:20; phone)"


def test_given_up_without_a_deadline_or_other_attempts() -> None:
    desk = press()
    desk.gives_up(send(desk, deadline=""), at="2020-01-06T18:00Z")
    assert told(desk) == (Outcome.SILENT, "did not respond by 6 Jan 2020 18:00 UTC")


def test_which_requests_are_open_and_which_are_late() -> None:
    desk = press()
    late, ahead = send(desk), send(desk, deadline="2020-01-07T09:00+09:00")
    desk.answers(send(desk, deadline="2020-01-06T20:00Z"), at="2020-01-06T18:00Z")
    desk.gives_up(send(desk), at="2020-01-06T18:00Z")
    send(desk, sent_at="2020-01-06T23:00Z", deadline="")
    case, moment = desk.case(), desk.moment("2020-01-06T19:00Z")
    assert [request.id for request in open_requests(case, moment)] == [late, ahead]
    assert [request.id for request in past_deadline(case, moment)] == [late]
    assert next_deadline(case, moment) == parse_instant("2020-01-07T00:00Z")
    assert next_deadline(case, desk.moment("2020-01-06T17:00Z")) == parse_instant("2020-01-06T20:00Z")
    assert next_deadline(case, desk.moment("2020-01-07T00:00Z")) is None
    assert len(open_requests(case, desk.moment())) == 3


def test_who_was_asked_by_name_by_office_or_not_at_all() -> None:
    desk = press()
    desk.source("author", "author", name="Jane Roe")
    desk.source("clerk", "recipient", unnamed=True, body="the Palace")
    desk.logs(f.DocumentDescribed({"recipient": "The Royal Household"}))
    send(desk)
    send(desk, source="", office="Royal Household, press desk", deadline="")
    send(desk, source="", office="the Palace", deadline="")
    case, moment = desk.case(), desk.moment()
    assert phrase_for(case, Standing.ISSUER, moment) == "did not respond by 6 Jan 2020 12:00 -05:00"
    assert phrase_for(case, case.sources["press"], moment) == "did not respond by 6 Jan 2020 12:00 -05:00"
    assert phrase_for(case, Standing.RECIPIENT, moment) == "did not immediately respond"
    assert phrase_for(case, Standing.AUTHOR, moment) == "was not asked"
    assert phrase_for(case, case.sources["author"], moment) == "was not asked"
    assert len(asked(case, Standing.RECIPIENT, moment)) == 1, "an unnamed source's office leads nowhere"
    assert asked(case, Standing.ISSUER, desk.moment("2020-01-06T08:00Z")) == ()


def test_nobody_to_put_the_questions_to_can_be_logged() -> None:
    desk = press()
    request = send(desk, deadline="", channel="phone", attempts=("email bounced",))
    fact = f.RequestTimedOut(request, "2020-01-06T18:00Z")
    assert problems(desk.case(), fact) == ()
    desk.logs(fact)
    assert told(desk, at="2020-01-06T17:59Z")[0] is Outcome.WAITING
    assert told(desk, at="2020-01-06T18:00Z")[0] is Outcome.UNREACHED


@pytest.mark.parametrize(("microseconds", "outcome"), [(-1, Outcome.WAITING), (0, Outcome.SILENT), (1, Outcome.SILENT)])
def test_the_deadline_passes_to_the_microsecond(microseconds: int, outcome: Outcome) -> None:
    desk = press()
    send(desk)
    case, at = desk.case(), parse_instant(DEADLINE) + microseconds
    assert status(case, case.requests[0], Moment(None, at)) is outcome
    assert status(case, case.requests[0], Moment(at, at + 10**12)) is outcome


def test_a_late_answer_is_silence_until_it_came() -> None:
    desk = press()
    request = send(desk)
    desk.gives_up(request, at="2020-01-06T17:00Z")
    desk.answers(request, at="2020-01-08", statement=desk.says("press", said="2020-01-08", genuine="disputes"))
    assert told(desk, at="2020-01-07T23:59Z") == (Outcome.SILENT, "did not respond by 6 Jan 2020 12:00 -05:00")
    assert told(desk) == (Outcome.ANSWERED, "answered")


def test_the_last_request_is_the_one_sent_last_whenever_it_was_logged() -> None:
    desk = press()
    send(desk, sent_at="2020-01-08T09:00Z", deadline="2031-01-01T00:00Z")
    send(desk)
    case = desk.case()
    assert phrase_for(case, case.sources["press"], desk.moment()) == "did not immediately respond"


def test_what_is_dated_ahead_has_not_happened_and_is_worth_a_second_look() -> None:
    desk = press()
    send(desk, sent_at="2020-01-07T09:00Z", deadline="")
    (request,) = desk.case().requests
    on_the_sixth = desk.moment(now="2020-01-06T12:00Z")
    assert status(desk.case(), request, on_the_sixth) is Outcome.UNASKED
    assert phrase_for(desk.case(), Standing.ISSUER, on_the_sixth) == "was not asked"
    assert status(desk.case(), request, desk.moment(now="2020-01-07T09:00Z")) is Outcome.WAITING
    sent = desk.log[-1].fact
    assert isinstance(sent, f.RequestSent)
    doubts = {at: warnings(desk.case(), sent, parse_instant(at)) for at in ("2020-01-06T12:00Z", "2020-01-07T09:00Z")}
    assert [[doubt.field for doubt in found] for found in doubts.values()] == [["sent_at"], []]
