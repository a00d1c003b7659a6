"""The form of an entry as it is stored and passed on: canonical bytes, a salted commitment, a hash, a signature."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec

from workflow.errors import BadFact
from workflow.facts import KINDS, Content, Erased, Fact, Unknown, decode_payload, encode_payload, kind_of
from workflow.store import hlc

FORMAT = 1
CAP_DEPS = 64
CAP_BODY = 4 * 1024 * 1024
CAP_DEPTH = 32
NO_PREV = bytes(32)
SIGNED = b"onrecord entry 1\x00"
"""The domain tag that stands before the hash in what a writer signs."""

_WHOLE = 1 << 53
_WITH_NUMBERS = frozenset(
    kind for kind in KINDS.values() if any(word in str(kind.__annotations__) for word in ("int", "float", "Any"))
)
"""The kinds that can hold a number: only these are looked through before they are written."""

_HEX_CLOCK = re.compile(r"[0-9a-f]{16}")
_HEX_ID = re.compile(r"[0-9a-f]{64}")


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry says, its fields in the order of its canonical bytes."""

    claimed_at: str
    deps: tuple[str, ...]
    hlc: str
    payload: msgspec.Raw
    type: str


class Sealed(NamedTuple):
    """An entry as stored and passed on: header fields, and salt and body unless these were erased.

    `sig` is empty where a later entry of the same chain is signed: its hash covers all before it.
    """

    case: bytes
    writer: bytes
    seq: int
    fmt: int
    prev: bytes
    leaf: bytes
    hash: bytes
    sig: bytes
    salt: bytes | None
    body: bytes | None

    @property
    def id(self) -> str:
        """The entry's id: its hash in hexadecimal."""
        return self.hash.hex()


class Read(NamedTuple):
    """What a body holds once it is read: its clock, the ids it had seen, the time it claims, and the fact."""

    clock: hlc.Clock
    deps: tuple[str, ...]
    claimed_at: str
    fact: Content


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Body).decode
_canonical = msgspec.json.Encoder(order="sorted").encode


def body_bytes(fact: Fact, clock: hlc.Clock, deps: tuple[str, ...], claimed_at: str) -> bytes:
    """The canonical bytes of a new entry. Raises BadFact for what they may not hold."""
    payload = encode_payload(fact)
    if len(payload) > CAP_BODY:
        raise BadFact("This is too long for one entry.", remedy="Shorten it, or split it into several.")
    if type(fact) in _WITH_NUMBERS and (flaw := _flaw(msgspec.json.decode(payload), 2)):
        raise BadFact(f"The entry holds {flaw}.")
    return _encode(Body(claimed_at, deps, hlc.written(clock), msgspec.Raw(payload), kind_of(fact)))


def read_body(body: bytes | None, fmt: int, after: hlc.Clock) -> Read:
    """What a stored body says. A format or kind that this version does not know is kept as Unknown.

    `after` is the clock of the entry before it in its chain; an erased or unreadable body stands right after it.
    """
    if body is None:
        return Read(after + 1, (), "", Erased())
    try:
        read = _decode(body)
        clock = int(read.hlc, 16)
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError):
        return Read(after + 1, (), "", Unknown(f"format {fmt}", body))
    payload = bytes(read.payload)
    try:
        fact: Content = decode_payload(read.type, payload) if fmt == FORMAT else Unknown(f"format {fmt}", body)
    except (BadFact, UnicodeDecodeError):
        fact = Unknown(read.type, payload)
    return Read(clock, read.deps, read.claimed_at, fact)


def body_flaw(body: bytes) -> str:
    """What keeps a body that came from elsewhere from being canonical, in words; empty where nothing does."""
    if len(body) > CAP_BODY + 65536:
        return "more than an entry may hold"
    try:
        value = msgspec.json.decode(body)
        if flaw := _flaw(value, 1):
            return flaw
        if _canonical(value) != body:
            return "bytes that are not canonical"
        read = _decode(body)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError) as error:
        return f"bytes that cannot be read ({error})"
    if not _HEX_CLOCK.fullmatch(read.hlc) or int(read.hlc, 16) >= hlc.LARGEST - hlc.ROOM:
        return "a clock that is not one"
    return ""


def _flaw(value: Any, depth: int) -> str:
    if depth > CAP_DEPTH:
        return "lists nested too deeply"
    if isinstance(value, float):
        return "a number with a fraction"
    if isinstance(value, int) and abs(value) > _WHOLE:
        return "a number that is too large"
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((flaw for item in inside if (flaw := _flaw(item, depth + 1))), "")


def deps_flaw(deps: tuple[str, ...]) -> bool:
    """Whether a list of seen entries is not one: too long, unsorted, doubled, or not made of ids."""
    return (
        len(deps) > CAP_DEPS
        or any(not _HEX_ID.fullmatch(name) for name in deps)
        or any(one >= other for one, other in pairwise(deps))
    )


def new_salt() -> bytes:
    """A fresh salt: 24 random bytes and 8 that check them, so that a damaged salt is told from a damaged body."""
    drawn = os.urandom(24)
    return drawn + sha256(drawn).digest()[:8]


def salt_stands(salt: bytes) -> bool:
    """Whether a salt agrees with its own check bytes."""
    return len(salt) == 32 and sha256(salt[:24]).digest()[:8] == salt[24:]


def leaf_of(salt: bytes, body: bytes) -> bytes:
    """The salted commitment to a body."""
    return sha256(b"\x00" + salt + body).digest()


def hash_of(case: bytes, writer: bytes, seq: int, prev: bytes, leaf: bytes, fmt: int = FORMAT) -> bytes:
    """The hash of a header: chain value and global id of an entry; every field has a fixed width."""
    return sha256(b"\x01%c%b%b%b%b%b" % (fmt, case, writer, seq.to_bytes(8, "big"), prev, leaf)).digest()


def seal(case: bytes, writer: bytes, seq: int, prev: bytes, body: bytes) -> Sealed:
    """A new entry, not yet signed, in its place in a chain."""
    salt = new_salt()
    leaf = leaf_of(salt, body)
    return Sealed(case, writer, seq, FORMAT, prev, leaf, hash_of(case, writer, seq, prev, leaf), b"", salt, body)
