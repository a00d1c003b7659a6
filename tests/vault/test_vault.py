"""What goes into the vault comes out, under its passphrase alone, and its length tells little."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vault.conftest import CASE, DESK, WORDS, ZARA, fields, zara
from workflow.people import People
from workflow.seal import FLOOR, BadPassphrase, WrongPassphrase
from workflow.vault import (
    IdentityKnown,
    IdentityTooLong,
    NoIdentity,
    NoVault,
    OtherDesk,
    Person,
    Vault,
    VaultBusy,
    VaultClosed,
    VaultExists,
    VaultTrouble,
)
from workflow.vault.files import alone

LESS = settings(max_examples=25)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PERSONS = st.builds(
    Person,
    name=TEXTS,
    mails=st.lists(TEXTS, max_size=3),
    phones=st.lists(TEXTS, max_size=3),
    aliases=st.lists(TEXTS, max_size=3),
    note=st.text(st.characters(exclude_categories=["Cs"]), max_size=3000),
    same_as=st.lists(TEXTS, max_size=3),
    spared=st.lists(TEXTS, max_size=3),
)


@LESS
@given(first=PERSONS, second=PERSONS)
def test_who_goes_in_comes_out(first: Person, second: Person, tmp_path_factory: pytest.TempPathFactory) -> None:
    vault = _scratch(tmp_path_factory)
    identity, commitment = vault.keep(CASE, os.urandom(8).hex(), "S-1", first)
    assert fields(vault.read(identity)) == fields(first)
    changed = vault.change(identity, second)
    assert fields(vault.read(identity)) == fields(second)
    assert changed != commitment
    assert vault.damage() == ()


_KEPT: list[Vault] = []


def _scratch(factory: pytest.TempPathFactory) -> Vault:
    """One vault for all examples, for a new one costs the time of its passphrase."""
    if not _KEPT:
        _KEPT.append(Vault.create(factory.mktemp("scratch") / "cases.db.vault", WORDS, DESK, FLOOR))
    return _KEPT[0]


def test_the_vault_is_opened_by_its_passphrase_alone(vault: Vault) -> None:
    identity, _ = vault.keep(CASE, "heron", "S-1", zara())
    assert fields(Vault.open(vault.path, WORDS, DESK).read(identity)) == fields(zara())
    with pytest.raises(WrongPassphrase):
        Vault.open(vault.path, "seven quiet herons at dawn", DESK)
    with pytest.raises(OtherDesk):
        Vault.open(vault.path, WORDS, bytes(16))
    with pytest.raises(BadPassphrase):
        Vault.create(vault.path.with_name("x"), "short", DESK, FLOOR)
    assert not vault.path.with_name("x").exists()


def test_another_passphrase_opens_the_same_vault(vault: Vault) -> None:
    identity, _ = vault.keep(CASE, "heron", "S-1", zara())
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase("not this one at all", "nine loud herons at noon", FLOOR)
    vault.change_passphrase(WORDS, "nine loud herons at noon", FLOOR)
    assert vault.read(identity).name == ZARA
    assert Vault.open(vault.path, "nine loud herons at noon", DESK).read(identity).name == ZARA
    with pytest.raises(WrongPassphrase):
        Vault.open(vault.path, WORDS, DESK)


def test_a_closed_vault_answers_nothing(vault: Vault) -> None:
    identity, _ = vault.keep(CASE, "heron", "S-1", zara())
    vault.close()
    for ask in (lambda: vault.read(identity), vault.kept, vault.needles, lambda: vault.delete(identity), vault.damage):
        with pytest.raises(VaultClosed):
            ask()
    assert repr(vault) == "<vault>"


def test_the_file_is_its_owners_alone_and_never_put_in_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "cases.db.vault"
    before = os.umask(0)
    try:
        vault = Vault.create(path, WORDS, DESK, FLOOR)
        vault.keep(CASE, "heron", "S-1", zara())
    finally:
        os.umask(before)
    assert {stat.S_IMODE(found.stat().st_mode) for found in tmp_path.iterdir()} == {0o600}
    with pytest.raises(VaultExists):
        Vault.create(path, WORDS, DESK, FLOOR)
    with pytest.raises(NoVault):
        Vault.open(tmp_path / "none", WORDS, DESK)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(path)
    for strange in ("pipe", "link"):
        with pytest.raises(VaultTrouble):
            Vault.open(tmp_path / strange, WORDS, DESK)


def test_the_length_of_the_file_does_not_tell_the_length_of_a_name(vault: Vault) -> None:
    before, sizes = vault.path.read_bytes(), set()
    for length in (1, 2, 17, 63, 64, 127, 128, 199, 200):
        for letter in ("z", "ż", "𝓏"):
            vault.path.write_bytes(before)
            vault.keep(CASE, "heron", "S-1", Person(letter * length))
            sizes.add(vault.path.stat().st_size)
    assert len(sizes) == 1
    vault.path.write_bytes(before)
    vault.keep(CASE, "heron", "S-1", zara(same_as=("ab" * 32,)))
    assert {vault.path.stat().st_size} == sizes


def test_one_identity_a_source(vault: Vault) -> None:
    identity, _ = vault.keep(CASE, "heron", "S-1", zara())
    with pytest.raises(IdentityKnown):
        vault.keep(CASE, "heron", "S-1", zara())
    vault.keep("cd" * 16, "heron", "S-1", zara())
    assert [handle.identity for handle in vault.handles(CASE)] == [identity]
    vault.delete(identity)
    for ask in (vault.read, vault.delete, vault.case_of, vault.reasons):
        with pytest.raises(NoIdentity):
            ask(identity)
    assert vault.handles(CASE) == ()


@pytest.mark.parametrize("note", ["x" * 600_000, "half \ud800"])
def test_what_does_not_fit_changes_nothing_and_is_not_told(vault: Vault, note: str) -> None:
    identity, _ = vault.keep(CASE, "heron", "S-1", zara())
    before = vault.path.read_bytes()
    for ask in (
        lambda: vault.keep(CASE, "other", "S-2", Person(ZARA, note=note)),
        lambda: vault.change(identity, Person(ZARA, note=note)),
    ):
        with pytest.raises(IdentityTooLong if note.startswith("x") else VaultTrouble) as caught:
            ask()
        assert "Zara" not in repr(caught.value) + str(caught.value)
        assert caught.value.__context__ is None or caught.value.__suppress_context__
    assert vault.path.read_bytes() == before


def test_links_make_people(vault: Vault) -> None:
    vault.keep(CASE, "heron", "S-1", zara(same_as=("named",)))
    vault.keep(CASE, "other", "S-2", Person("Somebody Else"))
    vault.keep(CASE, "third", "S-3", Person(same_as=("named", "fourth")))
    vault.keep("cd" * 16, "heron", "S-1", zara(same_as=("other",)))
    assert vault.people(CASE) == People(True, (frozenset({"heron", "named", "third", "fourth"}),))


def test_needles_are_labelled_by_the_code_name(vault: Vault) -> None:
    vault.keep(CASE, "heron", "S-1", zara(spared=("zara",)))
    vault.keep("cd" * 16, "other", "S-2", Person("", [" "]))
    needles = vault.needles()
    assert [needle.text for needle in needles] == [ZARA, "zara@quillfeather.example", "+1 202 555 0147", "Zed"]
    assert all("S-1" in needle.label and needle.text not in repr(needle) for needle in needles)


def test_a_half_filled_form_is_kept_sealed(vault: Vault) -> None:
    vault.keep_draft(CASE, "heron", {"name": "Zara Qu"})
    vault.keep_draft(CASE, "heron", {"name": ZARA})
    vault.keep_draft(CASE, "other", {})
    assert vault.draft(CASE, "heron") == {"name": ZARA}
    assert vault.draft(CASE, "third") is None
    assert b"Zara" not in vault.path.read_bytes()
    assert vault.handles(CASE) == () and vault.kept() == ()
    vault.drop_draft(CASE, "heron")
    vault.drop_draft(CASE, "heron")
    assert vault.draft(CASE, "heron") is None
    assert vault.draft(CASE, "other") == {}


KEEPER = """
import sys
from pathlib import Path
from workflow.vault import Person, Vault

