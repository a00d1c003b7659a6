"""Commands on the desk itself: open its screens, its settings, its log."""

from __future__ import annotations

import click

from tui.cli import out
from tui.cli.run import Run
from workflow.errors import UsageError


@click.command("open")
@click.argument("case")
@click.pass_context
def open_command(context: click.Context, case: str) -> None:
    """Open the screens on a case."""
    from tui.main import Start, has_terminal, open_screens

    run: Run = context.obj
    if not has_terminal():
        raise UsageError("The screens need a terminal.", remedy=f"Read the case with onrecord show {case}.")
    found = run.ledger.find_case(case)
    context.exit(open_screens(run.desk, Start(run.choice, run.plain, run.theme), case=found))


@click.command("settings")
@click.option("--newsroom", metavar="TEXT", help="The newsroom's name, as summaries print it.")
@click.option("--reporter", metavar="TEXT", help="Your name.")
@click.option("--initials", metavar="TEXT", help="Your initials.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def settings_command(run: Run, newsroom: str | None, reporter: str | None, initials: str | None, as_json: bool) -> None:
    """Show the settings of the desk, or change them."""
    given = {"newsroom": newsroom, "reporter": reporter, "initials": initials}
    changes = {name: value for name, value in given.items() if value is not None}
    if changes:
        run.ledger.set_settings(**changes)
    held = run.ledger.settings()
    values = {name: getattr(held, name) for name in given}
    if as_json:
        out.json(values)
    else:
        out.columns([(name, value or "-") for name, value in values.items()])


@click.command("verify")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_context
def verify_command(context: click.Context, as_json: bool) -> None:
    """Recompute every chain of the log; exit code 1 where one does not hold or entries are missing."""
    run: Run = context.obj
    report = run.ledger.verify()
    if as_json:
        from msgspec import to_builtins

        out.json(to_builtins(report._asdict()) | {"valid": report.valid, "sound": report.sound})
    else:
        out.line(
            f"{report.entries} entries in {report.chains} chains of {report.cases} cases,"
            f" {report.signatures} signatures checked."
        )
        for bad in report.bad:
            out.line(f"case {bad.case_id[:8]}, writer {bad.writer[:8]}, entry {bad.seq} ({bad.id[:8]}): {bad.reason}")
        for gone in report.erased:
            out.line(f"case {gone.case_id[:8]}, {gone.id[:8]}: erased by {gone.by or '-'}, {gone.at}: {gone.reason}")
        for trouble in report.trouble:
            out.line(trouble)
        for missing in report.missing:
            out.line(f"case {missing.case_id[:8]}: {missing.entries} entries are missing that were here before.")
        if report.complete is None:
            out.line("This machine sees the desk for the first time, so it cannot tell whether the end is missing.")
        out.line("All is well." if report.sound else "The log does not hold.")
    if not report.sound:
        context.exit(1)


@click.group("anchor")
def anchor_command() -> None:
    """Settle what the anchor outside the desk remembers and the desk lacks."""


@anchor_command.command("accept")
@click.option("--reason", required=True, metavar="TEXT", help="Why entries are missing: a restored backup, a move.")
@click.pass_obj
def accept_command(run: Run, reason: str) -> None:
    """Accept that entries are missing, so that the desk can be written to again."""
    missing = run.ledger.missing
    if not missing:
        out.message("Nothing is missing; there is nothing to accept.")
        return
    run.ledger.accept_anchor(reason)
    out.line(
        f"Accepted that {missing} {'entry is' if missing == 1 else 'entries are'} missing; the desk can be written to."
    )


@click.command("rebuild")
@click.pass_obj
def rebuild_command(run: Run) -> None:
    """Make the list of cases and the search index again from the log."""
    run.ledger.rebuild()
    out.line("Made the list of cases and the search index again from the log.")
