"""A byte scan of the public summary: what must stay on the desk is not in it, nor what leads from word to name."""

from __future__ import annotations

from base64 import b64encode
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings

from tests.newsroom import Newsroom
from tests.summaries.canaries import Canaries, canaries
from tests.summaries.desk import DESK, letter, past, states
from tests.summaries.public_desk import approved, public, public_letter, with_more
from tests.workflow.strategies import random_desk, rngs
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.fold import fold
from workflow.summaries.public import approve, public_texts
from workflow.terms import Audience, ExhibitKind, Term
from workflow.when import parse_instant

NOW = Moment(None, parse_instant("2020-01-10T00:00Z"))

PRINTED = {
    "case.renamed/title",
    *(f"document.described/{field}" for field in f.DOCUMENT_FIELDS),
    *(f"question.worded/{kind}/proposition" for kind in ("genuine", "intact", "status", "delivered")),
    *(f"question.worded/{kind}/proposition" for kind in ("reading", "content", "handling")),
    "source.added/open/name",
    "source.added/open/descriptor",
    "statement.corrected/open/quote",
    "statement.agreed/descriptor",
    "statement.agreed/reason",
    "statement.logged/ours/quote",
    "source.added/relayed/descriptor",
    "statement.logged/relayed/via",
    "statement.logged/relayed/quote",
    "request.sent/office",
    *(f"public_text.written/{section}" for section in ("surfaced", "method", "limits")),
    "export.printed/where",
    "correction.made/where",
    "correction.made/text",
}
"""The texts of the case full of canaries that the public may read once each of them is approved."""


def absent_from_public(case: Case, words: set[str], moment: Moment = NOW) -> None:
    """None of these words is in any public bytes, in any case of letters or as base64."""
    for form, text in public(case, moment).items():
        low = text.casefold()
        for word in words:
            assert word.casefold() not in low, (form, word)
            if word.isascii() and len(word) > 8:
                assert b64encode(word.encode()).decode()[:-4] not in text, (form, word)


@pytest.fixture(scope="module")
def full() -> Canaries:
    return canaries()


def test_with_nothing_approved_no_word_of_any_fact_is_there(full: Canaries) -> None:
    absent_from_public(full.case(), set(full.words.values()))


def test_with_everything_approved_only_what_may_be_printed_is_there(full: Canaries) -> None:
    case = approved(full.case(), NOW)
    text = public(case, NOW)["md"].casefold()
    found = {place for place, word in full.words.items() if word in text}
    assert found == PRINTED
    absent_from_public(case, {word for place, word in full.words.items() if place not in PRINTED})


def test_each_text_is_there_by_its_own_approval_alone(full: Canaries) -> None:
    bare = full.case()
    for it in public_texts(bare, NOW, DESK):
        others = [other for other in public_texts(bare, NOW, DESK) if (other.place, other.text) != (it.place, it.text)]
        absent_from_public(with_more(bare, approve(bare, others, "ED")), {it.text})


def test_no_hash_size_file_name_grade_or_time_of_receipt_is_there() -> None:
    case = public_letter()
    held = f.ExhibitAttached(
        ExhibitKind.ORIGINAL, "IMG_2041.heic", "ab12cd34" * 8, 7654321, "", "2020-01-06T13:37:41-05:00",
        "https://leak.example/a", "from the drop box",
    )  # fmt: skip
    graded = f.StatementCorrected("statement:s5", {"grade": "B3"}, "Graded.", ("statement:s5",))
    more = [held, graded, f.CustodyRecorded("By the back door.", "", "A courier", "2020-01-06T13:38Z")]
    moment = past("2020-01-08T10:00-05:00")
    case = approved(with_more(case, more), moment)
    words = {"ab12cd34", "7654321", "7,654,321", "IMG_2041", "13:37", "18:37", "leak.example", "drop box", "grade"}
    words |= {"courier", "back door", "New_York", "-05:00", "2020-01-06T", "thedispatch.com", "seely-letter", "insider"}
    words |= {entry.id for entry in case.entries if ":" in entry.id}
    words |= {
        source.lineage for source in case.sources.values() if source.lineage not in ("", "reuters", "politico", "afp")
    }
    absent_from_public(case, words, moment)


def test_no_head_of_the_chain_no_count_of_facts_and_no_reporter_is_there() -> None:
    case = approved(public_letter(), past("2020-01-08T10:00-05:00"))
    absent_from_public(case, {DESK.reporter, f"{len(case.entries)} entries", f"{len(case.entries)} facts"})


SECRET_TERMS = ("deep_background", "off_record", "chatham_house")


