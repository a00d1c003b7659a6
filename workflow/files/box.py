"""A kept file encrypted piece by piece, so that a piece altered, moved, taken away or of another file is found.

Each file has a key of its own, drawn from a salt; a piece is bound to its place and to whether it is the last, and the
last one to the file's SHA-256.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

from workflow.hashing import BLOCK
from workflow.seal import Key

MAGIC = b"onrecord file 1\n"
_SALT = 32
_TAG = 16
_HEAD = len(MAGIC) + _SALT


def name_of(key: Key, sha256: str) -> str:
    """The name of a file on the disk: without the key nobody tells from it which file that is."""
    return blake2b(bytes.fromhex(sha256), key=key.derive(b"file names"), digest_size=32).hexdigest()


def sealed_size(size: int) -> int:
    """How many bytes a file of this size has when it is sealed."""
    pieces = max(1, -(-size // BLOCK))
    return _HEAD + size + pieces * _TAG


def is_sealed(path: Path) -> bool:
    """Whether a file says that it is one of ours, sealed."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class Sealing:
    """A file that is being sealed: `write` takes bytes of any number, `finish` writes what is left."""

    def __init__(self, key: Key, write: Callable[[bytes], object]) -> None:
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt

        salt = os.urandom(_SALT)
        self._encrypt = crypto_aead_xchacha20poly1305_ietf_encrypt
        self._key = _own_key(key, salt)
        self._out = write
        self._held = b""
        self._pieces = 0
        write(MAGIC + salt)

    def write(self, block: bytes | memoryview) -> None:
        """Seal some more; the last piece is held back until it is known to be the last."""
        held = self._held + bytes(block)
        while len(held) > BLOCK:
            self._put(held[:BLOCK], b"", last=False)
            held = held[BLOCK:]
        self._held = held

    def finish(self, sha256: str) -> None:
        """Seal the last piece, bound to the hash of the whole."""
        self._put(self._held, bytes.fromhex(sha256), last=True)
        self._held = b""

    def _put(self, piece: bytes, bound_to: bytes, *, last: bool) -> None:
        self._out(self._encrypt(piece, bound_to, _nonce(self._pieces, last=last), self._key))
        self._pieces += 1


def opened_pieces(key: Key, read: Callable[[int], bytes], sha256: str) -> Iterator[bytes]:
    """The bytes of a sealed file, piece by piece. Raises ValueError at the first that is not what was written."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
    from nacl.exceptions import CryptoError

    head = read(_HEAD)
    if len(head) != _HEAD or not head.startswith(MAGIC):
        raise ValueError("no sealed file")
    own = _own_key(key, head[len(MAGIC) :])
    number, piece = 0, read(BLOCK + _TAG)
    while True:
        after = read(BLOCK + _TAG)
        bound_to = b"" if after else bytes.fromhex(sha256)
        try:
            opened = crypto_aead_xchacha20poly1305_ietf_decrypt(piece, bound_to, _nonce(number, last=not after), own)
        except (CryptoError, ValueError):
            raise ValueError("an altered piece") from None
        yield opened
        if not after:
            return
        number, piece = number + 1, after


def _own_key(key: Key, salt: bytes) -> bytes:
    return blake2b(salt, key=key.derive(b"file contents"), digest_size=32).digest()


def _nonce(number: int, *, last: bool) -> bytes:
    """The key is of one file alone, so the place of a piece is all that its nonce needs."""
    return number.to_bytes(23, "big") + bytes([last])
