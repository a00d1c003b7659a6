"""Text of millions of characters page by page, and pictures in half cells."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.tui.stage import Stage, act, resize, rows
from tui.screens.versions import Aligned, aligned
from tui.text import breaks
from tui.widgets.paged_text import PagedText, _breaks, paged
from tui.widgets.picture import PagePicture
from workflow.clean import clean
from workflow.findings import Page

LINE = "The letter of the commander went to the ministry, unsigned, and was withdrawn again. "


def long_pages(letters: str, many: int) -> list[tuple[str, str]]:
    return [(f"page {number}", "\n".join([LINE + letters] * 400)) for number in range(1, many + 1)]


@pytest.mark.parametrize("letters", ["plain", "grün, Überfall", "文書は本物"])
def test_millions_of_characters_are_drawn_and_turned_at_once(letters: str) -> None:
    pages = paged([(name, clean(text, multiline=True)) for name, text in long_pages(letters, 60)])
    assert len(pages.text) > 2_000_000
    text = PagedText(id="text")

    async def scene(pilot: Pilot[Any]) -> None:
        begun = time.perf_counter()
        text.set_pages(pages)
        await pilot.pause()
        assert time.perf_counter() - begun < 1
        assert "page 1" in rows(pilot.app)[0]
        text.go_to_page(30)
        await pilot.pause()
        assert text.page == 30
        assert "page 31" in rows(pilot.app)[0]
        assert text.find("page 60") == 1
        await pilot.pause()
        assert any("page 60" in row for row in rows(pilot.app))
        await resize(pilot, 60, 20)
        assert text.page >= 58

    act(Stage(text), scene)


def test_a_page_that_is_gone_to_is_the_current_one_though_all_fit() -> None:
    text = PagedText(id="text")

    async def scene(pilot: Pilot[Any]) -> None:
        text.set_pages(paged([("page 1", "one"), ("page 2", "two"), ("page 3", "three")]))
        await pilot.pause()
        assert text.page == 0
        text.go_to_page(2)
        await pilot.pause()
        assert text.page == 2

    act(Stage(text), scene)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.integers(1, 60))
def test_lines_break_where_they_would_if_each_letter_were_measured(text: str, width: int) -> None:
    cleaned = clean(text)
    assert list(_breaks(cleaned, width)) == list(breaks(cleaned, width))


def test_a_picture_is_drawn_in_half_cells_enlarged_and_moved() -> None:
    picture = PagePicture(id="picture")
    top, bottom = bytes([250, 0, 0] * 160 * 50), bytes([0, 0, 250] * 160 * 50)

    def colours(y: int) -> set[tuple[int, int, int]]:
        return {
            tuple(colour.triplet)  # type: ignore[misc]
            for segment in picture.render_line(y)
            if segment.text.strip() and segment.style is not None
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None and colour.triplet is not None
        }

    async def scene(pilot: Pilot[Any]) -> None:
        picture.say("There is none.")
        await pilot.pause()
        assert "There is none." in rows(pilot.app)[0]
        picture.show(160, 100, top + bottom)
        await pilot.pause()
        picture.focus()
        assert max(colours(0))[0] > 200 and all(blue == 0 for _, _, blue in colours(0))
        assert picture.virtual_size.height in range(24, 27)
        picture.action_closer()
        await pilot.pause()
        assert picture.virtual_size.width == 2 * picture.scrollable_content_region.width
        picture.action_last()
        await pilot.pause()
        assert all(red == 0 for red, _, _ in colours(0))
        picture.action_farther()
        await pilot.pause()
        assert picture.virtual_size.width == picture.scrollable_content_region.width

    act(Stage(picture), scene)


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3)])
def test_a_picture_of_any_shape_is_drawn(shape: tuple[int, int]) -> None:
    picture = PagePicture(id="picture")

    async def scene(pilot: Pilot[Any]) -> None:
        picture.show(*shape, bytes(3 * shape[0] * shape[1]))
        for _ in range(4):
            await pilot.pause()
            assert rows(pilot.app)
            picture.action_closer()
        await resize(pilot, 1, 1)

    act(Stage(picture), scene)


def test_versions_are_told_line_by_line_with_what_is_around() -> None:
    lines = [f"line {number}" for number in range(30)]
    before = (Page("page 1", "\n".join(lines)), Page("page 2", "same"))
    after = (Page("page 1", "\n".join([*lines[:10], "new", *lines[11:]])), Page("page 2", "same"), Page("page 3", "x"))
    told = aligned(before, after)
    assert Aligned("page 1") in told and Aligned("page 2") not in told
    assert [row for row in told if row.is_change] == [Aligned("", "line 10", "new"), Aligned("", None, "x")]
    assert Aligned("", "line 8", "line 8") in told and Aligned("", "line 5", "line 5") not in told


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_no_changed_line_is_lost(before: list[str], after: list[str]) -> None:
    told = aligned((Page("p", "\n".join(before)),), (Page("p", "\n".join(after)),))
    assert bool([row for row in told if row.is_change]) is (before != after)


def test_a_huge_change_takes_a_bounded_time() -> None:
    before, after = ("\n".join(f"{mark} {number % 7}" for number in range(30_000)) for mark in "ab")
    begun = time.perf_counter()
    assert aligned((Page("p", before),), (Page("p", after),))
    assert time.perf_counter() - begun < 2
