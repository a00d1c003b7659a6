"""The question form: a new question, or other words for one that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, Option
from tui.forms.base import Form
from tui.forms.naming import question_labels
from tui.forms.reading import Gathering
from tui.short_names import free
from workflow.facts import QuestionRaised, QuestionWorded
from workflow.terms import Kind

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.case import Question

PROPOSITION = "One sentence that can be confirmed or disputed, worded as the document or the first report claims it."


class QuestionForm(Form):
    """Raise a question, or with `question_id` word it otherwise."""

    name_in_table = "question"
    previews = True
    fields_of_facts = {"slug": "proposition", "question": "proposition"}

    def __init__(self, case_id: str, question_id: str | None = None) -> None:
        super().__init__(case_id, question_id=question_id or "")

    def title_words(self) -> str:
        asked = self.worded_before
        return f"Other words for {question_labels(self.case)[asked.id]}" if asked else "New question"

    @property
    def worded_before(self) -> Question | None:
        return self.case.question_by_id.get(self.about.get("question_id", ""))

    def asks(self) -> list[Ask]:
        asked = self.worded_before
        if asked is None:
            genuine = any(question.kind is Kind.GENUINE for question in self.case.questions)
            kinds = tuple(Option(kind.value, kind.word, kind.meaning) for kind in Kind)
            asks = [Ask("kind", "Kind", Control.CHOICE, "What it is about.", kinds[1:] if genuine else kinds)]
            return [*asks, Ask("proposition", "Words", Control.WORDS, PROPOSITION)]
        asks = [Ask("proposition", "Words", Control.WORDS, PROPOSITION, default=asked.proposition)]
        changed = self.answers.get("proposition", asked.proposition).strip() != asked.proposition
        if asked.proposition and changed:
            asks.append(Ask("reason", "Reason", Control.WORDS, "Statements were taken on the old words."))
        return asks

    def write(self, gather: Gathering) -> Write:
        asked = self.worded_before
        words = gather.text("proposition", "Put it as one sentence that can be confirmed or disputed.")
        if asked is not None:
            worded = QuestionWorded(
                asked.id, words, gather.text("reason"), self.case.setters(asked.id, ("proposition",))
            )
            return lambda add: add(worded)
        kind = gather.word("kind", Kind, "What is the question about?") or Kind.CONTENT
        slug = free(kind.value, (question.slug for question in self.case.questions))
        raised = QuestionRaised(slug, kind, words)
        return lambda add: add(raised)

    def said(self) -> str:
        return "Worded a question otherwise." if self.worded_before else "Raised a question."
