"""Fields: choices by key and mouse, errors beneath in words, pasted text cleaned, what is known offered by typing."""

import time

from textual import events
from textual.pilot import Pilot

from tests.tui.stage import Stage, act, resize, rows
from tui.widgets.choice import Choice, Option
from tui.widgets.forms import Cleaned, Passage, TextLine
from tui.widgets.suggest import Suggest, Suggestion

TERMS = [
    Option("on_record", "on the record", "Words and name may be used."),
    Option("background", "background", "Without a name."),
    Option("deep_background", "deep background"),
    Option("off_record", "off the record"),
]
SOURCES = [
    Suggestion("s1", "Gen. Mark Milley", "genuine: confirms"),
    Suggestion("s2", "Mark Esper"),
    Suggestion("s3", "Pentagon"),
]


def known(words: str) -> list[Suggestion]:
    return [source for source in SOURCES if words.casefold() in source.label.casefold()]


def test_a_choice_moves_by_keys_and_mouse() -> None:
    choice = Choice(TERMS, "on_record")

    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[0] == "(•) on the record  ( ) background  ( ) deep background  ( ) off the record"
        await pilot.press("left")
        assert choice.value == "on_record"
        for key, value in [
            ("right", "background"),
            ("d", "deep_background"),
            ("right", "off_record"),
            ("o", "on_record"),
            ("o", "off_record"),
            ("o", "on_record"),
            ("z", "off_record"),
            ("right", "off_record"),
            ("space", "on_record"),
            ("right", "background"),
        ]:
            await pilot.press(key)
            assert choice.value == value, key
        assert choice.meaning == "Without a name."
        await pilot.click(Choice, offset=(60, 0))
        assert choice.value == "off_record"
        await pilot.pause()
        assert app.heard[-1] == ("chosen", "off_record")
        assert pilot.app.cursor_position.x == 57

    app = Stage(choice)
    act(app, scene)


def test_letters_choose_as_a_word_and_words_meant_for_another_field_choose_nothing() -> None:
    stances = [Option(word, word) for word in ("confirms", "disputes", "no stance", "no response", "cannot say")]
    choice, empty = Choice(stances, "confirms"), Choice(stances)

    async def scene(pilot: Pilot[None]) -> None:
        for letter, value in (("n", "no stance"), ("o", "no stance"), ("space", "no stance"), ("r", "no response")):
            await pilot.press(letter)
            assert choice.value == value, letter
        await pilot.press("left", "left", *"cannot")
        assert choice.value == "cannot say"
        await pilot.press("right", "left", "left", *"draft", "space", *"not", "space", *"signed")
        assert choice.value == "no stance"
        await pilot.press("tab", *"draft")
        assert empty.value is None

    act(Stage(choice, empty), scene)


def test_a_narrow_choice_shows_the_chosen_option_and_says_that_there_are_more() -> None:
    choice = Choice(TERMS, "on_record")

    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[0] == "(•) on the record  ( ) background  ⋯"
        await pilot.press("right", "right")
        row = rows(pilot.app)[0]
        assert "(•) deep background" in row and row.startswith("⋯ ") and row.endswith("⋯")
        assert len(row) <= 40
        await resize(pilot, 3, 1)
        await pilot.pause()

    act(Stage(choice), scene, (40, 3))


def test_a_choice_may_be_empty_at_first() -> None:
    choice = Choice(TERMS)

    async def scene(pilot: Pilot[None]) -> None:
        assert (choice.value, choice.meaning) == (None, "")
        assert "(•)" not in rows(pilot.app)[0]
        await pilot.press("right")
        assert (choice.value, choice.meaning) == ("on_record", "Words and name may be used.")
        choice.set_options(TERMS[1:])
        assert (choice.value, choice.meaning) == (None, "")

    act(Stage(choice), scene)


class Pasting(Stage):
    def on_cleaned(self, message: Cleaned) -> None:
        self.heard.append(("cleaned", message.count))


def test_pasted_text_is_cleaned_and_counted() -> None:
    line, passage = TextLine(), Passage()

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press("a", "b", "left")
        line.post_message(events.Paste("\x1b[31mone\ntwo\u202e"))
        await pilot.pause()
        assert line.value == "a[31mone twob"
        passage.focus()
        passage.post_message(events.Paste("one\r\ntwo\u200b"))
        await pilot.pause()
        assert passage.text == "one\ntwo"
        assert app.heard == [("cleaned", 2), ("cleaned", 1)]

    app = Pasting(line, passage)
    act(app, scene)


def test_a_pasted_megabyte_does_not_freeze() -> None:
    line, passage = TextLine(), Passage()

    async def scene(pilot: Pilot[None]) -> None:
        started = time.perf_counter()
        line.post_message(events.Paste("words and more words \x1b" * 50_000))
        await pilot.pause()
        assert len(line.value) == 4_000
        passage.post_message(events.Paste("words and more words\n" * 50_000))
        await pilot.pause()
        assert len(passage.text) == 1_050_000
        assert time.perf_counter() - started < 15

    act(Pasting(line, passage), scene)


def test_a_single_letter_in_a_text_line_is_a_letter() -> None:
    line = TextLine()

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press("q", "question_mark", "u")
        assert line.value == "q?u"

    act(Stage(line), scene)


def test_typing_offers_what_is_known() -> None:
    suggest = Suggest(known, placeholder="name")

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press("m", "a", "r")
        await pilot.pause()
        assert rows(pilot.app)[1].startswith("▏ Gen. Mark Milley")
        assert "genuine: confirms" in rows(pilot.app)[1]
        await pilot.press("down", "enter")
        await pilot.pause()
        assert (suggest.key, suggest.text) == ("s2", "Mark Esper")
        assert rows(pilot.app)[1] == ""
        assert app.heard == [("picked", "s2")]
        await pilot.press("x")
        await pilot.pause()
        assert suggest.key == ""
        assert app.heard[-1] == ("picked", "")

    app = Stage(suggest)
    act(app, scene)


def test_a_click_takes_a_suggestion_and_esc_hides_them() -> None:
    suggest = Suggest(known)

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press("down")
        await pilot.pause()
        assert rows(pilot.app)[3].startswith("  Pentagon")
        await pilot.press("escape")
        await pilot.pause()
        assert rows(pilot.app)[3] == ""
        await pilot.press("down")
        await pilot.pause()
        await pilot.click(offset=(5, 3))
        await pilot.pause()
        assert suggest.key == "s3"

    act(Stage(suggest), scene)
