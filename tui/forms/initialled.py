"""The form in which somebody initials what was weighed before anything goes to the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, options
from tui.forms.base import Form
from tui.forms.reading import Gathering
from tui.screens.lines import Block
from tui.widgets.rows import Cell
from workflow.facts import BoxInitialled
from workflow.terms import Box

if TYPE_CHECKING:
    from tui.session import Write


class InitialledForm(Form):
    """Initial one of the boxes: harm, law, traces."""

    name_in_table = "initialled"
    heading = "Initials"

    def __init__(self, case_id: str, box: str = "") -> None:
        super().__init__(case_id, box=box)

    def asks(self) -> list[Ask]:
        return [
            Ask("box", "Weighed", Control.CHOICE, "", options(Box), self.about.get("box", "")),
            Ask("note", "Note", Control.WORDS, "What was weighed, and why it goes out all the same."),
            Ask("by", "By", hint="Initials of whoever weighed it.", default=self.initials),
        ]

    def strip(self) -> list[Block]:
        given = self.case.outgoing.initials
        by = {box: ", ".join(dict.fromkeys(one.by for one in given if one.box is box)) for box in Box}
        told = "; ".join(f"{box.word} by {by[box] or 'nobody'}" for box in Box)
        return [Cell(f"So far: {told}.", "muted")]

    def write(self, gather: Gathering) -> Write:
        box = gather.word("box", Box, "What was weighed?") or Box.HARM
        initialled = BoxInitialled(box, gather.text("by"), gather.text("note"))
        return lambda add: add(initialled)

    def said(self) -> str:
        return "Initialled what was weighed."
