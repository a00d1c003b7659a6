"""The program's list alone on a screen, with as many rows as the command line says."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult

from tui import theme
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList

COLUMNS = (
    Column("Case", flex=2, least=14, most=30),
    Column("Headline", flex=4, least=18, most=60),
    Column("Next", flex=5, least=16, most=90),
    Column("Moved", width=12, right=True),
)


class Made:
    """Rows that are made when they are seen, as those of a desk are read."""

    def __init__(self, count: int) -> None:
        self._count = count

    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def row(self, index: int) -> Row:
        """A row like one of the list of cases."""
        prompt = Cell("! Ask the ministry's spokesman by four", "text")
        return Row(
            (f"case-{index:06}", Cell("officially disputed", "text", True), prompt, Cell(f"{index} s ago", "muted"))
        )


class Rows(App[None]):
    """One list."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, count: int) -> None:
        super().__init__()
        self.animation_level = "none"
        self._made = Made(count)
        theme.install(self, theme.DEFAULT)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The program's own colours."""
        return theme.variables()

    def compose(self) -> ComposeResult:
        """The list."""
        yield VirtualList(COLUMNS, self._made)

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.query_one(VirtualList).focus()


if __name__ == "__main__":
    Rows(int(sys.argv[1])).run()
