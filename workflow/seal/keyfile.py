"""The key file: a random key, wrapped once under the passphrase and once under the recovery key.

Changing the passphrase writes one slot anew and leaves what the key encrypts as it is. While a desk is being re-keyed
the slots hold two keys, the new one first: whichever opens the desk is its key.
"""

from __future__ import annotations

import hmac
import os
import stat
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec

from workflow.private import write_private
from workflow.seal import argon, box, passphrase, recovery
from workflow.seal.argon import CEILING, FLOOR, USUAL, Cost
from workflow.seal.errors import DamagedKeys, KeysExist, KeyTrouble, NoKeys, WrongPassphrase
from workflow.seal.key import LENGTH, Key

LARGEST = 16_384
"""Bytes that a key file has at most."""

_ALTERED = "it was cut short or changed"
_GREEDY = "it asks for more work, or less, than any key file of ours"
_AMISS = "This looks like a recovery key with a letter amiss; compare it with the paper."

_Memory = Annotated[int, msgspec.Meta(ge=FLOOR.memory_kib, le=CEILING.memory_kib)]
_Passes = Annotated[int, msgspec.Meta(ge=FLOOR.passes, le=CEILING.passes)]
_Salt = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Wrapped = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{2})+$", max_length=400)]


class _PassphraseSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="passphrase"):
    """The keys under a passphrase, and what a guess of it costs."""

    memory_kib: _Memory
    passes: _Passes
    salt: _Salt
    wrapped: _Wrapped


class _RecoverySlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="recovery"):
    """The keys under the recovery key."""

    salt: _Salt
    wrapped: _Wrapped


class _Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written."""

    onrecord: Literal["keys"]
    version: Literal[1]
    owner: Annotated[str, msgspec.Meta(pattern="^[a-z]{1,16}$")]
    slots: Annotated[tuple[_PassphraseSlot | _RecoverySlot, ...], msgspec.Meta(min_length=1, max_length=2)]
    check: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class KeyFile(NamedTuple):
    """What a key file holds; `owner` says what its key is of: a desk or a vault."""

    owner: str
    slots: tuple[_PassphraseSlot | _RecoverySlot, ...]

    @classmethod
    def make(cls, words: str, keys: Key | Sequence[Key], *, owner: str, cost: Cost = USUAL) -> KeyFile:
        """A key file with one slot, under a passphrase. Raises BadPassphrase."""
        return cls(owner, (_slot(passphrase.check_new(words), _several(keys), owner, cost),))

    def with_passphrase(self, words: str, keys: Key | Sequence[Key], cost: Cost = USUAL) -> KeyFile:
        """The same with another passphrase in place of the one before. Raises BadPassphrase."""
        slot = _slot(passphrase.check_new(words), _several(keys), self.owner, cost)
        return self._replace(slots=(slot, *(held for held in self.slots if isinstance(held, _RecoverySlot))))

    def with_recovery(self, keys: Key | Sequence[Key]) -> tuple[KeyFile, str]:
        """The same with a new recovery key in place of any before, and that key as it is to be printed."""
        secret, salt = recovery.new(), os.urandom(argon.SALT)
        wrapped = box.seal(Key.drawn(secret, salt), _bytes_of(_several(keys)), _bound(self.owner, "recovery", salt))
        slot = _RecoverySlot(salt.hex(), wrapped.hex())
        kept = self.without_recovery().slots
        return self._replace(slots=(*kept, slot)), recovery.printed(secret)

    def without_recovery(self) -> KeyFile:
        """The same without any recovery key."""
        return self._replace(slots=tuple(held for held in self.slots if isinstance(held, _PassphraseSlot)))

    @property
    def has_recovery(self) -> bool:
        """Whether there is a recovery key."""
        return any(isinstance(slot, _RecoverySlot) for slot in self.slots)

    @property
    def cost(self) -> Cost:
        """What a guess of the passphrase costs."""
        held = (Cost(slot.memory_kib, slot.passes) for slot in self.slots if isinstance(slot, _PassphraseSlot))
        return next(held, USUAL)

    def open(self, secret: str) -> Key:
        """The key, by the passphrase or the recovery key. Raises WrongPassphrase or BadPassphrase."""
        return self.keys(secret)[0]

    def keys(self, secret: str) -> tuple[Key, ...]:
        """Every key that the slots hold, the newest first; one but for a re-keying that was cut short."""
        code = recovery.read(secret)
        words = passphrase.normal(secret)
        for slot in self.slots:
            if isinstance(slot, _RecoverySlot):
                salt = bytes.fromhex(slot.salt)
                opener = Key.drawn(code, salt) if code is not None else None
                kind = "recovery"
            else:
                salt = bytes.fromhex(slot.salt)
                opener = argon.derive(words, salt, Cost(slot.memory_kib, slot.passes))
                kind = "passphrase"
            if opener is not None and (found := _unwrapped(opener, slot.wrapped, _bound(self.owner, kind, salt))):
                return found
        remedy = "Try again; capitals and spaces count."
        if self.has_recovery:
            amiss = recovery.looks_like(secret) and code is None
            remedy = _AMISS if amiss else f"{remedy} The recovery key opens it too."
        raise WrongPassphrase("That does not open it, or what holds its key is damaged.", remedy=remedy)

    def to_bytes(self) -> bytes:
        """The file's bytes."""
        return msgspec.json.format(
            msgspec.json.encode(_Stored("keys", 1, self.owner, self.slots, _check(self)), order="sorted"), indent=1
        )

    @classmethod
    def from_bytes(cls, data: bytes, where: str = "") -> KeyFile:
        """The key file that some bytes hold. Raises DamagedKeys."""
        try:
            stored = msgspec.json.decode(data[: LARGEST + 1], type=_Stored)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise _damaged(where, _GREEDY if _asks_too_much(error) else _ALTERED) from None
        found = cls(stored.owner, stored.slots)
        if len(data) > LARGEST or not hmac.compare_digest(_check(found), stored.check):
            raise _damaged(where, _ALTERED)
        return found


