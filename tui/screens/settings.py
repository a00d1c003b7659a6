"""The settings of the desk: newsroom, reporter and initials are facts on it; the theme is this machine's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import theme
from tui.editor import COPIES
from tui.forms.asking import YES_NO, Ask, Control, Option, Trouble
from tui.forms.base import Form
from tui.forms.reading import Gathering
from tui.preferences import LOCK_WITHIN
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

NOT_SEALED = "This desk is not sealed: who has the file reads it. onrecord seal gives it a passphrase."
SEALED = "This desk is sealed; ctrl+l locks it."
CHANGES = "On the command line: onrecord passphrase, recovery-key and rekey change what opens it."
DOCTOR = "onrecord doctor says what a taken laptop would show."


class SettingsScreen(Form):
    """Change the settings; nothing changes before it is saved."""

    name_in_table = "settings"
    heading = "Settings"

    def asks(self) -> list[Ask]:
        now = self.sitting.ledger.settings()
        themes = tuple(Option(name, name, THEMES.get(name, "")) for name in theme.PALETTES)
        asks = [
            Ask("newsroom", "Newsroom", hint="As it stands on summaries.", default=now.newsroom),
            Ask("reporter", "Reporter", hint="Your name, as it stands on summaries.", default=now.reporter),
            Ask("initials", "Initials", hint="They sign disagreements and erasures.", default=now.initials),
            Ask("theme", "Theme", Control.CHOICE, "", themes, default=self.app.theme),
        ]
        return [*asks, *self._guarding()] if self.desk.protected else asks

    def _guarding(self) -> list[Ask]:
        """When a sealed desk locks, and whether it lets words into an editor."""
        least, most = LOCK_WITHIN
        prefers = self.desk.preferences
        allowed = "yes" if prefers.editor_allowed(self.sitting.desk.path) else "no"
        hint = f"Minutes without a key after which the desk locks, {least} to {most}."
        return [
            Ask("lock_after", "Lock after", hint=hint, default=str(prefers.lock_after)),
            Ask("editor", "Editor", Control.CHOICE, COPIES, YES_NO, allowed),
        ]

    def strip(self) -> list[Block]:
        zone = Cell("The time zone belongs to a case: e on the list of cases changes it.", "muted")
        if self.sitting.desk.is_example:
            return [zone]
        if not self.sitting.ledger.is_sealed:
            return [zone, NOT_SEALED, Cell(DOCTOR, "muted")]
        return [zone, SEALED, Cell(CHANGES, "muted"), Cell(DOCTOR, "muted")]

    def keep_draft(self) -> None:
        """Settings are few and keep no draft."""

    def write(self, gather: Gathering) -> Write:
        return lambda add: None

    def action_save(self) -> None:
        changes = {
            name: text.strip() for name, text in self.answers.items() if name in ("newsroom", "reporter", "initials")
        }
        minutes = self._minutes()
        if minutes is None:
            self._show([Trouble("lock_after", f"Type a number of minutes from {LOCK_WITHIN[0]} to {LOCK_WITHIN[1]}.")])
            return
        now = self.sitting.ledger.settings()
        changes = {name: text for name, text in changes.items() if text != getattr(now, name)}
        try:
            if changes:
                self.sitting.ledger.set_settings(**changes)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self._prefer(minutes)
        self.dismiss(None)
        self.desk.say("Saved the settings.")

    def _minutes(self) -> int | None:
        """The minutes that were typed; None where they are no such number."""
        least, most = LOCK_WITHIN
        typed = self.answers.get("lock_after", "").strip() or str(self.desk.preferences.lock_after)
        return int(typed) if typed.isascii() and typed.isdigit() and least <= int(typed) <= most else None

    def _prefer(self, minutes: int) -> None:
        """Keep what belongs to this machine."""
        prefers = self.desk.preferences
        if chosen := self.answers.get("theme"):
            self.app.theme = prefers.theme = chosen
        if "lock_after" in self.answers:
            prefers.lock_after = minutes
        if allowed := self.answers.get("editor"):
            prefers.allow_editor(self.sitting.desk.path, allowed == "yes")
        prefers.save()
