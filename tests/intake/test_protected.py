"""Sealing, re-keying, backups and restoring, with files kept beside the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.seal.desks import OTHER, WORDS, Cut, cut
from workflow import facts as f
from workflow import sealing
from workflow.errors import OnRecordError
from workflow.files import files_path, store_of
from workflow.files.box import MAGIC
from workflow.intake.taking import Asked, take_in
from workflow.ledger import Ledger
from workflow.seal import Key, argon, keys_path
from workflow.store import files

CANARY = b"Quillfeather wrote this to nobody. " * 400


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing costs nothing here."""
    monkeypatch.setattr(argon, "derive", lambda words, salt, _: Key.drawn(words, salt))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    (made / "Quillfeather.txt").write_bytes(CANARY)
    (made / "other.bin").write_bytes(bytes(range(256)) * 9000)
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk" / "cases.db"


def plain(path: Path, inbox: Path) -> None:
    with Ledger.create(path) as ledger:
        case = ledger.new_case(f.CaseOpened("letter", "A letter", "UTC"))
        take_in(ledger, case, [inbox], Asked())


def sealed(path: Path, inbox: Path) -> None:
    with sealing.new_desk(path, WORDS).ledger as ledger:
        case = ledger.new_case(f.CaseOpened("letter", "A letter", "UTC"))
        take_in(ledger, case, [inbox], Asked())


def opened(path: Path, words: str = WORDS) -> Ledger:
    return Ledger.open(path, key=sealing.unlock(path, words) if keys_path(path).exists() else None)


def holds(path: Path, inbox: Path, words: str = WORDS) -> bool:
    """Whether a desk gives back every file, and all is well with it."""
    with opened(path, words) as ledger:
        exhibits = ledger.case(ledger.find_case("letter")).holdings.exhibits
        given = {one.name: b"".join(store_of(ledger).read(one.sha256)) for one in exhibits}
        return ledger.verify(thorough=True).sound and given == {one.name: one.read_bytes() for one in inbox.iterdir()}


def everything(path: Path) -> Iterator[bytes]:
    for found in path.parent.rglob("*"):
        yield str(found).encode()
        if found.is_file():
            yield found.read_bytes()


def shows(path: Path) -> bool:
    """Whether anything beside a desk tells of the canary: its words, its name, its hashes."""
    from hashlib import sha256, sha512

    secrets = [
        b"Quillfeather",
        *(made for h in (sha256, sha512) for made in (h(CANARY).digest(), h(CANARY).hexdigest()[:40].encode())),
    ]
    return any(secret in data for data in everything(path) for secret in secrets)


def test_nothing_of_a_file_shows_beside_a_sealed_desk(path: Path, inbox: Path) -> None:
    sealed(path, inbox)
    assert holds(path, inbox)
    assert not shows(path)


def test_sealing_a_desk_seals_its_files(path: Path, inbox: Path) -> None:
    plain(path, inbox)
    assert shows(path)
    sealing.seal_existing(path, WORDS)
    assert not shows(path)
    assert holds(path, inbox)


