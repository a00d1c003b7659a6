"""Every key of a place with a sentence: the focused pane first, then the screen, then everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from tui import keys
from tui.screens.entries import Entry, EntryList, heading
from tui.screens.filtering import Filtering
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row

NOTHING = "No key does that here. Press esc to see all."


class HelpScreen(Filtering):
    """Made from the table of keys."""

    place = "help"

    def __init__(self, of: str, focus: str = "") -> None:
        super().__init__()
        self._of, self._focus = of, focus

    def body(self) -> ComposeResult:
        self._list = EntryList(
            (Column("", width=14), Column("", flex=1, least=16, most=90, wraps=True)), empty=NOTHING, lines=3, id="help"
        )
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    def desk_changed(self) -> None:
        self.query_one(TitleBar).set_path("onrecord", "Help", self._of.capitalize())
        self.query_one(TitleBar).set_right(f"filter “{self.filter}”" if self.filter else "")
        self._list.show_filtered(list(self._entries()), self.filter)

    def _entries(self) -> Iterator[Entry]:
        for title, rows in keys.help_rows(self._of, focus=self._focus):
            yield heading(title)
            for name, told in rows:
                yield Entry(f"{title}{name}{told}", Row((Cell(name, "accent", bold=True), told)))