@pytest.mark.parametrize("terms", SECRET_TERMS)
@pytest.mark.parametrize("number", [1, 5])
def test_what_may_not_be_told_changes_no_byte(terms: str, number: int) -> None:
    def desk(extra: int) -> Case:
        found = Newsroom("genuine", "status")
        found.source("able", "issuer", name="Jo Able")
        found.says("able", genuine="confirms", quote="Ours.")
        for n in range(extra):
            found.source(f"heron-{n}", "insider", unnamed=True, descriptor=f"aide {n}")
            found.says(f"heron-{n}", terms=terms, status="confirms", knows="direct", quote=f"Quiet {n}.")
        return approved(found.case(), NOW)

    assert public(desk(0), NOW) == public(desk(number), NOW)


@pytest.mark.parametrize("approving", [True, False])
def test_how_many_unnamed_sources_there_are_cannot_be_told(approving: bool) -> None:
    """One official and five of the same agreed words leave the same bytes."""

    def desk(number: int) -> Case:
        found = Newsroom("genuine", "status")
        promise = f.Promise("ED", "U.S. official", "they feared for their job")
        for n in range(number):
            found.source(f"heron-{n}", "insider", unnamed=True, descriptor=f"aide {n}", lineage=f"root {n}")
            found.says(f"heron-{n}", said=f"2020-01-0{n + 1}", knows="direct", genuine="confirms", id=f"h-{n}")
            entry = found.log[-1]
            found.log[-1] = msgspec.structs.replace(entry, fact=msgspec.structs.replace(entry.fact, promise=promise))
        return approved(found.case(), NOW) if approving else found.case()

    one, five = public(desk(1), NOW), public(desk(5), NOW)
    assert one == five
    assert ("A U.S. official" in one["md"]) is approving


def busy_desk(rng: Random) -> Newsroom:
    """A random desk without mergers and retractions; two named sources come to it, one of them with an unnamed word."""
    desk = random_desk(rng)
    desk.log = [e for e in desk.log if not isinstance(e.fact, f.SourcesMerged | f.TakenBack) and not _retracts(e.fact)]
    for name in ("north", "south"):
        desk.source(name, rng.choice(("insider", "issuer", "expert")), descriptor=f"one from {name}")
        stances = {question: rng.choice(("confirms", "disputes", "declines")) for question in desk.asked}
        desk.says(name, said=f"2020-01-06T{rng.randrange(24):02}:00Z", knows="direct", on=stances, id=f"{name}-spoke")
    stances = {question: rng.choice(("confirms", "disputes")) for question in desk.asked}
    said, terms = f"2020-01-06T{rng.randrange(24):02}:00Z", rng.choice(("background", "not_for_attribution"))
    via = rng.choice(("", "AFP"))
    desk.says("north", said=said, terms=terms, knows="direct", on=stances, via=via, quote="So it was.", id="unnamed")
    promise = f.Promise("ED", "an official", "it was agreed", True)
    entry = desk.log[-1]
    desk.log[-1] = msgspec.structs.replace(entry, fact=msgspec.structs.replace(entry.fact, promise=promise))
    return desk


def _retracts(fact: object) -> bool:
    return isinstance(fact, f.StatementLogged) and "retracts" in fact.stances.values()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(rngs)
def test_whose_unnamed_word_it_is_changes_no_byte(rng: Random) -> None:
    log = busy_desk(rng).log

    def said_by(owner: str) -> Case:
        def told(entry: f.Entry) -> f.Entry:
            if entry.id != "unnamed":
                return entry
            return msgspec.structs.replace(entry, fact=msgspec.structs.replace(entry.fact, source=owner))

        return fold(map(told, log))

    one, other = said_by("north"), said_by("south")
    moment = rng.choice((NOW, past("2020-01-06T12:30Z")))
    assume(states(one, moment) == states(other, moment))
    assert public(one, moment) == public(other, moment)
    assert public(approved(one, moment), moment) == public(approved(other, moment), moment)


@settings(max_examples=40, deadline=None)
@given(rngs)
def test_any_case_at_all_has_a_summary_that_holds_approved_texts_alone(rng: Random) -> None:
    case = random_desk(rng).case()
    moment = rng.choice((NOW, past("2020-01-06T12:30Z")))
    absent_from_public(case, {text for it in public_texts(case, moment, DESK) if len(text := it.text) > 4}, moment)
    whole = approved(case, moment)
    assert all(it.approval for it in public_texts(whole, moment, DESK))
    for source in case.sources.values():
        if source.code_name:
            absent_from_public(whole, {source.code_name}, moment)


def test_an_export_for_others_is_not_told_of() -> None:
    case = letter()
    more = [f.Exported(audience, "md", "ef" * 32, "", "ED") for audience in Audience if audience is not Audience.PUBLIC]
    assert public(case, NOW) == public(with_more(case, more), NOW)


def test_terms_know_no_voice_that_this_file_forgets() -> None:
    assert {str(term) for term in Term} == {"on_record", "background", "not_for_attribution", *SECRET_TERMS}
