"""A vault that was cut short, altered or put together from others: each damage is named, the rest stays readable."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import msgspec
import pytest

from tests.vault.conftest import CASE, DESK, WORDS, ZARA, zara
from workflow.seal import FLOOR, DamagedKeys, KeyTrouble, box
from workflow.vault import DamagedIdentity, DamagedVault, Person, Vault, VaultTrouble, records
from workflow.vault.format import record_of
from workflow.vault.records import Place

OTHER_CASE = "cd" * 16
Lines = list[bytes]


@pytest.fixture
def kept(vault: Vault) -> tuple[Vault, list[str]]:
    """Three identities: two of one case, one of another."""
    names = [
        vault.keep(CASE, "heron", "S-1", zara())[0],
        vault.keep(CASE, "other", "S-2", Person("Second Person", same_as=("named",)))[0],
        vault.keep(OTHER_CASE, "heron", "S-1", Person("Third Person"))[0],
    ]
    return vault, names


def lines_of(vault: Vault) -> Lines:
    return vault.path.read_bytes().split(b"\n")


def edited(line: bytes, **changes: Any) -> bytes:
    return json.dumps({**json.loads(line), **changes}, separators=(",", ":")).encode()


def swapped(field: str) -> Callable[[Lines], Lines]:
    def swap(lines: Lines) -> Lines:
        one, two = json.loads(lines[1]), json.loads(lines[2])
        return [
            lines[0],
            edited(lines[1], **{field: two[field]}),
            edited(lines[2], **{field: one[field]}),
            *lines[3:],
        ]

    return swap


BOTH, FIRST = {0, 1}, {0}
DAMAGES: dict[str, tuple[Callable[[Lines], Lines], set[int]]] = {
    "values of two exchanged": (swapped("main"), BOTH),
    "keys of two exchanged": (swapped("key"), BOTH),
    "reasons of two exchanged": (swapped("aside"), BOTH),
    "ids of two exchanged": (swapped("id"), BOTH),
    "moved to another case": (lambda s: [s[0], edited(s[1], case=OTHER_CASE), *s[2:]], FIRST),
    "taken for a draft": (lambda s: [s[0], edited(s[1], kind="draft"), *s[2:]], FIRST),
    "under another id": (lambda s: [s[0], edited(s[1], id="0" * 32), *s[2:]], FIRST),
    "a field more": (lambda s: [s[0], edited(s[1], more=1), *s[2:]], FIRST),
    "a key of another length": (lambda s: [s[0], edited(s[1], key="AAAA"), *s[2:]], FIRST),
    "not a record": (lambda s: [s[0], b"[" * 100_000, *s[2:]], FIRST),
    "one left out": (lambda s: [s[0], *s[2:]], FIRST),
    "one twice": (lambda s: [*s[:2], *s[1:]], set()),
    "two in the other order": (lambda s: [s[0], s[2], s[1], *s[3:]], set()),
    "the end left out": (lambda s: [*s[:-2], b""], set()),
    "cut within the end": (lambda s: [*s[:-2], s[-2][:20]], set()),
    "something after the end": (lambda s: [*s[:-1], b"more"], set()),
    "a record after the end": (lambda s: [*s, s[1]], set()),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named_and_what_is_whole_stays_readable(kept: tuple[Vault, list[str]], damage: str) -> None:
    vault, names = kept
    change, gone = DAMAGES[damage]
    vault.path.write_bytes(b"\n".join(change(lines_of(vault))))
    before = vault.path.read_bytes()
    for place, name in enumerate(names):
        if place in gone:
            with pytest.raises(VaultTrouble):
                vault.read(name)
        else:
            assert vault.read(name).name in (ZARA, "Second Person", "Third Person")
    told = vault.damage()
    assert told and not any("Zara" in sentence for sentence in told)
    assert not vault.people(CASE).checked
    for ask in (vault.needles, lambda: vault.keep(CASE, "new", "S-9", zara()), lambda: vault.change(names[2], zara())):
        with pytest.raises(DamagedVault):
            ask()
    assert vault.path.read_bytes() == before, "nothing is written over what could still be saved"
    vault.drop_damaged()
    assert vault.damage() == ()
    vault.keep(CASE, "new", "S-9", zara())
    assert vault.read(names[2]).name == "Third Person"


def test_what_is_kept_from_another_desk_opens_nothing(kept: tuple[Vault, list[str]]) -> None:
    vault, names = kept
    theirs = Vault.create(vault.path.with_name("other.vault"), WORDS, bytes(16), FLOOR)
    name, _ = theirs.keep(CASE, "heron", "S-1", Person("Somebody"))
    lines = lines_of(vault)
    vault.path.write_bytes(b"\n".join([lines[0], lines_of(theirs)[1], *lines[2:]]))
    with pytest.raises(DamagedIdentity, match=name[:8]):
        vault.read(name)
    vault.path.write_bytes(b"\n".join([edited(lines[0], desk="00" * 16), *lines[1:]]))
    moved = Vault.open(vault.path, WORDS, bytes(16))
    assert moved.damage()
    for one in names:
        with pytest.raises(DamagedIdentity):
            moved.read(one)


def test_a_damaged_identity_can_be_deleted(kept: tuple[Vault, list[str]]) -> None:
    vault, names = kept
    vault.path.write_bytes(b"\n".join(swapped("key")(lines_of(vault))))
    vault.delete(names[0])
    vault.delete(names[1])
    assert vault.damage() == ()
    assert [handle.identity for handle in vault.handles(OTHER_CASE)] == [names[2]]


def test_the_beginning_is_needed(kept: tuple[Vault, list[str]]) -> None:
    vault, _ = kept
    first, *rest = lines_of(vault)
    for head in (b"", b"{}", b"\x00" * 50, edited(first, version=2), edited(first, onrecord="keys"), b"[" * 100_000):
        vault.path.write_bytes(b"\n".join([head, *rest]))
        with pytest.raises(DamagedVault):
            Vault.open(vault.path, WORDS, DESK)
    keys = edited(first, keys=msgspec.json.decode(first)["keys"][:-40])
    vault.path.write_bytes(b"\n".join([keys, *rest]))
    with pytest.raises(DamagedKeys):
        Vault.open(vault.path, WORDS, DESK)
    vault.path.write_bytes(b"")
    with pytest.raises(DamagedVault):
        Vault.open(vault.path, WORDS, DESK)


def test_every_cut_and_every_flipped_bit_is_seen(kept: tuple[Vault, list[str]]) -> None:
    vault, names = kept
    whole, rng = vault.path.read_bytes(), Random(4)
    first = whole.index(b"\n") + 1
    for _ in range(150):
        place = rng.randrange(first, len(whole) - 1)
        flipped = whole[:place] + bytes([whole[place] ^ 1 << rng.randrange(8)]) + whole[place + 1 :]
        for altered in (flipped, whole[:place]):
            vault.path.write_bytes(altered)
            assert vault.damage()
            for name in names:
                with suppress(VaultTrouble):
                    assert vault.read(name).name in (ZARA, "Second Person", "Third Person")


def test_a_damaged_beginning_is_a_named_failure(kept: tuple[Vault, list[str]]) -> None:
    vault, names = kept
    whole, rng = vault.path.read_bytes(), Random(5)
    first = whole.index(b"\n") + 1
    for _ in range(25):
        place = rng.randrange(first)
        vault.path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << rng.randrange(8)]) + whole[place + 1 :])
        try:
            opened = Vault.open(vault.path, WORDS, DESK)
        except (VaultTrouble, KeyTrouble) as error:
            assert "Zara" not in str(error)
        else:
            assert opened.damage() or opened.read(names[0]).name == ZARA


def test_each_record_has_a_key_of_its_own_that_changes_with_it(kept: tuple[Vault, list[str]]) -> None:
    vault, names = kept

    def keys() -> set[bytes]:
        found = set()
        for line in lines_of(vault)[1:4]:
            record = record_of(line)
            assert record is not None
            place = Place(DESK.hex(), record.case, record.id, record.kind)
            key = box.unseal(records._wrapping(vault._open_key()), record.key, place.bound("key"))
            assert key is not None
            found.add(key)
        return found

    before = keys()
    assert len(before) == 3
    vault.change(names[0], Person("Another"))
    assert len(keys() & before) == 2


def test_what_is_sealed_is_bound_to_all_that_says_where_it_belongs() -> None:
    here = Place("11" * 16, CASE, "22" * 16, "identity")
    elsewhere = (
        here._replace(desk="33" * 16),
        here._replace(case=OTHER_CASE),
        here._replace(id="44" * 16),
        here._replace(kind="draft"),
    )
    bound = [place.bound(field) for place in (here, *elsewhere) for field in ("key", "main", "aside")]
    assert len(set(bound)) == len(bound)
