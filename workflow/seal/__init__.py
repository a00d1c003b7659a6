"""Keys: how a passphrase becomes one, where it is wrapped, and a second way in. Nothing here knows SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.seal.argon import FLOOR, USUAL, Cost
from workflow.seal.errors import BadPassphrase, DamagedKeys, KeysExist, KeyTrouble, NoKeys, WrongPassphrase
from workflow.seal.key import Key
from workflow.seal.place import is_sealed, keys_path

if TYPE_CHECKING:
    from workflow.seal.keyfile import KeyFile

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


def __getattr__(name: str) -> object:
    """KeyFile, loaded when it is first asked for: a plain desk opens without it."""
    if name == "KeyFile":
        from workflow.seal.keyfile import KeyFile

        return KeyFile
    raise AttributeError(name)
