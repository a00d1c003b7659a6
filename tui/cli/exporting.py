"""The commands that take a case off the desk: a summary for an editor, its timeline, a case file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import out
from tui.cli.run import Run
from workflow.errors import UsageError

if TYPE_CHECKING:
    from workflow.case import Case, Moment

FORMATS = ("md", "html", "json", "csv", "case")
AUDIENCES = ("editor",)


@click.command("export")
@click.argument("case")
@click.option("--for", "audience", type=click.Choice(AUDIENCES), help="Whom the summary is for.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="md if not given; csv is the timeline alone.")
@click.option("--as-of", metavar="TIME", help="As it stood at that moment.")
@click.option("--since", metavar="TIME", help="Say what changed from that moment on.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write this file; else to output."
)
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def export_command(
    run: Run,
    case: str,
    audience: str | None,
    form: str | None,
    as_of: str | None,
    since: str | None,
    output: Path | None,
    overwrite: bool,
) -> None:
    """Write the editor's summary of a case, or, with --format case, the whole case for another desk."""
    held = run.case(case)
    if form == "case":
        if audience or as_of or since:
            raise UsageError(
                "A case file holds everything, for nobody in particular.", remedy="Give --format case alone."
            )
        content = _case_file(held)
    elif audience is None:
        raise UsageError("Whom is it for?", where="--for", remedy="Give --for editor.")
    else:
        content = summary_bytes(run, held, form or "md", run.moment(held, as_of), since)
    if output is None:
        out.data(content)
    else:
        _write(output, content, overwrite)
        out.message(f"Wrote {output} ({len(content)} bytes).")


def _write(path: Path, content: bytes, overwrite: bool) -> None:
    from workflow.summaries import ExistsAlready, write_export

    try:
        write_export(path, content, overwrite)
    except ExistsAlready as error:
        raise UsageError(error.what, where=error.where, remedy="Choose another name, or add --overwrite.") from None


def _case_file(case: Case) -> bytes:
    from workflow.casefile.writing import write_case

    content, left_out = write_case(case)
    out.message("A case file holds everything, what was said off the record and how sources are told apart included.")
    for sentence in left_out:
        out.message(f"not carried: {sentence}")
    return content


def summary_bytes(run: Run, case: Case, form: str, moment: Moment, since: str | None = None) -> bytes:
    """The editor's summary of a case in one of its formats, in UTF-8."""
    from workflow.summaries import RENDERERS, editor_summary

    before = run.moment(case, since).as_of
    if before is not None and before > moment.at:
        raise UsageError("This lies after the moment of the summary.", where="--since", remedy="Give an earlier time.")
    summary = editor_summary(
        case,
        moment,
        run.ledger.settings(),
        heads=run.ledger.heads(run.case_id),
        since=before,
    )
    return RENDERERS[form](summary).encode()
