"""A list under headings, of things of several kinds: each row has a name and says where `enter` leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.screens.items import ItemList
from tui.widgets.rows import Cell, Column, Row

FILTERED = "Nothing here holds these words. Press esc to see all."


class Entry(NamedTuple):
    """A row with its name, and the kind and id of what it opens."""

    key: str
    row: Row
    opens: tuple[str, str] = ("", "")


def heading(words: str) -> Entry:
    """A rule with a title, over which the cursor passes."""
    return Entry("", Row(heading=words))


class EntryList(ItemList[Entry]):
    """The list of such rows that a filter lets through; `nothing` is what stands there without any."""

    def __init__(self, columns: Sequence[Column], *, empty: str = "", lines: int = 1, id: str | None = None) -> None:
        super().__init__(columns, lambda entry: entry.row, lambda entry: entry.key, empty=empty, lines=lines, id=id)
        self.nothing = empty

    def show_filtered(self, entries: Sequence[Entry], filter: str) -> None:
        """Show the entries that hold the words of the filter, and the headings above them."""
        sought = filter.casefold().split()
        self.empty = FILTERED if sought and entries else self.nothing
        kept = [entry for entry in entries if entry.row.heading or not sought or _holds(entry, sought)]
        following = [*kept[1:], heading("end")]
        pairs = zip(kept, following, strict=True) if kept else ()
        self.show([entry for entry, after in pairs if not (entry.row.heading and after.row.heading)])
        self.mark(*sought)


def _holds(entry: Entry, sought: Sequence[str]) -> bool:
    whole = " ".join(part.text if isinstance(part, Cell) else part for part in entry.row.cells).casefold()
    return all(word in whole for word in sought)
