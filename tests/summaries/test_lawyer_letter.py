"""The letter of January 2020 as a lawyer gets it, standing at four moments; the golden files were read by eye.

`python -m tests.summaries.test_lawyer_letter` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.summaries.desk import STANDING_AT, for_lawyer, letter, past
from tests.summaries.test_letter import SECOND_LINE

GOLDEN = Path(__file__).parent / "golden"


def written(name: str) -> str:
    """The summary as Markdown, standing at one of the moments."""
    return for_lawyer(letter(), past(STANDING_AT[name]))["md"]


@pytest.mark.parametrize("name", STANDING_AT)
def test_the_summary_is_the_golden_one(name: str) -> None:
    assert written(name) == (GOLDEN / f"lawyer-{name}.md").read_text("utf-8")


@pytest.mark.parametrize("name", STANDING_AT)
def test_a_reader_who_stops_after_line_two_is_not_misled(name: str) -> None:
    title, second = written(name).splitlines()[:2]
    assert title.startswith("# Unsigned letter")
    assert second == SECOND_LINE[name]


@pytest.mark.parametrize("name", STANDING_AT)
def test_what_speaks_against_the_story_stands_before_all_else(name: str) -> None:
    sections = [line for line in written(name).splitlines() if line.startswith("## ")]
    assert sections[:2] == ["## 1. Adverse evidence and retractions", "## 2. To be published, verbatim"]


@pytest.mark.parametrize("name", STANDING_AT)
def test_the_page_says_the_same(name: str) -> None:
    page = for_lawyer(letter(), past(STANDING_AT[name]))["html"]
    headline, _, others = SECOND_LINE[name].replace("**", "").partition(". ")
    assert f"{headline}." in page
    assert others in page


if __name__ == "__main__":
    for moment in STANDING_AT:
        (GOLDEN / f"lawyer-{moment}.md").write_text(written(moment), "utf-8")
