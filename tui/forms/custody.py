"""The custody form: who held the document, since when, and how it came to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control
from tui.forms.reading import Gathering, date_hint
from tui.forms.someone import Someone
from workflow.facts import CustodyRecorded

if TYPE_CHECKING:
    from tui.session import Write


class CustodyForm(Someone):
    """Log one step of the way that the document took to the desk."""

    name_in_table = "custody"
    heading = "Who held it"
    missing = "Say who held it."
    fields_of_facts = {"source": "who", "holder": "who"}

    def more(self) -> list[Ask]:
        return [
            Ask("how", "How", Control.WORDS, "How it came to them: found, sent, taken from a folder, bought."),
            Ask("since", "Since", Control.DATE, date_hint(self.case.zone)),
        ]

    def write(self, gather: Gathering) -> Write:
        source, holder = self.someone(gather)
        step = CustodyRecorded(gather.text("how"), source, holder, gather.date("since"))
        return lambda add: add(step)

    def said(self) -> str:
        return "Logged who held the document."
