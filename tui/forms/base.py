"""The base of all forms: it saves in one act, says under a field what is missing, and shows what would change."""

from __future__ import annotations

from datetime import UTC, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from tui.acts import Act
from tui.forms.asking import Trouble
from tui.forms.fields import Fields
from tui.forms.reading import Gathering
from tui.screens.lines import Block, Rule
from tui.session import CannotAct, Done
from tui.widgets.rows import Cell
from tui.words import IN_THE_PAST, READ_ONLY
from workflow.errors import BadFact, OnRecordError

if TYPE_CHECKING:
    from tui.forms.widgets.row import FieldRow
    from tui.session import Write
    from workflow.facts import Entry


class Form(Fields):
    """A form. Subclasses say what they ask, which facts the answers make, and where a problem of a fact belongs.

    With `previews` the lines beneath the fields say what saving would change, question by question.
    """

    previews: ClassVar[bool] = False
    fields_of_facts: ClassVar[dict[str, str]] = {}

    def __init__(self, case_id: str = "", **about: str) -> None:
        super().__init__(case_id, **about)
        self._saving = False
        self._told_of: dict[str, str] | None = None

    @cached_property
    def initials(self) -> str:
        """The initials of whoever works at the desk."""
        return self.sitting.ledger.settings().initials

    def write(self, gather: Gathering) -> Write:
        """What the answers log; what is missing is told to `gather`, and then nothing is logged."""
        raise NotImplementedError

    def said(self) -> str:
        """The act in past tense."""
        raise NotImplementedError

    def saved(self, done: Done) -> None:
        """The act is logged."""
        self.dismiss(done)

    def make(self) -> Write:
        """What saving logs. Raises Unready with what is missing, in the order of the fields."""
        given = {ask.name: ask.default for ask in self.asked if ask.default} | self.answers
        gather = Gathering(given, self.sitting.clock(), self.zone())
        write = self.write(gather)
        if gather.troubles:
            order = [ask.name for ask in self.asked]
            raise Unready(*sorted(gather.troubles, key=lambda trouble: _place(order, trouble.field)))
        return write

    def zone(self) -> tzinfo:
        return self.case.zone if self.case_id else UTC

    def why_not(self, action: str) -> str:
        if action != "save":
            return ""
        ledger = self.sitting.desk.ledger
        if self.sitting.as_of is not None:
            return IN_THE_PAST
        if ledger is None:
            return "There is no desk yet to save to."
        if ledger.missing:
            return ledger.banner
        return READ_ONLY + " What you typed stays here." if ledger.read_only else ""

    def action_save(self) -> None:
        if self._saving:
            return
        for row in self.rows.values():
            row.problem = ""
        try:
            write = self.make()
            troubles = self._troubles(write)
        except Unready as unready:
            troubles = list(unready.troubles)
        except BadFact as error:
            troubles = [Trouble("", str(error))]
        if troubles or (troubles := self._protected()):
            self._show(troubles)
            return
        self._saving = True
        self.log_it(write)

    def log_it(self, write: Write) -> None:
        """Log what the answers make; nothing is missing in them."""
        self.post_message(Act(self.case_id, write, self.said(), self.logged, self.failed))

    def logged(self, done: Done) -> None:
        """The act is logged: the draft goes, and whatever comes after saving."""
        self.discard()
        self.saved(done)

    def failed(self, error: OnRecordError | None) -> None:
        """The act is not logged; it can be saved again."""
        self._saving = False

    def _protected(self) -> list[Trouble]:
        """What of this the open vault protects, said once: saved again as it is, it is kept all the same."""
        from tui.forms.leaks import protected

        if self._told_of == self.answers:
            return []
        self._told_of = dict(self.answers)
        try:
            return protected(self.sitting, self.asked, self.answers)
        except OnRecordError as error:
            self.desk.complain(error)
            return []

    def _troubles(self, write: Write) -> list[Trouble]:
        """What the desk itself asks of the facts, each at the field where it can be answered."""
        from workflow.admission import problems_in
        from workflow.fold import fold

        case = self.case if self.case_id else fold([])
        found = problems_in(case, self.sitting.trial(write))
        return [Trouble(self.field_of(problem.field), problem.sentence) for problem in found]

    def field_of(self, name: str) -> str:
        """The form's field for a field of a fact."""
        return self.fields_of_facts.get(name, name)

    def _show(self, troubles: list[Trouble]) -> None:
        seen = {row.ask.name: row for row in self.seen()}
        elsewhere = [trouble.sentence for trouble in troubles if trouble.field not in seen]
        first: FieldRow | None = None
        for name, row in seen.items():
            sentences = dict.fromkeys(trouble.sentence for trouble in troubles if trouble.field == name)
            row.problem = " ".join(sentences)
            if sentences and first is None:
                first = row
        if first is not None:
            first.enter()
        if elsewhere:
            self.desk.complain(elsewhere[0])
        elif first is not None:
            self.desk.complain("Not saved yet: see what is marked with an exclamation mark.")

    def entries(self) -> tuple[Entry, ...]:
        """What saving would log, under ids of their own. Raises Unready."""
        return self.sitting.trial(self.make())

    def strip(self) -> list[Block]:
        if not self.previews:
            return []
        room = 2 if self.size.height < 20 else 6 if self.size.height < 30 else 7
        return [Rule(("If you save this",)), *self._consequence(room)]

    def _consequence(self, room: int) -> list[Block]:
        from tui.forms.consequence import consequence

        try:
            return consequence(self.view, self.entries(), room)
        except Unready as unready:
            return [Cell(unready.troubles[0].sentence, "muted")]
        except (OnRecordError, ValueError) as error:
            return [Cell(str(error), "warn")]


class Unready(CannotAct):
    """The answers do not make a fact yet: what is missing, field by field."""

    def __init__(self, *troubles: Trouble) -> None:
        super().__init__(troubles[0].sentence)
        self.troubles = troubles


def _place(order: list[str], name: str) -> int:
    return order.index(name) if name in order else len(order)
