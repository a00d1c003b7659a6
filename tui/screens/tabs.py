"""The line of panes of a case, the open one marked, and at its right how far the case is."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.message import Message
from textual.strip import Strip

from tui.keys import PANES
from tui.text import cell_len
from tui.theme import tone
from tui.widgets.bars import Line
from tui.widgets.drawing import Pen, strip_of


class Tabs(Line):
    """`1 Questions  2 Timeline …`; where there is no room the names of the closed panes go."""

    class Chosen(Message):
        """A pane was clicked."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._open = PANES[0]
        self._right: tuple[str, ...] = ()

    def show(self, pane: str, *right: str) -> None:
        """Mark a pane as open, and say what stands at the right, most important first."""
        if (pane, right) != (self._open, self._right):
            self._open, self._right = pane, right
            self.refresh()

    def draw(self, width: int, pen: Pen) -> Strip:
        """The panes, then what fits at the right."""
        muted = pen.base + tone(pen.theme, "muted")
        accent = pen.base + tone(pen.theme, "accent", bold=True)
        chosen = pen.base + tone(pen.theme, "text", bold=True) + Style(underline=True)
        segments = [Segment(" ", pen.base)]
        used = 1
        for number, (name, words) in enumerate(self._names(width), 1):
            is_open = name == self._open
            segments.append(Segment(str(number), accent if is_open else muted))
            segments.append(Segment(f" {words}" if words else "", chosen if is_open else muted))
            segments.append(Segment("  ", pen.base))
            used += len(str(number)) + (1 + len(words) if words else 0) + 2
        parts = [part for part in self._right if part]
        while parts and cell_len(" · ".join(parts)) + 2 > width - used:
            parts.pop()
        right = " · ".join(parts)
        segments.append(Segment(" " * max(width - used - cell_len(right) - 1, 0), pen.base))
        segments.append(Segment(right, muted))
        return strip_of(segments, width, pen.base)

    def on_click(self, event: Click) -> None:
        at = 1
        for number, (name, words) in enumerate(self._names(self.size.width), 1):
            end = at + len(str(number)) + (1 + len(words) if words else 0)
            if at <= event.x < end:
                self.post_message(self.Chosen(name))
                return
            at = end + 2

    def _names(self, width: int) -> list[tuple[str, str]]:
        whole = [(name, name.capitalize()) for name in PANES]
        if sum(len(name) + 4 for name, _ in whole) + 1 <= width:
            return whole
        return [(name, words if name == self._open else "") for name, words in whole]
