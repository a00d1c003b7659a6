"""The form for a correction: whoever got what left the desk was told what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, ticked
from tui.forms.base import Form
from tui.forms.naming import NO_EXPORTS, export_options
from tui.forms.reading import Gathering, date_hint
from tui.widgets.rows import Cell
from workflow.facts import CorrectionMade

if TYPE_CHECKING:
    from tui.session import Write


class CorrectedForm(Form):
    """Log whose readers were told, where, when and in which words."""

    name_in_table = "corrected"
    heading = "Correction of what was published"

    def __init__(self, case_id: str, export_id: str = "") -> None:
        super().__init__(case_id, export_id=export_id)

    def asks(self) -> list[Ask]:
        hint = "Space ticks the files whose readers were told."
        return [
            Ask("exports", "Of", Control.TICKS, hint, export_options(self.case), self.about.get("export_id", "")),
            Ask("text", "Words", Control.WORDS, "The words in which they were told."),
            Ask("where", "Where", hint="An address, an edition and page, by telephone."),
            Ask("at", "When", Control.DATE, date_hint(self.case.zone), default="now"),
        ]

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "exports" and not ask.options:
            return (Cell(NO_EXPORTS, "warn"),)
        return super().notes(ask)

    def write(self, gather: Gathering) -> Write:
        told = CorrectionMade(
            ticked(gather.answers, "exports"),
            gather.date("at", "When were they told?"),
            gather.text("where"),
            gather.text("text"),
        )
        return lambda add: add(told)

    def said(self) -> str:
        return "Logged a correction of what was published."
