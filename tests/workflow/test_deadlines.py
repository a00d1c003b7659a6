"""Open deadlines as a calendar that says little."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from tests.newsroom import Newsroom
from workflow.deadlines import calendar, deadlines
from workflow.when import parse_instant

NOW = parse_instant("2020-01-06T12:00Z")


def asked(slug: str = "letter") -> Newsroom:
    desk = Newsroom("genuine", slug=slug)
    desk.source("milley", "issuer", name="Gen. Mark Milley")
    desk.source("deep", "insider", unnamed=True, descriptor="an official")
    desk.source("held", "insider", name="Heldname Person")
    desk.says("held", terms="background", genuine="confirms")
    return desk


def words(desk: Newsroom) -> list[str]:
    return [deadline.words for deadline in deadlines([desk.case()], NOW)]


def test_named_people_and_offices_stand_in_it_the_earliest_first() -> None:
    desk = asked()
    desk.asks(office="The ministry", sent="2020-01-06T09:00Z", deadline="2020-01-06T19:00+01:00")
    desk.asks("milley", sent="2020-01-06T09:00Z", deadline="2020-01-06T17:00Z")
    assert words(desk) == ["Deadline: Gen. Mark Milley, letter", "Deadline: The ministry, letter"]


@pytest.mark.parametrize("source", ["deep", "held"])
def test_somebody_who_has_no_name_or_spoke_only_unnamed_is_in_no_calendar(source: str) -> None:
    desk = asked()
    desk.asks(source, sent="2020-01-06T09:00Z", deadline="2020-01-06T17:00Z")
    assert words(desk) == []
    assert b"VEVENT" not in calendar([desk.case()], NOW)


def test_what_is_answered_given_up_past_or_without_a_deadline_is_not_in_it() -> None:
    desk = asked()
    desk.asks("milley", sent="2020-01-06T09:00Z")
    desk.asks("milley", sent="2020-01-06T09:00Z", deadline="2020-01-06T12:00Z")
    answered = desk.asks("milley", sent="2020-01-06T09:00Z", deadline="2020-01-06T17:00Z")
    desk.answers(answered, note="They rang.")
    given_up = desk.asks("milley", sent="2020-01-06T09:00Z", deadline="2020-01-06T17:00Z")
    desk.gives_up(given_up)
    assert words(desk) == []


def test_the_calendar_is_read_back_by_a_reader_of_the_standard() -> None:
    desk = asked()
    desk.asks("milley", sent="2020-01-06T09:00Z", deadline="2020-01-06T17:00-05:00", questions=("genuine",))
    data = calendar([desk.case()], NOW)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Deadline: Gen. Mark Milley, letter"
    assert event.decoded("DTSTART") == datetime(2020, 1, 6, 22, tzinfo=UTC)
    alarms = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
    assert alarms == [timedelta(hours=-1), timedelta(minutes=-15)]
    assert b"Is this document yours" not in data
    assert b"It is so" not in data
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_the_same_deadlines_give_the_same_bytes_and_each_its_own_id() -> None:
    desk = asked()
    for hour in (16, 17):
        desk.asks("milley", sent="2020-01-06T09:00Z", deadline=f"2020-01-06T{hour}:00Z")
    data = calendar([desk.case()], NOW)
    assert data == calendar([desk.case()], NOW + 60_000_000)
    ids = [str(event["UID"]) for event in Calendar.from_ical(data).walk("VEVENT")]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    "attack", ["x\r\nBEGIN:VEVENT\r\nSUMMARY:evil", "a;b,c\\n", "\u202egnp", "\u00e9" * 200, "\x00\x1b[2J"]
)
def test_a_hostile_office_stays_one_line_of_text(attack: str) -> None:
    desk = asked()
    desk.asks(office=attack, sent="2020-01-06T09:00Z", deadline="2020-01-06T17:00Z")
    data = calendar([desk.case()], NOW)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert "\n" not in str(event["SUMMARY"])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\x1b" not in data


def test_code_names_are_taken_out_of_an_office_and_of_the_case() -> None:
    desk = asked("about-deep")
    desk.asks(office="Friends of DEEP", sent="2020-01-06T09:00Z", deadline="2020-01-06T17:00Z")
    assert words(desk) == ["Deadline: Friends of [left out], about-[left out]"]
