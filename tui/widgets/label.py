"""The label at the left of a field."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from tui.text import fit
from tui.theme import tone
from tui.widgets.bars import Line
from tui.widgets.drawing import MARK, Pen, strip_of

LABEL_WIDTH = 11


class Label(Line):
    """The label of a field, with the mark `▌` while the field has the focus."""

    DEFAULT_CSS = f"""
    Label {{ width: {LABEL_WIDTH + 2}; }}
    """

    def __init__(self, words: str) -> None:
        """Show `words`."""
        super().__init__()
        self._words = words
        self._here = False

    def set_here(self, here: bool) -> None:
        """Say whether the field has the focus."""
        if here != self._here:
            self._here = here
            self.refresh()

    def draw(self, width: int, pen: Pen) -> Strip:
        """Mark and words."""
        accent = pen.base + tone(pen.theme, "accent", bold=True)
        words = pen.base + tone(pen.theme, "text" if self._here else "muted", bold=self._here)
        return strip_of(
            [Segment(f"{MARK if self._here else ' '} ", accent), Segment(fit(self._words, LABEL_WIDTH), words)],
            width,
            pen.base,
        )
