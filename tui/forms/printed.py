"""The form that says where a file that left the desk was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control
from tui.forms.base import Form
from tui.forms.naming import NO_EXPORTS, export_options
from tui.forms.reading import Gathering, date_hint
from tui.widgets.rows import Cell
from workflow.facts import Printed

if TYPE_CHECKING:
    from tui.session import Write


class PrintedForm(Form):
    """Log where an export was published, and when."""

    name_in_table = "printed"
    heading = "Published"

    def __init__(self, case_id: str, export_id: str = "") -> None:
        super().__init__(case_id, export_id=export_id)

    def asks(self) -> list[Ask]:
        made = export_options(self.case)
        first = self.about.get("export_id") or (made[0].value if made else "")
        return [
            Ask("export", "What", Control.CHOICE, "Which of the files that left the desk.", made, first),
            Ask("where", "Where", hint="An address, an edition and page, a broadcast."),
            Ask("at", "When", Control.DATE, date_hint(self.case.zone), default="now"),
        ]

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "export" and not ask.options:
            return (Cell(NO_EXPORTS, "warn"),)
        return super().notes(ask)

    def write(self, gather: Gathering) -> Write:
        export = gather.text("export", "Choose what was published.")
        printed = Printed(export, gather.text("where"), gather.date("at", "When was it published?"))
        return lambda add: add(printed)

    def said(self) -> str:
        return "Logged where it was published."
