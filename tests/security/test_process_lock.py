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
from tui import relock
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
        begins_a_note(program)
        yield program


def begins_a_note(program: Program) -> None:
    program.sees("onrecord › Cases", "the-letter")
    program.press(ENTER)
    program.sees("1 Questions  2 Timeline")
    program.press("N")
    program.sees("› Note")
    program.read(0.3)
    os.write(program.fd, TYPED.encode())
    program.sees(TYPED)


def locked(program: Program, most: float = 15.0) -> str:
    """Wait until the process has become the one that is locked; the reason it was given."""
    end = time.monotonic() + most
    while time.monotonic() < end:
        program.read(0.05, most=0.1)
        held = Path(f"/proc/{program.pid}/environ").read_bytes().split(b"\0")
        if told := [one for one in held if one.startswith(b"ONRECORD_LOCKED=")]:
            words = told[0].partition(b"=")[2].decode().split()
            return " ".join(word for word in words if word != relock.HUSHED)
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
    """Typed at the screen, locked by its key, unlocked again: the draft goes on where it was."""
    with Program(sealed.folder, "--db", str(sealed.path)) as program:
        unlocks(program)
        begins_a_note(program)
        if readable_memory():
            held = in_memory(program.pid, *secrets(sealed))
            assert {TYPED.encode(), CANARY.encode()} <= set(held), "the search itself finds nothing"
        program.press(LOCK)
        assert locked(program) == "asked"
        program.sees("Locked.", "This desk is sealed.")
        assert program.alive
        if readable_memory():
            assert in_memory(program.pid, *secrets(sealed)) == []
        assert CANARY not in program.model.text and "the-letter" not in program.model.text, program.model.text
        end = bytes(program.written).partition(b"\x1b[?1049l")[2]
        assert CANARY.encode() not in end and b"Traceback" not in program.written
        assert PASSPHRASE.encode() not in program.written
        unlocks(program)
        program.sees("1 Questions  2 Timeline")
        program.press("D")
        program.sees("› Drafts", TYPED[:18])
    assert TYPED in kept(sealed)


def unlocks(program: Program) -> None:
    program.sees("This desk is sealed.")
    program.press(*PASSPHRASE, *"\x01\x03\x18", answer=0.02, quiet=0.005)
    assert b"]52;" not in program.written, "the passphrase was copied"
    program.press(ENTER)


EDITOR = """#!/bin/sh
printf 'Written in the editor' > "$1"
touch open
sleep 30
"""


def test_what_makes_an_open_desk_lock(tmp_path: Path) -> None:
    """Stopped by the shell, stopped outright and let go on, a clock that jumps, nobody there, nobody at the editor."""
    desks = {name: sealed_desk(tmp_path / name) for name in ("stopped", "frozen", "jump", "idle", "editor")}
    in_shared_memory = set(Path("/dev/shm").glob("onrecord-*"))
    for name in ("idle", "editor"):
        (desks[name].folder / "soon").touch()
    preferences = Preferences(desks["editor"].state / "screens.json")
    preferences.allow_editor(desks["editor"].path)
    preferences.save()
    script = desks["editor"].folder / "editor"
    script.write_text(EDITOR)
    script.chmod(0o755)
    with (
        writing(desks["stopped"]) as stopped,
        writing(desks["frozen"]) as frozen,
        writing(desks["jump"]) as jump,
        writing(desks["idle"]) as idle,
        writing(desks["editor"], env={"EDITOR": str(script)}) as editing,
    ):
        editing.press("\x0f")
        stopped.kill(signal.SIGTSTP)
        stops(stopped)
        assert locked(stopped) == "stopped stop"
        assert stopped.restored, stopped.tail
        if readable_memory():
            assert in_memory(stopped.pid, *secrets(desks["stopped"])) == []
        stopped.kill(signal.SIGCONT)
        stopped.sees("Locked: the program was stopped.")

        frozen.kill(signal.SIGSTOP)
        stops(frozen)
        frozen.kill(signal.SIGCONT)
        assert locked(frozen) == "stopped"

        (desks["jump"].folder / "jump").touch()
        assert locked(jump) == "suspend"
        assert locked(idle) == "idle"

        if memory_folder() is not None:
            editing.kill(signal.SIGTSTP)
            assert locked(editing) == "idle"
            assert (desks["editor"].folder / "open").exists()
            assert "Written in the editor" in kept(desks["editor"])
            assert not in_shared_memory ^ set(Path("/dev/shm").glob("onrecord-*"))
        else:
            editing.sees("kept in memory alone")
        assert all(program.alive for program in (stopped, frozen, jump, idle, editing))
    for name in ("stopped", "frozen", "jump", "idle"):
        assert TYPED in kept(desks[name]), name


def test_a_terminal_that_hangs_up_ends_it_with_the_draft_kept(sealed: SealedDesk) -> None:
    with writing(sealed) as program:
        program.kill(signal.SIGHUP)
        assert program.ends() == 129
    assert TYPED in kept(sealed)
