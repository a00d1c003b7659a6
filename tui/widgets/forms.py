"""What forms are made of: text entry that cleans what is pasted."""

from __future__ import annotations

from textual.events import Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from workflow.clean import strip_paste


class Cleaned(Message):
    """What was pasted held characters that cannot be seen; `count` of them were removed."""

    def __init__(self, field: Widget, count: int) -> None:
        """Carry the field and the number of characters removed."""
        super().__init__()
        self.field = field
        self.count = count


class TextLine(Input):
    """A line to type in, still and without a frame. Line ends that are pasted become spaces."""

    DEFAULT_CSS = """
    TextLine { height: 1; border: none; padding: 0; background: $background; }
    TextLine:focus { border: none; background-tint: $foreground 0%; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        max_length: int = 4_000,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make a line that holds `value`; longer texts belong in a `Passage`."""
        super().__init__(
            value,
            placeholder=placeholder,
            max_length=max_length,
            id=id,
            classes=classes,
            compact=True,
            select_on_focus=False,
        )
        self.cursor_blink = False

    def on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        text, removed = strip_paste(event.text)
        words = " ".join(text.split("\n")).strip()
        room = (self.max_length or len(words)) - len(self.value) + len(self.selected_text)
        self.replace(words[: max(room, 0)], *self.selection)
        if removed:
            self.post_message(Cleaned(self, removed))


class Passage(TextArea):
    """Several lines to type in, still and without a frame; tab leaves it."""

    DEFAULT_CSS = """
    Passage { height: 3; border: none; padding: 0; background: $background; }
    Passage:focus { border: none; }
    Passage .text-area--cursor-line { background: $background; }
    """

    def __init__(
        self, text: str = "", *, placeholder: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        """Make a passage that holds `text`."""
        super().__init__(
            text, placeholder=placeholder, id=id, classes=classes, compact=True, highlight_cursor_line=False
        )
        self.cursor_blink = False

    async def on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        text, removed = strip_paste(event.text)
        result = self.replace(text, *self.selection)
        self.move_cursor(result.end_location)
        if removed:
            self.post_message(Cleaned(self, removed))
