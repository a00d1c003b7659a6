"""The answer form: what came of a request for comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, Option, chosen
from tui.forms.base import Form
from tui.forms.naming import source_options, statement_options
from tui.forms.reading import Gathering, date_hint
from tui.naming import Naming
from tui.widgets.rows import Cell
from workflow.facts import RequestAnswered, RequestTimedOut

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.case import Request

CAME = (
    Option("words", "an answer, to log now", "The statement form opens with it; saving that logs the answer."),
    Option("logged", "an answer, logged already", "Choose the statement that holds it."),
    Option("other", "something else", "A call back, a question in return: a note says what."),
    Option("nothing", "no answer in time", "The deadline passed; it can be printed."),
)


class AnswerForm(Form):
    """Log the answer to a request, or that none came in time."""

    name_in_table = "answer"
    fields_of_facts = {"request": "came"}

    def __init__(self, case_id: str, request_id: str) -> None:
        super().__init__(case_id, request_id=request_id)

    def title_words(self) -> str:
        return f"Answer of {Naming(self.case, self.sitting.names_hidden).addressee(self.request)}"

    @property
    def request(self) -> Request:
        """The request that was sent."""
        return next(one for one in self.case.requests if one.id == self.about["request_id"])

    def _statements(self) -> tuple[Option, ...]:
        naming = Naming(self.case, self.sitting.names_hidden)
        said = sorted(self.case.statements, key=lambda one: one.source != self.request.source)
        return statement_options(self.case, said, naming)

    def asks(self) -> list[Ask]:
        asks = [Ask("came", "What came", Control.CHOICE, "", CAME)]
        came = self.answers.get("came")
        if not came or came == "words":
            return asks
        if came == "logged":
            asks.append(Ask("statement", "Statement", Control.SUGGEST, "Its short name.", self._statements()))
        asks.append(Ask("at", "When", Control.DATE, date_hint(self.case.zone), default="now"))
        asks.append(Ask("note", "Note", Control.WORDS))
        return asks

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "came":
            return (Cell(f"Asked: {self.request.wording}"[:300], "muted"),)
        return super().notes(ask)

    def action_save(self) -> None:
        if self.answers.get("came") == "words" and not self.why_not("save"):
            self._open_statement()
            return
        super().action_save()

    def _open_statement(self) -> None:
        from tui.forms.statement import StatementForm

        form = StatementForm(self.case_id, request_id=self.request.id)
        naming = Naming(self.case, self.sitting.names_hidden)
        offers = {one.value: one.word for one in source_options(self.case, naming)}
        form.answers = {"who": offers.get(self.request.source, self.request.office), "heard": "us"}
        self.discard()
        self.dismiss(None)
        self.desk.push_screen(form)

    def write(self, gather: Gathering) -> Write:
        came = gather.text("came", "What came of it?")
        at = gather.date("at", "When?")
        note = gather.text("note", "Say what came." if came == "other" else "")
        if came == "nothing":
            silent = RequestTimedOut(self.request.id, at, note)
            return lambda add: add(silent)
        holds = chosen(self._statements(), gather.answers.get("statement", ""))
        if came == "logged" and holds is None:
            gather.miss("statement", "Choose the statement that holds the answer.")
        answered = RequestAnswered(self.request.id, at, holds.value if holds else "", note)
        return lambda add: add(answered)

    def said(self) -> str:
        return "Logged what came of a request."
