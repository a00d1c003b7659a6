"""The letter of January 2020 as the public gets it, standing at four moments; the golden files were read by eye.

`python -m tests.summaries.test_public_letter` writes them anew.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from tests.summaries.desk import DESK, STANDING_AT, past
from tests.summaries.public_desk import approved, public, public_letter
from workflow.case import Case
from workflow.summaries.public import public_summary, public_texts

GOLDEN = Path(__file__).parent / "golden"

SECOND_LINE = {
    "1530": "**Anonymously confirmed: genuine (whether it comes from where it claims); delivered (whether it reached"
    " its addressee).** Unconfirmed: status (whether it is what it is presented as); meaning (whether it means what was"
    " reported); intact (whether the copy is complete and unaltered).",
    "1610": "**Officially disputed: meaning (whether it means what was reported).** Anonymously confirmed: genuine"
    " (whether it comes from where it claims); delivered (whether it reached its addressee). Unconfirmed: status"
    " (whether it is what it is presented as); intact (whether the copy is complete and unaltered).",
    "1700": "**Officially disputed: status (whether it is what it is presented as); meaning (whether it means what was"
    " reported).** Officially confirmed: genuine (whether it comes from where it claims); delivered (whether it reached"
    " its addressee). Unconfirmed: intact (whether the copy is complete and unaltered).",
    "8-january": "**Officially disputed: meaning (whether it means what was reported).** Officially confirmed: genuine"
    " (whether it comes from where it claims); delivered (whether it reached its addressee). Contested: status (whether"
    " it is what it is presented as). Unconfirmed: intact (whether the copy is complete and unaltered).",
}

NEVER = ("it was fake", "is fake", "hoax", "forged", "troops are leaving", "refused", "confirmed that U.S.-led forces")
"""What turned out to be false, or was never so, and must stand in none of them."""

NOT_YET = {
    "1530": ("Esper", "Milley", "Mahdi", "Dreazen", "Politico", "Officially", "signed it", "did not respond"),
    "1610": (
        "Milley",
        "Mahdi, Prime Minister of Iraq, confirmed",
        "Dreazen",
        "Politico",
        "Officially confirmed",
        "a draft",
        "did not respond",
    ),
    "1700": ("Dreazen", "Washington Examiner", "Contested", "7 Jan", "Mahdi, Prime Minister of Iraq, confirmed"),
    "8-january": ("anonymously confirmed", "Anonymously confirmed"),
}
"""What nobody knew, or had said, by each moment; and on the 8th what no longer was so."""

NO_LONGER = {
    "1700": ("Gen. Mark Milley, Chairman, Joint Chiefs of Staff, disputed that the document was sent",),
    "8-january": (
        "Annie Dreazen, staffer, Pentagon policy office, answering the House Armed Services Committee, disputed that",
        "Gen. Mark Milley, Chairman, Joint Chiefs of Staff, disputed that the document was sent",
        "said they could not vouch",
    ),
}
"""What was said and was answered since: it may stand only in a sentence that tells the later word too."""


@cache
def whole() -> Case:
    """The letter with every text approved that any of the moments would print."""
    return approved(public_letter(), *map(past, STANDING_AT.values()))


@cache
def written(name: str) -> str:
    return public(whole(), past(STANDING_AT[name]))["md"]


@pytest.mark.parametrize("name", STANDING_AT)
def test_the_summary_is_the_golden_one(name: str) -> None:
    assert written(name) == (GOLDEN / f"public-{name}.md").read_text("utf-8")


@pytest.mark.parametrize("name", STANDING_AT)
def test_a_reader_who_stops_after_line_two_is_not_misled(name: str) -> None:
    title, second = written(name).splitlines()[:2]
    assert title.startswith("# Unsigned letter")
    assert second == SECOND_LINE[name]
    assert "fake" not in second
    assert "forces" not in second
    meaning = next(part for part in re.split(r"\.(?:\*\*)? ?", second) if "meaning" in part)
    assert meaning.strip(" *").startswith(("Unconfirmed", "Officially disputed"))


@pytest.mark.parametrize("name", STANDING_AT)
def test_it_says_nothing_that_is_false_in_hindsight(name: str) -> None:
    text = written(name)
    for phrase in (*NEVER, *NOT_YET[name]):
        assert phrase not in text, phrase
    for phrase in NO_LONGER.get(name, ()):
        for line in text.splitlines():
            assert phrase not in line or "; later that day Gen. Mark Milley" in line, line


def test_each_phrase_that_must_be_absent_could_be_there() -> None:
    """Names and words that come later do come, so that their absence before means something."""
    for phrase in ("Esper", "Milley", "Mahdi", "Dreazen", "Politico", "Contested", "7 Jan", "did not respond"):
        assert phrase in written("8-january"), phrase
    assert "Anonymously confirmed" in written("1530")


@pytest.mark.parametrize("name", STANDING_AT)
def test_what_is_disputed_stands_as_prominently_as_what_is_confirmed(name: str) -> None:
    heads = [line for line in written(name).splitlines() if line.startswith("#")]
    parts = [head for head in heads if head.endswith(("confirmed, and by whom", "disputed, and by whom"))]
    assert [head.partition(" ")[0] for head in parts] == ["##", "##"]
    assert {head.partition(" ")[0] for head in heads if "disputed:" in head or "confirmed:" in head} <= {"###"}


@pytest.mark.parametrize("name", STANDING_AT)
def test_a_state_never_stands_without_its_question(name: str) -> None:
    for line in written(name).splitlines():
        if line.startswith("### ") and line[4] in "○◐●✕◌◆⊘":
            assert re.fullmatch(r"### . [A-Z][a-z ]+: (genuine|status|delivered|meaning|intact)", line), line


@pytest.mark.parametrize("name", STANDING_AT)
def test_every_basis_is_told_where_all_is_approved(name: str) -> None:
    summary = public_summary(whole(), past(STANDING_AT[name]), DESK)
    assert all(question.is_told for question in summary.questions)
    assert (summary.gaps.statements, summary.gaps.requests, summary.gaps.facts, summary.gaps.places) == (0, 0, 0, 0)
    assert all(it.approval for it in public_texts(whole(), past(STANDING_AT[name]), DESK))


@pytest.mark.parametrize("name", STANDING_AT)
def test_the_reviews_say_the_same(name: str) -> None:
    reviews = json.loads(public(whole(), past(STANDING_AT[name]))["claimreview"])["@graph"]
    assert len(reviews) == 5
    for review in reviews:
        rating = review["reviewRating"]
        assert "ratingValue" not in rating
        assert re.match(r"[A-Z][a-z ]+: [a-z]+ \(whether .+\)\.\Z", rating["alternateName"])
        assert review["datePublished"] == ("2020-01-08" if name == "8-january" else "2020-01-06")
        assert review["author"]["name"] == "The Gazette"
        for phrase in (*NEVER, *NOT_YET[name]):
            assert phrase not in json.dumps(review), phrase


if __name__ == "__main__":
    for moment in STANDING_AT:
        (GOLDEN / f"public-{moment}.md").write_text(written(moment), "utf-8")
