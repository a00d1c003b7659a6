"""What was promised to sources, and what is known of the unnamed ones that are ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.newsroom import Newsroom
from workflow.facts import Promise, TermsTightened
from workflow.promises import OwnSource, Spoken, agreed_after, forbidden_pairing, own_unnamed, promises
from workflow.terms import Term
from workflow.when import parse_instant

SAID = "2020-01-06T10:00Z"
FULL = Promise(by="RK", descriptor="an official briefed on it", reason="fears for her post", take_to="the ministry")
COMPLETE: dict[str, Any] = {"knows": "direct", "promise": FULL}


def newsroom() -> Newsroom:
    desk = Newsroom("genuine", "status")
    desk.source("clerk", "insider", unnamed=True)
    desk.source("press", "issuer", name="Press office")
    desk.source("afp", "outlet", name="AFP")
    return desk


def test_a_promise_holds_the_exact_words_and_all_that_was_agreed() -> None:
    desk = newsroom()
    words = "You may say official, never which floor."
    desk.says("clerk", said=SAID, agreement=words, agreed="2020-01-06T09:00Z", genuine="confirms", **COMPLETE)
    (kept,) = promises(desk.case(), desk.moment())
    assert (kept.statement, kept.source, kept.terms, kept.words) == ("s1", "clerk", Term.BACKGROUND, words)
    assert (kept.promise, kept.first.by, kept.first.spoken) == (FULL, "RK", Spoken.BEFORE)
    assert not kept.after_the_fact


@pytest.mark.parametrize(
    ("agreed", "spoken"),
    [
        ("2020-01-06T09:59Z", Spoken.BEFORE),
        ("2020-01-05", Spoken.BEFORE),
        ("2020-01-06T11:00+01:00", Spoken.WITH),
        ("2020-01-06", Spoken.WITH),
        ("2020-01-06T10:01Z", Spoken.AFTER),
        ("2020-01-07", Spoken.AFTER),
        ("", Spoken.UNNOTED),
    ],
)
def test_whether_terms_came_before_the_words(agreed: str, spoken: Spoken) -> None:
    desk = newsroom()
    desk.says("clerk", said=SAID, agreed=agreed, genuine="confirms")
    (kept,) = promises(desk.case(), desk.moment())
    assert kept.first.spoken is spoken
    assert kept.after_the_fact is (spoken is Spoken.AFTER)
    assert agreed_after(desk.case(), desk.case().by_id["s1"]) is (spoken is Spoken.AFTER)


PLAIN: list[tuple[bool, Callable[[Newsroom], object]]] = [
    (True, lambda desk: desk.says("press", genuine="confirms", agreement="On the record.")),
    (True, lambda desk: desk.says("press", genuine="confirms", promise=Promise(by="RK", may_quote=True))),
    (False, lambda desk: desk.says("press", genuine="confirms", embargo="2020-01-07T00:00Z")),
    (False, lambda desk: desk.says("press", genuine="confirms", promise=Promise(may_quote=False))),
    (False, lambda desk: desk.tightens(desk.says("press", genuine="confirms"), "off_record")),
    (False, lambda desk: desk.says("clerk", genuine="confirms")),
    (False, lambda desk: desk.agrees(desk.says("press", terms="background"), "on_record", at="2020-01-08")),
]


@pytest.mark.parametrize(("plain", "scene"), PLAIN)
def test_words_plainly_on_the_record_promise_nothing(plain: bool, scene: Callable[[Newsroom], object]) -> None:
    desk = newsroom()
    scene(desk)
    assert (promises(desk.case(), desk.moment()) == ()) is plain


def test_later_agreements_stand_in_order_and_those_to_come_are_not_seen() -> None:
    desk = newsroom()
    desk.says("clerk", said=SAID, terms="off_record", genuine="confirms", agreement="Not for use.")
    desk.agrees("s1", "background", at="2020-01-07T09:00Z", promise=Promise(descriptor="a clerk"))
    desk.tightens("s1", "deep_background")
    (kept,) = promises(desk.case(), desk.moment())
    assert [made.words for made in (kept.first, *kept.later)] == ["Not for use.", "Yes, use it."]
    assert (kept.words, kept.after_the_fact, kept.terms) == ("Yes, use it.", True, Term.DEEP_BACKGROUND)
    assert (kept.first.terms, kept.later[0].terms) == (Term.OFF_RECORD, Term.BACKGROUND)
    (then,) = promises(desk.case(), desk.moment("2020-01-06T12:00Z"))
    assert (then.later, then.words, then.terms) == ((), "Not for use.", Term.OFF_RECORD)
    assert promises(desk.case(), desk.moment("2020-01-05")) == ()


def test_the_stricter_embargo_is_the_one_that_printing_obeys() -> None:
    desk = newsroom()
    desk.says("press", said=SAID, genuine="confirms", embargo="2020-01-07T00:00Z")
    desk.tightens("s1", "on_record", embargo="2020-01-09T00:00Z")
    (kept,) = promises(desk.case(), desk.moment("2020-01-06T12:00Z"))
    assert (kept.first.embargo, kept.embargo) == (
        parse_instant("2020-01-07T00:00Z"),
        parse_instant("2020-01-09T00:00Z"),
    )


def own(*scenes: Callable[[Newsroom], object]) -> dict[str, OwnSource]:
    desk = newsroom()
    for scene in scenes:
        scene(desk)
    return {known.source: known for known in own_unnamed(desk.case(), desk.moment())}


def told(terms: str = "background", **more: Any) -> Callable[[Newsroom], object]:
    return lambda desk: desk.says("clerk", terms=terms, genuine="confirms", **more)


MISSING: list[tuple[list[Callable[[Newsroom], object]], set[str]]] = [
    ([told()], {"editor", "reason", "descriptor", "knowledge"}),
    ([told(**COMPLETE)], {"editor"}),
    ([told(**COMPLETE), lambda desk: desk.informs("clerk")], set()),
    ([told(), told(**COMPLETE), lambda desk: desk.informs("clerk")], {"knowledge"}),
    ([told("chatham_house")], {"editor", "knowledge"}),
    ([told("deep_background", knows="indirect")], {"editor", "reason"}),
    ([told(promise=Promise(descriptor=" ", reason=" "), technical=True)], {"editor", "reason", "descriptor"}),
    ([told(knows={"status": "direct"})], {"editor", "reason", "descriptor", "knowledge"}),
]


@pytest.mark.parametrize(("scenes", "missing"), MISSING)
def test_what_is_missing_of_an_unnamed_source_of_ours(
    scenes: list[Callable[[Newsroom], object]], missing: set[str]
) -> None:
    assert set(own(*scenes)["clerk"].missing) == missing


@pytest.mark.parametrize(
    "scene",
    [
        told("off_record"),
        told(via="AFP"),
        lambda desk: desk.says("afp", terms="background", genuine="confirms"),
        lambda desk: desk.says("press", genuine="confirms"),
    ],
)
def test_words_through_outlets_off_the_record_and_by_name_are_not_among_them(
    scene: Callable[[Newsroom], object],
) -> None:
    assert own(scene) == {}


def test_what_is_known_of_a_source_stands_as_today_whatever_the_moment() -> None:
    desk = newsroom()
    desk.says("clerk", said=SAID, genuine="confirms", **COMPLETE)
    desk.source("aide", "insider", unnamed=True)
    desk.merges("clerk", "aide")
    desk.informs("aide", "ED")
    (known,) = own_unnamed(desk.case(), desk.moment("2020-01-06T10:00Z"))
    assert [informed.by for informed in known.editors] == ["ED"]
    assert (known.descriptors, known.reasons, known.unasked) == ((FULL.descriptor,), (FULL.reason,), ())
    assert own_unnamed(desk.case(), desk.moment("2020-01-06T09:59Z")) == ()


@pytest.mark.parametrize(("stance", "found"), [("declines", True), ("neither", True), ("cannot_say", False)])
def test_a_source_that_declines_by_name_and_informs_unnamed(stance: str, found: bool) -> None:
    desk = newsroom()
    desk.says("afp", genuine=stance)
    desk.says("afp", terms="background", genuine="confirms")
    assert forbidden_pairing(desk.case(), desk.moment()) is found


def test_no_quotation_marks_stand_against_an_agreement_that_knew_nothing_of_them() -> None:
    desk = newsroom()
    desk.says("clerk", genuine="confirms", promise=Promise(may_quote=True), id="said")
    bans = desk.logs(TermsTightened("said", Term.BACKGROUND, "Asked to.", supersedes=("said",), no_quote=True))
    assert desk.case().by_id["said"].promise.may_quote is False
    desk.agrees("said", "background", at="2020-01-07", supersedes=("said",), promise=Promise(may_quote=True))
    assert desk.case().by_id["said"].promise.may_quote is False
    again = desk.agrees("said", "background", at="2020-01-08", supersedes=(bans,), promise=Promise(may_quote=True))
    assert desk.case().by_id["said"].promise.may_quote is True
    desk.takes_back(again)
    assert desk.case().by_id["said"].promise.may_quote is False


def test_looser_terms_need_an_agreement_that_names_what_it_replaces() -> None:
    desk = newsroom()
    desk.says("clerk", terms="off_record", genuine="confirms", id="said")
    desk.agrees("said", "background", at="2020-01-07", supersedes=())
    assert desk.case().by_id["said"].terms_at(None)[0] is Term.OFF_RECORD
    desk.agrees("said", "background", at="2020-01-07")
    assert desk.case().by_id["said"].terms_at(None)[0] is Term.BACKGROUND
    desk.tightens("said", "chatham_house", supersedes=())
    assert desk.case().by_id["said"].terms_at(None)[0] is Term.CHATHAM_HOUSE


@pytest.mark.parametrize("turned", [False, True])
def test_the_newest_agreement_is_the_one_that_replaces_in_whatever_place_of_the_log(turned: bool) -> None:
    desk = newsroom()
    desk.says("clerk", said=SAID, genuine="confirms")
    first = desk.agrees("s1", "background", at="2020-01-08", supersedes=("s1",), promise=Promise(descriptor="an aide"))
    later = Promise(descriptor="a planner")
    desk.agrees("s1", "background", at="2020-01-08", supersedes=("s1", first), promise=later)
    if turned:
        desk.log[-2:] = reversed(desk.log[-2:])
    assert desk.case().by_id["s1"].promise.descriptor == "a planner"
