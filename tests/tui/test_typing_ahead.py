"""Keys that are typed faster than a screen opens reach that screen, in order, and never act on the one beneath."""

from textual.events import Key
from textual.widgets import Input

from tests.tui.reporter import Reporter, example, reporter, story


async def types_at_once(r: Reporter, *keys: str) -> None:
    """All keys before anything is drawn again."""
    for key in keys:
        r.app.post_message(Key(key, key if len(key) == 1 else None))
    for _ in range(4):
        await r.waits(0.1)


def test_words_typed_after_the_key_of_a_form_are_its_words() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("enter")
            await types_at_once(r, "N", *"Hu")
            r.sees("› Note", "Hu")
            assert not r.app.sitting.names_hidden
            await types_at_once(r, "escape", "ctrl+p", *"Hide")
            assert r.app.screen.query_one(Input).value == "Hide"
            assert not r.app.sitting.names_hidden

    story(scene)


def test_a_command_typed_ahead_acts_on_the_screen_that_opens() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await types_at_once(r, "enter", "j", "w")
            r.sees("Why status")

    story(scene)
