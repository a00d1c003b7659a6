"""The command that says what is not well with a case, and nothing when all is."""

from __future__ import annotations

import click

from tui.cli import out
from tui.cli.run import Run


@click.command("check")
@click.argument("case")
@click.option("--as-of", metavar="TIME", help="As it stood at that moment.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_context
def check_command(context: click.Context, case: str, as_of: str | None, as_json: bool) -> None:
    """Say what must be done before publishing; silence, and exit code 0, when all is well."""
    from workflow.advice import check_findings

    run: Run = context.obj
    held = run.case(case)
    findings = check_findings(held, run.moment(held, as_of), run.people(held))
    if as_json:
        out.json([{"level": found.level, "check": found.rule, "text": found.text} for found in findings])
    elif findings:
        out.columns([(found.level, found.rule, found.text) for found in findings])
    if findings:
        context.exit(1)
