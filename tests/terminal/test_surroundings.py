"""What stands around the program: the kind of terminal, variables that make libraries talk, hostile file names."""

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal.desks import harmless, make
from tests.terminal.pty_program import ENTER, QUIT, ROOT, RUN, Program

EVIL = "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x9b2J\u202e[b"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    make(path, tmp_path / "state" / "onrecord", harmless())
    return path


def test_the_screens_start_in_every_kind_of_terminal(tmp_path: Path, desk: Path) -> None:
    kinds = ("linux", "screen", "tmux-256color", "xterm-256color", "vt100", "made-up-by-us")
    with ExitStack() as stack:
        runs = [stack.enter_context(Program(tmp_path, "--db", str(desk), env={"TERM": kind})) for kind in kinds]
        for kind, program in zip(kinds, runs, strict=True):
            program.sees("onrecord › Cases", "the-letter")
            program.press(QUIT)
            assert program.ends() == 0, kind
            assert program.restored, kind
            assert not program.model.strange, (kind, program.model.strange)


@pytest.mark.parametrize("kind", ["dumb", ""])
def test_a_terminal_that_can_show_no_screens_gets_the_list(tmp_path: Path, desk: Path, kind: str) -> None:
    with Program(tmp_path, "--db", str(desk), env={"TERM": kind}) as program:
        assert program.ends() == 0
        assert "the-letter" in program.model.text
        assert b"\x1b" not in program.written


def test_without_a_terminal_there_is_the_list(tmp_path: Path, desk: Path) -> None:
    env = {**os.environ, "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, "--db", str(desk)], capture_output=True, env=env, cwd=tmp_path, timeout=30
    )
    assert done.returncode == 0 and b"the-letter" in done.stdout and not done.stderr, done
    assert b"\x1b" not in done.stdout


def test_python_itself_tells_nothing_afterwards(tmp_path: Path, desk: Path) -> None:
    env = {"PYTHONINSPECT": "1", "PYTHONFAULTHANDLER": "1", "PYTHONBREAKPOINT": "os.abort"}
    with Program(tmp_path, "--db", str(desk), env=env) as program:
        program.sees("onrecord › Cases")
        program.press(QUIT)
        assert program.ends() == 0
        assert b">>>" not in program.written and b"Traceback" not in program.written, program.tail


@pytest.mark.parametrize(
    "words",
    [("--db", f"{EVIL}.db"), ("import", f"{EVIL}.json"), ("--theme", EVIL), ("list", EVIL), ("open", EVIL), (EVIL,)],
    ids=["db", "import", "theme", "extra", "case", "command"],
)
def test_an_error_shows_a_hostile_name_as_words(tmp_path: Path, words: tuple[str, ...]) -> None:
    for word in words:
        if word.endswith((".db", ".json")):
            (tmp_path / word).write_bytes(b"neither \x1b]0;owned\x07")
    with Program(tmp_path, *words) as program:
        assert program.ends() in (1, 2), program.tail
        assert not program.model.strange, program.model.strange
        assert b"Traceback" not in program.written
        assert program.written.strip()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not at hand")
def test_no_system_call_reaches_for_a_network(tmp_path: Path, desk: Path) -> None:
    trace = tmp_path / "trace"
    wrap = ("strace", "-f", "-qq", "-e", "trace=socket,connect,bind,sendto", "-o", str(trace))
    with Program(tmp_path, "--db", str(desk), wrap=wrap) as program:
        program.sees("onrecord › Cases")
        program.press(ENTER)
        program.sees("1 Questions  2 Timeline")
        program.press("w", QUIT)
        assert program.ends() == 0, program.tail
    calls = trace.read_text("utf-8").splitlines()
    assert not [call for call in calls if "AF_INET" in call or "connect(" in call or "AF_NETLINK" in call], calls
