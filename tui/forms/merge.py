"""The merger form: two descriptions turn out to be one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, chosen
from tui.forms.base import Form
from tui.forms.naming import source_options
from tui.naming import Naming
from tui.widgets.rows import Cell
from workflow.facts import SourcesMerged

if TYPE_CHECKING:
    from tui.forms.asking import Option
    from tui.forms.reading import Gathering
    from tui.session import Write


class MergeForm(Form):
    """Say that another source is this one; what it said counts here from then on."""

    name_in_table = "merge"
    heading = "One person"
    previews = True
    fields_of_facts = {"gone": "other", "keep": "other"}

    def __init__(self, case_id: str, source_id: str) -> None:
        super().__init__(case_id, source_id=source_id)

    def _others(self) -> tuple[Option, ...]:
        naming = Naming(self.case, self.sitting.names_hidden)
        return tuple(one for one in source_options(self.case, naming) if one.value != self.about["source_id"])

    def asks(self) -> list[Ask]:
        hint = "The other description; what it said counts here."
        asks = [Ask("other", "The same as", Control.SUGGEST, hint, self._others())]
        if self.answers.get("other", "").strip():
            asks.append(Ask("reason", "Reason", Control.WORDS, "How you know; it stays in the log."))
        return asks

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name != "other":
            return ()
        naming = Naming(self.case, self.sitting.names_hidden)
        return (Cell(f"Kept: {naming.label(self.case.sources[self.about['source_id']])}", "muted"),)

    def write(self, gather: Gathering) -> Write:
        other = chosen(self._others(), gather.text("other", "Choose the other source."))
        if other is None and not gather.troubles:
            gather.miss("other", "Choose a source of this case.")
        merged = SourcesMerged(self.about["source_id"], other.value if other else "", gather.text("reason"))
        return lambda add: add(merged)

    def said(self) -> str:
        return "Took two sources for one."
