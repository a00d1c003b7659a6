"""The walk over the day of the January 2020 letter, and what `check` says of a case."""

from __future__ import annotations

import pytest

from tests.newsroom import LATER, Newsroom
from workflow import facts as f
from workflow.advice import check_findings, prompts
from workflow.verdict import evaluate

QUESTIONS = ("genuine", "status", "reading", "delivered", "intact")
NOON = "2020-01-06T12:00-05:00"


def rules(desk: Newsroom, at: str) -> list[str]:
    case, moment = desk.case(), desk.moment(at)
    return [prompt.rule for prompt in prompts(case, evaluate(case, moment), moment)]


def findings(desk: Newsroom, now: str = LATER) -> list[tuple[str, str, str]]:
    return [(found.level, found.rule, found.text) for found in check_findings(desk.case(), desk.moment(None, now))]


def seely() -> Newsroom:
    """The letter of January 2020 as that day brought it."""
    desk = Newsroom(*QUESTIONS, timezone="America/New_York")
    document = {"author": "Brig. Gen. Seely", "issuer": "Task Force-Iraq", "recipient": "Iraqi Ministry of Defense"}
    desk.logs(f.DocumentDescribed(document))
    desk.source("circ", "other", name="The post")
    desk.source("pentagon", "issuer", name="Pentagon press office", body="US DoD")
    desk.source("wapo", "insider", unnamed=True, body="US DoD", lineage="wapo", descriptor="U.S. military official")
    desk.source("afp", "insider", unnamed=True, lineage="afp", descriptor="U.S. and Iraqi officials")
    desk.source("esper", "issuer", name="Mark Esper", body="US DoD", rank=4)
    desk.source("milley", "issuer", name="Gen. Mark Milley", body="US DoD", rank=3)
    desk.source("mahdi", "recipient", name="Adil Abdul Mahdi", body="Government of Iraq", rank=4)
    desk.says("circ", said="2020-01-06T14:00-05:00")
    desk.says("pentagon", said="2020-01-06T14:30-05:00", via="TheBlaze", genuine="declines")
    desk.says("wapo", said="2020-01-06T15:00-05:00", via="The Washington Post", genuine="confirms")
    desk.says("afp", said="2020-01-06T15:30-05:00", via="AFP", genuine="confirms")
    desk.says("esper", said="2020-01-06T16:05-05:00", genuine="cannot_say", reading="disputes")
    stances = {"genuine": "confirms", "status": "disputes", "reading": "disputes", "delivered": "disputes"}
    desk.says("milley", said="2020-01-06T16:25-05:00", **stances)  # type: ignore[arg-type]
    desk.says("milley", said="2020-01-06T16:40-05:00", delivered="confirms", status="disputes", reading="disputes")
    stances = dict.fromkeys(("genuine", "delivered", "status", "reading"), "confirms")
    knows = {"default": "direct", "reading": "none"}
    desk.says("mahdi", said="2020-01-07T18:00+03:00", knows=knows, **stances)  # type: ignore[arg-type]
    desk.says("esper", said="2020-01-07T15:00-05:00", status="disputes", reading="disputes")
    return desk


@pytest.mark.parametrize(
    ("at", "top", "also"),
    [
        ("2020-01-06T14:30-05:00", ["W1", "W34", "W4", "W6", "W10"], []),
        ("2020-01-06T15:30-05:00", ["W1", "W13", "W14", "W34", "W4"], ["W6", "W10", "W18"]),
        ("2020-01-06T16:05-05:00", ["W1", "W13", "W14", "W34", "W4"], ["W9", "W10", "W11"]),
        ("2020-01-06T16:25-05:00", ["W1", "W34", "W4", "W6", "W18"], ["W25", "W33"]),
        ("2020-01-08", ["W1", "W34", "W4", "W18", "W25"], ["W26", "W33"]),
    ],
)
def test_the_letters_afternoon(at: str, top: list[str], also: list[str]) -> None:
    found = rules(seely(), at)
    assert found[:5] == top
    assert set(also) < set(found)
    assert ("W10" in found) is (at < "2020-01-06T16:25")


def test_check_is_silent_when_all_is_well() -> None:
    desk = Newsroom(*QUESTIONS)
    desk.logs(f.DocumentDescribed({"author": "A. Author"}))
    desk.source("press", "issuer", name="Press office")
    desk.says("press", genuine="confirms")
    desk.holds()
    desk.keeps()
    desk.initials()
    desk.asks(office="A. Author", deadline=NOON)
    desk.answers(desk.log[-1].id)
    desk.asks("press", deadline=NOON)
    assert findings(desk, now="2020-01-06T16:00Z") == []
    assert findings(desk, now="2020-01-06T17:00Z") == [
        (">", "W7", "Press office did not respond by 6 Jan 2020 12:00 -05:00. Log it, and send a reminder.")
    ]


def test_check_finds_what_must_be_done_what_clashes_and_what_goes_in_a_circle() -> None:
    desk = Newsroom(*QUESTIONS)
    desk.source("a", "outlet", name="AFP")
    desk.source("b", "outlet", name="Reuters")
    desk.says("a", genuine="confirms", derived_from="s2")
    desk.says("b", genuine="confirms", derived_from="s1")
    desk.describes("a", standing="other", supersedes=("a",))
    desk.describes("a", standing="expert", supersedes=("a",))
    found = [line for line in findings(desk) if line[1] not in ("W1", "W34") and not line[1].startswith("g")]
    assert [(level, rule) for level, rule, _ in found] == [("!", "W2"), ("!", "circular"), ("!", "contested")]
    assert "AFP (s1)" in found[1][2]
    assert "Reuters (s2)" in found[1][2]
    assert found[2][2] == "Two entries set the standing of AFP differently. Choose one."


def test_check_has_a_line_for_each_gate_that_is_shut() -> None:
    desk = seely()
    found = {rule: (level, text) for level, rule, text in findings(desk) if rule.startswith("g")}
    assert list(found) == ["g4", "g5", "g7"]
    assert found["g5"] == (
        "!",
        "Gate g5 (the original) is shut. The document as it reached us is not kept. And 1 more like it.",
    )
    desk.overrides("g4", "g4:author")
    assert "g4" not in {rule for _, rule, _ in findings(desk)}