@pytest.mark.parametrize(
    ("step", "after"),
    [
        ("existing.take_place", False),
        ("existing.take_place", True),
        ("existing.keyfile.write", True),
        ("kept.FileStore.sync", True),
        ("kept.FileStore.wipe", False),
    ],
)
def test_a_sealing_that_is_cut_short_loses_no_file_and_can_be_finished(
    path: Path, inbox: Path, step: str, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain(path, inbox)
    with monkeypatch.context() as patch:
        cut(patch, step, after, times=2 if step.endswith("wipe") else 1)
        with pytest.raises(Cut):
            sealing.seal_existing(path, WORDS)
    try:
        sealing.seal_existing(path, WORDS)
    except OnRecordError:
        opened(path).close()  # it was sealed: what was left in clear goes as it is opened
    assert holds(path, inbox)
    assert not shows(path)


def test_a_new_passphrase_and_a_new_key_carry_the_files(path: Path, inbox: Path) -> None:
    sealed(path, inbox)
    sealing.change_passphrase(path, WORDS, OTHER)
    assert holds(path, inbox, OTHER)
    sealing.rekey(path, OTHER)
    assert holds(path, inbox, OTHER)
    (inbox / "new.txt").write_bytes(b"taken in afterwards")
    with opened(path, OTHER) as ledger:
        take_in(ledger, ledger.find_case("letter"), [inbox / "new.txt"], Asked())
        assert len(ledger.file_keys()) == 2
    assert holds(path, inbox, OTHER)


@pytest.mark.parametrize("make", [plain, sealed])
def test_a_backup_carries_the_files_and_restoring_puts_them_back(
    path: Path, inbox: Path, tmp_path: Path, make: object
) -> None:
    assert callable(make)
    make(path, inbox)
    key = sealing.unlock(path, WORDS) if make is sealed else None
    made = sealing.backup(path, key, tmp_path / "backup.tar")
    assert (made.files, made.lacking) == (2, 0)
    there = tmp_path / "there" / "cases.db"
    sealing.restore(made.path, there, WORDS)
    assert holds(there, inbox)
    for found in store_of_files(path):
        found.unlink()
    sealing.restore(made.path, path, WORDS)
    assert holds(path, inbox)


def store_of_files(path: Path) -> list[Path]:
    return [found for found in files_path(path).rglob("*") if found.is_file()]


def test_a_backup_of_a_desk_that_lost_a_file_says_so_and_a_damaged_one_restores_nothing(
    path: Path, inbox: Path, tmp_path: Path
) -> None:
    plain(path, inbox)
    good = sealing.backup(path, None, tmp_path / "good.tar")
    data = bytearray(good.path.read_bytes())
    data[data.rfind(b"Quillfeather")] ^= 1
    good.path.write_bytes(bytes(data))
    there = tmp_path / "there" / "cases.db"
    with pytest.raises(OnRecordError, match="damaged"):
        sealing.restore(good.path, there)
    assert not there.exists()
    assert not store_of_files(there)
    store_of_files(path)[0].unlink()
    assert sealing.backup(path, None, tmp_path / "less.tar").lacking == 1


def test_a_sealed_backup_in_the_place_of_a_plain_desk_leaves_no_file_in_clear(
    path: Path, inbox: Path, tmp_path: Path
) -> None:
    plain(path, inbox)
    (tmp_path / "old.db").write_bytes(path.read_bytes())
    clear = {found.relative_to(path.parent): found.read_bytes() for found in store_of_files(path)}
    sealing.seal_existing(path, WORDS)
    made = sealing.backup(path, sealing.unlock(path, WORDS), tmp_path / "backup.tar")
    keys_path(path).unlink()
    path.write_bytes((tmp_path / "old.db").read_bytes())
    for name, data in clear.items():
        (path.parent / name).parent.mkdir(exist_ok=True)
        (path.parent / name).write_bytes(data)
    sealing.restore(made.path, path, WORDS)
    assert holds(path, inbox)
    assert not shows(path)


def test_a_restoring_that_is_declined_puts_no_file_there(path: Path, inbox: Path, tmp_path: Path) -> None:
    plain(path, inbox)
    made = sealing.backup(path, None, tmp_path / "backup.tar")
    for found in store_of_files(path):
        found.unlink()
    with opened(path), pytest.raises(OnRecordError, match="has this desk open"):
        sealing.restore(made.path, path)
    assert not store_of_files(path)
    sealing.new_desk(tmp_path / "there" / "cases.db", WORDS).ledger.close()
    there = tmp_path / "there" / "cases.db"
    there.unlink()
    sealed(tmp_path / "own" / "cases.db", inbox)
    key = sealing.unlock(tmp_path / "own" / "cases.db", WORDS)
    other = sealing.backup(tmp_path / "own" / "cases.db", key, tmp_path / "other.tar")
    with pytest.raises(OnRecordError, match="stands there already"):
        sealing.restore(other.path, there, WORDS)
    assert not store_of_files(there)


@pytest.mark.parametrize("make", [plain, sealed])
def test_a_file_that_is_whole_is_not_replaced_by_an_altered_one_of_a_backup(
    path: Path, inbox: Path, tmp_path: Path, make: object
) -> None:
    assert callable(make)
    make(path, inbox)
    key = sealing.unlock(path, WORDS) if make is sealed else None
    whole = {found: found.read_bytes() for found in store_of_files(path)}
    for found, data in whole.items():
        found.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    made = sealing.backup(path, key, tmp_path / "backup.tar")
    for found, data in whole.items():
        found.write_bytes(data)
    sealing.restore(made.path, path, WORDS)
    assert holds(path, inbox)


def test_sealing_removes_what_a_killed_restoring_left_in_clear(path: Path, inbox: Path) -> None:
    plain(path, inbox)
    files.draft_of(path).write_bytes(path.read_bytes() + CANARY)
    sealing.seal_existing(path, WORDS)
    assert not shows(path)
    assert holds(path, inbox)


def test_a_file_that_looks_sealed_is_sealed_like_any_other(path: Path, inbox: Path) -> None:
    (inbox / "ours.bin").write_bytes(MAGIC + CANARY)
    plain(path, inbox)
    sealing.seal_existing(path, WORDS)
    assert holds(path, inbox)
    assert not shows(path)
