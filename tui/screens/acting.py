"""Acts that a screen starts without a form of their own: they ask for a reason, then log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.screens.table import screen_class
from workflow.facts import CaseClosed, CaseReopened, Fact, FactId, QuestionWithdrawn, TakenBack

if TYPE_CHECKING:
    from tui.app import OnRecord
    from tui.session import Write


def close_or_reopen(desk: OnRecord, case_id: str) -> None:
    """Close a case, or open it again, with a reason."""
    case = desk.sitting.case(case_id)
    if case.is_open:
        _ask(desk, case_id, "Close the case", f"Closed {case.slug}.", lambda reason: _add(CaseClosed(reason)))
        return
    closings = tuple(
        entry.id for entry in case.entries if isinstance(entry.fact, CaseClosed) and entry.id in case.in_effect
    )
    _ask(
        desk,
        case_id,
        "Open the case again",
        f"Opened {case.slug} again.",
        lambda reason: _add(CaseReopened(reason, closings)),
    )


def withdraw(desk: OnRecord, case_id: str, question_id: FactId) -> None:
    """Withdraw a question, with a reason."""
    word = desk.sitting.case(case_id).question_by_id[question_id].word
    _ask(
        desk,
        case_id,
        f"Withdraw the question {word}",
        f"Withdrew the question {word}.",
        lambda reason: _add(QuestionWithdrawn(question_id, reason)),
    )


def take_back(desk: OnRecord, case_id: str, fact_id: FactId) -> None:
    """Take back an entry as if it had not been logged, with a reason."""
    _ask(
        desk,
        case_id,
        "Take back this entry",
        "Took an entry back.",
        lambda reason: _add(TakenBack(fact_id, reason)),
    )


def take_back_approval(desk: OnRecord, case_id: str, fact_id: FactId, what: str) -> None:
    """Take back the approval of a text for the public, with a reason; `what` says what the text is."""
    _ask(
        desk,
        case_id,
        f"Take back the approval: {what}",
        f"Took back the approval: {what}.",
        lambda reason: _add(TakenBack(fact_id, reason)),
    )


def _ask(desk: OnRecord, case_id: str, title: str, said: str, write: Callable[[str], Write]) -> None:
    desk.push_screen(screen_class("reason")(case_id, title, said, write))


def _add(fact: Fact) -> Write:
    return lambda add: add(fact)
