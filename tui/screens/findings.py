"""The findings of a lint as a list, and beneath it all that is to be said of the selected one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from tui import words
from tui.screens.entries import Entry, EntryList
from tui.screens.lines import Lines
from tui.widgets.bars import Rule
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from tui.naming import Naming
    from workflow.case import Case
    from workflow.facts import FactId
    from workflow.lint import Finding

MOST_SHOWN = 1_000
"""How many findings are listed; the rest are counted."""

COLUMNS = (Column("", width=7), Column("", width=18), Column("", flex=1, least=10, most=90))


class Findings(Vertical):
    """Place, rule and words of each finding; of the selected one what is wrong and what may be written instead."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Findings { height: 1fr; }
    Findings #finding { height: 5; margin: 1 0 0 0; }
    .-wide Findings #finding { height: 12; }
    .-short Findings #finding { height: 3; margin: 0; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.list = EntryList(COLUMNS, id="findings")
        self._rule = Rule("Findings")
        self._about = Lines(id="finding", most=12, grows=False)
        self._found: tuple[Finding, ...] = ()
        self._case: Case | None = None
        self._naming: Naming | None = None

    def compose(self) -> ComposeResult:
        yield self._rule
        yield self.list
        yield self._about

    @property
    def selected(self) -> Finding | None:
        """The selected finding."""
        return self._found[int(self.list.key)] if self.list.key else None

    def show(self, case: Case, naming: Naming, found: tuple[Finding, ...], empty: str, filter: str) -> None:
        """Show these findings as far as the filter lets them through; `empty` is what stands there without any."""
        self._case, self._naming, self._found = case, naming, found
        more = f", the first {MOST_SHOWN:,} are listed" if len(found) > MOST_SHOWN else ""
        self._rule.set_title(f"Findings ({len(found):,}{more})" if found else "Findings")
        self.list.nothing = empty
        self.list.show_filtered([_entry(number, one, naming) for number, one in enumerate(found[:MOST_SHOWN])], filter)
        self.list.refresh()
        self._tell()

    def on_virtual_list_moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """What is wrong, what may be written instead, and on which statements that rests."""
        found, case, naming = self.selected, self._case, self._naming
        self._about.display = found is not None
        if found is not None and case is not None and naming is not None:
            see = "; ".join(_named(case, naming, found.statements))
            told = (Cell(naming.text(found.sentence)), Cell(naming.text(found.remedy), "accent"))
            self._about.show(*told, *([(Cell(f"See {see}.", "muted"),)] if see else []))


def _entry(number: int, found: Finding, naming: Naming) -> Entry:
    place = Cell(f"{found.line}:{found.column}", "muted")
    return Entry(str(number), Row((place, Cell(found.rule.word, "warn"), naming.text(f"“{found.excerpt}”"))))


def _named(case: Case, naming: Naming, statements: tuple[FactId, ...]) -> Iterator[str]:
    """Who said it and when, of the first few statements."""
    for name in statements[:2]:
        statement = case.by_id[name]
        yield f"{naming.of(statement)}, {words.clock_words(statement.said, case.zone)}"
    if len(statements) > 2:
        yield f"{len(statements) - 2} more"
