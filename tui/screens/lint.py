"""Checks a draft of the story while it is written: the draft on one side, what the log does not carry on the other."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget

from tui import words
from tui.forms.asking import Ask, Control
from tui.forms.keeping import KeepsDraft
from tui.forms.paths import path_options, typed_path
from tui.forms.widgets.controls import Answered, Step
from tui.forms.widgets.row import FieldRow
from tui.screens.beside import BesideCase
from tui.screens.draft_area import DraftArea, read_draft
from tui.screens.findings import Findings
from tui.widgets.bars import Rule
from tui.widgets.forms import Cleaned
from workflow.errors import OnRecordError
from workflow.lint import LONGEST_DRAFT, DraftTooLong, Finding, line_starts, lint

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.session import View
    from tui.widgets.virtual_list import VirtualList

PAUSE = 0.2
"""Seconds of rest in typing after which the draft is read."""

SLOW = 20_000
"""Characters from which on reading takes long enough to say so."""

EMPTY = "Paste or write your draft in the field, or name its file. What the log does not carry is listed here."
CLEAN = (
    "Nothing found. A clean lint is not a confirmation that the story is right: it compares words with what is logged, "
    "and finds only the faults it knows."
)
FILE = Ask("file", "File", Control.SUGGEST, "A path: enter puts the text of that file in place of the draft.")
HIDDEN = "Names are hidden, so the draft cannot be edited now. H shows them."
DRAFT = "draft"


class Checked(Message):
    """A draft was read: what was found in it, or why it could not be."""

    def __init__(self, findings: tuple[Finding, ...], problem: str) -> None:
        super().__init__()
        self.findings, self.problem = findings, problem


class LintScreen(BesideCase, KeepsDraft):
    """The draft stays in the desk's table of drafts until it is emptied; nothing of it is logged.

    `enter` on a finding selects its words in the draft, `y` copies what may be written instead.
    """

    place = "lint"
    name_in_table = "lint"
    heading = "Lint"
    DEFAULT_CSS = """
    LintScreen #sides { layout: vertical; height: 1fr; }
    LintScreen #draft-side { height: 1fr; }
    LintScreen.-wide #sides { layout: horizontal; }
    LintScreen.-wide #draft-side { width: 1fr; max-width: 94; }
    LintScreen.-wide Findings { width: 1fr; margin: 0 0 0 2; }
    LintScreen.-short FieldRow, LintScreen.-short Rule { display: none; }
    """

    def __init__(self, case_id: str) -> None:
        super().__init__(case_id)
        self._findings: tuple[Finding, ...] = ()
        self._told = EMPTY
        self._checking = self._stale = self._masked = False
        self._pausing: Timer | None = None

    def body(self) -> ComposeResult:
        self._file = FieldRow(FILE, "")
        self._draft = DraftArea(id="draft")
        self._found = Findings(id="found-side")
        yield self._file
        yield Horizontal(Vertical(Rule("Draft"), self._draft, id="draft-side"), self._found, id="sides")

    def on_mount(self) -> None:
        self._go_on()
        self._draft.load(self._words)
        self._draft.focus()

    def _go_on(self) -> None:
        """Take up the draft that was left here, unless one was chosen."""
        ledger = self.sitting.ledger
        kept = None if self.draft_id else next((d for d in ledger.drafts(self.case_id) if d.form == "lint"), None)
        if kept is not None:
            self.resume(kept)

    @property
    def _words(self) -> str:
        return self.answers.get(DRAFT, "")

    def zone(self) -> tzinfo:
        return self.case.zone

    def stops(self) -> list[Widget]:
        return [self._draft, self._found.list, *self._file.query("SuggestControl TextLine")]

    def desk_changed(self) -> None:
        naming = words.naming(self.case, self.sitting)
        if naming.hidden is not self._masked:
            self._masked = naming.hidden
            self._draft.read_only = naming.hidden
            self._draft.load(naming.text(self._words))
        self._draw()
        self._check()

    def title_words(self) -> str:
        if self._checking and len(self._words) > SLOW:
            return "Lint: reading the draft"
        if self._findings:
            return f"Lint: {words.count(len(self._findings), 'finding')}"
        return "Lint: nothing found" if self._told is CLEAN else "Lint"

    def on_text_area_changed(self, event: DraftArea.Changed) -> None:
        event.stop()
        text = self._draft.text
        if self._masked or text == self._words:
            return
        self.answers[DRAFT] = text
        self.answered()
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(PAUSE, self._check)

    def keep_draft(self) -> None:
        """Keep the draft; an emptied one leaves nothing behind."""
        if self._words.strip() or not self.draft_id or self.sitting.ledger.read_only:
            super().keep_draft()
            return
        self._dirty_since = None
        self.sitting.ledger.discard_draft(self.draft_id)
        self.draft_id = ""

    def on_cleaned(self, event: Cleaned) -> None:
        event.stop()
        self.desk.say(f"Left out of what was pasted: {words.count(event.count, 'hidden character')}.")

    def on_draft_area_too_long(self, event: DraftArea.TooLong) -> None:
        self.desk.complain(
            f"Nothing was put in: the draft would have {event.length:,} characters, and {LONGEST_DRAFT:,} are read at "
            "once. Give it in parts, chapter by chapter."
        )

    def action_editor(self) -> None:
        """Edit the draft in the reporter's own editor, and read what comes back."""
        from tui.screens.editing import with_editor

        with_editor(self.desk, self._edit)

    def _edit(self) -> None:
        from tui.editor import edit

        try:
            text, removed = edit(self.desk, self._words)
            self._put(text, removed)
        except OnRecordError as error:
            self.desk.complain(error)

    def _put(self, text: str, removed: int) -> None:
        """Put a whole text in place of the draft, as one step that ctrl+z takes back. Raises DraftTooLong."""
        if len(text) > LONGEST_DRAFT:
            raise DraftTooLong
        self._draft.put(text)
        self._draft.focus()
        if removed:
            self.on_cleaned(Cleaned(self._draft, removed))

    def on_answered(self, event: Answered) -> None:
        event.stop()
        self._file.set_ask(FILE._replace(options=path_options(self._file.answer)))
        self._file.problem = ""

    def on_step(self, event: Step) -> None:
        event.stop()
        path = typed_path(self._file.answer)
        if path is None or event.by < 0:
            self.step_focus(event.by)
            return
        try:
            text, removed = read_draft(path)
            self._put(text, removed)
        except OnRecordError as error:
            self._file.problem = str(error)
            return
        self.desk.say(f"Read {path.name}: {words.count(len(text), 'character')}. ^z brings back what stood here.")

    def _check(self) -> None:
        """Read the draft in a thread of its own, one reading at a time."""
        if self._checking:
            self._stale = True
            return
        self._checking, self._stale = True, False
        text, view = self._words, self.view
        self.run_worker(lambda: self._read_draft(text, view), thread=True)
        self._title()

    def _read_draft(self, text: str, view: View) -> None:
        try:
            self.post_message(Checked(lint(text, view.case, view.evaluation, view.moment), ""))
        except OnRecordError as error:
            self.post_message(Checked((), str(error)))

    def on_checked(self, event: Checked) -> None:
        self._checking = False
        self._findings = event.findings
        self._told = event.problem or (CLEAN if self._words.strip() else EMPTY)
        self._draw()
        if self._stale:
            self._check()

    def _draw(self) -> None:
        naming = words.naming(self.case, self.sitting)
        self._found.show(self.case, naming, self._findings, self._told, self.filter)
        self._title()

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Select the words of the finding in the draft."""
        found = self._found.selected
        if found is None:
            return
        naming = words.naming(self.case, self.sitting)
        start = line_starts(self._words)[found.line - 1] + found.column - 1
        ends = (len(naming.text(self._words[:end])) for end in (start, start + found.length))
        self._draft.show(*ends)
        self._draft.focus()

    def action_copy_row(self) -> None:
        """Copy what may be written instead."""
        found = self._found.selected
        if found is None:
            self.desk.complain("Select a finding first.")
        else:
            self.desk.copy_text(found.remedy, "the remedy")

    def action_lint(self) -> None:
        self._draft.focus()

    def action_next_field(self) -> None:
        self.step_focus(1)

    def action_previous_field(self) -> None:
        self.step_focus(-1)

    def action_save(self) -> None:
        self.keep_draft()
        self.desk.say("The draft is kept as you write; nothing of it is logged.")

    def why_not(self, action: str) -> str:
        return HIDDEN if action == "editor" and self._masked else super().why_not(action)

    def leave(self) -> None:
        KeepsDraft.action_back(self)
