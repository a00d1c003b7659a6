"""Dates as people type them: what is understood, said back, and refused."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.dates import say, stamp, stamp_of, understand
from workflow.errors import BadTime
from workflow.when import parse_instant, parse_when

NOW = parse_instant("2026-11-22T09:00:00Z")  # a Sunday, 04:00 in New York
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("today", "2026-11-22"),
        ("yesterday 14:05", "2026-11-21T14:05-05:00"),
        ("tomorrow 9.30", "2026-11-23T09:30-05:00"),
        ("3 mar", "2026-03-03"),
        ("3rd of March, 2020", "2020-03-03"),
        ("sept 3", "2026-09-03"),
        ("30 nov", "2025-11-30"),
        ("29 feb", "2024-02-29"),
        ("6 Jan 2020, 16:25", "2020-01-06T16:25-05:00"),
        ("jan 6 2020 at 4:25 pm", "2020-01-06T16:25-05:00"),
        ("6 jul 2020 16:25", "2020-07-06T16:25-04:00"),
        ("6 jan 2020 16:25 +01:00", "2020-01-06T16:25+01:00"),
        ("6 jan 2020 16:25 utc", "2020-01-06T16:25Z"),
        ("mon 6 jan 2020", "2020-01-06"),
        ("monday 9:00", "2026-11-16T09:00-05:00"),
        ("sunday", "2026-11-22"),
        ("14:05", "2026-11-22T14:05-05:00"),
        ("12 am", "2026-11-22T00:00-05:00"),
        ("12:30pm", "2026-11-22T12:30-05:00"),
        ("now", "2026-11-22T04:00-05:00"),
        ("2 h ago", "2026-11-22T02:00-05:00"),
        ("in 30 min", "2026-11-22T04:30-05:00"),
        ("in 3 days", "2026-11-25"),
        ("2020-01-06", "2020-01-06"),
        ("2020-01-06 16:25", "2020-01-06T16:25-05:00"),
        ("2020-01-06t16:25", "2020-01-06T16:25-05:00"),
        ("2020-01-06T16:25:33.5+01:00", "2020-01-06T16:25:33.5+01:00"),
        ("2020-01-06t16:25z", "2020-01-06T16:25Z"),
        ("1 nov 2026 01:30 -05:00", "2026-11-01T01:30-05:00"),
    ],
)
def test_what_people_type_is_understood(typed: str, iso: str) -> None:
    assert understand(typed, NOW, NEW_YORK).iso == iso


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("3 mar", "2027-03-03"), ("22 nov", "2026-11-22"), ("monday", "2026-11-23"), ("29 feb", "2028-02-29")],
)
def test_a_deadline_lies_ahead(typed: str, iso: str) -> None:
    assert understand(typed, NOW, NEW_YORK, ahead=True).iso == iso


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "no date here"),
        ("soon", "not a date"),
        ("3/4/2020", "more than one way"),
        ("31 feb", "no such date"),
        ("25:00", "no such date"),
        ("13 pm", "no such date"),
        ("fri 6 jan 2020", "is not a Friday"),
        ("yesterday 25", "not a date"),
        ("٣ mar", "not a date"),
        ("1 nov 2026 01:30", "twice"),
        ("8 mar 2026 02:30", "clocks went forward"),
        ("2020-13-01", "no such date"),
        ("2020-01-06T16:25+99:00", "no such date"),
        ("in 9999 w 9999", "not a date"),
        ("x" * 10_000, "not a date"),
    ],
)
def test_what_cannot_be_understood_says_why(typed: str, says: str) -> None:
    with pytest.raises(BadTime) as caught:
        understand(typed, NOW, NEW_YORK)
    assert says in str(caught.value)
    assert caught.value.remedy
    assert len(str(caught.value)) < 250


def test_a_deadline_needs_its_time() -> None:
    with pytest.raises(BadTime, match="has no time"):
        understand("tomorrow", NOW, NEW_YORK, ahead=True, timed=True)


def test_what_was_understood_is_said_in_full() -> None:
    assert understand("6 jan 2020", NOW, NEW_YORK).shown == "Mon 6 Jan 2020"
    assert understand("6 jan 2020 16:25", NOW, NEW_YORK).shown == "Mon 6 Jan 2020 16:25 -05:00 (America/New_York)"
    there = say(parse_when("2020-01-06T16:25-05:00"), ZoneInfo("Asia/Baghdad"))
    assert there == "Mon 6 Jan 2020 16:25 -05:00 (Tue 7 Jan 2020 00:25 in Asia/Baghdad)"


def test_columns_show_one_zone() -> None:
    assert stamp(parse_when("2020-01-06T21:25Z"), NEW_YORK) == "2020-01-06 16:25 -05:00"
    assert stamp(parse_when("2020-01-06"), NEW_YORK) == "2020-01-06"
    assert stamp_of(parse_instant("9999-12-31T23:59Z"), ZoneInfo("Asia/Tokyo")).startswith("9999-12-31")
    assert stamp_of(parse_instant("0001-01-01T00:00Z"), NEW_YORK).startswith("0001-01-01")


@given(st.text(max_size=40) | st.text("0123456789 :-+./tTzZapm,jannovmardy", max_size=24))
def test_whatever_is_typed_is_a_date_or_a_sentence(typed: str) -> None:
    try:
        found = understand(typed, NOW, NEW_YORK)
    except BadTime:
        return
    assert say(parse_when(found.iso), NEW_YORK) == found.shown
