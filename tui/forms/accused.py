"""The form for somebody against whom something is alleged, who must be asked before anything is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, Option
from tui.forms.reading import Gathering
from tui.forms.someone import Someone
from workflow.facts import PersonAccused

if TYPE_CHECKING:
    from tui.session import Write


class AccusedForm(Someone):
    """Log a person and the allegation."""

    name_in_table = "accused"
    heading = "Somebody is accused"
    hint = "A source with a name, or the name of a person or body."
    missing = "Say who is accused."
    fields_of_facts = {"source": "who", "name": "who"}

    def offers(self) -> tuple[Option, ...]:
        named = {source.id for source in self.case.sources.values() if source.name}
        return tuple(offer for offer in super().offers() if offer.value in named)

    def more(self) -> list[Ask]:
        return [Ask("allegation", "Allegation", Control.WORDS, "What is alleged, in one sentence.")]

    def write(self, gather: Gathering) -> Write:
        source, name = self.someone(gather)
        accused = PersonAccused(gather.text("allegation"), source, name)
        return lambda add: add(accused)

    def said(self) -> str:
        return "Logged an allegation. Ask whom it is against, with a deadline."
