"""The command that shows what a taken laptop would tell of a reporter's work, and how to mend it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import out
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.desk import Choice
    from workflow.doctor import Finding, Machine

HEADINGS = {
    "mend": "To mend",
    "cannot tell": "Cannot be told from here",
    "know": "What no setting hides",
    "well": "Well",
}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_context
def doctor_command(context: click.Context, as_json: bool) -> None:
    """Show what a taken laptop would tell; exit code 1 where something is to mend. No desk is opened."""
    from workflow.doctor import Outcome, examine

    run: Run = context.obj
    findings = examine(machine_of(run.choice))
    mending = sum(finding.outcome is Outcome.MEND for finding in findings)
    if as_json:
        out.json({"mend": mending, "findings": [_plain(finding) for finding in findings]})
    else:
        _tell(findings)
    if mending:
        context.exit(1)


def machine_of(choice: Choice) -> Machine:
    """The machine that this runs on, with the desks that could open here, the one that was named first."""
    import os

    from tui.desk import example_path, own_path, state_dir
    from workflow.doctor import this_machine
    from workflow.doctor.looking import look

    own, here = own_path(), Path("cases.db").absolute()
    named = choice.db or os.environ.get("ONRECORD_DB", "")
    asked = [Path(named).expanduser().absolute()] if named else []
    desks = (*asked, *([here] if look(here) else []), own.absolute())
    example = example_path()
    examples = (example.absolute(),) if example else ()
    return this_machine(tuple(dict.fromkeys(desks)), _data_folder(), state_dir().absolute(), examples)


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False)


def _tell(findings: tuple[Finding, ...]) -> None:
    order = list(HEADINGS)
    ranked = sorted(findings, key=lambda finding: order.index(finding.outcome))
    for at, (outcome, group) in enumerate(groupby(ranked, key=lambda finding: finding.outcome)):
        if at:
            out.line()
        out.line(f"{HEADINGS[outcome]}:")
        for finding in group:
            out.line(f"  {finding.check}: {finding.seen}")
            for place in finding.places:
                out.line(f"    {place}")
            if finding.remedy:
                out.line(f"    -> {finding.remedy}")


def _plain(finding: Finding) -> dict[str, object]:
    return {**finding._asdict(), "outcome": str(finding.outcome), "places": list(finding.places)}
