"""The disagreement form: an editor sees the state of a question otherwise; the state stays, the word stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, options
from tui.forms.base import Form
from tui.forms.naming import question_labels
from tui.forms.reading import Gathering
from tui.screens.lines import Block
from tui.widgets.rows import Cell
from workflow.facts import DisagreementNoted
from workflow.terms import State

if TYPE_CHECKING:
    from tui.session import Write


class DisagreementForm(Form):
    """Log which state an editor would have, and why."""

    name_in_table = "disagreement"

    def __init__(self, case_id: str, question_id: str) -> None:
        super().__init__(case_id, question_id=question_id)

    def title_words(self) -> str:
        return f"Disagreement on {question_labels(self.case).get(self.about['question_id'], 'a question')}"

    def asks(self) -> list[Ask]:
        initials = self.sitting.ledger.settings().initials
        return [
            Ask("state", "Would be", Control.CHOICE, "The state as the editor sees it.", options(State)),
            Ask("reason", "Reason", Control.WORDS, "Why; it stays in the log."),
            Ask("by", "By", hint="The editor's initials.", default=initials),
        ]

    def strip(self) -> list[Block]:
        state = self.view.evaluation.states.get(self.about["question_id"], State.UNCONFIRMED)
        return [Cell(f"The statements make it {state.word}; that stays.", "muted")]

    def write(self, gather: Gathering) -> Write:
        state = gather.word("state", State, "Which state would it be?") or State.UNCONFIRMED
        noted = DisagreementNoted(self.about["question_id"], state, gather.text("reason"), gather.text("by"))
        return lambda add: add(noted)

    def said(self) -> str:
        return "Logged a disagreement; the state stays as the statements make it."
