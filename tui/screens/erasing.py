"""Erasing the words of an entry for good: it says what goes and what stays, asks for a reason, then asks once more."""

from __future__ import annotations

from tui import words
from tui.screens.dialog import LineDialog
from tui.screens.lines import Block
from tui.screens.table import screen_class
from tui.text import fit
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError

MOST_TOLD = 200
"""Cells of the words that the question repeats, so that the reason asked for stays in sight."""


class EraseScreen(LineDialog):
    """Asks why the words of an entry must go."""

    title_words = "Erase"
    hint = "Why it must go, in one sentence"

    def __init__(self, case_id: str, fact_id: str) -> None:
        super().__init__()
        self._case_id, self._fact_id = case_id, fact_id

    def path(self) -> tuple[str, ...]:
        return self.sitting.case(self._case_id).slug, "Erase an entry"

    def asked(self) -> list[Block]:
        case = self.sitting.case(self._case_id)
        naming = words.naming(case, self.sitting)
        statement = case.by_id.get(self._fact_id)
        told = f"{naming.of(statement)}: {naming.text(statement.words)}" if statement else "The selected entry"
        told = fit(told, MOST_TOLD)
        return [
            Cell("Remove these words for good?", bold=True),
            told,
            "",
            Cell("They go from the log, the search and every later export. That there was an entry stays", "muted"),
            Cell("visible, with your reason. This cannot be undone. Copies made before keep the words.", "muted"),
        ]

    def understood(self) -> list[Block]:
        return [] if self.typed else [Cell("A reason is needed: it stays in the log in place of the words.", "warn")]

    def take(self) -> None:
        if not self.typed:
            self.desk.complain("Erasing needs a reason.")
            return
        confirm = screen_class("confirm")("Erase the words of this entry for good?", "y", "Erase the words")
        self.desk.push_screen(confirm, self._confirmed)

    def _confirmed(self, sure: bool | None) -> None:
        if not sure:
            return
        try:
            gone = self.sitting.erase(self._case_id, self._fact_id, self.typed)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self.desk.go_back()
        self.desk.facts_came()
        self.desk.say(f"Erased the words of {gone} {'entry' if gone == 1 else 'entries'}.")
