"""Everything there is to do next in a case, each with its reason; `enter` leads to the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult

from tui import words
from tui.naming import Naming
from tui.screens.entries import Entry, EntryList, heading
from tui.screens.filtering import Filtering
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from workflow.advice import MUST, NEXT, WORTH, Prompt, prompts

NOTHING = "Nothing is left to do here that the desk knows of."
LEVELS = {MUST: "Before publishing", NEXT: "Next", WORTH: "Worth asking"}
TONES = {MUST: "bad", NEXT: "accent", WORTH: "muted"}
COLUMNS = (
    Column("", width=1),
    Column("", flex=3, least=20, most=90, wraps=True),
    Column("", flex=2, least=16, most=60, wraps=True, drop=1),
)


class PromptsScreen(Filtering):
    """The whole walk as a list."""

    place = "dialog"

    def __init__(self, case_id: str) -> None:
        super().__init__()
        self.case_id = case_id

    def body(self) -> ComposeResult:
        self._list = EntryList(COLUMNS, empty=NOTHING, lines=5, id="prompts")
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    def desk_changed(self) -> None:
        view = self.sitting.view(self.case_id)
        found = prompts(view.case, view.evaluation, view.moment, people=self.sitting.people(view.case))
        self.query_one(TitleBar).set_path(view.case.slug, f"What next ({len(found)})")
        self._list.show_filtered(list(_entries(found, words.naming(view.case, self.sitting))), self.filter)

    def on_virtual_list_opened(self) -> None:
        if self._list.item is not None:
            self.desk.open_case(self.case_id, self._list.item.opens)


def _entries(found: Iterable[Prompt], naming: Naming) -> Iterator[Entry]:
    level = ""
    for prompt in found:
        if prompt.level != level:
            level = prompt.level
            yield heading(LEVELS[level])
        row = Row(
            (
                Cell(level, TONES[level], bold=True),
                naming.text(prompt.text),
                Cell(f"{naming.text(prompt.reason)} ({prompt.rule})", "muted"),
            )
        )
        yield Entry(f"{prompt.rule}{prompt.place.id}{prompt.text}", row, (prompt.place.kind, prompt.place.id))
