"""The first screen of a sealed desk: one field, then the place where one was; wrong ones wait, damage is named."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tui.reporter import Reporter, reporter, story
from tests.tui.sealed import PASSPHRASE, enters, sealed, unlocks, until
from tui import relock
from tui.preferences import Preferences
from tui.screens import secrets
from tui.widgets.secret import SecretField

WRONG = "That does not open it"


def test_the_passphrase_opens_the_desk_at_the_place_where_one_was(tmp_path: Path) -> None:
    async def scene() -> None:
        desk = sealed(tmp_path / "d.db")
        preferences = Preferences(tmp_path / "p.json")
        async with reporter(desk, preferences=preferences) as r:
            r.sees("This desk is sealed.", str(tmp_path)[:30], "Passphrase")
            r.misses("harbour")
            await r.types(PASSPHRASE)
            r.sees("•" * len(PASSPHRASE))
            await r.presses("enter", "enter", "enter")
            await until(r, "harbour")
            await r.presses("enter", "down")
            r.app.lock("asked")
            await r.waits()
            assert r.app.locking == ("asked",)
        async with reporter(desk, preferences=preferences) as r:
            await unlocks(r, then="What next")
            assert r.app.screen.name == "case"
        async with reporter(desk, preferences=preferences, case="no-such-case") as r:
            await unlocks(r, then="no-such-case")
            r.sees("onrecord › Cases")

    story(scene)


def test_what_was_typed_is_forgotten_when_the_screen_goes(tmp_path: Path) -> None:
    async def scene() -> None:
        async with reporter(sealed(tmp_path / "d.db")) as r:
            await r.types("half of it")
            (field,) = r.app.screen.query(SecretField)
            assert field.filled
            r.app.open_example()
            await r.waits()
            assert not field.filled

    story(scene)


def test_why_it_locked_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        monkeypatch.setattr(relock, "_words", ("idle", relock.UNKEPT))
        async with reporter(sealed(tmp_path / "d.db")) as r:
            r.sees(relock.REASONS["idle"], "What was typed last could not be kept")

    story(scene)


def test_each_wrong_passphrase_makes_the_next_wait_longer_and_leaves_the_desk_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def tries(r: Reporter, words: str, then: str) -> None:
        await enters(r, words)
        await until(r, then)

    async def scene() -> None:
        desk = sealed(tmp_path / "d.db")
        before = {path.name: path.read_bytes() for path in tmp_path.glob("d.db*")}
        now = [1_000.0]
        monkeypatch.setattr(secrets, "monotonic", lambda: now[0])
        async with reporter(desk) as r:
            for wait in (1, 2, 4, 30):
                if wait == 30:
                    r.app.screen._wrong = 8  # type: ignore[attr-defined]
                await tries(r, "no such words", f"Wait {wait} second")
                r.sees(WRONG)
                r.misses("•")
                await tries(r, PASSPHRASE, f"Wait {wait} second")
                r.sees("•")
                await r.presses("ctrl+u")
                now[0] += wait
            await tries(r, "short", WRONG)
            assert {path.name: path.read_bytes() for path in tmp_path.glob("d.db*")} == before
            now[0] += 31
            await unlocks(r)

    story(scene)


def test_while_it_is_opened_nothing_more_is_taken_and_the_screen_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        from workflow import sealing

        asked: list[str] = []
        real = sealing.unlock

        def slow(path: Path, secret: str) -> object:
            asked.append(secret)
            time.sleep(0.3)
            return real(path, secret)

        monkeypatch.setattr(sealing, "unlock", slow)
        async with reporter(sealed(tmp_path / "d.db")) as r:
            await r.types(PASSPHRASE)
            await r.presses("enter")
            r.sees("Opening …")
            r.misses("•")
            await r.types("xy")
            r.misses("•")
            await r.presses("enter")
            await until(r, "harbour")
        assert asked == [PASSPHRASE]

    story(scene)


@pytest.mark.parametrize("damage", ["cut", "flipped", "folder"])
def test_a_damaged_key_file_is_named_and_one_can_quit_or_see_the_example(tmp_path: Path, damage: str) -> None:
    async def scene() -> None:
        desk = sealed(tmp_path / "d.db")
        keys = tmp_path / "d.db.keys"
        data = keys.read_bytes()
        if damage == "folder":
            keys.unlink()
            keys.mkdir()
        else:
            keys.write_bytes(data[:50] if damage == "cut" else data.replace(b'"passes"', b'"passed"'))
        async with reporter(desk) as r:
            await until(r, "Press q to quit, or X for the example.")
            assert "d.db.keys" in "".join(row.strip() for row in r.rows())  # a long path is broken anywhere
            await r.types("abc")
            r.misses("•")
            await r.presses("X")
            await until(r, "seely-letter-2020")
        async with reporter(desk) as r:
            await until(r, "Press q to quit")
            await r.presses("q")
            assert not r.app.is_running or r.app._exit

    story(scene)


def test_escape_leaves_the_field_so_that_one_can_quit_or_see_the_example(tmp_path: Path) -> None:
    async def scene() -> None:
        async with reporter(sealed(tmp_path / "d.db")) as r:
            await r.types("qX")
            r.sees("••")
            await r.presses("escape")
            r.misses("•")
            r.sees("Press enter to type", "X Example", "q Quit")
            await r.presses("enter")
            await r.types("q")
            r.sees("•")
            await r.presses("escape", "plus", "X")
            await until(r, "seely-letter-2020")

    story(scene)


def test_the_palette_offers_nothing_of_the_library(tmp_path: Path) -> None:
    """B26: no screenshot, no system command, also before the desk is open."""

    async def scene() -> None:
        async with reporter(sealed(tmp_path / "d.db"), size=(80, 40)) as r:
            await r.presses("ctrl+p")
            r.sees("Example", "Quit", "Lock")
            r.misses("Screenshot", "screenshot", "Maximize", "Keys", "svg", "SVG")
            await r.types("screenshot")
            r.sees("Nothing is called that.")
            assert list(r.app.get_system_commands(r.app.screen)) == []

    story(scene)


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (40, 12)])
def test_it_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    async def scene() -> None:
        async with reporter(sealed(tmp_path / "d.db"), size=size) as r:
            r.sees("This desk is sealed.", "▌ Passphrase", "^p Commands")
            await enters(r, "no such words")
            await until(r, "Wait 1 second")
            r.sees("^p Commands")
            assert all(len(row) <= size[0] for row in r.rows())

    story(scene)


def test_what_was_open_before_is_closed(tmp_path: Path) -> None:
    async def scene() -> None:
        desk = sealed(tmp_path / "d.db")
        async with reporter(desk) as r:
            await unlocks(r)
            ledger = r.app.sitting.ledger
            assert ledger.is_sealed
            r.app.open_example()
            await until(r, "seely-letter-2020")
            assert not (tmp_path / "d.db-wal").exists()

    story(scene)


def test_the_first_paint_needs_no_ledger_no_rules_and_no_keys() -> None:
    code = (
        "import sys; import tui.app, tui.start, tui.screens.unlock; "
        "heavy = ('sqlite3', 'sqlcipher3', 'sqlite_utils', 'nacl', 'click', 'jinja2', 'workflow.case', "
        "'workflow.facts', 'workflow.ledger', 'workflow.verdict', 'workflow.seal', 'workflow.sealing', "
        "'textual.widgets._text_area', 'tui.screens.cases', 'tui.screens.case'); "
        "print(*[name for name in heavy if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
