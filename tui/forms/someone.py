"""A form about somebody: a source of the case, or a person or office in words."""

from __future__ import annotations

from typing import ClassVar

from tui.forms.asking import Ask, Control, Option, chosen
from tui.forms.base import Form
from tui.forms.naming import source_options
from tui.forms.reading import Gathering
from tui.naming import Naming
from tui.widgets.rows import Cell

IN_WORDS = "In words: no source of the case."


class Someone(Form):
    """Its first field is `who`; with `source_id` it begins with that source."""

    label: ClassVar[str] = "Who"
    hint: ClassVar[str] = "A source of the case, or a person or office in words."
    missing: ClassVar[str] = "Say who it was."

    def __init__(self, case_id: str, source_id: str = "") -> None:
        super().__init__(case_id, source_id=source_id)

    @property
    def naming(self) -> Naming:
        """What sources may be called now."""
        return Naming(self.case, self.sitting.names_hidden)

    def offers(self) -> tuple[Option, ...]:
        """The sources that can be chosen."""
        return source_options(self.case, self.naming)

    def asks(self) -> list[Ask]:
        offers = self.offers()
        first = next((one.word for one in offers if one.value == self.about.get("source_id")), "")
        asks = [Ask("who", self.label, Control.SUGGEST, self.hint, offers, first)]
        return [*asks, *self.more()] if self.answers.get("who", first).strip() else asks

    def more(self) -> list[Ask]:
        """What is asked once somebody is named."""
        raise NotImplementedError

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "who" and (typed := self.answers.get("who", ask.default).strip()):
            known = chosen(self.offers(), typed)
            return (Cell(known.meaning if known is not None else IN_WORDS, "muted"),)
        return super().notes(ask)

    def someone(self, gather: Gathering) -> tuple[str, str]:
        """The id of the source and no words, or nothing and the words."""
        who = gather.text("who", self.missing)
        known = chosen(self.offers(), who)
        return (known.value, "") if known is not None else ("", who)
