"""Several processes at one sealed desk: what opens it survives them all, and a backup holds what belongs together."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workflow import facts as f
from workflow import sealing
from workflow.errors import OnRecordError
from workflow.ledger import Ledger
from workflow.seal import FLOOR, DamagedKeys, WrongPassphrase, keyfile, keys_path
from workflow.sealing.turn import in_turn
from workflow.store import errors
from workflow.vault import Person, Vault, vault_path

pytestmark = pytest.mark.usefixtures("cheap")

WORDS, OTHER = "four words and more", "other words follow"
DECLINED = 3


def sealed(path: Path) -> str:
    path.parent.mkdir(exist_ok=True)
    made = sealing.new_desk(path, WORDS)
    with made.ledger as ledger:
        ledger.append(ledger.new_case(f.CaseOpened("letter", "A letter", "UTC")), f.NoteAdded("first"))
    return made.recovery


def notes(path: Path, words: str = WORDS) -> list[str]:
    with Ledger.open(path, key=sealing.unlock(path, words)) as ledger:
        assert ledger.verify(thorough=True).sound
        return [note.text for note in ledger.case(ledger.find_case("letter")).notes]


def in_processes(*works: Callable[[], object]) -> list[int]:
    """Do some works, each in a process of its own, all at once: 0 for each that was done, DECLINED where it was not."""
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in [_begun(work) for work in works]]


def _begun(work: Callable[[], object]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except OnRecordError:
        code = DECLINED
    finally:
        os._exit(code)


@contextmanager
def going_on(work: Callable[[], object]) -> Iterator[None]:
    """A process that does some work over and over meanwhile."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(writing)
        os.set_blocking(reading, False)
        try:
            while True:
                work()
                try:
                    os.read(reading, 1)
                    break
                except BlockingIOError:
                    continue
        finally:
            os._exit(0)
    os.close(reading)
    try:
        yield
    finally:
        os.close(writing)
        os.waitpid(child, 0)


def change_everything_at_once(path: Path) -> None:
    sealed(path)
    codes = in_processes(
        lambda: sealing.rekey(path, WORDS),
        lambda: sealing.change_passphrase(path, WORDS, OTHER),
        lambda: sealing.new_recovery(path, WORDS),
        lambda: sealing.rekey(path, WORDS),
    )
    assert set(codes) <= {0, DECLINED}
    words = OTHER if codes[1] == 0 else WORDS
    assert notes(path, words) == ["first"]
    with pytest.raises(WrongPassphrase):
        sealing.unlock(path, WORDS if words == OTHER else OTHER)
    assert {held.name for held in path.parent.iterdir()} == {"desk.db", "desk.db.keys"}


def test_what_opens_a_desk_survives_all_who_change_it_at_once(tmp_path: Path) -> None:
    for number in range(8):
        change_everything_at_once(tmp_path / str(number) / "desk.db")


@pytest.mark.soak
def test_what_opens_a_desk_survives_all_who_change_it_at_once_many_times(tmp_path: Path) -> None:
    for number in range(150):
        change_everything_at_once(tmp_path / str(number) / "desk.db")


def test_a_passphrase_is_not_changed_while_somebody_else_re_keys(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(path)
    monkeypatch.setattr("workflow.sealing.turn.PATIENCE", 0.1)
    before = keys_path(path).read_bytes()
    with in_turn(path):
        for work in (
            lambda: sealing.change_passphrase(path, WORDS, OTHER),
            lambda: sealing.new_recovery(path, WORDS),
            lambda: sealing.rekey(path, WORDS),
            lambda: sealing.backup(path, sealing.unlock(path, WORDS), path.with_name("backup.tar")),
        ):
            with pytest.raises(errors.DeskBusy):
                work()
    assert keys_path(path).read_bytes() == before


def test_an_old_recovery_key_never_writes_over_the_only_key_of_a_desk(path: Path) -> None:
    """Re-keying was killed before its last step: the recovery key opens the key file still, but the desk no more."""
    recovery = sealed(path)
    written: list[int] = []

    def cut(*args: object, **named: object) -> None:
        written.append(1)
        if len(written) == 2:
            raise KeyboardInterrupt
        real(*args, **named)  # type: ignore[arg-type]

    real = keyfile.write
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyfile, "write", cut)
        with pytest.raises(KeyboardInterrupt):
            sealing.rekey(path, WORDS)
    before = keys_path(path).read_bytes()
    for work in (
        lambda: sealing.change_passphrase(path, recovery, OTHER),
        lambda: sealing.new_recovery(path, recovery),
    ):
        with pytest.raises(DamagedKeys, match="does not open the desk"):
            work()
        assert keys_path(path).read_bytes() == before
    sealing.change_passphrase(path, WORDS, OTHER)
    assert notes(path, OTHER) == ["first"]


