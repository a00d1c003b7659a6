"""The recovery key, shown this once: to be written on paper, and left only by saying that it is."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.screens.confirm import ConfirmScreen
from tui.screens.lines import Block, Line, Lines
from tui.widgets.rows import Cell
from tui.widgets.virtual_list import VirtualList

IN_A_LINE = 3
STILL_HERE = "It stays here until you say with y that it is on paper."
AGAIN = "Should it be lost before it is on paper: onrecord recovery-key makes another one."


class RecoveryScreen(ConfirmScreen):
    """Shows the key in groups of letters; it is kept by nothing here and cannot be copied."""

    footer_inside = ()
    keeps_to_itself = True
    heading = "Recovery key"
    safe = "Not yet: go on showing it"

    def __init__(self, recovery: str) -> None:
        super().__init__("Write this on paper, and keep it elsewhere than this machine.", "y", "It is on paper")
        self._groups = recovery.split("-")

    def body(self) -> ComposeResult:
        lines = super().body()
        yield next(iter(lines))
        yield Lines(id="recovery", indent=6)
        yield from lines

    def desk_changed(self) -> None:
        super().desk_changed()
        rows = [self._groups[at : at + IN_A_LINE] for at in range(0, len(self._groups), IN_A_LINE)]
        told: list[Block] = [
            "It opens the desk when the passphrase is forgotten. It is shown this once.",
            Cell(AGAIN, "muted"),
            "",
        ]
        brief = self.size.height < 20
        spaced: list[Block] = []
        for row in rows:
            spaced += [_spaced(row)] if brief else [_spaced(row), ""]
        self.query_one("#recovery", Lines).show(*spaced, *([] if brief else told))

    def on_resize(self) -> None:
        if self.is_mounted:
            self.desk_changed()

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        if event.index == 0:
            event.prevent_default()
            self.desk.say(STILL_HERE)

    def action_back(self) -> None:
        self.desk.say(STILL_HERE)

    def action_copy_row(self) -> None:
        self.desk.say("It is not copied: a clipboard would keep it.")

    def focused_place(self) -> str:
        return ""

    def on_unmount(self) -> None:
        self._groups.clear()


def _spaced(groups: list[str]) -> Line:
    """A line of groups, a space between two letters and more between two groups."""
    parts: list[Cell | str] = []
    for group in groups:
        parts += [Cell(" ".join(group), "accent", bold=True), " " * 6]
    return tuple(parts)
