"""Why a question stands where it does: what makes the state, what was set aside, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from textual.app import ComposeResult

from tui import words
from tui.naming import Naming
from tui.screens.entries import Entry, EntryList, heading
from tui.screens.filtering import Filtering
from tui.screens.lines import Lines
from tui.screens.panes import telling
from tui.screens.reading import Reading
from tui.session import View
from tui.widgets.bars import Rail, TitleBar
from tui.widgets.rows import Cell, Column, Row
from workflow.fate import Fate
from workflow.flags import flags
from workflow.terms import Weight
from workflow.verdict import question_words
from workflow.why import Why, reason, why

COLUMNS = (
    Column("", width=12),
    Column("", width=3),
    Column("", flex=4, least=16, most=44, wraps=True),
    Column("", flex=5, least=14, most=90, wraps=True),
)
GONE = "This question is not in the case any more. Press esc to go back."


class WhyScreen(Reading, Filtering):
    """The account of one question, as a list; `enter` reads a statement in full."""

    place = "why"
    footer_inside = ()

    def __init__(self, case_id: str, question_id: str) -> None:
        super().__init__()
        self.case_id, self.question_id = case_id, question_id

    def body(self) -> ComposeResult:
        self._list = EntryList(COLUMNS, empty=GONE, lines=4, id="why")
        yield Rail(id="rail")
        yield Lines(id="sentence", most=6)
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    def zone(self) -> tzinfo:
        return self.sitting.case(self.case_id).zone

    @property
    def statement_id(self) -> str:
        kind, name = self._list.item.opens if self._list.item is not None else ("", "")
        return name if kind == "statement" else ""

    def desk_changed(self) -> None:
        view = self.sitting.view(self.case_id)
        question = view.case.question_by_id.get(self.question_id)
        if question is None:
            self._list.show(())
            return
        naming = words.naming(view.case, self.sitting)
        (word,) = question_words(view.case, [question.id])
        told = why(view.case, view.evaluation, question.id)
        self.query_one(TitleBar).set_path(view.case.slug, f"Why {word}")
        self.query_one(TitleBar).set_right("in the past" if self.sitting.as_of is not None else "as of now")
        self.query_one(Rail).set_state(told.state, word)
        self.query_one("#sentence", Lines).show(
            Cell(naming.text(question.proposition), bold=True),
            Cell(told.state.meaning, "muted"),
            naming.text(told.sentence),
        )
        self._list.show_filtered(list(_account(view, told, naming)), self.filter)

    def on_virtual_list_opened(self) -> None:
        if self._list.item is not None:
            kind, name = self._list.item.opens
            if kind:
                self.open_words(kind, name)


def _account(view: View, told: Why, naming: Naming) -> Iterator[Entry]:
    yield heading(f"What makes it {told.state.word} ({len(told.makes)})")
    for fate in told.makes:
        yield _fate(view, fate, naming, telling.quoted(fate.statement, naming))
    if not told.makes:
        yield Entry("none", Row(("", "", Cell("Nothing that counts.", "muted"))))
    if told.also:
        yield heading(f"Counts too, and is not needed ({len(told.also)})")
        for fate in told.also:
            yield _fate(view, fate, naming, telling.quoted(fate.statement, naming))
    if told.set_aside:
        yield heading(f"Set aside ({len(told.set_aside)})")
        for fate in told.set_aside:
            rule = naming.text(reason(view.case, fate))
            stance = "" if fate.stance.weighs else f"{fate.stance.word}; "
            yield _fate(view, fate, naming, f"{stance}{rule}. {telling.quoted(fate.statement, naming)}")
    if told.reach:
        yield heading("What one more statement would do")
        for number, reach in enumerate(told.reach):
            mark = reach.weight.value if reach.weight is not Weight.NONE else "–"
            cells = ("", f"{telling.sign(reach.stance)} {mark}")
            yield Entry(f"reach{number}", Row((*cells, words.state_cell(reach.state), naming.text(reach.sentence))))
    yield from _beside(view, told.question, naming)


def _beside(view: View, question_id: str, naming: Naming) -> Iterator[Entry]:
    """What stands beside the state: flags with their meaning, editors who disagree."""
    found = flags(view.case, view.evaluation, question_id)
    if found:
        yield heading(f"Flags ({len(found)})")
        for flag in found:
            yield Entry(f"flag{flag.value}", Row(("", "", Cell(flag.word, "warn"), flag.meaning)))
    disagreeing = [one for one in view.case.disagreements_by(view.moment) if one.question == question_id]
    if disagreeing:
        yield heading(f"Editors who disagree ({len(disagreeing)})")
        for one in disagreeing:
            cells = (words.ago(one.claimed_at, view.moment.now), "", f"{one.by}: {one.state.word}")
            yield Entry(one.id, Row((*cells, naming.text(one.reason))))


def _fate(view: View, fate: Fate, naming: Naming, told: str) -> Entry:
    tone = ("good" if telling.sign(fate.stance) == "+" else "bad") if fate.live else "muted"
    statement = fate.statement
    row = Row(
        (
            Cell(words.clock_words(statement.said, view.case.zone), "muted"),
            Cell(f"{telling.sign(fate.stance)} {telling.letter(fate)}", tone, bold=fate.live),
            telling.who(statement, naming, view.moment),
            told,
        ),
        dim=not fate.live,
    )
    return Entry(statement.id, row, ("statement", statement.id))
