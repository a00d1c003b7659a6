"""What came of taking files in: what is to be asked about copies, the files, and what was declined and why."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from tui import words
from tui.naming import Naming
from tui.screens.beside import BesideCase
from tui.screens.entries import Entry, EntryList, heading
from tui.screens.examining import examination_at
from tui.screens.report_rows import counts_words
from tui.screens.table import screen_class
from tui.session import View
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from workflow.case import Statement
from workflow.copies import copies
from workflow.errors import OnRecordError
from workflow.facts import FactId
from workflow.hashing import size_words
from workflow.holdings import Exhibit
from workflow.intake.checking import same_text

COLUMNS = (Column("", width=12), Column("", flex=1, least=24, most=90, wraps=True))
NOTHING = "No file was taken in."
WHICH = "Which statements were about which copy?"
FROM_NOW = "Say of each statement which copy it is about."


class TakenInScreen(BesideCase):
    """Files of one intake; `enter` opens a report, compares two copies, or says which copy a statement is about."""

    place = "taken_in"

    def __init__(self, case_id: str, names: tuple[FactId, ...], declined: tuple[OnRecordError, ...] = ()) -> None:
        super().__init__(case_id)
        self._names, self._declined = names, declined

    def body(self) -> ComposeResult:
        self._list = EntryList(COLUMNS, empty=NOTHING, lines=8, id="rows")
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    def desk_changed(self) -> None:
        view = self.sitting.view(self.case_id)
        naming = words.naming(view.case, self.sitting)
        held = _of(view, self._names)
        asked = list(_asked(view, self._names, naming))
        entries = [heading(f"To be asked ({len(asked)})"), *asked] if asked else []
        entries += [heading(f"Files ({len(held)})"), *(_file(view, one, naming) for one in held)] if held else []
        if self._declined:
            entries.append(heading(f"Declined ({len(self._declined)})"))
            entries += [_decline(at, one, naming) for at, one in enumerate(self._declined)]
        self._list.show_filtered(entries, self.filter)
        self.query_one(TitleBar).set_path(view.case.slug, "Taken in")
        self.query_one(TitleBar).set_right(words.count(len(held), "file"))

    def on_virtual_list_opened(self) -> None:
        kind, name = self._list.item.opens if self._list.item is not None else ("", "")
        if kind == "compare":
            self.desk.push_screen(screen_class("compare")(self.case_id, *name.split()))
        elif kind:
            self.desk.push_screen(screen_class(kind)(self.case_id, name))


def gives_cause(view: View, names: tuple[FactId, ...]) -> bool:
    """Whether something is to be asked about these files."""
    return any(True for _ in _asked(view, names, Naming(view.case)))


def _of(view: View, names: tuple[FactId, ...]) -> list[Exhibit]:
    return [one for one in view.case.holdings.exhibits if one.id in names and view.moment.has_seen(one.claimed_at)]


def _asked(view: View, names: tuple[FactId, ...], naming: Naming) -> Iterator[Entry]:
    """Near copies of these files, and statements of which it is not said which copy they are about (W28)."""
    for one in _of(view, names):
        for other in same_text(view.case, one.id):
            if other.number < one.number:
                told = f"File {one.number} holds the same words as file {other.number}, in other bytes. What differs?"
                yield Entry(f"near {one.id} {other.id}", Row(("near copy", told)), ("compare", f"{one.id} {other.id}"))
    several = copies(view.case)
    if len(several) < 2 or not any(one.id in names for one in several):
        return
    numbers = ", ".join(str(one.number) for one in several[:6]) + (" and more" if len(several) > 6 else "")
    unsaid = _unsaid(view)
    told = f"The document is here in other bytes more than once (files {numbers}). {WHICH if unsaid else FROM_NOW}"
    new = next(one for one in reversed(several) if one.id in names)
    first = next(one for one in several if one.id != new.id)
    yield Entry("which", Row(("which copy", Cell(told, "warn"))), ("compare", f"{new.id} {first.id}"))
    for one_said in unsaid:
        said = one_said.says.quote or one_said.says.paraphrase or one_said.says.slug
        text = f"{naming.of(one_said)}: {naming.text(said[:160])}"
        yield Entry(f"which {one_said.id}", Row(("", text)), ("correction", one_said.id))


def _unsaid(view: View) -> list[Statement]:
    """The statements that count and do not say which copy they are about."""
    counting = {fate.statement.id: fate.statement for fate in view.evaluation.fates.values() if fate.live}
    return [one for one in counting.values() if not (one.says.copy_of or one.says.rests_on)]


def _file(view: View, one: Exhibit, naming: Naming) -> Entry:
    examined = examination_at(view.case, one.id, view.moment)
    found = counts_words(examined) if examined is not None else "not checked"
    text = f"{naming.text(one.name)}, {size_words(one.size)}: {found}"
    return Entry(one.id, Row((f"File {one.number}", text)), ("report", one.id))


def _decline(at: int, error: OnRecordError, naming: Naming) -> Entry:
    text = naming.text(" ".join(part for part in (f"{error.where}:" if error.where else "", error.what) if part))
    return Entry(f"declined {at}", Row(("declined", Cell(text, "warn"))))
