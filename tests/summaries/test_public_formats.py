"""In no format of the public summary does an approved text become anything but text."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256

import msgspec
import pytest
from markdown_it import MarkdownIt

from tests.summaries.desk import DESK, STANDING_AT, past
from tests.summaries.hostile import ALL, HTML, TERMINAL, plain, poisoned
from tests.summaries.public_desk import approved, candidates, public, public_letter, with_more
from tests.summaries.test_formats import Page, html_is_inert
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.facts import DeskSettings
from workflow.summaries.public import public_summary, public_texts, render_claimreview
from workflow.terms import Audience, Section
from workflow.when import parse_instant

TODAY = Moment(None, parse_instant("2020-01-08T00:00Z"))
HEADINGS = {"h3", "h4", "article"}


def poisoned_desk(attack: str) -> Case:
    """A case with an attack in every text, passages, a correction and a place of printing too; all approved."""
    more = [
        *(f.PublicTextWritten(section, f"{attack}\n\n{attack}") for section in Section),
        f.Exported(Audience.PUBLIC, "md", "a" * 64, "", "ED"),
    ]
    case = with_more(poisoned(attack), more)
    export = case.outgoing.exports[0].id
    told = [
        f.Printed(export, attack, "2020-01-06"),
        f.CorrectionMade((export,), "2020-01-07", attack, attack),
        f.TermsAgreed("b1", case.by_id["b1"].says.terms, "Yes.", "2020-01-06T08:00Z", "", ("b1",)),
    ]
    return approved(with_more(case, told), TODAY, desk=DeskSettings(attack, attack, attack))


@pytest.fixture(scope="module")
def quiet() -> dict[str, str]:
    return public(poisoned_desk("words"), TODAY, DeskSettings("words", "words", "words"))


@pytest.mark.parametrize("attack", ALL)
def test_every_format_holds_against_an_attack_in_every_approved_text(attack: str, quiet: dict[str, str]) -> None:
    found = public(poisoned_desk(attack), TODAY, DeskSettings(attack, attack, attack))
    page_is_inert(found["html"], quiet["html"])
    markdown_is_inert(found["md"], quiet["md"])
    for form in ("json", "claimreview"):
        json.loads(found[form])
        assert not set(found[form]) & set("<>&\u2028\u2029")
    for text in found.values():
        assert not set(text) & {"\x1b", "\x00", "\u202e", "\u200b", "\ufeff", "\u2028", "\x07"}


def page_is_inert(text: str, quiet: str) -> None:
    tags = [tag for tag in Page(text).tags if tag not in HEADINGS]
    known = set(Page(quiet).tags)
    assert set(tags) <= known
    html_is_inert(text.replace("<article", "<section").replace("<h3", "<h2").replace("<h4", "<h2"))


def markdown_is_inert(text: str, quiet: str) -> None:
    for reader in (MarkdownIt("commonmark"), MarkdownIt("commonmark").enable(["table", "strikethrough"])):
        tags, expected = Page(reader.render(text)).tags, Page(reader.render(quiet)).tags
        assert set(tags) <= {"h1", "h2", "h3", "p", "strong", "ul", "li"}
        for tag in ("h1", "h2", "h3", "strong", "ul"):
            assert tags.count(tag) == expected.count(tag), tag
    assert text.startswith("# ")


def test_the_attacks_are_there_as_text() -> None:
    """An attack that is left out proves nothing: it stands in the title, a passage, a proposition and a sentence."""
    attack = HTML[0]
    case = poisoned_desk(attack)
    assert all(it.approval for it in public_texts(case, TODAY, DeskSettings(attack, attack, attack)))
    found = public(case, TODAY, DeskSettings(attack, attack, attack))
    assert found["html"].count("&lt;script&gt;alert(1)&lt;/script&gt;") > 15
    assert found["claimreview"].count("\\u003cscript\\u003e") > 5


def test_a_review_cannot_end_the_script_element_that_it_stands_in() -> None:
    attack = "</script><script>alert(1)</script><!--<script>\u2028//"
    case = approved(with_more(plain().case(), [f.QuestionWorded("genuine", attack, "Worded.", ("genuine",))]), TODAY)
    review = render_claimreview(public_summary(case, TODAY, DESK))
    page = Page(f'<script type="application/ld+json">{review}</script><p>after</p>')
    assert page.tags == ["script", "p"]
    assert "alert(1)" in review
    assert json.loads(review)["@graph"][0]["claimReviewed"].startswith("</script>")


def test_a_review_says_what_the_schema_asks_for_and_no_number() -> None:
    moment = past(STANDING_AT["8-january"])
    found = json.loads(public(approved(public_letter(), moment), moment)["claimreview"])
    assert found["@context"] == "https://schema.org"
    for review in found["@graph"]:
        assert review["@type"] == "ClaimReview"
        assert review["itemReviewed"]["@type"] == "Claim"
        assert review["itemReviewed"]["appearance"]["name"].startswith("Unsigned letter")
        assert set(review["reviewRating"]) == {"@type", "alternateName", "ratingExplanation"}
    meaning = next(r for r in found["@graph"] if r["claimReviewed"] == "U.S.-led forces are being withdrawn from Iraq.")
    assert meaning["reviewRating"]["alternateName"].startswith("Officially disputed: meaning (")
    assert "Mark Esper, U.S. Secretary of Defense, disputed" in meaning["reviewBody"]


def test_there_is_one_review_for_each_proposition_that_is_approved() -> None:
    moment = past(STANDING_AT["1700"])
    case = public_letter()
    it = candidates(case, moment)["question:status:proposition"]
    from workflow.summaries.public import approve

    (review,) = json.loads(public(with_more(case, approve(case, [it], "ED")), moment)["claimreview"])["@graph"]
    assert review["claimReviewed"] == it.text
    assert "author" not in review
    assert "appearance" not in review["itemReviewed"]
    assert "not published here" in review["reviewBody"]


KEYS = {
    *("as_of", "changes", "corrections", "document", "headline", "invented", "legend", "limits", "method", "newsroom"),
    *("not_shown", "published", "questions", "quotes", "requests", "surfaced", "title", "version"),
}


@pytest.mark.parametrize("name", STANDING_AT)
def test_the_keys_of_the_json_never_change(name: str) -> None:
    moment = past(STANDING_AT[name])
    for case in (public_letter(), approved(public_letter(), moment)):
        found = json.loads(public(case, moment)["json"])
        assert set(found) == KEYS
        assert {frozenset(question) for question in found["questions"]} == {
            frozenset(
                {"asks", "confirms", "disputes", "kind", "name", "others", "proposition", "state", "told_in_full"}
            )
        }
    assert found["as_of"].endswith("Z")
    assert found["title"].startswith("Unsigned letter")


def test_the_page_asks_nothing_of_anyone() -> None:
    moment = past(STANDING_AT["8-january"])
    page = public(approved(public_letter(), moment), moment)["html"]
    for word in ("@import", "url(", "<script", "expression(", "href", "src=", "<img", "<svg", "http"):
        assert word not in page.replace('http-equiv="Content-Security-Policy"', "")
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in page


def test_every_text_of_a_case_is_set_apart_for_either_direction_of_writing() -> None:
    moment = past(STANDING_AT["1700"])
    case = approved(public_letter(), moment)
    page = public(case, moment)["html"]
    for name in ("Gen. Mark Milley", "The Gazette", "AFP"):
        assert f"<bdi>{name}</bdi>" in page


def test_the_same_summary_gives_the_same_bytes() -> None:
    moment = past(STANDING_AT["8-january"])
    assert public(approved(public_letter(), moment), moment) == public(approved(public_letter(), moment), moment)
    summary = public_summary(public_letter(), moment, DESK)
    assert msgspec.structs.replace(summary) == summary


def test_what_cannot_be_seen_is_a_mark_that_is_approved_as_such() -> None:
    case = public_letter()
    before = case.setters("public", (str(Section.METHOD),))
    case = with_more(case, [f.PublicTextWritten(Section.METHOD, TERMINAL[2], before)])
    text = candidates(case, TODAY)["passage:method"].text
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text
