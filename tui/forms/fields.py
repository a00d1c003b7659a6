"""The fields of a form: they come as the answers call for them, in order, and the focused one stays in view."""

from __future__ import annotations

from datetime import UTC

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widget import Widget

from tui.forms.asking import Ask, Control
from tui.forms.keeping import KeepsDraft
from tui.forms.reading import date_note
from tui.forms.widgets.controls import Answered, Step
from tui.forms.widgets.row import FieldRow
from tui.screens.lines import Block, Lines
from tui.widgets.forms import Cleaned
from tui.widgets.rows import Cell
from tui.words import count
from workflow.errors import OnRecordError

PAUSE = 0.1
"""Seconds of rest in typing after which the lines beneath the fields are made anew."""


class Fields(KeepsDraft):
    """A screen of fields above a few lines. Subclasses say what they `ask` and what they note beneath a field."""

    DEFAULT_CSS = """
    Fields #fields { height: 1fr; scrollbar-size: 1 1; }
    Fields #strip { height: auto; max-height: 8; }
    """

    def __init__(self, case_id: str = "", **about: str) -> None:
        super().__init__(case_id, **about)
        self.rows: dict[str, FieldRow] = {}
        self.asked: list[Ask] = []
        self._pausing: Timer | None = None
        self._stepping = 0

    def asks(self) -> list[Ask]:
        """The fields that the answers so far call for, in the order in which a reporter speaks."""
        raise NotImplementedError

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        """What is always said beneath a field: of a date, in full, what was understood."""
        if ask.control is not Control.DATE:
            return ()
        zone = self.case.zone if self.case_id else UTC
        return date_note(ask, self.answers.get(ask.name, ask.default), self.sitting.clock(), zone)

    def strip(self) -> list[Block]:
        """The lines beneath the fields."""
        return []

    def body(self) -> ComposeResult:
        yield VerticalScroll(id="fields", can_focus=False)
        yield Lines(id="strip", indent=1, most=8)

    def on_mount(self) -> None:
        super().on_mount()
        self._arrange()
        self.call_after_refresh(self._enter_first)

    def desk_changed(self) -> None:
        self._title()
        if self.rows:
            self._arrange()
            self.foresee()

    def _enter_first(self) -> None:
        for row in self.seen():
            row.enter()
            return

    def seen(self) -> list[FieldRow]:
        """The fields in sight, in order."""
        return [row for ask in self.asked if (row := self.rows.get(ask.name)) is not None and row.display]

    def _arrange(self) -> None:
        """Bring the fields into line with the answers: new ones come, others go out of sight and keep their words.

        The focused field is left alone: what is typed in it may be ahead of its answer.
        """
        self.asked = self.asks()
        fields = self.query_one("#fields", VerticalScroll)
        names = {ask.name for ask in self.asked}
        before, typing = None, self.focused_row()
        for ask in self.asked:
            row = self.rows.get(ask.name)
            if row is None:
                row = FieldRow(ask, self.answers.get(ask.name, ask.default))
                self.rows[ask.name] = row
                fields.mount(row, after=before)
            row.set_ask(ask)
            if row is not typing:
                row.answer = self.answers.get(ask.name, ask.default)
            row.display = True
            row.note(*self.notes(ask))
            before = row
        for name, row in self.rows.items():
            if name not in names:
                row.display = False

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
        self.answered()

    def answered(self) -> None:
        super().answered()
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(PAUSE, self.foresee)

    def foresee(self) -> None:
        """Make the lines beneath the fields anew."""
        self.query_one("#strip", Lines).show(*self.strip())

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
        return not self._stepping and all(row.region for row in self.seen())

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
        from tui.screens.editing import with_editor

        row = self.focused_row()
        if row is None or row.ask.control is not Control.WORDS:
            row = next((one for one in self.seen() if one.ask.control is Control.WORDS), None)
        if row is None:
            self.desk.complain("There are no longer words to edit in this form.")
            return
        with_editor(self.desk, lambda: self._edit(row))

    def _edit(self, row: FieldRow) -> None:
        from tui.editor import edit

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
