"""Going from screen to screen, from desk to desk, and out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.preferences import Preferences
from tui.screens.base import DeskScreen
from tui.screens.table import first_screen, screen_class
from tui.session import Session
from tui.typing_ahead import KeysInOrder
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from tui.desk import OpenDesk
    from workflow.seal import Key

OWN = "This desk is your own. Press n to open a case."
EXAMPLE = "This is the example. Changes are not kept."
NO_VAULT_YET = "There is no vault yet. It is made with the first identity: press 3, choose a source, then @."
VAULT_OPEN = "The vault is open until onrecord locks; ctrl+l locks it now."
NO_VAULT_HERE = "The example is about people whose names were printed: it has no vault."


class Going(KeysInOrder):
    """The part of the application that knows where one is: the sitting, the preferences, the stack of screens."""

    sitting: Session
    preferences: Preferences
    _first_case: str | None

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

    # From desk to desk

    def start_own(self) -> None:
        """Go over to a desk of one's own: it is made where there is none yet, and unlocked where it is sealed."""
        from tui.desk import own_desk

        try:
            desk = own_desk(self.sitting.desk)
        except OnRecordError as error:
            self.complain(error)
            return
        if desk.ledger is None and not desk.locked:
            self.push_screen(screen_class("new_desk")(desk))
        else:
            self.change_desk(desk, "" if desk.locked else OWN)

    def open_example(self) -> None:
        """Go over to the worked example."""
        from tui.desk import open_example

        try:
            desk = open_example()
        except OnRecordError as error:
            self.complain(error)
            return
        self.change_desk(desk, EXAMPLE)

    def made_own(self, desk: OpenDesk, recovery: str) -> None:
        """Go over to a desk that was just made; its recovery key is shown first, this once."""
        self.change_desk(desk, "" if recovery else OWN)
        if recovery:
            self.push_screen(screen_class("recovery")(recovery), lambda _: self.say(OWN))

    def unlocked(self, key: Key) -> None:
        """Open the sealed desk of the sitting with its key, and go to where one was."""
        from tui.desk import open_with

        try:
            desk = open_with(self.sitting.desk, key)
        except OnRecordError as error:
            self.complain(error)
            return
        self.change_desk(desk, "", resume=True)

    def change_desk(self, desk: OpenDesk, said: str, *, resume: bool = False) -> None:
        """Go over to another desk: to its passphrase, to its cases, or with `resume` to where a run begins."""
        before, hidden = self.sitting, self.sitting.names_hidden
        self.sitting = Session(desk, before.clock)
        self.sitting.names_hidden = hidden
        before.close()
        first: DeskScreen | None = None
        if resume or desk.locked:
            try:
                first = first_screen(self.sitting, self.preferences, self._first_case)
            except OnRecordError as error:
                said = str(error)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.replace_last(first or screen_class("cases")())
        if said:
            self.call_after_refresh(self.say, said)

    def open_vault(self, then: Callable[[], object]) -> None:
        """Do something once the vault is open; else its passphrase is asked for, or chosen the first time."""
        if self.sitting.vault is not None:
            then()
        elif self.sitting.desk.is_example:
            self.complain(NO_VAULT_HERE)
        elif not self._vault_is_lost():
            from workflow.vault import vault_path

            ledger = self.sitting.ledger
            vault = screen_class("vault")(vault_path(ledger.path), ledger.desk_id)
            self.push_screen(vault, lambda opened: _after(opened, then))

    def _vault_is_lost(self) -> bool:
        """Say so where identities are kept and the vault is gone: a new one must not be taken for it."""
        from workflow.identities import must_not_be_lost

        try:
            must_not_be_lost(self.sitting.ledger)
        except OnRecordError as error:
            self.complain(error)
            return True
        return False

    def action_vault(self) -> None:
        """Open the vault where there is one, so that what depends on it is checked."""
        from workflow.vault import vault_path

        made = self.sitting.desk.is_example or vault_path(self.sitting.ledger.path).exists()
        if made or self.sitting.vault is not None:
            self.open_vault(lambda: self.say(VAULT_OPEN))
        elif not self._vault_is_lost():
            self.complain(NO_VAULT_YET)

    def leave(self, code: int = 0) -> None:
        """Quit; drafts and the place are kept."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.keep_draft()
                screen.keep_place()
        self.preferences.save()
        self.exit(code, return_code=code)


def _after(opened: bool | None, then: Callable[[], object]) -> None:
    if opened:
        then()
