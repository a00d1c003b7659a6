"""Desks made, sealed and opened: by what opens them and by nothing else."""

import shutil
from pathlib import Path

import pytest

from tests.build_example import EXAMPLE
from tests.seal.desks import ALL, NOTE, OTHER, WORDS, beside, notes, plain, sealed, unchanged
from workflow import sealing
from workflow.errors import OnRecordError
from workflow.ledger import Ledger
from workflow.seal import (
    FLOOR,
    BadPassphrase,
    DamagedKeys,
    Key,
    KeysExist,
    NoKeys,
    WrongPassphrase,
    keyfile,
    keys_path,
)
from workflow.store import errors

pytestmark = pytest.mark.usefixtures("cheap")


def test_a_new_desk_opens_with_its_passphrase_and_its_recovery_key(path: Path) -> None:
    recovery = sealed(path)
    assert path.read_bytes()[:16] != b"SQLite format 3\0"
    assert NOTE.encode() not in path.read_bytes()
    assert notes(path) == notes(path, recovery) == ALL
    with pytest.raises(errors.DeskSealed):
        Ledger.open(path)
    with pytest.raises(errors.NotADatabase):
        Ledger.open(path, key=Key.new())
    with unchanged(path, keys_path(path)):
        with pytest.raises(WrongPassphrase):
            sealing.unlock(path, OTHER)
        for stands in (lambda: sealing.new_desk(path, WORDS), lambda: sealing.seal_existing(path, WORDS)):
            with pytest.raises(errors.DeskExists):
                stands()


def test_the_example_stays_plain(path: Path) -> None:
    shutil.copy(EXAMPLE, path)
    path.chmod(0o600)
    with unchanged(path), pytest.raises(errors.Forbidden, match="the example"):
        sealing.seal_existing(path, WORDS)


def test_a_new_desk_never_takes_the_place_of_keys_that_stand_there(path: Path) -> None:
    sealed(path)
    path.unlink()
    with unchanged(keys_path(path)), pytest.raises(KeysExist):
        sealing.new_desk(path, OTHER)


def test_a_new_desk_that_cannot_be_made_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadPassphrase):
        sealing.new_desk(path, "short")

    def fails(*_: object, **__: object) -> None:
        raise errors.DiskFull("The disk is full.")

    monkeypatch.setattr("workflow.sealing.keys.Ledger.create", fails)
    with pytest.raises(errors.DiskFull):
        sealing.new_desk(path, WORDS)
    assert not beside(path)


def test_keys_that_are_missing_damaged_or_of_another_open_nothing(path: Path, tmp_path: Path) -> None:
    sealed(path)
    good = keys_path(path).read_bytes()
    keys_path(path).write_bytes(good[:-40])
    with unchanged(path, keys_path(path)), pytest.raises(DamagedKeys):
        sealing.unlock(path, WORDS)
    keys_path(path).unlink()
    with unchanged(path):
        with pytest.raises(NoKeys):
            sealing.unlock(path, WORDS)
        with pytest.raises(errors.NotADatabase, match="without its key file"):
            Ledger.open(path)
    other = tmp_path / "other.db"
    sealed(other)
    keys_path(path).write_bytes(keys_path(other).read_bytes())
    with unchanged(path, keys_path(path)), pytest.raises(errors.NotADatabase):
        Ledger.open(path, key=sealing.unlock(path, WORDS))
    keyfile.write(keys_path(path), keyfile.KeyFile.make(WORDS, Key.new(), owner="vault", cost=FLOOR))
    with pytest.raises(DamagedKeys, match="of a vault"):
        sealing.unlock(path, WORDS)


def test_the_passphrase_changes_and_the_recovery_key_stays(path: Path) -> None:
    recovery = sealed(path)
    with unchanged(path):
        sealing.change_passphrase(path, WORDS, OTHER)
        with pytest.raises(WrongPassphrase):
            sealing.unlock(path, WORDS)
        sealing.change_passphrase(path, recovery, WORDS)
        second = sealing.new_recovery(path, WORDS)
    with unchanged(path, keys_path(path)):
        for wrong in (lambda: sealing.unlock(path, recovery), lambda: sealing.change_passphrase(path, OTHER, WORDS)):
            with pytest.raises(WrongPassphrase):
                wrong()
        with pytest.raises(BadPassphrase):
            sealing.change_passphrase(path, WORDS, "short")
    assert notes(path, second) == ALL


def test_a_plain_desk_is_sealed_and_its_file_is_written_over(path: Path) -> None:
    plain(path)
    assert NOTE.encode() in path.read_bytes()
    with path.open("rb") as old:
        made = sealing.seal_existing(path, WORDS)
        assert not any(old.read())
    assert "snapshots" in made.remains
    assert notes(path) == notes(path, made.recovery) == ALL
    assert NOTE.encode() not in b"".join(held.read_bytes() for held in path.parent.iterdir() if held.is_file())
    assert beside(path) == {"desk.db", "desk.db.keys"}
    with Ledger.open(path, key=sealing.unlock(path, WORDS)) as ledger:
        assert ledger.seen_before  # this machine's anchor knows it still


def test_what_is_open_elsewhere_or_no_desk_is_not_sealed(path: Path) -> None:
    plain(path)
    with Ledger.open(path) as ledger:
        ledger.case(ledger.find_case("letter"))
        with pytest.raises(errors.DeskBusy):
            sealing.seal_existing(path, WORDS)
    assert not keys_path(path).exists()
    assert notes(path) == ALL
    for content in (b"", b"SQLite format 3\0" + bytes(500), b"something else altogether" * 40):
        other = path.with_name("other.db")
        other.write_bytes(content)
        with pytest.raises(OnRecordError):
            sealing.seal_existing(other, WORDS)
        assert other.read_bytes() == content
        assert not keys_path(other).exists()
