"""Who writes: one secret per installation, kept in the state directory, and from it a signing key for every chain."""

from __future__ import annotations

import hmac
import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from workflow.store import errors, files, record


class Installation(NamedTuple):
    """This installation: a random id and the secret from which its signing keys are made."""

    id: str
    secret: bytes

    def key(self, case: bytes, nonce: bytes) -> Key:
        """The signing key of this installation for one chain of a case."""
        from nacl.bindings import crypto_sign_seed_keypair

        seed = hmac.digest(self.secret, b"onrecord chain 1\x00" + case + nonce, "sha256")
        public, secret = crypto_sign_seed_keypair(seed)
        return Key(public, secret)


class Key(NamedTuple):
    """An Ed25519 key of one chain."""

    public: bytes
    secret: bytes

    def sign(self, digest: bytes) -> bytes:
        """The signature over an entry's hash."""
        from nacl.bindings import crypto_sign

        return crypto_sign(record.SIGNED + digest, self.secret)[:64]


class _Stored(msgspec.Struct, forbid_unknown_fields=True):
    """The installation as its file holds it."""

    id: str
    secret: str


def writer_id(public_key: bytes) -> bytes:
    """The id of a chain's writer. It is made from the key, so that another key cannot be put in its place."""
    return sha256(b"onrecord writer 1\x00" + public_key).digest()[:16]


def signed_by(public_key: bytes, digest: bytes, signature: bytes) -> bool:
    """Whether a signature over an entry's hash is this key's."""
    from nacl.bindings import crypto_sign_open
    from nacl.exceptions import BadSignatureError, CryptoError

    try:
        crypto_sign_open(signature + record.SIGNED + digest, public_key)
    except (BadSignatureError, CryptoError, ValueError):
        return False
    return True


def ephemeral() -> Installation:
    """An installation that is forgotten when the process ends, for a copy in memory."""
    return Installation(os.urandom(16).hex(), os.urandom(32))


def installation(state: Path) -> Installation:
    """This machine's installation as kept in the state directory, made at the first call.

    Raises CannotOpen where it cannot be kept, DamagedDesk where what is kept cannot be read.
    """
    path = state / "installation.json"
    try:
        if not path.exists():
            _make(path)
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
        stored = msgspec.json.decode(path.read_bytes(), type=_Stored)
        return Installation(stored.id, bytes.fromhex(stored.secret))
    except OSError as error:
        raise errors.CannotOpen(
            f"This machine's writing key cannot be kept: {error.strerror}.",
            where=str(path),
            remedy="Check the permissions of that folder, or name another with ONRECORD_STATE_DIR.",
        ) from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise errors.DamagedDesk(
            "This machine's writing key cannot be read.",
            where=str(path),
            remedy="Move it away: a new one is made, and the next entries begin a new chain.",
        ) from error


def _make(path: Path) -> None:
    files.private_folder(path.parent)
    made = files.draft_of(path)
    try:
        made.write_bytes(msgspec.json.encode(_Stored(os.urandom(16).hex(), os.urandom(32).hex())))
        files.put_in_place(made, path)
    except FileExistsError:  # another process was first: its key is ours too
        pass
    finally:
        made.unlink(missing_ok=True)
