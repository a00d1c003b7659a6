"""The decision table (4c) row by row, and the headline (4d)."""

from typing import Any

import pytest

from tests.newsroom import Newsroom
from workflow.terms import WORST_FIRST, Kind, State

HOW: dict[str, dict[str, Any]] = {
    "O": {"standing": "issuer"},
    "N": {"standing": "insider", "knows": "direct"},
    "A": {"standing": "insider", "terms": "background"},
    "X": {"standing": "expert", "technical": True},
    "!": {"standing": "expert", "conclusive": True},
    "?": {"standing": "expert", "conclusive": True, "terms": "background"},
    "G": {"standing": "issuer", "conclusive": True},
    "M": {"standing": "maker", "knows": "direct"},
    "m": {"standing": "maker", "knows": "direct", "terms": "background"},
    "u": {"standing": "maker"},
    "i": {"standing": "maker", "knows": "indirect"},
}


def desk_with(confirms: str, disputes: str, *, marked: bool = False, kind: str = "genuine") -> Newsroom:
    """A desk where each letter is a source of its own; `marked`: a counted confirmation was retracted."""
    desk = Newsroom(*dict.fromkeys(("genuine", kind)))
    if marked:
        fickle = desk.source("fickle", "insider", unnamed=True)
        desk.says(fickle, on={kind: "confirms"})
        desk.says(fickle, on={kind: "retracts"})
    for stance, letters in (("confirms", confirms), ("disputes", disputes)):
        for number, letter in enumerate(letters):
            speak(desk, f"{stance}-{number}", letter, kind, stance)
    return desk


def speak(desk: Newsroom, slug: str, letter: str, question: str, stance: str) -> None:
    """A new source of its own says it in the way that the letter stands for."""
    how = dict(HOW[letter])
    desk.says(desk.source(slug, how.pop("standing")), on={question: stance}, **how)


TABLE = [
    ("1", "", "!", "shown_false"),
    ("1", "", "G", "shown_false"),
    ("1", "", "M", "shown_false"),
    ("1", "N", "!", "shown_false"),
    ("1", "X", "!", "shown_false"),
    ("1", "NA", "M", "shown_false"),
    ("1", "N", "G", "shown_false"),
    ("1", "A", "OXX!", "shown_false"),
    ("1 not: C has O", "O", "!", "contested"),
    ("1 not: C has T", "XX", "M", "contested"),
    ("1 not: C has T", "!", "!", "contested"),
    ("1 not: an unnamed examiner", "", "?", "anonymously_disputed"),
    ("1 not: an unnamed maker", "", "m", "anonymously_disputed"),
    ("1 not: a maker never asked", "", "u", "unconfirmed"),
    ("1 not: a maker who was told", "", "i", "unconfirmed"),
    ("2", "", "OXX", "shown_false"),
    ("2", "A", "OXX", "shown_false"),
    ("2 not: one lineage is no T", "", "OX", "officially_disputed"),
    ("2 not: C has N", "N", "OXX", "contested"),
    ("3", "O", "O", "contested"),
    ("3", "N", "O", "contested"),
    ("3", "O", "N", "contested"),
    ("3", "XX", "N", "contested"),
    ("3", "N", "X", "contested"),
    ("3", "!", "OXX", "contested"),
    ("4 O", "ONXXA", "", "officially_confirmed"),
    ("4 O", "O", "AA", "officially_confirmed"),
    ("4 T", "XXN", "", "independently_verified"),
    ("4 T", "!", "A", "independently_verified"),
    ("4 N", "N", "", "named_confirmed"),
    ("4 N", "X", "AAA", "named_confirmed"),
    ("5", "", "O", "officially_disputed"),
    ("5", "AAA", "ONX", "officially_disputed"),
    ("6 T", "", "XX", "independently_disputed"),
    ("6 T", "A", "XXN", "independently_disputed"),
    ("6 N", "", "N", "named_disputed"),
    ("6 N", "A", "X", "named_disputed"),
    ("7", "A", "A", "contested"),
    ("7", "A", "AAAA", "contested"),
    ("8", "A", "", "anonymously_confirmed"),
    ("8", "AAAA", "", "anonymously_confirmed"),
    ("9", "", "A", "anonymously_disputed"),
    ("10", "", "", "unconfirmed"),
]
MARKED = [
    ("1", "", "!", "shown_false"),
    ("2", "", "OXX", "shown_false"),
    ("3", "N", "N", "contested"),
    ("4", "N", "", "named_confirmed"),
    ("5", "", "O", "officially_disputed"),
    ("6 C is empty", "", "N", "withdrawn"),
    ("6 C is empty", "", "XX", "withdrawn"),
    ("6 C is not empty", "A", "XX", "independently_disputed"),
    ("6 C is not empty", "A", "N", "named_disputed"),
    ("7", "A", "A", "contested"),
    ("8", "A", "", "anonymously_confirmed"),
    ("9", "", "A", "withdrawn"),
    ("10", "", "", "withdrawn"),
]


