"""The command that tells what changed between two moments, or since an export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import out
from tui.cli.exporting import AUDIENCES, TO, UNENCRYPTED, deliver, reader_of
from tui.cli.run import Run
from workflow.errors import UsageError

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.summaries.changes import Changes, DeskText, Then, Turned
    from workflow.summaries.parts import StateText
    from workflow.terms import Audience


@click.command("diff")
@click.argument("case")
@click.option("--for", "audience", type=click.Choice(AUDIENCES), help="Write it for a reader; it is logged.")
@click.option("--from", "since", metavar="TIME", help="From that moment on.")
@click.option("--to", "until", metavar="TIME", help="Up to that moment; now if not given.")
@click.option("--since-export", is_flag=True, help="Since the last export to that reader, or any; so if not given.")
@click.option("--format", "form", type=click.Choice(("md", "html", "json")), help="md for a reader if not given.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write this file; it is logged.")
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@click.option("--encrypt-to", "to", multiple=True, metavar="NAME", help=TO)
@click.option("--unencrypted", is_flag=True, help=UNENCRYPTED)
@click.pass_obj
def diff_command(
    run: Run,
    case: str,
    audience: str | None,
    since: str | None,
    until: str | None,
    since_export: bool,
    form: str | None,
    output: Path | None,
    overwrite: bool,
    to: tuple[str, ...],
    unencrypted: bool,
) -> None:
    """Tell what changed in a case: states, statements, terms, requests. Alone it is for this desk, with its names."""
    from tui.cli.letters import scan_piped
    from workflow.summaries import making
    from workflow.summaries.changes import Then

    if since and since_export:
        raise UsageError("--from and --since-export name two beginnings.", remedy="Give one of them.")
    held = run.case(case)
    reader = reader_of(audience)
    moment = run.moment(held, until, "--to")
    then = Then(held, run.moment(held, since, "--from"), "as it stood then") if since else _last(held, reader)
    settings = run.ledger.settings()
    if audience is None and output is None and form is None:
        _tell(making.changed(then, held, moment, reader, settings), plain=run.plain)
        return
    leaving = making.difference_file(then, held, moment, reader, form or "md", settings)
    if audience is None and output is None:
        scan_piped(run, leaving.data.decode(), "account")
        out.data(leaving.data)
    else:
        deliver(run, [run.case_id], leaving, output, overwrite, to, unencrypted)


def _last(case: Case, reader: Audience) -> Then:
    from workflow.summaries.making import since_export

    try:
        return since_export(case, reader)
    except UsageError as error:
        raise UsageError(error.what, remedy="Say from when: --from TIME.") from None


def _tell(changes: Changes[DeskText], *, plain: bool) -> None:
    from workflow.summaries import changes_page

    out.line(changes.title)
    out.line(changes_page.headline(changes))
    for line in changes_page.meta(changes):
        out.line(line)
    if changes.states:
        out.heading("States")
        for turned in changes.states:
            out.line(f"  {_turned(turned, plain)}")
    for part in changes.parts:
        out.heading(part.heading)
        for it in part.lines:
            lead = ", ".join(filter(None, (it.who, it.detail)))
            out.block(": ".join(filter(None, (lead, it.words.translate(_STRAIGHT)))), indent="  ")
    if changes_page.is_empty(changes):
        out.line(changes_page.NOTHING)


_STRAIGHT = str.maketrans("“”", '""')


def _turned(turned: Turned[DeskText], plain: bool) -> str:
    before, after = _state(turned.before, plain), _state(turned.after, plain)
    return f"{turned.question}: {before or 'not asked'} -> {after or 'no longer asked'}"


def _state(state: StateText | None, plain: bool) -> str:
    return f"{out.SIGNS[state.glyph][plain]} {state.word}" if state else ""
