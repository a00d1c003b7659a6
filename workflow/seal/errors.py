"""What can go wrong with keys: one class a failure, each with a sentence and a remedy."""

from __future__ import annotations

from workflow.errors import OnRecordError


class KeyTrouble(OnRecordError):
    """A failure of a passphrase, a recovery key or a key file."""


class BadPassphrase(KeyTrouble):
    """Words that cannot be a passphrase."""


class WrongPassphrase(KeyTrouble):
    """A passphrase or recovery key that opens nothing; that cannot be told from damage."""


class NoKeys(KeyTrouble):
    """The key file is not where it should be."""


class DamagedKeys(KeyTrouble):
    """The key file is cut short, altered, or asks for what no key file of ours asks."""


class KeysExist(KeyTrouble):
    """A new key file would stand where one stands already."""
