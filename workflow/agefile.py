"""Files that only named readers can open: bytes to an age file for one or more recipients, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

from workflow.clean import one_line
from workflow.errors import OnRecordError

_AGE_KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_SSH_KINDS = ("ssh-ed25519", "ssh-rsa")
_SSH_KEY = re.compile(r"(?:ssh-ed25519|ssh-rsa) [A-Za-z0-9+/]+={0,2}")
_SECRET = re.compile(r"AGE-SECRET-KEY-|PRIVATE KEY", re.IGNORECASE)
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_ALOUD = "0123456789abcdefghjkmnpqrstvwxyz"
_MOST = 16_384
"""Characters that a text with a key may have; the longest RSA key with its comment is well below."""


class BadKey(OnRecordError):
    """A recipient's key that no file can be encrypted to."""


class Recipient(NamedTuple):
    """Somebody to whom a file is encrypted: what the desk calls them, and their public key."""

    name: str
    key: str


def canonical(text: str, name: str = "") -> str:
    """The one public key that a text holds, without its comment: an age key, or an SSH key of type ed25519 or RSA.

    Empty lines and lines that begin with # are passed over. Raises BadKey, which names whose key it is and never
    quotes it: somebody may have given the secret one.
    """
    where = f"The key of {one_line(name, 60)}" if name else "The key"
    if _SECRET.search(text[:_MOST]):
        raise BadKey(
            "This is a secret key, which nobody may have but its owner.",
            where=where,
            remedy="Ask for the public one, which begins with age1 or ssh-, and tell them that this one is known now.",
        )
    lines = [line.strip() for line in text[: _MOST + 1].splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if len(text) > _MOST or len(found) != 1:
        how_many = "There is no key in it." if not found else "There is more than one key in it."
        raise BadKey(how_many, where=where, remedy="Give one public key: it begins with age1 or ssh-.")
    words = found[0].split()
    key = " ".join(words[:2]) if words[0] in _SSH_KINDS else found[0].lower()
    _lock(Recipient(name, key))
    return key


def fingerprint(key: str) -> str:
    """Twenty signs in fives that stand for a key, to be read aloud: 100 bits of its SHA-256, without i, l, o and u."""
    number = int.from_bytes(sha256(key.encode()).digest()) >> 156
    signs = "".join(_ALOUD[number >> shift & 31] for shift in range(95, -1, -5))
    return " ".join(signs[start : start + 5] for start in range(0, 20, 5))


def encrypt(data: bytes, to: Sequence[Recipient]) -> bytes:
    """The age file of some bytes, which each of the recipients can open and nobody else.

    The whole of it is made before this returns. Raises BadKey, also where there is no recipient.
    """
    import pyrage  # type: ignore[import-untyped]

    if not to:
        raise BadKey("There is nobody to encrypt it to.", remedy="Name a recipient: onrecord recipient list.")
    made = pyrage.encrypt(data, [_lock(one) for one in to])
    assert isinstance(made, bytes)
    return made


def _lock(recipient: Recipient) -> object:
    """A recipient's key as the library takes it. Raises BadKey."""
    from pyrage import RecipientError, ssh, x25519

    key = recipient.key
    where = f"The key of {one_line(recipient.name, 60)}" if recipient.name else "The key"
    lock = None
    with suppress(RecipientError):
        if _AGE_KEY.fullmatch(key):
            lock = x25519.Recipient.from_str(key)
        elif _SSH_KEY.fullmatch(key):
            lock = ssh.Recipient.from_str(key)
    if lock is None:
        raise BadKey(
            "It cannot be read as a public key.",
            where=where,
            remedy="Give an age key (age1...), or an SSH key of type ssh-ed25519 or ssh-rsa with 2,048 bits or more.",
        )
    if _opens_to_anybody(key):
        raise BadKey(
            "This key protects nothing: anybody could open what is encrypted to it.",
            where=where,
            remedy="Ask its owner for the key again, by another way than it came.",
        )
    return lock


def _opens_to_anybody(key: str) -> bool:
    """Whether a key is one of the few points of small order, with which every shared secret is the same."""
    from base64 import b64decode

    from nacl.bindings import crypto_scalarmult, crypto_sign_ed25519_pk_to_curve25519
    from nacl.exceptions import CryptoError

    kind, _, text = key.partition(" ")
    if kind == "ssh-rsa":
        return False
    try:
        if kind == "ssh-ed25519":
            crypto_sign_ed25519_pk_to_curve25519(b64decode(text)[-32:])
        else:
            crypto_scalarmult(bytes([1] * 32), _point(key))
    except (CryptoError, RuntimeError):
        return True
    return False


def _point(key: str) -> bytes:
    """The 32 bytes of an age key whose check signs hold."""
    number = 0
    for sign in key[4:56]:
        number = number << 5 | _BECH32.index(sign)
    return (number >> 4).to_bytes(32)
