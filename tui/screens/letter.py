"""Drafts the letter that asks somebody for comment, and leads on to the request that logs it as sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.forms.asking import Ask, Control, Option, Trouble, chosen, member
from tui.forms.base import Form, Unready
from tui.forms.naming import source_options
from tui.forms.reading import Gathering, date_hint
from tui.naming import Naming
from tui.screens.lines import Block
from tui.screens.table import screen_class
from tui.widgets.bars import Rule
from tui.widgets.long_text import LongText
from tui.widgets.rows import Cell
from tui.words import count
from workflow.errors import OnRecordError
from workflow.letter import letter, questions_for
from workflow.outreach import FIELD_OF, same_office
from workflow.terms import Standing
from workflow.when import parse_instant

if TYPE_CHECKING:
    from tui.session import Done
    from workflow.case import Source

SOMEBODY = "source"
NO_SOURCE = "Choose a source of the case that has a name."
KEYS = "The letter: ^o edits it, y copies it, ^s logs it as a request"
EDITED = "Edited: it follows the fields above no more. Empty it in the editor to have it drafted anew."
UNSENT = "Nothing is sent and nothing is logged before the request is saved."


class LetterScreen(Form):
    """To whom and by when above, the letter beneath; it is stored nowhere but in the draft until the request is saved.

    The answer `letter` holds the words that were edited, and is missing while the letter is drafted from the fields.
    """

    name_in_table = "letter"
    heading = "Letter"
    DEFAULT_CSS = """
    LetterScreen #fields { height: auto; max-height: 50%; }
    LetterScreen #strip { max-height: 3; }
    LetterScreen #letter { height: 1fr; min-height: 3; padding: 0 1; }
    LetterScreen.-short #strip { display: none; }
    """

    def __init__(self, case_id: str) -> None:
        super().__init__(case_id)
        self._told = ""

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Rule(KEYS)
        yield LongText(id="letter", empty="Nothing to show yet.")

    @property
    def naming(self) -> Naming:
        """What sources may be called now."""
        return Naming(self.case, self.sitting.names_hidden)

    def asks(self) -> list[Ask]:
        known = []
        for standing, field in FIELD_OF.items():
            named = self.naming.text(self.case.document.get(field, ""))
            known.append(Option(standing.value, standing.word, named or standing.meaning))
        known.append(Option(SOMEBODY, "source", "Somebody of the case who has a name."))
        asks = [Ask("to", "To", Control.CHOICE, "", tuple(known), Standing.AUTHOR.value)]
        if self.answers.get("to") == SOMEBODY:
            asks.append(Ask("source", "Source", Control.SUGGEST, "By name.", self._named()))
        hint = f"By when an answer is asked for. {date_hint(self.case.zone)}"
        return [*asks, Ask("deadline", "Deadline", Control.DATE, hint, ahead=True, timed=True)]

    def _named(self) -> tuple[Option, ...]:
        """The sources that have a name, as they may be called now."""
        sources = self.case.sources
        return tuple(one for one in source_options(self.case, self.naming) if sources[one.value].name)

    def strip(self) -> list[Block]:
        try:
            self.text()
        except OnRecordError as error:
            return [Cell(str(error), "warn")]
        return [Cell(EDITED, "warn") if self.answers.get("letter") else Cell(UNSENT, "muted")]

    def foresee(self) -> None:
        super().foresee()
        try:
            told = self.naming.text(self.text())
        except OnRecordError:
            told = ""
        if told != self._told:
            self._told = told
            self.query_one("#letter", LongText).set_text(told)

    def text(self) -> str:
        """The letter as it would be sent: as it was edited, else as the fields have it. Raises what hinders it."""
        if edited := self.answers.get("letter", ""):
            return edited
        deadline = self._deadline()
        until = parse_instant(deadline) if deadline else None
        return letter(self.case, self.sitting.moment, self._to(), self.sitting.ledger.settings(), until)

    def _to(self) -> Standing | Source:
        """Whom the letter goes to. Raises Unready without a source where one is to be chosen."""
        to = self.answers.get("to", Standing.AUTHOR.value)
        if to != SOMEBODY:
            return member(Standing, to)
        found = chosen(self._named(), self.answers.get("source", ""))
        if found is None:
            raise Unready(Trouble("source", NO_SOURCE))
        return self.case.sources[found.value]

    def _deadline(self) -> str:
        """The deadline as ISO 8601, or nothing. Raises Unready."""
        gather = Gathering(self.answers, self.sitting.clock(), self.case.zone)
        found = gather.date("deadline", ahead=True, timed=True)
        if gather.troubles:
            raise Unready(*gather.troubles)
        return found

    def action_editor(self) -> None:
        """Edit the letter in the reporter's own editor; an emptied one is drafted anew."""
        from tui.screens.editing import with_editor

        with_editor(self.desk, self._edit_letter)

    def _edit_letter(self) -> None:
        from tui.editor import edit

        try:
            before = self.text()
            text, removed = edit(self.desk, before)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self.answers.pop("letter", None)
        if text.strip() and text.rstrip() != before.rstrip():
            self.answers["letter"] = text
        self.answered()
        self.foresee()
        if held := self._held():
            self.desk.complain(f"Kept as edited. {held}")
        elif removed:
            self.desk.say(f"Left out of what came back: {count(removed, 'hidden character')}.")

    def _held(self) -> str:
        """A sentence where the letter holds somebody of the open vault."""
        from tui.clearing import found_in

        try:
            return found_in(self.sitting, self.text())
        except OnRecordError:
            return ""

    def action_copy_row(self) -> None:
        """Copy the letter."""
        try:
            self.desk.copy_text(self.text(), "the letter")
        except OnRecordError as error:
            self.desk.complain(error)

    def action_save(self) -> None:
        """Open the request that logs the letter, filled in with its words, its addressee, deadline and questions."""
        try:
            to, answers = self._to(), {"wording": self.text(), "deadline": self._deadline()}
        except Unready as unready:
            self._show(list(unready.troubles))
            return
        except OnRecordError as error:
            self.desk.complain(error)
            return
        answers["to"] = self._addressee(to)
        answers["about"] = " ".join(one.id for one in questions_for(self.case, self.sitting.moment, to))
        request = screen_class("request")(self.case_id)
        assert isinstance(request, Form)
        request.answers = {name: text for name, text in answers.items() if text}
        self.desk.push_screen(request, self._sent)

    def _addressee(self, to: Standing | Source) -> str:
        """Whom the request names: a source of the case as the form calls it, else the office in words."""
        office = "" if not isinstance(to, Standing) else self.case.document.get(FIELD_OF[to], "")
        for option in self._named():
            source = self.case.sources[option.value]
            meant = source.standing is to and (not office or same_office(source.name, office))
            if source is to or meant:
                return option.word
        return office

    def _sent(self, done: Done | None) -> None:
        """The request is logged, and the letter is in it."""
        if done is not None:
            self.discard()
            self.dismiss(done)
