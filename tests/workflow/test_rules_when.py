"""Two kinds of time: how a date and a time compare, and until when each stands on the clock of what was learned."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow import twin
from tests.workflow.strategies import TIMES
from workflow.errors import BadTime
from workflow.when import compare, datetime_of, instant_of, iso, parse_instant, parse_when

texts = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(TIMES),
    st.builds(
        lambda moment, minutes: moment.astimezone(timezone(timedelta(minutes=minutes))).isoformat(timespec="minutes"),
        st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)),
        st.integers(-14 * 60, 14 * 60),
    ),
)


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("2020-01-06", "2020-01-06", 0),
        ("2020-01-06", "2020-01-07", -1),
        ("2020-01-06", "2020-01-06T23:59-05:00", 0),
        ("2020-01-07", "2020-01-06T23:59-05:00", 1),
        ("2020-01-06", "2020-01-07T00:00+14:00", -1),
        ("2020-01-06T12:00Z", "2020-01-06T07:00-05:00", 0),
        ("2020-01-06T23:00-05:00", "2020-01-07T01:00Z", 1),
        ("2020-01-06T12:00Z", "2020-01-06T12:00:00.000001Z", -1),
    ],
)
def test_pairs_compare(one: str, other: str, order: int) -> None:
    assert compare(parse_when(one), parse_when(other)) == order
    assert compare(parse_when(other), parse_when(one)) == -order


def test_the_order_of_pairs_goes_round_in_a_circle() -> None:
    circle = ["2020-01-05T23:00-12:00", "2020-01-06", "2020-01-07T00:00+14:00"]
    for one, other in zip(circle, circle[1:] + circle[:1], strict=True):
        assert compare(parse_when(one), parse_when(other)) == -1, f"{one} is earlier than {other}"


@given(texts, texts)
def test_the_program_and_the_twin_compare_alike(one: str, other: str) -> None:
    assert compare(parse_when(one), parse_when(other)) == twin.age(one, other)


@given(texts, st.sampled_from(["UTC", "America/New_York", "Asia/Tokyo", "Pacific/Apia"]))
def test_a_date_stands_for_its_end_in_the_zone_of_the_case(text: str, zone: str) -> None:
    when = parse_when(text)
    known = datetime_of(when.known_at(ZoneInfo(zone)), UTC)
    if when.is_date and text < "9999":
        day = known.astimezone(ZoneInfo(zone)).date()
        assert day.isoformat() == text
        assert (known + timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date() > day
    elif not when.is_date:
        assert known == datetime.fromisoformat(text)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_instants_round_trip(moment: datetime) -> None:
    assert datetime_of(instant_of(moment)) == moment
    assert parse_instant(iso(instant_of(moment))) == instant_of(moment)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2020-1-6",
        "2020-02-30",
        "0000-01-01",
        "20200106",
        "2020-W02-1",
        "2020-01-06T25:00Z",
        "2020-01-06T12:00",
        "2020-01-06 12:00Z",
        "2020-01-06T12Z",
        "2020-01-06T12:00+99:00",
        "٢٠٢٠-٠١-٠٦",
        "2020-01-06T12:00Z\n",
        "9" * 5_000,
    ],
)
def test_anything_else_is_told_apart(text: str) -> None:
    with pytest.raises(BadTime) as caught:
        parse_when(text)
    assert len(str(caught.value)) < 200
    assert caught.value.remedy


def test_a_moment_needs_a_time_where_an_instant_is_meant() -> None:
    with pytest.raises(BadTime, match="without a time"):
        parse_instant("2020-01-06")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("9999-12-31T23:59-23:59", "9999-12-31T23:59:59.999999Z"),
        ("0001-01-01T00:00+23:59", "0001-01-01T00:00:00Z"),
    ],
)
def test_an_instant_beyond_the_calendar_is_written_as_its_end(text: str, nearest: str) -> None:
    assert iso(parse_instant(text)) == nearest
