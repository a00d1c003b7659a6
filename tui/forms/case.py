"""The case form: a new case with its first questions, or another title or zone for one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from tui.desk import local_zone
from tui.forms.asking import YES_NO, Ask, Control, Option
from tui.forms.base import Form
from tui.forms.reading import Gathering
from tui.short_names import slug_of
from workflow.facts import CaseOpened, CaseRenamed, CaseZoned, DocumentDescribed, QuestionRaised
from workflow.terms import Kind

if TYPE_CHECKING:
    from tui.session import Add, Done, Write

FIRST_QUESTIONS = {
    Kind.GENUINE: "The document was really produced by its purported author.",
    Kind.STATUS: "It is final, signed, sent and current.",
    Kind.READING: "The document means what is reported of it.",
}
"""The questions that a new case starts with, each with a proposition to edit."""

MORE_QUESTIONS = (Kind.DELIVERED, Kind.INTACT, Kind.CONTENT, Kind.HANDLING)


class CaseForm(Form):
    """Open a case; with `case_id` change its title or its zone, with a reason."""

    name_in_table = "case_form"
    fields_of_facts = {"timezone": "zone", "": "title", "supersedes": "title"}

    def __init__(self, case_id: str | None = None) -> None:
        super().__init__(case_id or "")

    def title_words(self) -> str:
        return "Title and zone" if self.case_id else "New case"

    def asks(self) -> list[Ask]:
        return self._changing() if self.case_id else self._opening()

    def _opening(self) -> list[Ask]:
        suggested = slug_of(self.answers.get("title", ""))
        asks = [
            Ask("title", "Title", hint="One line that says what the document is."),
            Ask("slug", "Short name", hint="For the command line and file names.", default=suggested),
            Ask("zone", "Time zone", Control.SUGGEST, "Its times are shown in this zone.", _zones(), local_zone()),
        ]
        for kind, words in FIRST_QUESTIONS.items():
            asks.append(Ask(f"q:{kind.value}", kind.word.capitalize(), Control.WORDS, kind.meaning, default=words))
        more = tuple(Option(kind.value, kind.word, kind.meaning) for kind in MORE_QUESTIONS)
        asks.append(Ask("more", "Also ask", Control.TICKS, "Space ticks. Questions can be raised later too.", more))
        for kind in MORE_QUESTIONS:
            if kind.value in self.answers.get("more", "").split():
                asks.append(Ask(f"q:{kind.value}", kind.word.capitalize(), Control.WORDS, kind.meaning))
        asks.append(Ask("claims", "Claims", Control.WORDS, "What the document says, in its own words; it may wait."))
        asks.append(Ask("invented", "Made up", Control.CHOICE, "For training only?", YES_NO, default="no"))
        return asks

    def _changing(self) -> list[Ask]:
        return [
            Ask("title", "Title", default=self.case.title),
            Ask("zone", "Time zone", Control.SUGGEST, "", _zones(), self.case.timezone),
            Ask("reason", "Reason", Control.WORDS, "It stays in the log."),
        ]

    def write(self, gather: Gathering) -> Write:
        return self._change(gather) if self.case_id else self._open(gather)

    def _open(self, gather: Gathering) -> Write:
        title = gather.text("title", "Give the case a title.")
        opened = CaseOpened(gather.text("slug"), title, gather.text("zone"), gather.text("invented") == "yes")
        claims = gather.text("claims")
        more = gather.text("more").split()
        kinds = [*FIRST_QUESTIONS, *(kind for kind in MORE_QUESTIONS if kind.value in more)]
        words = {kind: gather.text(f"q:{kind.value}") for kind in kinds}

        def write(add: Add) -> None:
            add(opened)
            if claims:
                add(DocumentDescribed({"claims": claims}))
            for kind, proposition in words.items():
                add(QuestionRaised(kind.value, kind, proposition))

        return write

    def _change(self, gather: Gathering) -> Write:
        case = self.case
        title, zone = gather.text("title", "Give the case a title."), gather.text("zone")
        reason = gather.text("reason")
        if (title, zone) == (case.title, case.timezone):
            gather.miss("title", "Change the title or the zone, or leave the case as it is.")

        def write(add: Add) -> None:
            if title != case.title:
                add(CaseRenamed(title, reason, case.setters(case.id, ("title",))))
            if zone != case.timezone:
                add(CaseZoned(zone, reason, case.setters(case.id, ("timezone",))))

        return write

    def said(self) -> str:
        return "Changed the case." if self.case_id else "Opened the case."

    def saved(self, done: Done) -> None:
        if self.case_id:
            self.dismiss(done)
            return
        self.dismiss(done)
        self.desk.open_case(done.case_id)


@cache
def _zones() -> tuple[Option, ...]:
    return tuple(Option(name, name) for name in sorted(available_timezones()) if "/" in name or name == "UTC")
