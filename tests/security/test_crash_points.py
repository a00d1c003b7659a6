"""What changes a sealed desk as a whole, killed before each of its steps in turn: it opens, and can be done again.

A process of its own is killed (SIGKILL) before its n-th call that touches names, or its n-th statement of SQL, for
every n up to the last. That shows what a crash of the program leaves, not what a disk without power leaves.
"""

import os
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from workflow import facts as f
from workflow import schema, sealing
from workflow.ledger import Ledger
from workflow.seal import FLOOR, Key, KeysExist, WrongPassphrase, argon, keys_path
from workflow.store import errors
from workflow.vault import IdentityKnown, Person, Vault, vault_path

WORDS, OTHER = "four words and more", "other words follow"
NOTE, NAME = "Quillfeather", "Zara Featherquill"
CALLS = ("replace", "rename", "link", "unlink", "fsync", "open", "fchmod", "mkdir")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing costs nothing here, so that every step can be tried."""
    monkeypatch.setattr(argon, "derive", lambda words, salt, _: Key.drawn(words, salt))


class Place(NamedTuple):
    """Where a desk stands, with a folder for its backups."""

    folder: Path

    @property
    def desk(self) -> Path:
        return self.folder / "desk.db"

    @property
    def tar(self) -> Path:
        return self.folder / "backups" / "backup.tar"

    @property
    def vault(self) -> Path:
        return vault_path(self.desk)


def fill(ledger: Ledger) -> str:
    case = ledger.new_case(f.CaseOpened("letter", "A letter", "UTC"))
    ledger.append(case, f.NoteAdded(NOTE))
    return case


def sealed(place: Place) -> str:
    made = sealing.new_desk(place.desk, WORDS)
    with made.ledger as ledger:
        fill(ledger)
    return made.recovery


def with_vault(place: Place) -> None:
    sealed(place)
    with Ledger.open(place.desk, key=sealing.unlock(place.desk, WORDS)) as ledger:
        case = ledger.find_case("letter")
        vault = Vault.create(place.vault, OTHER, ledger.desk_id, FLOOR)
    vault.keep(case, "source", "S-1", Person(NAME))


def plain(place: Place) -> None:
    with Ledger.create(place.desk) as ledger:
        fill(ledger)


def backed_up(place: Place) -> None:
    with_vault(place)
    sealing.backup(place.desk, sealing.unlock(place.desk, WORDS), place.tar)


def gone(place: Place) -> None:
    backed_up(place)
    for path in (place.desk, keys_path(place.desk), place.vault):
        path.unlink()


def older_of_another_key(place: Place) -> None:
    with_vault(place)
    before = [(path, path.read_bytes()) for path in (place.desk, keys_path(place.desk))]
    sealing.rekey(place.desk, WORDS)
    with Ledger.open(place.desk, key=sealing.unlock(place.desk, WORDS)) as ledger:
        ledger.append(ledger.find_case("letter"), f.NoteAdded("later"))
    sealing.backup(place.desk, sealing.unlock(place.desk, WORDS), place.tar)
    for path, content in before:
        path.write_bytes(content)


def notes(path: Path, words: str = WORDS) -> list[str]:
    """The notes of a desk that is whole in every respect that can be looked at."""
    key = sealing.unlock(path, words) if keys_path(path).exists() else None
    with Ledger.open(path, key=key) as ledger:
        report = ledger.verify(thorough=True)
        assert report.valid, report
        return [note.text for note in ledger.case(ledger.find_case("letter")).notes]


def cut_at(number: int, work: Callable[[], object], point: str) -> bool:
    """Do some work in a process of its own, killed before its step of that number; whether it was done before."""
    child = os.fork()
    if not child:
        left = [number]

        def step(*_: object) -> None:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        code = 1
        try:
            _watch(step, point)
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, "the work failed"
        return True
    assert os.WTERMSIG(status) == signal.SIGKILL
    return False


def _watch(step: Callable[..., None], point: str) -> None:
    """Have every call, or every statement, take a step first; in a process that ends with it."""
    if point == "statements":
        connect = schema.connect

        def watched(*args: Any, **named: Any) -> schema.Connection:
            connection = connect(*args, **named)
            connection.set_trace_callback(step)
            return connection

        schema.connect = watched
        return
    for name in CALLS:
        setattr(os, name, _stepping(getattr(os, name), step))


def _stepping(call: Callable[..., Any], step: Callable[..., None]) -> Callable[..., Any]:
    def stepping(*args: Any, **named: Any) -> Any:
        step()
        return call(*args, **named)

    return stepping


class Work(NamedTuple):
    """Something that is cut short: what stands before, the work, and what must hold and be possible afterwards."""

    before: Callable[[Place], object]
    work: Callable[[Place], object]
    after: Callable[[Place], object]


def seal_again(place: Place) -> None:
    if place.desk.read_bytes().startswith(b"SQLite format 3"):
        if keys_path(place.desk).exists():
            with pytest.raises(errors.NotSealed):
                Ledger.open(place.desk)
        sealing.seal_existing(place.desk, WORDS)
    assert notes(place.desk) == [NOTE]


def re_key_again(place: Place) -> None:
    assert notes(place.desk) == [NOTE]
    assert notes(place.desk, sealing.rekey(place.desk, WORDS)) == [NOTE]


def one_of_both(place: Place) -> None:
    opened = []
    for words in (WORDS, OTHER):
        try:
            opened.append(notes(place.desk, words))
        except WrongPassphrase:
            continue
    assert opened == [[NOTE]]


def back_up_again(place: Place) -> None:
    assert notes(place.desk) == [NOTE]
    if not place.tar.exists():
        sealing.backup(place.desk, sealing.unlock(place.desk, WORDS), place.tar)
    there = place.folder / "there" / "desk.db"
    sealing.restore(place.tar, there, WORDS)
    assert notes(there) == [NOTE]


def restore_again(place: Place) -> None:
    if not place.desk.exists():
        sealing.restore(place.tar, place.desk, WORDS)
    assert notes(place.desk) == [NOTE]
    assert place.vault.exists()


def restore_over_again(place: Place) -> None:
    assert notes(place.desk) in ([NOTE], [NOTE, "later"])
    sealing.restore(place.tar, place.desk, WORDS)
    assert notes(place.desk) == [NOTE, "later"]


def begin_again(place: Place) -> None:
    if not place.desk.exists():
        if keys_path(place.desk).exists():
            with pytest.raises(KeysExist, match="key file stands there"):
                sealing.new_desk(place.desk, WORDS)
            keys_path(place.desk).unlink()
        sealing.new_desk(place.desk, WORDS).ledger.close()
    Ledger.open(place.desk, key=sealing.unlock(place.desk, WORDS)).close()


def vault_of(place: Place) -> tuple[Vault, str]:
    with Ledger.open(place.desk, key=sealing.unlock(place.desk, WORDS)) as ledger:
        return Vault.open(place.vault, OTHER, ledger.desk_id), ledger.find_case("letter")


def keep(place: Place) -> None:
    vault, case = vault_of(place)
    vault.keep(case, "other", "S-2", Person(NAME))


def keep_again(place: Place) -> None:
    vault, _ = vault_of(place)
    before = len(vault.kept())
    try:
        keep(place)
    except IdentityKnown:
        assert before == 2
    assert len(vault.kept()) == 2
    assert not vault.damage()
    vault.delete(vault.kept()[0].identity)
    assert not list(place.folder.glob(".*.vault.*.new"))  # where the one who was deleted would stand still


WORKS = {
    "sealing": Work(plain, lambda at: sealing.seal_existing(at.desk, WORDS), seal_again),
    "re-keying": Work(sealed, lambda at: sealing.rekey(at.desk, WORDS), re_key_again),
    "another passphrase": Work(sealed, lambda at: sealing.change_passphrase(at.desk, WORDS, OTHER), one_of_both),
    "a new recovery key": Work(sealed, lambda at: sealing.new_recovery(at.desk, WORDS), re_key_again),
    "a backup": Work(
        with_vault,
        lambda at: sealing.backup(at.desk, sealing.unlock(at.desk, WORDS), at.tar),
        back_up_again,
    ),
    "restoring": Work(gone, lambda at: sealing.restore(at.tar, at.desk, WORDS), restore_again),
    "restoring over": Work(
        older_of_another_key, lambda at: sealing.restore(at.tar, at.desk, WORDS), restore_over_again
    ),
    "a new desk": Work(lambda _: None, lambda at: sealing.new_desk(at.desk, WORDS).ledger.close(), begin_again),
    "keeping": Work(with_vault, keep, keep_again),
}


def cut_everywhere(folder: Path, work: Work, point: str, first: int = 1, every: int = 1) -> int:
    """Kill some work before every n-th step, each time from the same beginning; how many steps there are."""
    start = Place(folder / "start")
    start.folder.mkdir()
    work.before(start)
    number, done = first, False
    while not done:
        place = Place(folder / f"{number}")
        shutil.copytree(start.folder, place.folder)
        done = cut_at(number, partial(work.work, place), point)
        work.after(place)
        for path in place.folder.rglob("*"):
            assert not path.is_file() or not any(word.encode() in path.read_bytes() for word in (NOTE, NAME)), path
        shutil.rmtree(place.folder)
        number += every
    return number


EVERYWHERE = "a new recovery key"
"""What is cut at every step in the usual tests too; what else changes a desk is cut at every third there."""


@pytest.mark.parametrize("what", WORKS)
def test_killed_before_any_of_its_steps_it_opens_and_can_be_done_again(tmp_path: Path, what: str) -> None:
    whole = what == EVERYWHERE or os.environ.get("ONRECORD_SOAK")
    turn = [*WORKS].index(what) % 3 + 1
    assert cut_everywhere(tmp_path, WORKS[what], "calls", *(() if whole else (turn, 3))) > 5


@pytest.mark.soak
@pytest.mark.parametrize("what", WORKS)
def test_killed_before_any_statement_it_opens_and_can_be_done_again(tmp_path: Path, what: str) -> None:
    cut_everywhere(tmp_path, WORKS[what], "statements")
