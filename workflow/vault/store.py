"""The open vault: every question reads the file anew, every change rewrites it whole while no other process may."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from msgspec.structs import replace

from workflow.facts import FactId
from workflow.people import People
from workflow.seal import USUAL, Cost, Key, KeyFile
from workflow.vault import files, records
from workflow.vault.errors import DamagedVault, IdentityKnown, NoIdentity, OtherDesk, VaultClosed
from workflow.vault.format import Book, Head, Record, book_of, bytes_of, head_of
from workflow.vault.records import DraftSheet, Place, Reason, Sheet
from workflow.vault.sealed import Handle, Person

if TYPE_CHECKING:
    from workflow.leakscan.needles import Needle

_Put = Callable[..., None]
"""Writes changed records, None for those that go, and if given the lines that cannot be read."""


class Kept(NamedTuple):
    """An identity as the vault holds it, without a word of who it is."""

    identity: str
    commitment: str
    case_id: str
    source: FactId


class Vault:
    """The identities of a desk, open under its own passphrase. Made by `create` or `open`.

    All methods raise VaultClosed once it is closed; those that read raise DamagedVault where the file cannot be read
    at all and DamagedIdentity for the one that is damaged; those that write leave the file as it was when they fail,
    and raise DamagedVault where a part of it is damaged, VaultBusy or VaultTrouble.
    """

    def __init__(self, path: Path, key: Key, desk_id: bytes) -> None:
        self.path = path
        self._key: Key | None = key
        self._desk = desk_id.hex()
        self._read: tuple[bytes, Book] | None = None

    def __repr__(self) -> str:
        return "<vault>"

    @classmethod
    def create(cls, path: Path, passphrase: str, desk_id: bytes, cost: Cost = USUAL) -> Self:
        """Start a vault where nothing stands yet. Raises VaultExists or BadPassphrase."""
        key = Key.new()
        keys = KeyFile.make(passphrase, key, owner="vault", cost=cost)
        head = Head("vault", 1, desk_id.hex(), keys.to_bytes())
        with files.alone(path):
            files.write(path, bytes_of(Book(head, {}), key), new=True)
        return cls(path, key, desk_id)

    @classmethod
    def open(cls, path: Path, passphrase: str, desk_id: bytes) -> Self:
        """Open the vault of this desk. Raises NoVault, OtherDesk, DamagedVault, DamagedKeys or WrongPassphrase."""
        head = head_of(files.read(path), str(path))
        if head.desk != desk_id.hex():
            raise OtherDesk("This vault belongs to another desk.", where=str(path), remedy="Put back this desk's own.")
        return cls(path, _keys(head, path).open(passphrase), desk_id)

    def close(self) -> None:
        """Let go of the key."""
        self._key = self._read = None

    @property
    def is_open(self) -> bool:
        """Whether it can be read."""
        return self._key is not None

    # What is there

    def damage(self) -> tuple[str, ...]:
        """What is wrong with the file, in sentences; empty when all is well."""
        book = self._book()
        found = list(book.damage)
        found += (trouble for record in book.records.values() if (trouble := self._amiss(record)))
        return tuple(found)

    def handles(self, case_id: str) -> tuple[Handle, ...]:
        """A handle for each identity of a case that can be read."""
        return tuple(Handle(record.id, sheet.code_name) for record, sheet in self._sheets(case_id))

    def kept(self) -> tuple[Kept, ...]:
        """What the log should know of each identity that can be read."""
        return tuple(
            Kept(record.id, records.commitment(record.id, sheet), record.case, sheet.source)
            for record, sheet in self._sheets()
        )

    def case_of(self, identity: str) -> str:
        """The id of the case that an identity belongs to. Raises NoIdentity."""
        return self._record(self._book(), identity).case

    def read(self, identity: str) -> Person:
        """Who it is. Raises NoIdentity; a reveal also goes into the log, see `workflow.identities`."""
        return self._opened(self._record(self._book(), identity), Sheet)[0].person

    def reasons(self, identity: str) -> tuple[Reason, ...]:
        """Why somebody looked, each time, in their words. Raises NoIdentity."""
        return self._opened(self._record(self._book(), identity), Sheet)[1]

    def people(self, case_id: str) -> People:
        """Which sources of a case are one person; not `checked` where a part of the vault is damaged."""
        return self.linked(record.id for record in _identities(self._book(), case_id))

    def linked(self, identities: Iterable[str]) -> People:
        """Which sources these identities tell to be one person; not `checked` where one is damaged or not there."""
        book, wanted = self._book(), set(identities)
        sheets = self._readable(record for record in _identities(book) if record.id in wanted)
        found = {record.id: sheet for record, sheet in sheets}
        links = ((sheet.source, *sheet.same_as) for sheet in found.values())
        return People.of(links, checked=not book.damage and wanted <= found.keys())

    def needles(self) -> tuple[Needle, ...]:
        """What of every identity of the desk may not leave it. Raises DamagedVault where one cannot be read."""
        from workflow.vault.seeking import needles_of  # the scan is a big room, which a reveal never needs

        book = self._book()
        if book.damage:
            raise DamagedVault(" ".join(book.damage), where=str(self.path), remedy="Put it back from a backup.")
        sheets = (self._opened(record, Sheet)[0] for record in _identities(book))
        return tuple(needle for sheet in sheets for needle in needles_of(sheet.code_name, sheet.person))

    # What is changed

    def keep(self, case_id: str, source: FactId, code_name: str, person: Person) -> tuple[str, str]:
        """Put in who a source is; its random id and the commitment for the log. Raises IdentityKnown."""
        sheet = records.sheet_of(source, code_name, person)
        place = Place(self._desk, case_id, records.new_id(), "identity")
        with self._changing() as (book, put):
            for record in _identities(book, case_id):
                if self._opened(record, Sheet)[0].source == source:
                    raise IdentityKnown("The vault holds who this source is already.", remedy="Change that instead.")
            put({place.id: records.sealed(self._open_key(), place, sheet)})
        return place.id, records.commitment(place.id, sheet)

    def change(self, identity: str, person: Person) -> str:
        """Put another person in place of what was kept; the new commitment. Raises NoIdentity."""
        with self._changing() as (book, put):
            record = self._record(book, identity)
            before, reasons = self._opened(record, Sheet)
            sheet = records.sheet_of(before.source, before.code_name, person)
            put({identity: records.sealed(self._open_key(), self._place(record), sheet, reasons)})
        return records.commitment(identity, sheet)

    def note_reason(self, identity: str, reason: Reason) -> None:
        """Keep the words in which somebody said why they look. Raises NoIdentity."""
        with self._changing() as (book, put):
            record = self._record(book, identity)
            sheet, reasons = self._opened(record, Sheet)
            put({identity: records.sealed(self._open_key(), self._place(record), sheet, (*reasons, reason))})

    def delete(self, identity: str) -> None:
        """Remove an identity and its key from the file, also a damaged one. Raises NoIdentity."""
        with self._changing(damaged=True) as (book, put):
            self._record(book, identity)
            put({identity: None})

    def drop_damaged(self) -> int:
        """Drop all that cannot be read, and vouch for what is left; how many were dropped."""
        with self._changing(damaged=True) as (book, put):
            gone = [record.id for record in book.records.values() if self._amiss(record)]
            put(dict.fromkeys(gone), ())
            return len(gone) + len(book.strange)

    def change_passphrase(self, old: str, new: str, cost: Cost = USUAL) -> None:
        """Another passphrase for the same key. Raises WrongPassphrase or BadPassphrase."""
        with self._changing() as (book, _):
            keys = _keys(book.head, self.path)
            key = keys.open(old)
            head = replace(book.head, keys=keys.with_passphrase(new, key, cost).to_bytes())
            files.write(self.path, bytes_of(book._replace(head=head), self._open_key()))

    # Half-filled forms

    def keep_draft(self, case_id: str, about: str, fields: Mapping[str, str]) -> None:
        """Keep a half-filled form about a source of a case, in place of the one before."""
        sheet = DraftSheet(about, dict(fields))
        with self._changing() as (book, put):
            record = self._draft(book, case_id, about)
            name = record.id if record else records.new_id()
            put({name: records.sealed(self._open_key(), Place(self._desk, case_id, name, "draft"), sheet)})

    def draft(self, case_id: str, about: str) -> dict[str, str] | None:
        """The half-filled form about a source, or None."""
        record = self._draft(self._book(), case_id, about)
        return self._opened(record, DraftSheet)[0].fields if record else None

    def drop_draft(self, case_id: str, about: str) -> None:
        """Drop the half-filled form and its key; one that is gone already stays gone."""
        with self._changing() as (book, put):
            if record := self._draft(book, case_id, about):
                put({record.id: None})

    # Inside

    def _open_key(self) -> Key:
        if self._key is None:
            raise VaultClosed("The vault is locked.", remedy="Open it with its passphrase.")
        return self._key

    def _book(self) -> Book:
        key, data = self._open_key(), files.read(self.path)
        if self._read is None or self._read[0] != data:
            self._read = data, book_of(data, key, str(self.path))
        return self._read[1]

    @contextmanager
    def _changing(self, *, damaged: bool = False) -> Iterator[tuple[Book, _Put]]:
        """The book as it stands while nobody else may write, and what puts changed records in their place."""
        with files.alone(self.path):
            book = self._book()
            if book.damage and not damaged:
                raise DamagedVault(
                    f"{' '.join(book.damage)} Nothing was written.",
                    where=str(self.path),
                    remedy="Put it back from a backup, or drop what is damaged.",
                )

            def put(changed: Mapping[str, Record | None], strange: tuple[bytes, ...] = book.strange) -> None:
                held = {**book.records, **changed}
                left = {name: record for name, record in held.items() if record is not None}
                files.write(self.path, bytes_of(Book(book.head, left, strange), self._open_key()))

            yield book, put

    def _opened(self, record: Record, main: type[records.Main]) -> tuple[records.Main, tuple[Reason, ...]]:
        return records.opened(self._open_key(), self._desk, record, main, str(self.path))

    def _amiss(self, record: Record) -> str:
        try:
            self._opened(record, Sheet) if record.kind == "identity" else self._opened(record, DraftSheet)
        except DamagedVault as error:
            return error.what
        return ""

    def _sheets(self, case_id: str = "") -> Iterator[tuple[Record, Sheet]]:
        return self._readable(_identities(self._book(), case_id))

    def _readable(self, found: Iterable[Record]) -> Iterator[tuple[Record, Sheet]]:
        for record in found:
            try:
                yield record, self._opened(record, Sheet)[0]
            except DamagedVault:
                continue

    def _record(self, book: Book, identity: str) -> Record:
        record = book.records.get(identity)
        if record is None or record.kind != "identity":
            raise NoIdentity("The vault holds no such identity.", where=identity[:8], remedy="It may be deleted.")
        return record

    def _place(self, record: Record) -> Place:
        return Place(self._desk, record.case, record.id, record.kind)

    def _draft(self, book: Book, case_id: str, about: str) -> Record | None:
        drafts = (record for record in book.records.values() if record.kind == "draft" and record.case == case_id)
        return next((one for one in drafts if self._opened(one, DraftSheet)[0].about == about), None)


def _identities(book: Book, case_id: str = "") -> Iterator[Record]:
    """The identities of a case, or of all."""
    for record in book.records.values():
        if record.kind == "identity" and case_id in ("", record.case):
            yield record


def _keys(head: Head, path: Path) -> KeyFile:
    return KeyFile.from_bytes(head.keys, str(path))
