"""The program ended from outside while a form has words in it: the terminal is as it was, the words are kept."""

import os
import signal
import sys
import termios
import time
from contextlib import ExitStack
from pathlib import Path

from tests.terminal.desks import harmless, make
from tests.terminal.pty_program import ENTER, ESCAPE, QUIT, TAB, Program
from workflow.ledger import Ledger

WORDS = "Heard by telephone at noon"
ENDS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGKILL: -9}


def writing(program: Program) -> None:
    """Begin a note in the case and type words into it."""
    program.sees("onrecord › Cases")
    program.press(ENTER)
    program.sees("1 Questions  2 Timeline")
    program.press("N")
    program.sees("› Note")
    program.read(0.3)
    os.write(program.fd, WORDS.encode())
    program.sees(WORDS)


def kept(folder: Path) -> list[str]:
    with Ledger.open(folder / "desk.db", state_dir=folder / "state" / "onrecord") as ledger:
        return [text for draft in ledger.drafts() for text in draft.fields.values()]


def test_words_survive_whatever_ends_the_program(tmp_path: Path) -> None:
    with ExitStack() as stack:
        programs = {}
        for number in ENDS:
            folder = tmp_path / number.name
            folder.mkdir()
            make(folder / "desk.db", folder / "state" / "onrecord", harmless())
            programs[number] = program = stack.enter_context(Program(folder, "--db", str(folder / "desk.db")))
            writing(program)
        time.sleep(2)
        for number, program in programs.items():
            program.read(0.05)
            assert "draft kept" in program.model.rows[0], program.model.text
            if number != signal.SIGKILL:  # those that can be heard keep what was typed this instant too
                os.write(program.fd, b" sharp")
                program.sees(WORDS + " sharp")
            program.kill(number)
            assert program.ends() == ENDS[number], (number, program.tail)
            assert program.restored or number == signal.SIGKILL, (number, program.tail)
            assert b"Traceback" not in program.written
            typed = WORDS if number == signal.SIGKILL else WORDS + " sharp"
            assert typed in kept(tmp_path / number.name), number


def test_a_terminal_that_goes_away_keeps_the_words(tmp_path: Path) -> None:
    make(tmp_path / "desk.db", tmp_path / "state" / "onrecord", harmless())
    program = Program(tmp_path, "--db", str(tmp_path / "desk.db"))
    writing(program)
    os.close(program.fd)
    for _ in range(200):
        pid, _ = os.waitpid(program.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.05)
    else:
        program.kill(signal.SIGKILL)
        os.waitpid(program.pid, 0)
        raise AssertionError("it outlives its terminal")
    assert WORDS in kept(tmp_path)


def test_ctrl_c_says_how_to_quit_and_a_stopped_program_goes_on(tmp_path: Path) -> None:
    make(tmp_path / "desk.db", tmp_path / "state" / "onrecord", harmless())
    with Program(tmp_path, "--db", str(tmp_path / "desk.db")) as program:
        program.sees("onrecord › Cases")
        program.press("\x03")
        program.sees("To quit, press ctrl+q.")
        program.press(ESCAPE, TAB)
        program.kill(signal.SIGTSTP)
        for _ in range(100):
            program.read(0.02)
            _, status = os.waitpid(program.pid, os.WNOHANG | os.WUNTRACED)
            if os.WIFSTOPPED(status):
                break
        else:
            raise AssertionError("it does not stop")
        if sys.platform != "darwin":
            assert termios.tcgetattr(program.fd)[3] & termios.ECHO
        assert program.model.modes[1049] is False and program.model.modes[25] is True
        program.model.resize(80, 24)
        program.kill(signal.SIGCONT)
        program.sees("onrecord › Cases")
        program.press(ENTER)
        program.sees("1 Questions  2 Timeline")
        program.press(QUIT)
        assert program.ends() == 0
        assert program.restored
