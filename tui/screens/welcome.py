"""The welcome where there is no desk yet: one of one's own, the example, or nothing."""

from __future__ import annotations

from textual.app import ComposeResult

from tui import keys
from tui.desk import example_path, key_alone
from tui.screens.base import DeskScreen
from tui.screens.items import ItemList
from tui.screens.lines import Lines
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList

NO_DESK = "There is no desk here yet."
PUT_BACK = "Put it back beside it; or move what lies there elsewhere, and then: onrecord restore."
NO_EXAMPLE = "The example is not part of this installation."


class WelcomeScreen(DeskScreen):
    """Three choices and no empty table."""

    place = "welcome"
    footer_inside = ()
    DEFAULT_CSS = """
    WelcomeScreen #choices { height: 3; }
    """

    def body(self) -> ComposeResult:
        self._choices: ItemList[tuple[str, str]] = ItemList(
            (Column("", width=4), Column("", flex=1, most=90)), self._row, lambda choice: choice[0], id="choices"
        )
        yield Lines(id="greeting", indent=2)
        yield self._choices

    def on_mount(self) -> None:
        self._choices.focus()

    def desk_changed(self) -> None:
        self.query_one(TitleBar).set_path("onrecord")
        gone = key_alone(self.sitting.desk.path)
        self.query_one("#greeting", Lines).show(
            "",
            Cell(f"{gone} {PUT_BACK}" if gone else NO_DESK, "warn" if gone else "text", bold=True),
            "A desk is one file with your cases: what each leaked document is said to be, who said what about it, "
            "and how far that has got you.",
            Cell(f"It would be made at {self.sitting.desk.path}, for your eyes only.", "muted"),
            "",
        )
        self._choices.show(
            (("own_desk", "Make a desk of your own"), ("example", "Look at the example first"), ("quit", "Quit"))
        )

    def why_not(self, action: str) -> str:
        return NO_EXAMPLE if action == "example" and example_path() is None else super().why_not(action)

    async def on_virtual_list_opened(self, message: VirtualList.Opened) -> None:
        if self._choices.item is not None:
            await self.run_action(self._choices.item[0])

    def action_own_desk(self) -> None:
        self.desk.start_own()

    def action_example(self) -> None:
        self.desk.open_example()

    def action_quit(self) -> None:
        self.desk.leave()

    def _row(self, choice: tuple[str, str]) -> Row:
        action, told = choice
        command = next(command for command in keys.COMMANDS if command.action == action)
        cannot = self.why_not(action)
        words = f"{told}. {cannot}" if cannot else told
        return Row((Cell(keys.key_name(command.keys[0]), "accent", bold=True), words), dim=bool(cannot))
