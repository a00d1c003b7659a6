"""Commands on the people to whom files are encrypted: their names and public keys."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import out, secrets
from tui.cli.run import Run
from workflow.errors import UsageError

if TYPE_CHECKING:
    from workflow.recipients import KeyChanged

_LONGEST = 16_384
"""Bytes that are read of a file with a key."""


@click.group("recipient", no_args_is_help=False)
def recipient_command() -> None:
    """Say to whom files are encrypted: add a person with their public key, list them, drop one."""


@recipient_command.command("add")
@click.argument("name")
@click.argument("key", required=False)
@click.option("--key-file", type=click.Path(path_type=Path), metavar="FILE", help="Read the public key from this file.")
@click.option("--accept-new-key", is_flag=True, help="Take another key for a known name without being asked.")
@click.pass_obj
def add_command(run: Run, name: str, key: str | None, key_file: Path | None, accept_new_key: bool) -> None:
    """Add a person with an age key, or an SSH key of type ed25519 or RSA; another key for a known name is asked about.

    Have the fingerprint that is shown read back to you by its owner, by a way you trust.
    """
    from workflow.agefile import canonical, fingerprint
    from workflow.recipients import KeyChanged

    if (key is None) == (key_file is None):
        raise UsageError("Give one public key.", remedy="Add it as a word in quotation marks, or --key-file FILE.")
    text = key if key_file is None else _read(key_file)
    try:
        news = run.ledger.pin_recipient(name, text or "", changed=accept_new_key)
    except KeyChanged as error:
        if not _accepts(error):
            out.message("Nothing was changed.")
            raise click.exceptions.Exit(1) from None
        news = run.ledger.pin_recipient(name, text or "", changed=True)
    verb = "Added" if news else "There already:"
    key_taken = canonical(text or "")
    out.line(f"{verb} {name}, fingerprint {fingerprint(key_taken)}.")
    if key_taken.startswith("ssh-"):
        out.message("Files to an SSH key carry a short mark of it: who has the public key can tell whom they are for.")


@recipient_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def list_command(run: Run, as_json: bool) -> None:
    """List the people to whom files can be encrypted, each with the fingerprint of the key and since when it is known.

    Where two keys stand for one name, nothing is encrypted to it until one of them is added anew.
    """
    from workflow.agefile import fingerprint

    known = run.ledger.recipients()
    if as_json:
        out.json([{"name": one.name, "keys": list(one.keys), "since": one.at} for one in known])
        return
    if not known:
        out.message("Nobody yet: onrecord recipient add NAME KEY.")
        return
    rows = [
        (one.name, fingerprint(key), f"since {one.at[:10]}" + (", contested" if one.contested else ""))
        for one in known
        for key in one.keys
    ]
    out.columns(rows)


@recipient_command.command("drop")
@click.argument("name")
@click.pass_obj
def drop_command(run: Run, name: str) -> None:
    """Drop a person: no file is encrypted to them any more; what they have they keep."""
    run.ledger.drop_recipient(name)
    out.line(f"Dropped {name}. What was encrypted to them before they can still open.")


def _accepts(error: KeyChanged) -> bool:
    out.message(f"warning: {error}")
    return secrets.agrees("Take the new key?", option="--accept-new-key")


def _read(path: Path) -> str:
    """What stands in a file with a key. Raises UsageError."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            is_file = stat.S_ISREG(os.fstat(handle).st_mode)
            data = file.read(_LONGEST + 1) if is_file else b""
    except OSError as error:
        raise UsageError(f"It cannot be read: {error.strerror}.", where=str(path), remedy="Look at the path.") from None
    if not is_file:
        raise UsageError("This is not a file.", where=str(path), remedy="Name a file that holds one public key.")
    if len(data) > _LONGEST:
        raise UsageError("This is too long for a key.", where=str(path), remedy="Name a file with one public key.")
    return data.decode("utf-8", "replace")
