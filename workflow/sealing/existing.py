"""Sealing a desk that is plain, and what remains of the plain file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from workflow import schema
from workflow.files import files_path
from workflow.private import sweep_drafts
from workflow.schema import explained
from workflow.seal import USUAL, Cost, Key, KeyFile, keyfile
from workflow.seal.place import keys_path
from workflow.sealing.alone import alone, take_place
from workflow.sealing.copying import copy_under
from workflow.sealing.kept import sealed_files
from workflow.sealing.keys import OWNER
from workflow.sealing.turn import in_turn
from workflow.store import errors, files, opening
from workflow.store.kept import KEYS, kept_files
from workflow.store.tables import SCRUB


class Sealed(NamedTuple):
    """A desk that was sealed: the recovery key, shown this once, and what may still be read of the plain file."""

    recovery: str
    remains: str


REMAINS = (
    "The plain file was written over and removed. Its bytes may still be on the disk (flash memory and snapshots keep"
    " old blocks), in backups, and in whatever synced this folder: only an encrypted disk covers those."
)
"""What is to be said after sealing."""

REMOVED = (
    "The plain file was removed, but the system did not let it be written over: its bytes are still on the disk until"
    " something else takes their place. Only an encrypted disk covers that."
)
"""What is to be said where the plain file could not be written over."""


def seal_existing(path: Path, passphrase: str, *, cost: Cost = USUAL) -> Sealed:
    """Encrypt a plain desk and the files that it keeps, or finish what was cut short.

    Until the last step the plain desk stays as it is, and its files. Raises DeskBusy where another process has it open,
    DeskExists for a sealed one, and what opening raises.
    """
    schema.must_encrypt()
    must_be_plain(path)
    with in_turn(path), alone(path, None) as source, explained(path):
        sweep_drafts(path)  # of a restoring that was killed: a plain desk under another name
        if opening.look(source, path)[1]:
            raise errors.Forbidden(
                "This is the example, which stays plain.", where=str(path), remedy="Begin a desk of your own."
            )
        key = Key.new()
        keys, recovery = KeyFile.make(passphrase, key, owner=OWNER, cost=cost).with_recovery(key)
        own = Key.new()
        held = [one.sha256 for one in kept_files(source)]
        scrub = {SCRUB: b"\x01"} if files_path(path).is_dir() else {}  # cut short, the next opening clears up
        made = copy_under(source, path, key, **{KEYS: own.bytes_to_wrap()}, **scrub)
        try:
            with sealed_files(path, held, own):
                kept = _kept_aside(path)
                keyfile.write(keys_path(path), keys)
                is_over = take_place(made, path)
        finally:
            made.unlink(missing_ok=True)
    return Sealed(recovery, " ".join((*kept, REMAINS if is_over else REMOVED)))


def _kept_aside(path: Path) -> tuple[str, ...]:
    """Keep a key file that stands beside a plain desk under another name, and say so.

    It is of a sealing that was cut short, or all that opens a desk in whose place somebody put this one.
    """
    keys = keys_path(path)
    if not os.path.lexists(keys):
        return ()
    aside = keys.with_name(f"{keys.name}.{os.urandom(4).hex()}.old")
    keys.rename(aside)
    return (f"A key file stood there already; it is kept as {aside.name}, in case it opens another desk.",)


def must_be_plain(path: Path) -> None:
    """Raise unless a plain desk stands there that can be changed, be it one whose sealing was cut short."""
    try:
        found = files.examine(path, sealed=False)
    except errors.NotADatabase:
        if keys_path(path).exists():
            raise errors.DeskExists(
                "This desk is sealed already.", where=str(path), remedy="Change its passphrase: onrecord passphrase."
            ) from None
        raise
    if found.read_only:
        raise errors.DeskReadOnly(
            "The desk can only be read.", where=str(path), remedy="Copy it to where you may write."
        )
