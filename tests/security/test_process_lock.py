"""An open sealed desk locks, whatever made it: drafts stay, and neither key nor word is left in the process."""

import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.security.conftest import CANARY, PASSPHRASE, SealedDesk, forms, in_memory, readable_memory, sealed_desk
from tests.terminal.pty_program import ENTER, Program
from tui.editor import memory_folder
from tui.preferences import Preferences
from workflow.ledger import Ledger

LOCK = "\x0c"
TYPED = "Heard by telephone at noon"
UNLOCKS = """
import os, sys, time
real = time.time
time.time = lambda: real() + 3600 * os.path.exists("jump")
import tui.desk, tui.preferences
from tui.main import main
if "ONRECORD_LOCKED" not in os.environ:
    found = tui.desk.open_desk
    def opened(choice):
        with open("passphrase") as file:
            return tui.desk.unlock_desk(found(choice), file.read())
    tui.desk.open_desk = opened
if os.path.exists("soon"):
    tui.preferences.Preferences.lock_after = 0.05
sys.exit(main())
"""
"""The program as if the passphrase had been typed, until it locks; an hour passes where a file `jump` appears."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="what a process holds is not shown")


@contextmanager
def writing(desk: SealedDesk, env: Mapping[str, str] | None = None) -> Iterator[Program]:
    """The program with a note half written."""
    with Program(desk.folder, "--db", str(desk.path), env=env, script=UNLOCKS) as program:
        program.sees("onrecord › Cases", "the-letter")
        program.press(ENTER)
        program.sees("1 Questions  2 Timeline")
        program.press("N")
        program.sees("› Note")
        program.read(0.3)
        os.write(program.fd, TYPED.encode())
        program.sees(TYPED)
        yield program


def locked(program: Program, most: float = 15.0) -> str:
    """Wait until the process has become the one that is locked; the reason it was given."""
    end = time.monotonic() + most
    while time.monotonic() < end:
        program.read(0.05, most=0.1)
        held = Path(f"/proc/{program.pid}/environ").read_bytes().split(b"\0")
        if told := [one for one in held if one.startswith(b"ONRECORD_LOCKED=")]:
            return told[0].partition(b"=")[2].decode()
    raise AssertionError(f"it does not lock:\n{program.model.text}\n{program.tail}")


def kept(desk: SealedDesk) -> list[str]:
    with Ledger.open(desk.path, key=desk.key, state_dir=desk.state) as ledger:
        return [text for draft in ledger.drafts() for text in draft.fields.values()]


def secrets(desk: SealedDesk) -> list[bytes]:
    key = desk.key
    digits = key.for_sqlcipher()
    raw = (key.bytes_to_wrap(), bytes.fromhex(digits), digits.encode())
    return [*forms(PASSPHRASE), *raw, *forms(CANARY), *forms(TYPED)]


def stops(program: Program) -> None:
    for _ in range(200):
        program.read(0.05, most=0.1)
        _, status = os.waitpid(program.pid, os.WNOHANG | os.WUNTRACED)
        if os.WIFSTOPPED(status):
            return
    raise AssertionError("it does not stop")


def test_a_lock_leaves_neither_key_nor_word_in_memory(sealed: SealedDesk) -> None:
    with writing(sealed) as program:
        if readable_memory():
            held = in_memory(program.pid, *secrets(sealed))
            assert TYPED.encode() in held and CANARY.encode() in held, "the search itself finds nothing"
        program.press(LOCK)
        assert locked(program) == "asked"
        program.read(0.5)
        assert program.alive
        if readable_memory():
            assert in_memory(program.pid, *secrets(sealed)) == []
        assert CANARY not in program.model.text and "the-letter" not in program.model.text, program.model.text
        end = bytes(program.written).rpartition(b"\x1b[?1049l")[2]
        assert CANARY.encode() not in end and b"Traceback" not in program.written
    assert TYPED in kept(sealed)


def test_what_makes_an_open_desk_lock(tmp_path: Path) -> None:
    """Stopped by the shell, stopped outright and let go on, a clock that jumps, and nobody there."""
    desks = {name: sealed_desk(tmp_path / name) for name in ("stopped", "frozen", "jump", "idle")}
    (desks["idle"].folder / "soon").touch()
    with (
        writing(desks["stopped"]) as stopped,
        writing(desks["frozen"]) as frozen,
        writing(desks["jump"]) as jump,
        writing(desks["idle"]) as idle,
    ):
        stopped.kill(signal.SIGTSTP)
        stops(stopped)
        assert locked(stopped) == "stopped stop"
        assert stopped.restored, stopped.tail
        if readable_memory():
            assert in_memory(stopped.pid, *secrets(desks["stopped"])) == []
        stopped.kill(signal.SIGCONT)
        stopped.read(0.5)
        assert stopped.alive and stopped.model.modes[1049], stopped.tail

        frozen.kill(signal.SIGSTOP)
        stops(frozen)
        frozen.kill(signal.SIGCONT)
        assert locked(frozen) == "stopped"

        (desks["jump"].folder / "jump").touch()
        assert locked(jump) == "suspend"
        assert locked(idle) == "idle"
        assert frozen.alive and jump.alive and idle.alive
    for name, desk in desks.items():
        assert TYPED in kept(desk), name


EDITOR = """#!/bin/sh
printf 'Written in the editor' > "$1"
touch open
sleep 30
"""


@pytest.mark.skipif(memory_folder() is None, reason="no folder here is kept in memory alone")
def test_an_editor_nobody_types_in_gives_way_to_the_lock(sealed: SealedDesk) -> None:
    before = set(Path("/dev/shm").glob("onrecord-*"))
    editor = sealed.folder / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    with writing(sealed, env={"EDITOR": str(editor)}) as program:
        program.press("\x0f")
        program.sees("until it is allowed")
    preferences = Preferences(sealed.state / "screens.json")
    preferences.allow_editor(sealed.path)
    preferences.save()
    (sealed.folder / "soon").touch()
    with writing(sealed, env={"EDITOR": str(editor)}) as program:
        program.press("\x0f")
        end = time.monotonic() + 5
        while not (sealed.folder / "open").exists() and time.monotonic() < end:
            program.read(0.05, most=0.1)
        program.kill(signal.SIGTSTP)
        assert locked(program) == "idle"
        program.read(0.5)
        assert program.alive
        if readable_memory():
            assert in_memory(program.pid, *secrets(sealed), b"Written in the editor") == []
    assert "Written in the editor" in kept(sealed)
    assert set(Path("/dev/shm").glob("onrecord-*")) == before


def test_a_terminal_that_hangs_up_ends_it_with_the_draft_kept(sealed: SealedDesk) -> None:
    with writing(sealed) as program:
        program.kill(signal.SIGHUP)
        assert program.ends() == 129
    assert TYPED in kept(sealed)
