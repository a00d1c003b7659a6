"""A secret key in memory: a value that shows itself nowhere."""

from __future__ import annotations

import hmac
import os
from hashlib import blake2b
from typing import Any, NoReturn

LENGTH = 32
"""Bytes of a key."""


class Key:
    """A random key of 32 bytes. It cannot be printed, compared by accident, copied or stored; `repr` tells nothing."""

    __slots__ = ("__secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != LENGTH:
            raise ValueError("a key has 32 bytes")
        self.__secret = bytes(secret)

    @classmethod
    def new(cls) -> Key:
        """A fresh random key."""
        return cls(os.urandom(LENGTH))

    @classmethod
    def drawn(cls, secret: bytes, salt: bytes) -> Key:
        """A key from a long random secret; short ones, such as a passphrase, go through `argon` instead."""
        return cls(blake2b(secret, digest_size=LENGTH, salt=salt[:16], person=b"onrecord drawn").digest())

    def derive(self, purpose: bytes) -> bytes:
        """32 bytes for one purpose, from which neither the key nor those of another purpose can be told."""
        return blake2b(purpose, key=self.__secret, digest_size=LENGTH, person=b"onrecord derive").digest()

    def for_sqlcipher(self) -> str:
        """The key as SQLCipher takes it raw: 64 hexadecimal digits, nothing else."""
        return self.derive(b"sqlcipher").hex()

    def bytes_to_wrap(self) -> bytes:
        """The key itself, to be encrypted under another one."""
        return self.__secret

    def same_as(self, other: Key) -> bool:
        """Whether two keys are one."""
        return hmac.compare_digest(self.__secret, other.__secret)

    def __repr__(self) -> str:
        return "<sealed key>"

    def _refuse(self, *_: Any) -> NoReturn:
        raise TypeError("a key is not shown, compared, copied or stored")

    __str__ = __format__ = __hash__ = __eq__ = __bytes__ = __reduce__ = __reduce_ex__ = _refuse
    __copy__ = __deepcopy__ = __getstate__ = _refuse
