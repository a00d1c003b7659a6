"""The command that lists the cases of a desk, and what stands in their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import out
from tui.cli.run import Run
from workflow.terms import State

if TYPE_CHECKING:
    from workflow.shelf import ShelfRow

_PAGE = 2_000
_STATES = {str(state): state for state in State}


@click.command("list")
@click.option("--filter", "words", default="", metavar="WORDS", help="Only cases with these words in name or title.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def list_command(run: Run, words: str, as_json: bool) -> None:
    """List the cases, the one that moved last first."""
    ledger = run.ledger
    ledger.refresh_shelf(run.now)
    rows: list[tuple[str, ShelfRow]] = []
    while page := ledger.shelf(len(rows), _PAGE, words):
        rows += page
    if as_json:
        out.json([_plain(case_id, row) for case_id, row in rows])
    elif rows:
        head = ("CASE", "STATE", "SETTLED", "MOVED", "NEXT", "TITLE")
        out.columns([head, *(_cells(row, run.plain) for _, row in rows)])
    else:
        out.message("No case has these words." if words else "No cases yet. Open one with onrecord new --title TITLE.")


def _cells(row: ShelfRow, plain: bool) -> tuple[str, ...]:
    closed = "" if row.is_open else " (closed)"
    state = f"{out.state(_STATES[row.headline], plain=plain)}: {out.listed(row.headline_questions)}{closed}"
    prompt = f"{row.level} {row.prompt}".strip() or "-"
    return row.slug, state, f"{row.settled}/{row.total}", row.moved_at, prompt, row.title


def _plain(case_id: str, row: ShelfRow) -> dict[str, object]:
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
