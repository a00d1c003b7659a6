"""A bare app for trying one widget at a time, read as the rows of text that the terminal would show."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual.app import App, ComposeResult
from textual.color import Color
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.widget import Widget

from tui import theme
from tui.text import CleanFilter


class Stage(App[None]):
    """Shows the widgets it is given, or makes them once it runs, and keeps the messages they send."""

    ENABLE_COMMAND_PALETTE = False
    animation_level = "none"

    def __init__(self, *widgets: Widget | Callable[[], Widget], ascii: bool = False, look: str = "dark") -> None:
        super().__init__()
        self.widgets = widgets
        self.heard: list[tuple[str, Any]] = []
        self.backstop = CleanFilter(ascii=ascii)
        theme.install(self, look)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.variables()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*theme.drawable(self, super().get_line_filters()), self.backstop]

    def compose(self) -> ComposeResult:
        for widget in self.widgets:
            yield widget if isinstance(widget, Widget) else widget()

    def on_virtual_list_moved(self, message: Any) -> None:
        self.heard.append(("moved", message.index))

    def on_virtual_list_opened(self, message: Any) -> None:
        self.heard.append(("opened", message.index))

    def on_footer_pressed(self, message: Any) -> None:
        self.heard.append(("pressed", message.action))

    def on_choice_chosen(self, message: Any) -> None:
        self.heard.append(("chosen", message.value))

    def on_suggest_picked(self, message: Any) -> None:
        self.heard.append(("picked", message.key))


def rows(app: App[Any]) -> list[str]:
    """What stands on the screen, line by line."""
    return ["".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips()]


async def resize(pilot: Pilot[Any], width: int, height: int) -> None:
    """Change the size of the window, and wait until everything is laid out for it, however slow the machine."""
    await pilot.resize_terminal(width, height)
    for _ in range(200):
        await pilot.pause(0.01)
        screen = pilot.app.screen
        if screen._compositor.size == (width, height) and not screen._layout_required:
            break
    await pilot.pause()


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours as WCAG counts it, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in Color.parse(colour).normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def act(app: App[Any], scene: Callable[[Pilot[Any]], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    """Run a scene on the stage at a size."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await scene(pilot)

    asyncio.run(run())
