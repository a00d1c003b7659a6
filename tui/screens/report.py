"""What a file tells: facts, whether it is signed, findings by question, source risks apart; no score anywhere."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui import words
from tui.screens.beside import BesideCase
from tui.screens.entries import Entry, EntryList
from tui.screens.examining import examination_at, exhibit_of
from tui.screens.fileacts import FileActs
from tui.screens.finding_accounts import finding_lines, finding_named
from tui.screens.lines import Block, Lines
from tui.screens.report_rows import counts_words, report_entries
from tui.screens.table import screen_class
from tui.widgets.bars import Rule, TitleBar
from tui.widgets.rows import Cell, Column
from workflow.holdings import Exhibit
from workflow.signed import STANDING

COLUMNS = (Column("", width=14), Column("", flex=1, least=24, most=90, wraps=True))
KEYS = (
    "! checks the file again, > reads its words and pages, < its earlier versions. _ says whether a handwritten "
    "signature can be seen. - makes a copy to show, ~ compares it with another file."
)
MORE = "⋮ enter shows all of it."
GONE = "This file is not in the case any more. Press esc to go back."
NO_FINDING = "Select a finding first: a makes a technical statement of it."
MAKES = "a makes a technical statement of it: you decide on which question, and how conclusive."


class ReportScreen(BesideCase, FileActs):
    """One file of a case; what the selected row means stands beneath, or beside it where there is room."""

    place = "report"
    DEFAULT_CSS = """
    ReportScreen #sides { layout: vertical; height: 1fr; }
    ReportScreen #rows { height: 1fr; }
    ReportScreen #meaning-side { height: 6; }
    ReportScreen #meaning { height: 1fr; }
    ReportScreen.-short #meaning-side { display: none; }
    ReportScreen.-wide #sides { layout: horizontal; }
    ReportScreen.-wide #rows { width: 1fr; max-width: 104; }
    ReportScreen.-wide #meaning-side { width: 34%; min-width: 36; height: 1fr; margin: 0 0 0 2; }
    """

    def __init__(self, case_id: str, exhibit_id: str) -> None:
        super().__init__(case_id)
        self._exhibit = exhibit_id

    def body(self) -> ComposeResult:
        self._list = EntryList(COLUMNS, empty=GONE, lines=40, id="rows")
        self._meaning = Lines(id="meaning", indent=2, grows=False, more=MORE)
        yield Horizontal(self._list, Vertical(Rule("What it means"), self._meaning, id="meaning-side"), id="sides")

    def on_mount(self) -> None:
        self._list.focus()

    @property
    def file_id(self) -> str:
        return self._exhibit

    def desk_changed(self) -> None:
        view = self.sitting.view(self.case_id)
        held = self._seen()
        naming = words.naming(view.case, self.sitting)
        entries = list(report_entries(view, held, naming)) if held is not None else []
        self._list.show_filtered(entries, self.filter)
        name = f"File {held.number}: {naming.text(held.name)}" if held is not None else "Gone"
        self.query_one(TitleBar).set_path(view.case.slug, name)
        examined = examination_at(view.case, self._exhibit, view.moment)
        self.query_one(TitleBar).set_right(counts_words(examined) if examined is not None else "not checked")
        self._explain()

    def why_not(self, action: str) -> str:
        if refused := super().why_not(action):
            return refused
        if action == "statement" and not self._named[0]:
            return NO_FINDING
        return self.why_no_file(action)

    def on_virtual_list_moved(self) -> None:
        self._explain()
        self.show_footer()

    def on_virtual_list_opened(self) -> None:
        entry = self._list.item
        if entry is not None and entry.opens[0]:
            self.open_words(*entry.opens)

    def action_statement(self) -> None:
        examined, number = self._named
        self.desk.push_screen(screen_class("finding")(self.case_id, examined, number))

    @property
    def _named(self) -> tuple[str, str]:
        """The check and the number of the finding that is selected; empty for another row."""
        kind, name = self._list.item.opens if self._list.item is not None else ("", "")
        examined, _, number = name.partition(" ")
        return (examined, number) if kind == "finding" else ("", "")

    def _seen(self) -> Exhibit | None:
        held = exhibit_of(self._case, self._exhibit)
        return held if held is not None and self.sitting.moment.has_seen(held.claimed_at) else None

    def _explain(self) -> None:
        self._meaning.show(*self._blocks(self._list.item))

    def _blocks(self, entry: Entry | None) -> list[Block]:
        if entry is None:
            return []
        if entry.opens[0] == "finding":
            found = finding_named(self._case, entry.opens[1])
            lines = [Cell(line, tone) for line, tone in finding_lines(found)] if found is not None else []
            return [*lines, Cell(MAKES, "muted")]
        return [Cell(STANDING if entry.opens[0] == "signed" else KEYS, "muted")]
