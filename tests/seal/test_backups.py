"""Backups made while a desk is in use, put back, and never put over what holds more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.seal.desks import ALL, NOTE, OTHER, WORDS, Cut, beside, cut, notes, plain, sealed, unchanged
from workflow import facts as f
from workflow import sealing
from workflow.ledger import Ledger
from workflow.seal import (
    FLOOR,
    WrongPassphrase,
    keys_path,
)
from workflow.store import errors
from workflow.vault import Person, Vault, vault_path

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.mark.parametrize("make", [sealed, plain])
def test_a_backup_of_a_desk_in_use_comes_back_elsewhere(path: Path, tar: Path, make: Callable[[Path], object]) -> None:
    make(path)
    key = sealing.unlock(path, WORDS) if keys_path(path).exists() else None
    with Ledger.open(path, key=key) as ledger:
        ledger.append(ledger.find_case("letter"), f.NoteAdded("while open"))
        made = sealing.backup(path, key, tar)
    assert made.is_sealed is (key is not None)
    assert tar.stat().st_mode & 0o777 == 0o600
    if key is not None:
        assert NOTE.encode() not in tar.read_bytes()
    there = path.parent / "there" / "desk.db"
    done = sealing.restore(tar, there, WORDS)
    assert done.seen_before
    assert notes(there) == [*ALL, "while open"]
    assert beside(there) <= {"desk.db", "desk.db.keys"}
    elsewhere = path.parent / "elsewhere" / "desk.db"
    moved = sealing.restore(tar, elsewhere, WORDS, state_dir=path.parent / "state", reason="A new laptop.")
    assert not moved.seen_before
    with Ledger.open(elsewhere, key=moved.key, state_dir=path.parent / "state") as ledger:
        assert ledger.verify(thorough=True).sound


def test_a_backup_takes_the_vault_along_and_is_never_put_over_one_that_holds_more(path: Path, tar: Path) -> None:
    sealed(path)
    with Ledger.open(path, key=sealing.unlock(path, WORDS)) as ledger:
        case, desk_id = ledger.find_case("letter"), ledger.desk_id
    vault = Vault.create(vault_path(path), OTHER, desk_id, FLOOR)
    vault.keep(case, "source", "S-1", Person("Zara"))
    assert sealing.backup(path, sealing.unlock(path, WORDS), tar).has_vault
    there = path.parent / "there" / "desk.db"
    sealing.restore(tar, there, WORDS)
    assert vault_path(there).read_bytes() == vault_path(path).read_bytes()
    vault.keep(case, "other", "S-2", Person("Yves"))
    with unchanged(path, keys_path(path), vault_path(path)), pytest.raises(errors.NewerDesk, match="vault there"):
        sealing.restore(tar, path, WORDS)


def test_a_backup_is_never_put_over_a_newer_or_another_desk(path: Path, tar: Path) -> None:
    sealed(path)
    sealing.backup(path, sealing.unlock(path, WORDS), tar)
    with Ledger.open(path, key=sealing.unlock(path, WORDS)) as ledger:
        ledger.append(ledger.find_case("letter"), f.NoteAdded("later"))
    with unchanged(path, keys_path(path)), pytest.raises(errors.NewerDesk, match="1 entry"):
        sealing.restore(tar, path, WORDS)
    assert notes(path) == [*ALL, "later"]
    other = path.parent / "other" / "desk.db"
    other.parent.mkdir()
    sealed(other)
    with unchanged(other, keys_path(other)), pytest.raises(errors.DeskExists, match="Another desk"):
        sealing.restore(tar, other, WORDS)
    with unchanged(other, keys_path(other)), pytest.raises(WrongPassphrase):
        sealing.restore(tar, other, OTHER)


def test_a_backup_in_the_clear_is_never_put_over_the_desk_that_was_sealed_since(path: Path, tar: Path) -> None:
    plain(path)
    sealing.backup(path, None, tar)
    sealing.seal_existing(path, WORDS)
    with unchanged(path, keys_path(path)), pytest.raises(errors.DeskExists, match="for all to read"):
        sealing.restore(tar, path, WORDS)
    assert notes(path) == ALL


def test_a_backup_takes_the_place_of_the_same_or_an_older_state(path: Path, tar: Path) -> None:
    sealed(path)
    earlier = path.read_bytes()
    with Ledger.open(path, key=sealing.unlock(path, WORDS)) as ledger:
        ledger.append(ledger.find_case("letter"), f.NoteAdded("later"))
    sealing.backup(path, sealing.unlock(path, WORDS), tar)
    path.write_bytes(earlier)
    sealing.restore(tar, path, WORDS)
    assert notes(path) == [*ALL, "later"]
    assert beside(path) == {"desk.db", "desk.db.keys", "backup.tar"}


def test_keys_that_stand_alone_are_not_written_over_by_a_backup(path: Path, tar: Path) -> None:
    sealed(path)
    sealing.backup(path, sealing.unlock(path, WORDS), tar)
    there = path.parent / "there" / "desk.db"
    there.parent.mkdir()
    keys_path(there).write_bytes(b"perhaps all that opens a desk")
    with unchanged(keys_path(there)), pytest.raises(errors.DeskExists):
        sealing.restore(tar, there, WORDS)


def test_a_backup_never_replaces_a_file_and_is_whole_or_not_there(
    path: Path, tar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed(path)
    key = sealing.unlock(path, WORDS)
    tar.write_text("mine")
    with pytest.raises(errors.DeskExists):
        sealing.backup(path, key, tar)
    assert tar.read_text() == "mine"
    tar.unlink()
    tar.symlink_to(path.parent / "nowhere")
    with pytest.raises(errors.DeskExists):
        sealing.backup(path, key, tar)
    tar.unlink()
    with pytest.MonkeyPatch.context() as patch:
        cut(patch, "backup._add", True, 2)
        with pytest.raises(Cut):
            sealing.backup(path, key, tar)
    assert beside(path) == {"desk.db", "desk.db.keys"}
