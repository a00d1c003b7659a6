"""Several answers of several: boxes on as many lines as the width needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual.events import Blur, Click, Focus, Key
from textual.geometry import Offset, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.forms.asking import Option
from tui.forms.widgets.controls import Answered, Step
from tui.text import cell_len, fit
from tui.theme import chosen, tone
from tui.widgets.drawing import Pen, strip_of

GAP = 2


class Place(NamedTuple):
    """Where an option stands, and what is drawn for it."""

    option: int
    y: int
    x: int
    words: str


class TicksControl(Widget, can_focus=True):
    """Left, right and letters walk the options, space ticks one. The answer is the ticked values in a row."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "TicksControl { height: auto; width: 1fr; background: $background; color: $foreground; }"

    def __init__(self, options: Sequence[Option], answer: str = "") -> None:
        super().__init__()
        self._options = tuple(options)
        self._answer = answer
        self.at = 0

    @property
    def answer(self) -> str:
        """The values ticked, with spaces between."""
        return self._answer

    @answer.setter
    def answer(self, text: str) -> None:
        self._answer = text
        self.refresh(layout=True)

    @property
    def option(self) -> Option | None:
        """The option that the cursor stands on."""
        return self._options[self.at] if self.at < len(self._options) else None

    def offer(self, options: Sequence[Option]) -> None:
        """Offer other options; what was ticked stays ticked."""
        self._options = tuple(options)
        self.at = min(self.at, max(len(self._options) - 1, 0))
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the options need at this width."""
        placed = self._placed(width)
        return placed[-1].y + 1 if placed else 1

    def render_line(self, y: int) -> Strip:
        """Draw one line of boxes."""
        width = self.size.width
        pen = Pen(self.app.theme, self.rich_style)
        segments: list[Segment] = []
        at = 0
        for place in self._placed(width):
            if place.y != y:
                continue
            ticked = self._ticked(place.option)
            style = pen.base + tone(pen.theme, "text" if ticked else "muted", bold=ticked)
            if self.has_focus and place.option == self.at:
                style += chosen(pen.theme)
            segments += [Segment(" " * (place.x - at), pen.base), Segment(place.words, style)]
            at = place.x + cell_len(place.words)
        return strip_of(segments, width, pen.base)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters walk here, space ticks."""
        return character is not None and (character.isalnum() or character == " ")

    def on_key(self, event: Key) -> None:
        moves = {"left": -1, "right": 1}
        steps = {"up": -1, "down": 1, "enter": 1}
        if event.key in moves:
            self._go(self.at + moves[event.key])
        elif event.key in steps:
            self.post_message(Step(steps[event.key]))
        elif event.key == "space":
            self._tick(self.at)
        elif event.character and event.character.isalnum():
            self._go(self._starting_with(event.character.casefold()))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        for place in self._placed(self.size.width):
            if offset and place.y == offset.y and place.x <= offset.x < place.x + cell_len(place.words):
                self._go(place.option)
                self._tick(place.option)

    def on_focus(self, event: Focus) -> None:
        self._put_cursor()
        self.refresh()

    def on_blur(self, event: Blur) -> None:
        self.refresh()

    def _placed(self, width: int) -> list[Place]:
        placed: list[Place] = []
        x = y = 0
        for index, option in enumerate(self._options):
            words = fit(f"[{'x' if self._ticked(index) else ' '}] {option.word}", max(width, 1))
            if x and x + cell_len(words) > width:
                x, y = 0, y + 1
            placed.append(Place(index, y, x, words))
            x += cell_len(words) + GAP
        return placed

    def _ticked(self, index: int) -> bool:
        return self._options[index].value in self._answer.split()

    def _tick(self, index: int) -> None:
        if index >= len(self._options):
            return
        value = self._options[index].value
        others = [one for one in self._answer.split() if one != value]
        self._answer = " ".join(others if self._ticked(index) else [*others, value])
        self.refresh(layout=True)
        self.post_message(Answered(self))

    def _go(self, index: int) -> None:
        self.at = min(max(index, 0), max(len(self._options) - 1, 0))
        self._put_cursor()
        self.refresh()
        self.post_message(Answered(self))

    def _starting_with(self, letter: str) -> int:
        count = len(self._options)
        after = ((self.at + step) % count for step in range(1, count + 1))
        return next((index for index in after if self._options[index].word.casefold().startswith(letter)), self.at)

    def _put_cursor(self) -> None:
        if self.has_focus and self.is_attached:
            corner = self.content_region.offset
            for place in self._placed(self.size.width):
                if place.option == self.at:
                    self.app.cursor_position = Offset(corner.x + place.x + 1, corner.y + place.y)
