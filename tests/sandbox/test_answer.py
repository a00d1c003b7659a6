"""What a worker answers is as hostile as the file: nothing but a sound report becomes one."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sandbox.rungs import sound
from workflow.examine import answer
from workflow.findings import KINDS
from workflow.sandbox import frames
from workflow.terms import Outcome, Rung

FINDING = {"id": "doc.status_marker", "severity": "note", "where": "page 1", "value": "DRAFT", "tool": "onrecord"}
CHECKS = [{"check": name, "outcome": "not_found"} for name in KINDS]


def checks(**outcomes: str) -> list[dict[str, str]]:
    """Every check with its outcome, some of them changed: dots are written as two underscores."""
    changed = {name.replace("__", "."): outcome for name, outcome in outcomes.items()}
    return [{"check": name, "outcome": changed.get(name, "not_found"), "reason": "So."} for name in KINDS]


FOUND = checks(doc__status_marker="found")


def test_a_sound_report_is_taken_and_the_parent_says_how_it_was_read() -> None:
    report = answer.report(sound(findings=[FINDING], checks=FOUND), Rung.USERNS)
    assert report.rung is Rung.USERNS
    assert [one.value for one in report.findings] == ["DRAFT"]
    assert [one.check for one in report.checks if one.outcome is Outcome.FOUND] == ["doc.status_marker"]


@pytest.mark.parametrize(
    "changed",
    [
        {"rung": "bwrap"},
        {"score": 1},
        {"type": 7},
        {"type": ""},
        {"type": "PDF"},
        {"type": "p" * 25},
        {"type": "text\x1b[2J"},
        {"findings": None},
        {"findings": {}},
        {"findings": [{**FINDING, "extra": 1}], "checks": FOUND},
        {"findings": [{**FINDING, "id": "doc.true"}], "checks": FOUND},
        {"findings": [{**FINDING, "severity": "fatal"}], "checks": FOUND},
        {"findings": [{**FINDING, "value": None}], "checks": FOUND},
        {"findings": [{**FINDING, "value": "x" * 2001}], "checks": FOUND},
        {"findings": [{**FINDING, "where": "x" * 301}], "checks": FOUND},
        {"findings": [{**FINDING, "tool": "x" * 301}], "checks": FOUND},
        {"findings": [FINDING] * 21, "checks": FOUND},
        {"findings": [FINDING]},
        {"findings": [], "checks": FOUND},
        {"checks": CHECKS[1:]},
        {"checks": [*CHECKS, CHECKS[0]]},
        {"checks": [CHECKS[0], *CHECKS[:-1]]},
        {"checks": [{**CHECKS[0], "check": "doc.true"}, *CHECKS[1:]]},
        {"checks": [{**CHECKS[0], "outcome": "maybe"}, *CHECKS[1:]]},
        {"checks": [{**CHECKS[0], "outcome": "not_checked"}, *CHECKS[1:]]},
        {"checks": [{**CHECKS[0], "outcome": "not_checked", "reason": " \n"}, *CHECKS[1:]]},
        {"checks": [{**CHECKS[0], "reason": "x" * 301}, *CHECKS[1:]]},
        {"checks": CHECKS * 10_000},
        {"facts": {"pages": math.nan}},
        {"facts": {"pages": 1.0}},
        {"facts": {"pages": math.inf}},
        {"facts": {"pages": 1 << 54}},
        {"facts": {"pages": -(1 << 60)}},
        {"facts": {"pages": None}},
        {"facts": {"pages": {"deep": 1}}},
        {"facts": {"words": [1, 2]}},
        {"facts": {"words": ["x"] * 201}},
        {"facts": {"words": "x" * 2001}},
        {"facts": {"x" * 101: 1}},
        {"facts": {f"fact {number}": 1 for number in range(401)}},
        {"facts": {7: 1}},
    ],
    ids=range(41),
)
def test_a_report_that_is_anything_else_is_none(changed: dict[str, object]) -> None:
    with pytest.raises(answer.Unsound):
        answer.report(sound(**changed), Rung.BWRAP)


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"\xc1",
        b"\xdf\xff\xff\xff\xff",
        b"\x91" * 100_000,
        sound()[:-1],
        sound() + b"\0",
        sound().replace(b"text", b"\xed\xa0\x80x"),
        sound(facts={"words": "abcd"}).replace(b"abcd", b"\xed\xa0\x80x"),
        sound(facts={"words": "abcd"}).replace(b"abcd", b"ab\xff\xfe"),
        b'{"type": "text"}',
        msgspec.msgpack.encode([1, 2, 3]),
    ],
    ids=range(11),
)
def test_bytes_that_are_no_report_are_none(words: bytes) -> None:
    with pytest.raises(answer.Unsound):
        answer.report(words, Rung.BWRAP)


def test_control_characters_stay_for_whoever_shows_them_to_clean() -> None:
    report = answer.report(sound(facts={"producer": "\x1b[31m\u202e"}), Rung.BWRAP)
    assert report.facts["producer"] == "\x1b[31m\u202e"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 64) - 1) | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(["type", "findings", "checks", "facts", "more"]), ANYTHING)
def test_any_part_of_another_shape_is_taken_soundly_or_not_at_all(part: str, value: object) -> None:
    try:
        report = answer.report(sound(**{part: value}), Rung.BWRAP)
    except answer.Unsound:
        return
    assert part in ("type", "facts", "findings")
    assert len(report.checks) == len(KINDS)
    assert not report.findings


@given(st.binary(max_size=300), st.integers(0, 4000))
def test_bytes_changed_anywhere_never_raise_anything_else(noise: bytes, at: int) -> None:
    whole = sound(findings=[FINDING], checks=FOUND)
    try:
        report = answer.report(whole[:at] + noise + whole[at + len(noise) :], Rung.BWRAP)
    except answer.Unsound:
        return
    assert len(report.checks) == len(KINDS)


@given(st.binary(max_size=60))
def test_pages_pictures_and_members_are_sound_or_none(data: bytes) -> None:
    for read in (answer.page, answer.picture, answer.member):
        try:
            read(data)
        except answer.Unsound:
            continue


@pytest.mark.parametrize(
    "data",
    [
        frames.picture(0, 10, b""),
        frames.picture(2, 2, bytes(11)),
        frames.picture(2, 2, bytes(13)),
        frames.picture(20_001, 1, bytes(60_003)),
        frames.picture(0xFFFFFFFF, 0xFFFFFFFF, bytes(3)),
        b"\1\2",
    ],
    ids=range(6),
)
def test_a_picture_has_the_pixels_that_it_says(data: bytes) -> None:
    with pytest.raises(answer.Unsound):
        answer.picture(data)


def test_a_member_has_a_name_of_bounded_length_and_its_bytes() -> None:
    assert answer.member(frames.NAME.pack(2) + b"\xffabc") == ("\ufffda", b"bc")
    for data in (b"", frames.NAME.pack(5) + b"four", frames.NAME.pack(4001) + bytes(5000)):
        with pytest.raises(answer.Unsound):
            answer.member(data)
