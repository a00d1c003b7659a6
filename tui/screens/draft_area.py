"""The field in which a whole draft is written or pasted."""

from __future__ import annotations

from textual.events import Paste
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tui.widgets.forms import Passage
from workflow.lint import LONGEST_DRAFT


class DraftArea(Passage):
    """Takes as much as the lint reads at once; what would be longer is not taken in, and that is said."""

    DEFAULT_CSS = """
    DraftArea { height: 1fr; padding: 0 1 0 2; scrollbar-size: 1 1; background: $tone-chosen 40%; }
    DraftArea:focus { background: $tone-chosen; }
    DraftArea .text-area--cursor-line { background: $tone-chosen; }
    """

    class TooLong(Message):
        """A paste was left out: with it the draft would have `length` characters."""

        def __init__(self, length: int) -> None:
            super().__init__()
            self.length = length

    async def on_paste(self, event: Paste) -> None:
        length = len(self.text) - len(self.selected_text) + len(event.text)
        if self.read_only or length > LONGEST_DRAFT:
            event.stop()
            event.prevent_default()
            if not self.read_only:
                self.post_message(self.TooLong(length))

    def load(self, text: str) -> None:
        """Hold another text, of which nothing is told."""
        with self.prevent(TextArea.Changed):
            self.load_text(text)

    def put(self, text: str) -> None:
        """Put a text in place of what stands here, in one step that can be undone."""
        self.replace(text, (0, 0), self.document.end)
        self.move_cursor((0, 0))

    def show(self, start: int, end: int) -> None:
        """Select what stands from one character to another, counted from 0, with the cursor at its beginning."""
        at = self.document.get_location_from_index
        longest = len(self.text)
        self.selection = Selection(at(min(end, longest)), at(min(start, longest)))
        self.scroll_cursor_visible(center=True)
