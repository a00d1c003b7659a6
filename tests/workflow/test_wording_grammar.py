"""How texts of a case are fitted into sentences."""

from __future__ import annotations

import pytest

from workflow.wording import Field, Shape, clause, with_article
from workflow.wording.grammar import (
    is_office,
    is_plural,
    joined,
    plural,
    quoted,
    reason_lead,
    relayed_by,
    told_to,
    within,
)
from workflow.wording.pieces import join


@pytest.mark.parametrize(
    ("proposition", "expected"),
    [
        ("The letter was X.", "the letter was X"),
        ("U.S.-led forces are being withdrawn.", "U.S.-led forces are being withdrawn"),
        ("Seely wrote it.", "Seely wrote it"),
        ("They left the U.S.", "they left the U.S."),
        ("IT is down.", "IT is down"),
        ("It is final.", "the document is final"),
        ("Its author is Seely.", "the document's author is Seely"),
        ("It was Seely who wrote it.", "it was Seely who wrote it"),
        ("It’s real", "it’s real"),
        ("  The  memo\nis real!  ", "the memo is real"),
        ("They were classified.", "the documents were classified"),
        ("They have been stolen", "the documents have been stolen"),
        ("They are leaving.", "they are leaving"),
        ("", ""),
    ],
)
def test_clause(proposition: str, expected: str) -> None:
    assert clause(proposition) == expected


@pytest.mark.parametrize(
    ("descriptor", "expected"),
    [
        ("U.S. military official", "a U.S. military official"),
        ("Iraqi military source", "an Iraqi military source"),
        ("U.S. and Iraqi officials", "U.S. and Iraqi officials"),
        ("defense official not authorized to speak", "a defense official not authorized to speak"),
        ("officials briefed on the plan", "officials briefed on the plan"),
        ("person close to the talks", "a person close to the talks"),
        ("the press officer", "the press officer"),
        ("two aides", "two aides"),
        ("FBI agent", "an FBI agent"),
        ("NATO officer", "a NATO officer"),
        ("UN official", "a UN official"),
        ("EU diplomat", "an EU diplomat"),
        ("European diplomat", "a European diplomat"),
        ("university lecturer", "a university lecturer"),
        ("heir to the estate", "an heir to the estate"),
        ("witness", "a witness"),
        ("people close to him", "people close to him"),
        ("", ""),
    ],
)
def test_with_article(descriptor: str, expected: str) -> None:
    assert with_article(descriptor) == expected


@pytest.mark.parametrize(
    ("descriptor", "expected"),
    [
        ("U.S. military official", "U.S. military officials"),
        ("an aide", "aides"),
        ("witness", "witnesses"),
        ("person", "people"),
        ("person familiar with the memo", ""),
        ("aide, now retired", ""),
        ("chargé d'affaires", ""),
        ("the minister", ""),
    ],
)
def test_plural(descriptor: str, expected: str) -> None:
    assert plural(descriptor) == expected
    assert not is_plural(descriptor)


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Pentagon press office", True),
        ("Ministry of Defense", True),
        ("The White House", True),
        ("Supreme Court of Israel", True),
        ("Gen. Mark Milley", False),
        ("Ursula von der Leyen", False),
        ("John House", False),
        ("Chief Justice John Roberts / Court press release", False),
        ("U.S. v. Teixeira, guilty plea", False),
        ("", False),
    ],
)
def test_is_office(name: str, office: bool) -> None:
    assert is_office(name) is office


@pytest.mark.parametrize(
    ("via", "told", "relayed"),
    [
        (
            "televised cabinet meeting; AFP; CNN (Jake Tapper)",
            "a televised cabinet meeting, AFP and CNN (Jake Tapper)",
            "AFP and CNN (Jake Tapper)",
        ),
        ("pool reporters", "pool reporters", "pool reporters"),
        ("The Post", "The Post", "The Post"),
        ("Court press release", "", "a Court press release"),
        ("CBS transcript; USA Today", "USA Today", "a CBS transcript and USA Today"),
        ("White House briefing", "a White House briefing", "a White House briefing"),
        ("DOJ statement", "", "a DOJ statement"),
        ("the court record", "", "the court record"),
        ("The Times of London", "The Times of London", "The Times of London"),
    ],
)
def test_who_was_told_and_who_relayed_it(via: str, told: str, relayed: str) -> None:
    assert (told_to(via), relayed_by(via)) == (told, relayed)


@pytest.mark.parametrize(
    ("reason", "lead"),
    [
        ("they feared for their job", " because "),
        ("because it is secret", " because "),
        ("They're bound by contract.", " because "),
        ("the matter is before a court", " because "),
        ("the law forbids it", " because "),
        ("not authorized to speak", " because they were "),
        ("fear of reprisals", ", citing "),
        ("fears for the post", ", citing "),
        ("Fear", ", citing "),
        ("the risk to their job", ", citing "),
        ("", ", citing "),
    ],
)
def test_what_leads_to_a_reason(reason: str, lead: str) -> None:
    assert reason_lead(reason) == lead


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Yes", "“Yes”"), ("“Yes”", "“Yes”"), ('"Yes"', "“Yes”"), ("“A” and “B”", "“‘A’ and ‘B’”"), ("", "“”")],
)
def test_quoted(text: str, expected: str) -> None:
    assert quoted(text) == expected


def test_a_sentence_ends_once_and_begins_with_a_capital() -> None:
    assert join(["he left ", Field("q:proposition", "the U.S.", Shape.WHOLE), "."]) == "He left the U.S."
    assert join(["x: ", Field("s:quote", "Why?", Shape.QUOTE), "."]) == "X: “Why?”"
    assert join(["x: ", Field("s:quote", "why", Shape.QUOTE), " (said)", "."]) == "X: “why” (said)."


def test_all_of_a_list() -> None:
    assert joined([]) == "" and joined(["a"]) == "a" and joined(["a", "b", "c", "d"]) == "a, b, c and d"


def test_the_name_of_an_office_within_a_sentence() -> None:
    assert [within(name) for name in ("The Court", "Theo Lee", "The", "The White House")] == [
        *("the Court", "Theo Lee", "The", "the White House")
    ]
