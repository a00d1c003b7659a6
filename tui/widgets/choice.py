"""One choice out of a few on one line: `(•) on the record  ( ) background`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual.events import Blur, Click, Focus, Key
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from tui.text import cell_len, line
from tui.theme import tone
from tui.widgets.bars import Line
from tui.widgets.drawing import Pen, strip_of

WORD_SECONDS = 1.0
"""Letters that come sooner than this after one another are one word."""


class Option(NamedTuple):
    """One thing to choose: the value it stands for, its words, and a sentence on what it means."""

    value: str
    label: str
    meaning: str = ""


class Choice(Line, can_focus=True):
    """A line of options. Left, right and space go along it; letters go to the option that starts with them.

    The same letter again goes on to the next such option; words that no option starts with choose nothing: they were
    meant for another field. When the line is too narrow it shows the options around the chosen one, with `⋯` where
    there are more.
    """

    class Chosen(Message):
        """Another option was chosen."""

        def __init__(self, choice: Choice, value: str) -> None:
            """Carry the choice and the value chosen."""
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Choice:
            """The choice that the message comes from."""
            return self.choice

    def __init__(
        self,
        options: Sequence[Option],
        value: str | None = None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make a choice; without a value, or with one that is no option, nothing is chosen yet."""
        super().__init__(id=id, classes=classes)
        self.options = tuple(options)
        self._at = self._index(value)
        self._typed, self._typed_at, self._before = "", 0.0, self._at

    @property
    def value(self) -> str | None:
        """The value of the chosen option."""
        return self.options[self._at].value if self._at >= 0 else None

    @property
    def meaning(self) -> str:
        """What the chosen option means."""
        return self.options[self._at].meaning if self._at >= 0 else ""

    def set_value(self, value: str | None) -> None:
        """Choose without telling anyone."""
        self._at = self._index(value)
        self.refresh()
        self._place_cursor()

    def set_options(self, options: Sequence[Option], value: str | None = None) -> None:
        """Offer other options; the value stays where it still is one of them, unless another is given."""
        kept = self.value if value is None else value
        self.options = tuple(options)
        self.set_value(kept)

    def draw(self, width: int, pen: Pen) -> Strip:
        """The options that fit, the chosen one always among them."""
        first, last = self._window(width)
        muted = pen.base + tone(pen.theme, "muted")
        segments = [Segment("⋯ ", muted)] if first else []
        for index in range(first, last):
            chosen = index == self._at
            style = pen.base + tone(pen.theme, "text" if chosen else "muted", bold=chosen)
            segments.append(Segment(self._words(index) + "  ", style))
        if last < len(self.options):
            segments.append(Segment("⋯", muted))
        return strip_of(segments, width, pen.base)

    def on_key(self, event: Key) -> None:
        steps = {"left": -1, "right": 1, "space": 1}
        if event.time - self._typed_at > WORD_SECONDS:
            self._typed = ""
        if event.key in steps and not (event.key == "space" and len(self._typed) > 1):
            self._typed = ""
            step = steps[event.key]
            wrapped = event.key == "space"
            at = self._at + step
            at = at % len(self.options) if wrapped else min(max(at, 0), len(self.options) - 1)
            self._choose(at)
        elif event.character and event.character.isprintable():
            self._type(event.character.casefold(), event.time)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        first, last = self._window(self.size.width)
        x = 2 if first else 0
        for index in range(first, last):
            x += cell_len(self._words(index)) + 2
            if offset.x < x:
                self._choose(index)
                return
        if last < len(self.options):
            self._choose(last)

    def on_focus(self, event: Focus) -> None:
        self._typed = ""
        self._place_cursor()

    def on_blur(self, event: Blur) -> None:
        self.refresh()

    def _index(self, value: str | None) -> int:
        return next((index for index, option in enumerate(self.options) if option.value == value), -1)

    def _words(self, index: int) -> str:
        return f"({'•' if index == self._at else ' '}) {line(self.options[index].label, 60)}"

    def _type(self, letter: str, now: float) -> None:
        """Choose what the letters typed so far start; where nothing does, what was chosen before them."""
        if not self._typed:
            self._before = self._at
        self._typed, self._typed_at = self._typed + letter, now
        same = self._typed == letter * len(self._typed)
        found = self._starting_with(letter if same else self._typed)
        later = [at for at in found if at > self._at] if same and self._at in found else []
        self._choose((later or found or [self._before])[0])

    def _starting_with(self, words: str) -> list[int]:
        return [at for at, option in enumerate(self.options) if option.label.casefold().startswith(words)]

    def _choose(self, at: int) -> None:
        if at != self._at and at < len(self.options):
            self._at = at
            self.refresh()
            self._place_cursor()
            self.post_message(self.Chosen(self, self.value or ""))

    def _window(self, width: int) -> tuple[int, int]:
        """Which options are seen: from the first on if they fit, else as many as fit, up to past the chosen one."""
        widths = [cell_len(self._words(index)) + 2 for index in range(len(self.options))]
        first, last = 0, len(widths)
        while last > max(self._at, 0) + 1 and sum(widths[first:last]) + (last < len(widths)) > width:
            last -= 1
        while first < max(self._at, 0) and sum(widths[first:last]) + 2 * (first > 0) + (last < len(widths)) > width:
            first += 1
        return first, last

    def _place_cursor(self) -> None:
        if not self.has_focus or not self.is_attached:
            return
        first, _ = self._window(self.size.width)
        x = (2 if first else 0) + sum(cell_len(self._words(index)) + 2 for index in range(first, max(self._at, 0))) + 1
        corner = self.content_region.offset
        self.app.cursor_position = Offset(corner.x + min(x, max(self.size.width - 1, 0)), corner.y)
