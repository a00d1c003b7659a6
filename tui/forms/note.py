"""The note form: a note to the file, which changes no state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control
from tui.forms.base import Form
from tui.forms.reading import Gathering
from workflow.facts import NoteAdded

if TYPE_CHECKING:
    from tui.session import Write


class NoteForm(Form):
    """Put a note to the case, or to the question, source, statement or request that `about` names."""

    name_in_table = "note"
    heading = "Note"

    def __init__(self, case_id: str, about: str = "") -> None:
        super().__init__(case_id)
        self.about = {"about": about} if about else {}

    def asks(self) -> list[Ask]:
        return [Ask("text", "Note", Control.WORDS, "It stays on the desk and changes no state.")]

    def write(self, gather: Gathering) -> Write:
        noted = NoteAdded(gather.text("text"), self.about.get("about", ""))
        return lambda add: add(noted)

    def said(self) -> str:
        return "Wrote a note."
