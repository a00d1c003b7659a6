"""What follows a key on the screens: it acts from the palette too, and what it did is told, marked, or found again."""

from pathlib import Path

from tests.tui.reporter import example, reporter, story
from tui.preferences import Preferences


def test_the_palette_does_what_acts_everywhere_or_on_the_list_beneath() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("enter", "ctrl+p")
            await r.types("hide")
            await r.presses("enter")
            assert r.app.sitting.names_hidden
            r.misses("Milley")
            await r.presses("down", "ctrl+p")
            await r.types("open what is")
            await r.presses("enter")
            r.sees("Why status")

    story(scene)


def test_what_was_taken_back_is_told_on_the_timeline_struck_through() -> None:
    async def scene() -> None:
        async with reporter(example(), size=(140, 40)) as r:
            await r.presses("enter", "tab", "b")
            await r.types("logged twice")
            await r.presses("ctrl+s", "2", "G")
            r.sees("Taken back (logged twice): Annie")
            await r.presses("u")
            r.misses("Taken back")

    story(scene)


def test_a_key_that_acts_elsewhere_says_so() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("enter", "w", "x")
            r.sees("x, Export, acts in the list of cases or a case, not here.")

    story(scene)


def test_two_sittings_keep_each_others_preferences(tmp_path: Path) -> None:
    one, other = Preferences(tmp_path / "screens.json"), Preferences(tmp_path / "screens.json")
    one.keep_place(Path("/a"), "case-1", "genuine")
    one.save()
    other.theme = "light"
    other.keep_place(Path("/b"), "case-2", "")
    other.save()
    kept = Preferences(tmp_path / "screens.json")
    assert kept.place(Path("/a")) == ("case-1", "genuine")
    assert kept.place(Path("/b")) == ("case-2", "")
    assert kept.theme == "light"


def test_what_was_logged_is_marked_or_the_message_says_where_it_stands() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("enter", "N")
            await r.types("Called the press desk")
            await r.presses("ctrl+s")
            r.sees("Wrote a note. It stands under Document: press 4.")
            await r.presses("n", "tab", "tab")
            await r.presses("escape", "1", "a")
            await r.types("Milley")
            await r.presses("enter", "o", "tab", "tab")
            await r.types("6 jan 2020 18:00")
            await r.presses("tab", "tab", "d", "ctrl+s")
            r.sees("Logged a statement by Gen. Mark Milley")
            assert "6 Jan 18:00" in r.selected
            await r.presses("H", "u")
            r.sees("Undone: Logged a statement by issuer 7.")

    story(scene)
