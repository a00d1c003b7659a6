"""The canary in the reporter's own words, and in every field that is not for it: only the sealed desk keeps it."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.canary import NAME, PHONE, VAULT_WORDS, Watched, told_in, told_in_memory
from tests.security.canary_stage import LOCK, SAVE, SCRIPT, Stage, pastes, stage, to_source, types_all, unlocks
from tests.security.conftest import readable_memory
from tests.terminal.pty_program import DOWN, ENTER, ESCAPE, Program
from tui.editor import memory_folder

SHELL = """
import os, select, subprocess, sys, tty
code = subprocess.call([sys.executable, "-c", os.environ["RUN"], *sys.argv[1:]])
left = os.read(0, 1000) if select.select([0], [], [], 0.3)[0] else b""
print("ENDED", code, "LEFT", left, flush=True)
"""
"""What stands around a command: it tells what was typed at the terminal and read by nobody."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Stage]:
    made = stage(tmp_path / "home")
    yield made
    made.clean()


def test_the_reporters_own_words_stay_in_the_sealed_desk(desk: Stage) -> None:
    """A note and a statement half written, a search, a filter, the palette, the editor: locked, nothing is left."""
    with desk.program(env={"EDITOR": "cat"}) as program:
        watched = Watched(program)
        unlocks(program)
        to_source(program)
        with watched.shown():
            program.press("/", NAME)
            program.sees(NAME)
            program.press(ESCAPE)
            program.misses(NAME)
        with watched.shown():
            program.press("\x10", NAME)
            program.sees(NAME, "Nothing is called that")
            program.press(ESCAPE)
            program.misses(NAME)
        with watched.shown():
            program.press("f")
            pastes(program, NAME)
            program.sees(NAME, "Nothing holds all of these words")
            program.press(ESCAPE)
            program.misses(NAME)
        watched.clean()
        with watched.shown():
            program.press("N")
            program.sees("› Note")
            pastes(program, f"{NAME} rang from {PHONE}")
            program.sees(NAME)
            program.press("\x0f")
            program.sees("Allow your editor on this sealed desk?" if memory_folder() else "kept in memory alone")
            program.press(ESCAPE, ESCAPE)
            program.misses(NAME)
        desk.clean()
        with watched.shown():
            program.press("D")
            program.sees("› Drafts", "Zara")
            program.press(ENTER)
            program.sees("› Note", NAME)
            assert not readable_memory() or b"Quillfeather" in told_in_memory(program)
            program.press(LOCK)
            program.sees("Locked.")
        watched.clean()
        assert told_in_memory(program) == []


def test_what_is_typed_while_it_locks_shows_nowhere(desk: Stage) -> None:
    """The terminal itself would show it where the screens are gone and the locked ones are not there yet."""
    with desk.program() as program:
        watched = Watched(program)
        unlocks(program)
        to_source(program)
        watched.clean()
        os.write(program.fd, LOCK.encode())
        while "Locked." not in program.model.text:
            os.write(program.fd, NAME.encode())
            program.read(0.002, most=0.01)
        watched.clean()
        program.press("\x11")
        assert program.ends() == 0
        assert program.restored, "the shell would not show what is typed"
        watched.clean()


def test_what_is_typed_ahead_of_a_command_is_neither_shown_nor_left_to_the_shell(desk: Stage) -> None:
    """While the vault is made, and pasted past the last question: a shell would run it, and remember it."""
    words = ("--db", str(desk.desk), "vault", "add", "harbour", "clerk")
    slow = SCRIPT.replace("seal.USUAL = workflow.seal.FLOOR", "seal.USUAL = workflow.seal.Cost(65536, 10)")
    with Program(desk.home, *words, script=SHELL, env={"RUN": slow}) as program:
        watched = Watched(program)
        program.sees("Passphrase of the desk:")
        program.press("correct horse battery staple", ENTER)
        program.sees("New passphrase of the vault:")
        program.press(VAULT_WORDS, ENTER)
        program.sees("The same again:")
        os.write(program.fd, f"{VAULT_WORDS}\r".encode())
        making = time.monotonic() + 0.15  # the key takes longer: nothing of this can come after the question
        while time.monotonic() < making:
            os.write(program.fd, NAME.encode())
            program.read(0.02, most=0.05)
        program.sees("Name:")
        with watched.shown():
            program.press(f"{NAME}\r", f"one\rtwo\rthree\rfour\r{NAME}\r{PHONE}\r")
            program.sees("ENDED 0")
        assert "LEFT b''" in program.model.text, program.model.text
        assert not told_in(bytes(program.written).rpartition(b"\x1b[?1049l")[2])


def test_an_identity_deleted_in_another_window_is_not_looked_at(desk: Stage) -> None:
    """Two windows on one desk: what one deletes while the other asks for the passphrase is gone there too."""
    with desk.program() as one:
        begun_first(one)
        types_all(one)
        one.press(SAVE)
        one.sees("Kept who it is")
        with desk.program() as other:
            watched = Watched(other)
            unlocks(other)
            to_source(other)
            other.press("@")
            other.sees("Look at it")
            other.press(ENTER)
            other.sees("Look at who it is")
            other.press("to reach", SAVE)
            other.sees("once more")
            one.press("@")
            one.sees("Delete it")
            one.press(DOWN, DOWN, ENTER)
            one.sees("Delete who this source is")
            one.press("y", LOCK)
            one.sees("Locked.", most=5)
            other.press(VAULT_WORDS, ENTER)
            other.sees("no longer holds who this is")
            watched.clean()


def begun_first(program: Program) -> None:
    """At the form for the first identity of the desk."""
    unlocks(program)
    to_source(program)
    program.press("@")
    program.sees("Choose a passphrase for the vault")
    program.press(VAULT_WORDS, ENTER, VAULT_WORDS, ENTER, quiet=0.02)
    program.sees("Who it is: Heron")
