"""What may be printed now, sentence by sentence with its permission, and what may not; `y` copies the sentence."""

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
from workflow.promises import agreed_after
from workflow.verdict import question_words
from workflow.wording import Refusal, Sentence, refusals, sentences

COLUMNS = (
    Column("", width=1),
    Column("", flex=3, least=20, most=90, wraps=True),
    Column("", flex=1, least=14, most=34, wraps=True),
)
MOST_LINES = 40
"""Lines of one sentence in the list."""

NOTHING = "Nothing may be printed yet: no source has said anything on terms that allow it."


class PrintScreen(BesideCase):
    """The sentences, each with the rule that permits it; `enter` reads the statement it comes from."""

    place = "print"

    def body(self) -> ComposeResult:
        self._list = EntryList(COLUMNS, empty=NOTHING, lines=MOST_LINES, id="sentences")
        self._sentences: dict[str, Sentence] = {}
        self._barred: tuple[Refusal, ...] = ()
        self._stands: View | None = None
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    @property
    def statement_id(self) -> str:
        kind, name = self._list.item.opens if self._list.item is not None else ("", "")
        return name if kind == "statement" else ""

    def desk_changed(self) -> None:
        view = self.sitting.view(self.case_id)
        naming = words.naming(view.case, self.sitting)
        if self._stands is not view:
            self._stands = view
            found = sentences(view.case, view.evaluation, view.moment, self.sitting.ledger.settings().newsroom)
            self._sentences = {f"may{number}": sentence for number, sentence in enumerate(found)}
            self._barred = refusals(view.case, view.moment, view.evaluation)
        self.query_one(TitleBar).set_path(view.case.slug, "May be printed")
        self.query_one(TitleBar).set_right(self.standing(), words.count(len(self._sentences), "sentence"))
        entries = [*_permitted(view, self._sentences, naming), *_barred(view, self._barred, naming)]
        self._list.show_filtered(entries if self._sentences or self._barred else [], self.filter)

    def on_virtual_list_opened(self) -> None:
        if self._list.item is not None and self._list.item.opens[0]:
            self.open_words(*self._list.item.opens)

    def action_copy_row(self) -> None:
        """Copy the sentence alone, as it may be printed."""
        sentence = self._sentences.get(self._list.key)
        if sentence is None:
            self.desk.complain("This may not be printed, so there is nothing to copy.")
        else:
            self.desk.copy_text(sentence.text, "the sentence")


def _permitted(view: View, found: dict[str, Sentence], naming: Naming) -> Iterator[Entry]:
    yield heading(f"May be printed now ({len(found)})")
    for key, sentence in found.items():
        yield Entry(key, _row(view, sentence, Cell(naming.text(sentence.text)), "good"), _opens(sentence))


def _barred(view: View, found: tuple[Refusal, ...], naming: Naming) -> Iterator[Entry]:
    if found:
        yield heading(f"May not be printed ({len(found)})")
    for number, refusal in enumerate(found):
        who = ""
        if refusal.statements and refusal.statements[0] in view.case.by_id:
            who = f"{naming.of(view.case.by_id[refusal.statements[0]])}: "
        told = Cell(f"{who}{naming.text(refusal.sentence)}", "muted")
        yield Entry(f"not{number}", _row(view, refusal, told, "warn"), _opens(refusal))


def _row(view: View, found: Sentence | Refusal, told: Cell, tone: str) -> Row:
    known = [name for name in found.questions if name in view.case.question_by_id]
    about = ", ".join(question_words(view.case, known))
    sign = "✕" if isinstance(found, Refusal) else "●"
    rule = f"{found.rule.word}: {about}" if about else found.rule.word
    if any(agreed_after(view.case, view.case.by_id[name]) for name in found.statements if name in view.case.by_id):
        rule, tone = f"{rule}; terms agreed after it was said", "warn"
    return Row((Cell(sign, tone), told, Cell(rule, tone)))


def _opens(found: Sentence | Refusal) -> tuple[str, str]:
    if found.statements:
        return "statement", found.statements[0]
    return ("request", found.request) if found.request else ("", "")
