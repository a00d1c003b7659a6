"""A small screen with one line to type: what it asks above, what was understood beneath."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from tui.screens.base import DeskScreen
from tui.screens.lines import Block, Lines
from tui.widgets.bars import TitleBar


class LineDialog(DeskScreen):
    """Asks for one line; `enter` takes it, `esc` goes back."""

    place = "dialog"
    footer_inside = ()
    DEFAULT_CSS = """
    LineDialog Input { height: 1; border: none; padding: 0 2; background: $background; color: $foreground; }
    """
    title_words = ""
    hint = ""

    def body(self) -> ComposeResult:
        yield Lines(id="asked")
        line = Input(placeholder=self.hint, id="line", compact=True, select_on_focus=False)
        line.cursor_blink = False
        yield line
        yield Lines(id="understood")

    def on_mount(self) -> None:
        self.query_one("#line", Input).focus()

    def desk_changed(self) -> None:
        self.query_one(TitleBar).set_path(*self.path())
        self.query_one("#asked", Lines).show("", *self.asked(), "")
        self._understand()

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.query_one("#line", Input).value.strip()

    def path(self) -> tuple[str, ...]:
        """Where one is, for the title bar."""
        return (self.title_words,)

    def asked(self) -> list[Block]:
        """What stands above the line."""
        return []

    def understood(self) -> list[Block]:
        """What the line means so far."""
        return []

    def take(self) -> None:
        """Act on the line."""
        raise NotImplementedError

    def on_input_changed(self) -> None:
        self._understand()

    def on_input_submitted(self) -> None:
        self.take()

    def _understand(self) -> None:
        self.query_one("#understood", Lines).show("", *self.understood())
