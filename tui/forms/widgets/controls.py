"""The controls of a form: each holds its answer as text, and tells when it changes or when the reporter goes on."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Key, Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.forms.asking import Option
from tui.widgets import choice, suggest
from tui.widgets.forms import Cleaned, Passage, TextLine
from workflow.clean import strip_paste

MOST_DRAWN = 20_000
"""Characters of a text that are edited in place; a longer one is held as it is and shows its beginning."""


class Answered(Message):
    """The answer of a control changed; `note` is a remark about it."""

    def __init__(self, source: Widget, note: str = "") -> None:
        super().__init__()
        self.source = source
        self.note = note


class Step(Message):
    """The reporter goes on to the next field, or with -1 back to the one before."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self.by = by


class LineControl(TextLine):
    """One line, such as a name or a date."""

    DEFAULT_CSS = """
    LineControl { background: $tone-chosen 40%; &:ansi { text-style: underline; } }
    LineControl:focus { background: $tone-chosen; }
    """

    def __init__(self, answer: str = "") -> None:
        super().__init__(answer)
        self.select_on_focus = True

    @property
    def answer(self) -> str:
        """What the line holds."""
        return self.value

    @answer.setter
    def answer(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.select_on_focus = self.select_on_focus and not self.has_focus
        self.post_message(Answered(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Step(1))

    def on_key(self, event: Key) -> None:
        _step_on_arrows(self, event)

    def on_paste(self, event: Paste) -> None:
        room = (self.max_length or 0) - len(self.value) + len(self.selected_text)
        if len(event.text) > room:
            self.post_message(Answered(self, f"Only the first {room:,} characters of what was pasted fit here."))


class WordsControl(Passage):
    """Several lines that grow with what is written."""

    DEFAULT_CSS = """
    WordsControl { height: auto; min-height: 1; max-height: 6; scrollbar-size: 1 1; background: $tone-chosen 40%; }
    WordsControl:focus { background: $tone-chosen; }
    WordsControl .text-area--cursor-line { background: $tone-chosen; }
    """

    def __init__(self, answer: str = "") -> None:
        super().__init__("")
        self._held = ""
        self._typed = False
        self._put(answer)

    @property
    def answer(self) -> str:
        """What the field holds, however long."""
        return self._held or self.text

    @answer.setter
    def answer(self, text: str) -> None:
        with self.prevent(TextArea.Changed):
            self._put(text)

    def on_focus(self) -> None:
        """What nobody has typed here yet is selected, so that typing replaces it."""
        if not self._typed and self.text:
            self.select_all()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._typed = self._typed or self.has_focus
        self.post_message(Answered(self))

    async def on_paste(self, event: Paste) -> None:
        if len(event.text) + len(self.answer) <= MOST_DRAWN:
            return
        event.stop()
        event.prevent_default()
        text, removed = strip_paste(event.text)
        before, after = self._around()
        self.answer = before + text + after
        note = f"{len(self.answer):,} characters are held; ^o opens them in your editor." if self._held else ""
        self.post_message(Answered(self, note))
        if removed:
            self.post_message(Cleaned(self, removed))

    def _put(self, text: str) -> None:
        self._held = text if len(text) > MOST_DRAWN else ""
        self.read_only = bool(self._held)
        told = f"{text[:300]}…\n({len(text):,} characters are held; ^o opens them in your editor)"
        self.load_text(told if self._held else text)

    def _around(self) -> tuple[str, str]:
        """What stands before and after the selection; a held text takes more at its end."""
        if self._held:
            return self._held, ""
        start, end = sorted(self.selection)
        return self.get_text_range((0, 0), start), self.get_text_range(end, self.document.end)


class ChoiceControl(choice.Choice):
    """One of several."""

    def __init__(self, options: Sequence[Option], answer: str = "") -> None:
        super().__init__(_choices(options), answer)

    @property
    def answer(self) -> str:
        """The value chosen, empty before any is."""
        return self.value or ""

    @answer.setter
    def answer(self, text: str) -> None:
        self.set_value(text)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer other options; the answer stays where it is still one of them."""
        self.set_options(_choices(options))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters choose here."""
        return character is not None and character.isalnum()

    def on_choice_chosen(self, event: choice.Choice.Chosen) -> None:
        event.stop()
        self.post_message(Answered(self))

    def on_key(self, event: Key) -> None:
        _step_on_arrows(self, event, enter=True)


class SuggestControl(suggest.Suggest):
    """A line that offers what is known; what was typed is the answer, known or not."""

    DEFAULT_CSS = """
    SuggestControl > TextLine { background: $tone-chosen 40%; }
    SuggestControl > TextLine:focus { background: $tone-chosen; }
    """

    def __init__(self, options: Sequence[Option], answer: str = "") -> None:
        self._options = tuple(options)
        super().__init__(self._known_by, text=answer)
        self.line.select_on_focus = True

    @property
    def answer(self) -> str:
        """What stands in the line."""
        return self.text

    @answer.setter
    def answer(self, text: str) -> None:
        self._settled = text
        with self.prevent(Input.Changed):
            self.line.value = text
        self.line.cursor_position = len(text)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer other things."""
        self._options = tuple(options)

    def focus(self, scroll_visible: bool = True) -> SuggestControl:
        """Put the cursor into the line."""
        self.line.focus(scroll_visible)
        return self

    def on_input_changed(self, event: Input.Changed) -> None:
        self.line.select_on_focus = self.line.select_on_focus and not self.line.has_focus
        self.post_message(Answered(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if not (self.list.display and self.list.selected >= 0):
            event.stop()
            self.post_message(Step(1))

    def on_suggest_picked(self, event: suggest.Suggest.Picked) -> None:
        event.stop()
        if event.key:
            self.post_message(Answered(self))
            self.post_message(Step(1))

    def on_key(self, event: Key) -> None:
        if not self.list.display:
            _step_on_arrows(self, event)

    def _known_by(self, text: str) -> list[suggest.Suggestion]:
        typed = text.strip().casefold()
        if not typed or any(one.word.casefold() == typed for one in self._options):
            return []
        starts = [one for one in self._options if f" {one.word}".casefold().find(f" {typed}") >= 0]
        holds = [one for one in self._options if typed in f"{one.word} {one.meaning}".casefold() and one not in starts]
        return [suggest.Suggestion(one.value, one.word, one.meaning) for one in (*starts, *holds)[:50]]


def _choices(options: Sequence[Option]) -> list[choice.Option]:
    return [choice.Option(*option) for option in options]


def _step_on_arrows(control: Widget, event: Key, *, enter: bool = False) -> None:
    """Up and down leave a control of one line; enter does where it means nothing else."""
    steps = {"up": -1, "down": 1} | ({"enter": 1} if enter else {})
    if event.key in steps:
        event.stop()
        event.prevent_default()
        control.post_message(Step(steps[event.key]))
