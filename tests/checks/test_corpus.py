"""Every file of the corpus has exactly its findings; each finding is held to files that have it and that lack it."""

from __future__ import annotations

from functools import cache

import pytest

from tests.checks.corpus import Sample, look, samples
from workflow.checks.sheet import Sheet
from workflow.findings import KINDS
from workflow.terms import Outcome

SAMPLES = samples()


BY_NAME = {one.name: one for one in SAMPLES}


@cache
def _told(name: str) -> Sheet:
    one = BY_NAME[name]
    return look(one.make(), one.name, one.supplies)


def told(one: Sample) -> Sheet:
    return _told(one.name)


@pytest.mark.parametrize("one", SAMPLES, ids=[one.name for one in SAMPLES])
def test_a_file_has_exactly_its_findings(one: Sample) -> None:
    sheet = told(one)
    assert {found.id for found in sheet.findings} == one.has
    assert {check.check for check in sheet.outcomes() if check.outcome is Outcome.NOT_CHECKED} == one.unchecked


def test_the_corpus_is_large_and_its_names_are_its_own() -> None:
    assert len(SAMPLES) >= 60
    assert len({one.name for one in SAMPLES}) == len(SAMPLES)


def test_every_finding_is_held_to_a_file_that_has_it_and_to_one_that_was_checked_and_has_it_not() -> None:
    had = {name for one in SAMPLES for name in one.has}
    outcomes = [check for one in SAMPLES for check in told(one).outcomes()]
    lacked = {check.check for check in outcomes if check.outcome is Outcome.NOT_FOUND}
    assert not set(KINDS) - had
    assert not set(KINDS) - lacked


def test_every_finding_says_what_it_does_not_prove() -> None:
    for name, kind in KINDS.items():
        assert kind.tells.endswith("."), name
        assert kind.proves_not.endswith("."), name
        assert bool(kind.risk) >= kind.is_risk, name
