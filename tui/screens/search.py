"""Search over all cases: titles, questions, statements, notes, sources; the hits marked where they stand."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input

from tui import words
from tui.naming import Naming
from tui.screens.base import DeskScreen
from tui.screens.items import ItemList
from tui.widgets.bars import Rule, TitleBar
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList
from workflow.errors import OnRecordError
from workflow.store.search import Hit, SearchPage

HINT = "Words to find in every case; “in quotes” together, letters* as a beginning"
NOTHING_ASKED = "Type words above. Titles, questions, statements, notes, requests and sources are searched."
NOTHING_FOUND = "Nothing holds all of these words."
MOST = 200
COLUMNS = (
    Column("Case", flex=2, least=12, most=24),
    Column("What", width=12, drop=2),
    Column("Of", flex=2, least=10, most=30, drop=1),
    Column("Words", flex=5, least=20, most=90),
)


class SearchScreen(DeskScreen):
    """A line for words above the hits; `enter` on a hit opens its case at the place."""

    place = "search"
    DEFAULT_CSS = """
    SearchScreen Input { height: 1; border: none; padding: 0 2; background: $background; color: $foreground; }
    """

    def body(self) -> ComposeResult:
        line = Input(placeholder=HINT, id="search-words", compact=True, select_on_focus=False)
        line.cursor_blink = False
        self._list: ItemList[Hit] = ItemList(
            COLUMNS, self._row, lambda hit: hit.case_id + hit.fact_id, empty=NOTHING_ASKED, id="hits"
        )
        self._counted = Rule()
        yield line
        yield self._counted
        yield self._list

    def on_mount(self) -> None:
        self.query_one("#search-words", Input).focus()

    def desk_changed(self) -> None:
        self.query_one(TitleBar).set_path("onrecord", "Search")
        self._search()

    def on_input_changed(self) -> None:
        self._search()

    def on_input_submitted(self) -> None:
        if self._list.count:
            self._list.focus()

    def on_key(self, event: Key) -> None:
        if event.key == "down" and isinstance(self.focused, Input):
            self._list.focus()

    def why_not(self, action: str) -> str:
        if action == "copy_citation" and (self._list.item is None or self._list.item.kind != "statement"):
            return "Select a statement first."
        if action == "now" and self.sitting.as_of is None:
            return "You are at now already."
        return super().why_not(action)

    def on_virtual_list_opened(self, message: VirtualList.Opened) -> None:
        hit = self._list.item
        if hit is None:
            return
        place = self._place(hit)
        self.desk.open_case(hit.case_id, place)

    def action_filter(self) -> None:
        self.query_one("#search-words", Input).focus()

    def action_next_hit(self) -> None:
        self._list.action_cursor_down()

    def action_previous_hit(self) -> None:
        self._list.action_cursor_up()

    def action_as_of(self) -> None:
        from tui.screens.as_of import AsOfScreen

        self.desk.push_screen(AsOfScreen(self.zone()))

    def action_copy_citation(self) -> None:
        from tui.screens.citing import citation

        hit = self._list.item
        case = self.sitting.case(hit.case_id) if hit is not None else None
        if hit is not None and case is not None and hit.fact_id in case.by_id:
            cited = citation(case, case.by_id[hit.fact_id], words.naming(case, self.sitting), self.sitting.moment)
            self.desk.copy_text(cited, "the citation")

    def _search(self) -> None:
        asked = self.query_one("#search-words", Input).value
        try:
            page = self.sitting.ledger.search(asked, limit=MOST)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self._list.empty = NOTHING_FOUND if asked.strip() else NOTHING_ASKED
        self._counted.set_title(_counted(page) if asked.strip() else "")
        self._list.show(page.hits)
        self._list.mark(*{hit.snippet[start:end] for hit in page.hits for start, end in hit.marks})

    def _place(self, hit: Hit) -> tuple[str, str]:
        case = self.sitting.case(hit.case_id)
        if hit.kind == "answer":
            asked = (request.id for request in case.requests if any(one.note for one in request.answers))
            return "request", next(asked, "")
        if hit.kind == "disagreement":
            return "question", next((one.question for one in case.disagreements if one.id == hit.fact_id), "")
        return hit.kind, hit.fact_id

    def _row(self, hit: Hit) -> Row:
        heading, snippet = hit.heading, hit.snippet
        if self.sitting.names_hidden:
            case = self.sitting.case(hit.case_id)
            naming = Naming(case, True)
            statement = case.by_id.get(hit.fact_id)
            heading = naming.of(statement) if statement is not None else naming.text(heading)
            snippet = _hidden(case.sources.get(hit.fact_id) is not None, naming, hit)
        return Row((hit.slug, Cell(hit.kind, "muted"), Cell(heading, "muted"), snippet))


def _hidden(is_source: bool, naming: Naming, hit: Hit) -> str:
    return "the description of a source; names are hidden" if is_source else naming.text(hit.snippet)


def _counted(page: SearchPage) -> str:
    if not page.total:
        return "No hits"
    told = words.count(page.total, "hit") if page.total_is_exact else f"More than {words.count(page.total, 'hit')}"
    if page.ranked_among is not None:
        told += f"; the best among the newest {page.ranked_among:,} stand here"
    elif page.total > len(page.hits):
        told += f"; the best {len(page.hits)} stand here"
    return told
