"""A sealed desk on the command line: made, opened, its passphrase changed, carried elsewhere; from files and typed."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT, Line
from tests.terminal.pty_program import ENTER, Program
from tui.cli import secrets
from workflow import sealing
from workflow.seal import FLOOR, WrongPassphrase
from workflow.sealing import new_desk, unlock

WORDS, OTHER = "Vier Äpfel & 'ein' \"Hut\"", "another few words 2"
RECOVERY = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")
CHEAP = """
import sys
from workflow.seal import FLOOR
from workflow import sealing
for made in (sealing.new_desk, sealing.change_passphrase, sealing.seal_existing, sealing.rekey):
    made.__kwdefaults__["cost"] = FLOOR
from tui.cli import secrets
secrets.DELAYS[:] = [0.7, 0.7, 0.7]
from tui.main import main
sys.exit(main())
"""
"""The program as it is, but for what a guess costs and how long a wrong one waits."""


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    made: tuple[Callable[..., Any], ...] = (
        sealing.new_desk,
        sealing.change_passphrase,
        sealing.seal_existing,
        sealing.rekey,
    )
    for one in made:
        monkeypatch.setitem(one.__kwdefaults__ or {}, "cost", FLOOR)
    monkeypatch.setattr(secrets, "DELAYS", [0.0, 0.0, 0.0])


class Sealed:
    """The command line on one desk; passphrases come from files, the recovery key goes to one."""

    def __init__(self, line: Line, tmp_path: Path) -> None:
        self.line = Line(line.capfd, None)
        self.path = tmp_path / "sealed.db"
        self.paper = tmp_path / "paper"

    def __call__(self, *words: str, said: str = WORDS, code: int | None = 0, paper: bool = False) -> Any:
        """Run a command with the lines of `said` on a descriptor, and another for the recovery key."""
        source = self.path.with_name("said")
        source.write_text(said + "\n")
        given = os.open(source, os.O_RDONLY)
        out = os.open(self.paper, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) if paper else -1
        more = ("--recovery-fd", str(out)) if paper else ()
        try:
            done = self.line("--db", str(self.path), "--passphrase-fd", str(given), *words, *more, code=code)
        finally:
            source.unlink()
            if paper:
                os.close(out)
        with pytest.raises(OSError):
            os.fstat(given)  # the program closed it
        return done

    def recovery(self) -> str:
        found = RECOVERY.fullmatch(self.paper.read_text().strip())
        assert found
        return found[0]


@pytest.fixture
def sealed(line: Line, tmp_path: Path, cheap: None) -> Sealed:
    made = Sealed(line, tmp_path)
    said = made("init", paper=True)
    assert "sealed" in said.err
    assert made.recovery() not in said.out + said.err
    return made


def test_a_sealed_desk_is_made_worked_on_and_opened_by_what_opens_it(sealed: Sealed) -> None:
    assert sealed.path.read_bytes()[:6] != b"SQLite"
    sealed("new", "--title", "Letter", "--slug", "letter")
    assert [row["case"] for row in sealed("list", "--json").json] == ["letter"]
    assert "letter" in sealed("list", "--filter", "letter").out
    assert "Letter" in sealed("show", "letter", said=sealed.recovery()).out
    assert sealed("verify", "--thorough").out.endswith("All is well.\n")
    held = sealed("settings", "--json").json
    assert (held["sealed"], held["recovery_key"], held["vault"]) == (True, True, False)
    told = sealed("list", said="not these words", code=1)
    assert told.out == ""
    assert "does not open it" in told.err
    assert "zero bytes long" not in told.err
    assert "stands there already" in sealed("init", paper=True, code=1).err
    assert "sealed already" in sealed("seal", paper=True, code=1).err


def test_what_opens_a_desk_is_changed(sealed: Sealed) -> None:
    first = sealed.recovery()
    assert "rekey" in sealed("passphrase", said=f"{WORDS}\n{OTHER}").out
    assert "does not open it" in sealed("list", code=1).err
    sealed("list", said=OTHER)
    sealed("passphrase", said=f"{first}\n{WORDS}")
    sealed("list")
    sealed("recovery-key", paper=True)
    assert sealed.recovery() != first
    assert "does not open it" in sealed("list", said=first, code=1).err
    second = sealed.recovery()
    before = sealed.path.read_bytes()
    assert "Backups made before" in sealed("rekey", paper=True).out
    assert sealed.path.read_bytes()[:4096] != before[:4096]
    assert "does not open it" in sealed("list", said=second, code=1).err
    sealed("list", said=sealed.recovery())
    sealed("list")
    for words in (("passphrase",), ("recovery-key",), ("rekey",)):
        held = sealed.path.with_name("sealed.db.keys").read_bytes()
        assert "does not open it" in sealed(*words, said="something else", paper=words != ("passphrase",), code=1).err
        assert sealed.path.with_name("sealed.db.keys").read_bytes() == held


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "empty"),
        ("short", "shorter than 8"),
        ("aaaaaaaaaaaa", "over and over"),
        ("x" * 1500, "too long"),
        ("x" * 5000, "longer than 4,096"),
    ],
)
def test_words_that_cannot_be_a_passphrase_make_no_desk(
    line: Line, tmp_path: Path, cheap: None, said: str, why: str
) -> None:
    made = Sealed(line, tmp_path)
    assert why in made("init", said=said, paper=True, code=None).err
    assert not list(tmp_path.glob("sealed.db*"))
    assert made.paper.read_text() == ""


def test_a_plain_desk_is_sealed_and_says_what_remains(letter: Line, tmp_path: Path, cheap: None) -> None:
    made = Sealed(letter, tmp_path)
    made.path = letter.path or made.path
    told = made("seal", paper=True)
    assert "written over" in told.out
    assert "backups" in told.out
    assert RECOVERY.search(told.out + told.err) is None
    assert "OFFICIALLY DISPUTED" in made("show", "letter").out
    assert "OFFICIALLY DISPUTED" in made("show", "letter", said=made.recovery()).out
    letter("show", "letter", code=1)


def test_a_backup_is_made_and_put_back(sealed: Sealed, tmp_path: Path, home: Path) -> None:
    sealed("new", "--title", "Letter", "--slug", "letter")
    sealed("backup", str(tmp_path / "b.tar"))
    assert "stands there already" in sealed("backup", str(tmp_path / "b.tar"), code=1).err
    sealed("note", "letter", "Later.")
    assert "1 entry that the backup lacks" in sealed("restore", str(tmp_path / "b.tar"), code=1).err
    sealed.path = tmp_path / "elsewhere" / "desk.db"
    sealed.path.parent.mkdir()
    assert "does not open it" in sealed("restore", str(tmp_path / "b.tar"), said="no such words", code=1).err
    assert not list(sealed.path.parent.iterdir())
    assert "Restored" in sealed("restore", str(tmp_path / "b.tar")).out
    assert "Later" not in sealed("show", "letter").out


def test_a_plain_backup_is_warned_of_and_needs_no_passphrase(letter: Line, bare: Line, tmp_path: Path) -> None:
    assert "can read it" in letter("backup", "b.tar").err
    bare("--db", "other.db", "restore", "b.tar", "--reason", "A new laptop.")
    assert "OFFICIALLY DISPUTED" in bare("--db", "other.db", "show", "letter").out


def test_the_example_is_neither_sealed_nor_backed_up_by_mistake(bare: Line, tmp_path: Path) -> None:
    for words in (("seal",), ("passphrase",), ("rekey",), ("recovery-key",), ("backup", "b.tar")):
        assert "onrecord init" in bare(*words, code=1).err
        assert "the example" in bare("--example", *words, code=2).err.lower()
    assert "example" in bare("--example", "init", "--plain", code=2).err
    bare("init", "--plain")
    for words in (("passphrase",), ("rekey",), ("recovery-key",)):
        assert "onrecord seal" in bare(*words, code=1).err


def alone(*words: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """A command as a process without any terminal."""
    return subprocess.run(
        [sys.executable, "-c", CHEAP, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
        input=stdin,
        capture_output=True,
        text=True,
        start_new_session=True,
        timeout=30,
    )


def test_without_a_terminal_each_command_names_the_option_and_reads_no_passphrase_elsewhere(sealed: Sealed) -> None:
    folder, desk = sealed.path.parent, ("--db", str(sealed.path))
    for words in (("list",), ("show", "letter"), ("passphrase",)):
        done = alone(*desk, *words, folder=folder, stdin=f"{WORDS}\n")
        assert done.returncode == 1
        assert "--passphrase-fd" in done.stderr
        assert done.stdout == ""
    for words in (("init",), ("rekey",)):
        where = ("--db", "new.db") if words == ("init",) else desk
        done = alone(*where, *words, folder=folder, stdin=f"{WORDS}\n")
        assert done.returncode == 1
        assert "--recovery-fd" in done.stderr
    done = alone("new", "--title", "X", folder=folder)
    assert done.returncode == 1
    assert "onrecord init --plain" in done.stderr
    assert not (folder / "new.db").exists()


def test_at_a_terminal_two_prompts_make_a_desk_and_its_recovery_key_leaves_no_trace(tmp_path: Path) -> None:
    home = tmp_path / "own"
    home.mkdir()
    with Program(home, "new", "--title", "First", "--slug", "first", script=CHEAP) as run:
        run.sees("New passphrase of your desk:")
        run.press(WORDS, ENTER)
        run.sees("The same again:")
        run.press(WORDS, ENTER)
        key = RECOVERY.search(run.sees("recovery key", "Press any key"))
        assert key
        assert run.model.modes.get(1049)
        run.press("\x1a")  # any key; this one does not stop the program here
        assert run.ends() == 0
        assert run.restored
        assert WORDS.encode() not in run.written
        before, _, rest = bytes(run.written).partition(b"\x1b[?1049h\x1b[2J")
        other, _, after = rest.partition(b"\x1b[2J\x1b[H\x1b[?1049l")
        assert key[0].encode() in other
        assert key[0].encode() not in before + after
        assert b"sealed" in after
        assert b"not kept" not in before
    (desk,) = home.rglob("cases.db")
    assert unlock(desk, key[0]).same_as(unlock(desk, WORDS))
    with Program(home, "list", script=CHEAP) as run:
        run.sees("Passphrase of the desk:")
        run.press("wrong", ENTER, quiet=0.01)
        os.write(run.fd, b"typed too early")
        run.sees("does not open it")
        while run.written.count(b"Passphrase of the desk: ") < 2:
            run.read(0.05)
        run.press(WORDS, ENTER)
        assert run.ends() == 0
        assert b"early" not in run.written
        assert b"first  " in run.written
        assert b"wrong" not in run.written


def test_two_passphrases_that_differ_make_nothing(tmp_path: Path) -> None:
    with Program(tmp_path, "init", script=CHEAP) as run:
        run.sees("New passphrase of your desk:")
        run.press(WORDS, ENTER)
        run.sees("The same again:")
        run.press(OTHER, ENTER)
        assert run.ends() == 2
        assert "differ" in run.model.text
    assert not list(tmp_path.rglob("*.db*"))


def test_a_terminal_that_keeps_what_it_shows_is_never_shown_a_recovery_key(tmp_path: Path) -> None:
    with Program(tmp_path, "init", env={"TERM": "dumb"}, script=CHEAP) as run:
        assert run.ends() == 1
        assert "--recovery-fd" in run.model.text
    assert not list(tmp_path.rglob("*.db*"))


def test_the_place_of_a_desk_is_warned_of_once(bare: Line, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    desk = ("--db", str(tmp_path / "Dropbox" / "cases.db"))
    assert "copied elsewhere by" in bare(*desk, "init", "--plain").err
    assert bare(*desk, "new", "--title", "X").err == ""
    assert "copied elsewhere" in bare("--db", str(tmp_path / "Dropbox" / "other.db"), "init", "--plain").err


def test_unlocking_waits_longer_after_each_wrong_passphrase(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    waited: list[float] = []
    typed = iter(["one", "two", "three", "four"])
    monkeypatch.setattr("tui.cli.secrets.time.sleep", waited.append)
    monkeypatch.setattr(secrets, "ask_passphrase", lambda *_, **__: next(typed))
    for name in ("terminal_for", "unseen"):
        monkeypatch.setattr(secrets, name, lambda _: nullcontext(0))
    new_desk(tmp_path / "d.db", WORDS, cost=FLOOR).ledger.close()
    with pytest.raises(WrongPassphrase):
        secrets.opened_with("?", lambda words: unlock(tmp_path / "d.db", words))
    assert waited == [1.0, 2.0, 4.0]
    assert next(typed) == "four"
