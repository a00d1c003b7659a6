"""The recovery key: a second way in, random, printed once, and typed from paper on a bad day.

160 random bits and 20 check bits in Crockford's base 32, which has no letters that are taken for one another.
"""

from __future__ import annotations

import os
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BYTES = 20
_LETTERS = _BYTES * 8 // 5
_CHECKS = 4
_GROUP = 4


def new() -> bytes:
    """A fresh secret."""
    return os.urandom(_BYTES)


def printed(secret: bytes) -> str:
    """A secret as it is printed: nine groups of four letters and digits."""
    letters = _letters(int.from_bytes(secret, "big"), _LETTERS) + _checks(secret)
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def looks_like(typed: str) -> bool:
    """Whether somebody typed a recovery key, be it with a letter amiss."""
    letters = _plain(typed)
    return len(letters) == _LETTERS + _CHECKS and set(letters) <= set(ALPHABET)


def read(typed: str) -> bytes | None:
    """The secret that was typed, in any case and grouping; None where it is none, or a letter is amiss."""
    if not looks_like(typed):
        return None
    letters = _plain(typed)
    number = 0
    for letter in letters[:_LETTERS]:
        number = number * 32 + ALPHABET.index(letter)
    secret = number.to_bytes(_BYTES, "big")
    return secret if letters[_LETTERS:] == _checks(secret) else None


def _plain(typed: str) -> str:
    return "".join(typed[:200].split()).replace("-", "").upper().translate(_READ_AS)


def _checks(secret: bytes) -> str:
    digest = sha256(b"onrecord recovery 1\x00" + secret).digest()
    return _letters(int.from_bytes(digest[:3], "big") >> 4, _CHECKS)


def _letters(number: int, count: int) -> str:
    found = ""
    for _ in range(count):
        number, place = divmod(number, 32)
        found = ALPHABET[place] + found
    return found
