"""A desk of one's own: two prompts and the recovery key, shown once; a plain one by a choice of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.reporter import empty, example, reporter, story
from tests.tui.sealed import PASSPHRASE, enters, sealed, unlocks, until
from tui.desk import OpenDesk
from tui.screens import recovery
from tui.session import Session
from workflow.sealing import unlock


def test_two_prompts_make_a_sealed_desk_and_its_recovery_key_is_shown_once(tmp_path: Path) -> None:
    async def scene() -> None:
        path = tmp_path / "own" / "cases.db"
        async with reporter(OpenDesk(None, path)) as r:
            await r.presses("plus")
            r.sees("Choose a passphrase.", "several words", "If you forget it", "Without a passphrase")
            await r.types(PASSPHRASE)
            await r.presses("enter")
            await r.types(PASSPHRASE)
            r.misses(PASSPHRASE)
            await r.presses("enter")
            await until(r, "Write this on paper")
            groups = [row.split() for row in r.rows() if {len(word) for word in row.split()} == {1}]
            key = "".join(letter for row in groups for letter in row)
            assert len(key) == 36
            for left in ("enter", "escape", "q", "ctrl+c", "n"):
                await r.presses(left)
                r.sees("Write this on paper")
            await r.presses("y")
            r.sees("No case here yet.", "This desk is your own.")
            r.misses("not sealed", key[:4])
            assert r.app.sitting.ledger.is_sealed
        assert not path.read_bytes().startswith(b"SQLite format 3")
        assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
        assert unlock(path, key.lower()).same_as(unlock(path, PASSPHRASE))

    story(scene)


def test_two_different_words_and_weak_ones_are_declined(tmp_path: Path) -> None:
    async def scene() -> None:
        path = tmp_path / "cases.db"
        async with reporter(OpenDesk(None, path)) as r:
            await r.presses("plus", "enter")
            r.sees("Type the passphrase first.")
            await enters(r, "one thing or another")
            await enters(r, "another thing or one")
            r.sees("The two are not the same.")
            r.misses("•")
            for _ in range(2):
                await enters(r, "short")
            await until(r, "shorter than 8 characters")
            assert not path.exists() and not list(tmp_path.glob("*.keys"))
            await r.presses("escape")
            r.sees("There is no desk here yet.")

    story(scene)


def test_a_plain_desk_is_a_choice_that_says_what_it_means_and_asks_with_another_key(tmp_path: Path) -> None:
    async def scene() -> None:
        path = tmp_path / "cases.db"
        async with reporter(OpenDesk(None, path)) as r:
            await r.presses("plus", "tab", "tab", "enter")
            r.sees("not sealed", "Anybody who takes this laptop", "every word and name")
            await r.presses("enter")
            assert not path.exists()
            await r.presses("enter", "y")
            await until(r, "No case here yet.")
            r.sees("This desk is not sealed: onrecord seal.")
            await r.presses("comma")
            r.sees("This desk is not sealed", "onrecord doctor")
        assert path.read_bytes().startswith(b"SQLite format 3")

    story(scene)


def test_from_the_example_one_goes_to_ones_own_desk_whatever_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        sealed(tmp_path / "sealed.db")
        empty(tmp_path / "plain.db").ledger.close()  # type: ignore[union-attr]
        monkeypatch.setenv("ONRECORD_DB", str(tmp_path / "sealed.db"))
        async with reporter(example()) as r:
            await r.presses("plus")
            await until(r, "This desk is sealed.")
            await unlocks(r)
        monkeypatch.setenv("ONRECORD_DB", str(tmp_path / "plain.db"))
        async with reporter(example()) as r:
            await r.presses("plus")
            await until(r, "This desk is your own.")
        monkeypatch.setenv("ONRECORD_DB", str(tmp_path / "new.db"))
        async with reporter(example()) as r:
            await r.presses("plus")
            r.sees("Choose a passphrase.")
            await r.presses("escape")
            r.sees("seely-letter-2020")
            assert r.app.sitting.desk.is_example

    story(scene)


def test_the_recovery_key_is_not_copied_and_goes_with_its_screen(tmp_path: Path) -> None:
    async def scene() -> None:
        desk = empty(tmp_path / "d.db")
        async with reporter(desk) as r:
            shown = recovery.RecoveryScreen("-".join(["WXYZ"] * 9))
            r.app.push_screen(shown)
            await r.waits()
            copied: list[str] = []
            r.app.copy_text = lambda text, what: copied.append(text)  # type: ignore[method-assign]
            for _ in range(3):
                await r.clicks("W X Y Z", times=2)
            await r.presses("ctrl+c", "down", "up")
            assert not r.app.screen.get_selected_text() and not copied and r.app.clipboard == ""
            await r.presses("down", "enter")
            r.misses("W X Y Z")
            assert not shown._groups

    story(scene)


def test_a_sitting_lets_go_of_what_it_opened(tmp_path: Path) -> None:
    sitting = Session(empty(tmp_path / "d.db"))
    sitting.close()
    assert not (tmp_path / "d.db-wal").exists()
