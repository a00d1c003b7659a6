"""Keys: how a passphrase becomes one, where it is wrapped, and a second way in. Nothing here knows SQLite."""

from workflow.seal.argon import FLOOR, USUAL, Cost
from workflow.seal.errors import BadPassphrase, DamagedKeys, KeysExist, KeyTrouble, NoKeys, WrongPassphrase
from workflow.seal.key import Key
from workflow.seal.keyfile import KeyFile, is_sealed, keys_path

__all__ = [
    "FLOOR",
    "USUAL",
    "BadPassphrase",
    "Cost",
    "DamagedKeys",
    "Key",
    "KeyFile",
    "KeyTrouble",
    "KeysExist",
    "NoKeys",
    "WrongPassphrase",
    "is_sealed",
    "keys_path",
]
