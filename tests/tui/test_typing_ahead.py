"""Keys that are typed faster than a screen opens reach that screen, in order, and never act on the one beneath."""

from textual.events import Key
from textual.widgets import Input

from tests.tui.reporter import Reporter, example, reporter, story
from tui.forms.exhibit import ExhibitForm, FileCame


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


def test_words_typed_after_the_key_of_the_filter_are_all_its_words() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await types_at_once(r, "slash", *"nothing")
            r.sees("0 cases with “nothing”", "No case holds these words. Press esc to see all.")

    story(scene)


def test_a_file_that_comes_while_its_path_is_typed_takes_no_letter_back() -> None:
    async def scene() -> None:
        async with reporter(example(), case="seely-letter-2020") as r:
            await types_at_once(r, "F", *"pip")
            r.sees("Attach a file", "pip")
            form = r.app.screen
            assert isinstance(form, ExhibitForm)
            field = form.focused
            assert isinstance(field, Input)
            with field.prevent(Input.Changed):  # the letter is typed, and the form has not heard of it yet
                field.value = "pipe"
            form.on_file_came(FileCame())
            assert field.value == "pipe"

    story(scene)
