"""A copy of pictures alone: no text, no metadata, nothing that hides; and what stays in it all the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workflow.examine import Examiner, Picture
from workflow.facts import FactId
from workflow.files import store_of
from workflow.findings import Supplies
from workflow.ledger import Ledger
from workflow.sandbox.target import Target
from workflow.showing.grey import in_grey
from workflow.showing.keeping import GoesOn, Made, Making, keep, own_tool, to_show
from workflow.terms import Handling

DPI = 150

KEEPS = (
    "copy numbers, stamps and names that can be seen on a page",
    "wording that is in this copy alone: a changed word, a comma, a spelling",
    "dots of a colour printer; grey weakens them and does not remove them",
    "folds, staples, stains, fingers, the edge of a desk or a screen",
    "handwriting and signatures",
    "where lines and letters stand on a page, and the spaces between them",
)
"""What flattening does not remove. It is said every time."""


class Look(NamedTuple):
    """How a copy looks: pixels an inch, whether in grey, and which pages, all where none is named."""

    dpi: int = DPI
    grey: bool = False
    pages: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The same in words, for the log: `150 dpi, in grey, pages 1, 2`."""
        pages = f"{'pages' if len(self.pages) > 1 else 'page'} {', '.join(map(str, self.pages))}" if self.pages else ""
        return ", ".join(filter(None, (f"{self.dpi} dpi", "in grey" if self.grey else "", pages)))


USUAL = Look()


def flatten(
    ledger: Ledger,
    case_id: str,
    exhibit: FactId,
    supplies: Supplies,
    look: Look = USUAL,
    *,
    even_weak: bool = False,
    goes_on: GoesOn = None,
) -> Made:
    """Make a PDF of pictures of a kept file's pages and keep it, linked to the file, with all checks made of it.

    The same pages in the same look give the same bytes. Raises NotToShow, NotRead where nothing can be drawn, Stopped,
    and what taking in and logging raise.
    """
    held = to_show(ledger, case_id, exhibit)
    with Examiner(even_weak=even_weak) as drawing, Examiner(even_weak=True) as making:
        with store_of(ledger).open(held.sha256, held.name) as target:
            data = making.assemble(pictures(drawing, target, look, goes_on), look.dpi)
        made = Making(Handling.FLATTENED, own_tool(), look.words)
        return keep(ledger, case_id, held, data, "pdf", made, drawing, supplies, goes_on)


def pictures(examiner: Examiner, target: Target, look: Look, goes_on: GoesOn) -> Iterator[Picture]:
    """The pages of a file as a copy shows them, in its look. Raises NotRead, Stopped."""
    if look.pages:
        drawn = (examiner.picture(target, page, look.dpi, None, goes_on) for page in look.pages)
    else:
        drawn = (picture for picture in examiner.pictures(target, look.dpi, goes_on))
    for picture in drawn:
        yield picture._replace(rgb=in_grey(picture.rgb)) if look.grey else picture
