"""The vault and the log together: the order of things, what a crash leaves, and what is left of a deleted identity."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from tests.vault.conftest import WORDS, ZARA, Room, fields, zara
from workflow import facts as f
from workflow import identities
from workflow.casefile.writing import write_case
from workflow.errors import BadFact, OnRecordError
from workflow.people import NOBODY, UNCHECKED, People
from workflow.seal.keyfile import KeyFile
from workflow.store.errors import NoSuchEntry
from workflow.terms import RevealReason
from workflow.vault import IdentityKnown, NoIdentity, OlderVault, Person, VaultTrouble, files, records
from workflow.vault.format import book_of
from workflow.vault.records import DraftSheet, Sheet


def kinds(room: Room) -> list[str]:
    """The facts about identities in the log, in their order."""
    facts = [entry.fact for entry in room.ledger.entries(room.case_id)]
    return [type(fact).__name__ for fact in facts if type(fact).__name__.startswith("Identity")]


def kept(room: Room, source: str = "heron", **more: object) -> str:
    return identities.keep(room.ledger, room.vault, room.case_id, room.sources[source], zara(**more)).identity


def test_keeping_looking_changing_and_deleting_are_logged_without_a_name(room: Room) -> None:
    handle = identities.keep(room.ledger, room.vault, room.case_id, room.sources["heron"], zara())
    assert repr(handle) == "<sealed S-1>"
    why = "Zara must be warned."
    person = identities.reveal(room.ledger, room.vault, handle.identity, RevealReason.SAFETY, why, "ED")
    assert fields(person) == fields(zara())
    identities.change(room.ledger, room.vault, handle.identity, Person("Zara Q."))
    held = room.ledger.case(room.case_id).identities[room.sources["heron"]]
    assert [(seen.reason, seen.by) for seen in held.reveals] == [(RevealReason.SAFETY, "ED")]
    assert [(one.kind, one.words, one.by) for one in room.vault.reasons(handle.identity)] == [
        (RevealReason.SAFETY, why, "ED")
    ]
    assert [one.commitment for one in room.vault.kept()] == [held.commitment]
    identities.delete(room.ledger, room.vault, room.case_id, handle.identity, "ED")
    assert kinds(room) == ["IdentityKept", "IdentityRevealed", "IdentityKept", "IdentityDeleted"]
    assert room.ledger.case(room.case_id).identities == {}
    assert room.ledger.verify().sound
    logged = b"".join(f.encode_payload(entry.fact) for entry in room.ledger.entries(room.case_id))  # type: ignore[arg-type]
    assert b"Zara" not in logged and b"warned" not in logged
    kept(room)
    assert len(room.ledger.case(room.case_id).identities) == 1


def test_what_cannot_be_is_said_and_leaves_both_as_they_were(room: Room) -> None:
    identity = kept(room)
    before, log = room.vault.path.read_bytes(), kinds(room)
    asks: list[tuple[Callable[[], object], type[OnRecordError]]] = [
        (lambda: kept(room), IdentityKnown),
        (lambda: identities.keep(room.ledger, room.vault, room.case_id, "nobody", zara()), BadFact),
        (lambda: identities.reveal(room.ledger, room.vault, "0" * 32, RevealReason.CONTACT), NoIdentity),
        (lambda: identities.reveal(room.ledger, room.vault, identity, RevealReason.OTHER, " "), BadFact),
        (lambda: identities.delete(room.ledger, room.vault, room.case_id, "0" * 32), NoIdentity),
    ]
    for ask, error in asks:
        with pytest.raises(error):
            ask()
    assert (room.vault.path.read_bytes(), kinds(room)) == (before, log)


def test_a_crash_between_vault_and_log_loses_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(room.ledger, "append", crash)
        with pytest.raises(KeyboardInterrupt):
            kept(room)
    assert kinds(room) == []
    (left,) = identities.unlogged(room.ledger, room.vault)
    assert identities.must_scan(room.ledger, ())
    identity = kept(room)
    assert identity == left.identity, "typed once more, it takes the place of what was left"
    with monkeypatch.context() as broken:
        broken.setattr(room.ledger, "append", crash)
        with pytest.raises(KeyboardInterrupt):
            identities.change(room.ledger, room.vault, identity, Person("Zara Q."))
        with pytest.raises(KeyboardInterrupt):
            identities.reveal(room.ledger, room.vault, identity, RevealReason.CONTACT)
    assert room.vault.read(identity).name == "Zara Q."
    assert identities.settle(room.ledger, room.vault) == 1
    assert identities.settle(room.ledger, room.vault) == 0
    assert kinds(room) == ["IdentityKept", "IdentityKept"]
    with monkeypatch.context() as broken:
        broken.setattr(room.ledger, "append", crash)
        with pytest.raises(KeyboardInterrupt):
            identities.delete(room.ledger, room.vault, room.case_id, identity)
    case = room.ledger.case(room.case_id)
    assert [one.identity for one in identities.unkept([case], room.vault)] == [identity]
    assert identities.people_of(case, room.vault) == UNCHECKED
    identities.delete(room.ledger, room.vault, room.case_id, identity)
    assert identities.unkept([room.ledger.case(room.case_id)], room.vault) == ()


def test_a_look_that_is_not_written_down_is_no_look(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = kept(room)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(files, "write_private", full)
        with pytest.raises(VaultTrouble, match="No space"):
            identities.reveal(room.ledger, room.vault, identity, RevealReason.CONTACT, "Call.")
    assert kinds(room) == ["IdentityKept", "IdentityRevealed"]
    assert room.vault.reasons(identity) == ()


def test_an_older_vault_that_came_back_is_found_out(room: Room) -> None:
    identity = kept(room)
    older = room.vault.path.read_bytes()
    identities.delete(room.ledger, room.vault, room.case_id, identity)
    room.vault.path.write_bytes(older)
    assert identities.unlogged(room.ledger, room.vault) == ()
    (back,) = identities.returned(room.ledger, room.vault)
    identities.delete(room.ledger, room.vault, room.case_id, back.identity)
    assert identities.returned(room.ledger, room.vault) == ()
    assert kinds(room) == ["IdentityKept", "IdentityDeleted"]
    kept(room)
    room.ledger.erase_case(room.case_id, "It must go.")
    assert len(identities.returned(room.ledger, room.vault)) == 1


def test_a_vault_of_before_a_change_is_told_of(room: Room) -> None:
    identity = kept(room)
    older = room.vault.path.read_bytes()
    identities.change(room.ledger, room.vault, identity, Person("Zara Q."))
    assert identities.settle(room.ledger, room.vault) == 0
    room.vault.path.write_bytes(older)
    with pytest.raises(OlderVault, match="of 1 identity"):
        identities.settle(room.ledger, room.vault)
    assert kinds(room) == ["IdentityKept", "IdentityKept"]


def test_merged_sources_keep_their_identities(room: Room) -> None:
    kept(room)
    kept(room, "other")
    room.ledger.append(room.case_id, f.SourcesMerged(room.sources["other"], room.sources["heron"], "One person."))
    case = room.ledger.case(room.case_id)
    assert set(case.identities) == {room.sources["other"], room.sources["heron"]}
    assert identities.unlogged(room.ledger, room.vault) == ()
    with pytest.raises(IdentityKnown):
        kept(room, "heron")


def test_an_erased_source_takes_what_the_log_says_of_its_identity_with_it(room: Room) -> None:
    identity = kept(room)
    identities.delete(room.ledger, room.vault, room.case_id, identity)
    room.ledger.erase(room.case_id, [room.sources["heron"]], "Wrong.")
    assert kinds(room) == ["IdentityDeleted"]
    assert room.ledger.case(room.case_id).identities == {}
    (entry,) = (one for one in room.ledger.entries(room.case_id) if isinstance(one.fact, f.IdentityDeleted))
    with pytest.raises(NoSuchEntry):
        room.ledger.erase(room.case_id, [entry.id], "Wrong.")


def test_whom_the_vault_links(room: Room) -> None:
    case = room.ledger.case(room.case_id)
    assert identities.people_of(case, None) == identities.people_of(case, room.vault) == NOBODY
    kept(room, same_as=(room.sources["named"], "a source of another case"))
    case = room.ledger.case(room.case_id)
    linked = People(True, (frozenset({room.sources["heron"], room.sources["named"]}),))
    assert identities.people_of(case, room.vault) == linked
    assert identities.people_of(case, None) == UNCHECKED
    whole = room.vault.path.read_bytes()
    room.vault.path.write_bytes(whole[60:])
    assert identities.people_of(case, room.vault) == UNCHECKED
    room.vault.path.write_bytes(whole)
    room.vault.close()
    assert identities.people_of(case, room.vault) == UNCHECKED
    assert identities.must_scan(room.ledger, [case])
    room.vault.path.unlink()
    assert identities.must_scan(room.ledger, [case])
    assert not identities.must_scan(room.ledger, [])


def test_a_case_file_carries_no_identity_and_says_so(room: Room) -> None:
    identity = kept(room)
    data, left_out = write_case(room.ledger.case(room.case_id))
    assert identity.encode() not in data
    assert any("identity in the vault" in sentence for sentence in left_out)


def disguises(text: str) -> list[bytes]:
    """A text raw, in UTF-16, in base64 at each offset and in hexadecimal."""
    raw = text.encode()
    encoded = [base64.b64encode(b" " * offset + raw)[4 if offset else 0 : -4] for offset in range(3)]
    wide = [text.encode("utf-16-le"), text.encode("utf-16-be")]
    return [
        raw,
        *wide,
        raw.hex().encode(),
        raw.hex().upper().encode(),
        *encoded,
        *(part.hex().encode() for part in wide),
    ]


def everything(folder: Path, passphrases: list[str]) -> bytes:
    """All files below a folder, every table of a database, and all of the vaults that opens under the passphrases."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        found += [path.name.encode(), data]
        if path.name.endswith(".vault"):
            found += opened(path, data, passphrases)
        if data.startswith(b"SQLite format 3"):
            with closing(sqlite3.connect(path)) as connection:
                found.append("\n".join(connection.iterdump()).encode())
    return b"\n".join(found)


