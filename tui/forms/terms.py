"""The terms form: stricter terms hold at once and ask for a reason; looser ones ask for a new agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.dates import stamp_of
from tui.forms.asking import Ask, Control
from tui.forms.base import Form
from tui.forms.reading import Gathering, date_hint
from tui.forms.statement_asks import TERMS
from tui.widgets.rows import Cell
from workflow.facts import TermsAgreed, TermsTightened
from workflow.terms import Term
from workflow.when import parse_instant

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.case import Statement

STRICTER = "Stricter: these terms apply at once, everywhere."
LOOSER = "A new agreement: write down its words and when it was made."


class TermsForm(Form):
    """Change the terms of a statement."""

    name_in_table = "terms"
    previews = True
    fields_of_facts = {"embargo_until": "embargo", "statement": "terms"}

    def __init__(self, case_id: str, statement_id: str) -> None:
        super().__init__(case_id, statement_id=statement_id)

    def title_words(self) -> str:
        return f"Terms of {self.statement.says.slug or 'a statement'}"

    @property
    def statement(self) -> Statement:
        """The statement as it stands."""
        return self.case.by_id[self.about["statement_id"]]

    def asks(self) -> list[Ask]:
        terms, embargo = self.statement.terms_at(None)
        until = stamp_of(embargo, self.case.zone) if embargo is not None else ""
        asks = [
            Ask("terms", "Terms", Control.CHOICE, "", TERMS, default=terms.value),
            Ask("embargo", "Embargo", Control.DATE, date_hint(self.case.zone), default=until, ahead=True, timed=True),
        ]
        if self.stricter:
            return [*asks, Ask("reason", "Reason", Control.WORDS, "It stays in the log.")]
        return [
            *asks,
            Ask("agreement", "Agreed", Control.WORDS, "The exact words in which the new terms were agreed."),
            Ask("agreed_at", "When", Control.DATE, date_hint(self.case.zone), default="now"),
        ]

    @property
    def stricter(self) -> bool:
        """Whether what is chosen withholds more than what holds today, and nothing less."""
        terms, embargo = self.statement.terms_at(None)
        chosen = next((term for term in Term if term.value == self.answers.get("terms")), terms)
        if "embargo" in self.answers:
            gather = Gathering(self.answers, self.sitting.clock(), self.case.zone)
            text = gather.date("embargo", ahead=True, timed=True)
            until = parse_instant(text) if text else 0
        else:
            until = embargo or 0
        if chosen.strictness < terms.strictness or until < (embargo or 0):
            return False
        return chosen.strictness > terms.strictness or until > (embargo or 0)

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "terms":
            changed = any(name in self.answers for name in ("terms", "embargo"))
            return (Cell(STRICTER if self.stricter else LOOSER, "accent"),) if changed else ()
        return super().notes(ask)

    def write(self, gather: Gathering) -> Write:
        statement = self.statement
        terms = gather.word("terms", Term, "Choose the terms.") or Term.OFF_RECORD
        until = gather.date("embargo", ahead=True, timed=True)
        before = self.case.setters(statement.id, ("terms",))
        if self.stricter:
            tightened = TermsTightened(statement.id, terms, gather.text("reason"), until, before)
            return lambda add: add(tightened)
        words = gather.text("agreement", "Write down the words in which the new terms were agreed.")
        at = gather.date("agreed_at", "When were they agreed?")
        agreed = TermsAgreed(statement.id, terms, words, at, until, before)
        return lambda add: add(agreed)

    def said(self) -> str:
        return "Made the terms stricter." if self.stricter else "Logged a new agreement on terms."
