"""Sealed desks attacked by whoever may write in their folder, by other processes, and by their own leftovers."""

import io
import json
import os
import shutil
import signal
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from workflow import facts as f
from workflow import sealing
from workflow.ledger import Ledger
from workflow.seal import (
    FLOOR,
    DamagedKeys,
    Key,
    KeyFile,
    NoKeys,
    WrongPassphrase,
    keyfile,
    keys_path,
)
from workflow.store import errors
from workflow.vault import OlderVault, Person, Vault, vault_path

pytestmark = pytest.mark.usefixtures("cheap")

WORDS, OTHER = "four words and more", "other words follow"


def sealed(path: Path, *notes: str) -> str:
    path.parent.mkdir(exist_ok=True)
    made = sealing.new_desk(path, WORDS)
    with made.ledger as ledger:
        ledger.new_case(f.CaseOpened("letter", "A letter", "UTC"))
    add(path, "first", *notes)
    return made.recovery


def plain(path: Path) -> None:
    with Ledger.create(path) as ledger:
        ledger.new_case(f.CaseOpened("letter", "A letter", "UTC"))
    add(path, "first")


def opened(path: Path, words: str = WORDS) -> Ledger:
    return Ledger.open(path, key=sealing.unlock(path, words) if keys_path(path).exists() else None)


def add(path: Path, *notes: str) -> None:
    with opened(path) as ledger:
        for note in notes:
            ledger.append(ledger.find_case("letter"), f.NoteAdded(note))


def notes(path: Path, words: str = WORDS) -> list[str]:
    with opened(path, words) as ledger:
        assert ledger.verify(thorough=True).valid
        return [note.text for note in ledger.case(ledger.find_case("letter")).notes]


def beside(path: Path) -> dict[str, bytes]:
    return {held.name: held.read_bytes() for held in path.parent.iterdir() if held.is_file()}


# What lies in the folder


def left_by_a_desk_that_is_gone(path: Path) -> None:
    """The changes of a desk that was killed, whose file was then moved away."""
    with opened(path) as ledger:
        ledger.append(ledger.find_case("letter"), f.NoteAdded("late " * 2000))
        left = path.with_name(path.name + "-wal").read_bytes()
    path.unlink()
    keys_path(path).unlink(missing_ok=True)
    path.with_name(path.name + "-wal").write_bytes(left)


@pytest.mark.parametrize("make", [sealed, plain])
def test_changes_of_a_desk_that_is_gone_are_never_taken_for_another_s(
    path: Path, make: Callable[[Path], object]
) -> None:
    make(path)
    key = sealing.unlock(path, WORDS) if make is sealed else None
    sealing.backup(path, key, path.with_name("backup.tar"))
    left_by_a_desk_that_is_gone(path)
    before = beside(path)
    for work in (
        lambda: sealing.restore(path.with_name("backup.tar"), path, WORDS),
        lambda: sealing.new_desk(path, WORDS),
        lambda: Ledger.create(path),
    ):
        with pytest.raises(errors.DeskExists, match=r"desk\.db-wal"):
            work()
        assert beside(path) == before
    path.with_name("desk.db-wal").unlink()
    sealing.restore(path.with_name("backup.tar"), path, WORDS)
    assert notes(path) == ["first"]


@pytest.mark.parametrize("link", [os.link, os.symlink])
def test_a_desk_under_two_names_is_not_written_over_under_either(path: Path, link: Callable[..., None]) -> None:
    plain(path)
    other = path.with_name("other.db")
    link(path, other)
    with pytest.raises(errors.CannotOpen, match="another name"):
        sealing.seal_existing(other, WORDS)
    assert notes(path) == ["first"]
    assert not keys_path(other).exists()


def test_a_name_that_a_killed_draft_kept_of_the_desk_is_no_second_name(path: Path) -> None:
    plain(path)
    os.link(path, path.with_name(".desk.db.0123abcd.new"))
    sealing.seal_existing(path, WORDS)
    assert set(beside(path)) == {"desk.db", "desk.db.keys"}
    assert notes(path) == ["first"]


@pytest.mark.parametrize("odd", ["fifo", "folder", "device", "nothing", "huge", "another database"])
def test_what_stands_in_the_place_of_the_key_file_is_told_at_once(path: Path, odd: str) -> None:
    sealed(path)
    keys = keys_path(path)
    keys.unlink()
    if odd == "fifo":
        os.mkfifo(keys)
    elif odd == "folder":
        keys.mkdir()
    elif odd == "huge":
        with keys.open("wb") as file:
            file.truncate(1 << 40)
    elif odd == "another database":
        shutil.copy(path, keys)
    else:
        keys.symlink_to("/dev/zero" if odd == "device" else "nowhere")
    signal.alarm(5)
    try:
        with pytest.raises((NoKeys, DamagedKeys)):
            sealing.unlock(path, WORDS)
        with pytest.raises(errors.DeskSealed):
            Ledger.open(path)
    finally:
        signal.alarm(0)


def test_a_key_file_beside_another_desk_is_changed_by_nobody(path: Path) -> None:
    """Two desks with one passphrase, their key files exchanged: what opens the file does not open the desk."""
    sealed(path)
    other = path.with_name("other.db")
    sealed(other)
    mine, theirs = keys_path(path).read_bytes(), keys_path(other).read_bytes()
    keys_path(path).write_bytes(theirs)
    before = beside(path)
    for work in (
        lambda: sealing.change_passphrase(path, WORDS, OTHER),
        lambda: sealing.new_recovery(path, WORDS),
        lambda: sealing.rekey(path, WORDS),
    ):
        with pytest.raises(DamagedKeys, match="does not open the desk"):
            work()
        assert beside(path) == before
    keys_path(path).write_bytes(mine)
    assert notes(path) == ["first"]