@pytest.mark.parametrize(("row", "confirms", "disputes", "state"), TABLE)
def test_the_decision_table(row: str, confirms: str, disputes: str, state: str) -> None:
    assert desk_with(confirms, disputes).states()["genuine"] == state


@pytest.mark.parametrize(("row", "confirms", "disputes", "state"), MARKED)
def test_the_decision_table_after_a_counted_confirmation_was_retracted(
    row: str, confirms: str, disputes: str, state: str
) -> None:
    assert desk_with(confirms, disputes, marked=True).states()["genuine"] == state


@pytest.mark.parametrize("kind", [str(kind) for kind in Kind])
def test_an_admission_shows_false_only_on_genuine_and_intact(kind: str) -> None:
    expected = "shown_false" if kind in ("genuine", "intact") else "named_disputed"
    assert desk_with("", "M", kind=kind).states()[kind] == expected


def test_an_unnamed_word_never_blocks_or_beats_anything_stronger() -> None:
    for letters in ("O", "N", "XX", "!"):
        alone, against = desk_with(letters, ""), desk_with(letters, "A" * 5)
        assert alone.states() == against.states()
        alone, against = desk_with("", letters), desk_with("A" * 5, letters)
        assert alone.states() == against.states()


HOW_TO_REACH = {
    "shown_false": ("", "!"),
    "officially_disputed": ("", "O"),
    "contested": ("N", "N"),
    "independently_disputed": ("", "XX"),
    "named_disputed": ("", "N"),
    "anonymously_disputed": ("", "A"),
    "officially_confirmed": ("O", ""),
    "independently_verified": ("!", ""),
    "named_confirmed": ("N", ""),
    "anonymously_confirmed": ("A", ""),
    "unconfirmed": ("", ""),
    "withdrawn": ("", ""),
}


def desk_in(**states: str) -> Newsroom:
    """A desk whose questions are in these states."""
    desk = Newsroom(*states)
    for question, state in states.items():
        if state == "withdrawn":
            fickle = desk.source(f"fickle-{question}", "insider", unnamed=True)
            desk.says(fickle, on={question: "confirms"})
            desk.says(fickle, on={question: "retracts"})
        for stance, letters in zip(("confirms", "disputes"), HOW_TO_REACH[state], strict=True):
            for number, letter in enumerate(letters):
                speak(desk, f"{question}-{stance}-{number}", letter, question, stance)
    assert desk.states() == states
    return desk


@pytest.mark.parametrize("state", [str(state) for state in State if not state.positive])
def test_the_headline_is_genuine_when_that_is_not_positive(state: str) -> None:
    desk = desk_in(genuine=state, status="shown_false", reading="officially_disputed")
    assert desk.headline() == (state, ("genuine",))


@pytest.mark.parametrize("state", [str(state) for state in State if state.positive])
def test_the_headline_is_else_the_worst_of_the_others_and_names_them(state: str) -> None:
    for place, worst in enumerate(WORST_FIRST):
        for milder in (*WORST_FIRST[place + 1 :], "officially_confirmed", "unconfirmed"):
            desk = desk_in(delivered=worst, status=str(milder), genuine=state, reading=worst)
            assert desk.headline() == (worst, ("delivered", "reading")), "in the order of the case"


@pytest.mark.parametrize("state", [str(state) for state in State if state.positive])
def test_the_headline_is_else_genuine_and_names_it(state: str) -> None:
    desk = desk_in(genuine=state, status="unconfirmed", reading="anonymously_confirmed", intact="named_confirmed")
    assert desk.headline() == (state, ("genuine",))


def test_before_any_statement_every_state_is_unconfirmed() -> None:
    desk = Newsroom(*[str(kind) for kind in Kind])
    assert set(desk.states().values()) == {"unconfirmed"}
    assert desk.headline() == ("unconfirmed", ("genuine",))


def test_the_morning_of_the_letter() -> None:
    """Genuine never implies the status or the meaning: each question has its own state."""
    desk = Newsroom("genuine", "status", "reading")
    official = desk.source("official", "insider", unnamed=True, body="US military")
    milley = desk.source("milley", "issuer", name="Gen. Mark Milley", body="US DoD", rank=3)
    desk.says(official, said="2020-01-06T14:00-05:00", genuine="confirms")
    desk.says(milley, said="2020-01-06T16:25-05:00", genuine="confirms", status="disputes", reading="disputes")
    assert desk.states(at="2020-01-06T13:00-05:00")["genuine"] == "unconfirmed"
    assert desk.headline(at="2020-01-06T14:00-05:00") == ("anonymously_confirmed", ("genuine",))
    assert desk.headline(at="2020-01-06T21:24Z") == ("anonymously_confirmed", ("genuine",))
    assert desk.headline(at="2020-01-06") == ("officially_disputed", ("status", "reading"))
