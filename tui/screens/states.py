"""The twelve states with what each means, the three first that a reporter meets first."""

from __future__ import annotations

from textual.app import ComposeResult

from tui import words
from tui.screens.entries import Entry, EntryList, heading
from tui.screens.filtering import Filtering
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Column, Row
from workflow.terms import FIRST_STATES, State


class StatesScreen(Filtering):
    """A list to read."""

    place = "dialog"

    def body(self) -> ComposeResult:
        self._list = EntryList((Column("", width=24), Column("", flex=1, least=12, most=90, wraps=True)), lines=3)
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    def desk_changed(self) -> None:
        self.query_one(TitleBar).set_path("onrecord", "States")
        others = [state for state in State if state not in FIRST_STATES]
        self._list.show_filtered(
            [
                heading("The three met first"),
                *map(_entry, FIRST_STATES),
                heading("Their neighbours"),
                *map(_entry, others),
            ],
            self.filter,
        )


def _entry(state: State) -> Entry:
    return Entry(state.value, Row((words.state_cell(state), state.meaning)))