def test_a_key_file_that_is_edited_opens_nothing_and_costs_no_more(path: Path) -> None:
    recovery = sealed(path)
    held = keyfile.read(keys_path(path))
    other = KeyFile.make(WORDS, Key.new(), owner="desk", cost=FLOOR).with_recovery(Key.new())[0]
    first, second = held.slots
    for slots in ((other.slots[0], second), (first, other.slots[1]), other.slots):
        keyfile.write(keys_path(path), held._replace(slots=slots))
        fails = 0
        for secret in (WORDS, recovery):
            try:
                opened(path, secret).close()
            except (WrongPassphrase, errors.NotADatabase):
                fails += 1
        assert fails == sum(slot not in held.slots for slot in slots)
    keyfile.write(keys_path(path), held._replace(owner="vault"))
    with pytest.raises(DamagedKeys, match="of a vault"):
        sealing.unlock(path, WORDS)


def test_sealing_keeps_a_key_file_that_may_open_another_desk(path: Path) -> None:
    """Somebody put a plain desk in the place of a sealed one; sealing that must not cost the other its only key."""
    sealed(path)
    away = path.with_name("moved.db")
    path.rename(away)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workflow.store.opening.files.must_stand_alone", lambda _: None)
        with Ledger.create(path.with_name("plain.db")) as ledger:
            ledger.new_case(f.CaseOpened("letter", "A letter", "UTC"))
    path.with_name("plain.db").rename(path)
    told = sealing.seal_existing(path, OTHER).remains
    (kept,) = path.parent.glob("desk.db.keys.*.old")
    assert kept.name in told
    kept.rename(keys_path(away))
    assert notes(away) == ["first"]
    assert notes(path, OTHER) == []


def test_a_backup_never_unseals_a_desk_nor_takes_a_vault_away(path: Path) -> None:
    plain(path)
    tar = path.with_name("backup.tar")
    sealing.backup(path, None, tar)
    sealing.seal_existing(path, WORDS)
    before = beside(path)
    with pytest.raises(errors.DeskExists, match="sealed"):
        sealing.restore(tar, path, WORDS)
    assert beside(path) == before
    sealing.backup(path, sealing.unlock(path, WORDS), path.with_name("second.tar"))
    with opened(path) as ledger:
        vault = Vault.create(vault_path(path), OTHER, ledger.desk_id, FLOOR)
        vault.keep_draft(ledger.find_case("letter"), "source", {"name": "Zara"})
    with pytest.raises(errors.NewerDesk, match="vault"):
        sealing.restore(path.with_name("second.tar"), path, WORDS)
    assert vault_path(path).exists()


def test_an_older_vault_is_not_taken_for_a_change(path: Path) -> None:
    from workflow import identities
    from workflow.terms import Standing

    sealed(path)
    with opened(path) as ledger:
        case = ledger.find_case("letter")
        (entry,) = ledger.append(case, f.SourceAdded("zara", "a clerk", Standing.RECIPIENT, code_name="S-1"))
        vault = Vault.create(vault_path(path), OTHER, ledger.desk_id, FLOOR)
        identities.keep(ledger, vault, case, entry.id, Person("Zara"))
        old = vault.path.read_bytes()
        (kept,) = vault.kept()
        identities.change(ledger, vault, kept.identity, Person("Zara Q."))
        vault.path.write_bytes(old)
        entries = len(ledger.case(case).entries)
        with pytest.raises(OlderVault, match="1 identity"):
            identities.settle(ledger, vault)
        assert len(ledger.case(case).entries) == entries
        identities.change(ledger, vault, kept.identity, Person("Zara Q."))
        assert identities.settle(ledger, vault) == 0


def test_a_draft_of_the_vault_does_not_outlive_who_stood_in_it(path: Path) -> None:
    vault = Vault.create(vault_path(path), OTHER, bytes(16), FLOOR)
    identity, _ = vault.keep("ab" * 16, "source", "S-1", Person("Zara"))
    shutil.copy(vault.path, path.with_name(".desk.db.vault.0123abcd.new"))
    vault.delete(identity)
    assert set(beside(path)) == {"desk.db.vault", "desk.db.vault.lock"}


def test_a_backup_cannot_grow_on_its_way_out(path: Path) -> None:
    """A few bytes of a tar file can stand for a terabyte of zeros, which would fill the disk."""
    sealed(path)
    tar = path.with_name("bomb.tar")
    size = 1 << 40
    parts = {"cases.db": {"bytes": size, "sha256": "0" * 64}}
    manifest = json.dumps({"onrecord": "backup", "version": 1, "parts": parts}).encode()
    with tarfile.open(tar, "w", format=tarfile.PAX_FORMAT) as made:
        about = tarfile.TarInfo("manifest.json")
        about.size = len(manifest)
        made.addfile(about, io.BytesIO(manifest))
        about = tarfile.TarInfo("cases.db")
        about.size = 512
        about.pax_headers = {
            "GNU.sparse.major": "0",
            "GNU.sparse.minor": "1",
            "GNU.sparse.size": str(size),
            "GNU.sparse.map": "0,512",
            "GNU.sparse.name": "cases.db",
        }
        made.addfile(about, io.BytesIO(bytes(512)))
    with tarfile.open(tar) as made:
        assert made.getmembers()[1].size == size
    with pytest.raises(errors.DamagedDesk):
        sealing.restore(tar, path.parent / "there" / "desk.db")
    assert not list((path.parent / "there").iterdir())
