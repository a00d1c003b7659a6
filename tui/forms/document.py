"""The document form: what the document claims about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control
from tui.forms.base import Form
from tui.forms.reading import Gathering
from workflow.facts import DOCUMENT_FIELDS, DocumentDescribed
from workflow.terms import PURPORTED

if TYPE_CHECKING:
    from tui.session import Write

LONG = ("claims", "note")


class DocumentForm(Form):
    """Write down the purported facts, or change them with a reason."""

    name_in_table = "document"
    heading = "What the document claims"
    fields_of_facts = {"fields": "author"}

    def __init__(self, case_id: str) -> None:
        super().__init__(case_id)

    def asks(self) -> list[Ask]:
        before = self.case.document
        asks = [
            Ask(
                name,
                name.capitalize(),
                Control.WORDS if name in LONG else Control.LINE,
                PURPORTED[name],
                default=before.get(name, ""),
            )
            for name in DOCUMENT_FIELDS
        ]
        if any(before.get(name) not in (None, text.strip()) for name, text in self._changed_fields().items()):
            asks.append(Ask("reason", "Reason", Control.WORDS, "Why what was written down changes."))
        return asks

    def _changed_fields(self) -> dict[str, str]:
        before = self.case.document
        told = {name: self.answers.get(name, before.get(name, "")).strip() for name in DOCUMENT_FIELDS}
        return {name: text for name, text in told.items() if text != before.get(name, "")}

    def write(self, gather: Gathering) -> Write:
        fields = self._changed_fields()
        fact = DocumentDescribed(fields, gather.text("reason"), self.case.setters("document", fields))
        return lambda add: add(fact)

    def said(self) -> str:
        return "Wrote down what the document claims."
