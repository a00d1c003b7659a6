"""Commands on the document's way: who had it, back to its maker; and its bytes copied out of the desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli import naming, out
from tui.cli.run import Run
from tui.cli.words import read_date, read_text
from workflow.errors import UsageError

if TYPE_CHECKING:
    from workflow.case import Case, Moment


@click.command("custody")
@click.argument("case")
@click.argument("how", required=False, default="")
@click.option("--source", default="", metavar="SOURCE", help="A known source held it.")
@click.option("--holder", default="", metavar="TEXT", help="Who held it, where it is no source.")
@click.option("--since", default="", metavar="TIME", help="From when on.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def custody_command(run: Run, case: str, how: str, source: str, holder: str, since: str, as_json: bool) -> None:
    """Show who had the document, from us back to its maker; or log who held it, and HOW it came to them.

    A dash reads HOW from standard input.
    """
    held = run.case(case)
    if how:
        _log(run, held, how, source, holder, since)
        return
    if source or holder or since:
        raise UsageError("How did it come to them?", where="HOW", remedy="Say it after the case.")
    moment = run.moment(held, None)
    if as_json:
        out.json(plain_custody(held, moment))
    else:
        _tell(held, moment)


def _log(run: Run, held: Case, how: str, source: str, holder: str, since: str) -> None:
    from tui.cli.acts import log
    from workflow.facts import CustodyRecorded

    who = naming.someone(held, source, holder, "--holder")
    step = CustodyRecorded(
        read_text(how), who, holder, read_date(since, run.now, held.zone, "--since") if since else ""
    )
    log(run, held, lambda add: add(step), "Logged who held the document.", options={"how": "HOW"})


def plain_custody(case: Case, moment: Moment) -> dict[str, list[dict[str, Any]]]:
    """The chain from us back to the maker, and what was done with each file, as plain values."""
    from workflow.custody import chain, deeds

    numbers = {one.id: one.number for one in case.holdings.exhibits}
    return {
        "chain": [
            {"link": str(one.kind), "who": one.who, "since": one.since.text if one.since else "", "how": one.how}
            for one in chain(case)
        ],
        "files": [{"number": numbers[one.exhibit], "at": one.at, "what": one.what} for one in deeds(case, moment)],
    }


def _tell(case: Case, moment: Moment) -> None:
    from workflow.custody import LinkKind

    told = plain_custody(case, moment)
    names = {one.number: one.name for one in case.holdings.exhibits}
    out.line("From us back to its maker:")
    rows = []
    for one in told["chain"]:
        if one["link"] == LinkKind.GAP:
            rows.append(("?", one["how"]))
        else:
            since = f", since {one['since']}" if one["since"] else ""
            who = one["who"] or "its maker"
            rows.append(("-", f"{who}{since}: {one['how']}"))
    out.columns(rows, indent="  ", wraps=True)
    for number, name in names.items():
        done = [(one["at"], one["what"]) for one in told["files"] if one["number"] == number]
        out.heading(f"File {number}: {name}")
        if done:
            out.columns(done, indent="  ", wraps=True)


@click.command("copy-out")
@click.argument("case")
@click.argument("file", metavar="FILE")
@click.option("-o", "target", required=True, type=click.Path(path_type=Path), metavar="PATH", help="Where to.")
@click.pass_obj
def copy_out_command(run: Run, case: str, file: str, target: Path) -> None:
    """Write the bytes of a kept FILE, by its number, to a new place for your eyes alone; it is logged first."""
    from workflow.intake.copying_out import copy_out, warning

    held = run.case(case)
    exhibit = naming.exhibit(held, file, "FILE")
    if doubt := warning(exhibit):
        out.message(doubt)
    copy_out(run.ledger, run.case_id, exhibit, target)
    out.prose(f"Wrote file {exhibit.number} to {target}: SHA-256 {exhibit.sha256}.")
