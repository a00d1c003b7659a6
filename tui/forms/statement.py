"""The statement form: who said what, on what terms, what it says on each question, and what that would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Option
from tui.forms.base import Form
from tui.forms.naming import described, said_so_far, source_options, stances_by_source
from tui.forms.promising import late_note
from tui.forms.reading import Gathering, unquoted
from tui.forms.speaker import Speaker, speaker_of
from tui.forms.statement_asks import statement_asks
from tui.forms.statement_facts import FIELDS_OF_FACTS, statement_write
from tui.naming import Naming
from tui.widgets.rows import Cell
from tui.words import clock_words

if TYPE_CHECKING:
    from tui.session import Write


class StatementForm(Form):
    """Log what one source said, once. With `request_id` it is the answer to a request for comment."""

    name_in_table = "statement"
    heading = "New statement"
    previews = True
    fields_of_facts = FIELDS_OF_FACTS

    def __init__(
        self,
        case_id: str,
        draft_id: str | None = None,
        question_id: str | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(case_id, question_id=question_id or "", request_id=request_id or "")
        self.draft_id = draft_id or ""
        self._offers: tuple[str, bool, tuple[Option, ...]] | None = None

    @property
    def naming(self) -> Naming:
        """What sources may be called now."""
        return Naming(self.case, self.sitting.names_hidden)

    @property
    def offers(self) -> tuple[Option, ...]:
        """The sources that can be chosen, gathered again when a fact came."""
        case, hidden = self.case, self.sitting.names_hidden
        last = case.entries[-1].id
        if self._offers is None or self._offers[:2] != (last, hidden):
            self._offers = (last, hidden, source_options(case, self.naming))
        return self._offers[2]

    @property
    def speaker(self) -> Speaker:
        """Who speaks, as the answers have it."""
        return speaker_of(self.case, self.offers, self.answers)

    def asks(self) -> list[Ask]:
        first = self.about.get("question_id", "")
        return list(statement_asks(self.case, self.naming, self.answers, self.speaker, first, self.initials))

    def write(self, gather: Gathering) -> Write:
        return statement_write(self.case, gather, self.speaker, self.about.get("request_id", ""))

    def said(self) -> str:
        speaker = self.speaker
        who = "a source" if speaker.is_new and not speaker.by_name else self.answers.get("who", "a source").strip()
        return f"Logged a statement by {self.naming.text(who)}."

    def field_of(self, name: str) -> str:
        if name == "stances":
            return f"stance:{self.case.questions[0].id}" if self.case.questions else "quote"
        if name == "name":
            return "name" if self.speaker.known is not None else "who"
        return super().field_of(name)

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "who":
            return self._who_note()
        if ask.name in ("quote", "paraphrase"):
            return self._again(ask.name)
        if ask.name == "agreed_at":
            gather = Gathering(self.answers, self.sitting.clock(), self.case.zone)
            return (*super().notes(ask), *late_note(gather, gather.date("said")))
        return super().notes(ask)

    def _who_note(self) -> tuple[Cell, ...]:
        speaker = self.speaker
        if speaker.note:
            return (Cell(speaker.note, "warn"),)
        if speaker.known is not None:
            said = said_so_far(self.case, stances_by_source(self.case).get(speaker.known.id, {}))
            return (Cell(described(speaker.known, self.naming, said), "muted"),)
        return (Cell("A new source.", "muted"),) if speaker.is_new and self.answers.get("terms") else ()

    def _again(self, name: str) -> tuple[Cell, ...]:
        """The notice that the same source said the same words before; it does not stand in the way."""
        words, known = unquoted(self.answers.get(name, "")), self.speaker.known
        if not words or known is None:
            return ()
        for one in self.case.statements:
            if one.source == known.id and words in (one.says.quote.strip(), one.says.paraphrase.strip()):
                day = clock_words(one.said, self.case.zone)
                return (Cell(f"Same source, same words: {one.says.slug}, {day}. It can be logged again.", "warn"),)
        return ()
