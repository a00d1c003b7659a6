"""The command that erases: the words of entries go for good, with a reason that stays."""

from __future__ import annotations

import sys

import click

from tui.cli import naming, out
from tui.cli.run import Run
from workflow.errors import UsageError


@click.command("erase")
@click.argument("case")
@click.argument("names", metavar="[NAME...]", nargs=-1)
@click.option("--whole-case", is_flag=True, help="Everything that the case holds.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stays in the log.")
@click.option("--by", default="", metavar="NAME", help="Who erases; the reporter of the settings if not given.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def erase_command(
    run: Run, case: str, names: tuple[str, ...], whole_case: bool, reason: str, by: str, yes: bool
) -> None:
    """Erase entries, by short name or by id, or a whole case; nothing brings them back."""
    from tui.cli.acts import admitted
    from workflow.facts import Erasure

    if whole_case == bool(names):
        raise UsageError("Say what is to be erased.", remedy="Name entries of the case, or give --whole-case.")
    held = run.case(case)
    targets = tuple(dict.fromkeys(naming.entry(held, name, "NAME") for name in names))
    if names:
        admitted(held, lambda add: add(Erasure(targets, reason, by)), {"targets": "NAME"}, run.now)
    what = (
        f"everything in {held.slug}" if whole_case else f"{out.listed(names)} in {held.slug}, and what was said of it"
    )
    if not (yes or _agrees(what)):
        out.message("Nothing was erased.")
        raise click.exceptions.Exit(1)
    by = by or run.ledger.settings().reporter
    if whole_case:
        from workflow.identities import erase_case
        from workflow.vault import vault_path

        goes_first = held.identities and vault_path(run.ledger.path).exists()
        erase_case(run.ledger, run.open_vault() if goes_first else None, run.case_id, reason, by)
    else:
        run.ledger.erase(run.case_id, targets, reason, by)
    out.line(f"Erased {what}.")


def _agrees(what: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("There is nobody to ask.", where="--yes", remedy="Add it to erase without being asked.")
    sys.stderr.write(out.clean(f"Erase {what}? Nothing brings it back. Type erase to go on: "))
    sys.stderr.flush()
    return sys.stdin.readline().strip() == "erase"
