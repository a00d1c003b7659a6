"""The terms form: stricter terms hold at once and ask for a reason; looser ones ask for a new agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.dates import stamp_of
from tui.forms.asking import Ask, Control
from tui.forms.base import Form
from tui.forms.promising import ABOUT, descriptor_offers, is_unnamed, late_note, promise_asks, promise_of
from tui.forms.reading import Gathering, date_hint
from tui.forms.statement_asks import TERMS
from tui.widgets.rows import Cell
from workflow.facts import TermsAgreed, TermsTightened
from workflow.flags import through_outlet
from workflow.terms import Term
from workflow.when import parse_instant

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.case import Statement

STRICTER = "Stricter: these terms apply at once, everywhere."
AGREED = "The exact words in which the new terms were agreed."
AGREED_BY = "Initials of whoever agreed for the desk."
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
        promises = self._promises()
        if self.stricter:
            marks = [ask for ask in promises if ask.name == "quotable" and self.statement.promise.may_quote]
            return [*asks, *marks, Ask("reason", "Reason", Control.WORDS, "It stays in the log.")]
        asks += [*promises, Ask("agreement", "Agreed", Control.WORDS, AGREED)]
        asks.append(Ask("agreed_at", "When", Control.DATE, date_hint(self.case.zone), default="now"))
        return [*asks, Ask("agreed_by", "Agreed by", hint=AGREED_BY, default=self.initials)]

    def _promises(self) -> list[Ask]:
        """What else is agreed; words that reached us through an outlet were promised nothing by us."""
        statement = self.statement
        if through_outlet(self.case, statement):
            return []
        offers = descriptor_offers(self.case, self.case.source_of(statement))
        return list(promise_asks(self.chosen, statement.promise, () if self.sitting.names_hidden else offers))

    @property
    def chosen(self) -> Term:
        """The terms that are chosen, else those of today."""
        return next((term for term in Term if term == self.answers.get("terms")), self.statement.terms_at(None)[0])

    @property
    def stricter(self) -> bool:
        """Whether what is chosen withholds more than what holds today, and nothing less or otherwise."""
        terms, embargo = self.statement.terms_at(None)
        if "embargo" in self.answers:
            gather = Gathering(self.answers, self.sitting.clock(), self.case.zone)
            text = gather.date("embargo", ahead=True, timed=True)
            until = parse_instant(text) if text else 0
        else:
            until = embargo or 0
        if self.chosen.strictness < terms.strictness or until < (embargo or 0) or self._promises_more:
            return False
        return self.chosen.strictness > terms.strictness or until > (embargo or 0) or self._takes_marks

    @property
    def _takes_marks(self) -> bool:
        return is_unnamed(self.chosen) and self.statement.promise.may_quote is True and self._says("quotable") == "no"

    @property
    def _promises_more(self) -> bool:
        """Whether something is agreed that was not: other words for the source, or more that may be done."""
        told = {ask.name: (self._says(ask.name, ask.default), ask.default) for ask in self._promises()}
        return any(said != before and (name, said) != ("quotable", "no") for name, (said, before) in told.items())

    def _says(self, name: str, default: str = "") -> str:
        return self.answers.get(name, default).strip()

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "terms":
            changed = any(name in self.answers for name in ("terms", "embargo", *ABOUT))
            return (Cell(STRICTER if self.stricter else LOOSER, "accent"),) if changed else ()
        if ask.name == "agreed_at":
            given = {"agreed_at": ask.default} | self.answers
            gather = Gathering(given, self.sitting.clock(), self.case.zone)
            return (*super().notes(ask), *late_note(gather, self.statement.says.said_at))
        return super().notes(ask)

    def write(self, gather: Gathering) -> Write:
        statement = self.statement
        terms = gather.word("terms", Term, "Choose the terms.") or Term.OFF_RECORD
        until = gather.date("embargo", ahead=True, timed=True)
        before = self.case.setters(statement.id, ("terms",))
        if self.stricter:
            tightened = TermsTightened(
                statement.id, terms, gather.text("reason"), until, before, no_quote=self._takes_marks
            )
            return lambda add: add(tightened)
        words = gather.text("agreement", "Write down the words in which the new terms were agreed.")
        at = gather.date("agreed_at", "When were they agreed?")
        promise = promise_of(gather, terms, statement.promise, ours=not through_outlet(self.case, statement))
        agreed = TermsAgreed(statement.id, terms, words, at, until, before, promise)
        return lambda add: add(agreed)

    def said(self) -> str:
        return "Made the terms stricter." if self.stricter else "Logged a new agreement on terms."
