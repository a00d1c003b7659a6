"""Every descriptor printed or agreed for each unnamed source, side by side: together they may tell who it is."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from tui import words
from tui.naming import Naming
from tui.screens.beside import BesideCase
from tui.screens.entries import Entry, EntryList, heading
from tui.session import View
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from workflow.jigsaw import Jigsaw, linked_descriptors, printed_descriptors
from workflow.people import NOT_CHECKED

COLUMNS = (Column("", flex=3, least=24, most=60, wraps=True), Column("", flex=2, least=16, most=60, wraps=True))
ONE_PERSON = "One person under several entries"
NOTHING = "No descriptor has been printed or agreed yet. It stands here once something was exported, or agreed."


class DescriptorsScreen(BesideCase):
    """One heading for each unnamed source, under it what was printed of it and where."""

    place = "descriptors"

    def body(self) -> ComposeResult:
        self._list = EntryList(COLUMNS, empty=NOTHING, lines=4, id="descriptors")
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    def desk_changed(self) -> None:
        view = self.sitting.view(self.case_id)
        people = self.sitting.people(view.case)
        found = (*printed_descriptors(view.case), *linked_descriptors(view.case, people))
        several = sum(jigsaw.differs for jigsaw in found)
        self.query_one(TitleBar).set_path(view.case.slug, "Descriptors")
        told = f"{words.count(several, 'source')} with more than one" if several else "one for each"
        self.query_one(TitleBar).set_right(told if found else "")
        entries = list(_entries(view, found, words.naming(view.case, self.sitting)))
        if not people.checked:
            entries += [heading(ONE_PERSON), Entry("unchecked", Row((Cell(NOT_CHECKED, "warn"), "")))]
        self._list.show_filtered(entries, self.filter)

    def on_virtual_list_opened(self) -> None:
        if self._list.item is not None and self._list.item.opens[0]:
            self.open_words(*self._list.item.opens)


def _entries(view: View, found: tuple[Jigsaw, ...], naming: Naming) -> Iterator[Entry]:
    for jigsaw in found:
        more = ": together they may tell who it is" if jigsaw.differs else ""
        source = view.case.sources.get(jigsaw.source)
        yield heading(f"{naming.label(source) if source is not None else ONE_PERSON}{more}")
        opens = ("source", jigsaw.source) if source is not None else ("", "")
        printed: set[str] = set()
        for number, piece in enumerate(jigsaw.printed):
            exports = [export for export in piece.exports if view.moment.has_seen(export.claimed_at)]
            if not exports:
                continue
            printed.add(piece.descriptor)
            told = "; ".join(
                f"for {export.audience.word}, {words.ago(export.claimed_at, view.moment.now)}"
                for export in exports[-3:]
            )
            tone = "warn" if jigsaw.differs else "text"
            row = Row((Cell(f"“{naming.text(piece.descriptor)}”", tone), Cell(f"printed {told}", "muted")))
            yield Entry(f"{jigsaw.source}:{number}:{piece.descriptor}", row, opens)
        for text in jigsaw.agreed:
            if text not in printed:
                row = Row((f"“{naming.text(text)}”", Cell("agreed, not printed", "muted")))
                yield Entry(f"{jigsaw.source}:{text}", row, opens)
