"""Commands on what opens the desk: make it, seal it, change its passphrase, recovery key or key."""

from __future__ import annotations

import os
from pathlib import Path

import click

from tui.cli import glimpse, out, secrets
from tui.cli.run import Run
from tui.desk import NoDesk, OpenDesk, example_path, find_desk, own_path
from workflow.errors import UsageError

RECOVERY_FD = click.option(
    "--recovery-fd",
    metavar="N",
    type=click.IntRange(0, 999_999),
    help="Write the recovery key to this file descriptor, where there is no terminal to show it on.",
)


@click.command("init")
@click.option("--plain", is_flag=True, help="Do not encrypt it: anybody who gets at the file can read it.")
@RECOVERY_FD
@click.pass_obj
def init_command(run: Run, plain: bool, recovery_fd: int | None) -> None:
    """Make a desk of your own, sealed with a passphrase; its recovery key is shown once, to be written on paper.

    It is made at --db, else in your user data folder. Without a terminal: --passphrase-fd N --recovery-fd N.
    """
    from tui.cli.making import make_plain, make_sealed
    from workflow.store.errors import DeskExists

    path = place_of_own(run)
    if os.path.lexists(path):
        raise DeskExists("Something stands there already.", where=str(path), remedy="Open it, or name another place.")
    desk = OpenDesk(None, path, bool(run.choice.db))
    made = make_plain(desk) if plain else make_sealed(desk, run.choice.passphrase_fd, recovery_fd)
    run.say_of_place(made.path)
    if made.ledger is not None:
        made.ledger.close()


@click.command("seal")
@RECOVERY_FD
@click.pass_obj
def seal_command(run: Run, recovery_fd: int | None) -> None:
    """Encrypt a plain desk, or finish where that was cut short; says what remains of the plain file.

    Without a terminal: --passphrase-fd N --recovery-fd N.
    """
    from workflow import schema
    from workflow.sealing import seal_existing
    from workflow.sealing.existing import must_be_plain

    path = place_of_desk(run)
    schema.must_encrypt()
    must_be_plain(path)
    give = glimpse.recovery_giver(recovery_fd)
    words = secrets.new_passphrase("your desk", run.choice.passphrase_fd)
    sealed = seal_existing(path, words)
    give(sealed.recovery)
    out.line(f"Sealed {path}.")
    out.line(sealed.remains)


@click.command("passphrase")
@click.pass_obj
def passphrase_command(run: Run) -> None:
    """Change the passphrase of the desk; the recovery key opens it too, and stays as it is.

    Old copies of the key file still open with the old passphrase: onrecord rekey ends that. Of --passphrase-fd the
    first line is the old passphrase and the second the new one.
    """
    from workflow.sealing import change_passphrase

    path = place_of_sealed(run)
    before = _proven(run, path, "Passphrase of the desk, or its recovery key")
    change_passphrase(path, before, secrets.new_passphrase("your desk", run.choice.passphrase_fd))
    out.line("The passphrase is changed. Old copies of the key file still open with the one before: onrecord rekey.")


@click.command("recovery-key")
@RECOVERY_FD
@click.pass_obj
def recovery_key_command(run: Run, recovery_fd: int | None) -> None:
    """Make a new recovery key, shown once; the one before opens nothing any more."""
    from workflow.sealing import new_recovery

    path = place_of_sealed(run)
    give = glimpse.recovery_giver(recovery_fd)
    give(new_recovery(path, _proven(run, path, "Passphrase of the desk, or its recovery key")))
    out.line("The desk has a new recovery key. The one before opens nothing any more, but for old copies.")


@click.command("rekey")
@RECOVERY_FD
@click.pass_obj
def rekey_command(run: Run, recovery_fd: int | None) -> None:
    """Encrypt the desk anew under another key, so that old copies of its key file open nothing of it any more.

    The passphrase stays; the recovery key is a new one, shown once.
    """
    from workflow.sealing import rekey

    path = place_of_sealed(run)
    give = glimpse.recovery_giver(recovery_fd)
    give(rekey(path, _proven(run, path, "Passphrase of the desk")))
    out.line("The desk is encrypted under another key. Backups made before still open with what opened them.")


def place_of_own(run: Run) -> Path:
    """Where a desk of one's own goes: what --db names, else as a new one does. Raises UsageError for the example."""
    if run.choice.example:
        raise UsageError("The example is no desk of your own.", where="--example", remedy="Leave it out, or name --db.")
    return Path(run.choice.db).expanduser() if run.choice.db else own_path()


def place_of_desk(run: Run) -> Path:
    """Where the desk of this run stands. Raises NoDesk where there is none but the example, UsageError for that."""
    place_of_own(run)
    place = find_desk(run.choice)
    if not place.is_there or place.path == example_path():
        raise NoDesk(
            "There is no desk of your own here yet.",
            where=str(place.path if not place.is_there else own_path()),
            remedy="Make one with onrecord init.",
        )
    return place.path


def place_of_sealed(run: Run) -> Path:
    """Where the sealed desk of this run stands, and its file as it should be. Raises NotSealed too."""
    from workflow.sealing.keys import must_be_sealed, read_keys
    from workflow.store.files import examine

    path = place_of_desk(run)
    must_be_sealed(path)
    examine(path)
    read_keys(path)
    return path


def _proven(run: Run, path: Path, prompt: str) -> str:
    """A passphrase or recovery key that opens the desk, as it was typed."""
    from workflow.sealing import unlock

    def attempt(words: str) -> str:
        unlock(path, words)
        return words

    return secrets.opened_with(prompt, attempt, run.choice.passphrase_fd)
