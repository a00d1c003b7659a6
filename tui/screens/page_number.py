"""Asks for the number of a page."""

from __future__ import annotations

from tui.screens.dialog import LineDialog
from tui.screens.lines import Block
from tui.widgets.rows import Cell


class PageNumber(LineDialog):
    """Dismisses with a number from 1 to `many`, or with None."""

    title_words = "Go to a page"
    hint = "A number"

    def __init__(self, many: int) -> None:
        super().__init__()
        self._many = many

    def asked(self) -> list[Block]:
        return [Cell(f"Which page, from 1 to {self._many}?" if self._many else "There are no pages.", bold=True)]

    def understood(self) -> list[Block]:
        if not self.typed or self._number():
            return []
        return [Cell("There is no such page.", "warn")]

    def take(self) -> None:
        if number := self._number():
            self.dismiss(number)

    def action_back(self) -> None:
        self.dismiss(None)

    def _number(self) -> int:
        typed = self.typed
        found = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 0
        return found if 1 <= found <= self._many else 0
