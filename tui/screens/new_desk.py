"""A desk of one's own: its passphrase, twice. Without one it is plain, which is a choice that says what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from tui.screens.lines import Block
from tui.screens.secrets import SecretScreen
from tui.screens.table import screen_class
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from tui.desk import OpenDesk

Made = tuple["OpenDesk", str]
"""The open desk, and its recovery key, empty for a plain desk."""

PLAIN = "Anybody who takes this laptop, or finds a copy of the file, reads every word and name in it."
WITHOUT = "Without a passphrase: anybody who takes this laptop reads all of it"


class NewDeskScreen(SecretScreen[Made]):
    """Makes a sealed desk at the place of `desk`, where there is none yet."""

    prompts = ("Passphrase", "Again")
    busy = "Making your desk"
    in_thread = False  # what opens the database must be what uses it
    DEFAULT_CSS = """
    NewDeskScreen #without { height: 1; }
    """

    def __init__(self, desk: OpenDesk) -> None:
        super().__init__()
        self._at = desk

    def path(self) -> tuple[str, ...]:
        return "onrecord", "A desk of your own"

    def asked(self) -> list[Block]:
        told: list[Block] = [
            Cell("Choose a passphrase. It seals every word of this desk.", bold=True),
            "Take several words that only you would put together; length counts more than odd characters.",
            Cell("If you forget it and lose the recovery key that comes next, nobody can open the desk again.", "warn"),
            Cell(str(self._at.path), "muted"),
        ]
        return told[:1] if self.brief else told

    def beneath(self) -> ComposeResult:
        self._without = VirtualList((Column(flex=1, most=90),), [Row((Cell(WITHOUT, "muted"),))], id="without")
        yield self._without

    def stops(self) -> list[Widget]:
        return [*self.fields, self._without]

    def attempt(self, secret: str) -> Made:
        from tui.desk import make_own

        return make_own(self._at, secret)

    def opened(self, found: Made) -> None:
        self.desk.made_own(*found)

    def on_virtual_list_opened(self) -> None:
        confirm = screen_class("confirm")(f"Make a desk that is not sealed? {PLAIN}", "y", "Make a plain desk")
        self.desk.push_screen(confirm, self._make_plain)

    def _make_plain(self, sure: bool | None) -> None:
        if not sure:
            return
        from tui.desk import make_own

        try:
            made = make_own(self._at, None)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self.desk.made_own(*made)
