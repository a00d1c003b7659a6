"""What prompts say, in which order, how many of them, and what `check` makes of a case."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from tests.newsroom import LATER, Newsroom
from tests.workflow.strategies import desks
from workflow import facts as f
from workflow.advice import Place, Prompt, first_prompt, prompts
from workflow.fate import Rule
from workflow.terms import Standing
from workflow.verdict import evaluate

NOON = "2020-01-06T12:00-05:00"
FORBIDDEN = re.compile(
    r"refuse|\bentit|invalid|(?<!on the )(?<!off the )\brecords?\b(?! would settle| why there)|!|partly", re.IGNORECASE
)
LEVELS = {"!": 0, ">": 1, "?": 2}


def newsroom(**options: Any) -> Newsroom:
    return Newsroom("genuine", "status", "reading", "delivered", "intact", **options)


def walk(desk: Newsroom, at: str | None = None, now: str = LATER) -> tuple[Prompt, ...]:
    case, moment = desk.case(), desk.moment(at, now)
    return prompts(case, evaluate(case, moment), moment)


def only(desk: Newsroom, rule: str, now: str = LATER) -> Prompt:
    (found,) = [prompt for prompt in walk(desk, now=now) if prompt.rule == rule]
    return found


def test_whom_to_contact_is_named_as_the_document_names_them() -> None:
    desk = newsroom()
    assert only(desk, "W4").text.startswith("Contact the purported author. Ask question by question: did you write it,")
    desk.source("boss", "issuer", name="Ministry press office")
    assert only(desk, "W5").text == "Contact Ministry press office with the same list and a deadline."
    assert only(desk, "W5").place == Place("source", "boss")
    desk.logs(f.DocumentDescribed({"author": "Acme  Inc.", "issuer": "the Task Force", "recipient": "the " + "x" * 99}))
    assert only(desk, "W4").text.startswith("Contact Acme Inc. Ask")
    assert only(desk, "W4").place == Place("document")
    assert only(desk, "W5").text == "Contact the Task Force with the same list and a deadline."
    assert re.fullmatch(r"Ask the x{75}… whether it arrived, when, how, signed or unsigned\.", only(desk, "W6").text)


def test_nobody_is_to_be_contacted_of_whom_the_desk_heard_only_later() -> None:
    desk = newsroom()
    desk.source("minister", "recipient", name="A Minister")
    desk.says("minister", said="2020-01-08T10:00Z", delivered="confirms")
    assert "W6" not in {prompt.rule for prompt in walk(desk, "2020-01-07")}
    desk.source("aide", "recipient", name="An Aide")
    assert "Ask An Aide whether" in " ".join(prompt.text for prompt in walk(desk, "2020-01-07"))


def test_a_deadline_is_said_in_the_offset_in_which_it_was_set() -> None:
    desk = newsroom(timezone="Asia/Tokyo")
    desk.source("press", "issuer", name="Press office")
    request = desk.asks("press", sent="2020-01-06T09:00Z", deadline=NOON)
    ahead = only(desk, "W8", now="2020-01-06T14:30Z")
    assert ahead.text == 'Waiting: 2 hours left. Only now may you write "did not immediately respond".'
    assert ahead.reason == "Press office was asked on 6 Jan 2020 18:00 +09:00 and has not answered."
    assert ahead.place == Place("request", request)
    assert only(desk, "W8", now="2020-01-06T16:30Z").text.startswith("Waiting: less than an hour left.")
    assert only(desk, "W8", now="2020-01-06T16:00Z").text.startswith("Waiting: 1 hour left.")
    late = only(desk, "W7", now="2020-01-06T17:00Z")
    assert late.text == 'Log "did not respond by 6 Jan 2020 12:00 -05:00", and send a reminder.'


def test_the_first_prompt_alone_counts_no_hours() -> None:
    desk = Newsroom("genuine")
    desk.logs(f.DocumentDescribed({"author": "A", "issuer": "B"}))
    for standing in ("author", "issuer"):
        desk.source(standing, standing)
        desk.says(standing, genuine="confirms", said="2020-01-06T09:00Z")
    desk.asks("issuer", sent="2020-01-06T09:00Z", deadline=NOON)
    desk.holds()
    desk.initials()
    case = desk.case()
    for now in ("2020-01-06T10:00Z", "2020-01-06T16:00Z"):
        moment = desk.moment(None, now)
        found = first_prompt(case, evaluate(case, moment), moment)
        assert found is not None
        assert found.text.startswith("Waiting until 6 Jan 2020 12:00 -05:00. Only now")


def test_second_hand_prompts_name_the_outlets_and_fold_the_questions() -> None:
    desk = newsroom()
    for number, (outlet, question) in enumerate((("AFP", "genuine"), ("Reuters", "genuine"), ("CNN", "delivered"))):
        desk.source(f"s-{number}", "insider", unnamed=True, descriptor="an official")
        desk.says(f"s-{number}", via=outlet, **{question: "confirms"})  # type: ignore[arg-type]
    found = only(desk, "W13")
    assert found.text == (
        "You have no source of your own. Find one, or use the second-hand wording that names AFP, Reuters or CNN."
    )
    assert found.reason == "Genuine and delivered rest on unnamed sources of AFP, Reuters and CNN alone."
    assert found.place == Place("question", "genuine")
    assert only(desk, "W14").reason == "Genuine and delivered each rest on what counts as one origin."
    assert only(desk, "W15").reason.startswith("AFP, Reuters and CNN each cite an unnamed source")
    assert only(desk, "W18").text == "Have the official and 2 others seen the document, or been told about it?"


def test_forty_sources_who_were_never_asked_make_one_line() -> None:
    desk = newsroom()
    for number in range(40):
        desk.source(f"s-{number}", "insider", unnamed=True, descriptor=f"clerk {number}")
        desk.says(f"s-{number}", genuine="confirms")
    assert (
        only(desk, "W18").text
        == "Have the clerk 0, the clerk 1 and 38 others seen the document, or been told about it?"
    )
    assert only(desk, "W18").place == Place("statement", "s1")


def test_many_of_one_rule_fold_and_few_do_not() -> None:
    desk = newsroom()
    desk.source("wire", "other")
    for day in range(1, 4):
        desk.says("wire", said=f"2020-01-0{day}", learned="2020-01-09")
    assert len([prompt for prompt in walk(desk) if prompt.rule == "W31"]) == 3
    desk.says("wire", said="2020-01-05", learned="2020-01-09")
    assert only(desk, "W31").text == (
        "Said 5 Jan 2020, learned 9 Jan 2020. Check what was published in between. And 3 more like it."
    )
    same = newsroom()
    same.source("press", "issuer")
    for _ in range(2):
        same.asks("press", deadline=NOON)
    assert only(same, "W7").reason == "Press let the deadline pass. And 1 more like it."


def test_answers_on_one_question_and_words_that_are_no_answer() -> None:
    desk = newsroom()
    desk.source("esper", "issuer", name="Mark Esper", body="the Pentagon")
    said = desk.says("esper", reading="disputes", genuine="cannot_say")
    assert only(desk, "W9").text == "Mark Esper answered on meaning. Anything on the others?"
    assert only(desk, "W11").reason == "On genuine, Mark Esper could not say."
    desk.says("esper", genuine="declines", status="declines")
    assert only(desk, "W10").reason == "On genuine and status, Mark Esper declined."
    assert only(desk, "W9").place == Place("statement", said)


def test_an_embargo_is_said_in_the_zone_of_the_case() -> None:
    desk = newsroom(timezone="America/New_York")
    desk.source("press", "issuer", name="Press office")
    desk.says("press", genuine="confirms", embargo="2020-01-06T17:00Z")
    assert only(desk, "W20", now="2020-01-06T16:00Z").text == "Counts from 6 Jan 2020 12:00 -05:00."
    desk.says("press", genuine="confirms", embargo="9999-12-31T23:59-12:00")
    assert only(desk, "W20").text.startswith("Counts from 2")


def test_the_forbidden_pairing_names_neither_side() -> None:
    desk = newsroom()
    desk.source("two-faced", "issuer", name="Jane Roe", descriptor="the minister's deputy")
    desk.says("two-faced", genuine="declines")
    desk.says("two-faced", genuine="confirms", terms="background")
    found = only(desk, "W32")
    assert (found.text, found.place) == ("A forbidden pairing. Change one.", Place("case"))
    assert found.reason == "One source both declines by name and informs unnamed."


def test_no_line_names_whoever_spoke_unnamed() -> None:
    desk = newsroom()
    desk.source("both", "insider", name="Jane Roe", descriptor="the minister's deputy")
    desk.says("both", genuine="confirms", terms="background", said="2020-01-05", learned="2020-01-07")
    desk.says("both", status="disputes", terms="background", embargo="2031-01-01T00:00Z")
    desk.source("tightened", "issuer", name="John Doe", descriptor="the spokesman")
    desk.tightens(desk.says("tightened", genuine="declines"), "off_record")
    desk.source("code", "insider", unnamed=True, descriptor="a clerk")
    desk.says("code", genuine="confirms", terms="deep_background")
    lines = " ".join(f"{prompt.text} {prompt.reason}" for prompt in walk(desk))
    assert "Has an unnamed source seen the document" in lines
    for told in ("Roe", "deputy", "Doe", "spokesman", "CODE", "clerk", "On genuine,"):
        assert told not in lines


@pytest.mark.parametrize("at", ["2020-01-06T08:30Z", "2020-01-06T09:30Z"])
def test_prompts_stand_at_the_moment(at: str) -> None:
    desk = newsroom()
    desk.source("press", "issuer", name="Press office")
    request = desk.asks("press", sent="2020-01-06T09:00Z", deadline="2020-01-06T12:00Z")
    desk.answers(request, at="2020-01-06T11:00Z")
    desk.says("press", genuine="declines", said="2020-01-06T11:00Z")
    asked = at > "2020-01-06T09:00Z"
    found = {prompt.rule for prompt in walk(desk, at)}
    assert ("W8" in found, "W5" in found, "W10" in found) == (asked, not asked, False)
    assert {"W8", "W5", "W7"}.isdisjoint(prompt.rule for prompt in walk(desk))


@given(desks)
def test_lines_are_in_order_few_and_in_our_words(desk: Newsroom) -> None:
    case = desk.case()
    moment = desk.moment(None, "2020-01-06T12:00Z")
    evaluation = evaluate(case, moment)
    found = prompts(case, evaluation, moment)
    levels = [LEVELS[prompt.level] for prompt in found]
    assert levels == sorted(levels)
    assert len({(prompt.rule, prompt.text) for prompt in found}) == len(found) <= 40
    for prompt in found:
        assert not FORBIDDEN.search(f"{prompt.text} {prompt.reason}"), prompt
        assert "{" not in prompt.text
        assert prompt.reason.endswith(".")
    first = first_prompt(case, evaluation, moment)
    assert (first and (first.rule, first.place)) == (found[0].rule, found[0].place) if found else first is None
    embargoed = any(fate.rule is Rule.EMBARGO for tally in evaluation.tallies.values() for fate in tally.fates)
    assert ("W20" in {prompt.rule for prompt in found}) is embargoed


@pytest.mark.parametrize(
    ("descriptor", "text"),
    [
        ("U.S. military official", "Has the U.S. military official seen the document, or been told about it?"),
        ("an aide", "Has the aide seen the document, or been told about it?"),
        ("the archivist", "Has the archivist seen the document, or been told about it?"),
        ("three U.S. officials", "Have the three U.S. officials seen the document, or been told about it?"),
        ("", "Has an unnamed source seen the document, or been told about it?"),
    ],
)
def test_a_source_is_called_by_its_descriptor_as_one_who_is_known(descriptor: str, text: str) -> None:
    desk = newsroom()
    desk.logs(f.SourceAdded("known", descriptor, Standing.INSIDER, code_name="KNOWN"), id="known")
    desk.says("known", via="AFP", genuine="confirms")
    assert only(desk, "W18").text == text
