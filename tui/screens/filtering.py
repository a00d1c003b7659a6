"""The filter of a list: `/` asks for words, every key narrows the list, `esc` shows all again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.base import DeskScreen

if TYPE_CHECKING:
    from textual.events import Key
    from textual.widget import Widget
    from textual.widgets import Input


HINT = "Filter: words that must be there"


class Filtering(DeskScreen):
    """A screen with a filter; `desk_changed` uses `self.filter`, and the title or the list says that it is on."""

    DEFAULT_CSS = """
    Filtering #filter { height: 1; border: none; padding: 0 2; background: $background; color: $foreground; }
    """
    filter: str = ""
    _returns_to: Widget | None = None

    def action_filter(self) -> None:
        """Ask for the words above the footer."""
        from textual.widgets import Input

        asked = self.query("#filter")
        if asked:
            asked.first().focus()
            return
        self._returns_to = self.focused
        line = Input(self.filter, placeholder=HINT, id="filter", compact=True, select_on_focus=False)
        line.cursor_blink = False
        self.mount(line, before="#message")
        self.set_focus(line)

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "filter":
            event.stop()
            self.filter = " ".join(event.value.split())
            self.desk_changed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "filter":
            event.stop()
            self._leave_filter()

    def on_key(self, event: Key) -> None:
        if event.key in ("down", "up") and self.query("#filter:focus"):
            self._leave_filter()

    def action_back(self) -> None:
        """Take the filter away, else go back."""
        if self.filter or self.query("#filter"):
            self.filter = ""
            self.query("#filter").remove()
            self._leave_filter()
            self.desk_changed()
            return
        self.leave()

    def leave(self) -> None:
        """Go back one screen."""
        self.desk.go_back()

    def _leave_filter(self) -> None:
        """Give the focus back to the list; the line stays while the filter is on."""
        if not self.filter:
            self.query("#filter").remove()
        if self._returns_to is not None and self._returns_to.is_attached:
            self._returns_to.focus()
