"""The reason form: one sentence on why, for an act that is complete otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control
from tui.forms.base import Form
from tui.forms.reading import Gathering

if TYPE_CHECKING:
    from tui.session import Write


class ReasonForm(Form):
    """Ask for a reason, then log what `write` makes of it. `said` tells the act in past tense.

    Its draft holds the words; it goes on where the act is begun again.
    """

    name_in_table = "reason"
    previews = True

    def __init__(self, case_id: str, title: str, said: str, write: Callable[[str], Write]) -> None:
        super().__init__(case_id, title=title)
        self._said = said
        self._write = write

    def title_words(self) -> str:
        return self.about["title"]

    def on_mount(self) -> None:
        for draft in self.sitting.ledger.drafts(self.case_id):
            if draft.form == self.name_in_table and draft.fields.get("@title") == self.about["title"]:
                self.resume(draft)
                break
        super().on_mount()

    def asks(self) -> list[Ask]:
        return [Ask("reason", "Reason", Control.WORDS, "It stays in the log.")]

    def write(self, gather: Gathering) -> Write:
        return self._write(gather.text("reason", "Give a reason: it stays in the log."))

    def said(self) -> str:
        return self._said
