"""Earlier versions that lie within a file, each against the one after it: before and after, line by line."""

from __future__ import annotations

from threading import Event, Thread

from textual.app import ComposeResult
from textual.message import Message

from tui import words
from tui.screens import examining
from tui.screens.entries import Entry, EntryList
from tui.screens.two_widths import TwoWidths
from tui.screens.versions import Aligned, aligned
from tui.session import CannotAct
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from workflow.clean import clean
from workflow.errors import OnRecordError

WIDE = (Column("", width=1), Column("Before", flex=1, least=20, wraps=True), Column("After", flex=1, wraps=True))
NARROW = (Column("", width=7), Column("", flex=1, least=20, wraps=True))
READING = "Reading both versions, in a process that is locked in. esc goes back."
SAME = "The words of the two versions are the same. What else changed is not told by them."
MOST_LINE = 2_000


class Read(Message):
    """The two versions, line by line, or why they could not be read."""

    def __init__(self, version: int, rows: tuple[Aligned, ...], error: OnRecordError | None) -> None:
        super().__init__()
        self.version, self.rows, self.error = version, rows, error


class RevisionsScreen(TwoWidths):
    """One version beside the next; before and after stand one above the other where there is no room."""

    place = "versions"
    wide_columns, narrow_columns = WIDE, NARROW

    def __init__(self, case_id: str, exhibit_id: str, versions: int) -> None:
        super().__init__(case_id)
        self._exhibit, self._versions = exhibit_id, versions
        self._version = max(versions - 1, 1)
        self._rows: tuple[Aligned, ...] = ()
        self._reader: examining.Reader | None = None
        self._ended = Event()

    def body(self) -> ComposeResult:
        self._list = EntryList(NARROW, empty=READING, lines=6, id="versions")
        yield self._list

    def on_mount(self) -> None:
        held = examining.exhibit_of(self.sitting.case(self.case_id), self._exhibit)
        try:
            if held is None:
                raise CannotAct("This file is not in the case any more.")
            self._reader = examining.Reader(self.sitting, held)
        except OnRecordError as error:
            self._say(str(error))
            return
        self._read()

    def on_unmount(self) -> None:
        self._ended.set()
        if self._reader is not None:
            Thread(target=self._reader.close, daemon=True).start()

    def desk_changed(self) -> None:
        case = self.sitting.case(self.case_id)
        naming = words.naming(case, self.sitting)
        entries = [one for number, row in enumerate(self._rows) for one in self._entries(number, row, naming.text)]
        self._list.show_filtered(entries, self.filter)
        held = examining.exhibit_of(case, self._exhibit)
        name = f"File {held.number}" if held is not None else "Gone"
        told = f"version {self._version} and {self._version + 1} of {self._versions}"
        self.query_one(TitleBar).set_path(case.slug, name, told)
        changes = sum(row.is_change for row in self._rows)
        self.query_one(TitleBar).set_right(words.count(changes, "changed line") if self._rows else "")

    def action_next_page(self) -> None:
        self._show_version(self._version + 1)

    def action_previous_page(self) -> None:
        self._show_version(self._version - 1)

    def on_read(self, event: Read) -> None:
        event.stop()
        if event.version != self._version:
            return
        self._rows = event.rows
        if event.error is not None:
            self._say(f"{event.error.what} {event.error.remedy}".strip())
        else:
            self._say(SAME)

    def _show_version(self, version: int) -> None:
        if not 1 <= version < self._versions:
            self.desk.say("There is no such version.")
            return
        self._version, self._rows = version, ()
        self._say(READING)
        self._read()

    def _read(self) -> None:
        version, reader = self._version, self._reader
        if reader is None:
            return

        def run() -> None:
            rows: tuple[Aligned, ...] = ()
            problem: OnRecordError | None = None
            try:
                earlier, later = (reader.pages(one, self._goes_on) for one in (version, version + 1))
                rows = aligned(earlier, later)
            except OnRecordError as error:
                problem = error
            if self._goes_on():
                self.post_message(Read(version, rows, problem))

        Thread(target=run, name="reading", daemon=True).start()

    def _goes_on(self) -> bool:
        return not self._ended.is_set()

    def _say(self, sentence: str) -> None:
        self._list.empty = self._list.nothing = sentence
        self.desk_changed()

    def _entries(self, number: int, row: Aligned, shown: object) -> list[Entry]:
        if row.heading:
            return [Entry("", Row(heading=clean(row.heading, limit=60)))]
        before, after = (None if text is None else clean(text, limit=MOST_LINE) for text in (row.before, row.after))
        if callable(shown):
            before, after = (None if text is None else str(shown(text)) for text in (before, after))
        if not row.is_change:
            cells = ("", before or "", after or "") if self.wide else ("", before or "")
            return [Entry(f"{number}", Row(cells, dim=True))]
        if self.wide:
            sides = (Cell("•", "accent"), Cell(before or "", "bad"), Cell(after or "", "good"))
            return [Entry(f"{number}", Row(sides))]
        told = (("before", before, "bad"), ("after", after, "good"))
        return [
            Entry(f"{number} {label}", Row((Cell(label, tone), Cell(text, tone))))
            for label, text, tone in told
            if text is not None
        ]
