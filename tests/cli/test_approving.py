"""The commands before publication: what may be printed, the gates, the approvals, the descriptors."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Line
from workflow.facts import TextApproved
from workflow.ledger import Ledger

EXAMPLE = ("--example",)
CASE = "seely-letter-2020"


def unnamed(line: Line) -> None:
    """A source of ours with an agreed descriptor says something."""
    line(
        *("statement", "letter", "--new-source", "clerk", "--descriptor", "a clerk", "--standing", "insider"),
        *("--terms", "background", "--said", "7 jan 2020 10:00", "--paraphrase", "It was sent."),
        *("--as-what", "an official", "--why-unnamed", "Her job.", "--agreed-at", "before", "--agreed-by", "aa"),
        *("--knows", "direct", "--stance", "genuine=confirms"),
    )


def test_what_may_be_printed_with_rule_and_statements(letter: Line) -> None:
    letter(
        *("statement", "letter", "--new-source", "aide", "--descriptor", "an aide", "--standing", "insider"),
        *(
            "--terms",
            "off the record",
            "--said",
            "8 jan 2020 10:00",
            "--paraphrase",
            "Not for print.",
            "--stance",
            "genuine=confirms",
        ),
    )
    told = letter("print", "letter").out
    assert "May be printed (" in told and "“That letter is a draft” (as first relayed by CNN)" in told
    assert "      relayed; genuine, status, meaning; s1" in told.splitlines()
    assert "Off the record: nothing of it may be printed" in told and "Not for print" not in told
    found = letter("print", "letter", "--json").json
    assert {"sentence", "rule", "questions", "statements"} == set(found["may"][0])
    assert [one["rule"] for one in found["may_not"] if one["statements"] == ["s2"]] == ["off_record"]
    assert letter("print", "letter", "--as-of", "5 jan 2020").out.startswith("May be printed (0)")


def test_the_gates_say_what_opens_them_and_end_well(letter: Line) -> None:
    told = letter("gates", "letter").out
    assert "g4  shut  right of reply" in told and "    1. Seely was not asked. Send a request for comment" in told
    letter("override", "letter", "g4", "--by", "ed", "--reason", "It cannot wait.")
    told = letter("gates", "letter").out
    assert "g4  open  right of reply" in told and "overridden by ed: It cannot wait. (Seely was not asked.)" in told
    found = {one["gate"]: one for one in letter("gates", "letter", "--json").json}
    assert list(found) == [f"g{number}" for number in range(1, 9)]
    assert found["g4"]["open"] and found["g4"]["overridden"][0]["by"] == "ed"
    assert found["g5"]["findings"][0]["opens"].startswith("Attach the document")


def test_an_override_that_lapsed_is_named_beside_what_is_missing_again(letter: Line) -> None:
    letter("override", "letter", "g4", "--by", "ed", "--reason", "It cannot wait.")
    letter("document", "letter", "--author", "A clerk", "--reason", "Misread.")
    told = letter("gates", "letter").out
    assert "g4  shut  right of reply" in told
    assert "       overridden by ed before something came that it rests on: It cannot wait." in told.splitlines()
    found = {one["gate"]: one for one in letter("gates", "letter", "--json").json}
    assert [one["by"] for one in found["g4"]["lapsed"]] == ["ed"] and not found["g4"]["overridden"]
    assert found["g5"]["lapsed"] == []


def test_texts_are_listed_approved_and_void_once_edited(letter: Line) -> None:
    before = letter("approve", "letter").out
    assert (
        before.startswith("0 of ") and "title  not approved  (title of the summary)\n    Letter to Baghdad\n" in before
    )
    assert "--by: Who approves this?" in letter("approve", "letter", "title", code=2).err
    said = letter("approve", "letter", "title", "milley:name", "--by", "ed").out
    assert said == "ed approved 2 texts for the public, word for word.\n    Letter to Baghdad\n    Gen. Mark Milley\n"
    assert "Nothing was left to approve." in letter("approve", "letter", "title", "--by", "xy").err
    assert "No place goes by 'nonsense'." in letter("approve", "letter", "nonsense", "--by", "ed", code=1).err
    letter("rename", "letter", "The letter", "--reason", "Shorter.")
    assert "title  edited since it was approved" in letter("approve", "letter", "--list", "--all").out
    letter("approve", "letter", "--all", "--by", "ed")
    texts = letter("approve", "letter", "--json").json
    assert {one["status"] for one in texts} == {"approved"}
    name = next(one for one in texts if one["place"] == "milley:name")
    letter("undo", "letter", "--fact", name["id"], "--reason", "Too early.")
    assert name | {"status": "not approved", "by": "", "at": "", "id": ""} in letter("approve", "letter", "--json").json


def test_an_approval_is_of_a_place_and_a_hash(letter: Line) -> None:
    letter("settings", "--initials", "aa")
    letter("approve", "letter", "document:author")
    assert letter.path is not None
    with Ledger.open(letter.path) as ledger:
        fact = ledger.entries(ledger.find_case("letter"))[-1].fact
    assert isinstance(fact, TextApproved)
    assert (fact.place, fact.by, len(fact.digest)) == ("document:author", "aa", 64)


def test_a_text_of_the_past_is_approved_with_as_of(bare: Line) -> None:
    now = {one["place"] for one in bare(*EXAMPLE, "approve", CASE, "--json").json}
    then = {one["place"] for one in bare(*EXAMPLE, "approve", CASE, "--as-of", "6 jan 2020 15:20", "--json").json}
    assert "s2:via" in then and "s9:quote" in now - then


def test_every_place_has_a_name_of_its_own_that_finds_it(bare: Line) -> None:
    places = [one["place"] for one in bare(*EXAMPLE, "approve", CASE, "--json").json]
    assert len(places) == len(set(places))
    for place in places[::6]:
        assert "Nothing was left" in bare(*EXAMPLE, "approve", CASE, place, "--by", "EX").err


def test_descriptors_side_by_side(letter: Line) -> None:
    assert "No descriptor has been printed" in letter("descriptors", "letter").err
    unnamed(letter)
    assert letter("descriptors", "letter").out == "clerk\n    an official  agreed, not printed\n"
    letter("export", "letter", "--for", "editor", "-o", "e.md")
    letter("terms", "letter", "s2", "background", "--agreement", "Call me a clerk.", "--as-what", "a typist")
    told = letter("descriptors", "letter").out
    assert told.startswith("clerk  more than one descriptor\n    an official  printed for an editor ")
    (found,) = letter("descriptors", "letter", "--json").json
    assert found["differs"] and found["printed"] == [{"descriptor": "an official", "for": ["editor"]}]


@pytest.mark.parametrize("command", ["print", "gates", "approve", "descriptors"])
def test_hostile_words_stay_words(line: Line, command: str) -> None:
    line("new", "--title", "x\x1b]0;gone\x07[/b] \u202ey", "--slug", "bad", "--zone", "UTC", "--author", "y\x1b[31m")
    said = line(command, "bad")
    assert not {"\x1b", "\x07", "\u202e"} & set(said.out)
