"""What opens a sealed desk: made with it, tried, changed. Every function takes seconds: guessing is to be dear."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from workflow import schema
from workflow.ledger import Ledger
from workflow.seal import USUAL, Cost, DamagedKeys, Key, KeyFile, keyfile, recovery
from workflow.seal.place import is_sealed, keys_path
from workflow.sealing.turn import in_turn
from workflow.store import errors, files

OWNER = "desk"
"""What the key file of a desk says that its key is of."""


class NewDesk(NamedTuple):
    """A desk that was just made, open, and the recovery key to print; it is shown this once."""

    ledger: Ledger
    recovery: str


def new_desk(path: Path, passphrase: str, *, cost: Cost = USUAL, state_dir: Path | None = None) -> NewDesk:
    """Make a sealed desk where nothing stands. Raises DeskExists, KeysExist, NoCipher, BadPassphrase."""
    schema.must_encrypt()
    if path.exists() or path.is_symlink():
        raise errors.DeskExists(
            "Something stands there already.", where=str(path), remedy="Open it, or choose another place."
        )
    key = Key.new()
    made, printed = KeyFile.make(passphrase, key, owner=OWNER, cost=cost).with_recovery(key)
    files.private_folder(path.absolute().parent)
    files.must_stand_alone(path)
    with in_turn(path):
        keyfile.write(keys_path(path), made, new=True)
    try:
        return NewDesk(Ledger.create(path, key=key, state_dir=state_dir), printed)
    except BaseException:
        if not path.exists():
            keys_path(path).unlink(missing_ok=True)
        raise


def unlock(path: Path, secret: str) -> Key:
    """The key of a sealed desk, by its passphrase or recovery key; a re-keying that was cut short is settled here.

    Raises WrongPassphrase, DamagedKeys or NoKeys.
    """
    found = read_keys(path).keys(secret)
    if len(found) == 1:
        return found[0]
    with in_turn(path):
        return settled(path, secret)[1]


def settled(path: Path, secret: str) -> tuple[KeyFile, Key]:
    """The key file of a desk and its key, which is tried: after a re-keying that was cut short it holds two.

    Found by the passphrase, the file holds that one alone afterwards. To be called in turn, before the key file is
    written: a key that opens nothing would take the place of the one that does. Raises DamagedKeys where none opens
    the desk, and as `unlock`.
    """
    held = read_keys(path)
    found = held.keys(secret)
    for place, key in enumerate(found):
        if opens(path, key):
            if len(found) > 1 and recovery.read(secret) is None:
                kept = held if place else held.without_recovery()  # the old recovery key is of the old key
                held = kept.with_passphrase(secret, key, held.cost)
                keyfile.write(keys_path(path), held)
            return held, key
    raise DamagedKeys(
        "That opens the key file, but the key in it does not open the desk. Nothing was changed.",
        where=str(path),
        remedy="After a re-keying that was cut short only the passphrase opens it. Else put the desk's own key file"
        " back, or restore a backup.",
    )


def read_keys(path: Path) -> KeyFile:
    """The key file of a desk. Raises NoKeys or DamagedKeys."""
    held = keyfile.read(keys_path(path))
    if held.owner != OWNER:
        raise DamagedKeys(
            f"This is the key file of a {held.owner}.", where=str(keys_path(path)), remedy="Put the desk's own back."
        )
    return held


def opens(path: Path, key: Key) -> bool:
    """Whether a key opens a desk. Raises DeskBusy where another process has it for itself."""
    try:
        with schema.explained(path):
            schema.connect(path, key=key).close()
    except errors.NotADatabase:
        return False
    return True


def change_passphrase(path: Path, secret: str, new: str, *, cost: Cost = USUAL) -> None:
    """Change the passphrase of a desk; `secret` is the one before, or the recovery key, which stays as it is.

    Who has an old copy of the key file still opens the desk with the old passphrase: `rekey` ends that.
    """
    with in_turn(path):
        held, key = settled(path, secret)
        keyfile.write(keys_path(path), held.with_passphrase(new, key, cost))


def new_recovery(path: Path, secret: str) -> str:
    """Make a new recovery key, which is shown this once; the one before opens nothing any more."""
    with in_turn(path):
        held, key = settled(path, secret)
        made, printed = held.with_recovery(key)
        keyfile.write(keys_path(path), made)
    return printed


def must_be_sealed(path: Path) -> None:
    """Raise NotSealed for a desk without a key file."""
    if not is_sealed(path):
        raise errors.NotSealed("This desk is not sealed.", where=str(path), remedy="Seal it: onrecord seal.")
