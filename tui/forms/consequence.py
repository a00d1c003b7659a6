"""What saving would do, in lines for the strip beneath a form: question by question, then the headline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.screens.lines import Block
from tui.text import cell_len
from tui.theme import STATE_TONES, glyph
from tui.widgets.rows import Cell

if TYPE_CHECKING:
    from tui.session import View
    from workflow.case import Case
    from workflow.facts import Entry
    from workflow.preview import Change, Preview
    from workflow.terms import State
    from workflow.verdict import Headline

COLUMN = 11
NOTICED = ("quote", "paraphrase", "agreed_at")
"""The fields beneath which a doubt stands already."""
NOTHING_CHANGES = "No question changes its state."


def told(case: Case, headline: Headline) -> str:
    """A headline in words: `OFFICIALLY DISPUTED: status, meaning`."""
    from workflow.verdict import question_words

    words = ", ".join(question_words(case, headline.questions))
    return headline.state.word.upper() + (f": {words}" if words else "")


def consequence(view: View, entries: Sequence[Entry], room: int) -> list[Block]:
    """The strip for some entries that would be added, in at most `room` lines. Raises OnRecordError for bad facts."""
    from workflow.fold import fold
    from workflow.preview import preview

    found = preview(view.case, entries, view.moment, view.evaluation)
    case = fold((*view.case.entries, *entries))
    lines: list[Block] = [_change(case, change) for change in found.questions]
    if not lines:
        lines = [Cell(NOTHING_CHANGES, "muted")]
    doubts = _doubts(view, entries)
    most = max(room - 1 - len(doubts), 1)
    if len(lines) > most:
        left = len(lines) - most + 1
        lines = [*lines[: most - 1], Cell(f"and {left} more", "muted")]
    lines += [_headline(case, found), *doubts]
    if found.questions and len(lines) < room:
        first = found.questions[0]
        lines.append((Cell(f"{case.question_by_id[first.question_id].word}: {first.because}", "muted"),))
    return lines


def _doubts(view: View, entries: Sequence[Entry]) -> list[Cell]:
    """What is worth a second look and is not noticed at its own field."""
    from workflow.admission import warnings
    from workflow.facts import Fact

    facts = (entry.fact for entry in entries if isinstance(entry.fact, Fact))
    found = (doubt for fact in facts for doubt in warnings(view.case, fact, view.moment.now))
    return [Cell(doubt.sentence, "warn") for doubt in found if doubt.field not in NOTICED]


def _change(case: Case, change: Change) -> Block:
    word = case.question_by_id[change.question_id].word
    return (*_column(word), _state(change.before), " ", Cell("→", "muted"), " ", _state(change.after, bold=True))


def _headline(case: Case, found: Preview) -> Block:
    after = found.headline_after
    same = told(case, found.headline_before) == told(case, after)
    return (
        *_column("Headline"),
        Cell(told(case, after), STATE_TONES[after.state], bold=True),
        *((" ", Cell("(as before)", "muted")) if same else ()),
    )


def _column(word: str) -> tuple[str, str]:
    return word, " " * max(COLUMN - cell_len(word), 1)


def _state(state: State, *, bold: bool = False) -> Cell:
    return Cell(f"{glyph(state)} {state.word}", STATE_TONES[state], bold)
