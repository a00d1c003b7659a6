"""Who a source is: kept in the vault through one form, looked at for a while, changed unseen, deleted."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.tui.reporter import Reporter, example, reporter, story
from tests.tui.sealed import MAIL, NAME, VAULT, enters, everything, plain, until
from tests.tui.typing import fills
from tui.screens.table import screen_class
from workflow import facts as f
from workflow import identities
from workflow.leakscan import Kind
from workflow.ledger import Ledger
from workflow.people import NOBODY, UNCHECKED
from workflow.seal import FLOOR
from workflow.terms import RevealReason
from workflow.vault import Person, Vault, vault_path

WORDS = "the meeting moved to Dock 9"


class Scene:
    """A plain desk with a case, its vault, and the reporter in front of its sources."""

    def __init__(self, r: Reporter) -> None:
        self.r = r
        self.case_id = r.app.sitting.ledger.find_case("harbour")
        self.locked: list[str] = []

    @property
    def ledger(self) -> Ledger:
        return self.r.app.sitting.ledger

    @property
    def source(self) -> str:
        return next(one.id for one in self.ledger.case(self.case_id).sources.values() if one.slug == "clerk")

    @property
    def vault(self) -> Vault:
        vault = self.r.app.sitting.vault
        assert vault is not None
        return vault

    def keep(self, *same: str) -> str:
        """Keep an identity without the screens; its id."""
        person = Person(NAME, (MAIL,), ("+1 555 0100",), ("Quill",), "Ring twice", same)
        identities.keep(self.ledger, self.vault, self.case_id, self.source, person)
        self.r.app.facts_came()
        return self.ledger.case(self.case_id).identities[self.source].identity

    def kinds(self) -> list[str]:
        """The kinds of the facts logged in the case."""
        return [type(entry.fact).__name__ for entry in self.ledger.case(self.case_id).entries]


def at_sources(path: Path, scene: Callable[[Scene], Awaitable[None]], *, vault: bool = True) -> None:
    async def whole() -> None:
        desk = plain(path)
        async with reporter(desk, case="harbour") as r:
            on = Scene(r)
            if vault:
                place = vault_path(path)
                r.app.sitting.vault = Vault.create(place, VAULT, on.ledger.desk_id, FLOOR)
            r.app.lock = lambda reason, stop=False: on.locked.append(reason)  # type: ignore[method-assign]
            await r.presses("3")
            await scene(on)

    story(whole)


def held_by(r: Reporter) -> str:
    """What the program holds of text: on the app, on every screen and on every widget of them."""
    nodes = [r.app, *r.app.screen_stack, *(node for screen in r.app.screen_stack for node in screen.walk_children())]
    return "".join(map(everything, nodes))


def test_the_first_identity_asks_for_a_passphrase_of_the_vaults_own(tmp_path: Path) -> None:
    async def scene(on: Scene) -> None:
        await on.r.presses("at")
        on.r.sees("Choose a passphrase for the vault", "It holds who your sources are.", "Again")
        await on.r.presses("escape")
        assert not vault_path(tmp_path / "d.db").exists()
        await on.r.presses("at")
        await enters(on.r, VAULT)
        await enters(on.r, VAULT)
        await until(on.r, "Who it is: Heron")
        await fills(on.r, NAME, "tab", MAIL)
        await on.r.presses("ctrl+s")
        await until(on.r, "Kept who it is, in the vault.")
        kept = on.ledger.case(on.case_id).identities[on.source]
        assert on.vault.read(kept.identity).name == NAME
        assert on.vault.read(kept.identity).mails == (MAIL,)

    at_sources(tmp_path / "d.db", scene, vault=False)


def test_nothing_typed_stands_in_the_desk_and_what_is_half_filled_is_kept_in_the_vault(tmp_path: Path) -> None:
    async def scene(on: Scene) -> None:
        await on.r.presses("at")
        await fills(on.r, NAME)
        await on.r.presses("escape")
        on.r.sees("What you typed is kept in the vault")
        on.r.misses(NAME)
        assert not on.ledger.drafts() and on.vault.draft(on.case_id, on.source) == {"name": NAME}
        await on.r.presses("at")
        on.r.sees(NAME, "goes on with what you began")
        await fills(on.r, "tab", MAIL)
        on.r.app._keep_all()
        assert on.vault.draft(on.case_id, on.source) == {"name": NAME, "mails": MAIL}
        await on.r.presses("ctrl+s")
        on.r.sees("Kept who it is")
        assert on.vault.draft(on.case_id, on.source) is None and on.kinds()[-1] == "IdentityKept"
        on.ledger.close()
        files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        for text in (NAME, MAIL, "Quillfeather"):
            for form in (text.encode(), text.encode("utf-16-le"), base64.b64encode(text.encode())[:-4]):
                assert form not in files

    at_sources(tmp_path / "d.db", scene)


def test_an_empty_form_is_not_kept_and_no_editor_gets_it(tmp_path: Path) -> None:
    async def scene(on: Scene) -> None:
        await on.r.presses("at", "ctrl+s")
        on.r.sees("Type at least a name")
        await on.r.presses("ctrl+o")
        on.r.sees("does not go into an editor")
        assert "IdentityKept" not in on.kinds()

    at_sources(tmp_path / "d.db", scene)


def test_what_is_kept_is_changed_without_being_seen(tmp_path: Path) -> None:
    async def scene(on: Scene) -> None:
        identity = on.keep()
        await on.r.presses("at")
        on.r.sees("The vault holds who this is.", "Nobody has looked", "Look at it", "Change it", "Delete it")
        await on.r.presses("down", "enter")
        on.r.sees("stays unseen")
        on.r.misses(NAME, MAIL, "555")
        await fills(on.r, "tab", "-", "tab", "555 0199, 555 0200")
        await on.r.presses("ctrl+s")
        on.r.sees("Changed who it is")
        person = on.vault.read(identity)
        assert (person.name, person.mails, person.phones) == (NAME, (), ("555 0199", "555 0200"))
        assert person.note == "Ring twice"

    at_sources(tmp_path / "d.db", scene)


def test_a_look_is_logged_first_shown_for_a_while_and_leaves_nothing(tmp_path: Path) -> None:
    """B23: afterwards it is not on the screen, in a picture of it, or in anything the program holds."""

    async def scene(on: Scene) -> None:
        identity = on.keep()
        on.ledger.set_settings(initials="ab")
        on.r.app.push_screen(screen_class("reveal")(on.case_id, on.source, 2))
        await on.r.waits()
        on.r.sees("shown once for at most 2 seconds")
        await on.r.presses("ctrl+s")
        on.r.sees("Say why you have to look.")
        await fills(on.r, "to put", "tab", WORDS)
        await on.r.presses("ctrl+s")
        on.r.sees("Type the vault's passphrase once more.")
        await enters(on.r, "not the passphrase")
        await until(on.r, "Wait 1 second")
        assert "IdentityRevealed" not in on.kinds()
        await on.r.waits(1.0)
        await enters(on.r, VAULT)
        await until(on.r, NAME)
        on.r.sees(MAIL, "555 0100", "Quill", "Ring twice", "more second", "onrecord locks")
        assert NAME in held_by(on.r) and NAME in on.r.app.export_screenshot().replace("&#160;", " ")
        looked = on.ledger.case(on.case_id).entries[-1].fact
        assert looked == f.IdentityRevealed(identity, RevealReason.CORRECTION, "ab")
        await on.r.presses("y", "ctrl+c")
        assert on.r.app.clipboard == "" and not on.locked
        for _ in range(100):
            if on.locked:
                break
            await on.r.waits(0.05)
        assert on.locked == ["reveal"]
        on.r.misses(NAME, MAIL, "555 0100", "Quill")
        assert NAME not in on.r.app.export_screenshot()
        assert not [word for word in (NAME, MAIL, "555 0100", "Ring twice") if word in held_by(on.r)]
        assert [reason.words for reason in on.vault.reasons(identity)] == [WORDS]
        assert not on.ledger.drafts()
        await on.r.presses("at")
        on.r.sees("by ab, to put an entry right")

    at_sources(tmp_path / "d.db", scene)


def test_escape_ends_a_look_and_leaving_the_reason_looks_at_nothing(tmp_path: Path) -> None:
    async def scene(on: Scene) -> None:
        on.keep()
        await on.r.presses("at", "enter")
        await fills(on.r, "to reach")
        await on.r.presses("ctrl+s", "escape")
        on.r.sees("Look at who it is")
        assert "IdentityRevealed" not in on.kinds() and not on.locked
        await on.r.presses("ctrl+s")
        await enters(on.r, VAULT)
        await until(on.r, NAME)
        await on.r.presses("escape")
        on.r.misses(NAME)
        assert on.locked == ["reveal"] and on.kinds()[-1] == "IdentityRevealed"

    at_sources(tmp_path / "d.db", scene)


def test_deleting_asks_first_with_another_key_and_the_log_still_stands(tmp_path: Path) -> None:
    async def scene(on: Scene) -> None:
        on.keep()
        await on.r.presses("at", "down", "down", "enter")
        on.r.sees("Delete who this source is")
        await on.r.presses("enter")
        assert on.source in on.ledger.case(on.case_id).identities
        await on.r.presses("enter", "y")
        on.r.sees("Deleted who it is")
        assert not on.ledger.case(on.case_id).identities and not on.vault.handles(on.case_id)
        assert on.kinds()[-1] == "IdentityDeleted" and on.ledger.verify(thorough=True).valid

    at_sources(tmp_path / "d.db", scene)


@pytest.mark.parametrize(("typed", "kind"), [(f"Met {NAME} at noon", Kind.NAME), (f"write to {MAIL}", Kind.MAIL)])
def test_a_note_that_holds_what_the_vault_protects_is_pointed_out_once(tmp_path: Path, typed: str, kind: Kind) -> None:
    async def scene(on: Scene) -> None:
        on.keep()
        await on.r.presses("N")
        await fills(on.r, typed)
        await on.r.presses("ctrl+s")
        told = " ".join(on.r.screen.split())
        assert f"This holds a {kind.value}" in told and "in Note. Save again to keep it all the same." in told, told
        assert "NoteAdded" not in on.kinds()
        await on.r.presses("ctrl+s")
        assert on.kinds()[-1] == "NoteAdded"

    at_sources(tmp_path / "d.db", scene)


def test_with_the_vault_locked_or_nothing_to_find_a_note_is_simply_kept(tmp_path: Path) -> None:
    async def scene(on: Scene) -> None:
        on.keep()
        await on.r.presses("N")
        await fills(on.r, "The tide was out")
        await on.r.presses("ctrl+s")
        assert on.kinds()[-1] == "NoteAdded"
        on.vault.close()
        await on.r.presses("N")
        await fills(on.r, f"Met {NAME} at noon")
        await on.r.presses("ctrl+s")
        assert on.kinds()[-2:] == ["NoteAdded", "NoteAdded"]

    at_sources(tmp_path / "d.db", scene)


def test_who_is_one_person_is_known_while_the_vault_is_open_and_not_checked_otherwise(tmp_path: Path) -> None:
    async def scene(on: Scene) -> None:
        sitting = on.r.app.sitting
        case = on.ledger.case(on.case_id)
        assert sitting.people(case) == NOBODY
        other = next(one.id for one in case.sources.values() if one.slug == "office")
        on.keep(other)
        case = on.ledger.case(on.case_id)
        assert sitting.people(case).groups == (frozenset({on.source, other}),)
        vault, sitting.vault = sitting.vault, None
        assert sitting.people(case) == UNCHECKED
        await on.r.presses("J")
        on.r.sees("One person under several entries", "Not checked between entries of one person")
        sitting.vault = vault
        on.r.app.facts_came()
        await on.r.waits()
        on.r.misses("Not checked", NAME)

    at_sources(tmp_path / "d.db", scene)


def test_the_example_has_no_vault(tmp_path: Path) -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("enter", "3", "at")
            r.sees("The example is about people whose names were printed")

    story(scene)
