"""From a passphrase to a key, at a cost that makes guessing dear: Argon2id."""

from __future__ import annotations

from typing import NamedTuple

from workflow.seal.errors import BadPassphrase
from workflow.seal.key import LENGTH, Key

SALT = 16
"""Bytes of a salt."""


class Cost(NamedTuple):
    """What one guess costs: memory in KiB, and passes over it. The usual cost takes about 0.4 s."""

    memory_kib: int = 256 * 1024
    passes: int = 3


USUAL = Cost()
"""What a new key file asks for."""

FLOOR = Cost(64 * 1024, 1)
"""The least that a key file may ask for."""

CEILING = Cost(1024 * 1024, 10)
"""The most: a file that asks for more is an attack, or damaged."""


def derive(passphrase: bytes, salt: bytes, cost: Cost) -> Key:
    """The key of a passphrase. Raises BadPassphrase where this machine lacks the memory."""
    from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13
    from nacl.exceptions import CryptoError

    try:
        found = crypto_pwhash_alg(
            LENGTH, passphrase, salt, cost.passes, cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13
        )
    except (MemoryError, CryptoError):
        raise BadPassphrase(
            f"There is not enough memory to open this: {cost.memory_kib // 1024} MiB are needed.",
            remedy="Close other programs and try again.",
        ) from None
    return Key(found)
