"""Commands that carry a desk to another place: a backup in one file, and a backup put back."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli import out, secrets
from tui.cli.run import Run
from tui.cli.sealing import place_of_desk, place_of_own
from workflow.phrases import counted


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup_command(run: Run, file: Path) -> None:
    """Copy the desk, its key file, its vault and its files into one new FILE, also while the desk is in use."""
    from tui.desk import is_sealed
    from workflow.sealing import backup

    path = place_of_desk(run)
    made = backup(path, run.key(path) if is_sealed(path) else None, file)
    files = f", {counted(made.files, 'kept file')} with it" if made.files else ""
    out.line(f"Wrote {made.path} ({made.size} bytes){', the vault with it' if made.has_vault else ''}{files}.")
    if made.lacking:
        lacking = counted(made.lacking, "kept file")
        out.message(f"warning: the desk does not have the bytes of {lacking}; look with onrecord verify.")
    if not made.is_sealed:
        out.message("warning: the desk is plain, and so is this backup: whoever has it can read it.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--reason", default="", metavar="TEXT", help="Why, for the log, where this machine does not know the desk."
)
@click.pass_obj
def restore_command(run: Run, file: Path, reason: str) -> None:
    """Put a backup in place, at --db or where your own desk goes; never over a desk that holds more than it.

    Of a sealed desk the passphrase or the recovery key is asked for: what opened it when the backup was made.
    """
    from workflow.sealing import Restored, restore
    from workflow.sealing.restore import is_sealed_backup

    path = place_of_own(run)

    def attempt(words: str) -> Restored:
        return restore(file, path, words, reason=reason)

    if is_sealed_backup(file):
        done = secrets.opened_with("Passphrase of the backup", attempt, run.choice.passphrase_fd)
    else:
        done = attempt("")
    out.line(f"Restored {done.path}.")
    if not done.seen_before:
        out.line("This machine had not seen the desk before: that it moved here is in its log.")
    run.say_of_place(done.path)