path, name = Path(sys.argv[1]), sys.argv[2]
vault = Vault.open(path, sys.argv[3], bytes(range(16)))
print("ready", flush=True)
sys.stdin.readline()
for number in range(15):
    vault.keep("ab" * 16, f"{name}{number}", f"{name}-{number}", Person(f"{name} {number}"))
"""


def test_two_processes_keep_at_once_and_nothing_is_lost(vault: Vault) -> None:
    command = [sys.executable, "-c", KEEPER, str(vault.path)]
    keepers = [
        subprocess.Popen([*command, name, WORDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("left", "right")
    ]
    for keeper in keepers:
        assert keeper.stdout and keeper.stdout.readline() == "ready\n"
    for keeper in keepers:
        assert keeper.stdin
        keeper.stdin.write("\n")
        keeper.stdin.flush()
    for keeper in keepers:
        keeper.communicate(timeout=60)
        assert keeper.returncode == 0
    assert {vault.read(handle.identity).name for handle in vault.handles(CASE)} == {
        f"{name} {number}" for name in ("left", "right") for number in range(15)
    }
    assert vault.damage() == ()


def test_a_writer_that_does_not_finish_is_not_waited_for_for_ever(vault: Vault) -> None:
    with alone(vault.path), pytest.raises(VaultBusy), alone(vault.path, patience=0.05):
        pass
    vault.keep(CASE, "heron", "S-1", zara())


def test_what_a_killed_process_left_of_a_vault_goes_with_the_next_change(vault: Vault) -> None:
    left = vault.path.with_name(f".{vault.path.name}.0a1b2c3d.new")
    left.write_bytes(b"perhaps somebody who was deleted since")
    other = vault.path.with_name(f".{vault.path.name}.mine.new")
    other.write_bytes(b"of another program")
    vault.keep(CASE, "heron", "S-1", zara())
    assert not left.exists()
    assert other.exists()
