"""The letter of January 2020: every sentence that may be printed at four moments; the golden files were read by eye.

`UPDATE_GOLDEN=1` writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.summaries.desk import STANDING_AT, letter, past
from workflow.verdict import evaluate
from workflow.wording import refusals, sentences

GOLDEN = Path(__file__).parent / "golden"


def printed(name: str) -> str:
    """All sentences and refusals at one of the moments, each with its rule and the statements that it rests on."""
    case, moment = letter(), past(STANDING_AT[name])
    evaluation = evaluate(case, moment)
    slugs = {statement.id: statement.says.slug for statement in case.statements}
    texts = [(one.rule, one.statements, one.text) for one in sentences(case, evaluation, moment, "The Gazette")]
    texts += [(one.rule, one.statements, f"No: {one.sentence}") for one in refusals(case, moment, evaluation)]
    return "\n".join(f"[{rule.word}; {', '.join(slugs[said] for said in ids)}]\n{text}\n" for rule, ids, text in texts)


@pytest.mark.parametrize("name", STANDING_AT)
def test_the_sentences_are_the_golden_ones(name: str) -> None:
    path = GOLDEN / f"wording-{name}.txt"
    text = printed(name)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_what_was_corrected_at_1640_is_not_printed_alone_at_1700() -> None:
    case, moment = letter(), past(STANDING_AT["1700"])
    for one in sentences(case, evaluate(case, moment), moment):
        denies = "disputed that the document was sent to" in one.text
        assert not denies or "confirmed that the document was sent to" in one.text.split("disputed", 1)[1]


def test_nothing_rests_on_what_was_said_later() -> None:
    assert "Milley" not in printed("1610") and "Milley" in printed("1700")
    assert "Mahdi" not in printed("1700") and "Mahdi" in printed("8-january")
