"""The letter of January 2020 as an editor gets it, standing at four moments; the golden files were read by eye.

`python -m tests.summaries.test_letter` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.summaries.desk import STANDING_AT, formats, letter, past

GOLDEN = Path(__file__).parent / "golden"
SECOND_LINE = {
    "1530": "**Anonymously confirmed: genuine, delivered.** Unconfirmed: status, meaning, intact.",
    "1610": "**Officially disputed: meaning.** Anonymously confirmed: genuine, delivered. Unconfirmed: status, intact.",
    "1700": "**Officially disputed: status, meaning.** Officially confirmed: genuine, delivered. Unconfirmed: intact.",
    "8-january": "**Officially disputed: meaning.** Officially confirmed: genuine, delivered. Contested: status."
    " Unconfirmed: intact.",
}


def written(name: str) -> str:
    """The summary as Markdown, standing at one of the moments."""
    return formats(letter(), past(STANDING_AT[name]))["md"]


@pytest.mark.parametrize("name", STANDING_AT)
def test_the_summary_is_the_golden_one(name: str) -> None:
    assert written(name) == (GOLDEN / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("name", STANDING_AT)
def test_a_reader_who_stops_after_line_two_is_not_misled(name: str) -> None:
    title, second = written(name).splitlines()[:2]
    assert title.startswith("# Unsigned letter")
    assert second == SECOND_LINE[name]
    assert "fake" not in second
    meaning = next(part for part in second.split(".") if "meaning" in part)
    assert meaning.strip(" *").startswith(("Unconfirmed", "Officially disputed"))


@pytest.mark.parametrize("name", STANDING_AT)
def test_the_page_says_the_same(name: str) -> None:
    found = formats(letter(), past(STANDING_AT[name]))
    plain = SECOND_LINE[name].replace("**", "")
    headline, _, others = plain.partition(". ")
    assert f"{headline}." in found["html"]
    assert others in found["html"]


if __name__ == "__main__":
    for moment in STANDING_AT:
        (GOLDEN / f"{moment}.md").write_text(written(moment), "utf-8")
