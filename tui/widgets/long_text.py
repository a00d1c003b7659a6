"""A text of any length: its lines are found once for a width, and only those that are seen are drawn."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from rich.style import Style
from textual.events import Focus, Resize
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.keys import TEXT, bindings_for
from tui.text import breaks, wrap
from tui.widgets.drawing import Pen, strip_of, text_strip
from workflow.clean import clean

MOST_ACROSS = 90
"""Cells in a line of text; longer lines are hard to read."""

MOST_HITS = 10_000
"""Hits that are counted and can be stepped through."""

_OWN = {"cursor_down", "cursor_up", "page_down", "page_up", "first", "last", "next_hit", "previous_hit"}


class LongText(ScrollView, can_focus=True, inherit_bindings=False):
    """A document, a transcript or a note to read, with search. The text is cleaned and never parsed."""

    BINDINGS = [binding for binding in bindings_for(TEXT) if binding.action in _OWN]
    DEFAULT_CSS = """
    LongText {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size: 1 1;
        background: $background;
        color: $foreground;
    }
    """

    def __init__(self, text: str = "", *, empty: str = "", id: str | None = None, classes: str | None = None) -> None:
        """Show `text`; `empty` is shown when there is none."""
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self._words: tuple[str, ...] = ()
        self._hits: list[int] = []
        self._hit = -1
        self._text = ""
        self._starts = array("l")
        self._ends = array("l")
        self._take(text)

    @property
    def hits(self) -> int:
        """How many hits the last search had, `MOST_HITS` at most."""
        return len(self._hits)

    @property
    def hit(self) -> int:
        """The number of the hit that is in view, counted from 1; 0 when there is none."""
        return self._hit + 1

    def set_text(self, text: str) -> None:
        """Show another text from its beginning; a search is forgotten."""
        self._take(text)
        self._measure()
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def find(self, *words: str) -> int:
        """Mark these words, go to the first of them, and tell how many there are; none ends the search."""
        self._words = tuple(word for word in words if word)
        self._hits, self._hit = [], -1
        if self._words:
            pattern = re.compile("|".join(map(re.escape, self._words)), re.IGNORECASE)
            for match in pattern.finditer(self._text):
                self._hits.append(match.start())
                if len(self._hits) == MOST_HITS:
                    break
        self._step(1)
        self.refresh()
        return len(self._hits)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view."""
        width = self.scrollable_content_region.width
        pen = Pen(self.app.theme, self.rich_style, self._words)
        at = y + self.scroll_offset.y
        if not self._text:
            lines = wrap(self.empty, max(min(width, MOST_ACROSS), 1))
            return text_strip(lines[y] if y < len(lines) else "", width, pen, "muted")
        if at >= len(self._starts):
            return strip_of((), width, pen.base)
        strip = text_strip(self._drawn(at), width, pen)
        if self._hit >= 0 and self._line_of(self._hits[self._hit]) == at:
            strip = strip.apply_style(Style(bold=True, reverse=True))
        span = None if self.text_selection is None else self.text_selection.get_span(at)
        if span is not None:
            start, end = span[0], span[1] if span[1] >= 0 else width
            within = strip.crop(start, end).apply_style(self.screen.get_component_rich_style("screen--selection"))
            strip = Strip.join([strip.crop(0, start), within, strip.crop(end, width)])
        return strip.apply_offsets(0, at)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        return selection.extract("\n".join(map(self._drawn, range(len(self._starts))))), "\n"

    def action_cursor_down(self) -> None:
        self._scroll(self.scroll_offset.y + 1)

    def action_cursor_up(self) -> None:
        self._scroll(self.scroll_offset.y - 1)

    def action_page_down(self) -> None:
        self._scroll(self.scroll_offset.y + max(self.size.height - 1, 1))

    def action_page_up(self) -> None:
        self._scroll(self.scroll_offset.y - max(self.size.height - 1, 1))

    def action_first(self) -> None:
        self._scroll(0)

    def action_last(self) -> None:
        self._scroll(len(self._starts))

    def action_next_hit(self) -> None:
        self._step(1)

    def action_previous_hit(self) -> None:
        self._step(-1)

    def on_focus(self, event: Focus) -> None:
        self._place_cursor()

    def on_resize(self, event: Resize) -> None:
        first = self._starts[self.scroll_offset.y] if self.scroll_offset.y < len(self._starts) else 0
        self._measure()
        self.refresh()
        self._scroll(self._line_of(first))

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        self._measure()
        self.refresh()

    def _take(self, text: str) -> None:
        self._text = clean(text, multiline=True)
        self._hits, self._hit, self._words = [], -1, ()

    def _measure(self) -> None:
        """Find where each drawn line starts and ends in the text, for this width."""
        width = min(self.scrollable_content_region.width, MOST_ACROSS)
        self._starts, self._ends = array("l"), array("l")
        begin = 0
        for paragraph in self._text.split("\n") if self._text and width > 0 else ():
            for start, end in breaks(paragraph, width):
                self._starts.append(begin + start)
                self._ends.append(begin + end)
            begin += len(paragraph) + 1
        self.virtual_size = Size(width, len(self._starts))

    def _drawn(self, at: int) -> str:
        return self._text[self._starts[at] : self._ends[at]].rstrip(" ")

    def _line_of(self, position: int) -> int:
        """The drawn line in which a position of the text stands."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def _step(self, by: int) -> None:
        """Go to another hit, round from the last to the first."""
        if not self._hits:
            return
        self._hit = (self._hit + by) % len(self._hits)
        at = self._line_of(self._hits[self._hit])
        if not self.scroll_offset.y <= at < self.scroll_offset.y + self.size.height:
            self.scroll_to(y=max(at - self.size.height // 2, 0), animate=False)
        self.refresh()
        self._place_cursor()

    def _scroll(self, to: int) -> None:
        self.scroll_to(y=max(to, 0), animate=False)
        self._place_cursor()

    def _place_cursor(self) -> None:
        """The real cursor stands on the line of the hit, else on the first line in view."""
        if not self.has_focus or not self.is_attached:
            return
        at = self._line_of(self._hits[self._hit]) - self.scroll_offset.y if self._hit >= 0 else 0
        corner = self.scrollable_content_region.offset
        self.app.cursor_position = Offset(corner.x, corner.y + min(max(at, 0), max(self.size.height - 1, 0)))
