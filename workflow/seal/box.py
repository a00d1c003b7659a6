"""Encrypting a few bytes under a key, bound to what they are: XChaCha20-Poly1305."""

from __future__ import annotations

import os

from workflow.seal.key import Key

NONCE = 24
"""Bytes of a nonce; long enough to be drawn at random for every message."""

OVERHEAD = NONCE + 16
"""Bytes that a sealed value is longer than what it holds."""


def seal(key: Key, value: bytes, bound_to: bytes) -> bytes:
    """The value sealed under a key, with a nonce in front; only who knows what it is bound to opens it again."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt

    nonce = os.urandom(NONCE)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(value, bound_to, nonce, key.derive(b"box"))


def unseal(key: Key, sealed: bytes, bound_to: bytes) -> bytes | None:
    """What was sealed; None where the key is another one, the value was altered, or it belongs to something else."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
    from nacl.exceptions import CryptoError

    if len(sealed) < OVERHEAD:
        return None
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[NONCE:], bound_to, sealed[:NONCE], key.derive(b"box"))
    except CryptoError:
        return None
