"""Changes and corrections in the public summary: dated, against the last one that the public had."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom
from tests.summaries.desk import DESK, past
from tests.summaries.public_desk import NOW, approved, newsroom, text
from workflow import facts as f
from workflow.summaries.public import public_summary
from workflow.terms import Audience, State


def published(*, then: str = "") -> Newsroom:
    """The newsroom after it published a summary, before and after a denial came."""
    desk = newsroom()
    desk.logs(f.Exported(Audience.PUBLIC, "html", "a" * 64, then, "ED"), id="export")
    desk.logs(f.Printed("export", "The Gazette, page 3", "2020-01-06"), id="printed")
    desk.source("baker", "issuer", name="Lee Baker", body="the Army", rank=4)
    desk.says("baker", genuine="disputes", said="2020-01-07T09:00Z", id="baker-1")
    desk.logs(f.CorrectionMade(("export",), "2020-01-07", "The Gazette, page 1", "It is disputed."), id="told")
    return desk


def test_changes_since_the_last_summary_stand_with_the_corrections() -> None:
    case = approved(published().case(), NOW)
    summary = public_summary(case, NOW, DESK)
    assert summary.since is not None
    assert [(c.before, c.after) for c in summary.since.changes] == [
        (State.OFFICIALLY_CONFIRMED, State.OFFICIALLY_DISPUTED)
    ]
    found = text(case)
    assert "- Genuine: ● Officially confirmed → ✕ Officially disputed" in found
    assert "Corrected on 7 Jan 2020, The Gazette, page 1: It is disputed." in found
    assert "Published on 6 Jan 2020: The Gazette, page 3" in found


@pytest.mark.parametrize("form", ["html", "diff-html"])
def test_a_file_that_nobody_published_hides_no_change(form: str) -> None:
    desk = published()
    before = public_summary(desk.case(), NOW, DESK).since
    desk.logs(f.Exported(Audience.PUBLIC, form, "b" * 64, "", "ED"), id="preview")
    assert before is not None and before.changes
    assert public_summary(desk.case(), NOW, DESK).since == before


def test_where_nothing_was_printed_the_last_whole_summary_counts() -> None:
    desk = newsroom()
    desk.logs(f.Exported(Audience.PUBLIC, "diff-html", "a" * 64, "", "ED"))
    assert public_summary(desk.case(), NOW, DESK).since is None
    desk.logs(f.Exported(Audience.PUBLIC, "html", "a" * 64, "", "ED"))
    desk.logs(f.Exported(Audience.PUBLIC, "diff-html", "a" * 64, "", "ED"))
    assert public_summary(desk.case(), NOW, DESK).since is not None


def test_a_correction_whose_words_are_not_approved_is_still_told_with_its_date() -> None:
    found = text(published().case())
    assert "Corrected on 7 Jan 2020: Its wording has not been approved for publication." in found
    assert "1 place of publication is not shown" in found


def test_a_summary_that_stands_in_the_past_tells_of_nothing_later() -> None:
    case = approved(published().case(), NOW)
    found = text(case, past("2020-01-06T08:09:30Z"))
    assert "Corrected" not in found
    assert "Published" not in found
    assert "Since our summary" not in found


def test_only_what_the_public_had_is_corrected_here() -> None:
    desk = newsroom()
    desk.logs(f.Exported(Audience.EDITOR, "html", "a" * 64, "", "ED"), id="export")
    desk.logs(f.CorrectionMade(("export",), "2020-01-07", "By telephone", "We told the editor."), id="told")
    assert "Corrected" not in text(approved(desk.case(), NOW))


def test_a_question_that_is_no_longer_asked_is_a_change() -> None:
    desk = published()
    desk.withdraws("status")
    assert "- Status: ◆ Contested → no longer asked" in text(desk.case())
