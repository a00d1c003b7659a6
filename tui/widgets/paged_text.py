"""Text in pages, of millions of characters: what is drawn is found as it is needed, the rest while nothing is typed."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import NamedTuple

from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from tui.text import breaks
from tui.widgets.long_text import MOST_ACROSS, LongText

AT_ONCE = 0.03
"""Seconds of work between two looks at the keys."""

# Letters of one cell each that never join with a neighbour, so that a line is as wide as it is long.
_ONE_CELL = re.compile(
    "[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u0587\u05d0-\u05ea\u2010-\u2027\u2030-\u205e\u2400-\u2426]*"
)


class Paged(NamedTuple):
    """Cleaned text of all pages, one after the other, and where each begins, with its name."""

    text: str
    starts: tuple[int, ...]
    names: tuple[str, ...]


class PagedText(LongText):
    """Like `LongText`, with pages; the lines after those in view are found in between."""

    class Turned(Message):
        """Another page is at the top of the view."""

    def __init__(self, *, empty: str = "", id: str | None = None, classes: str | None = None) -> None:
        self._pages = Paged("", (), ())
        self._finding: Iterator[None] = iter(())
        self._resting: Timer | None = None
        self._page = self._gone_to = -1
        super().__init__(empty=empty, id=id, classes=classes)

    @property
    def page(self) -> int:
        """The index of the page that was gone to, while it is in view; else of the one at the top. -1 without any."""
        top = self.scroll_offset.y
        if 0 <= self._gone_to < len(self._pages.starts):
            line = self._line_of(self._pages.starts[self._gone_to])
            if top <= line < top + self.size.height:
                return self._gone_to
        at = self._starts[top] if top < len(self._starts) else len(self._text)
        return bisect_right(self._pages.starts, at) - 1

    def set_pages(self, pages: Paged) -> None:
        """Show other pages from the first one; their text is cleaned already."""
        self._pages = pages
        self._text = pages.text
        self._hits, self._hit, self._words = [], -1, ()
        self._gone_to = -1
        self._measure()
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def go_to_page(self, index: int) -> None:
        """Bring the first line of a page to the top."""
        if 0 <= index < len(self._pages.starts):
            self._find_to(self._pages.starts[index])
            self._gone_to = index
            self.scroll_to(y=self._line_of(self._pages.starts[index]), animate=False)
            self._turned()

    def action_last(self) -> None:
        self._find_to(len(self._text))
        super().action_last()

    def on_resize(self, event: Resize) -> None:
        event.prevent_default()
        top = self.scroll_offset.y
        first = self._starts[top] if top < len(self._starts) else 0
        self._measure()
        self._find_to(first)
        self.refresh()
        self._scroll(self._line_of(first))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._turned()

    def _scroll(self, to: int) -> None:
        self._gone_to = -1
        super()._scroll(to)
        self._turned()

    def _turned(self) -> None:
        if self.page != self._page:
            self._page = self.page
            self.post_message(self.Turned())

    def _measure(self) -> None:
        """Begin to find the lines for this width; those of the first moment at once."""
        self._starts, self._ends = array("l"), array("l")
        width = min(self.scrollable_content_region.width, MOST_ACROSS)
        self._finding = self._lines(width) if self._text and width > 0 else iter(())
        self._go_on()

    def _lines(self, width: int) -> Iterator[None]:
        """Find where lines start and end, paragraph by paragraph."""
        begin, text = 0, self._text
        while begin <= len(text):
            end = text.find("\n", begin)
            end = len(text) if end < 0 else end
            for start, stop in _breaks(text[begin:end], width):
                self._starts.append(begin + start)
                self._ends.append(begin + stop)
                if len(self._starts) % 256 == 0:
                    yield
            begin = end + 1
            yield

    def _go_on(self) -> None:
        """Find more lines for a moment, and come back when the keys were looked at."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        until = monotonic() + AT_ONCE
        left = True
        while left and monotonic() < until:
            left = next(self._finding, self) is None
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._starts))
        if left and self.is_attached:
            self._resting = self.set_timer(0.01, self._go_on)

    def _find_to(self, position: int) -> None:
        """Find all lines up to a position of the text."""
        while not self._ends or self._ends[-1] < position:
            if next(self._finding, self) is not None:
                break
        for _ in range(self.size.height + 1):
            if next(self._finding, self) is not None:
                break
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._starts))

    def _step(self, by: int) -> None:
        if self._hits:
            self._find_to(self._hits[(self._hit + by) % len(self._hits)])
        super()._step(by)


def paged(pages: Sequence[tuple[str, str]]) -> Paged:
    """Pages of a name and a cleaned text each as one text, with a heading over each where there are several."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for name, text in pages:
        starts.append(at)
        whole = f"── {name} ──\n{text}" if len(pages) > 1 else text
        parts.append(whole)
        at += len(whole) + 2
    return Paged("\n\n".join(parts), tuple(starts), tuple(name for name, _ in pages))


def _breaks(paragraph: str, width: int) -> Iterator[tuple[int, int]]:
    """As `breaks`, without measuring where every letter takes one cell."""
    if not _ONE_CELL.fullmatch(paragraph):
        yield from breaks(paragraph, width)
        return
    start, whole = 0, len(paragraph)
    while whole - start > width:
        space = paragraph.rfind(" ", start + 1, start + width + 1)
        end = space + 1 if space > 0 else start + width
        yield start, end
        start = end
    yield start, whole
