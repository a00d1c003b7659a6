"""One thing of a case in full: a statement, a request, a note, a source. `/` finds words in it."""

from __future__ import annotations

from datetime import tzinfo

from textual.app import ComposeResult

from tui import keys, words
from tui.screens.accounts import account
from tui.screens.filtering import Filtering
from tui.screens.reading import Reading
from tui.session import View
from tui.text import RTL_NOTE, has_rtl
from tui.widgets.bars import TitleBar
from tui.widgets.long_text import LongText
from workflow.clean import count_hidden


class WordsScreen(Reading, Filtering):
    """Text to read, drawn only as far as it is seen."""

    place = "why"
    footer_inside = (keys.TEXT,)
    DEFAULT_CSS = """
    WordsScreen LongText { padding: 1 2 0 2; }
    """

    def __init__(self, case_id: str, kind: str, name: str) -> None:
        super().__init__()
        self.case_id, self._kind, self._thing = case_id, kind, name
        self._shown = ""

    def body(self) -> ComposeResult:
        self._text = LongText(id="text")
        yield self._text

    def on_mount(self) -> None:
        self._text.focus()

    def zone(self) -> tzinfo:
        return self.sitting.case(self.case_id).zone

    def focused_place(self) -> str:
        return keys.TEXT

    @property
    def statement_id(self) -> str:
        known = self.sitting.case(self.case_id).by_id
        return self._thing if self._kind == "statement" and self._thing in known else ""

    def told(self, view: View) -> tuple[str, str]:
        """A title and the text; the title is empty when the thing is gone."""
        return account(view, self._kind, self._thing, words.naming(view.case, self.sitting))

    def desk_changed(self) -> None:
        view = self.sitting.view(self.case_id)
        title, text = self.told(view)
        if has_rtl(text):
            text = f"{RTL_NOTE}\n\n{text}"
        if hidden := count_hidden(text):
            text = f"{words.count(hidden, 'hidden character')}, shown by marks.\n\n{text}"
        if text != self._shown:
            self._shown = text
            self._text.set_text(text)
        hits = self._text.find(*self.filter.split())
        self.query_one(TitleBar).set_path(view.case.slug, title or "Gone")
        self.query_one(TitleBar).set_right(words.count(hits, "hit") + ", ] next, [ before" if self.filter else "")

    def action_next_hit(self) -> None:
        self._text.action_next_hit()

    def action_previous_hit(self) -> None:
        self._text.action_previous_hit()

    def action_copy_row(self) -> None:
        self.desk.copy_text(self._shown, "the text")
