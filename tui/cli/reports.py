"""The commands on a file that is held: what its checks told, or tell now; and whether a signature can be seen in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.check_file import plain_report, supplied
from tui.cli.run import Run
from tui.cli.words import OneOf, choices
from workflow.errors import OnRecordError
from workflow.terms import Seen

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.findings import Supplies
    from workflow.holdings import Examined, Exhibit


class NotChecked(OnRecordError):
    """A file of a case was never checked, or cannot be checked again."""


@click.command("report")
@click.argument("case")
@click.argument("file")
@click.option("--again", is_flag=True, help="Check it anew, and log that.")
@supplied
@click.option("--even-weak", is_flag=True, help="With --again: though this machine cannot lock the reader in.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def report_command(
    run: Run,
    case: str,
    file: str,
    again: bool,
    keys: tuple[Path, ...],
    roots: tuple[Path, ...],
    proof: tuple[Path, ...],
    headers: tuple[Path, ...],
    even_weak: bool,
    as_json: bool,
) -> None:
    """Show what the checks of a kept FILE told, by its number: findings, source risks, what was not checked."""
    from workflow.supplying import supplies

    held = run.case(case)
    exhibit = naming.exhibit(held, file, "FILE")
    brought = supplies(run.now, keys, roots, proof, headers)
    if again or keys or roots or proof or headers or even_weak:
        _check(run, exhibit, brought, even_weak)
        held = run.ledger.case(run.case_id)
    examined = held.holdings.examination_of(exhibit.id)
    if examined is None:
        raise NotChecked("This file was never checked.", where=f"file {exhibit.number}", remedy="Add --again.")
    if as_json:
        told = {"file": exhibit.number, "sha256": exhibit.sha256, "bytes": exhibit.size}
        out.json({**told, "checked_at": examined.claimed_at, **plain_report(examined.report)})
    else:
        _tell(held, exhibit, examined)


def _check(run: Run, exhibit: Exhibit, brought: Supplies, even_weak: bool) -> None:
    from workflow.examine import Examiner
    from workflow.intake.checking import check_held

    if not exhibit.is_kept or run.ledger.in_memory:
        raise NotChecked(
            "The desk keeps no bytes of this file, only its hash.",
            where=f"file {exhibit.number}",
            remedy="onrecord intake keeps it; onrecord check-file looks at it where it lies.",
        )
    with Examiner(even_weak=even_weak) as examiner:
        for checked in check_held(run.ledger, run.case_id, [exhibit], brought, examiner):
            if checked.failure is not None:
                raise checked.failure


def _tell(case: Case, exhibit: Exhibit, examined: Examined) -> None:
    from tui.cli.telling_files import tell_report
    from workflow.hashing import size_words
    from workflow.phrases import say_when
    from workflow.when import parse_when

    out.prose(f"File {exhibit.number}, {exhibit.name}: {examined.report.type}, {size_words(exhibit.size)}")
    out.prose(f"  SHA-256 {exhibit.sha256}")
    when = f" {say_when(parse_when(examined.claimed_at), case.zone)}" if examined.claimed_at else ""
    out.prose(f"  Checked{when} by onrecord {examined.version}")
    look = case.holdings.look_at(exhibit.id)
    tell_report(examined.report, look.seen if look is not None else None)


@click.command("signature")
@click.argument("case")
@click.argument("file")
@click.argument("seen", type=OneOf(Seen))
@click.option("--by", default="", metavar="INITIALS", help="Whoever looked; you if not given.")
@click.option("--note", default="", metavar="TEXT", help="Where, and what it looks like.")
@click.pass_obj
def signature_command(run: Run, case: str, file: str, seen: Seen, by: str, note: str) -> None:
    """Log whether a handwritten signature can be seen in a FILE, by its number."""
    from tui.cli.acts import log
    from workflow.facts import SignatureSeen

    held = run.case(case)
    exhibit = naming.exhibit(held, file, "FILE")
    fact = SignatureSeen(exhibit.id, seen, by or run.ledger.settings().initials, note)
    said = f"Logged of file {exhibit.number}: {seen.meaning}"
    log(run, held, lambda add: add(fact), said, options={"exhibit": "FILE", "by": "--by"})


signature_command.help = f"{signature_command.help} SEEN is one of {choices(Seen)}."
