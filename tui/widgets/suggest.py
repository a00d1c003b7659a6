"""A line to type in with what is known beneath it: sources by name, cases by title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.events import Click, DescendantBlur, Key
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tui.widgets.forms import TextLine
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList

MOST_SEEN = 6


class Suggestion(NamedTuple):
    """Something known: the key it is known by, its words, and a note such as what that source has said so far."""

    key: str
    label: str
    note: str = ""


class Suggest(Widget):
    """Typing asks `known` for suggestions; up and down go through them, enter or a click takes one, esc hides them."""

    DEFAULT_CSS = """
    Suggest { height: auto; width: 1fr; layout: vertical; background: $background; }
    Suggest > VirtualList { display: none; }
    """

    class Picked(Message):
        """A suggestion was taken, or, with an empty key, what was taken no longer stands because the words changed."""

        def __init__(self, suggest: Suggest, key: str) -> None:
            """Carry the suggestion's key."""
            super().__init__()
            self.suggest = suggest
            self.key = key

        @property
        def control(self) -> Suggest:
            """The widget that the message comes from."""
            return self.suggest

    def __init__(
        self,
        known: Callable[[str], Sequence[Suggestion]],
        *,
        key: str = "",
        text: str = "",
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make a line that holds `text`, which stands for `key` if that is given."""
        super().__init__(id=id, classes=classes)
        self._known = known
        self._found: Sequence[Suggestion] = ()
        self.key = key
        self._settled = text
        self.line = TextLine(text, placeholder=placeholder)
        self.list = VirtualList((Column(), Column(drop=1)))
        self.list.can_focus = False

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.line.value

    def compose(self) -> ComposeResult:
        """The line, and the list that is hidden until something was typed."""
        yield self.line
        yield self.list

    def take(self, suggestion: Suggestion) -> None:
        """Take a suggestion: its words stand in the line."""
        self._settled = suggestion.label
        self.key = suggestion.key
        self.line.value = suggestion.label
        self.line.cursor_position = len(suggestion.label)
        self._hide()
        self.post_message(self.Picked(self, suggestion.key))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self._settled:
            return
        if self.key:
            self.key = ""
            self.post_message(self.Picked(self, ""))
        self._settled = event.value
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if self.list.display and self.list.selected >= 0:
            event.stop()
            self.take(self._found[self.list.selected])

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        event.stop()

    def on_click(self, event: Click) -> None:
        on_list = self.list.display and self.list.region.contains(event.screen_x, event.screen_y)
        if on_list and self.list.selected >= 0:
            self.take(self._found[self.list.selected])

    def on_key(self, event: Key) -> None:
        if event.key == "down" and not self.list.display:
            self._show()
        elif event.key in ("down", "up") and self.list.display:
            self.list.select(self.list.selected + (1 if event.key == "down" else -1))
        elif event.key == "escape" and self.list.display:
            self._hide()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        self._hide()

    def _show(self) -> None:
        self._found = self._known(self.line.value)
        self.list.set_rows([Row((one.label, Cell(one.note, "muted"))) for one in self._found], 0)
        self.list.styles.height = min(len(self._found), MOST_SEEN)
        self.list.display = bool(self._found)

    def _hide(self) -> None:
        self.list.display = False
