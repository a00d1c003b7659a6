"""The one list: it draws only the rows that are seen, so that a hundred thousand cost what a hundred cost."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from textual.events import Blur, Click, Focus, Resize
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.keys import LIST, bindings_for
from tui.text import wrap
from tui.widgets.drawing import GUTTER, MARK, MARK_AWAY, Pen, row_height, row_strip, strip_of, text_strip, titles_strip
from tui.widgets.rows import Column, Placed, Row, Rows, Source, place

MOST_WRAPPED = 2_000
"""In longer lists every row has one line: the heights of all rows must be known before the first is drawn."""

_OWN = {"cursor_down", "cursor_up", "page_down", "page_up", "first", "last", "open"}


class VirtualList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of columns with one selected row, on which the terminal's real cursor stands while the list has focus.

    A move repaints two rows. A row that leaves the view is brought back to its middle, so most moves do not scroll.
    """

    ALLOW_SELECT = False
    BINDINGS = [binding for binding in bindings_for(LIST) if binding.action in _OWN]
    DEFAULT_CSS = """
    VirtualList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size: 1 1;
        background: $background;
        color: $foreground;
    }
    """

    class _About(Message):
        def __init__(self, list_: VirtualList, index: int) -> None:
            super().__init__()
            self.list = list_
            self.index = index

        @property
        def control(self) -> VirtualList:
            """The list that the message comes from."""
            return self.list

    class Moved(_About):
        """Another row is selected, the one at `index`; -1 when the list has become empty."""

        def can_replace(self, message: Message) -> bool:
            """Only the last of several moves matters."""
            return isinstance(message, VirtualList.Moved) and message.list is self.list

    class Opened(_About):
        """The row at `index` was opened, by enter or a second click."""

    def __init__(
        self,
        columns: Sequence[Column] = (Column(),),
        source: Source | Sequence[Row] = (),
        *,
        empty: str = "",
        lines: int = 1,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make a list. `empty` is shown without rows; a row takes up to `lines` lines where a column wraps."""
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.empty = empty
        self.lines = lines
        self._source = _as_source(source)
        self._count = self._source.count()
        self._words: tuple[str, ...] = ()
        self._placed: list[Placed] = []
        self._tops: array[int] | None = None
        self._clicked = -1
        self._selected = self._landing(0, 1)

    @property
    def selected(self) -> int:
        """The index of the selected row, -1 when there is none."""
        return self._selected

    @property
    def current(self) -> Row | None:
        """The selected row."""
        return self._source.row(self._selected) if self._selected >= 0 else None

    @property
    def count(self) -> int:
        """How many rows the list has, headings included."""
        return self._count

    def set_rows(self, source: Source | Sequence[Row], selected: int | None = None) -> None:
        """Show other rows; the selection stays at its index, or goes to `selected`."""
        self._source = _as_source(source)
        self.changed(selected)

    def changed(self, selected: int | None = None) -> None:
        """The source holds other rows than before: count and draw again."""
        before = self._selected
        self._count = self._source.count()
        wanted = max(before, 0) if selected is None else selected
        self._selected = self._landing(wanted, 1)
        self._measure()
        self.refresh()
        self._reveal()
        if self._selected != before:
            self.post_message(self.Moved(self, self._selected))

    def mark(self, *words: str) -> None:
        """Mark these words wherever they stand in a row; none takes the marks away."""
        if words != self._words:
            self._words = words
            self.refresh()

    def select(self, index: int, *, step: int = 1) -> None:
        """Select the row at `index` and bring it into view; from a heading go on by `step`."""
        before, self._selected = self._selected, self._landing(index, step)
        if before == self._selected:
            self._reveal()
            return
        self._refresh_row(before)
        self._refresh_row(self._selected)
        self._reveal()
        self.post_message(self.Moved(self, self._selected))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view."""
        width = self._width
        pen = Pen(self.app.theme, self.rich_style, self._words)
        if self._header and y == 0:
            return titles_strip(self._placed, width, pen)
        if not self._count:
            lines = wrap(self.empty, min(max(width - GUTTER, 1), 90))
            words = lines[y - self._header] if y - self._header < len(lines) else ""
            return text_strip(" " * GUTTER + words, width, pen, "muted")
        at = y - self._header + self.scroll_offset.y
        if at >= self._total:
            return strip_of((), width, pen.base)
        index = self._row_at(at)
        mark = "" if index != self._selected else MARK if self.has_focus else MARK_AWAY
        return row_strip(self._source.row(index), self._placed, width, pen, y=at - self._top(index), mark=mark)

    def action_cursor_down(self) -> None:
        self._go(self._selected + 1, 1)

    def action_cursor_up(self) -> None:
        self._go(self._selected - 1, -1)

    def action_page_down(self) -> None:
        self._go(self._row_at(self._top(max(self._selected, 0)) + self._view), 1)

    def action_page_up(self) -> None:
        self._go(self._row_at(self._top(max(self._selected, 0)) - self._view), -1)

    def action_first(self) -> None:
        self._go(0, 1)

    def action_last(self) -> None:
        self._go(self._count - 1, -1)

    def action_open(self) -> None:
        if self._selected >= 0:
            self.post_message(self.Opened(self, self._selected))

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        at = -1 if offset is None else offset.y - self._header + self.scroll_offset.y
        if at < 0 or (self._header and offset is not None and offset.y == 0) or at >= self._total:
            return
        index = self._row_at(at)
        if index == self._clicked == self._selected:
            self.action_open()
        else:
            self.select(index)
            self._clicked = self._selected

    def on_focus(self, event: Focus) -> None:
        self._refresh_row(self._selected)
        self._place_cursor()

    def on_blur(self, event: Blur) -> None:
        self._clicked = -1
        self._refresh_row(self._selected)

    def on_resize(self, event: Resize) -> None:
        self._measure()
        self.refresh()
        self._reveal()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._place_cursor()

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        self._measure()
        self.refresh()

    @property
    def _width(self) -> int:
        """Cells in a line, without the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def _header(self) -> int:
        return int(any(column.title for column in self.columns))

    @property
    def _view(self) -> int:
        """Lines in which rows are seen."""
        return max(self.size.height - self._header, 1)

    @property
    def _total(self) -> int:
        return self._count if self._tops is None else self._tops[-1]

    def _go(self, index: int, step: int) -> None:
        self._clicked = -1
        self.select(index, step=step)

    def _landing(self, index: int, step: int) -> int:
        """The nearest row to `index` that is no heading, searched first in the direction of `step`."""
        if not self._count:
            return -1
        index = min(max(index, 0), self._count - 1)
        for direction in (step, -step):
            at = index
            while 0 <= at < self._count:
                if not self._source.row(at).heading:
                    return at
                at += direction
        return -1

    def _top(self, index: int) -> int:
        return index if self._tops is None else self._tops[index]

    def _row_at(self, at: int) -> int:
        """The index of the row that the line `at` of all lines belongs to."""
        at = min(max(at, 0), max(self._total - 1, 0))
        return at if self._tops is None else bisect_right(self._tops, at) - 1

    def _measure(self) -> None:
        """Lay out the columns for this width, and the rows where they may take several lines."""
        width = self._width
        wrapped = self.lines > 1 and 0 < self._count <= MOST_WRAPPED
        self._placed = place(self.columns, max(width - GUTTER, 0), self.lines if wrapped else 1)
        self._tops = None
        if wrapped:
            rows = (self._source.row(index) for index in range(self._count))
            heights = (row_height(row, self._placed, self.lines) for row in rows)
            self._tops = array("l", accumulate(heights, initial=0))
        self.virtual_size = Size(width, self._total + self._header)

    def _reveal(self) -> None:
        """Bring the selected row into view, to its middle if it was outside, and put the cursor on it."""
        if self._selected >= 0:
            top, bottom = self._top(self._selected), self._top(self._selected + 1)
            first = self.scroll_offset.y
            if self._selected == self._landing(0, 1):
                self.scroll_to(y=0, animate=False)
            elif top < first or bottom > first + self._view:
                self.scroll_to(y=max((top + bottom - self._view) // 2, 0), animate=False)
        self._place_cursor()

    def _refresh_row(self, index: int) -> None:
        if index < 0:
            return
        top, bottom = self._top(index), self._top(index + 1) if index < self._count else self._top(index) + 1
        seen = Region(0, self._header, self._width, self._view)
        rows = Region(0, top - self.scroll_offset.y + self._header, self._width, bottom - top)
        if overlap := rows.intersection(seen):
            self.refresh(overlap)

    def _place_cursor(self) -> None:
        if not self.has_focus or not self.is_attached:
            return
        corner = self.content_region.offset
        at = max(self._top(max(self._selected, 0)) - self.scroll_offset.y, 0) + self._header
        self.app.cursor_position = Offset(corner.x, corner.y + min(at, max(self.size.height - 1, 0)))


def _as_source(source: Source | Sequence[Row]) -> Source:
    return Rows(source) if isinstance(source, Sequence) else source
