"""A question before what cannot be taken back: the safe answer has the focus, another key confirms."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Key

from tui.keys import key_name
from tui.screens.base import DeskScreen
from tui.screens.lines import Lines
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList

SAFE = "No, leave everything as it is"


class ConfirmScreen(DeskScreen):
    """Asks `question`; dismisses with True only by `confirm_key` or by the line that says `confirm_label`.

    `confirm_key` is another key than the one that led here.
    """

    place = "dialog"

    heading = "Are you sure?"
    safe = SAFE

    def __init__(self, question: str, confirm_key: str, confirm_label: str) -> None:
        super().__init__()
        self._question = question
        self._confirm_key = confirm_key
        self._confirm_label = confirm_label

    def body(self) -> ComposeResult:
        yield Lines(id="question")
        yield VirtualList((Column(),), id="answers")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(VirtualList).focus()

    def desk_changed(self) -> None:
        self.query_one(TitleBar).set_path(self.heading)
        self.query_one("#question", Lines).show("", Cell(self._question, bold=True), "")
        sure = f"{self._confirm_label} ({key_name(self._confirm_key)})"
        self.query_one(VirtualList).set_rows([Row((self.safe,)), Row((Cell(sure, "bad"),))])

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        self.dismiss(event.index == 1)

    def on_key(self, event: Key) -> None:
        super().on_key(event)
        if event.key == self._confirm_key:
            event.stop()
            event.prevent_default()
            self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)
