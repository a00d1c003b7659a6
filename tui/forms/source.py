"""The source form: a new source, or other words for one that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.forms.asking import Answers, Ask, Control, Option
from tui.forms.base import Form
from tui.forms.reading import Gathering
from tui.forms.speaker import Speaker
from tui.forms.statement_asks import new_source
from tui.forms.statement_facts import new_source_fact
from workflow.facts import SOURCE_FIELDS, SourceDescribed

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.case import Source

SPEAKS = (
    Option("named", "by name", "It speaks on the record, and its name may be printed."),
    Option("unnamed", "unnamed", "It gets a code name and the descriptor that was agreed."),
)
_OTHER_NAMES = {"lineage": "root"}


class SourceForm(Form):
    """Add a source, or with `source_id` describe it otherwise, with a reason."""

    name_in_table = "source"
    previews = True
    fields_of_facts = {"lineage": "root", "slug": "who", "changes": "descriptor", "source": "descriptor"}

    def __init__(self, case_id: str, source_id: str | None = None) -> None:
        super().__init__(case_id, source_id=source_id or "")

    @property
    def known(self) -> Source | None:
        """The source that is described otherwise."""
        return self.case.sources.get(self.about.get("source_id", ""))

    def title_words(self) -> str:
        return "Describe a source" if self.known is not None else "New source"

    def on_mount(self) -> None:
        source = self.known
        if source is not None and not self.answers:
            values = {_OTHER_NAMES.get(name, name): str(getattr(source, name)) for name in SOURCE_FIELDS}
            self.answers = {name: text for name, text in values.items() if text}
            self.answers["speaks"] = "named" if source.name else "unnamed"
        super().on_mount()

    def asks(self) -> list[Ask]:
        asks = [Ask("speaks", "Speaks", Control.CHOICE, "Does it speak on the record, by name?", SPEAKS)]
        speaks = self.answers.get("speaks")
        if not speaks:
            return asks
        if speaks == "named":
            asks.append(Ask(self._name_field, "Name", hint="As it may be printed."))
        asks += new_source(self.case, self.answers, Speaker(None, speaks == "named", True))
        if self.known is not None:
            asks.append(Ask("reason", "Reason", Control.WORDS, "It stays in the log."))
        return asks

    @property
    def _name_field(self) -> str:
        return "name" if self.known is not None else "who"

    def field_of(self, name: str) -> str:
        return self._name_field if name == "name" else super().field_of(name)

    def write(self, gather: Gathering) -> Write:
        if not gather.text("speaks", "Does it speak on the record, by name?"):
            return lambda add: None
        answers: Answers = gather.answers
        if self.known is not None:
            gather.answers = {**answers, "who": answers.get("name", "")}
        added = new_source_fact(self.case, gather, Speaker(None, answers["speaks"] == "named", True))
        source = self.known
        if source is None:
            return lambda add: add(added)
        found: dict[str, Any] = {name: getattr(added, name) for name in SOURCE_FIELDS}
        changes = {name: value for name, value in found.items() if value != getattr(source, name)}
        reason = gather.text("reason")
        fact = SourceDescribed(source.id, changes, reason, self.case.setters(source.id, changes))
        return lambda add: add(fact)

    def said(self) -> str:
        return "Described a source otherwise." if self.known is not None else "Added a source."
