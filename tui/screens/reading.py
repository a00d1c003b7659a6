"""What the screens that are read beside a case share: their keys act on the statement that is selected there."""

from __future__ import annotations

from tui import words
from tui.screens.base import DeskScreen
from tui.screens.table import screen_class

NO_STATEMENT = "Select a statement first."


class Reading(DeskScreen):
    """A screen on one case with, sometimes, a statement selected."""

    case_id: str = ""
    question_id: str = ""

    @property
    def statement_id(self) -> str:
        """The selected statement, or nothing."""
        return ""

    def why_not(self, action: str) -> str:
        if refused := super().why_not(action):
            return refused
        if action == "now" and self.sitting.as_of is None:
            return "You are at now already."
        if action == "disagree" and not self.question_id:
            return "A disagreement is with the state of a question. Open it from there."
        if action in ("correct", "terms", "copy_citation") and not self.statement_id:
            return NO_STATEMENT
        return ""

    def open_words(self, kind: str, name: str) -> None:
        """Read a thing of the case in full."""
        self.desk.push_screen(screen_class("words")(self.case_id, kind, name))

    def action_correct(self) -> None:
        self.desk.push_screen(screen_class("correction")(self.case_id, self.statement_id))

    def action_terms(self) -> None:
        self.desk.push_screen(screen_class("terms")(self.case_id, self.statement_id))

    def action_disagree(self) -> None:
        self.desk.push_screen(screen_class("disagreement")(self.case_id, self.question_id))

    def action_states(self) -> None:
        self.desk.push_screen(screen_class("states")())

    def action_search(self) -> None:
        self.desk.push_screen(screen_class("search")())

    def action_as_of(self) -> None:
        self.desk.push_screen(screen_class("as_of")(self.zone()))

    def action_copy_citation(self) -> None:
        from tui.screens.citing import citation

        case = self.sitting.case(self.case_id)
        naming = words.naming(case, self.sitting)
        cited = citation(case, case.by_id[self.statement_id], naming, self.sitting.moment)
        self.desk.copy_text(cited, "the citation")
