"""The application: it alone holds the sitting and its ledger, takes acts, and tells the screens to draw again."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from tui import theme as looks
from tui.acts import Act
from tui.keys import EVERYWHERE, bindings_for
from tui.screens.base import DeskScreen
from tui.session import Done, Session
from tui.text import CleanFilter, shown
from workflow.errors import OnRecordError
from workflow.when import Instant

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from tui.desk import OpenDesk

WATCH_SECONDS = 1.0
"""How often the file is asked whether another program added facts; asking draws nothing."""


class OnRecord(App[int]):
    """The screens on one desk. `clock` gives microseconds since 1970 and is replaced in tests."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "onrecord"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings_for(EVERYWHERE)

    def __init__(
        self,
        desk: OpenDesk,
        *,
        case: str | None = None,
        ascii: bool = False,
        theme: str | None = None,
        clock: Callable[[], Instant] | None = None,
    ) -> None:
        super().__init__()
        self.sitting = Session(desk, clock)
        self.ascii_only = ascii
        self.animation_level = "none"
        self._clean = CleanFilter(ascii=ascii)
        self._first_case = case
        self._redraw_at: Instant | None = None
        looks.install(self, theme or looks.DEFAULT)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return looks.variables()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._clean]

    def get_default_screen(self) -> Screen[Any]:
        """The real first screen, so that nothing is drawn twice at the start."""
        from tui.screens.table import first_screen

        return first_screen(self.sitting, self._first_case)

    def on_mount(self) -> None:
        self.set_interval(WATCH_SECONDS, self._watch)
        gc.enable()

    # What changes anything

    def on_act(self, act: Act) -> None:
        """Log the facts of an act; the screens draw again, and whoever asked is told."""
        act.stop()
        try:
            done = self.sitting.act(act.case_id, act.write, act.said)
        except OnRecordError as error:
            self.complain(error)
            if act.failed is not None:
                act.failed(error)
            return
        self.say(done.said)
        self.facts_came()
        if act.then is not None:
            act.then(done)

    def action_undo(self) -> None:
        self._again(self.sitting.undo, "Undone")

    def action_redo(self) -> None:
        self._again(self.sitting.redo, "Done again")

    def _again(self, step: Callable[[], Done], word: str) -> None:
        try:
            done = step()
        except OnRecordError as error:
            self.complain(error)
            return
        self.say(f"{word}: {done.said}")
        self.facts_came()

    def facts_came(self) -> None:
        """Every screen on the stack draws what it shows again."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.desk_changed()
        self.redraw_at(self._next_moment())

    def stand_at(self, moment: Instant | None) -> None:
        """Stand at a moment of the past on every screen, or at now."""
        self.sitting.as_of = moment
        self.facts_came()

    # Time and other programs

    def _watch(self) -> None:
        ledger = self.sitting.desk.ledger
        if ledger is None:
            return
        try:
            changed = ledger.changed_elsewhere()
        except OnRecordError as error:
            self.complain(error)
            return
        if changed:
            self.facts_came()
        elif self._redraw_at is not None and self.sitting.clock() >= self._redraw_at:
            self._redraw_at = None
            self.facts_came()

    def redraw_at(self, moment: Instant | None) -> None:
        """Draw again at this moment, when what is shown stops holding; sooner moments win until it came."""
        self._redraw_at = moment

    def _next_moment(self) -> Instant | None:
        moments = [screen.holds_until() for screen in self.screen_stack if isinstance(screen, DeskScreen)]
        return min((moment for moment in moments if moment is not None), default=None)

    # Words to the reporter

    def say(self, text: str) -> None:
        """One sentence, past tense, in the line above the footer until the next key."""
        self._tell(text, error=False)

    def complain(self, error: OnRecordError | str) -> None:
        """What went wrong and what to do; it stays until the next key."""
        self._tell(str(error), error=True)

    def _tell(self, text: str, *, error: bool) -> None:
        screen = self.screen
        if isinstance(screen, DeskScreen):
            screen.tell(text, error=error)

    def copy_text(self, text: str, what: str) -> None:
        """Put a text on the clipboard by the terminal, else by the system's own tool, and say so."""
        from tui.clipboard import copy

        self.say(f"Copied {what}: {copy(self, text)}.")

    # Keys that act everywhere

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """Run an action, or say in one sentence why it cannot act here."""
        screen = self.screen
        if isinstance(screen, DeskScreen) and isinstance(action, str):
            name = action.partition("(")[0].rpartition(".")[2]
            if reason := screen.why_not(name):
                self.complain(reason)
                return True
        return await super().run_action(action, default_namespace, namespaces)

    def action_hide_names(self) -> None:
        self.sitting.names_hidden = not self.sitting.names_hidden
        self.facts_came()
        self.say("Names are hidden." if self.sitting.names_hidden else "Names are shown.")

    def action_theme(self) -> None:
        self.theme = looks.following(self.theme)
        self.say(f"Theme: {self.theme}.")

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        if isinstance(self.screen, DeskScreen) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.place, self.screen.focused_place()))

    def action_commands(self) -> None:
        from tui.screens.palette import PaletteScreen

        if isinstance(self.screen, DeskScreen) and not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen(self.screen))

    def action_back(self) -> None:
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def action_exit(self) -> None:
        self.leave()

    def leave(self) -> None:
        """Quit; drafts are kept, and their number is told on the way out."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.keep_draft()
        self.exit(0)


def run(desk: OpenDesk, *, case: str | None = None, ascii: bool = False, theme: str | None = None) -> int:
    """Run the screens on a desk until the reporter quits; the exit code."""
    os.environ.setdefault("ESCDELAY", "50")
    app = OnRecord(desk, case=case, ascii=ascii, theme=theme)
    return app.run() or app.return_code or 0


__all__ = ["OnRecord", "run", "shown"]
