"""Commands on what has left the desk: the list of exports, where each was printed, and that its readers were told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run
from tui.cli.words import pick, read_date, read_text
from workflow.terms import Audience

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.outgoing import Correction, Export


@click.command("exports")
@click.argument("case")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def exports_command(run: Run, case: str, as_json: bool) -> None:
    """List what has left a case: for whom, when, its hash, where it was printed, and what was corrected."""
    held = run.case(case)
    if as_json:
        out.json([_plain(held, export) for export in held.outgoing.exports])
        return
    if not held.outgoing.exports:
        out.message("Nothing has left this case yet.")
    for export in held.outgoing.exports:
        _tell(held, export)


@click.command("printed")
@click.argument("case")
@click.argument("export")
@click.option("--where", required=True, metavar="TEXT", help="Where: an address, an edition.")
@click.option("--at", default="now", show_default=True, metavar="TIME", help="When.")
@click.pass_obj
def printed_command(run: Run, case: str, export: str, where: str, at: str) -> None:
    """Log that an export was published. EXPORT is the first letters of its id, last, or a reader: public."""
    from tui.cli.acts import log
    from workflow.facts import Printed

    held = run.case(case)
    fact = Printed(find_export(held, export).id, where, read_date(at, run.now, held.zone, "--at"))
    log(run, held, lambda add: add(fact), f"Logged where it was published: {where}.")


@click.command("correction")
@click.argument("case")
@click.argument("exports", metavar="EXPORT...", nargs=-1, required=True)
@click.option("--where", required=True, metavar="TEXT", help="Where they were told: an address, by telephone.")
@click.option("--text", required=True, metavar="TEXT", help="In which words; a dash reads standard input.")
@click.option("--at", default="now", show_default=True, metavar="TIME", help="When.")
@click.pass_obj
def correction_command(run: Run, case: str, exports: tuple[str, ...], where: str, text: str, at: str) -> None:
    """Log that whoever got these exports was told what has changed. EXPORT is as for onrecord printed."""
    from tui.cli.acts import log
    from workflow.facts import CorrectionMade

    held = run.case(case)
    found = tuple(dict.fromkeys(find_export(held, name).id for name in exports))
    fact = CorrectionMade(found, read_date(at, run.now, held.zone, "--at"), where, read_text(text))
    log(run, held, lambda add: add(fact), f"Logged the correction: {where}.")


def find_export(case: Case, name: str) -> Export:
    """An export by the first letters of its id; `last` is the one made last, or the last for a reader (`editor`).

    What the desk wrote for itself, such as a calendar, is the last of all only where nothing else has left.
    """
    made = case.outgoing.exports
    typed = name.strip().casefold()
    newest = list(reversed(made))
    newest.sort(key=lambda export: export.audience is Audience.DESK)
    for export in newest:
        if typed in ("last", str(export.audience)):
            return export
    names = {export.id: export for export in made}
    return pick(typed, names, lambda export: (naming.short(export.id), export.id), "export", "EXPORT")


def _tell(case: Case, export: Export) -> None:
    from tui.dates import stamp, stamp_of
    from tui.phrases import form_words, reader_words
    from workflow.exported import claimed

    made = stamp_of(claimed(case, export.claimed_at), case.zone)
    by = f", by {export.by}" if export.by else ""
    stood = f", as of {stamp(export.as_of, case.zone)}" if export.as_of else ""
    out.line(f"{naming.short(export.id)}  {made}  for {reader_words(export)}, {form_words(export)}{stood}{by}")
    out.line(f"    sha256 {export.sha256}")
    if export.to:
        out.line(f"    encrypted to {out.listed(export.to)}")
    for printed in export.printed:
        out.line(f"    published {stamp(printed.at, case.zone)}: {printed.where}")
    for made_good in _corrections(case, export):
        out.line(f"    corrected {stamp(made_good.at, case.zone)}, {made_good.where}: {made_good.text}")


def _corrections(case: Case, export: Export) -> list[Correction]:
    return [made for made in case.outgoing.corrections if export.id in made.exports]


def _plain(case: Case, export: Export) -> dict[str, object]:
    return {
        "id": export.id,
        "for": str(export.audience),
        "format": export.form,
        "at": export.claimed_at,
        "as_of": export.as_of.text if export.as_of else None,
        "sha256": export.sha256,
        "by": export.by,
        "to": list(export.to),
        "published": [{"where": printed.where, "at": printed.at.text} for printed in export.printed],
        "corrected": [
            {"where": made.where, "at": made.at.text, "text": made.text} for made in _corrections(case, export)
        ],
    }
