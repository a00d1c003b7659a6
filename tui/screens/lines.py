"""A few lines of words in tones, drawn as they are: headings, previews, banners. Nothing in them can be selected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.text import cell_len, fit, wrap
from tui.theme import tone
from tui.widgets.drawing import Pen, cell, rule_strip, strip_of
from tui.widgets.rows import Cell

Line = tuple[Cell | str, ...]
"""One line: words side by side, cut at the edge."""

MOST_ACROSS = 90


class Rule(tuple[str]):
    """A thin rule with a title."""


Block = Line | Cell | Rule | str
"""A line, a rule, or a paragraph that is wrapped at the width."""


class Lines(Widget):
    """Shows blocks from top to bottom. With `grows` it is as high as they are, up to `most` lines.

    Where they do not fit, `more` stands in the last line in their place.
    """

    DEFAULT_CSS = """
    Lines {
        height: auto;
        background: $background;
        color: $foreground;
    }
    """
    ALLOW_SELECT = False

    def __init__(
        self,
        *,
        indent: int = 2,
        most: int = 0,
        grows: bool = True,
        more: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._indent, self._most, self._grows, self._more = indent, most, grows, more
        self._blocks: Sequence[Block] = ()
        self._drawn: list[tuple[int, Block]] = []

    def show(self, *blocks: Block) -> None:
        """Show these blocks in place of those before."""
        if tuple(blocks) == tuple(self._blocks):
            return
        before, self._blocks = self._drawn, blocks
        self._fit()
        if len(before) != len(self._drawn):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._drawn, strict=True)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self._blocks

    def on_resize(self, event: Resize) -> None:
        before = self._drawn
        self._fit()
        if before != self._drawn:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        pen = Pen(self.app.theme, self.rich_style)
        if y >= len(self._drawn):
            return strip_of((), width, pen.base)
        indent, block = self._drawn[y]
        if isinstance(block, Rule):
            return rule_strip(block[0], width, pen)
        parts = block if isinstance(block, tuple) and not isinstance(block, Cell) else (block,)
        return strip_of(_segments(parts, indent, width, pen), width, pen.base)

    def _fit(self) -> None:
        width = self.size.width or self.app.size.width
        self._drawn = list(self._lay(width))
        if self._most:
            self._drawn = self._drawn[: self._most]
        if self._more and 0 < self.size.height < len(self._drawn):
            self._drawn[self.size.height - 1 :] = [(self._indent, Cell(self._more, "muted"))]
        if self._grows:
            self.styles.height = len(self._drawn)

    def _lay(self, width: int) -> Iterator[tuple[int, Block]]:
        for block in self._blocks:
            if isinstance(block, Rule):
                yield 0, block
            elif isinstance(block, Cell | str):
                words = cell(block)
                across = min(max(width - self._indent - 1, 1), MOST_ACROSS)
                for part in wrap(words.text, across):
                    yield self._indent, words._replace(text=part)
            else:
                yield self._indent, block


def _segments(parts: Sequence[Cell | str], indent: int, width: int, pen: Pen) -> Iterator[Segment]:
    yield Segment(" " * min(indent, width), pen.base)
    left = width - indent
    for part in map(cell, parts):
        words = fit(part.text, left) if part.text.strip(" ") else part.text[:left]
        if not words:
            continue
        left -= cell_len(words)
        yield Segment(words, pen.base + tone(pen.theme, part.tone, bold=part.bold))
