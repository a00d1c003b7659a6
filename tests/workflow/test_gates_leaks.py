"""The last gate: nothing off the record, under embargo or identifying is in what is approved for the public."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom
from tests.workflow.test_gates import AGREED, SECRET, Scene, clerk, keys, newsroom, press
from workflow.facts import Promise


def ways(desk: Newsroom) -> list[str]:
    """The keys of the last gate, without what in the text they are about."""
    return [":".join(key.split(":")[:5]) for key in keys(desk, "g8")]


LIFTS = "2020-01-07T00:00Z"
LEAKS: list[tuple[str, Scene, str, str, str]] = [
    # what was said, which place is approved with which text, why the gate is shut ("" where it is not)
    ("on the record", press(quote="It is ours."), "s1:quote", "It is ours.", ""),
    (
        "no quotation marks",
        press(quote="It is ours.", promise=Promise(may_quote=False)),
        "s1:quote",
        "It is ours.",
        "quote",
    ),
    ("not asked for marks", clerk(quote="It is ours."), "s1:quote", "It is ours.", "quote"),
    ("marks agreed", clerk(quote="It is ours.", promise=Promise(may_quote=True)), "s1:quote", "It is ours.", ""),
    ("a paraphrase", clerk(paraphrase="It is theirs."), "s1:paraphrase", "It is theirs.", ""),
    (
        "off the record",
        clerk(paraphrase="It is theirs.", terms="off_record"),
        "s1:paraphrase",
        "It is theirs.",
        "terms",
    ),
    ("deep background", clerk(promise=AGREED, terms="deep_background"), "s1:descriptor", AGREED.descriptor, "terms"),
    ("Chatham House", clerk(promise=AGREED, terms="chatham_house"), "s1:descriptor", AGREED.descriptor, "terms"),
    ("its information", clerk(paraphrase="It is so.", terms="chatham_house"), "s1:paraphrase", "It is so.", ""),
    ("its source's name", press(), "press:name", "Press office", ""),
    ("the name of an unnamed one", press(terms="background"), "press:name", "Press office", "name"),
    ("an edited text is not approved", clerk(paraphrase="New.", terms="off_record"), "s1:paraphrase", "Old.", ""),
]


@pytest.mark.parametrize(("scene", "place", "text", "why"), [row[1:] for row in LEAKS], ids=[row[0] for row in LEAKS])
def test_an_approved_text_that_its_terms_forbid_shuts_the_last_gate(
    scene: Scene, place: str, text: str, why: str
) -> None:
    desk = newsroom()
    scene(desk)
    approval = desk.approves(place, text)
    assert ways(desk) == ([f"g8:{place}:{why}:{approval}"] if why else [])


PASSAGES: list[tuple[str, list[Scene], str, str]] = [
    ("nothing", [], "We compared two copies of the letter.", ""),
    ("a code name", [], "We asked CLERK about the letter.", "code"),
    ("five words off the record", [clerk(quote=SECRET, terms="off_record")], f"In short, {SECRET[:38]}!", "withheld"),
    ("four words", [clerk(quote=SECRET, terms="off_record")], "We hear that her deputy wrote the letter.", ""),
    ("words on background", [clerk(quote=SECRET)], f"In short, {SECRET}.", ""),
    ("the quote on deep background", [clerk(quote=SECRET, terms="deep_background")], SECRET, "withheld"),
    ("its sense", [clerk(paraphrase=SECRET, terms="deep_background")], SECRET, ""),
    ("under embargo", [press(quote=SECRET, embargo="2031-01-01T00:00Z")], SECRET, "embargo"),
    ("lifted", [press(quote=SECRET, embargo=LIFTS)], SECRET, ""),
    ("also on the record", [clerk(quote=SECRET, terms="off_record"), press(quote=SECRET)], SECRET, ""),
    ("the name of one who speaks unnamed", [press(terms="background")], "We asked the press office.", "name"),
]


@pytest.mark.parametrize(("scenes", "text", "why"), [row[1:] for row in PASSAGES], ids=[row[0] for row in PASSAGES])
def test_a_passage_that_holds_what_must_stay_shuts_the_last_gate(scenes: list[Scene], text: str, why: str) -> None:
    desk = newsroom()
    for scene in scenes:
        scene(desk)
    desk.writes("method", text)
    assert keys(desk, "g8") == []
    approval = desk.approves("passage:method", text.replace("CLERK", "[left out]"))
    assert ways(desk) == ([f"g8:passage:method:{why}:{approval}"] if why else [])


def test_one_text_may_leak_in_several_ways_and_each_is_overridden_alone() -> None:
    desk = newsroom()
    clerk(quote=SECRET, terms="off_record")(desk)
    press(terms="background")(desk)
    text = f"CLERK said that {SECRET}, and the press office knew."
    desk.writes("method", text)
    desk.approves("passage:method", text.replace("CLERK", "[left out]"))
    found = keys(desk, "g8")
    assert [key.split(":")[3] for key in found] == ["code", "name", "withheld"]
    desk.overrides("g8", found[0])
    assert keys(desk, "g8") == found[1:]


def test_what_is_withheld_since_is_no_part_of_an_override() -> None:
    desk = newsroom()
    clerk(quote=SECRET[:38], terms="off_record")(desk)
    desk.writes("method", f"In short, {SECRET}.")
    desk.approves("passage:method", f"In short, {SECRET}.")
    desk.overrides("g8", *keys(desk, "g8"))
    assert keys(desk, "g8") == []
    clerk(quote=SECRET, terms="off_record")(desk)
    assert len(keys(desk, "g8")) == 1


def test_words_off_the_record_stay_shut_when_their_embargo_is_overridden() -> None:
    desk = newsroom()
    clerk(quote="It is ours.", terms="off_record", embargo="2031-01-01T00:00Z")(desk)
    desk.approves("s1:quote", "It is ours.")
    found = keys(desk, "g8")
    assert [key.split(":")[3] for key in found] == ["terms", "embargoed", "quote"]
    desk.overrides("g8", found[1])
    assert keys(desk, "g8") == [found[0], found[2]]
