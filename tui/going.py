"""Going from screen to screen, from desk to desk, and out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.preferences import Preferences
from tui.screens.base import DeskScreen
from tui.screens.table import screen_class
from tui.session import Session
from tui.typing_ahead import KeysInOrder
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from tui.desk import OpenDesk


class Going(KeysInOrder):
    """The part of the application that knows where one is: the sitting, the preferences, the stack of screens."""

    sitting: Session
    preferences: Preferences

    def say(self, text: str) -> None:
        """Say one sentence to the reporter."""
        raise NotImplementedError

    def complain(self, error: OnRecordError | str) -> None:
        """Say what went wrong."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Leave the screen for the one beneath it; from a case that was opened first, for the list of cases."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        elif self.sitting.desk.ledger is not None:
            self.replace_last(screen_class("cases")(getattr(self.screen, "case_id", "")))

    def open_case(self, case_id: str, place: tuple[str, str] = ("", "")) -> None:
        """Open a case, at a question, statement, source or request where one is named."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, DeskScreen) and screen.stands_for(case_id):
                while self.screen is not screen:
                    self.pop_screen()
                screen.go_to(place)
                return
        self.push_screen(screen_class("case")(case_id, place=place))

    def start_own(self) -> None:
        """Go over to a desk of one's own, which is made where there is none yet."""
        from tui.desk import start_own

        self._change_desk(lambda: start_own(self.sitting.desk), "This desk is your own. Press n to open a case.")

    def open_example(self) -> None:
        """Go over to the worked example."""
        from tui.desk import open_example

        self._change_desk(open_example, "This is the example. Changes are not kept.")

    def _change_desk(self, open_desk: Callable[[], OpenDesk], said: str) -> None:
        try:
            desk = open_desk()
        except OnRecordError as error:
            self.complain(error)
            return
        before = self.sitting.desk.ledger
        hidden = self.sitting.names_hidden
        self.sitting = Session(desk, self.sitting.clock)
        self.sitting.names_hidden = hidden
        if before is not None:
            before.close()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.replace_last(screen_class("cases")())
        self.call_after_refresh(self.say, said)

    def leave(self, code: int = 0) -> None:
        """Quit; drafts and the place are kept."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.keep_draft()
                screen.keep_place()
        self.preferences.save()
        self.exit(code, return_code=code)
