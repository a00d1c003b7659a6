"""Long lines of the command line: broken between words on a terminal, whole in a pipe."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import sys
import termios
from collections.abc import Callable

import pytest

from tui import failures
from tui.cli import out

SENTENCE = "A request for comment shows the copy that was made to show, well-meant as the original may be."
ROWS = [("-", SENTENCE), ("?", "short")]


def shown(work: Callable[[], object], monkeypatch: pytest.MonkeyPatch, stream: str) -> str:
    """What `work` writes on a terminal of 40 columns that stands for a standard stream."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    with os.fdopen(theirs, "w") as terminal, monkeypatch.context() as patched:
        patched.setattr(sys, stream, terminal)
        patched.setenv("COLUMNS", "40")
        work()
        terminal.flush()
        told = ""
        while SENTENCE[-3:] not in told:
            told += os.read(ours, 65_536).decode()
    os.close(ours)
    return told


@pytest.mark.parametrize(
    ("work", "stream", "later"),
    [
        (lambda: out.prose(f"  {SENTENCE}"), "stdout", "    "),
        (lambda: out.columns(ROWS, "  ", wraps=True), "stdout", "     "),
        (lambda: out.heading(SENTENCE), "stdout", "  "),
        (lambda: failures.complain(SENTENCE), "stderr", "  "),
    ],
    ids=["prose", "columns", "heading", "complaint"],
)
def test_lines_break_between_words_on_a_terminal(
    work: Callable[[], object],
    stream: str,
    later: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = [line for line in shown(work, monkeypatch, stream).split("\r\n") if line and "short" not in line]
    assert len(lines) > 2
    assert max(map(len, lines)) <= 40
    assert all(line.startswith(later) and line[len(later)] != " " for line in lines[1:])
    assert SENTENCE in " ".join(line.strip() for line in lines)
    work()
    piped = capsys.readouterr()
    assert SENTENCE in piped.out + piped.err
