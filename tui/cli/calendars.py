"""The command that writes the open deadlines as a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import out
from tui.cli.exporting import deliver
from tui.cli.run import Run

if TYPE_CHECKING:
    from workflow.case import Case


@click.command("calendar")
@click.argument("case", required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write this file; else to output."
)
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def calendar_command(run: Run, case: str | None, output: Path | None, overwrite: bool) -> None:
    """Write the deadlines ahead, of one case or of all open ones, as a calendar (iCalendar); it is logged."""
    from workflow.deadlines import deadlines
    from workflow.summaries.making import calendar_file

    held = {name: found for name, found in _cases(run, case).items() if deadlines([found], run.now)}
    if not held:
        out.message("No deadline lies ahead that may stand in a calendar.")
        return
    deliver(run, list(held), calendar_file(held.values(), run.now), output, overwrite)


def _cases(run: Run, name: str | None) -> dict[str, Case]:
    if name is not None:
        held = run.case(name)
        return {run.case_id: held}
    rows = run.ledger.shelf(limit=run.ledger.case_count())
    found = {case_id: run.ledger.case(case_id) for case_id, _ in rows}
    return {case_id: held for case_id, held in found.items() if held.is_open}
