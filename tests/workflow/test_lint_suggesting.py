"""Whose words the lint suggests: of nobody who did not say it; and its own public summary is clean."""

from __future__ import annotations

from functools import cache

import pytest

from tests.summaries.desk import STANDING_AT, past
from tests.summaries.public_desk import NOW, approved, newsroom, public, public_letter
from tests.workflow.lint_drafts import case as lorne
from workflow.case import Case
from workflow.lint import Finding, LintRule, lint
from workflow.terms import State
from workflow.verdict import evaluate

HANDLED, BRIEFED, COURIER = "a person who handled the letter", "a person briefed on the plan", "U.S. military official"
WITHHELD = "Her deputy wrote it to force the minister's hand"


@cache
def the_letter() -> Case:
    return approved(public_letter(), *map(past, STANDING_AT.values()))


@pytest.mark.parametrize("name", STANDING_AT)
def test_the_public_summary_of_the_letter_is_clean(name: str) -> None:
    case, moment = the_letter(), past(STANDING_AT[name])
    text = public(case, moment)["md"]
    assert "Only unnamed sources" in text or name in ("1700", "8-january")
    assert lint(text, case, evaluate(case, moment), moment) == ()


def test_the_public_summary_of_sources_of_ours_is_clean() -> None:
    case = approved(newsroom().case(), NOW)
    assert lint(public(case, NOW)["md"], case, evaluate(case, NOW), NOW) == ()


@pytest.mark.parametrize("state", State)
def test_what_a_state_means_names_no_source(state: State) -> None:
    text = f"We ask whether the letter was sent. {state.meaning}"
    rules = {found.rule for found in at_lorne(text)}
    assert not rules & {LintRule.BARE_SOURCES, LintRule.PLURAL_FOR_ONE, LintRule.OTHER_DESCRIPTOR}


def at_lorne(text: str) -> tuple[Finding, ...]:
    case, moment = lorne.build(), lorne.moment()
    return lint(text, case, evaluate(case, moment), moment)


def suggested(text: str) -> set[str]:
    """The agreed words that the findings about unnamed sources offer."""
    rules = (LintRule.OTHER_DESCRIPTOR, LintRule.BARE_SOURCES, LintRule.PLURAL_FOR_ONE)
    found = [one for one in at_lorne(text) if one.rule in rules]
    assert found, text
    return {words for one in found for words in (HANDLED, BRIEFED, COURIER) if words in one.remedy}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A former official said the letter was forged.", set()),
        ("A former official said the letter was written by Calloway's command.", {HANDLED, COURIER}),
        ("A former official denied that the letter was a forgery.", {HANDLED, COURIER}),
        ("A former official said the letter was never signed.", {BRIEFED}),
        ("A former official said the letter was final and signed.", set()),
        ("A former official declined to say whether the letter was forged.", set()),
        ("Sources said the letter was forged.", set()),
        ("Three sources said the letter was forged.", set()),
        ("Two officials said the letter was final and signed.", set()),
        ("Sources said the letter was authentic.", {HANDLED, COURIER}),
        ("A registry clerk said the letter was authentic.", {HANDLED}),
        ("An aide in the commander's office said the letter was authentic.", set()),
        (f"A former official said the letter is genuine: {WITHHELD}.", set()),
        ("A former official, kestrelnine, said the letter was authentic.", set()),
    ],
)
def test_only_the_words_of_those_who_said_it_are_suggested(text: str, words: set[str]) -> None:
    assert suggested(text) == words


def test_a_sentence_off_the_record_suggests_nobody_and_the_next_one_does() -> None:
    text = f"A former official said the letter is genuine: {WITHHELD}. A former official said the letter is genuine."
    first, second = (one for one in at_lorne(text) if one.rule is LintRule.OTHER_DESCRIPTOR)
    assert first.remedy.startswith("First take out")
    assert first.statements == ()
    assert second.remedy.startswith("Write ")
    assert second.statements
