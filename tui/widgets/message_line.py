"""The line above the footer: one sentence about what just happened, gone with the next key."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from tui.text import wrap
from tui.widgets.drawing import Pen, text_strip

MOST_LINES = 3


class MessageLine(Widget):
    """Takes no room while there is nothing to say; a failure begins with `!` and stays until the next key too."""

    DEFAULT_CSS = """
    MessageLine {
        height: 1;
        display: none;
        background: $background;
        color: $foreground;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = ""
        self._error = False

    def tell(self, text: str, *, error: bool = False) -> None:
        """Say a sentence."""
        self.text, self._error = text, error
        self._fit()
        self.refresh()

    def hush(self) -> None:
        """Take the sentence away."""
        if self.text:
            self.tell("")

    def on_resize(self) -> None:
        self._fit()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the sentence."""
        width = self.size.width
        pen = Pen(self.app.theme, self.rich_style)
        lines = self._lines(width)
        words = lines[y] if y < len(lines) else ""
        mark = ("! " if self._error else "  ") if y == 0 else "  "
        return text_strip(mark + words, width, pen, "bad" if self._error else "accent")

    def _lines(self, width: int) -> list[str]:
        return wrap(self.text, max(width - 3, 1), MOST_LINES)

    def _fit(self) -> None:
        width = self.size.width or self.app.size.width
        self.styles.height = max(len(self._lines(width)), 1)
        self.display = bool(self.text)
