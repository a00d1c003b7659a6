"""Commands on the desk itself: open its screens, its settings, its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run
from workflow.errors import UsageError
from workflow.phrases import counted

if TYPE_CHECKING:
    from workflow.store.verify import Report


@click.command("open")
@click.argument("case")
@click.pass_context
def open_command(context: click.Context, case: str) -> None:
    """Open the screens on a case."""
    from tui.desk import find_desk, open_desk
    from tui.start import Start, has_terminal, open_screens

    run: Run = context.obj
    if not has_terminal():
        raise UsageError("The screens need a terminal.", remedy=f"Read the case with onrecord show {case}.")
    start = Start(run.choice, run.plain, run.theme)
    if run.choice.passphrase_fd is None and find_desk(run.choice).is_sealed:
        context.exit(open_screens(open_desk(run.choice), start, case=case))
    run.quiet = True  # the screens show the banner themselves
    found = run.find_case(case)
    run.forget_descriptors()
    context.exit(open_screens(run.desk, start, case=found))


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
    locks = _locks(run)
    if as_json:
        out.json({**values, **locks})
    else:
        told = [(name.replace("_", " "), "yes" if held else "no") for name, held in locks.items()]
        out.columns([(name, value or "-") for name, value in values.items()] + told)


def _locks(run: Run) -> dict[str, bool]:
    """Whether the desk is sealed, has a recovery key, and has a vault beside it."""
    from workflow.sealing.keys import read_keys
    from workflow.vault import vault_path

    path, sealed = run.ledger.path, run.ledger.is_sealed
    recovery = sealed and read_keys(path).has_recovery
    return {"sealed": sealed, "recovery_key": recovery, "vault": vault_path(path).exists()}


@click.command("verify")
@click.option(
    "--thorough", is_flag=True, help="Also the desk's pages, all that is computed, and the kept files' bytes."
)
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_context
def verify_command(context: click.Context, thorough: bool, as_json: bool) -> None:
    """Recompute every chain of the log and look for every kept file; exit code 1 where something is wrong."""
    run: Run = context.obj
    report = run.ledger.verify(thorough=thorough)
    if as_json:
        out.json(_plain(report))
    else:
        _tell(report)
    if not report.sound:
        context.exit(1)


def _tell(report: Report) -> None:
    entries, chains = counted(report.entries, "entry", "entries"), counted(report.chains, "chain")
    cases, signatures = counted(report.cases, "case"), counted(report.signatures, "signature")
    out.line(f"{entries} in {chains} of {cases}, {signatures} checked.")
    for bad in report.bad:
        place = f"case {bad.case_id[:8]}, writer {bad.writer[:8]}, entry {bad.seq} ({naming.short(bad.id)})"
        out.line(f"{place}: {bad.reason}")
    for gone in report.erased:
        who = gone.by or "somebody"
        out.line(f"case {gone.case_id[:8]}, {naming.short(gone.id)}: erased by {who}, {gone.at}: {gone.reason}")
    for trouble in report.trouble:
        out.line(trouble)
    for file in report.files:
        place = f"case {file.case_id[:8]}, {naming.short(file.id)}" if file.id else file.place
        out.line(f"{place}: {file.reason}. {file.remedy}")
    for chain in report.missing:
        lacking = counted(chain.lacking, "entry", "entries")
        out.line(f"case {chain.case.hex()[:8]}, writer {chain.writer.hex()[:8]}: {lacking} missing that were here.")
    if report.complete is None:
        out.line("This machine has not seen the desk before, so it cannot tell whether its end is missing.")
    out.line(_conclusion(report))


def _conclusion(report: Report) -> str:
    if report.sound:
        return "All is well."
    if report.files and report._replace(files=()).sound:
        return "The log holds; the kept files are not as it says."
    return "The log does not hold."


def _plain(report: Report) -> dict[str, object]:
    return {
        "valid": report.valid,
        "complete": report.complete,
        "sound": report.sound,
        "cases": report.cases,
        "chains": report.chains,
        "entries": report.entries,
        "signatures": report.signatures,
        "bad": [bad._asdict() for bad in report.bad],
        "erased": [gone._asdict() for gone in report.erased],
        "missing": [
            {"case": chain.case.hex(), "writer": chain.writer.hex(), "entries": chain.lacking}
            for chain in report.missing
        ],
        "trouble": list(report.trouble),
        "files": [file._asdict() for file in report.files],
    }


@click.group("anchor", no_args_is_help=False)
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
    out.line(f"Accepted that {counted(missing, 'entry is', 'entries are')} missing; the desk can be written to.")


@click.command("rebuild")
@click.pass_obj
def rebuild_command(run: Run) -> None:
    """Make the list of cases and the search index again from the log."""
    run.ledger.rebuild()
    out.line("Made the list of cases and the search index again from the log.")
