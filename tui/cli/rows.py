"""The list of cases as lines or as JSON; it loads neither the command line's parser nor, where it can, the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli import out
from tui.cli.run import Run, sought
from workflow.terms import State

if TYPE_CHECKING:
    from workflow.shelf import ShelfRow
    from workflow.store.glance import Glanced

    Row = ShelfRow | Glanced

_PAGE = 2_000
_PROMPT = 60
_STATES = {str(state): state for state in State}


def print_list(run: Run, words: str = "", *, as_json: bool = False) -> None:
    """Print the cases, the one that moved last first; only those with all the words in their row."""
    found = run.glance() if not words else None
    rows = read_rows(run, words) if found is None else found
    if as_json:
        out.json([_plain(case_id, row) for case_id, row in rows])
    elif rows:
        head = ("CASE", "STATE", "SETTLED", "MOVED", "NEXT", "TITLE")
        out.columns([head, *(_cells(row, run.plain) for _, row in rows)])
    else:
        out.message("No case has these words." if words else "No cases yet. Open one with onrecord new --title TITLE.")


def read_rows(run: Run, words: str) -> Sequence[tuple[str, Row]]:
    """The rows of the list, worked out anew where their time has passed."""
    ledger, words = run.ledger, sought(words)
    rows: list[tuple[str, Row]] = []
    while page := ledger.shelf(len(rows), _PAGE, words):
        rows += page
    return rows


def _cells(row: Row, plain: bool) -> tuple[str, ...]:
    closed = "" if row.is_open else " (closed)"
    state = f"{out.state(_STATES[row.headline], plain=plain)}: {out.listed(row.headline_questions)}{closed}"
    prompt = f"{row.level} {row.prompt}" if row.prompt else "-"
    short = prompt if len(prompt) <= _PROMPT else f"{prompt[:_PROMPT]}..."
    return row.slug, state, f"{row.settled}/{row.total}", row.moved_at, short, row.title


def _plain(case_id: str, row: Row) -> dict[str, object]:
    from workflow.when import iso

    return {
        "id": case_id,
        "case": row.slug,
        "title": row.title,
        "open": row.is_open,
        "headline": {"state": row.headline, "questions": list(row.headline_questions)},
        "settled": row.settled,
        "total": row.total,
        "next": {"level": row.level, "text": row.prompt} if row.prompt else None,
        "moved_at": row.moved_at,
        "deadline": iso(row.deadline) if row.deadline is not None else None,
    }
