"""The field in which a whole draft is written or pasted, and the file from which it is read."""

from __future__ import annotations

from pathlib import Path

from textual.events import Paste
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tui.widgets.forms import Passage
from workflow.clean import strip_paste
from workflow.errors import UsageError
from workflow.lint import LONGEST_DRAFT, MOST_BYTES, draft_text


class DraftArea(Passage):
    """Takes as much as the lint reads at once; what would be longer is not taken in, and that is said."""

    DEFAULT_CSS = """
    DraftArea { height: 1fr; padding: 0 1 0 2; scrollbar-size: 1 1; background: $tone-chosen 40%; }
    DraftArea:focus { background: $tone-chosen; }
    DraftArea .text-area--cursor-line { background: $tone-chosen; }
    """

    selection = reactive(Selection(), init=False, always_update=True, repaint=False)
    match_cursor_bracket = False

    class TooLong(Message):
        """A paste was left out: with it the draft would have `length` characters."""

        def __init__(self, length: int) -> None:
            super().__init__()
            self.length = length

    def watch_selection(self, before: Selection, after: Selection) -> None:
        """Draw only the lines between which the cursor or the selection moved."""
        try:
            ends = [self.wrapped_document.location_to_offset(place).y for place in (*before, *after)]
        except ValueError:  # in the middle of an edit the lines are not laid out yet
            self.refresh()
            return
        if before.is_empty and after.is_empty:
            for y in {ends[1], ends[3]}:
                self.refresh_lines(y)
        else:
            self.refresh_lines(min(ends), max(ends) - min(ends) + 1)

    def on_text_area_changed(self) -> None:
        self.refresh()

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
        self.selection = Selection(self._place_of(end), self._place_of(start))
        self.scroll_cursor_visible(center=True)

    def _place_of(self, index: int) -> tuple[int, int]:
        """The line and column of a character, both counted from 0."""
        before = self.text[:index]
        return before.count("\n"), len(before) - before.rfind("\n") - 1


def read_draft(path: Path) -> tuple[str, int]:
    """The text of a file, and how many hidden characters were left out. Raises UsageError."""
    try:
        if not path.is_file():
            raise UsageError("There is no such file.", remedy="Name another file.")
        with path.open("rb") as draft:
            data = draft.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or "the name cannot be used"
        raise UsageError(f"The draft cannot be read: {why}.", remedy="Name another file.") from None
    return strip_paste(draft_text(data))
