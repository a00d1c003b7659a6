"""The vault as one comes to it: a look that only its end leads away from, and the key that opens it."""

from __future__ import annotations

from pathlib import Path

from tests.tui.sealed import NAME, VAULT, enters, until
from tests.tui.test_identity import Scene, at_sources, held_by
from tests.tui.typing import fills
from tui.screens.table import screen_class
from workflow.seal import FLOOR
from workflow.vault import Vault, vault_path


def test_nothing_leads_away_from_a_look_but_its_end(tmp_path: Path) -> None:
    """A jump by the palette would have left the look behind, and the desk and the vault open."""

    async def scene(on: Scene) -> None:
        on.keep()
        on.r.app.push_screen(screen_class("reveal")(on.case_id, on.source, 2))
        await on.r.waits()
        await fills(on.r, "to reach")
        await on.r.presses("ctrl+s")
        await enters(on.r, VAULT)
        await until(on.r, NAME)
        for key in ("ctrl+p", "u", "U"):
            await on.r.presses(key)
            on.r.sees(NAME, "Press esc first: it ends the look")
        await on.r.presses("question_mark")
        on.r.sees("Help")
        on.r.misses(NAME)
        for _ in range(100):
            if on.locked:
                break
            await on.r.waits(0.05)
        assert on.locked == ["reveal"] and NAME not in held_by(on.r)

    at_sources(tmp_path / "d.db", scene)


def test_the_vault_is_opened_by_a_key_and_by_what_next(tmp_path: Path) -> None:
    async def scene(on: Scene) -> None:
        await on.r.presses("ampersand")
        on.r.sees("There is no vault yet.")
        Vault.create(vault_path(tmp_path / "d.db"), VAULT, on.ledger.desk_id, FLOOR).close()
        on.r.app.facts_came()
        await on.r.presses("ampersand")
        on.r.sees("Open the vault.", "It holds who your sources are.")
        await enters(on.r, VAULT)
        await until(on.r, "The vault is open until onrecord locks")
        on.r.sees("What next")

    at_sources(tmp_path / "d.db", scene, vault=False)


def test_what_next_leads_to_the_vault_where_something_is_not_checked(tmp_path: Path) -> None:
    async def scene(on: Scene) -> None:
        other = next(one.id for one in on.ledger.case(on.case_id).sources.values() if one.slug == "office")
        on.keep(other)
        on.vault.close()
        on.r.app.sitting.vault = None
        on.r.app.facts_came()
        await on.r.presses("p")
        on.r.sees("Open the vault: does one")
        while "Open the vault" not in on.r.selected:
            await on.r.presses("down")
        await on.r.presses("enter")
        await until(on.r, "Passphrase")
        await enters(on.r, VAULT)
        await until(on.r, "The vault is open until onrecord locks")
        await on.r.presses("p")
        on.r.misses("Open the vault")

    at_sources(tmp_path / "d.db", scene)
