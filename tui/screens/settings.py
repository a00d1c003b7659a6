"""The settings of the desk: newsroom, reporter and initials are facts on it; the theme is this machine's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import theme
from tui.forms.asking import Ask, Control, Option
from tui.forms.base import Form
from tui.forms.reading import Gathering
from tui.screens.lines import Block
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from tui.session import Write

THEMES = {
    "dark": "Light letters on a dark ground.",
    "light": "Dark letters on a light ground.",
    "contrast": "The highest contrast.",
    "ansi": "The terminal's own sixteen colours.",
}


class SettingsScreen(Form):
    """Change the settings; nothing changes before it is saved."""

    name_in_table = "settings"
    heading = "Settings"

    def asks(self) -> list[Ask]:
        now = self.sitting.ledger.settings()
        themes = tuple(Option(name, name, THEMES.get(name, "")) for name in theme.PALETTES)
        return [
            Ask("newsroom", "Newsroom", hint="As it stands on summaries.", default=now.newsroom),
            Ask("reporter", "Reporter", hint="Your name, as it stands on summaries.", default=now.reporter),
            Ask("initials", "Initials", hint="They sign disagreements and erasures.", default=now.initials),
            Ask("theme", "Theme", Control.CHOICE, "", themes, default=self.app.theme),
        ]

    def strip(self) -> list[Block]:
        return [Cell("The time zone belongs to a case: e on the list of cases changes it.", "muted")]

    def keep_draft(self) -> None:
        """Settings are few and keep no draft."""

    def write(self, gather: Gathering) -> Write:
        return lambda add: None

    def action_save(self) -> None:
        changes = {
            name: text.strip() for name, text in self.answers.items() if name in ("newsroom", "reporter", "initials")
        }
        now = self.sitting.ledger.settings()
        changes = {name: text for name, text in changes.items() if text != getattr(now, name)}
        try:
            if changes:
                self.sitting.ledger.set_settings(**changes)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        if chosen := self.answers.get("theme"):
            self.app.theme = chosen
            self.desk.preferences.theme = chosen
            self.desk.preferences.save()
        self.dismiss(None)
        self.desk.say("Saved the settings.")
