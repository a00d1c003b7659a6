"""The gates before publication: what each lacks, what would open it, and what an editor overrode, with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from tui import words
from tui.naming import Naming
from tui.screens.beside import BesideCase
from tui.screens.entries import Entry, EntryList, heading
from tui.screens.lines import Lines
from tui.screens.table import screen_class
from tui.session import View
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from workflow.gates import GateView, gates
from workflow.terms import Box, Gate

COLUMNS = (
    Column("", width=1),
    Column("", flex=3, least=24, most=70, wraps=True),
    Column("", flex=2, least=16, most=60, wraps=True, drop=1),
)
NEVER_BLOCKS = "A shut gate blocks nothing: it says what is missing. Z overrides it with a reason, I initials a box."
LAPSED = "before something came that it rests on"


class GatesScreen(BesideCase):
    """The eight gates; `enter` leads to where something is missing."""

    place = "gates"

    def body(self) -> ComposeResult:
        self._list = EntryList(COLUMNS, lines=12, id="gates")
        self._gate_of: dict[str, Gate] = {}
        yield Lines(id="sentence", most=2)
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    @property
    def gate(self) -> Gate | None:
        """The gate that is selected."""
        return self._gate_of.get(self._list.key)

    def desk_changed(self) -> None:
        view = self.sitting.view(self.case_id)
        found = gates(view.case, view.evaluation, view.moment, people=self.sitting.people(view.case))
        shut = sum(not one.is_open for one in found)
        self._gate_of = {key: one.gate for one in found for key in _keys(one)}
        self.query_one(TitleBar).set_path(view.case.slug, f"Gates: {shut} of {len(found)} shut" if shut else "Gates")
        self.query_one(TitleBar).set_right(self.standing())
        self.query_one("#sentence", Lines).show(Cell(NEVER_BLOCKS, "muted"))
        naming = words.naming(view.case, self.sitting)
        self._list.show_filtered([entry for one in found for entry in _entries(view, one, naming)], self.filter)

    def why_not(self, action: str) -> str:
        if refused := super().why_not(action):
            return refused
        if action == "override" and self.gate is None:
            return "Select what is missing first."
        if action == "override" and self._list.key.startswith(("open:", "over:")):
            return "Nothing is missing here that could be overridden."
        return ""

    def on_virtual_list_moved(self) -> None:
        self.show_footer()

    def on_virtual_list_opened(self) -> None:
        kind, name = self._list.item.opens if self._list.item is not None else ("", "")
        if kind == "gate":
            (self.action_initialled if name == Gate.BOXES else self.action_approvals)()
        elif kind:
            self.desk.open_case(self.case_id, (kind, name))

    def action_override(self) -> None:
        gate = self.gate
        if gate is not None:
            self.desk.push_screen(screen_class("override")(self.case_id, gate.value))

    def action_initialled(self) -> None:
        box = next((box for box in Box if f":{Gate.BOXES}:{box}:" in f":{self._list.key}:"), "")
        self.desk.push_screen(screen_class("initialled")(self.case_id, box))


def _keys(one: GateView) -> Iterator[str]:
    yield f"open:{one.gate}"
    yield from (f"lack:{lack.key}" for lack in one.findings)
    yield from (f"over:{lack.key}" for lack, _ in one.overridden)


def _entries(view: View, one: GateView, naming: Naming) -> Iterator[Entry]:
    state = "open" if one.is_open else "shut"
    yield heading(f"{one.gate.value} {one.gate.word}: {state}")
    lapsed = {lack.key: override for lack, override in one.lapsed}
    for lack in one.findings:
        told = naming.text(lack.sentence)
        if override := lapsed.get(lack.key):
            told += f" Overridden by {naming.text(override.by)} {LAPSED}: {naming.text(override.reason)}"
        row = Row((Cell("✕", "bad"), told, Cell(naming.text(lack.opens), "muted")))
        yield Entry(f"lack:{lack.key}", row, (lack.kind, lack.id))
    for lack, override in one.overridden:
        told = f"{naming.text(lack.sentence)} Overridden by {naming.text(override.by)}: {naming.text(override.reason)}"
        when = Cell(words.ago(override.claimed_at, view.moment.now), "muted")
        yield Entry(f"over:{lack.key}", Row((Cell("◌", "warn"), told, when)), (lack.kind, lack.id))
    if not one.findings and not one.overridden:
        yield Entry(f"open:{one.gate}", Row((Cell("●", "good"), Cell(one.gate.meaning, "muted"))))
