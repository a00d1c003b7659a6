"""A picture drawn in half cells: each cell holds two points, one above the other. It can be scrolled and enlarged."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.events import Focus, Resize
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.keys import TEXT, bindings_for
from tui.text import CleanFilter, wrap
from tui.widgets.drawing import Pen, strip_of, text_strip

if TYPE_CHECKING:
    from textual.app import App

HALF = "▀"
ZOOMS = (1, 2, 4, 8)
"""How many times as wide as the widget the whole picture is."""

MOST_ROWS = 4
"""Rows of the picture that are looked at for one point; more would make it slower, not clearer."""

_STEP = 8
_OWN = {"cursor_down", "cursor_up", "page_down", "page_up", "first", "last", "left", "right"}


def can_draw(app: App[Any]) -> bool:
    """Whether pictures can be drawn: with colours, more than sixteen, and with block characters."""
    ascii = any(isinstance(one, CleanFilter) and one.ascii for one in app.get_line_filters())
    return not (ascii or app.no_color or app.console.color_system in ("standard", "windows"))


class PagePicture(ScrollView, can_focus=True, inherit_bindings=False):
    """Points of three bytes each, as wide as the widget at first."""

    BINDINGS = [binding for binding in bindings_for(TEXT) if binding.action in _OWN]
    DEFAULT_CSS = """
    PagePicture {
        height: 1fr;
        scrollbar-size: 1 1;
        background: $background;
        color: $foreground;
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._shape, self._rgb = (0, 0), b""
        self._words = ""
        self._zoom = 0
        self._darkest = False
        self._share = 0.0
        self._target: Offset | None = None

    def show(self, width: int, height: int, rgb: bytes, *, share: float = 0.0, darkest: bool = False) -> None:
        """Show a picture of `width` times `height` points; `share` of its height is brought to the middle.

        `darkest` shows for each point the darkest of what it stands for, so that no speck is lost.
        """
        self._darkest = darkest
        self._shape, self._rgb, self._words = (width, height), rgb, ""
        self._share = share
        self._measure()

    def say(self, words: str) -> None:
        """Say something in place of a picture."""
        self._shape, self._rgb, self._words = (0, 0), b"", words
        self._measure()

    def action_closer(self) -> None:
        self._to_zoom(min(self._zoom + 1, len(ZOOMS) - 1))

    def action_farther(self) -> None:
        self._to_zoom(max(self._zoom - 1, 0))

    def action_cursor_down(self) -> None:
        self._move(0, 1)

    def action_cursor_up(self) -> None:
        self._move(0, -1)

    def action_page_down(self) -> None:
        self._move(0, max(self.size.height - 1, 1))

    def action_page_up(self) -> None:
        self._move(0, -max(self.size.height - 1, 1))

    def action_first(self) -> None:
        self._move(0, -self.virtual_size.height)

    def action_last(self) -> None:
        self._move(0, self.virtual_size.height)

    def action_left(self) -> None:
        self._move(-_STEP, 0)

    def action_right(self) -> None:
        self._move(_STEP, 0)

    def on_resize(self, event: Resize) -> None:
        self._measure()

    def on_focus(self, event: Focus) -> None:
        corner = self.scrollable_content_region.offset
        self.app.cursor_position = Offset(corner.x, corner.y)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view: two rows of points."""
        width = self.scrollable_content_region.width
        pen = Pen(self.app.theme, self.rich_style)
        if not self._rgb:
            lines = wrap(self._words, max(min(width - 4, 90), 1))
            return text_strip("  " + (lines[y] if y < len(lines) else ""), width, pen, "muted")
        at = y + self.scroll_offset.y
        upper, lower = (self._points(2 * at + half, width) for half in (0, 1))
        base = pen.base
        segments = [
            Segment(HALF, base + _style(above, below)) if below is not None else Segment(" ", base)
            for above, below in zip(upper, lower, strict=True)
        ]
        return strip_of(segments, width, base)

    @property
    def _scale(self) -> float:
        """Points of the picture for one column."""
        return self._shape[0] / max(self.scrollable_content_region.width * ZOOMS[self._zoom], 1)

    def _points(self, row: int, width: int) -> list[tuple[int, int, int] | None]:
        """The colours of one row of points in view; None beyond the edge of the picture."""
        across, down = self._shape
        scale = self._scale
        top, end = int(row * scale), max(int((row + 1) * scale), int(row * scale) + 1)
        if top >= down:
            return [None] * width
        step = 1 if self._darkest else max((min(end, down) - top) // MOST_ROWS, 1)
        lines = [self._rgb[3 * across * at : 3 * across * (at + 1)] for at in range(top, min(end, down), step)]
        colour = _least if self._darkest else _mean
        found: list[tuple[int, int, int] | None] = []
        for column in range(self.scroll_offset.x, self.scroll_offset.x + width):
            left = int(column * scale)
            right = max(int((column + 1) * scale), left + 1)
            found.append(colour(lines, left, min(right, across)) if left < across else None)
        return found

    def _to_zoom(self, zoom: int) -> None:
        if zoom == self._zoom or not self._rgb:
            return
        middle = self.scroll_offset.y + self.size.height / 2
        self._share = middle / max(self.virtual_size.height, 1)
        left = (self.scroll_offset.x + self.size.width / 2) / max(self.virtual_size.width, 1)
        self._zoom = zoom
        self._measure(left)

    def _measure(self, left: float = 0.5) -> None:
        self.styles.overflow_x = "auto" if self._zoom and self._rgb else "hidden"
        width = self.scrollable_content_region.width
        scale = self._scale if self._rgb else 0
        high = -(-int(self._shape[1] / scale) // 2) if scale else 0
        self.virtual_size = Size(width * ZOOMS[self._zoom] if self._rgb else width, high)
        x = max(int(left * self.virtual_size.width - width / 2), 0) if self._zoom else 0
        y = max(int(self._share * high - self.size.height / 2), 0)
        self._target = Offset(x, y)
        self.call_after_refresh(self._place)
        self.refresh()

    def _place(self) -> None:
        """Go to where the picture was put, now that its size is known; a key that came before has its way."""
        if self._target is not None:
            self.scroll_to(x=self._target.x, y=self._target.y, animate=False, force=True)
            self._target = None

    def _move(self, across: int, down: int) -> None:
        at = self.scroll_offset if self._target is None else self._target
        self._target = None
        self.scroll_to(x=max(at.x + across, 0), y=max(at.y + down, 0), animate=False)


def _mean(lines: list[bytes], left: int, right: int) -> tuple[int, int, int]:
    """The mean colour of a box of points, rounded so that a line holds few colours."""
    many = (right - left) * len(lines)
    red, green, blue = (sum(sum(line[3 * left + part : 3 * right : 3]) for line in lines) // many for part in (0, 1, 2))
    return red & 0xF8 | red >> 5, green & 0xF8 | green >> 5, blue & 0xF8 | blue >> 5


def _least(lines: list[bytes], left: int, right: int) -> tuple[int, int, int]:
    """The darkest grey of a box of points."""
    grey = min(min(line[3 * left : 3 * right : 3]) for line in lines)
    return grey, grey, grey


@lru_cache(4096)
def _style(above: tuple[int, int, int] | None, below: tuple[int, int, int] | None) -> Style:
    upper = Color.from_rgb(*above) if above is not None else None
    return Style(color=upper, bgcolor=Color.from_rgb(*below) if below is not None else None)
