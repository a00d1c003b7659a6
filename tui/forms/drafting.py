"""Drafts of forms: what was typed, kept in the desk's own file, and the form that a draft opens again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.forms.base import Form
    from workflow.store.drafts import Draft

ARGUMENT = "@"
"""Begins the name of a field in a draft that says what the form is about, not what was typed."""

KINDS = {
    "statement": "New statement",
    "correction": "Correction",
    "terms": "Terms",
    "source": "Source",
    "merge": "One person",
    "request": "Request for comment",
    "answer": "Answer",
    "question": "Question",
    "document": "Document",
    "case_form": "New case",
    "note": "Note",
    "disagreement": "Disagreement",
    "reason": "Reason",
    "exhibit": "File",
    "finding": "Technical statement",
    "look": "Handwritten signature",
    "compare": "Comparison",
    "custody": "Custody",
    "disclosure": "Shown or told",
    "accused": "Accused",
    "informed": "Editor knows",
    "passage": "Public passage",
    "initialled": "Initials",
    "override": "Override",
    "printed": "Published",
    "corrected": "Public correction",
    "letter": "Letter",
    "lint": "Draft of a story",
}
"""The forms by their name in the table of screens, as drafts are called."""


def typed(fields: Mapping[str, str]) -> dict[str, str]:
    """What was typed or chosen in a draft."""
    return {name: text for name, text in fields.items() if not name.startswith(ARGUMENT)}


def about(fields: Mapping[str, str]) -> dict[str, str]:
    """What the form of a draft is about: the arguments it was opened with."""
    return {name.removeprefix(ARGUMENT): text for name, text in fields.items() if name.startswith(ARGUMENT)}


def beginning(fields: Mapping[str, str], most: int = 120) -> str:
    """The words by which a reporter knows a draft again: the longest text in it, cut short."""
    texts = sorted(typed(fields).values(), key=len, reverse=True)
    return texts[0][:most] if texts else ""


def form_of(draft: Draft) -> Form | None:
    """The form in which a draft goes on; None for one that can only go on where it began."""
    from tui.screens.table import screen_class

    if draft.form == "reason" or draft.form not in KINDS:
        return None
    made = about(draft.fields)
    if draft.case_id:
        made = {"case_id": draft.case_id, **made}
    form: Form = screen_class(draft.form)(**made)  # type: ignore[assignment]
    form.resume(draft)
    return form
