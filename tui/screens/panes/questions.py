"""The questions of a case, the rail of the selected one, and what was said on it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from tui import words
from tui.screens.items import ItemList
from tui.screens.lines import Block, Lines
from tui.screens.panes import telling
from tui.screens.panes.pane import WIDE, Pane, Scene
from tui.widgets.bars import Rail
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList
from workflow.case import Question
from workflow.fate import Fate
from workflow.verdict import question_words

NO_QUESTIONS = "No question yet. A question is one yes or no about the document, such as: is it genuine? Press n."
NO_STATEMENTS = "Nobody has spoken on this yet. Press a to log what a source said, r to ask someone."
FILTERED = "Nothing that was said here holds these words. Press esc to see all."
STATE_WIDTH = 24


class QuestionsPane(Pane):
    """Questions above, statements beneath."""

    place = "questions"
    SCOPED_CSS = False
    DEFAULT_CSS = """
    QuestionsPane { layout: vertical; }
    QuestionsPane #questions { height: auto; min-height: 1; }
    QuestionsPane #said { height: 1fr; min-height: 3; }
    CaseScreen.-short QuestionsPane #said { display: none; }
    CaseScreen.-short QuestionsPane.-at-statements #said { display: block; height: 1fr; }
    CaseScreen.-short QuestionsPane.-at-statements #questions { display: none; }
    QuestionsPane #about { display: none; }
    CaseScreen.-wide QuestionsPane #about { display: block; margin: 0 0 1 0; }
    """

    def compose(self) -> ComposeResult:
        columns = (
            Column("", width=STATE_WIDTH),
            Column("", width=10),
            Column("", flex=1, least=10, most=90, drop=1),
        )
        self._questions: ItemList[Question] = ItemList(
            columns, self._question_row, lambda question: question.id, empty=NO_QUESTIONS, id="questions"
        )
        self._rail = Rail(id="rail")
        self._about = Lines(id="about", most=6)
        self._statements: ItemList[Fate] = ItemList(
            telling.STATEMENT_COLUMNS, self._fate_row, lambda fate: fate.statement.id, id="statements"
        )
        yield self._questions
        yield Vertical(self._rail, self._about, self._statements, id="said")

    def draw(self, scene: Scene) -> None:
        super().draw(scene)
        self._questions.show(scene.view.case.questions)
        self._questions.styles.max_height = max(len(scene.view.case.questions), 1)
        self._show_question()

    def stops(self) -> list[Widget]:
        return [self._questions, self._statements]

    def go_to(self, kind: str, name: str) -> bool:
        if kind == "question" and self._questions.select_key(name):
            self._questions.focus()
            return True
        return kind == "statement" and self._go_to_statement(name)

    @property
    def question_id(self) -> str:
        return self._questions.key

    @property
    def statement_id(self) -> str:
        return self._statements.key if self._statements.has_focus else ""

    @property
    def fact_id(self) -> str:
        return self.statement_id or self.question_id

    def read(self) -> tuple[str, str]:
        if self.statement_id:
            return "statement", self.statement_id
        return ("why", self.question_id) if self.question_id else ("", "")

    def on_virtual_list_moved(self, message: VirtualList.Moved) -> None:
        if message.list is self._questions:
            self._show_question()

    def show_side(self) -> None:
        """In a low window only one of the lists is seen: the one that has the focus."""
        self.set_class(self._statements.has_focus, "-at-statements")

    def _go_to_statement(self, name: str) -> bool:
        """Select a statement, on the selected question if it speaks on it, else on the first that it touches."""
        scene = self.scene
        statement = scene.view.case.by_id.get(name) if scene else None
        if scene is None or statement is None:
            return False
        touched = telling.question_order(scene.view.case, statement)
        if touched and self.question_id not in touched:
            self._questions.select_key(touched[0])
            self._show_question()
        found = self._statements.select_key(name)
        if found:
            self._statements.focus()
        return found

    def _show_question(self) -> None:
        scene = self.scene
        if scene is None:
            return
        question = self._questions.item
        if question is None:
            self._rail.set_state(None, "")
            self._about.show()
            self._statements.show(())
            return
        case, evaluation = scene.view.case, scene.view.evaluation
        (word,) = question_words(case, [question.id])
        self._rail.set_state(evaluation.states[question.id], word)
        self._about.show(*self._account(question))
        fates = [
            fate
            for fate in reversed(evaluation.tallies[question.id].fates)
            if not scene.filter or scene.keeps(*self._sought(fate))
        ]
        self._statements.lines = 3 if self.screen.size.width >= WIDE else 1
        self._statements.empty = FILTERED if scene.filter else NO_STATEMENTS
        self._statements.show(fates)
        self._statements.mark(*scene.filter.split())

    def _account(self, question: Question) -> list[Block]:
        """What there is room for where the window is wide: what the state means, and its flags."""
        from workflow.flags import flags

        scene = self.scene
        if scene is None or self.screen.size.width < WIDE:
            return []
        state = scene.view.evaluation.states[question.id]
        found = flags(scene.view.case, scene.view.evaluation, question.id)
        told: list[Block] = [Cell(state.meaning, "muted")]
        if found:
            told.append(Cell("Flags: " + ", ".join(flag.word for flag in found), "warn"))
        return told

    def _sought(self, fate: Fate) -> tuple[str, str]:
        assert self.scene is not None
        naming, moment = self.scene.naming, self.scene.view.moment
        return telling.who(fate.statement, naming, moment), telling.quoted(fate.statement, naming)

    def _question_row(self, question: Question) -> Row:
        assert self.scene is not None
        case, states = self.scene.view.case, self.scene.view.evaluation.states
        (word,) = question_words(case, [question.id])
        proposition = self.scene.naming.text(question.proposition)
        return Row(
            (
                words.state_cell(states[question.id]),
                Cell(word, bold=True),
                Cell(proposition or "not worded yet; press e", "text" if proposition else "muted"),
            )
        )

    def _fate_row(self, fate: Fate) -> Row:
        assert self.scene is not None
        return telling.fate_row(self.scene.view.case, fate, self.scene.naming, self.scene.view.moment)
