"""The form for an editor who was told who an unnamed source is. Who that is does not stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, Option, chosen
from tui.forms.reading import Gathering, date_hint
from tui.forms.someone import Someone
from tui.widgets.rows import Cell
from workflow.facts import EditorInformed
from workflow.terms import Standing

if TYPE_CHECKING:
    from tui.session import Write


class InformedForm(Someone):
    """Log the initials of an editor who knows a source."""

    name_in_table = "informed"
    heading = "An editor knows"
    label = "Source"
    hint = "The unnamed source, by its code name or descriptor."
    missing = "Choose the source."
    fields_of_facts = {"source": "who"}

    def offers(self) -> tuple[Option, ...]:
        sources = self.case.sources.values()
        unnamed = {one.id for one in sources if not one.name and one.standing is not Standing.OUTLET}
        return tuple(offer for offer in super().offers() if offer.value in unnamed)

    def more(self) -> list[Ask]:
        return [
            Ask(
                "by",
                "Editor",
                hint="Initials of the editor who was told who it is. The source's name belongs in the vault.",
            ),
            Ask("at", "When", Control.DATE, date_hint(self.case.zone), default="now"),
        ]

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name != "who":
            return super().notes(ask)
        typed = self.answers.get("who", ask.default).strip()
        known = chosen(self.offers(), typed)
        if known is None:
            return (Cell("No unnamed source goes by that.", "warn"),) if typed else ()
        editors = dict.fromkeys(one.by for one in self.case.holdings.informed if one.source == known.value)
        return (Cell(f"Known to {', '.join(editors)}." if editors else "No editor knows yet.", "muted"),)

    def write(self, gather: Gathering) -> Write:
        source, words = self.someone(gather)
        if words:
            gather.miss("who", "Choose an unnamed source of this case.")
        informed = EditorInformed(source, gather.text("by"), gather.date("at", "When was that?"))
        return lambda add: add(informed)

    def said(self) -> str:
        return "Logged that an editor knows."
