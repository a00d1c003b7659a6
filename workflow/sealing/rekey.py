"""A new key for a sealed desk, so that old copies of its key file open nothing any more."""

from __future__ import annotations

from pathlib import Path

from workflow.schema import explained
from workflow.seal import USUAL, BadPassphrase, Cost, Key, KeyFile, keyfile, recovery
from workflow.seal.place import keys_path
from workflow.sealing.alone import alone, take_place
from workflow.sealing.copying import copy_under
from workflow.sealing.keys import OWNER, must_be_sealed, settled
from workflow.sealing.turn import in_turn
from workflow.store.kept import KEYS, with_new_key


def rekey(path: Path, passphrase: str, *, cost: Cost = USUAL) -> str:
    """Encrypt a desk anew under another key and the same passphrase; the new recovery key, shown this once.

    Between the two writes the key file holds both keys, so that the passphrase opens the desk whenever this is cut
    short; the old recovery key opens the old file for as long as that stands. Files that are kept stay as they are, and
    their keys in the desk; those taken in from now on go under a new one. Raises WrongPassphrase, DeskBusy, or
    what opening raises.
    """
    must_be_sealed(path)
    if recovery.read(passphrase) is not None:
        raise BadPassphrase("Re-keying needs the passphrase, not the recovery key.", remedy="Choose a new one first.")
    with in_turn(path):
        new, (held, old) = Key.new(), settled(path, passphrase)
        with alone(path, old) as source, explained(path):
            made = copy_under(source, path, new, **{KEYS: with_new_key(source)})
            try:
                keyfile.write(keys_path(path), held.with_passphrase(passphrase, (new, old), cost))
                take_place(made, path)
            finally:
                made.unlink(missing_ok=True)
            one, printed = KeyFile.make(passphrase, new, owner=OWNER, cost=cost).with_recovery(new)
            keyfile.write(keys_path(path), one)
    return printed
