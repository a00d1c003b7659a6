"""In what two files of a case differ, as a list; who gave which is not told, and what cannot be compared is."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from tui import words
from tui.naming import Naming
from tui.screens.entries import Entry, EntryList, heading
from tui.screens.finding_words import WORDS, finding_words
from tui.screens.two_widths import TwoWidths
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from workflow.comparing import CANNOT_SEE, Comparison, Difference
from workflow.findings import KINDS
from workflow.phrases import capital

WIDE = (
    Column("", flex=2, least=12, most=34, wraps=True),
    Column("", width=16, drop=1),
    Column("A", flex=3, least=16, most=60, wraps=True),
    Column("B", flex=3, least=16, most=60, wraps=True),
)
NARROW = (Column("", flex=1, least=16, most=24, wraps=True), Column("", flex=2, least=24, most=90, wraps=True))
SAME_BYTES = "The two are the same file, byte for byte."
NOT_THERE = "nothing"


class DifferencesScreen(TwoWidths):
    """A comparison that was made; `a` and `b` are the numbers of the two files."""

    place = "differences"
    wide_columns, narrow_columns = WIDE, NARROW

    def __init__(self, case_id: str, found: Comparison, a: int, b: int) -> None:
        super().__init__(case_id)
        self._found, self._a, self._b = found, a, b

    def body(self) -> ComposeResult:
        self._list = EntryList(NARROW, empty=SAME_BYTES, lines=8, id="differences")
        yield self._list

    def desk_changed(self) -> None:
        case = self.sitting.case(self.case_id)
        naming = words.naming(case, self.sitting)
        self._list.show_filtered(list(self._entries(naming)), self.filter)
        self.query_one(TitleBar).set_path(case.slug, f"A is file {self._a}, B is file {self._b}")
        self.query_one(TitleBar).set_right(words.count(len(self._found.differences), "difference"))

    def _entries(self, naming: Naming) -> Iterator[Entry]:
        found = self._found
        if found.is_same_file:
            return
        if found.one_paper is not None:
            told = "copies of one paper" if found.one_paper else "other papers: most of their words differ"
            yield Entry("paper", Row(("By their words", told)))
        for aspect in dict.fromkeys(one.aspect for one in found.differences):
            kept = [one for one in found.differences if one.aspect is aspect]
            yield heading(f"{capital(aspect.word)} ({len(kept)})")
            yield from (self._row(f"{aspect.value} {number}", one, naming) for number, one in enumerate(kept))
        for title, sentences in (("Not compared", found.not_compared), ("What no comparison here sees", CANNOT_SEE)):
            if sentences:
                yield heading(title)
            yield from (Entry(f"{title} {at}", Row(("", Cell(one, "warn")))) for at, one in enumerate(sentences))

    def _row(self, key: str, one: Difference, naming: Naming) -> Entry:
        what = capital(finding_words(one.what) if one.what in WORDS else one.what)
        hidden = naming.hidden and one.what in KINDS and KINDS[one.what].is_risk
        a, b = ("hidden" if hidden else naming.text(side) or NOT_THERE for side in (one.a, one.b))
        if not one.a and not one.b:
            a = b = ""
        if self.wide:
            return Entry(key, Row((what, Cell(naming.text(one.where), "muted"), a, b)))
        where = f"{naming.text(one.where)}. " if one.where else ""
        return Entry(key, Row((what, f"{where}A: {a}; B: {b}" if a or b else where or "They differ.")))
