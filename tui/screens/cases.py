"""The list of cases: what each stands at, what to do next in it, when it moved; beneath it the selected one."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer

from tui import words
from tui.naming import Naming
from tui.screens.acting import close_or_reopen
from tui.screens.base import DeskScreen
from tui.screens.filtering import Filtering
from tui.screens.lines import Block, Lines, Rule
from tui.screens.table import screen_class
from tui.text import cell_len
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList
from workflow.errors import OnRecordError
from workflow.terms import State

if TYPE_CHECKING:
    from tui.session import Session, View
    from workflow.shelf import ShelfRow
    from workflow.when import Instant

PAGE = 100
PAGES_KEPT = 8
STATE_WIDTH = 24
FILTERED = "No case holds these words. Press esc to see all."
UNSEALED = "This desk is not sealed: onrecord seal."
PREVIEW_AFTER = 0.06
"""Seconds a row stays selected before its case is read, so that running down the list reads none."""

COLUMNS = (
    Column("Case", flex=2, least=18, most=30),
    Column("Headline", flex=3, least=22, most=60),
    Column("Next", flex=4, least=14, most=90, drop=1),
    Column("Moved", width=11, right=True, drop=2),
)


class Shelf:
    """The rows of the list, read from the desk by pages when they are seen."""

    def __init__(self, sitting: Session) -> None:
        self._sitting = sitting
        self._filter = ""
        self._pages: OrderedDict[int, list[tuple[str, ShelfRow]]] = OrderedDict()
        self._count = 0

    def read(self, filter: str) -> None:
        """Begin again, with the cases that hold these words."""
        self._pages.clear()
        self._filter = filter
        self._count = self._sitting.ledger.case_count(filter)

    def count(self) -> int:
        """How many cases there are."""
        return self._count

    def at(self, index: int) -> tuple[str, ShelfRow] | None:
        """The id and the row of a case; None when another program has just taken it away."""
        number, place = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._sitting.ledger.shelf(number * PAGE, PAGE, self._filter)
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        return page[place] if 0 <= place < len(page) else None

    def row(self, index: int) -> Row:
        """The row as it is drawn."""
        found = self.at(index)
        if found is None:
            return Row()
        case_id, row = found
        state = State[row.headline.upper()]
        named = ", ".join(row.headline_questions)
        prompt = Naming(self._sitting.case(case_id), True).text(row.prompt) if self._hides else row.prompt
        level = f"{row.level} " if row.level else ""
        return Row(
            (
                row.slug,
                words.state_cell(state, short=True, after=f": {named}" if named else ""),
                Cell(f"{level}{prompt}" if row.is_open else "closed", "text" if row.is_open else "muted"),
                Cell(words.ago(row.moved_at, self._sitting.clock()), "muted"),
            ),
            dim=not row.is_open,
        )

    @property
    def _hides(self) -> bool:
        return self._sitting.names_hidden


class CasesScreen(Filtering, DeskScreen):
    """Every case of the desk, the last moved first."""

    place = "cases"
    DEFAULT_CSS = """
    CasesScreen #columns { layout: vertical; }
    CasesScreen #preview { height: 3; }
    CasesScreen.-short #preview { display: none; }
    CasesScreen.-wide #columns { layout: horizontal; }
    CasesScreen.-wide #cases { width: 2fr; }
    CasesScreen.-wide #preview { width: 1fr; max-width: 60; height: 1fr; margin: 1 1 0 3; }
    """

    def __init__(self, select: str = "") -> None:
        super().__init__()
        self._select = select
        self._timer: Timer | None = None

    def body(self) -> ComposeResult:
        self._shelf = Shelf(self.sitting)
        self._list = VirtualList(COLUMNS, (), empty=words.NO_CASES, id="cases")
        self._preview = Lines(id="preview", most=40, grows=False)
        yield Horizontal(self._list, self._preview, id="columns")

    def on_mount(self) -> None:
        self._list.focus()

    def desk_changed(self) -> None:
        before = self.case_id
        self._shelf.read(self.filter)
        self._list.empty = FILTERED if self.filter else self._nothing()
        self._list.set_rows(self._shelf, self._index(self._select or before))
        self._list.mark(*self.filter.split())
        self._select = ""
        self._show_title()
        if self._preview.empty and not self.sitting.names_hidden:
            self._show_preview(read=False)
        self._preview_soon()

    def _nothing(self) -> str:
        """What an empty list says; of a plain desk of one's own also that it is one."""
        ledger = self.sitting.desk.ledger
        plain = ledger is not None and not (ledger.is_sealed or ledger.is_example)
        return f"{words.NO_CASES} {UNSEALED}" if plain else words.NO_CASES

    @property
    def case_id(self) -> str:
        """The selected case, or nothing."""
        found = self._shelf.at(self._list.selected) if self._list.selected >= 0 else None
        return found[0] if found else ""

    def holds_until(self) -> Instant | None:
        return None if self.sitting.desk.ledger is None else self.sitting.ledger.next_change()

    def on_virtual_list_moved(self) -> None:
        self._preview_soon()

    def _preview_soon(self) -> None:
        """Read the selected case in a moment, unless another is selected by then."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PREVIEW_AFTER, self._show_preview)

    def on_virtual_list_opened(self) -> None:
        if case_id := self.case_id:
            self.desk.open_case(case_id)

    def on_resize(self) -> None:
        self._preview_soon()

    def why_not(self, action: str) -> str:
        if action == "own_desk" and not self.sitting.desk.is_example:
            return "This desk is your own already."
        if action in ("edit", "close", "export") and not self.case_id:
            return words.NOT_HERE
        return super().why_not(action)

    def action_new(self) -> None:
        self.desk.push_screen(screen_class("case_form")())

    def action_edit(self) -> None:
        self.desk.push_screen(screen_class("case_form")(self.case_id))

    def action_close(self) -> None:
        close_or_reopen(self.desk, self.case_id)

    def action_export(self) -> None:
        self.desk.push_screen(screen_class("export")(self.case_id))

    def action_search(self) -> None:
        self.desk.push_screen(screen_class("search")())

    def action_drafts(self) -> None:
        self.desk.push_screen(screen_class("drafts")())

    def action_settings(self) -> None:
        self.desk.push_screen(screen_class("settings")())

    def action_own_desk(self) -> None:
        self.desk.start_own()

    def action_quit(self) -> None:
        self.desk.leave()

    def keep_place(self) -> None:
        self.desk.preferences.keep_place(self.sitting.desk.path, "", "")

    def leave(self) -> None:
        self.desk.say("Press q to quit.")

    def _index(self, case_id: str) -> int | None:
        if not case_id:
            return None
        for index in range(min(self._shelf.count(), PAGE)):
            found = self._shelf.at(index)
            if found and found[0] == case_id:
                return index
        return None

    def _show_title(self) -> None:
        total = self._shelf.count()
        kept = "example, changes not kept" if self.sitting.desk.is_example else ""
        shown = f"{words.count(total, 'case')} with “{self.filter}”" if self.filter else words.count(total, "case")
        self.query_one(TitleBar).set_path("onrecord", "Cases")
        self.query_one(TitleBar).set_right(shown, kept)

    def _show_preview(self, *, read: bool = True) -> None:
        found = self._shelf.at(self._list.selected) if self._list.selected >= 0 else None
        if found is None:
            self._preview.show()
            return
        case_id, row = found
        view = None
        if read:
            try:
                view = self.sitting.view(case_id)
            except OnRecordError as error:
                self.desk.complain(error)
        self._preview.show(*(self._whole(row, view) if self.wide else self._strip(row, view)))

    def _strip(self, row: ShelfRow, view: View | None) -> list[Block]:
        states: list[Cell | str] = []
        for question, state in _states(view):
            states += [words.glyph_cell(state), " ", Cell(question), "  "]
        if row.deadline is not None:
            states.append(Cell(f"deadline {words.ahead(row.deadline, self.sitting.clock())}", "warn"))
        return [Rule((row.slug,)), (_masked(view, row.title, self.sitting),), tuple(states)]

    def _whole(self, row: ShelfRow, view: View | None) -> list[Block]:
        blocks: list[Block] = [
            Cell(_masked(view, row.title, self.sitting), bold=True),
            Cell(f"{row.settled} of {row.total} questions settled", "muted"),
            "",
        ]
        if row.deadline is not None:
            blocks += [Cell(f"Next deadline {words.ahead(row.deadline, self.sitting.clock())}", "warn"), ""]
        for question, state in _states(view):
            told = words.state_cell(state)
            blocks.append((told, " " * max(STATE_WIDTH - cell_len(told.text), 1), Cell(question, bold=True)))
        if row.prompt:
            blocks += ["", Cell("What next", "muted"), f"{row.level} {_masked(view, row.prompt, self.sitting)}"]
        return blocks


def _states(view: View | None) -> list[tuple[str, State]]:
    from workflow.verdict import question_words

    if view is None:
        return []
    names = [question.id for question in view.case.questions]
    return [
        (word, view.evaluation.states[name]) for name, word in zip(names, question_words(view.case, names), strict=True)
    ]


def _masked(view: View | None, text: str, sitting: Session) -> str:
    return Naming(view.case, sitting.names_hidden).text(text) if view is not None else text
