"""What may be a passphrase, and the bytes that stand for it."""

from __future__ import annotations

import unicodedata

from workflow.seal.errors import BadPassphrase

SHORTEST = 8
"""Characters that a new passphrase has at least."""

LONGEST = 1024
"""Bytes that a passphrase has at most."""


def normal(passphrase: str) -> bytes:
    """The bytes of a passphrase, the same however its accents were typed (NFC, UTF-8). Raises BadPassphrase."""
    if len(passphrase) > LONGEST:
        raise BadPassphrase("The passphrase is too long.", remedy=f"Take one of at most {LONGEST} bytes.")
    try:
        found = unicodedata.normalize("NFC", passphrase).encode()
    except UnicodeEncodeError:
        raise BadPassphrase("The passphrase holds half of a character.", remedy="Type it again.") from None
    if len(found) > LONGEST:
        raise BadPassphrase("The passphrase is too long.", remedy=f"Take one of at most {LONGEST} bytes.")
    if not found:
        raise BadPassphrase("The passphrase is empty.", remedy="Type one.")
    return found


def check_new(passphrase: str) -> bytes:
    """The bytes of a passphrase that is being chosen. Raises BadPassphrase for one that is easily guessed."""
    found = normal(passphrase)
    if len(passphrase) < SHORTEST:
        raise BadPassphrase(
            f"The passphrase is shorter than {SHORTEST} characters.",
            remedy="Take several words that only you would put together.",
        )
    if len(set(passphrase)) < 4:
        raise BadPassphrase(
            "The passphrase is a few characters over and over.",
            remedy="Take several words that only you would put together.",
        )
    return found