def opened(path: Path, data: bytes, passphrases: list[str]) -> list[bytes]:
    """Every value of a vault that any of the keys opens, in whatever place of the file it stands."""
    head = json.loads(data.partition(b"\n")[0])
    keys = KeyFile.from_bytes(base64.b64decode(head["keys"]))
    found = []
    for words in passphrases:
        try:
            key = keys.open(words)
        except OnRecordError:
            continue
        for record in book_of(data, key, "").records.values():
            kind = Sheet if record.kind == "identity" else DraftSheet
            found.append(msgspec.json.encode(records.opened(key, head["desk"], record, kind, "")))
    assert found
    return found


def test_nothing_of_a_deleted_identity_is_left_with_both_passphrases(room: Room) -> None:
    folder = room.ledger.path.parent.parent
    identity = kept(room)
    kept(room, "other")
    identities.change(room.ledger, room.vault, room.vault.kept()[1].identity, Person("Somebody Else"))
    room.vault.keep_draft(room.case_id, "third", {"name": ZARA})
    identities.reveal(room.ledger, room.vault, identity, RevealReason.OTHER, f"{ZARA} called.")
    sealed = folder.joinpath("desk", "cases.db.vault").read_bytes()
    assert not [canary for word in (ZARA, "Quillfeather") for canary in disguises(word) if canary in sealed]
    assert ZARA.encode() in everything(folder, [WORDS]), "the scan sees what is there"
    room.vault.drop_draft(room.case_id, "third")
    identities.delete(room.ledger, room.vault, room.case_id, identity)
    left = everything(folder, [WORDS, "the passphrase of the desk"])
    assert b"Somebody Else" in left
    assert not [canary for word in (ZARA, "Quillfeather") for canary in disguises(word) if canary in left]
    assert room.ledger.verify().sound
    assert sorted(path.name for path in room.vault.path.parent.iterdir() if "vault" in path.name) == [
        "cases.db.vault",
        "cases.db.vault.lock",
    ]
