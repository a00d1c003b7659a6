"""Every prompt of the walk: where it comes, and the near miss where it must not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.newsroom import LATER, Newsroom
from workflow import facts as f
from workflow.advice import prompts
from workflow.verdict import evaluate

Scene = Callable[[Newsroom], object]
MORNING = "2020-01-06T09:00Z"
NOON = "2020-01-06T12:00-05:00"
DOCUMENT = {"author": "Gen. A. Author", "issuer": "the Task Force", "recipient": "the Ministry"}


def newsroom() -> Newsroom:
    return Newsroom("genuine", "status", "reading", "delivered", "intact", "handling")


def rules(desk: Newsroom, now: str = LATER) -> list[str]:
    case, moment = desk.case(), desk.moment(None, now)
    return [prompt.rule for prompt in prompts(case, evaluate(case, moment), moment)]


def documented(desk: Newsroom, **fields: str) -> None:
    desk.logs(f.DocumentDescribed(fields or DOCUMENT))


def speaks(standing: str, *, unnamed: bool = False, body: str = "", **says: Any) -> Scene:
    """A source of this standing says something."""

    def scene(desk: Newsroom) -> None:
        desk.source("speaker", standing, unnamed=unnamed, body=body)
        desk.says("speaker", **says)

    return scene


def then(*scenes: Scene) -> Scene:
    """One scene after another."""

    def scene(desk: Newsroom) -> None:
        for part in scenes:
            part(desk)

    return scene


def asks(standing: str, deadline: str = NOON) -> Scene:
    def scene(desk: Newsroom) -> None:
        desk.source("asked", standing)
        desk.asks("asked", sent="2020-01-06T08:30Z", deadline=deadline)

    return scene


def outlets(*vias: str, lineage: str = "", knows: str = "direct", **stances: Any) -> Scene:
    """An unnamed source for each of the outlets."""

    def scene(desk: Newsroom) -> None:
        for number, via in enumerate(vias):
            desk.source(f"official{number}", "insider", unnamed=True)
            own = f"{lineage}{number}" if lineage else ""
            desk.says(f"official{number}", via=via, lineage=own, knows=knows, **(stances or {"genuine": "confirms"}))

    return scene


def clash(desk: Newsroom) -> None:
    desk.source("one", "issuer")
    desk.source("two", "expert")
    desk.says("one", genuine="confirms")
    desk.says("two", genuine="disputes", knows="direct")


def taken_back(desk: Newsroom) -> None:
    desk.source("one", "issuer")
    desk.says("one", genuine="confirms")
    desk.says("one", genuine="retracts")


def both_ways(on_record: str, unnamed: str) -> Scene:
    def scene(desk: Newsroom) -> None:
        desk.source("two-faced", "issuer")
        desk.says("two-faced", genuine=on_record)
        desk.says("two-faced", genuine=unnamed, terms="background")

    return scene


def answers_later(question: str, body: str = "the Pentagon", **says: Any) -> Scene:
    def scene(desk: Newsroom) -> None:
        desk.source("chief", "issuer", body=body, rank=4)
        desk.says("chief", **says | {question: "confirms"})

    return scene


def answered(desk: Newsroom) -> None:
    asks("issuer")(desk)
    desk.answers(desk.log[-1].id)


def given_up(desk: Newsroom) -> None:
    asks("issuer")(desk)
    desk.gives_up(desk.log[-1].id)


DECLINES = speaks("issuer", body="the Pentagon", genuine="declines")
TABLE: list[tuple[str, bool, str, Scene, str]] = [
    ("W2", True, "nothing written down", lambda desk: None, LATER),
    ("W2", True, "a note is no fact", lambda desk: documented(desk, note="Odd."), LATER),
    ("W2", False, "a form", lambda desk: documented(desk, form="a photo"), LATER),
    ("W3", True, "no words", lambda desk: desk.question("content", proposition=""), LATER),
    ("W3", False, "all worded", lambda desk: None, LATER),
    ("W4", True, "nobody known", lambda desk: None, LATER),
    ("W4", True, "the issuer spoke", speaks("issuer", genuine="confirms"), LATER),
    ("W4", False, "the author spoke", speaks("author", genuine="declines"), LATER),
    ("W4", False, "the author was asked", asks("author"), LATER),
    ("W5", True, "nothing yet", documented, LATER),
    ("W5", False, "a request is open", asks("issuer"), LATER),
    ("W5", False, "a request was answered", answered, LATER),
    ("W5", False, "a request timed out", given_up, LATER),
    (
        "W5",
        False,
        "its office was written to",
        then(documented, lambda desk: desk.asks(office="The Task Force, press office")),
        LATER,
    ),
    ("W5", True, "another office was written to", then(documented, lambda desk: desk.asks(office="the Tasks")), LATER),
    ("W6", True, "the document names one", documented, LATER),
    ("W6", True, "a source is one", lambda desk: desk.source("ministry", "recipient"), LATER),
    ("W6", False, "none is known", lambda desk: documented(desk, author="A"), LATER),
    ("W6", False, "it spoke", then(documented, speaks("recipient", delivered="confirms")), LATER),
    ("W7", True, "past the deadline", asks("issuer"), "2020-01-06T17:00Z"),
    ("W7", False, "before the deadline", asks("issuer"), "2020-01-06T16:59Z"),
    ("W7", False, "logged", given_up, LATER),
    ("W7", False, "answered late", answered, LATER),
    ("W7", False, "no deadline", asks("issuer", deadline=""), LATER),
    ("W8", True, "before the deadline", asks("issuer"), "2020-01-06T16:59Z"),
    ("W8", False, "past the deadline", asks("issuer"), "2020-01-06T17:00Z"),
    ("W8", False, "answered", answered, MORNING),
    ("W9", True, "one question of six", speaks("issuer", reading="disputes"), LATER),
    ("W9", True, "and could not say", speaks("issuer", reading="disputes", genuine="cannot_say"), LATER),
    ("W9", False, "two questions", speaks("issuer", reading="disputes", genuine="confirms"), LATER),
    ("W9", False, "not official", speaks("expert", genuine="confirms", knows="direct"), LATER),
    ("W9", False, "unnamed", speaks("issuer", unnamed=True, genuine="confirms"), LATER),
    (
        "W9",
        False,
        "its chief answered on the rest",
        then(
            speaks("issuer", body="the Pentagon", reading="disputes"),
            answers_later("status", genuine="confirms", delivered="confirms"),
        ),
        LATER,
    ),
    ("W10", True, "declines", speaks("issuer", genuine="declines"), LATER),
    ("W10", True, "neither", speaks("issuer", genuine="neither"), LATER),
    ("W10", False, "somebody else declines", speaks("expert", genuine="declines"), LATER),
    ("W10", False, "does not answer", speaks("issuer", genuine="no_response"), LATER),
    ("W10", False, "its chief answered later", then(DECLINES, answers_later("genuine")), LATER),
    ("W10", True, "its chief answered on another question", then(DECLINES, answers_later("status")), LATER),
    ("W10", True, "another body answered", then(DECLINES, answers_later("genuine", body="NATO")), LATER),
    ("W10", True, "an unnamed colleague answered", then(DECLINES, answers_later("genuine", terms="background")), LATER),
    (
        "W10",
        True,
        "its chief had answered before",
        then(
            DECLINES,
            answers_later("genuine", said="2020-01-05", learned="2020-01-07"),
        ),
        LATER,
    ),
    ("W11", True, "cannot say", speaks("issuer", genuine="cannot_say"), LATER),
    ("W11", False, "declines", speaks("issuer", genuine="declines"), LATER),
    (
        "W11",
        False,
        "its chief answered later",
        then(speaks("issuer", body="the Pentagon", genuine="cannot_say"), answers_later("genuine")),
        LATER,
    ),
    ("W12", True, "not disputed", speaks("issuer", genuine="not_disputed"), LATER),
    ("W12", True, "implied", speaks("issuer", genuine="implies"), LATER),
    ("W12", False, "only acknowledged", speaks("issuer", genuine="acknowledges"), LATER),
    ("W13", True, "one outlet", outlets("AFP"), LATER),
    ("W13", True, "on delivered", outlets("AFP", delivered="confirms"), LATER),
    ("W13", False, "one of our own", then(outlets("AFP"), speaks("insider", unnamed=True, genuine="confirms")), LATER),
    ("W13", False, "disputed", outlets("AFP", genuine="disputes"), LATER),
    ("W13", False, "officially confirmed", then(outlets("AFP"), speaks("issuer", genuine="confirms")), LATER),
    ("W14", True, "one source", outlets("AFP"), LATER),
    ("W14", True, "two outlets that do not say how they know", outlets("AFP", "Reuters", knows="unknown"), LATER),
    ("W14", False, "two of our own", outlets("", ""), LATER),
    ("W14", False, "nothing confirmed", outlets("AFP", genuine="disputes"), LATER),
    ("W15", True, "two outlets", outlets("AFP", "Reuters"), LATER),
    ("W15", False, "the same outlet twice", outlets("AFP", "afp"), LATER),
    ("W15", False, "lineages given", outlets("AFP", "Reuters", lineage="desk"), LATER),
    ("W15", False, "one is ours", outlets("AFP", ""), LATER),
    ("W18", True, "unnamed, never asked", outlets("", knows=""), LATER),
    ("W18", True, "named, never asked", speaks("insider", genuine="confirms"), LATER),
    ("W18", True, "under embargo", speaks("insider", genuine="confirms", embargo="2031-01-01T00:00Z"), LATER),
    ("W18", False, "asked", outlets(""), LATER),
    ("W18", False, "official", speaks("issuer", genuine="confirms"), LATER),
    ("W18", False, "official under embargo", speaks("issuer", genuine="confirms", embargo="2031-01-01T00:00Z"), LATER),
    ("W18", False, "off the record", speaks("insider", genuine="confirms", terms="off_record"), LATER),
    ("W18", False, "no stance that weighs", speaks("insider", genuine="declines"), LATER),
    ("W18", False, "examined it", speaks("expert", genuine="confirms", technical=True), LATER),
    ("W19", True, "off the record", speaks("insider", genuine="confirms", terms="off_record"), LATER),
    ("W19", True, "deep background", speaks("insider", genuine="confirms", terms="deep_background"), LATER),
    ("W19", False, "background", speaks("insider", genuine="confirms", terms="background"), LATER),
    ("W20", True, "ahead", speaks("issuer", genuine="confirms", embargo=NOON), "2020-01-06T16:59Z"),
    ("W20", False, "lifted", speaks("issuer", genuine="confirms", embargo=NOON), "2020-01-06T17:00Z"),
    ("W20", False, "off the record", speaks("issuer", genuine="confirms", terms="off_record", embargo=NOON), MORNING),
    ("W21", True, "alone", speaks("provider", genuine="confirms", knows="direct"), LATER),
    ("W21", False, "on handling", speaks("provider", handling="confirms", knows="direct"), LATER),
    ("W21", False, "disputes", speaks("provider", genuine="disputes"), LATER),
    ("W21", False, "with another", then(speaks("provider", genuine="confirms"), outlets("AFP")), LATER),
    ("W24", True, "genuine", speaks("issuer", genuine="disputes"), LATER),
    ("W24", False, "status", speaks("issuer", status="disputes"), LATER),
    ("W25", True, "status", speaks("issuer", genuine="confirms", status="disputes"), LATER),
    ("W25", True, "reading", speaks("issuer", genuine="confirms", reading="disputes"), LATER),
    ("W25", False, "delivered", speaks("issuer", genuine="confirms", delivered="disputes"), LATER),
    ("W25", False, "genuine unconfirmed", speaks("issuer", status="disputes"), LATER),
    ("W26", True, "named against official", clash, LATER),
    ("W26", False, "one side", speaks("issuer", genuine="disputes"), LATER),
    ("W27", True, "officially", speaks("issuer", intact="disputes"), LATER),
    ("W27", True, "anonymously", outlets("AFP", intact="disputes"), LATER),
    ("W27", True, "shown false", speaks("maker", intact="disputes", knows="direct"), LATER),
    ("W27", False, "intact confirmed", speaks("issuer", intact="confirms"), LATER),
    ("W27", False, "genuine disputed", speaks("issuer", genuine="disputes"), LATER),
    ("W30", True, "taken back", taken_back, LATER),
    ("W30", False, "nothing counted", speaks("expert", genuine="retracts"), LATER),
    ("W31", True, "a day later", speaks("issuer", said="2020-01-06T09:00Z", learned="2020-01-07T09:00Z"), LATER),
    ("W31", False, "within a day", speaks("issuer", said="2020-01-06T09:00Z", learned="2020-01-07T08:59Z"), LATER),
    ("W31", True, "the next date", speaks("issuer", said="2020-01-06", learned="2020-01-07"), LATER),
    ("W31", False, "the same date", speaks("issuer", said="2020-01-06", learned="2020-01-06T23:00Z"), LATER),
    (
        "W31",
        False,
        "off the record",
        speaks("other", said="2020-01-06", learned="2020-01-09", terms="off_record"),
        LATER,
    ),
    ("W32", True, "declines by name, confirms unnamed", both_ways("declines", "confirms"), LATER),
    ("W32", True, "neither by name, disputes unnamed", both_ways("neither", "disputes"), LATER),
    ("W32", False, "confirms both ways", both_ways("confirms", "confirms"), LATER),
    ("W32", False, "declines both ways", both_ways("declines", "declines"), LATER),
    ("W32", False, "two entries", then(speaks("issuer", genuine="declines"), outlets("", genuine="confirms")), LATER),
    ("W33", True, "genuine", speaks("issuer", genuine="confirms"), LATER),
    ("W33", False, "confirmed by name", speaks("insider", genuine="confirms", knows="direct"), LATER),
    ("W35", True, "a fortnight and a moment", speaks("issuer", said="2020-01-01T00:00Z"), "2020-01-15T00:00:01Z"),
    ("W35", False, "a fortnight", speaks("issuer", said="2020-01-01T00:00Z"), "2020-01-15T00:00:00Z"),
    ("W35", False, "no statement at all", lambda desk: None, LATER),
]


@pytest.mark.parametrize(
    ("rule", "comes", "scene", "now"),
    [pytest.param(rule, comes, scene, now, id=f"{rule}-{name}") for rule, comes, name, scene, now in TABLE],
)
def test_a_prompt_comes_where_its_rule_says(rule: str, comes: bool, scene: Scene, now: str) -> None:
    desk = newsroom()
    scene(desk)
    assert (rule in rules(desk, now=now)) is comes


def test_every_prompt_has_a_case_and_a_near_miss() -> None:
    built = ["W2", "W3", "W4", "W5", "W6", "W7", "W8", "W9", "W10", "W11", "W12", "W13", "W14", "W15", "W18", "W19"]
    built += ["W20", "W21", "W24", "W25", "W26", "W27", "W30", "W31", "W32", "W33", "W35"]
    assert sorted((rule, comes) for rule, comes, *_ in {row[:2] for row in TABLE}) == sorted(
        (rule, comes) for rule in built for comes in (False, True)
    )
