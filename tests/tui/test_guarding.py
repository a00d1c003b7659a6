"""How a sealed desk is guarded: the settings of its lock, and the editor, which is asked about once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.reporter import reporter, story
from tests.tui.sealed import plain, sealed, unlocks
from tests.tui.typing import fills, goes_to
from tui import editor, relock
from tui.desk import Choice, find_desk, open_desk
from tui.preferences import Preferences


def test_the_settings_of_a_sealed_desk_say_how_it_is_guarded(tmp_path: Path) -> None:
    async def scene() -> None:
        preferences = Preferences(tmp_path / "p.json")
        desk = sealed(tmp_path / "d.db")
        preferences.allow_editor(desk.path)
        async with reporter(desk, preferences=preferences) as r:
            await unlocks(r)
            await r.presses("comma")
            r.sees(
                "Lock after",
                "Editor",
                "This desk is sealed; ctrl+l locks it.",
                "onrecord passphrase",
                "onrecord doctor",
            )
            await goes_to(r, "Lock after")
            for typed, minutes in (("61", 5), ("0", 5), ("soon", 5), ("12", 12)):
                await fills(r, typed)
                await r.presses("ctrl+u")
                await fills(r, typed, "ctrl+s")
                assert preferences.lock_after == minutes
                assert ("Type a number of minutes from 1 to 60." in r.screen) == (minutes == 5)
            r.sees("Saved the settings.")
            assert preferences.editor_allowed(desk.path)
            await r.presses("comma")
            await goes_to(r, "Editor")
            r.sees("swap, undo and backup files")
            await fills(r, "no", "ctrl+s")
            assert not preferences.editor_allowed(desk.path)
            assert Preferences(tmp_path / "p.json").lock_after == 12

    story(scene)


def test_a_plain_desk_has_no_such_settings_and_says_once_that_it_is_plain(tmp_path: Path) -> None:
    async def scene() -> None:
        async with reporter(plain(tmp_path / "d.db")) as r:
            r.misses("not sealed")
            await r.presses("comma")
            r.sees("This desk is not sealed", "onrecord seal")
            r.misses("Lock after")

    story(scene)


def test_the_editor_is_asked_about_once_on_a_sealed_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        preferences = Preferences(tmp_path / "p.json")
        edited: list[str] = []

        def edit(app: object, text: str) -> tuple[str, int]:
            edited.append(text)
            return "From the editor", 0

        monkeypatch.setattr(editor, "edit", edit)
        monkeypatch.setattr(editor, "memory_folder", lambda: tmp_path)
        desk = sealed(tmp_path / "d.db")
        async with reporter(desk, preferences=preferences) as r:
            await unlocks(r)
            await r.presses("enter", "N")
            await fills(r, "A note")
            await r.presses("ctrl+o")
            told = " ".join(r.screen.split())
            assert "Allow your editor on this sealed desk?" in told and "swap, undo and backup files" in told
            await r.presses("enter")
            r.sees("A note")
            assert not edited and not preferences.editor_allowed(desk.path)
            await r.presses("ctrl+o", "y")
            r.sees("From the editor")
            await r.presses("ctrl+o")
            assert edited == ["A note", "From the editor"] and preferences.editor_allowed(desk.path)
            monkeypatch.setattr(editor, "memory_folder", lambda: None)
            preferences.allow_editor(desk.path, False)
            await r.presses("ctrl+o")
            r.sees("The editor cannot be used on a sealed desk here")

    story(scene)


def test_on_a_plain_desk_the_editor_opens_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        monkeypatch.setattr(editor, "edit", lambda app, text: ("From the editor", 0))
        async with reporter(plain(tmp_path / "d.db"), case="harbour") as r:
            await r.presses("N", "ctrl+o")
            r.sees("From the editor")

    story(scene)


def test_that_an_editor_knows_is_logged_without_a_name(tmp_path: Path) -> None:
    async def scene() -> None:
        async with reporter(plain(tmp_path / "d.db"), case="harbour") as r:
            await r.presses("3", "K")
            await fills(r, "tab")
            await r.waits(0.2)
            assert "The source's name belongs in the vault." in " ".join(r.screen.split()), r.screen

    story(scene)


def test_a_letter_on_a_sealed_desk_asks_before_it_goes_to_the_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        preferences = Preferences(tmp_path / "p.json")
        monkeypatch.setattr(editor, "edit", lambda app, text: ("Dear office", 0))
        monkeypatch.setattr(editor, "memory_folder", lambda: tmp_path)
        async with reporter(sealed(tmp_path / "d.db"), preferences=preferences) as r:
            await unlocks(r)
            await r.presses("enter", "R", "ctrl+o")
            assert "Allow your editor on this sealed desk?" in " ".join(r.screen.split()), r.screen
            await r.presses("escape")
            r.misses("Dear office")
            await r.presses("ctrl+o", "y")
            r.sees("Dear office", "Edited: it follows the fields above no more.")

    story(scene)


def test_a_plain_desk_says_why_it_started_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        monkeypatch.setattr(relock, "_words", ("reveal",))
        async with reporter(plain(tmp_path / "d.db"), case="harbour") as r:
            r.sees(f"{relock.REASONS['reveal']} The vault asks for its passphrase again.")
            await r.presses("j")
            r.misses(relock.REASONS["reveal"])

    story(scene)


def test_a_desk_that_is_gone_while_its_key_file_stands_there_is_not_taken_for_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        path = sealed(tmp_path / "d.db").path
        path.unlink()
        monkeypatch.setenv("ONRECORD_DB", str(path))
        monkeypatch.chdir(tmp_path)
        assert find_desk(Choice()).path == path and not find_desk(Choice()).is_there
        async with reporter(open_desk(Choice())) as r:
            told = " ".join(r.screen.split())
            assert "The desk is not here any more: d.db.keys stands here without it." in told, told
            assert "onrecord restore" in told and "no desk here yet" not in told

    story(scene)