def back_up_while_writing(folder: Path, rounds: int) -> None:
    path = folder / "desk.db"
    sealed(path)
    key = sealing.unlock(path, WORDS)
    with Ledger.open(path, key=key) as ledger:
        desk, case = ledger.desk_id, ledger.find_case("letter")
    vault = Vault.create(vault_path(path), OTHER, desk, FLOOR)

    def write() -> None:
        with Ledger.open(path, key=key) as ledger:
            ledger.append(case, f.NoteAdded("another"))
        vault.keep_draft(case, "source", {"name": "Zara"})
        Vault.open(vault.path, OTHER, desk).keep(case, os.urandom(4).hex(), "S", Person("Zara"))

    with going_on(write):
        for number in range(rounds):
            tar, there = folder / f"{number}.tar", folder / str(number) / "desk.db"
            sealing.backup(path, key, tar)
            state = folder / f"state {number}"
            found = sealing.restore(tar, there, WORDS, state_dir=state, reason="A new laptop.")
            with Ledger.open(there, key=found.key, state_dir=state) as ledger:
                assert ledger.verify(thorough=True).sound
                moves = [entry for entry in ledger.sealed(desk.hex()) if b"moved" in (entry.body or b"").lower()]
                assert len(moves) == 1
            assert not Vault.open(vault_path(there), OTHER, desk).damage()


def test_twenty_backups_made_while_desk_and_vault_are_written_come_back_whole(tmp_path: Path) -> None:
    back_up_while_writing(tmp_path, 20)


def test_a_vault_that_changes_between_two_looks_is_in_a_backup_as_one(path: Path) -> None:
    """The vault is written anew right after it was measured: the backup says of it what it holds of it."""
    sealed(path)
    vault = Vault.create(vault_path(path), OTHER, bytes(16), FLOOR)
    module = sys.modules["workflow.sealing.backup"]  # the package has a function of that name
    real = vars(module)["_measured"]

    def then_changed(part: object) -> object:
        found = real(part)
        vault.keep_draft("ab" * 16, os.urandom(4).hex(), {"name": "Zara"})
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_measured", then_changed)
        sealing.backup(path, sealing.unlock(path, WORDS), path.with_name("backup.tar"))
    sealing.restore(path.with_name("backup.tar"), path.parent / "there" / "desk.db", WORDS)


def test_an_older_copy_elsewhere_on_this_machine_never_continues_the_chain(path: Path) -> None:
    sealed(path)
    key, tar, there = sealing.unlock(path, WORDS), path.with_name("backup.tar"), path.parent / "there" / "desk.db"
    sealing.backup(path, key, tar)
    with Ledger.open(path, key=key) as ledger:
        case = ledger.find_case("letter")
        ledger.append(case, f.NoteAdded("later"))
    sealing.restore(tar, there, WORDS)
    with Ledger.open(there, key=key) as ledger:
        assert ledger.missing == 1
        with pytest.raises(errors.BehindAnchor):
            ledger.append(case, f.NoteAdded("a fork"))
        ledger.accept_anchor("The other copy is lost.")
        ledger.append(case, f.NoteAdded("after"))
        assert len(ledger.heads(case)) == 2  # another writer goes on
        assert ledger.verify(thorough=True).sound
