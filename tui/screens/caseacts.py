"""What can be done in a case: each key opens a form, a dialog or another screen on what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import keys, words
from tui.screens import acting
from tui.screens.fileacts import FileActs
from tui.screens.filtering import Filtering
from tui.screens.table import screen_class

if TYPE_CHECKING:
    from tui.screens.panes.pane import Pane
    from tui.session import Done
    from workflow.case import Case

NEEDS = {
    "why": "question_id",
    "disagree": "question_id",
    "withdraw": "question_id",
    "correct": "statement_id",
    "terms": "statement_id",
    "merge": "source_id",
    "identity": "source_id",
    "answer": "request_id",
    "take_back": "fact_id",
    "erase": "fact_id",
    "copy_citation": "statement_id",
}
"""What must be selected in the pane for an action."""

WANTED = {
    "question_id": "Select a question first: press 1.",
    "statement_id": "Select a statement first: press 1, then tab.",
    "source_id": "Select a source first: press 3.",
    "request_id": "Select a request first: press 5.",
    "fact_id": "Select an entry first.",
}


class CaseActs(Filtering, FileActs):
    """The actions of the case screen; the screen itself says which pane is open."""

    case_id: str

    @property
    def pane(self) -> Pane:
        """The pane that is open."""
        raise NotImplementedError

    @property
    def case(self) -> Case:
        """The case as it stands."""
        raise NotImplementedError

    def why_not(self, action: str) -> str:
        if refused := super().why_not(action):
            return refused
        if action == "now":
            return "" if self.sitting.as_of is not None else "You are at now already."
        if action == "editor":
            return "There is nothing to write here. Open a form or a note first."
        if not self.pane.ready:
            return ""
        if (place := _only_in(action)) and self.pane.place not in place:
            return f"This acts in the pane {place[0].capitalize()}: press {keys.PANES.index(place[0]) + 1}."
        needed = NEEDS.get(action)
        if needed and not getattr(self.pane, needed):
            return WANTED[needed]
        return self.why_no_file(action)

    @property
    def file_id(self) -> str:
        return self.pane.exhibit_id if self.pane.ready else ""

    def read_it(self, kind: str, name: str) -> None:
        """Open what was selected."""
        if kind == "why":
            self.desk.push_screen(screen_class("why")(self.case_id, name))
        elif kind == "exhibit":
            self.desk.push_screen(screen_class("report")(self.case_id, name))
        elif kind:
            self.desk.push_screen(screen_class("words")(self.case_id, kind, name))

    def action_statement(self) -> None:
        self._push("statement", self.case_id, question_id=self.pane.question_id or None)

    def action_request(self) -> None:
        pane = self.pane
        self._push("request", self.case_id, question_id=pane.question_id or None, source_id=pane.source_id or None)

    def action_source(self) -> None:
        self._push("source", self.case_id)

    def action_why(self) -> None:
        self._push("why", self.case_id, self.pane.question_id)

    def action_prompts(self) -> None:
        self._push("prompts", self.case_id)

    def action_states(self) -> None:
        self._push("states")

    def action_as_of(self) -> None:
        moment = getattr(self.pane, "moment", None)
        if moment is not None:
            self.desk.stand_at(moment)
            self.desk.say(f"Standing at {words.stamp(moment, self.case.zone)}.")
        else:
            self._push("as_of", self.case.zone)

    def action_export(self) -> None:
        self._push("export", self.case_id)

    def action_print(self) -> None:
        self._push("print", self.case_id)

    def action_gates(self) -> None:
        self._push("gates", self.case_id)

    def action_approvals(self) -> None:
        self._push("approvals", self.case_id)

    def action_lint(self) -> None:
        self._push("lint", self.case_id)

    def action_exports(self) -> None:
        self._push("exports", self.case_id)

    def action_letter(self) -> None:
        self._push("letter", self.case_id)

    def action_descriptors(self) -> None:
        self._push("descriptors", self.case_id)

    def action_answer(self) -> None:
        self._push("answer", self.case_id, self.pane.request_id)

    def action_edit(self) -> None:
        place = self.pane.place
        if place == "questions" and self.pane.question_id:
            self._push("question", self.case_id, question_id=self.pane.question_id)
        elif place == "sources" and self.pane.source_id:
            self._push("source", self.case_id, source_id=self.pane.source_id)
        elif place == "document":
            self._push("document", self.case_id)
        else:
            self._push("case_form", self.case_id)

    def action_correct(self) -> None:
        self._push("correction", self.case_id, self.pane.statement_id)

    def action_terms(self) -> None:
        self._push("terms", self.case_id, self.pane.statement_id)

    def action_take_back(self) -> None:
        acting.take_back(self.desk, self.case_id, self.pane.fact_id)

    def action_withdraw(self) -> None:
        acting.withdraw(self.desk, self.case_id, self.pane.question_id)

    def action_merge(self) -> None:
        self._push("merge", self.case_id, self.pane.source_id)

    def action_note(self) -> None:
        self._push("note", self.case_id, about=self.pane.statement_id)

    def action_disagree(self) -> None:
        self._push("disagreement", self.case_id, self.pane.question_id)

    def action_exhibit(self) -> None:
        self._push("exhibit", self.case_id, self.pane.statement_id, self.pane.request_id)

    def action_informed(self) -> None:
        self._push("informed", self.case_id, self.pane.source_id)

    def action_identity(self) -> None:
        source = self.pane.source_id
        if source in self.case.identities:
            self._push("identity", self.case_id, source)
        else:
            self.desk.open_vault(lambda: self._push("identity_form", self.case_id, source))

    def action_custody(self) -> None:
        self._push("custody", self.case_id)

    def action_disclosure(self) -> None:
        self._push("disclosure", self.case_id)

    def action_accused(self) -> None:
        self._push("accused", self.case_id)

    def action_close(self) -> None:
        acting.close_or_reopen(self.desk, self.case_id)

    def action_erase(self) -> None:
        self._push("erase", self.case_id, self.pane.fact_id)

    def action_new(self) -> None:
        self._push("source" if self.pane.place == "sources" else "question", self.case_id)

    def action_search(self) -> None:
        self._push("search")

    def action_drafts(self) -> None:
        self._push("drafts", self.case_id)

    def action_settings(self) -> None:
        self._push("settings")

    def action_copy_citation(self) -> None:
        from tui.screens.citing import citation

        statement = self.pane.statement
        if statement is not None:
            naming = words.naming(self.case, self.sitting)
            self.desk.copy_text(citation(self.case, statement, naming, self.sitting.moment), "the citation")

    def _push(self, name: str, *args: object, **kwargs: object) -> None:
        self.desk.push_screen(screen_class(name)(*args, **kwargs), self._logged)

    def _logged(self, done: Done | None) -> None:
        """Show what a form logged, or say where it stands."""
        from tui.screens.arriving import arrival

        there = arrival(self.case, done.facts) if done is not None and self.sitting.has_case(self.case_id) else None
        if there is None or done is None:
            return
        if there.pane == self.pane.place and there.kind:
            self.go_to((there.kind, there.name))
        else:
            self.desk.say_done(done, there.where)


def _only_in(action: str) -> tuple[str, ...]:
    """The panes in which alone an action acts; empty where it acts in all."""
    where = next((command.where for command in keys.COMMANDS if command.action == action), ())
    return tuple(name for name in where if name in keys.PANES) if "case" not in where else ()
