"""The command that makes a copy of a kept file to show, checks it, and says what is still in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run
from workflow.errors import UsageError

if TYPE_CHECKING:
    from workflow.holdings import Exhibit
    from workflow.showing import Made


@click.command("flatten")
@click.argument("case")
@click.argument("file", metavar="FILE-NUMBER")
@click.option("--dpi", type=click.IntRange(50, 600), default=150, show_default=True, help="Pixels an inch.")
@click.option("--grey", is_flag=True, help="Without colour: weakens the dots of a printer, and leaves them there.")
@click.option("--pages", default="", metavar="PAGES", help="Only these: 1-3,5.")
@click.option("--mat2", is_flag=True, help="Have mat2 take out metadata instead; needs bubblewrap and mat2.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write the copy there too.")
@click.option("--even-weak", is_flag=True, help="Read it though this machine cannot lock the reader in.")
@click.pass_context
def flatten_command(
    context: click.Context,
    case: str,
    file: str,
    dpi: int,
    grey: bool,
    pages: str,
    mat2: bool,
    output: Path | None,
    even_weak: bool,
) -> None:
    """Make a copy of pictures alone, to show: kept, linked to the file, and checked anew.

    It is what onrecord ask and onrecord disclose take for shown from then on.
    """
    from workflow.findings import Supplies
    from workflow.showing import Look, clean_copy, flatten, read_pages

    run: Run = context.obj
    held = run.case(case)
    exhibit = naming.exhibit(held, file, "FILE-NUMBER")
    supplies = Supplies(now=run.now)
    if output is not None and output.exists():
        raise UsageError("Something stands there already.", where=str(output), remedy="Give another name.")
    if mat2:
        if grey or pages or context.get_parameter_source("dpi") is not click.core.ParameterSource.DEFAULT:
            raise UsageError("mat2 draws no pages.", where="--mat2", remedy="Leave out --dpi, --grey and --pages.")
        made = clean_copy(run.ledger, run.case_id, exhibit.id, supplies, even_weak=even_weak)
    else:
        look = Look(dpi, grey, read_pages(pages) if pages else ())
        made = flatten(run.ledger, run.case_id, exhibit.id, supplies, look, even_weak=even_weak)
    _tell(exhibit, made, cleaned=mat2)
    if output is not None:
        _write(run, made.copy, output)


def _tell(of: Exhibit, made: Made, *, cleaned: bool) -> None:
    from tui.cli.telling_files import tell_report
    from workflow.hashing import size_words
    from workflow.showing import KEEPS

    copy = made.copy
    what = "Cleaned" if cleaned else "Flattened"
    again = "" if made.is_new else "; the very same copy was there already"
    out.prose(f"{what} file {of.number}: file {copy.number}, {copy.name}, {size_words(copy.size)}{again}.")
    out.prose(f"  SHA-256 {copy.sha256}")
    out.heading("All checks, made again on the copy:")
    tell_report(made.report)
    out.heading("What neither does away with:" if cleaned else "What flattening does not remove:")
    for sentence in KEEPS:
        out.prose(f"  {sentence}")
    if cleaned:
        out.prose("  words and pictures in the file, and whatever the checks above still find")
    out.prose("Look at every page before anybody is shown it.")


def _write(run: Run, copy: Exhibit, output: Path) -> None:
    from workflow.intake.copying_out import copy_out

    copy_out(run.ledger, run.case_id, copy, output)
    out.prose(f"Wrote {output}.")
