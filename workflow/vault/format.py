"""The vault's file: a line with its keys, one for each thing sealed, and a last one that vouches for all of them.

Lines are read by themselves, so that damage to one leaves the others; what is damaged is kept as it is until dropped.
"""

from __future__ import annotations

import hmac
from hashlib import blake2b
from typing import Annotated, Literal, NamedTuple

import msgspec

from workflow.seal import Key
from workflow.vault.errors import DamagedVault

LARGEST = 64 * 1024 * 1024
"""Bytes that a vault has at most."""

_Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Hex = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{2}){1,64}$")]
_Wrapped = Annotated[bytes, msgspec.Meta(min_length=72, max_length=72)]
_Sealed = Annotated[bytes, msgspec.Meta(min_length=40, max_length=1024 * 1024)]


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line: whose vault it is, and its key under the passphrase."""

    onrecord: Literal["vault"]
    version: Literal[1]
    desk: _Hex
    keys: Annotated[bytes, msgspec.Meta(max_length=16_384)]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something sealed: an identity or a draft of one, of which case, its wrapped data key, and its parts.

    `main` is the person, or the draft's fields; `aside` the reasons typed when somebody looked.
    """

    kind: Literal["identity", "draft"]
    id: _Id
    case: _Hex
    key: _Wrapped
    main: _Sealed
    aside: _Sealed


class _Last(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last line: how many stand before it, and what vouches for them."""

    lines: Annotated[int, msgspec.Meta(ge=1)]
    check: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Book(NamedTuple):
    """A vault as its file tells it: `records` by id, `strange` the lines that cannot be read, `damage` in sentences."""

    head: Head
    records: dict[str, Record]
    strange: tuple[bytes, ...] = ()
    damage: tuple[str, ...] = ()


def head_of(data: bytes, where: str) -> Head:
    """The first line. Raises DamagedVault: without it nothing can be read."""
    try:
        return msgspec.json.decode(data.partition(b"\n")[0], type=Head)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise DamagedVault(
            "The beginning of the vault is damaged, so that nothing in it can be read.",
            where=where,
            remedy="Put it back from a backup; nothing was changed.",
        ) from None


def book_of(data: bytes, key: Key, where: str) -> Book:
    """Everything that the file holds, and what is wrong with it. Raises DamagedVault where nothing can be read."""
    head = head_of(data, where)
    lines = data.split(b"\n")[1:]
    ending = lines.pop() if lines else b"?"
    last = lines.pop() if lines else b""
    damage = [] if not ending and _vouched(data, last, len(lines) + 1, key) else [_ALTERED]
    if damage:
        lines += [line for line in (last, ending) if line and _last(line) is None]
    records: dict[str, Record] = {}
    strange = []
    for number, line in enumerate(lines, 2):
        record = record_of(line)
        if record is None or record.id in records:
            strange.append(line)
            damage.append(f"Line {number} of the vault cannot be read.")
        else:
            records[record.id] = record
    return Book(head, records, tuple(strange), tuple(damage))


_ALTERED = "The vault was cut short, or changed by something else than this program."


def bytes_of(book: Book, key: Key) -> bytes:
    """The file's bytes, vouched for under the key."""
    lines = [msgspec.json.encode(part) for part in (book.head, *book.records.values())]
    lines += book.strange
    data = b"".join(line + b"\n" for line in lines)
    return data + msgspec.json.encode(_Last(len(lines), _check(data, key))) + b"\n"


def record_of(line: bytes) -> Record | None:
    """What a line holds; None where it cannot be read."""
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _last(line: bytes) -> _Last | None:
    try:
        return msgspec.json.decode(line, type=_Last)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _vouched(data: bytes, line: bytes, lines: int, key: Key) -> bool:
    last = _last(line)
    before = data[: len(data) - len(line) - 1]
    return last is not None and last.lines == lines and hmac.compare_digest(last.check, _check(before, key))


def _check(data: bytes, key: Key) -> str:
    return blake2b(data, digest_size=32, key=key.derive(b"vault check")).hexdigest()
