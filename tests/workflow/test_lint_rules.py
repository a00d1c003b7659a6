"""What the lint finds and leaves alone: places, the moment, terms, disguises, and the sentences of the wording."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom import Newsroom
from tests.summaries.desk import letter, past
from tests.workflow.strategies import moments, random_desk
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.facts import Promise
from workflow.lint import Finding, LintRule, line_starts, lint
from workflow.terms import Stance, Term
from workflow.verdict import evaluate
from workflow.when import parse_instant
from workflow.wording import sentences

FOUR = "2020-01-06T16:10-05:00"
LATE = "2030-01-01T00:00Z"


def found(text: str, case: Case, moment: Moment) -> tuple[Finding, ...]:
    return lint(text, case, evaluate(case, moment), moment)


def rules(text: str, case: Case, moment: Moment) -> list[str]:
    return [str(finding.rule) for finding in found(text, case, moment)]


@cache
def the_letter() -> Case:
    return letter()


def at_four(text: str) -> tuple[Finding, ...]:
    """What the lint finds against the letter of January 2020 at ten past four."""
    return found(text, the_letter(), past(FOUR))


def test_a_finding_names_its_place_rule_words_and_statements() -> None:
    (finding,) = at_four("# Day one\n\nNow Mark Esper has\n**con\u00adfirmed** the letter was genuine.")
    assert (finding.line, finding.column, finding.length) == (4, 3, 10)
    assert finding.rule is LintRule.NOT_A_CONFIRMATION
    assert "Esper could not say" in finding.sentence
    assert finding.remedy.startswith("Write: Mark Esper")
    assert [the_letter().by_id[name].says.slug for name in finding.statements] == ["s5"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(end: str) -> None:
    text = end.join(["One.", "", "Esper confirmed the letter was genuine."])
    assert [(found.line, found.column) for found in at_four(text)] == [(3, 7)]
    assert len(line_starts(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Mark Esper did not confirm that the letter was genuine.",
        "Esper could not confirm the letter's authenticity.",
        "Reporters pressed Esper to confirm that the letter was genuine.",
        "If Esper confirmed that the letter was genuine, troops would leave.",
        "Has Esper confirmed that the letter is genuine?",
        "*Correction: an earlier version said that Esper confirmed the letter was genuine.*",
        "The Senate confirmed Mark Esper as secretary of defense in July.",
        "Iran confirmed it had fired missiles.",
        "City officials said the road would reopen on Tuesday.",
        "An aide handed him a coffee.",
        "The troops refused to leave.",
        "The source of the letter is unknown.",
        "Whether the letter was sent is disputed.",
        "The letter, which could not immediately be verified, was posted online.",
        "Her book, “The Long War in Iraq and Beyond,” came out in May.",
        "Mark Esper said: “There’s been no decision whatsoever to leave Iraq.”",
    ],
)
def test_nobody_cries_wolf(text: str) -> None:
    assert at_four(text) == ()


def test_the_same_draft_is_judged_by_the_moment() -> None:
    text = "Gen. Mark Milley confirmed that the letter was genuine."
    case = the_letter()
    assert rules(text, case, past(FOUR)) == ["not-a-confirmation"]
    assert rules(text, case, past("2020-01-06T17:00-05:00")) == []


def embargoed() -> Newsroom:
    desk = Newsroom("genuine")
    desk.source("ann", "issuer", name="Ann Lee")
    quote = "We compared nine letters from the archive."
    desk.says("ann", genuine="confirms", quote=quote, embargo="2020-01-09T12:00Z")
    return desk


def test_an_embargo_is_judged_by_the_clock_on_the_wall() -> None:
    case, at = embargoed().case(), parse_instant("2020-01-07T12:00Z")
    text = "Lee said: “We compared nine letters from the archive.”"
    assert rules(text, case, Moment(None, at)) == ["under-embargo"]
    assert rules(text, case, Moment(at, parse_instant("2020-01-10T12:00Z"))) == []


def test_terms_tightened_later_hold_in_a_draft_about_the_past() -> None:
    desk = Newsroom("genuine")
    desk.source("ann", "issuer", name="Ann Leewood")
    desk.says("ann", genuine="confirms", quote="That page is mine, and I stand by it.", id="s1")
    text = "Ann Leewood said: “That page is mine, and I stand by it.”"
    early = desk.moment("2020-01-06T09:00Z")
    assert rules(text, desk.case(), early) == []
    desk.tightens("s1", "off_record")
    assert rules(text, desk.case(), early) == ["forbidden-name", "off-record"]


@pytest.mark.parametrize(
    "name", ["Dana Okonjo", "OKONJO", "Okonjo's", "Оkоnjо", "O\u200bkonjo", "O k o n j o", "O.k.o.n.j.o"]
)
def test_a_name_is_found_under_any_disguise(name: str) -> None:
    desk = Newsroom("genuine")
    desk.source("dana", "insider", name="Dr. Dana Okonjo")
    desk.says("dana", genuine="confirms", terms="background")
    assert "forbidden-name" in rules(f"We met {name} at noon.", desk.case(), desk.moment())


def test_a_name_that_a_source_had_once_is_found() -> None:
    desk = Newsroom("genuine")
    desk.source("dana", "insider", name="Dana Okonjo")
    desk.says("dana", genuine="confirms", terms="background")
    desk.describes("dana", name="Dana Vale")
    found_in = [f"{name} spoke." for name in ("Okonjo", "Vale")]
    assert [rules(text, desk.case(), desk.moment()) for text in found_in] == [["forbidden-name"]] * 2


@pytest.mark.parametrize(("agreed", "expected"), [(True, []), (False, ["not-verbatim"]), (None, ["not-verbatim"])])
def test_quoting_an_unnamed_source_has_to_be_agreed(agreed: bool | None, expected: list[str]) -> None:
    desk = Newsroom("genuine")
    desk.source("dana", "insider", unnamed=True)
    promise = Promise(descriptor="a clerk", may_quote=agreed)
    stances = {desk.asked["genuine"]: Stance.CONFIRMS}
    quote = "I folded that letter myself."
    desk.logs(
        f.StatementLogged("s1", "dana", "2020-01-06T09:00Z", Term.BACKGROUND, stances, quote=quote, promise=promise),
        id="s1",
    )
    assert rules(f"“{quote}” a clerk said.", desk.case(), desk.moment()) == expected


def test_words_of_two_statements_are_not_one_quotation() -> None:
    desk = Newsroom("genuine")
    desk.source("ann", name="Ann Lee")
    desk.says("ann", genuine="confirms", quote="It is our own letter.")
    desk.says("ann", quote="We regret that it went out.")
    (finding,) = found("“It is our own letter … we regret that,” said Lee.", desk.case(), desk.moment())
    assert finding.rule is LintRule.NOT_VERBATIM
    assert finding.statements == ("s1", "s2")


def test_every_sentence_of_the_wording_passes() -> None:
    case = the_letter()
    for at in sorted({statement.learned_key for statement in case.statements}):
        moment = Moment(at, at)
        evaluation = evaluate(case, moment)
        page = "\n\n".join(sentence.text for sentence in sentences(case, evaluation, moment))
        assert lint(page, case, evaluation, moment) == ()


@given(st.integers(0, 2**32))
def test_every_sentence_of_the_wording_passes_in_any_case(seed: int) -> None:
    rng = Random(seed)
    case = random_desk(rng).case()
    for moment in moments(rng, case, 1):
        evaluation = evaluate(case, moment)
        for sentence in sentences(case, evaluation, moment):
            assert lint(sentence.text, case, evaluation, moment) == (), sentence.text


@pytest.mark.parametrize(
    ("text", "rule", "remedy"),
    [
        ("Esper did not respond to questions.", "not-what-was-asked", "Ask, and log the request"),
        ("The Pentagon did not respond to questions.", "not-what-was-asked", "Write “declined to comment”."),
        ("“I can't tell you the veracity of that letter,” the Pentagon press office said.", "not-verbatim", "Give"),
    ],
)
def test_what_came_of_asking_and_who_spoke_are_told(text: str, rule: str, remedy: str) -> None:
    (finding,) = at_four(text)
    assert str(finding.rule) == rule
    assert finding.remedy.startswith(remedy)


def test_a_request_is_judged_at_the_moment() -> None:
    desk = Newsroom("genuine")
    desk.source("lee", "author", name="Ann Lee")
    asked = desk.asks("lee", sent="2020-01-06T09:00Z", deadline="2020-01-07T09:00Z")
    early, late = (Moment(None, parse_instant(f"2020-01-0{day}T12:00Z")) for day in (6, 8))
    waiting, silent = "Lee did not immediately respond to questions.", "Lee did not respond to questions."
    case = desk.case()
    assert rules(waiting, case, early) == rules(silent, case, late) == []
    assert rules(silent, case, early) == rules(waiting, case, late) == ["not-what-was-asked"]
    desk.answers(asked, at="2020-01-08T10:00Z", note="A statement by mail.")
    assert rules("Lee declined to comment.", desk.case(), late) == []
    (answered,) = found(silent, desk.case(), late)
    assert answered.sentence == "Lee answered, says the log."


def test_the_words_of_an_unnamed_source_are_given_to_nobody_by_name() -> None:
    desk = Newsroom("genuine")
    desk.source("heron", "insider", unnamed=True, descriptor="clerk at the mill")
    desk.source("lee", "issuer", name="Ann Lee")
    desk.says("lee", genuine="declines", quote="No comment today.")
    promise = Promise("AR", "a clerk", "fear", True, "nobody")
    desk.says("heron", genuine="confirms", quote="I folded that letter myself.", promise=promise)
    (finding,) = found("“I folded that letter myself,” said Ann Lee.", desk.case(), Moment(None, parse_instant(LATE)))
    assert finding.rule is LintRule.NOT_VERBATIM
    assert finding.sentence.startswith("These words were said by a source who is not named")
    assert "HERON" not in finding.sentence
