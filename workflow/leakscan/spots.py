"""Where letters that may be a needle stand in a text, and what stands between and beside them."""

from __future__ import annotations

from typing import NamedTuple

from workflow.leakscan.variants import Variant
from workflow.leakscan.views import View


class Spot(NamedTuple):
    """Where the letters of a variant stand: places in the folded text, gaps between them, the letters as written."""

    view: View
    variant: Variant
    places: list[int]
    gaps: list[str]
    written: str

    @property
    def start(self) -> int:
        """The place in the view's text."""
        return self.view.raw(self.places[0])

    @property
    def end(self) -> int:
        """The place behind the last letter in the view's text."""
        return self.view.raw(self.places[-1]) + 1

    def beside(self, step: int) -> str:
        """The folded character beside the spot: -1 is the one before, 0 the one after, 1 the one after that."""
        at = self.places[0] - 1 if step < 0 else self.places[-1] + 1 + step
        return self.view.folded[at] if 0 <= at < len(self.view.folded) else ""

    def written_beside(self, after: bool) -> str:
        """The character before or after as it is written."""
        at = self.end if after else self.start - 1
        return self.view.text[at] if 0 <= at < len(self.view.text) else ""
