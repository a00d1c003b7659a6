"""Commands on what goes to people: the letter that asks them, and the ledger of what each was shown or told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run
from tui.cli.words import read_date

if TYPE_CHECKING:
    from workflow.case import Case, Source
    from workflow.disclosure import Shown
    from workflow.terms import Standing


@click.command("letter")
@click.argument("case")
@click.option("--to", required=True, metavar="WHOM", help="author, issuer, recipient, or a source of the case.")
@click.option("--deadline", default="", metavar="TIME", help="By when an answer is asked for: tomorrow 17:00.")
@click.pass_obj
def letter_command(run: Run, case: str, to: str, deadline: str) -> None:
    """Draft the letter that puts the questions still open to somebody; nothing is sent and nothing is logged.

    Where the desk has a vault, a letter to a file or a pipe is scanned for identities first; on a terminal it is where
    the vault's passphrase comes from a descriptor.
    """
    from workflow.letter import letter
    from workflow.when import parse_instant

    held = run.case(case)
    until = read_date(deadline, run.now, held.zone, "--deadline", ahead=True, timed=True) if deadline else ""
    moment = run.moment(held, None)
    text = letter(held, moment, _whom(held, to), run.ledger.settings(), parse_instant(until) if until else None)
    scan_piped(run, text, "letter")
    out.block(text.removesuffix("\n"))
    if (made := held.holdings.copy_to_show()) is not None:
        out.message(f"Where a page is to be shown, enclose file {made.number}: the copy made to show.")


@click.command("disclosures")
@click.argument("case")
@click.option("--as-of", metavar="TIME", help="What they had been shown by that moment.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def disclosures_command(run: Run, case: str, as_of: str | None, as_json: bool) -> None:
    """List what each person was shown or told, and when, with the copy that was shown."""
    from tui.cli.held import plain_shown
    from workflow.disclosure import ledger_of

    held = run.case(case)
    moment = run.moment(held, as_of)
    if as_json:
        out.json(plain_shown(held, moment))
        return
    person = ""
    for shown in ledger_of(held, moment):
        who = held.sources[shown.source].label if shown.source in held.sources else shown.office
        if who != person:
            out.line(who)
            person = who
        _tell(held, shown)
    if not person:
        out.message("Nobody has been shown or told anything yet.")


def scan_piped(run: Run, text: str, what: str) -> None:
    """Keep back words in which somebody of the vault stands, but for a terminal's. Raises NotScanned, LeakFound."""
    from tui.clearing import letter_of, needs_vault
    from tui.cli.exporting import scanned

    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    if on_terminal and run.choice.vault_fd is None:
        if needs_vault(run.ledger, [run.case_id]):
            out.message(f"This {what} is not scanned for identities.")
        return
    scanned(run, [run.case_id], letter_of(text))


def _whom(case: Case, name: str) -> Standing | Source:
    from workflow.outreach import FIELD_OF

    for standing in FIELD_OF:
        if name.strip().casefold() == str(standing):
            return standing
    return naming.source(case, name, "--to")


def _tell(case: Case, shown: Shown) -> None:
    from tui.dates import stamp

    how = f"asked by {shown.how}" if shown.put else "told"
    copy = shown.copy.word if shown.copy else "copy not noted"
    files = [exhibit.name for exhibit in case.holdings.exhibits if exhibit.id == shown.exhibit]
    out.line(f"  {stamp(shown.at, case.zone)}  {', '.join([how, f'shown: {copy}', *files])}")
    why = f"Why the original: {shown.reason}" if shown.reason else ""
    for text in filter(None, (shown.what, why, shown.put)):
        out.block(text, indent="      ")
