"""The vault's own passphrase: to open the vault, or to make one with the first identity of a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.lines import Block
from tui.screens.secrets import SecretScreen
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError
from workflow.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.seal import Cost

OWN = "It holds who your sources are. Its passphrase is its own: whoever opens the desk cannot open it yet."


class VaultScreen(SecretScreen[Vault]):
    """Opens the vault of the desk and leaves it open in the sitting; dismisses with whether it is open."""

    def __init__(self, place: Path, desk_id: bytes, cost: Cost | None = None) -> None:
        is_there = place.exists()
        self.prompts = ("Passphrase",) if is_there else ("Passphrase", "Again")
        self.busy = "Opening the vault" if is_there else "Making the vault"
        self._place, self._desk_id, self._is_there, self._cost = place, desk_id, is_there, cost
        super().__init__()

    def path(self) -> tuple[str, ...]:
        return "onrecord", "Vault"

    def asked(self) -> list[Block]:
        if self._is_there:
            return [Cell("Open the vault.", bold=True), OWN]
        told: list[Block] = [
            Cell("Choose a passphrase for the vault.", bold=True),
            OWN,
            "Take another one than the desk's. Several words that only you would put together are best.",
            Cell("There is no recovery key for it: if it is forgotten, the identities in it are lost.", "warn"),
        ]
        return told[:2] if self.brief else told

    def attempt(self, secret: str) -> Vault:
        from workflow.seal import USUAL

        if self._is_there:
            return Vault.open(self._place, secret, self._desk_id)
        return Vault.create(self._place, secret, self._desk_id, self._cost or USUAL)

    def opened(self, found: Vault) -> None:
        from workflow.identities import settle

        self.sitting.vault = found
        try:
            if not self.sitting.ledger.read_only:
                settle(self.sitting.ledger, found)
        except OnRecordError as error:
            self.desk.complain(error)
        self.dismiss(True)
        self.desk.facts_came()

    def action_back(self) -> None:
        self.dismiss(False)


class VaultAgainScreen(VaultScreen):
    """Asks for the vault's passphrase before an identity is shown, even where it is open; dismisses with the vault."""

    def asked(self) -> list[Block]:
        return [Cell("Type the vault's passphrase once more.", bold=True), "The look is logged, then it is shown."]

    def opened(self, found: Vault) -> None:
        self.dismiss(found)

    def action_back(self) -> None:
        self.dismiss(None)
