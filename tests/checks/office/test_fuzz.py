"""Damaged and hostile Office files never raise, end soon, and are never told as looked through when they were not."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.corpus import SUPPLIES
from tests.checks.office.build import doc, summary
from tests.checks.office.corpus import SAMPLES
from workflow.checks import office
from workflow.checks.evidence import Evidence
from workflow.checks.office.rtfreader import Reader
from workflow.checks.reading import pages_of
from workflow.checks.running import make
from workflow.checks.sheet import LimitsHit, Sheet
from workflow.terms import Outcome

_NAMES = [one.name for one in SAMPLES if "bomb" not in one.name]
_FAILED = "The reader failed on this file"


@cache
def made(name: str) -> bytes:
    return next(one for one in SAMPLES if one.name == name).make()


def look(data: bytes, name: str) -> Sheet:
    evidence, sheet = Evidence(data, name, SUPPLIES), Sheet()
    for check in office.checks_for(evidence, sheet):
        make(check, evidence, sheet)
    pages_of(evidence)
    return sheet


@pytest.mark.parametrize("name", _NAMES)
def test_a_file_that_is_cut_is_read_or_told_as_damaged(name: str) -> None:
    data = made(name)
    for part in range(1, 10):
        cut = data[: len(data) * part // 10]
        sheet = look(cut, name)
        reasons = [one.reason for one in sheet.outcomes() if one.outcome is Outcome.NOT_CHECKED]
        assert not [reason for reason in reasons if reason.startswith(_FAILED)]


@settings(max_examples=150, deadline=5000)
@given(
    st.sampled_from(_NAMES),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8),
)
def test_a_file_with_other_bytes_in_it_never_raises(name: str, changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(made(name))
    for place, new in changes:
        at = int(place * (len(data) - len(new)))
        data[at : at + len(new)] = new
    look(bytes(data), name)


@settings(max_examples=100, deadline=5000)
@given(
    st.lists(
        st.sampled_from([b"{", b"}", b"\\*", b"\\u-3 ", b"\\bin9 ", b"\\'e9", b"\\v", b"\\info", b"ab", b"\\"]),
        max_size=60,
    )
)
def test_rtf_of_any_marks_never_raises(marks: list[bytes]) -> None:
    Reader(b"{\\rtf1" + b"".join(marks)).body()


def test_rtf_that_is_nested_without_end_hits_a_limit() -> None:
    with pytest.raises(LimitsHit):
        Reader(b"{\\rtf1" + b"{" * 100_000)


def test_a_large_picture_in_rtf_is_read_at_once() -> None:
    began = time.monotonic()
    Reader(b"{\\rtf1{\\pict " + b"0a1b2c3d" * 2_000_000 + b"}}")
    assert time.monotonic() - began < 3


def test_a_property_with_a_count_of_billions_costs_nothing() -> None:
    stream = bytearray(summary(author="Ann Author", template="Letter.dot"))
    at = stream.index(b"Ann Author") - 8
    stream[at : at + 8] = b"\x02\x10\x00\x00\xff\xff\xff\xff"
    began = time.monotonic()
    sheet = look(doc(more={"\x05SummaryInformation": bytes(stream)}), "a.doc")
    assert time.monotonic() - began < 2
    assert sheet.found("office.meta.template")
    assert not sheet.found("office.meta.identity")


def test_a_code_page_that_there_is_not_is_read_as_the_usual_one() -> None:
    assert Reader(b"{\\rtf1\\ansicpg64985 na\\'efve}").body() == "na\xefve"
