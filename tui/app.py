"""The application: it alone holds the sitting and its ledger, takes acts, and tells the screens to draw again."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from tui import theme as looks
from tui.acts import Act
from tui.failures import Unexpected, keep_aside
from tui.hygiene import hush_libraries
from tui.keys import EVERYWHERE, bindings_for
from tui.locking import Locking, Watch
from tui.preferences import Preferences
from tui.screens.base import DeskScreen
from tui.screens.table import first_screen, screen_class
from tui.session import Done, Session
from tui.text import CleanFilter
from tui.words import naming
from workflow.errors import OnRecordError
from workflow.when import Instant

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from tui.desk import OpenDesk

WATCH_SECONDS = 0.5
"""How often the file is asked whether another program added facts; asking draws nothing."""

COLLECT_AFTER = 20_000
"""How many new objects there may be before garbage is looked for: drawing makes many that live shortly."""


class OnRecord(Locking):
    """The screens on one desk. `clock` gives microseconds since 1970 and is replaced in tests."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "onrecord"
    CSS_PATH = "app.tcss"
    BINDINGS = [*bindings_for(EVERYWHERE)]

    stood = False
    """Whether the first screen was drawn."""

    def __init__(
        self,
        desk: OpenDesk,
        *,
        case: str | None = None,
        ascii: bool = False,
        theme: str | None = None,
        clock: Callable[[], Instant] | None = None,
        preferences: Preferences | None = None,
        lock_after: float | None = None,
        watch: Watch | None = None,
    ) -> None:
        super().__init__(lock_after=lock_after, watch=watch)
        self.sitting = Session(desk, clock)
        self.preferences = preferences or _preferences()
        self.sitting.names_hidden = self.preferences.names_hidden
        self.animation_level = "none"
        self._clean = CleanFilter(ascii=ascii)
        self._first_case = case
        self._redraw_at: Instant | None = None
        self.revision = 0
        looks.install(self, theme or self.preferences.theme or looks.DEFAULT)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return looks.variables()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*looks.drawable(self, super().get_line_filters()), self._clean]

    def get_default_screen(self) -> Screen[Any]:
        """The real first screen, so that nothing is drawn twice at the start."""
        return first_screen(self.sitting, self.preferences, self._first_case)

    def on_mount(self) -> None:
        self.set_interval(WATCH_SECONDS, self._watch)
        if self.has_terminal:
            self.when_ended(lambda number: self.leave(128 + number))
            self.when_task_fails(keep_aside)
        self.call_after_refresh(self._stands)

    def _stands(self) -> None:
        self.stood = True
        if not gc.isenabled():
            gc.freeze()  # what stands by now stays; it need not be looked through again and again
            gc.set_threshold(COLLECT_AFTER)
            gc.enable()
        self.say_why_locked()

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
        self.facts_came()
        if act.then is not None:
            act.then(done)
        self.say_done(done)

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
        self.facts_came()
        self.say(f"{word}: {self._masked(done)}")

    def say_done(self, done: Done, where: str = "") -> None:
        """What was logged, in past tense, and where it stands if that is not in sight."""
        self.say(f"{self._masked(done)} {where}".strip())

    def _masked(self, done: Done) -> str:
        if not (self.sitting.names_hidden and done.case_id and self.sitting.has_case(done.case_id)):
            return done.said
        return naming(self.sitting.case(done.case_id), self.sitting).text(done.said)

    def facts_came(self) -> None:
        """What stands on the desk changed: the screen in front draws it now, those behind when they come back."""
        self.revision += 1
        screen = self.screen
        if isinstance(screen, DeskScreen) and screen.is_mounted:
            try:
                screen.refresh_all()
            except OnRecordError as error:
                self.complain(error)

    def stand_at(self, moment: Instant | None) -> None:
        """Stand at a moment of the past on every screen, or at now."""
        self.sitting.as_of = moment
        self.facts_came()

    # Time and other programs

    def _watch(self) -> None:
        ledger = self.sitting.desk.ledger
        if self.lock_if_due() or ledger is None:
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
        """Draw again at this moment, when what is shown stops holding."""
        self._redraw_at = moment

    # Words to the reporter

    def say(self, text: str) -> None:
        """One sentence, past tense, in the line above the footer until the next key."""
        self._tell(text, error=False)

    def complain(self, error: OnRecordError | str) -> None:
        """What went wrong and what to do; it stays until the next key."""
        self._complaints += 1
        self._tell(str(error), error=True)

    def _tell(self, text: str, *, error: bool) -> None:
        screen = self.screen
        if isinstance(screen, DeskScreen) and screen.is_mounted:
            screen.tell(text, error=error)

    # Keys that act everywhere

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """Run an action, or say in one sentence why it cannot act here."""
        screen = self.screen
        if isinstance(screen, DeskScreen) and isinstance(action, str):
            name = action.partition("(")[0].rpartition(".")[2]
            if reason := screen.why_not(name):
                self.complain(reason)
                return True
            default_namespace = self._able(name, default_namespace)
        return await super().run_action(action, default_namespace, namespaces)

    def _able(self, name: str, asked: Any) -> Any:
        """What has the action: what was asked to act, else what has the focus, the screen around it, or the app."""
        focused = self.screen.focused
        around = focused.ancestors_with_self if focused is not None else (self.screen, self)
        return next((node for node in (asked, *around) if hasattr(node, f"action_{name}")), asked)

    def action_hide_names(self) -> None:
        self.sitting.names_hidden = not self.sitting.names_hidden
        self.preferences.names_hidden = self.sitting.names_hidden
        self.preferences.save()
        self.facts_came()
        self.say("Names are hidden." if self.sitting.names_hidden else "Names are shown.")

    def action_theme(self) -> None:
        self.theme = looks.following(self.theme)
        self.preferences.theme = self.theme
        self.preferences.save()
        self.say(f"Theme: {self.theme}.")

    def action_help(self) -> None:
        if isinstance(self.screen, DeskScreen) and self.screen.place != "help":
            self.push_screen(screen_class("help")(self.screen.place, self.screen.focused_place()))

    def action_commands(self) -> None:
        if isinstance(self.screen, DeskScreen) and self.screen.name != "palette":
            self.push_screen(screen_class("palette")(self.screen))

    async def action_back(self) -> None:
        """Go back one step, as the screen has it."""
        if isinstance(self.screen, DeskScreen):
            self.screen.action_back()

    def action_focus_next(self) -> None:
        self._step_focus(1)

    def action_focus_previous(self) -> None:
        self._step_focus(-1)

    def _step_focus(self, step: int) -> None:
        if isinstance(self.screen, DeskScreen):
            self.screen.step_focus(step)

    def action_exit(self) -> None:
        self.leave()

    async def action_quit(self) -> None:
        self.leave()

    def action_help_quit(self) -> None:
        self.say("Nothing is selected to copy. To quit, press ctrl+q.")


def run(desk: OpenDesk, *, case: str | None = None, ascii: bool = False, theme: str | None = None) -> int:
    """Run the screens on a desk until the reporter quits; the exit code. A lock never returns.

    Raises OnRecordError where they cannot start, and Unexpected for what they failed with later: what it says of
    itself is not told once the screens stood.
    """
    hush_libraries()
    app = OnRecord(desk, case=case, ascii=ascii, theme=theme)
    try:
        code = app.run()
    finally:
        gc.enable()
        if app.locking:
            app.start_over()
    if app.failure is not None:
        if isinstance(app.failure, OnRecordError) and not app.stood:
            raise app.failure
        raise Unexpected from app.failure
    _count_drafts(app)
    app.sitting.close()
    return code or 0


def _count_drafts(app: OnRecord) -> None:
    """Say on the way out how many drafts are kept."""
    ledger = app.sitting.desk.ledger
    if ledger is None or ledger.in_memory:
        return
    kept = len(ledger.drafts())
    if kept:
        print(f"{kept} {'draft is' if kept == 1 else 'drafts are'} kept. D in the screens lists them.")


def _preferences() -> Preferences:
    from tui.desk import state_dir

    return Preferences(state_dir() / "screens.json")


__all__ = ["OnRecord", "run"]
