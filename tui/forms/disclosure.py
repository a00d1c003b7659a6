"""The disclosure form: what somebody was shown or told of the document, outside a request for comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control
from tui.forms.reading import Gathering, date_hint
from tui.forms.showing import copy_asks, shown_of
from tui.forms.someone import Someone
from workflow.facts import Disclosed

if TYPE_CHECKING:
    from tui.session import Write


class DisclosureForm(Someone):
    """Log to whom, what, in which copy and when."""

    name_in_table = "disclosure"
    heading = "Shown or told"
    label = "To"
    missing = "Say to whom."
    fields_of_facts = {"source": "who", "office": "who"}

    def more(self) -> list[Ask]:
        return [
            Ask("what", "What", Control.WORDS, "What was shown or told: page 2, the signature, what it says of her."),
            *copy_asks(self.case, self.answers, self.naming, reason="reason"),
            Ask("at", "When", Control.DATE, date_hint(self.case.zone), default="now"),
        ]

    def write(self, gather: Gathering) -> Write:
        source, office = self.someone(gather)
        shown = shown_of(self.case, gather, reason="reason")
        at = gather.date("at", "When was that?")
        told = Disclosed(at, gather.text("what"), shown.copy, source, office, shown.exhibit, shown.reason)
        return lambda add: add(told)

    def said(self) -> str:
        return "Logged what somebody was shown or told."
