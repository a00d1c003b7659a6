"""Why somebody looks at an identity: a kind for the log and words for the vault; then the passphrase, then the look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, options
from tui.forms.base import Form
from tui.forms.reading import Gathering
from tui.screens.lines import Block
from tui.screens.table import screen_class
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError
from workflow.terms import RevealReason

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.vault import Vault

SECONDS = 30
"""For how long an identity is shown."""

WHAT_FOLLOWS = (
    "^s asks for the vault's passphrase. Then the look is logged: when, why in a word, and your initials. It is shown "
    "once for at most {seconds} seconds, and onrecord locks."
)
GONE = "The vault no longer holds who this is: somebody deleted it meanwhile."
NO_EDITOR = "Why you look does not go into an editor: it stays in the vault."
SAY_WHY = "Say what the reason is; the words stay in the vault."


class RevealForm(Form):
    """Asks for the reason to look at one identity; nothing of it is kept in a draft."""

    name_in_table = "reveal"
    heading = "Look at who it is"
    keeps_to_itself = True

    def __init__(self, case_id: str, source_id: str, seconds: int = SECONDS) -> None:
        super().__init__(case_id, source_id=source_id)
        self._source, self._seconds = source_id, seconds
        self._reason, self._words = RevealReason.OTHER, ""

    def asks(self) -> list[Ask]:
        return [
            Ask("reason", "Reason", Control.CHOICE, "Why you have to look.", options(RevealReason)),
            Ask("words", "In words", Control.WORDS, "What you need it for. It stays in the vault."),
        ]

    def strip(self) -> list[Block]:
        return [Cell(WHAT_FOLLOWS.format(seconds=self._seconds), "muted")]

    def write(self, gather: Gathering) -> Write:
        return lambda add: None

    def keep_draft(self) -> None:
        """The words of a reason stay in the vault."""

    def action_back(self) -> None:
        self.desk.go_back()

    def why_not(self, action: str) -> str:
        return NO_EDITOR if action == "editor" else super().why_not(action)

    def action_save(self) -> None:
        from workflow.vault import vault_path

        gather = Gathering(self.answers, self.sitting.clock(), self.zone())
        reason = gather.word("reason", RevealReason, "Say why you have to look.")
        self._words = gather.text("words", SAY_WHY if reason is RevealReason.OTHER else "")
        if gather.troubles or reason is None:
            self._show(gather.troubles)
            return
        self._reason = reason
        ledger = self.sitting.ledger
        again = screen_class("vault_again")(vault_path(ledger.path), ledger.desk_id)
        self.desk.push_screen(again, self._look)

    def _look(self, vault: Vault | None) -> None:
        """Log the look, then show the identity; the passphrase was right."""
        if vault is None:
            return
        from workflow.identities import reveal

        self.sitting.vault = vault
        kept = self.case.identities.get(self._source)
        if kept is None:
            self.desk.complain(GONE)
            return
        try:
            person = reveal(self.sitting.ledger, vault, kept.identity, self._reason, self._words, self.initials)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        shown = screen_class("revealed")(person, self.case.slug, self._seconds)
        self.desk.push_screen(shown, lambda _: self._over())

    def _over(self) -> None:
        self.desk.go_back()
        self.desk.lock("reveal")
