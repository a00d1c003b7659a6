"""Asks for the initials of whoever decides, where the settings hold none."""

from __future__ import annotations

from tui.screens.dialog import LineDialog
from tui.screens.lines import Block
from tui.widgets.rows import Cell


class InitialsScreen(LineDialog):
    """Dismisses with the initials that were typed."""

    title_words = "Initials"
    hint = "AB"

    def asked(self) -> list[Block]:
        return [
            Cell("Who approves this?", bold=True),
            Cell("Initials; they stay in the log. The settings can hold yours: comma on the list of cases.", "muted"),
        ]

    def take(self) -> None:
        if self.typed:
            self.dismiss(self.typed)
        else:
            self.desk.complain("Type the initials of whoever approves this.")