def read(path: Path) -> KeyFile:
    """The key file at a path. Raises NoKeys or DamagedKeys."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # a pipe would keep us waiting for ever
                raise NoKeys(
                    "There is no key file at that place but a folder or device.",
                    where=str(path),
                    remedy="Put it back from a backup; without it nothing opens.",
                )
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NoKeys(
            "The key file is not there.", where=str(path), remedy="Put it back from a backup; without it nothing opens."
        ) from None
    except OSError as error:
        raise NoKeys(
            f"The key file cannot be read: {error.strerror}.", where=str(path), remedy="Check its permissions."
        ) from None
    return KeyFile.from_bytes(data, str(path))


def write(path: Path, keys: KeyFile, *, new: bool = False) -> None:
    """Put a key file in place, whole or not at all, durably.

    Raises KeysExist where a new one would replace another, KeyTrouble where the disk does not take it.
    """
    try:
        write_private(path, keys.to_bytes(), new=new)
    except FileExistsError:
        raise KeysExist(
            "A key file stands there already.",
            where=str(path),
            remedy="It may be all that opens a desk: move it away and keep it, or choose another place.",
        ) from None
    except OSError as error:
        raise KeyTrouble(
            f"The key file cannot be written: {error.strerror}. What opened the desk opens it still.",
            where=str(path),
            remedy="Make room on the disk, or check its permissions.",
        ) from None


def _damaged(where: str, why: str) -> DamagedKeys:
    return DamagedKeys(
        f"The key file is damaged: {why}.", where=where, remedy="Put it back from a backup; nothing was changed."
    )


def _asks_too_much(error: Exception) -> bool:
    """Whether what is wrong is the cost of a guess alone."""
    return any(f"].{name}`" in str(error) for name in ("memory_kib", "passes"))


def _several(keys: Key | Sequence[Key]) -> Sequence[Key]:
    return (keys,) if isinstance(keys, Key) else keys


def _bytes_of(keys: Sequence[Key]) -> bytes:
    return b"".join(key.bytes_to_wrap() for key in keys)


def _bound(owner: str, kind: str, salt: bytes) -> bytes:
    return b"onrecord keys 1\x00" + owner.encode() + b"\x00" + kind.encode() + b"\x00" + salt


def _slot(words: bytes, keys: Sequence[Key], owner: str, cost: Cost) -> _PassphraseSlot:
    salt = os.urandom(argon.SALT)
    wrapped = box.seal(argon.derive(words, salt, cost), _bytes_of(keys), _bound(owner, "passphrase", salt))
    return _PassphraseSlot(cost.memory_kib, cost.passes, salt.hex(), wrapped.hex())


def _unwrapped(opener: Key, wrapped: str, bound_to: bytes) -> tuple[Key, ...]:
    held = box.unseal(opener, bytes.fromhex(wrapped), bound_to)
    if not held or len(held) % LENGTH:
        return ()
    return tuple(Key(held[start : start + LENGTH]) for start in range(0, len(held), LENGTH))


def _check(keys: KeyFile) -> str:
    return sha256(
        b"onrecord keys check\x00" + msgspec.json.encode((keys.owner, keys.slots), order="sorted")
    ).hexdigest()
