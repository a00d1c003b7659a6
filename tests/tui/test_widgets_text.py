"""Long text: drawn as far as it is seen, searched, and as safe as everything else."""

import time

from textual.pilot import Pilot

from tests.tui.stage import Stage, act, resize, rows
from tui.widgets.long_text import LongText

LETTER = "\n".join(f"Paragraph {number}: the letter is a draft, it was a mistake." for number in range(500))


def test_it_wraps_pages_and_searches() -> None:
    shown = LongText(LETTER)

    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[0].startswith("Paragraph 0: the letter is a draft")
        await pilot.press("G")
        assert any(row.startswith("Paragraph 499") for row in rows(pilot.app))
        await pilot.press("g", "pagedown")
        assert rows(pilot.app)[0].startswith("Paragraph 9:")
        assert shown.find("PARAGRAPH 123", "paragraph 77:") == 2
        await pilot.pause()
        assert rows(pilot.app)[pilot.app.cursor_position.y].startswith("Paragraph 77:")
        await pilot.press("]")
        assert shown.hit == 2
        assert rows(pilot.app)[pilot.app.cursor_position.y].startswith("Paragraph 123:")
        await pilot.press("]", "[")
        assert shown.hit == 2
        assert shown.find() == shown.hits == shown.hit == 0

    act(Stage(shown), scene, (60, 10))


def test_it_keeps_its_place_when_resized() -> None:
    shown = LongText(LETTER)

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press(*["pagedown"] * 5)
        first = rows(pilot.app)[0][:13]
        await resize(pilot, 30, 8)
        await pilot.pause()
        assert rows(pilot.app)[0].startswith(first)
        assert all(len(row) <= 30 for row in rows(pilot.app))
        await resize(pilot, 1, 1)
        await pilot.pause()

    act(Stage(shown), scene, (60, 10))


def test_lines_are_never_longer_than_one_can_read() -> None:
    async def scene(pilot: Pilot[None]) -> None:
        assert max(map(len, (row.rstrip(" ▁▂▃▄▅▆▇█▎▊") for row in rows(pilot.app)))) <= 90

    act(Stage(LongText("word " * 500)), scene, (140, 20))


def test_hostile_text_is_shown_as_marks() -> None:
    shown = LongText("\x1b[2J[@click=app.quit]x[/]\n\u202egnp.exe [/")

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.click(LongText, offset=(6, 0))
        assert rows(pilot.app)[:2] == ["␛[2J[@click=app.quit]x[/]", "⟨U+202E⟩gnp.exe [/"]
        assert pilot.app.is_running

    act(Stage(shown), scene)


def test_dragging_selects_text() -> None:
    shown = LongText("The letter is a draft.\nIt was a mistake.")

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.mouse_down(LongText, offset=(4, 0))
        await pilot.hover(LongText, offset=(7, 1))
        await pilot.mouse_up(LongText, offset=(7, 1))
        await pilot.pause()
        assert (pilot.app.screen.get_selected_text() or "").startswith("letter is a draft.\nIt was")

    act(Stage(shown), scene)


def test_nothing_to_read_says_so() -> None:
    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[0] == "Nothing is held yet."
        await pilot.press("down", "]", "end")

    act(Stage(LongText(empty="Nothing is held yet.")), scene)


def test_two_megabytes_open_at_once() -> None:
    text = "The letter is a draft, it was a mistake, it was unsigned, and it should not have been released.\n" * 21_000
    shown = LongText(text)

    async def scene(pilot: Pilot[None]) -> None:
        started = time.perf_counter()
        shown.set_text(text)
        assert shown.find("unsigned") == 10_000
        await pilot.press("G")
        assert time.perf_counter() - started < 15

    act(Stage(shown), scene)
