"""The export: it shows what it will write, and writes over nothing without another key."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.tui.reporter import Reporter, example, reporter, story
from tests.tui.typing import fills, goes_to
from tui.preferences import Preferences
from tui.screens.table import screen_class


def at_the_export(tmp_path: Path, scene: Callable[[Reporter], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with reporter(example(), preferences=Preferences(tmp_path / "p.json")) as desk:
            ledger = desk.app.sitting.ledger
            desk.app.push_screen(screen_class("export")(ledger.find_case("seely-letter-2020")))
            await desk.waits(0.3)
            await scene(desk)

    story(whole)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_shows_the_file_before_it_is_written(folder: Path) -> None:
    async def scene(desk: Reporter) -> None:
        desk.sees("summary for an editor", "5 questions", "bytes, as of now.", "Left out:", "Officially disputed")
        assert not list(folder.glob("*.md"))
        await fills(desk, "ctrl+s")
        await desk.waits(0.1)
        written = folder / "seely-letter-2020-editor.md"
        assert written.read_text("utf-8").startswith("# ")
        assert written.stat().st_mode & 0o777 == 0o600
        desk.sees("Wrote")

    at_the_export(folder, scene)


def test_another_format_and_the_case_itself(folder: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await fills(desk, "tab", "j")
        await desk.waits(0.3)
        desk.sees('"as_of"')
        await fills(desk, "shift+tab", "t")
        await desk.waits(0.3)
        desk.sees("Everything that states are made of", "names included")
        desk.misses("Format")
        await fills(desk, "ctrl+s")
        await desk.waits(0.1)
        assert json.loads((folder / "seely-letter-2020.case.json").read_text())["format"] == "onrecord-case/1"

    at_the_export(folder, scene)


def test_a_file_that_is_there_asks_for_another_key(folder: Path) -> None:
    path = folder / "mine.md"
    path.write_text("mine")

    async def scene(desk: Reporter) -> None:
        await goes_to(desk, "File")
        await fills(desk, str(path), "ctrl+s")
        await desk.waits(0.1)
        desk.sees("There is a file already", "▌ No, leave everything as it is")
        await fills(desk, "ctrl+s", "enter")
        await desk.waits(0.1)
        assert path.read_text() == "mine"
        desk.sees("Nothing was written.")
        await fills(desk, "ctrl+s")
        await desk.waits(0.1)
        await fills(desk, "y")
        await desk.waits(0.1)
        assert path.read_text("utf-8").startswith("# ")

    at_the_export(folder, scene)


def test_a_folder_that_is_not_there_is_said_under_the_field(folder: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await goes_to(desk, "File")
        await fills(desk, "nowhere/x.md", "ctrl+s")
        await desk.waits(0.1)
        desk.sees("! nowhere: There is no such folder.")

    at_the_export(folder, scene)


def test_what_changed_since_reads_a_date(folder: Path) -> None:
    async def scene(desk: Reporter) -> None:
        await goes_to(desk, "Since")
        await fills(desk, "soonish")
        await desk.waits(0.3)
        desk.sees("'soonish' is not a date or time.")
        await fills(desk, *["backspace"] * 7, "6 jan 2020 16:20")
        await desk.waits(0.3)
        desk.sees("Mon 6 Jan 2020 16:20 -05:00", "bytes")

    at_the_export(folder, scene)
