"""One record of the vault: its own key, what it is bound to, its padding, and the commitment that the log holds."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

import msgspec

from workflow.facts import FactId
from workflow.seal import Key, box
from workflow.terms import RevealReason
from workflow.vault.errors import DamagedIdentity, IdentityTooLong, VaultTrouble
from workflow.vault.format import Record
from workflow.vault.sealed import Person

BUCKET = 256
"""Sealed values are padded to a multiple of so many bytes."""

LEAST = 8 * BUCKET
"""The shortest sealed value: whoever it is and whatever is noted, most identities look alike."""

MOST = 2048 * BUCKET
"""The longest."""

SALT = 32


class Hidden(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is only ever written encrypted; it shows nothing of itself."""

    def __repr__(self) -> str:
        return "<sealed>"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []


_Salt = Annotated[bytes, msgspec.Meta(min_length=SALT, max_length=SALT)]
_Words = tuple[str, ...]


class Sheet(Hidden, frozen=True, forbid_unknown_fields=True):
    """An identity as it is sealed: of which source, the salt of its commitment, and the person."""

    source: FactId
    code_name: str
    salt: _Salt
    name: str
    mails: _Words
    phones: _Words
    aliases: _Words
    note: str
    same_as: _Words
    spared: _Words

    @property
    def person(self) -> Person:
        """The person."""
        return Person(self.name, self.mails, self.phones, self.aliases, self.note, self.same_as, self.spared)


class Reason(Hidden, frozen=True, forbid_unknown_fields=True):
    """Why somebody (initials) looked at an identity, in their words, and when (ISO 8601)."""

    at: str
    kind: RevealReason
    words: str
    by: str


class DraftSheet(Hidden, frozen=True, forbid_unknown_fields=True):
    """A half-filled form: what it is about, and its fields as far as they were typed."""

    about: str
    fields: dict[str, str]


class Place(NamedTuple):
    """Where a record belongs: the desk's id, the case's, its own, and whether it is an identity or a draft."""

    desk: str
    case: str
    id: str
    kind: Literal["identity", "draft"]

    def bound(self, field: str) -> bytes:
        """What a sealed field of the record is bound to: moved to any other place it opens no more."""
        return "\0".join(("onrecord vault 1", self.desk, self.case, self.id, self.kind, field)).encode()


Main = TypeVar("Main", Sheet, DraftSheet)


def new_id() -> str:
    """A random id: 32 hexadecimal digits."""
    return os.urandom(16).hex()


def sheet_of(source: FactId, code_name: str, person: Person) -> Sheet:
    """A person as it is to be sealed, with a fresh salt."""
    return Sheet(
        source,
        code_name,
        os.urandom(SALT),
        person.name,
        person.mails,
        person.phones,
        person.aliases,
        person.note,
        person.same_as,
        person.spared,
    )


def commitment(identity: str, sheet: Sheet) -> str:
    """SHA-256 over the salt, the random id and the sheet: it tells nothing to whoever lacks the salt."""
    return sha256(
        b"onrecord identity 1\0" + sheet.salt + bytes.fromhex(identity) + msgspec.json.encode(sheet)
    ).hexdigest()


def sealed(key: Key, place: Place, main: Sheet | DraftSheet, reasons: tuple[Reason, ...] = ()) -> Record:
    """A record under a data key of its own, drawn anew each time. Raises IdentityTooLong."""
    own = Key.new()
    return Record(
        place.kind,
        place.id,
        place.case,
        box.seal(_wrapping(key), own.bytes_to_wrap(), place.bound("key")),
        box.seal(own, _padded(main), place.bound("main")),
        box.seal(own, _padded(reasons), place.bound("aside")),
    )


def opened(key: Key, desk: str, record: Record, main: type[Main], where: str) -> tuple[Main, tuple[Reason, ...]]:
    """What a record holds. Raises DamagedIdentity where it was altered or belongs somewhere else."""
    place = Place(desk, record.case, record.id, record.kind)
    secret = box.unseal(_wrapping(key), record.key, place.bound("key"))
    own = Key(secret) if secret is not None else Key.new()
    found = _plain(box.unseal(own, record.main, place.bound("main")), main)
    reasons = _plain(box.unseal(own, record.aside, place.bound("aside")), tuple[Reason, ...])
    if found is None or reasons is None:
        raise DamagedIdentity(
            f"The {record.kind} {record.id[:8]} in the vault was altered, or put there from another place.",
            where=where,
            remedy="Put the vault back from a backup, or drop what is damaged; the others stay readable.",
        )
    return found, reasons


def _wrapping(key: Key) -> Key:
    return Key(key.derive(b"vault wrapping"))


def _padded(value: object) -> bytes:
    """The value's bytes, a mark where they end, and zeros up to a multiple of the bucket."""
    try:
        data = msgspec.json.encode(value) + b"\1"
    except UnicodeEncodeError:
        raise VaultTrouble("The text holds half of a character.", remedy="Paste or type it again.") from None
    length = max(LEAST, -(-len(data) // BUCKET) * BUCKET)
    if length > MOST:
        raise IdentityTooLong(
            f"That is more than one identity takes ({MOST // 1024} KiB).", remedy="Keep the note shorter."
        )
    return data.ljust(length, b"\0")


def _plain(padded: bytes | None, cls: Any) -> Any:
    """A value without its padding; None where there is none, or it is not of that kind."""
    if padded is None:
        return None
    try:
        return msgspec.json.decode(padded.rstrip(b"\0")[:-1], type=cls)
    except (msgspec.MsgspecError, ValueError):
        return None
