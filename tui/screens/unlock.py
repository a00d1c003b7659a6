"""The first screen of a sealed desk: it asks for the passphrase. Nothing of the desk is read before it is given."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.events import Key

from tui.relock import locked_by
from tui.screens.lines import Block
from tui.screens.secrets import SecretScreen
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from workflow.seal import Key as SealedKey

CANNOT = "Press q to quit, or X for the example."
WAYS_OUT = "ctrl+q quits; esc, then X, opens the example."
LEFT = "Press enter to type the passphrase, q to quit, X for the example."
NO_EXAMPLE = "The example is not part of this installation."


class UnlockScreen(SecretScreen["SealedKey"]):
    """Opens the desk of the sitting by its passphrase or its recovery key; a wrong one makes the next wait."""

    place = "unlock"

    def __init__(self) -> None:
        super().__init__()
        self._broken = False

    def path(self) -> tuple[str, ...]:
        return "onrecord", "Sealed desk"

    def asked(self) -> list[Block]:
        reason = locked_by()
        told: list[Block] = [Cell(reason, "accent"), ""] if reason else []
        if self.brief:
            return [*told[:1], Cell("This desk is sealed.", bold=True), Cell(WAYS_OUT, "muted")]
        return [
            *told,
            Cell("This desk is sealed.", bold=True),
            Cell(str(self.sitting.desk.path), "muted"),
            "",
            "Type its passphrase, or the recovery key from your paper, and press enter.",
            Cell(WAYS_OUT, "muted"),
        ]

    def on_mount(self) -> None:
        self.call_after_refresh(lambda: self.run_worker(self._prepare()))

    async def _prepare(self) -> None:
        """Load what opening needs once the screen stands, and say at once where no passphrase could open the desk."""
        try:
            await asyncio.to_thread(_load, str(self.sitting.desk.path))
        except OnRecordError as error:
            self._give_up(error)

    def _give_up(self, error: OnRecordError) -> None:
        self._broken = True
        self.forget()
        for field in self.fields:
            field.disabled = True
        self.set_focus(None)
        self.say(Cell(f"! {error}", "bad"), "", CANNOT)
        self.show_footer()

    def attempt(self, secret: str) -> SealedKey:
        from workflow.sealing import unlock

        return unlock(self.sitting.desk.path, secret)

    def opened(self, found: SealedKey) -> None:
        self.desk.unlocked(found)

    def on_key(self, event: Key) -> None:
        if event.key == "enter" and not self._broken and self.focused is None:
            self.fields[0].focus()
            event.stop()

    def why_not(self, action: str) -> str:
        from tui.desk import example_path

        return NO_EXAMPLE if action == "example" and example_path() is None else super().why_not(action)

    def action_back(self) -> None:
        """Leave the field, so that single keys act."""
        self.forget()
        self.set_focus(None)
        self.show_footer()
        self.desk.say(CANNOT if self._broken else LEFT)

    def action_example(self) -> None:
        self.desk.open_example()

    def action_quit(self) -> None:
        self.desk.leave()


def _load(path: str) -> None:
    """Import what the passphrase will need, and read the key file. Raises NoKeys, DamagedKeys or NoCipher."""
    from importlib import import_module
    from pathlib import Path

    from workflow.schema import must_encrypt
    from workflow.sealing.keys import read_keys

    read_keys(Path(path))
    must_encrypt()
    for name in ("nacl.bindings", "tui.screens.cases", "tui.screens.case"):
        import_module(name)
