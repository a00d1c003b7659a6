"""Sealing: made, changed, carried elsewhere; cut short at every step, and met with hostile backups."""

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from workflow import facts as f
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
    argon,
    keyfile,
    keys_path,
)
from workflow.sealing.restore import is_sealed_backup
from workflow.store import errors
from workflow.vault import Person, Vault, vault_path

WORDS, OTHER = "four words and more", "other words follow"
NOTE = "Quillfeather"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing costs nothing here: what it costs is for the tests of key files."""
    monkeypatch.setattr(argon, "derive", lambda words, salt, _: Key.drawn(words, salt))


def fill(ledger: Ledger) -> None:
    case = ledger.new_case(f.CaseOpened("letter", "A letter", "UTC"))
    for number in range(3):
        ledger.append(case, f.NoteAdded(f"{NOTE} {number}"))


def sealed(path: Path) -> str:
    made = sealing.new_desk(path, WORDS)
    with made.ledger as ledger:
        fill(ledger)
    return made.recovery


def plain(path: Path) -> None:
    with Ledger.create(path) as ledger:
        fill(ledger)


def notes(path: Path, secret: str = WORDS) -> list[str]:
    key = sealing.unlock(path, secret) if keys_path(path).exists() else None
    with Ledger.open(path, key=key) as ledger:
        assert ledger.verify(thorough=True).sound
        case = ledger.case(ledger.find_case("letter"))
        return [note.text for note in case.notes]


ALL = [f"{NOTE} {number}" for number in range(3)]


def beside(path: Path) -> set[str]:
    return {held.name for held in path.parent.iterdir() if held.is_file()}


@contextmanager
def unchanged(*paths: Path) -> Iterator[None]:
    before = [path.read_bytes() for path in paths]
    names = beside(paths[0])
    yield
    assert [path.read_bytes() for path in paths] == before
    assert beside(paths[0]) == names


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


class Cut(Exception):
    """What a test throws in where a process would have been killed."""


STEPS = ["existing.copy_under", "existing.keyfile.write", "existing.take_place"]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_sealing_that_is_cut_short_leaves_the_plain_desk_or_the_sealed_one(path: Path, step: str, after: bool) -> None:
    plain(path)
    with pytest.MonkeyPatch.context() as patch:
        cut(patch, step, after)
        with pytest.raises(Cut):
            sealing.seal_existing(path, WORDS)
    if step == "existing.take_place" and after:
        assert notes(path) == ALL
        return
    assert path.read_bytes()[:6] == b"SQLite"
    if keys_path(path).exists():
        with pytest.raises(errors.NotSealed, match="onrecord seal"):
            Ledger.open(path)
    else:
        assert notes(path) == ALL
    sealing.seal_existing(path, OTHER)
    assert notes(path, OTHER) == ALL


def cut(patch: pytest.MonkeyPatch, step: str, after: bool, times: int = 1) -> None:
    """Have a step of `workflow.sealing` fail at its n-th call, before or after it did its work."""
    import sys

    *parts, name = step.split(".")
    module = sys.modules[f"workflow.sealing.{parts[0]}"]
    for part in parts[1:]:
        module = getattr(module, part)
    real, calls = getattr(module, name), []

    def fails(*given: object, **named: object) -> object:
        calls.append(name)
        if len(calls) < times:
            return real(*given, **named)
        if after:
            real(*given, **named)
        raise Cut

    patch.setattr(module, name, fails)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("step", "times"),
    [("rekey.copy_under", 1), ("rekey.keyfile.write", 1), ("rekey.take_place", 1), ("rekey.keyfile.write", 2)],
)
def test_re_keying_that_is_cut_short_opens_with_the_passphrase(path: Path, step: str, times: int, after: bool) -> None:
    sealed(path)
    with pytest.MonkeyPatch.context() as patch:
        cut(patch, step, after, times)
        with pytest.raises(Cut):
            sealing.rekey(path, WORDS)
    assert notes(path) == ALL
    assert len(keyfile.read(keys_path(path)).keys(WORDS)) == 1  # settled
    recovery = sealing.rekey(path, WORDS)
    assert notes(path) == notes(path, recovery) == ALL


def test_re_keying_makes_old_copies_of_the_key_file_worthless(path: Path) -> None:
    recovery = sealed(path)
    old, before = keys_path(path).read_bytes(), sealing.unlock(path, WORDS)
    second = sealing.rekey(path, WORDS)
    assert not sealing.unlock(path, WORDS).same_as(before)
    assert notes(path) == notes(path, second) == ALL
    with pytest.raises(WrongPassphrase):
        sealing.unlock(path, recovery)
    keys_path(path).write_bytes(old)
    with pytest.raises(errors.NotADatabase):
        Ledger.open(path, key=sealing.unlock(path, WORDS))


def test_re_keying_is_not_for_a_plain_desk_a_wrong_passphrase_or_a_desk_in_use(path: Path) -> None:
    plain(path)
    with pytest.raises(errors.NotSealed):
        sealing.rekey(path, WORDS)
    other = path.with_name("other.db")
    recovery = sealed(other)
    with unchanged(other, keys_path(other)):
        with pytest.raises(WrongPassphrase):
            sealing.rekey(other, OTHER)
        with pytest.raises(BadPassphrase):
            sealing.rekey(other, recovery)
    with Ledger.open(other, key=sealing.unlock(other, WORDS)) as ledger:
        ledger.find_case("letter")
        with pytest.raises(errors.DeskBusy):
            sealing.rekey(other, WORDS)
    assert notes(other) == ALL


# Backups


@pytest.fixture
def tar(tmp_path: Path) -> Path:
    return tmp_path / "backup.tar"


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


Member = tuple[str, bytes, dict[str, object]]


def archive(path: Path, *members: Member) -> Path:
    """A tar file with these members: name, content, and what else its header says."""
    with tarfile.open(path, "w") as made:
        for name, content, header in members:
            about = tarfile.TarInfo(name)
            about.size = len(content)
            for field, value in header.items():
                setattr(about, field, value)
            made.addfile(about, io.BytesIO(content) if about.isreg() else None)
    return path


def manifest(content: dict[str, bytes], **other: object) -> Member:
    held = {name: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in content.items()}
    return "manifest.json", json.dumps({"onrecord": "backup", "version": 1, "parts": held} | other).encode(), {}


def parts_of(path: Path) -> dict[str, bytes]:
    return {"cases.db": path.read_bytes(), "cases.db.keys": keys_path(path).read_bytes()}


def members(parts: dict[str, bytes]) -> list[Member]:
    return [(name, data, {}) for name, data in parts.items()]


def hostile(parts: dict[str, bytes]) -> dict[str, list[Member]]:
    """Archives that look like a backup of a desk and are none, by what is amiss with them."""
    desk, keys = members(parts)
    good = manifest(parts)
    up = {"cases.db": parts["cases.db"], "../evil": b"x"}
    absolute = {"cases.db": parts["cases.db"], "/tmp/evil": b"x"}
    link: Member = ("cases.db", b"", {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"})
    hard: Member = ("cases.db", b"", {"type": tarfile.LNKTYPE, "linkname": "manifest.json"})
    fifo: Member = ("cases.db", b"", {"type": tarfile.FIFOTYPE})
    long = {"cases.db": {"bytes": 1 << 50, "sha256": "0" * 64}}
    negative = {"cases.db": {"bytes": -1, "sha256": sha256(b"").hexdigest()}}
    return {
        "nothing": [],
        "no manifest": [desk, keys],
        "manifest last": [desk, keys, good],
        "manifest twice": [good, good, desk, keys],
        "up": [manifest(up), *members(up)],
        "absolute": [manifest(absolute), *members(absolute)],
        "no desk": [manifest({"cases.db.keys": parts["cases.db.keys"]}), keys],
        "part missing": [good, desk],
        "other order": [good, keys, desk],
        "symlink": [good, link, keys],
        "hard link": [good, hard, keys],
        "fifo": [good, fifo, keys],
        "manifest is a link": [("manifest.json", b"", {"type": tarfile.SYMTYPE, "linkname": "cases.db"}), desk, keys],
        "other bytes": [good, ("cases.db", bytes(len(desk[1])), {}), keys],
        "shorter": [good, ("cases.db", desk[1][:-4096], {}), keys],
        "longer": [good, ("cases.db", desk[1] + bytes(4096), {}), keys],
        "huge manifest": [("manifest.json", b" " * 200_000 + good[1], {}), desk, keys],
        "deep manifest": [("manifest.json", b"[" * 90_000, {}), desk, keys],
        "no json": [("manifest.json", b"\xff\xfe{", {}), desk, keys],
        "more fields": [manifest(parts, more=1), desk, keys],
        "newer": [manifest(parts, version=2), desk, keys],
        "other kind": [manifest(parts, onrecord="case"), desk, keys],
        "says too much": [manifest({}, parts=long), desk],
        "says less than nothing": [manifest({}, parts=negative), ("cases.db", b"", {})],
        "empty desk": [manifest(dict(parts, **{"cases.db": b""})), ("cases.db", b"", {}), keys],
        "keys are none": [manifest(dict(parts, **{"cases.db.keys": b"{}"})), desk, ("cases.db.keys", b"{}", {})],
    }


def test_no_hostile_archive_is_restored_or_leaves_anything(path: Path, tmp_path: Path) -> None:
    sealed(path)
    there = tmp_path / "there" / "desk.db"
    for amiss, held in hostile(parts_of(path)).items():
        made = archive(tmp_path / "hostile.tar", *held)
        with pytest.raises(OnRecordError) as raised:
            sealing.restore(made, there, WORDS)
        assert raised.value.remedy, amiss
        assert not beside(there), amiss
        assert not any((tmp_path / name).exists() for name in ("evil", "there/evil")), amiss
    extra = [manifest(parts_of(path)), *members(parts_of(path)), ("../../evil", b"x", {}), ("cases.db", b"y", {})]
    sealing.restore(archive(tmp_path / "hostile.tar", *extra), there, WORDS)  # what nobody names is never read
    assert beside(there) == {"desk.db", "desk.db.keys"}
    assert not (tmp_path / "evil").exists()


def test_a_backup_that_is_cut_short_is_not_restored(path: Path, tar: Path) -> None:
    sealed(path)
    sealing.backup(path, sealing.unlock(path, WORDS), tar)
    whole, there = tar.read_bytes(), path.parent / "there" / "desk.db"
    for length in (0, 1, 511, 512, 700, 1024, 1500, 2048, len(whole) // 2, len(whole) - 10_240 - 600):
        tar.write_bytes(whole[:length])
        with pytest.raises(OnRecordError):
            sealing.restore(tar, there, WORDS)
        assert not beside(there)
    for place in (b"not a backup" * 100, b"\x1f\x8b" + bytes(600)):
        tar.write_bytes(place)
        with pytest.raises(errors.NotADatabase):
            is_sealed_backup(tar)
    tar.unlink()
    with pytest.raises(errors.CannotOpen):
        sealing.restore(tar, there, WORDS)


def test_a_desk_whose_key_is_of_another_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    sealed(path)
    other = tmp_path / "other.db"
    sealed(other)
    mixed = {"cases.db": path.read_bytes(), "cases.db.keys": keys_path(other).read_bytes()}
    with pytest.raises(errors.DamagedDesk, match="does not open"):
        sealing.restore(archive(tmp_path / "mixed.tar", manifest(mixed), *members(mixed)), tmp_path / "new.db", WORDS)
    assert not (tmp_path / "new.db").exists()
