"""The screens on the example, line by line, as the golden texts have them. UPDATE_GOLDEN=1 writes them anew."""

import os
from pathlib import Path

import pytest

from tests.tui.reporter import Reporter, example, reporter, same_rows, story

GOLDEN = Path(__file__).parent / "golden"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))

PLACES = {
    "cases": (),
    "case-questions": ("enter",),
    "case-timeline": ("2",),
    "case-sources": ("3",),
    "case-document": ("4",),
    "case-outreach": ("5",),
    "why": ("1", "w"),
    "help": ("escape", "question_mark"),
}
"""The keys from one place to the next."""


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_the_example_looks_as_it_was_drawn(size: tuple[int, int]) -> None:
    wrong: list[str] = []

    async def compare(r: Reporter, name: str) -> None:
        assert all(len(row) <= size[0] for row in r.rows())
        try:
            same_rows(r.rows(), GOLDEN / f"{name}-{size[0]}x{size[1]}.txt", update=UPDATE)
        except AssertionError as error:
            wrong.append(f"{name}: {error}")

    async def scene() -> None:
        async with reporter(example(), size=size) as r:
            for name, keys in PLACES.items():
                await r.presses(*keys)
                await r.waits(0.08 if name == "cases" else 0)
                await compare(r, name)

    story(scene)
    assert not wrong, "\n\n".join(wrong)


def test_a_small_window_shows_one_thing_at_a_time_and_a_tiny_one_asks_for_room() -> None:
    async def scene() -> None:
        async with reporter(example(), size=(40, 12)) as r:
            r.sees("seely-letter-2020", "off. disputed")
            await r.presses("enter")
            r.sees("OFFICIALLY", "genuine", "intact", "Save the orig")
            await r.presses("down", "tab")
            r.sees("status", "Mark Esper")
            r.misses("officially confirmed    genuine")
            for number in "2345":
                await r.presses(number)
                r.sees("Save the orig")
            await r.presses("1", "w")
            r.sees("contested")
            for size in ((39, 12), (40, 11), (20, 3), (3, 1), (1, 1)):
                await r.resizes(*size)
                shown = " ".join(r.rows()).split()
                assert "Make the window larger.".startswith(" ".join(shown).rstrip("…")), shown
            await r.presses("escape", "2", "question_mark", "escape")
            await r.resizes(80, 24)
            r.sees("Learned", "What next (9)")

    story(scene)


def test_a_small_export_shows_the_file_what_is_left_out_and_its_keys() -> None:
    async def scene() -> None:
        async with reporter(example(), size=(40, 12)) as r:
            await r.presses("x", "tab", "tab", "tab")
            r.sees("File", "Left out: names", "^s Save")
            assert "^p Commands" in r.rows()[-1]

    story(scene)


def test_resizing_keeps_what_is_selected() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("enter", "down", "down", "down")
            r.sees("── meaning")
            for size in ((140, 40), (40, 12), (100, 30), (80, 24)):
                await r.resizes(*size)
                assert "meaning" in r.selected
            await r.presses("tab", "down")
            before = r.selected
            await r.resizes(120, 20)
            await r.resizes(80, 24)
            assert r.selected == before

    story(scene)
