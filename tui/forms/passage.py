"""The form for a passage of the public summary that the desk writes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, options
from tui.forms.base import Form
from tui.forms.reading import Gathering
from tui.screens.lines import Block
from tui.widgets.rows import Cell
from workflow.facts import PublicTextWritten
from workflow.summaries.public.proposing import proposal
from workflow.terms import Section

if TYPE_CHECKING:
    from tui.session import Write

VOIDS = "It goes to the public once somebody has approved these very words; any change needs another approval."


class PassageForm(Form):
    """Write a passage or change it; an empty one is taken out."""

    name_in_table = "passage"
    heading = "Passage for the public"

    def __init__(self, case_id: str, section: str = "") -> None:
        super().__init__(case_id, section=section)

    def asks(self) -> list[Ask]:
        first = self.about.get("section", "")
        asks = [Ask("section", "Where", Control.CHOICE, "", options(Section), first)]
        section = next((one for one in Section if one == self.answers.get("section", first)), None)
        if section is None:
            return asks
        before = self.case.outgoing.passage(section)
        hint = "^o opens your editor. Left empty, the passage is taken out."
        text = before.text if before else proposal(self.case, section)
        return [*asks, Ask("text", "Text", Control.WORDS, hint, default=text)]

    def strip(self) -> list[Block]:
        return [Cell(VOIDS, "muted")]

    def write(self, gather: Gathering) -> Write:
        section = gather.word("section", Section, "Choose the passage.") or Section.SURFACED
        text = gather.text("text")
        written = PublicTextWritten(section, text, self.case.setters("public", (section.value,)))
        return lambda add: add(written)

    def said(self) -> str:
        return "Wrote a passage for the public summary."
