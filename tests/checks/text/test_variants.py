"""Two copies of one paper: where they differ, and how long it takes to tell."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.text.corpus import LETTER
from workflow.findings import Page
from workflow.findings.letters import seen
from workflow.findings.variants import is_same_paper, variants


def test_the_kinds_of_variants() -> None:
    ours = "The quick brown fox jumps over the lazy dog.\nIt was a fine day, and every-\nbody was there. Paypal wins."
    theirs = "The quick brown  fox jumps over the sleepy dog.\n"
    theirs += "It was a fine day and everybody\nwas th\u200bere. P\u0430ypal Wins."
    kinds = [one.kind for one in variants([Page("p", ours)], [Page("p", theirs)])]
    assert kinds == [
        "spacing",
        "words",
        "punctuation",
        "line breaks",
        "line breaks",
        "invisible characters",
        "lookalike letters",
        "case",
    ]
    assert variants([Page("p", ours)], [Page("q", ours)]) == ()
    assert is_same_paper([Page("p", ours)], [Page("p", theirs)])
    assert not is_same_paper([Page("p", ours)], [Page("p", LETTER)])
    assert not is_same_paper([], [])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d e", "\n", "x\u200b"]), max_size=40),
    st.lists(st.sampled_from("abcdx"), max_size=40),
)
def test_variants_are_none_for_equal_copies_and_never_raise(one: list[str], other: list[str]) -> None:
    ours, theirs = [Page("p", " ".join(one))], [Page("p", " ".join(other))]
    assert variants(ours, ours) == ()
    differ = seen("".join(" ".join(one).split())) != seen("".join(" ".join(other).split()))
    assert bool(variants(ours, theirs)) >= differ


@pytest.mark.parametrize("kind", ["few", "shuffled", "monotonous"])
def test_comparing_long_copies_takes_bounded_time(kind: str) -> None:
    chance = random.Random(1)
    words = [f"w{chance.randrange(3000)}" for _ in range(100_000)]
    other = [word if at % 977 else "X" for at, word in enumerate(words)]
    if kind == "shuffled":
        chance.shuffle(other)
    if kind == "monotonous":
        words, other = ["a"] * 100_000, ["b", "a"] * 50_000
    start = time.monotonic()
    assert variants([Page("p", " ".join(words))], [Page("p", " ".join(other))])
    assert time.monotonic() - start < 5
