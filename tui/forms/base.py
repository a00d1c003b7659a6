"""The one base of all forms: fields that come as they are called for, a draft, errors under the field, one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widget import Widget

from tui.acts import Act
from tui.dates import in_zone
from tui.forms.asking import Ask, Control, Trouble
from tui.forms.drafting import ARGUMENT, typed
from tui.forms.reading import Gathering, date_note
from tui.forms.widgets.controls import Answered, Step
from tui.forms.widgets.row import FieldRow
from tui.screens.base import DeskScreen
from tui.screens.lines import Block, Lines, Rule
from tui.session import CannotAct, Done, View, Write
from tui.widgets.bars import TitleBar
from tui.widgets.forms import Cleaned
from tui.widgets.rows import Cell
from tui.words import IN_THE_PAST, READ_ONLY, count
from workflow.errors import BadFact, OnRecordError

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.facts import Entry
    from workflow.store.drafts import Draft

PAUSE = 0.1
"""Seconds of rest in typing after which the consequence is computed."""

KEEP_AFTER = 0.8
KEEP_WITHIN = 1.5
"""A draft is kept so many seconds after the last change, and never later than so many after the first."""


class Form(DeskScreen):
    """A form. Subclasses say what they ask, which facts the answers make, and where a problem of a fact belongs.

    `name_in_table` is its name in the table of screens, under which its drafts are kept. `about` holds the arguments it
    was opened with, which its drafts keep too.
    """

    place = "form"
    footer_inside = ()
    name_in_table: ClassVar[str] = ""
    heading: ClassVar[str] = ""
    previews: ClassVar[bool] = False
    fields_of_facts: ClassVar[dict[str, str]] = {}
    DEFAULT_CSS = """
    Form #fields { height: 1fr; scrollbar-size: 1 1; padding: 0 0 0 0; }
    Form #strip { height: auto; max-height: 8; }
    """

    def __init__(self, case_id: str = "", **about: str) -> None:
        super().__init__()
        self.case_id = case_id
        self.about = {name: text for name, text in about.items() if text}
        self.answers: dict[str, str] = {}
        self.rows: dict[str, FieldRow] = {}
        self._asked: list[Ask] = []
        self.draft_id = ""
        self._kept_at = ""
        self._dirty_since: float | None = None
        self._keeping: Timer | None = None
        self._pausing: Timer | None = None
        self._saving = False
        self._finished = False
        self._stepping = 0

    # What subclasses say

    def asks(self) -> list[Ask]:
        """The fields that the answers so far call for, in the order in which a reporter speaks."""
        raise NotImplementedError

    def write(self, gather: Gathering) -> Write:
        """What the answers log; what is missing is told to `gather`, and then nothing is logged."""
        raise NotImplementedError

    def said(self) -> str:
        """The act in past tense."""
        raise NotImplementedError

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        """What is always said beneath a field: of a date, in full, what was understood."""
        if ask.control is not Control.DATE:
            return ()
        zone = self.case.zone if self.case_id else UTC
        return date_note(ask, self.answers.get(ask.name, ask.default), self.sitting.clock(), zone)

    def settle(self) -> None:
        """Fill in what follows from the answers so far."""

    def strip(self) -> list[Block]:
        """The lines beneath the fields, when the form does not preview."""
        return []

    def saved(self, done: Done) -> None:
        """The act is logged."""
        self.dismiss(done)

    # The case

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.sitting.case(self.case_id)

    @property
    def view(self) -> View:
        """The case with its states now."""
        return self.sitting.view(self.case_id)

    def make(self) -> Write:
        """What saving logs. Raises Unready with what is missing, in the order of the fields."""
        given = {ask.name: ask.default for ask in self._asked if ask.default} | self.answers
        zone = self.case.zone if self.case_id else UTC
        gather = Gathering(given, self.sitting.clock(), zone)
        write = self.write(gather)
        if gather.troubles:
            order = [ask.name for ask in self._asked]
            raise Unready(*sorted(gather.troubles, key=lambda trouble: _place(order, trouble.field)))
        return write

    # The screen

    def body(self) -> ComposeResult:
        fields = VerticalScroll(id="fields", can_focus=False)
        fields.can_focus = False
        yield fields
        yield Lines(id="strip", indent=1, most=8)

    def on_mount(self) -> None:
        super().on_mount()
        self._arrange(then=self._enter_first)

    def desk_changed(self) -> None:
        self._title()
        if self.rows:
            self._arrange()
            self._foresee()

    def _title(self) -> None:
        place = self.case.slug if self.case_id else "onrecord"
        kept = f"draft kept {self._kept_at}" if self._kept_at else ""
        self.query_one(TitleBar).set_path(place, self.title_words())
        self.query_one(TitleBar).set_right(kept)

    def title_words(self) -> str:
        """What the title bar calls the form."""
        return self.heading

    def _enter_first(self) -> None:
        for row in self._seen():
            row.enter()
            return

    def _seen(self) -> list[FieldRow]:
        return [row for ask in self._asked if (row := self.rows.get(ask.name)) is not None and row.display]

    def _arrange(self, then: Callable[[], None] | None = None) -> None:
        """Bring the fields into line with the answers: new ones come, others go out of sight and keep their words."""
        self.settle()
        self._asked = self.asks()
        fields = self.query_one("#fields", VerticalScroll)
        names = {ask.name for ask in self._asked}
        before: FieldRow | None = None
        for ask in self._asked:
            row = self.rows.get(ask.name)
            if row is None:
                row = FieldRow(ask, self.answers.get(ask.name, ask.default))
                self.rows[ask.name] = row
                fields.mount(row, after=before)
            row.set_ask(ask)
            row.answer = self.answers.get(ask.name, ask.default)
            row.display = True
            row.note(*self.notes(ask))
            before = row
        for name, row in self.rows.items():
            if name not in names:
                row.display = False
        if then is not None:
            self.call_after_refresh(then)

    # Typing

    def on_answered(self, event: Answered) -> None:
        event.stop()
        row = self._row_of(event.source)
        if row is None:
            return
        if event.note:
            row.remark(event.note)
        row.retell()
        if row.answer == self.answers.get(row.ask.name, row.ask.default):
            return
        self.answers[row.ask.name] = row.answer
        row.problem = ""
        self._arrange()
        self._changed()

    def on_cleaned(self, event: Cleaned) -> None:
        event.stop()
        row = self._row_of(event.field)
        if row is not None:
            row.remark(f"Left out of what was pasted: {count(event.count, 'hidden character')}.")

    def _row_of(self, widget: Widget) -> FieldRow | None:
        return next((node for node in widget.ancestors_with_self if isinstance(node, FieldRow)), None)

    def on_step(self, event: Step) -> None:
        event.stop()
        self.step_focus(event.by)

    def on_descendant_focus(self) -> None:
        super().on_descendant_focus()
        row = self.focused_row()
        if row is not None:
            self.call_after_refresh(row.scroll_visible, animate=False)

    @property
    def settled(self) -> bool:
        """Whether every field that the answers call for is there, and the focus is where it was sent."""
        return not self._stepping and all(row.region for row in self._seen())

    def step_focus(self, step: int) -> None:
        """Go to the next field, or the one before, once those that the last answer called for are there."""
        if self.settled:
            self._step(step)
        else:
            self._stepping += 1
            self.call_after_refresh(self._step_later, step)

    def _step(self, step: int) -> None:
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def _step_later(self, step: int) -> None:
        self._stepping -= 1
        self._step(step)

    def action_next_field(self) -> None:
        self.step_focus(1)

    def action_previous_field(self) -> None:
        self.step_focus(-1)

    def focused_row(self) -> FieldRow | None:
        """The field that has the focus."""
        return self._row_of(self.focused) if self.focused is not None else None

    def focused_place(self) -> str:
        return ""

    def action_editor(self) -> None:
        """Edit the focused words, or the form's main words, in the reporter's own editor."""
        from tui.editor import edit

        row = self.focused_row()
        if row is None or row.ask.control is not Control.WORDS:
            row = next((one for one in self._seen() if one.ask.control is Control.WORDS), None)
        if row is None:
            self.desk.complain("There are no longer words to edit in this form.")
            return
        try:
            text, removed = edit(self.desk, row.answer)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        row.answer = text
        row.control.post_message(Answered(row.control))
        if removed:
            row.control.post_message(Cleaned(row.control, removed))
        row.enter()

    # Drafts

    def resume(self, draft: Draft) -> None:
        """Go on with a draft; to be called before the form is shown."""
        self.draft_id = draft.id
        self.answers = typed(draft.fields)

    def _changed(self) -> None:
        now = monotonic()
        if self._dirty_since is None:
            self._dirty_since = now
        wait = max(min(KEEP_AFTER, self._dirty_since + KEEP_WITHIN - now), 0.01)
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(wait, self.keep_draft)
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(PAUSE, self._foresee)

    def keep_draft(self) -> None:
        """Keep what was typed in the desk's file, now."""
        if self._dirty_since is None or self._finished:
            return
        from workflow.store.drafts import Draft

        self._dirty_since = None
        fields = {**self.answers, **{ARGUMENT + name: text for name, text in self.about.items()}}
        try:
            kept = self.sitting.ledger.save_draft(Draft(self.draft_id, self.case_id, self.name_in_table, fields))
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self.draft_id = kept.id
        if not self.query(TitleBar):
            return
        zone = self.case.zone if self.case_id else None
        now = self.sitting.clock()
        self._kept_at = f"{in_zone(now, zone):%H:%M}" if zone is not None else local_clock(now)
        self._title()

    def discard(self) -> None:
        """Drop the draft: what was typed is logged, or goes on elsewhere."""
        self._finished = True
        if self._keeping is not None:
            self._keeping.stop()
        if self.draft_id:
            try:
                self.sitting.ledger.discard_draft(self.draft_id)
            except OnRecordError as error:
                self.desk.complain(error)

    def action_back(self) -> None:
        """Close without saving: the draft is kept, and that is said."""
        self.keep_draft()
        self.desk.go_back()
        if self.draft_id and any(text.strip() for text in self.answers.values()):
            self.desk.say("The draft is kept; D lists the drafts.")

    def on_unmount(self) -> None:
        self.keep_draft()

    # Saving

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
        if troubles:
            self._show(troubles)
            return
        self._saving = True
        self.post_message(Act(self.case_id, write, self.said(), self._logged, self._failed))

    def _logged(self, done: Done) -> None:
        self.discard()
        self.saved(done)

    def _failed(self, error: OnRecordError) -> None:
        self._saving = False

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
        seen = {row.ask.name: row for row in self._seen()}
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

    # Foresight

    def entries(self) -> tuple[Entry, ...]:
        """What saving would log, under ids of their own. Raises Unready."""
        return self.sitting.trial(self.make())

    def _foresee(self) -> None:
        """Say what saving would change."""
        strip = self.query_one("#strip", Lines)
        if not self.previews:
            strip.show(*self.strip())
            return
        room = 2 if self.size.height < 20 else 6 if self.size.height < 30 else 7
        strip.show(Rule(("If you save this",)), *self._consequence(room))

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


def local_clock(now: int) -> str:
    """The time of day on this machine."""
    from datetime import datetime

    return f"{datetime.fromtimestamp(now / 1_000_000).astimezone():%H:%M}"
