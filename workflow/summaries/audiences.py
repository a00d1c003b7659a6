"""Text for one audience is a type of its own: a text that was made for one reader cannot stand where another's must.

Every text of a case in the editor's summary is an `EditorText`, in the lawyer's a `LawyerText`; nothing else makes
either. What the public may read is a sealed class of its own (`workflow.summaries.public`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NewType, TypeVar

from workflow.clean import clean

EditorText = NewType("EditorText", str)
"""A text that an editor may read."""

LawyerText = NewType("LawyerText", str)
"""A text that a lawyer may read."""

AnyText = TypeVar("AnyText", EditorText, LawyerText)
"""The text of whichever audience a part of a summary is made for."""

Mint = Callable[[str], AnyText]
"""What makes a text into one for an audience."""


def for_editor(text: str) -> EditorText:
    """A text of the case as it may leave the desk, cleaned once more, for an editor."""
    return EditorText(clean(text, multiline=True))


def for_lawyer(text: str) -> LawyerText:
    """A text of the case as it may leave the desk, cleaned once more, for a lawyer."""
    return LawyerText(clean(text, multiline=True))


def all_of(mint: Callable[[str], AnyText], texts: Iterable[str]) -> tuple[AnyText, ...]:
    """Several texts, each made into one for the audience."""
    return tuple(map(mint, texts))
