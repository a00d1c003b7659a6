"""A finding as a technical statement: the reporter decides who speaks, on which question, and how conclusive it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tui.forms.asking import YES_NO, Ask, Control
from tui.forms.reading import Gathering
from tui.forms.statement import StatementForm
from tui.screens.finding_accounts import examined_named, finding_named
from tui.screens.finding_words import finding_words
from tui.session import CannotAct
from workflow.facts import Fact, FactId, StatementLogged
from workflow.findings import KINDS, Finding
from workflow.phrases import capital
from workflow.terms import Standing, Term

if TYPE_CHECKING:
    from tui.session import Add, Write

ASKED = ("who", "terms", "name", "code_name", "descriptor", "standing", "body", "rank", "root", "said", "paraphrase")
"""The fields of the statement form that matter here, besides the stances and what is conclusive."""

CONCLUSIVE = "Does it settle the question beyond doubt? A program never says so: it needs a sign-off."
GONE = "The check that found it is not in the case any more."
MOST_WORDS = 600


class FindingForm(StatementForm):
    """Log what somebody makes of a finding: it becomes a statement by this form alone, never by itself.

    `examined` is the check of a file, `number` that of the finding in its report.
    """

    name_in_table = "finding"
    heading = "Technical statement"

    def __init__(self, case_id: str, examined: str, number: str) -> None:
        super().__init__(case_id)
        self.about = {"examined": examined, "number": number}

    @property
    def finding(self) -> Finding:
        """The finding that it is about. Raises CannotAct where it is gone."""
        found = finding_named(self.case, f"{self.about['examined']} {self.about['number']}")
        if found is None:
            raise CannotAct(GONE)
        return found

    def title_words(self) -> str:
        return f"{self.heading}: {finding_words(self.finding.id)}"

    def on_mount(self) -> None:
        if not self.answers:
            self.answers = self._first()
        super().on_mount()

    def _first(self) -> dict[str, str]:
        """What stands in the fields at first: an expert of the case, the finding, what it does not prove."""
        found = self.finding
        experts = [one for one in self.case.sources.values() if one.standing is Standing.EXPERT and one.name]
        offers = {offer.value: offer.word for offer in self.offers}
        who = offers.get(experts[0].id, "") if experts else ""
        first = {"also": "method", "said": "today", "terms": Term.ON_RECORD.value, "paraphrase": words_of(found)}
        return {**first, "who": who} if who else first

    def asks(self) -> list[Ask]:
        kept: list[Ask] = []
        for ask in super().asks():
            if ask.name.startswith("stance:") or ask.name in ASKED:
                kept.append(ask)
            if ask.name == "paraphrase":
                kept += self._conclusive()
        return kept

    def _conclusive(self) -> list[Ask]:
        asks = [Ask("conclusive", "Conclusive", Control.CHOICE, CONCLUSIVE, YES_NO, default="no")]
        if self.answers.get("conclusive") == "yes":
            asks.append(
                Ask("sign_off", "Sign-off", hint="Who examined it, by which method, with the original in hand.")
            )
        return asks

    def write(self, gather: Gathering) -> Write:
        gather.answers = {**gather.answers, "also": "method"}
        write, finding, examined = super().write(gather), self.finding.id, self._rests_on()

        def rested(add: Add) -> None:
            def with_check(fact: Fact) -> FactId:
                if isinstance(fact, StatementLogged):
                    fact = msgspec.structs.replace(
                        fact, technical=True, rests_on=examined[0], finding=finding, copy_of=examined[1]
                    )
                return add(fact)

            write(with_check)

        return rested

    def _rests_on(self) -> tuple[FactId, FactId]:
        """The check, and the file that was checked where it is one of the document."""
        examined = examined_named(self.case, self.about["examined"])
        if examined is None:
            raise CannotAct(GONE)
        held = next((one for one in self.case.holdings.exhibits if one.id == examined.exhibit), None)
        return examined.id, examined.exhibit if held is not None and held.kind.is_document else ""

    def said(self) -> str:
        return "Logged a technical statement."

    def field_of(self, name: str) -> str:
        return "who" if name in ("rests_on", "copy_of", "finding") else super().field_of(name)


def words_of(finding: Finding) -> str:
    """A finding in words to begin with, with what it does not prove.

    A statement goes to editors and lawyers: what could give a source away is not in it unless the reporter types it.
    """
    kind = KINDS[finding.id]
    if kind.is_risk:
        return f"{capital(finding_words(finding.id))}, by {finding.tool}. {kind.proves_not}"
    where = f" ({finding.where})" if finding.where else ""
    value = f": {finding.value}" if finding.value else ""
    said = f"{capital(finding_words(finding.id))}{value}"[:MOST_WORDS]
    return f"{said}{where}, by {finding.tool}. {kind.proves_not}"
