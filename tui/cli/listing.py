"""The command that lists the cases of a desk."""

from __future__ import annotations

import click

from tui.cli.rows import print_list
from tui.cli.run import Run


@click.command("list")
@click.option("--filter", "words", default="", metavar="WORDS", help="Only cases with these words in their row.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def list_command(run: Run, words: str, as_json: bool) -> None:
    """List the cases, the one that moved last first."""
    print_list(run, words, as_json=as_json)
