"""The virtual list: keys, mouse, real cursor, what it draws, and what it costs."""

import tracemalloc

import pytest
from textual.pilot import Pilot

from tests.tui.stage import Stage, act, contrast, resize, rows
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList

COLUMNS = (Column("CASE", width=16), Column("HEADLINE"), Column("MOVED", width=8, right=True, drop=1))


class Many:
    """A source that holds nothing and counts what it is asked for."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked = 0

    def count(self) -> int:
        return self.size

    def row(self, index: int) -> Row:
        self.asked += 1
        return Row((f"case-{index}", Cell(f"headline {index}", "good"), f"{index} h"))


def test_keys_move_and_the_real_cursor_follows() -> None:
    shown = VirtualList(COLUMNS, Many(100_000))

    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[0].startswith("  CASE")
        assert rows(pilot.app)[1].startswith("▌ case-0")
        assert shown.selected == 0
        for key, index in [
            ("j", 1),
            ("down", 2),
            ("k", 1),
            ("up", 0),
            ("up", 0),
            ("G", 99_999),
            ("g", 0),
            ("end", 99_999),
        ]:
            await pilot.press(key)
            assert shown.selected == index
            row = rows(pilot.app)[pilot.app.cursor_position.y]
            assert row.startswith(f"▌ case-{index} ")
        await pilot.press("home", "pagedown")
        assert shown.selected == 23
        await pilot.press("pageup")
        assert shown.selected == 0
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.heard[-1] == ("opened", 1)

    app = Stage(shown)
    act(app, scene)


def test_mouse_selects_and_a_second_click_opens() -> None:
    shown = VirtualList(COLUMNS, Many(100))

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.click(VirtualList, offset=(5, 4))
        await pilot.pause()
        assert shown.selected == 3
        assert ("opened", 3) not in app.heard
        await pilot.click(VirtualList, offset=(5, 0))
        assert shown.selected == 3
        await pilot.click(VirtualList, offset=(5, 4))
        await pilot.pause()
        assert app.heard[-1] == ("opened", 3)
        await pilot.press("up", "down")
        await pilot.click(VirtualList, offset=(5, 4))
        await pilot.pause()
        assert app.heard[-1] == ("moved", 3)

    app = Stage(shown)
    act(app, scene)


def test_a_narrow_list_drops_columns_and_cuts_with_a_sign() -> None:
    shown = VirtualList(COLUMNS, [Row(("seely-letter", "officially disputed: status, meaning", "2 h ago"))])

    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[1].rstrip() == "▌ seely-letter      officially d…   2 h ago"
        await resize(pilot, 28, 5)
        await pilot.pause()
        assert rows(pilot.app)[1].rstrip() == "▌ seely-letter      officia…"
        await resize(pilot, 1, 1)
        await pilot.pause()

    act(Stage(shown), scene, (43, 6))


def test_headings_are_passed_over() -> None:
    source = [Row(heading="One"), Row(("a",)), Row(heading="Two"), Row(("b",))]
    shown = VirtualList((Column(),), source)

    async def scene(pilot: Pilot[None]) -> None:
        assert shown.selected == 1
        await pilot.press("down")
        assert shown.selected == 3
        await pilot.press("down", "up", "up")
        assert shown.selected == 1
        assert rows(pilot.app)[0].startswith("── One ──")

    act(Stage(shown), scene)


def test_rows_of_several_lines() -> None:
    words = "That letter is a draft, it was a mistake, it was unsigned, it should not have been released."
    shown = VirtualList(
        (Column(width=6), Column(wraps=True)), [Row(("6 Jan", words)), Row(("7 Jan", "Short."))], lines=3
    )

    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[:4] == [
            "▌ 6 Jan   That letter is a draft,",
            "▌         it was a mistake, it was",
            "▌         unsigned, it should not…",
            "  7 Jan   Short.",
        ]
        await pilot.press("down")
        assert rows(pilot.app)[3].startswith("▌ 7 Jan")
        assert pilot.app.cursor_position.y == 3

    act(Stage(shown), scene, (34, 8))


def test_an_empty_list_says_what_belongs_there() -> None:
    shown = VirtualList(COLUMNS, empty="No cases yet. Press n to make one.")

    async def scene(pilot: Pilot[None]) -> None:
        assert "No cases yet. Press n to make one." in rows(pilot.app)[1]
        await pilot.press("down", "enter", "end", "pagedown")
        assert shown.selected == -1
        shown.set_rows([Row(("first",))])
        await pilot.pause()
        assert shown.selected == 0
        assert app.heard == [("moved", 0)]
        shown.set_rows([])
        await pilot.pause()
        assert app.heard[-1] == ("moved", -1)

    app = Stage(shown)
    act(app, scene)


HOSTILE = "\x1b]0;x\x07[@click=app.quit]go[/] \u202egnp.exe [/x] \ud800 e" + "\u0301" * 9


@pytest.mark.parametrize("ascii", [False, True])
def test_hostile_words_are_shown_and_do_nothing(ascii: bool) -> None:
    shown = VirtualList(
        (Column(HOSTILE), Column(wraps=True)), [Row((HOSTILE, HOSTILE)), Row(heading=HOSTILE)], empty=HOSTILE, lines=2
    )

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.click(VirtualList, offset=(12, 1))
        text = "\n".join(rows(pilot.app))
        assert "\x1b" not in text and "\u202e" not in text and "\ud800" not in text
        assert "[@click=app" in text
        assert pilot.app.is_running
        assert not ascii or rows(pilot.app)[1].startswith("> ^]0;x^")
        shown.set_rows([])
        await pilot.pause()
        assert "\x1b" not in "\n".join(rows(pilot.app))

    act(Stage(shown, ascii=ascii), scene)


def test_hits_taken_back_and_dimmed_rows_are_told_by_more_than_colour() -> None:
    shown = VirtualList((Column(),), [Row(("a draft letter",)), Row(("taken back: a draft",), struck=True)])

    async def scene(pilot: Pilot[None]) -> None:
        shown.mark("DRAFT")
        await pilot.pause()
        first, second = pilot.app.screen._compositor.render_strips()[:2]
        [hit] = [segment for segment in first if segment.text == "draft"]
        assert hit.style is not None and hit.style.underline and hit.style.bold
        assert any(segment.style and segment.style.strike for segment in second)

    act(Stage(shown), scene)


def test_the_selection_survives_new_rows_and_resizing() -> None:
    shown = VirtualList(COLUMNS, Many(500))

    async def scene(pilot: Pilot[None]) -> None:
        shown.select(250)
        await pilot.pause()
        await resize(pilot, 60, 12)
        await pilot.pause()
        assert shown.selected == 250
        assert any(row.startswith("▌ case-250") for row in rows(pilot.app))
        shown.set_rows(Many(100))
        await pilot.pause()
        assert shown.selected == 99
        assert any(row.startswith("▌ case-99") for row in rows(pilot.app))

    act(Stage(shown), scene)


def test_the_wheel_scrolls_and_leaves_the_selection() -> None:
    shown = VirtualList(COLUMNS, Many(500))

    async def scene(pilot: Pilot[None]) -> None:
        shown.scroll_to(y=40, animate=False)
        await pilot.pause()
        assert shown.selected == 0
        assert rows(pilot.app)[1].startswith("  case-40")
        await pilot.press("down")
        assert rows(pilot.app)[2].startswith("▌ case-1")

    act(Stage(shown), scene)


def test_a_hundred_thousand_rows_cost_what_a_hundred_cost() -> None:
    many = Many(100_000)
    shown = VirtualList(COLUMNS, many)

    async def scene(pilot: Pilot[None]) -> None:
        many.asked = 0
        await pilot.press("down")
        await pilot.pause()
        assert many.asked < 20
        tracemalloc.start()
        for _ in range(30):
            shown.action_cursor_down()
        shown.action_last()
        await pilot.pause()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 5_000_000

    act(Stage(shown), scene)


@pytest.mark.parametrize("look", ["dark", "light", "contrast", "ansi"])
def test_every_theme_draws_it(look: str) -> None:
    shown = VirtualList(COLUMNS, Many(5))

    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[1].startswith("▌ case-0")

    act(Stage(shown, look=look), scene)


@pytest.mark.parametrize("look", ["dark", "light", "contrast", "ansi"])
def test_without_colour_everything_can_still_be_read(look: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = VirtualList(COLUMNS, Many(3))

    async def scene(pilot: Pilot[None]) -> None:
        for strip in pilot.app.screen._compositor.render_strips()[:4]:
            for segment in strip:
                style = segment.style
                assert style is not None and style.color is not None
                words, ground = style.color, style.bgcolor
                if segment.text.strip() and not words.is_default:
                    assert ground is not None and words.triplet is not None and ground.triplet is not None
                    assert contrast(words.triplet.hex, ground.triplet.hex) > 4.5

    act(Stage(shown, look=look), scene)
