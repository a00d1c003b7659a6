"""Commands on case files: import them, and replay them without a desk."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli import out
from tui.cli.run import Run
from tui.failures import tell
from workflow.errors import OnRecordError


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as", "as_id", metavar="ID", help="Import one file under this id.")
@click.pass_obj
def import_command(run: Run, files: tuple[Path, ...], as_id: str | None) -> None:
    """Take case files into the desk; each wholly or not at all."""
    from workflow.casefile.importing import CaseDiffers, import_case
    from workflow.casefile.reading import read_case_file

    if as_id and len(files) > 1:
        raise click.UsageError("--as names one case; give one file.")
    cases = [read_case_file(file) for file in files]
    ledger = run.ledger_to_begin()
    for case in cases:
        try:
            result = import_case(ledger, case, as_id)
        except CaseDiffers as error:
            for difference in error.differences:
                out.message(str(difference))
            raise
        out.line(result.sentence)


@click.command("replay")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One object a file and line.")
@click.pass_context
def replay_command(context: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Play case files statement by statement; exit code 1 where a file is bad or a state is not the one expected."""
    from workflow.casefile.reading import read_case_file
    from workflow.casefile.replay import json_line, plain_text, replay

    failed = False
    for file in files:
        try:
            result = replay(read_case_file(file))
        except OnRecordError as error:
            tell(error)
            failed = True
            continue
        failed = failed or bool(result.mismatches)
        if as_json:
            out.line(json_line(result))
        else:
            out.block(plain_text(result).removesuffix("\n"))
    if failed:
        context.exit(1)
