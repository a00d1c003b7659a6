"""The request form: whom we asked for comment, how, what exactly, what was shown, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, Option, chosen, ticked
from tui.forms.base import Form
from tui.forms.naming import question_labels, question_options, source_options
from tui.forms.reading import Gathering, date_hint
from tui.forms.showing import copy_asks, shown_of
from tui.naming import Naming
from tui.widgets.rows import Cell
from workflow.facts import RequestSent

if TYPE_CHECKING:
    from tui.session import Write

CHANNELS = tuple(Option(word, word) for word in ("e-mail", "telephone", "letter", "in person", "press office form"))


class RequestForm(Form):
    """Log a request for comment; the questions put are filled in from the propositions ticked."""

    name_in_table = "request"
    heading = "Request for comment"
    fields_of_facts = {"source": "to", "office": "to", "sent_at": "sent", "questions": "about"}

    def __init__(self, case_id: str, question_id: str | None = None, source_id: str | None = None) -> None:
        super().__init__(case_id, question_id=question_id or "", source_id=source_id or "")

    def _sources(self) -> tuple[Option, ...]:
        return source_options(self.case, Naming(self.case, self.sitting.names_hidden))

    def on_mount(self) -> None:
        source = self.about.get("source_id")
        named = next((one.word for one in self._sources() if one.value == source), "")
        if named and not self.answers:
            self.answers = {"to": named}
        super().on_mount()

    def asks(self) -> list[Ask]:
        every = " ".join(question.id for question in self.case.questions)
        asks = [Ask("to", "To", Control.SUGGEST, "A source of the case, or an office in words.", self._sources())]
        if not self.answers.get("to", "").strip():
            return asks
        about = self.about.get("question_id") or every
        hint = "Space ticks what it asks about."
        return [
            *asks,
            Ask("channel", "By", Control.SUGGEST, "E-mail, telephone, letter, in person.", CHANNELS),
            Ask("sent", "Sent", Control.DATE, date_hint(self.case.zone), default="now"),
            Ask("about", "About", Control.TICKS, hint, question_options(self.case), default=about),
            Ask("wording", "Questions", Control.WORDS, "As they were put, word for word.", default=self._put(about)),
            *copy_asks(self.case, self.answers, Naming(self.case, self.sitting.names_hidden)),
            Ask("shown", "Shown", hint="What was described, or shown besides."),
            Ask("deadline", "Deadline", Control.DATE, date_hint(self.case.zone), ahead=True, timed=True),
            Ask("attempts", "Tries", Control.WORDS, "Earlier tries that reached nobody, one a line."),
        ]

    def _put(self, about: str) -> str:
        """The questions in words, from the propositions of those ticked."""
        wanted = ticked(self.answers, "about") if "about" in self.answers else about.split()
        labels = question_labels(self.case)
        lines = [f"Is this so: {one.proposition or labels[one.id]}" for one in self.case.questions if one.id in wanted]
        return "\n".join(lines)

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "to" and (typed := self.answers.get("to", "").strip()):
            known = chosen(self._sources(), typed)
            return (Cell(known.meaning if known else "An office in words, no source of the case.", "muted"),)
        return super().notes(ask)

    def write(self, gather: Gathering) -> Write:
        to = gather.text("to", "Who was asked?")
        known = chosen(self._sources(), to)
        copy = shown_of(self.case, gather)
        sent = RequestSent(
            sent_at=gather.date("sent", "When was it sent?"),
            channel=gather.text("channel"),
            wording=gather.text("wording"),
            source=known.value if known else "",
            office="" if known else to,
            questions=ticked(gather.answers, "about"),
            shown=gather.text("shown"),
            deadline=gather.date("deadline", ahead=True, timed=True),
            attempts=tuple(line.strip() for line in gather.text("attempts").splitlines() if line.strip()),
            copy=copy.copy,
            exhibit=copy.exhibit,
            copy_reason=copy.reason,
        )
        return lambda add: add(sent)

    def said(self) -> str:
        return "Logged a request for comment."
