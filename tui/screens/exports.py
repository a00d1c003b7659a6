"""What left the desk: for whom and when, where it was printed, and what has changed since that readers must be told."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from tui import words
from tui.naming import Naming
from tui.phrases import form_words, reader_words
from tui.screens.beside import BesideCase
from tui.screens.entries import Entry, EntryList
from tui.screens.table import screen_class
from tui.session import View
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from workflow.duty import Duty, duties
from workflow.outgoing import Export
from workflow.phrases import listed, say_when
from workflow.when import parse_when

COLUMNS = (
    Column("For", width=12),
    Column("Format", width=11, drop=2),
    Column("Since then", flex=1, least=18, most=90, wraps=True),
    Column("Made", width=12, drop=1),
)
NOTHING = "Nothing has left the desk yet. Press x to export a summary."


class ExportsScreen(BesideCase):
    """The exports, the last first; `n` logs where one was printed, `=` that its readers were told what changed."""

    place = "exports"

    def body(self) -> ComposeResult:
        self._list = EntryList(COLUMNS, empty=NOTHING, lines=12, id="exports")
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    def desk_changed(self) -> None:
        view = self.sitting.view(self.case_id)
        owed = {duty.export.id: duty for duty in duties(view.case, view.moment)}
        made = [export for export in view.case.outgoing.exports if view.moment.has_seen(export.claimed_at)]
        self.query_one(TitleBar).set_path(view.case.slug, f"Exports ({len(made)})")
        self.query_one(TitleBar).set_right(f"{words.count(len(owed), 'duty', 'duties')} to tell" if owed else "")
        naming = words.naming(view.case, self.sitting)
        entries = [_entry(view, export, owed.get(export.id), naming) for export in reversed(made)]
        self._list.show_filtered(entries, self.filter)

    def why_not(self, action: str) -> str:
        if refused := super().why_not(action):
            return refused
        if action in ("new", "corrected") and not self._list.key:
            return "Nothing has left the desk yet."
        return ""

    def on_virtual_list_opened(self) -> None:
        self.open_words("export", self._list.key)

    def action_new(self) -> None:
        self.desk.push_screen(screen_class("printed")(self.case_id, self._list.key))

    def action_corrected(self) -> None:
        self.desk.push_screen(screen_class("corrected")(self.case_id, self._list.key))


def _entry(view: View, export: Export, duty: Duty | None, naming: Naming) -> Entry:
    when = words.clock_words(parse_when(export.claimed_at), view.case.zone) if export.claimed_at else ""
    lines = " ".join(_told(view, export, duty, naming))
    row = Row(
        (
            reader_words(export),
            Cell(form_words(export), "muted"),
            Cell(lines, "bad" if duty else "text"),
            Cell(when, "muted"),
        )
    )
    return Entry(export.id, row)


def _told(view: View, export: Export, duty: Duty | None, naming: Naming) -> Iterator[str]:
    zone = view.case.zone
    if duty is not None:
        changed = ", ".join(duty.affected(view.case))
        yield f"Changed since, and its readers must be told: {changed}. Press = once they were."
    for place in export.printed:
        yield f"Printed {say_when(place.at, zone)}: {naming.text(place.where)}."
    for correction in view.case.outgoing.corrections:
        if export.id in correction.exports:
            yield f"Put right {say_when(correction.at, zone)}, {naming.text(correction.where)}."
    if export.as_of is not None:
        yield f"It stood at {say_when(export.as_of, zone)}."
    if export.to:
        yield f"Encrypted to {listed(export.to)}."
    yield f"{f'By {naming.text(export.by)}, ' if export.by else ''}SHA-256 {export.sha256[:16]}."
