"""How statements, stances and changes of state are told in the columns of a list."""

from __future__ import annotations

from tui import words
from tui.naming import Naming
from tui.widgets.rows import Cell, Column, Row
from workflow.case import Case, Moment, Statement
from workflow.fate import Fate
from workflow.flags import learned_late
from workflow.progress import QuestionChange
from workflow.terms import Stance, Weight
from workflow.verdict import question_words

SIGNS = {Stance.CONFIRMS: "+", Stance.DISPUTES: "-", Stance.RETRACTS: "⊘", Stance.IMPLIES: "~"}
NO_SIGN = "·"
LETTERS = {Weight.NONE: "–"}

STATEMENT_COLUMNS = (
    Column("", width=12),
    Column("", width=3),
    Column("", flex=4, least=16, most=52, wraps=True),
    Column("", flex=5, least=14, most=90, drop=1, wraps=True),
)
"""When, for or against and how heavy, who on which terms, the words."""


def sign(stance: Stance) -> str:
    """For, against, or neither, in one cell."""
    return SIGNS.get(stance, NO_SIGN)


def letter(fate: Fate) -> str:
    """The class of a statement on a question in one cell."""
    if fate.live and fate.technical and fate.weight is not Weight.OFFICIAL:
        return Weight.TECHNICAL.value
    return LETTERS.get(fate.weight, fate.weight.value)


def who(statement: Statement, naming: Naming, moment: Moment) -> str:
    """Who said it, on which terms, and through whom: `Gen. Mark Milley, on the record, via CNN`."""
    terms = statement.terms_at(moment.as_of)[0]
    via = f", via {naming.text(statement.says.via)}" if statement.says.via else ""
    return f"{naming.of(statement)}, {terms.word}{via}"


def quoted(statement: Statement, naming: Naming) -> str:
    """The words: a quote in its marks, a paraphrase without."""
    if statement.says.quote:
        return f"“{naming.text(statement.says.quote)}”"
    return naming.text(statement.says.paraphrase)


def fate_row(case: Case, fate: Fate, naming: Naming, moment: Moment) -> Row:
    """A statement as it bears on one question."""
    statement = fate.statement
    told = quoted(statement, naming)
    if not fate.stance.weighs:
        told = f"{fate.stance.word}. {told}".strip()
    elif not fate.live:
        told = f"Set aside: {fate.rule.value}. {told}".strip()
    if learned_late(statement):
        told = f"Learned {words.clock_words(statement.learned, case.zone)}. {told}"
    tone = "text"
    if fate.live:
        tone = "good" if fate.stance is Stance.CONFIRMS else "bad"
    return Row(
        (
            Cell(words.clock_words(statement.said, case.zone), "muted"),
            Cell(f"{sign(fate.stance)} {letter(fate)}", tone, bold=fate.live),
            who(statement, naming, moment),
            Cell(told, "text" if fate.live else "muted"),
        ),
        dim=not fate.live,
    )


def stances_words(case: Case, statement: Statement) -> str:
    """What a statement says on each question: `+genuine -status`."""
    known = {question.id: question for question in case.questions}
    told = []
    for question in question_order(case, statement):
        stance = statement.says.stances[question]
        (word,) = question_words(case, [question]) if question in known else ("withdrawn question",)
        told.append(f"{sign(stance)}{word}" if stance.weighs else f"{word}: {stance.word}")
    return ", ".join(told)


def question_order(case: Case, statement: Statement) -> list[str]:
    """The questions that a statement touches, in the order of the case."""
    return [question.id for question in case.questions if question.id in statement.says.stances]


def change_cell(case: Case, changes: tuple[QuestionChange, ...]) -> Cell:
    """What changed: `genuine ○ → ◐ anon. confirmed`."""
    from tui.theme import STATE_TONES, glyph

    told = []
    for change in changes:
        if change.question_id in case.question_by_id:
            (word,) = question_words(case, [change.question_id])
            told.append(f"{word} {glyph(change.before)} → {glyph(change.after)} {words.short_state(change.after)}")
    tone = STATE_TONES[changes[-1].after] if changes else "muted"
    return Cell("; ".join(told), tone)
