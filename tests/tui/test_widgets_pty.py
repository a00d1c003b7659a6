"""The list in a real terminal: what a key costs, where the cursor stands, and that nothing hostile arrives."""

import fcntl
import os
import pty
import select
import statistics
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROGRAM = r"""
from tests.tui.stage import Stage
from tui.widgets.bars import Footer, TitleBar
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList

BAD = "\x1b]52;c;aGk=\x07\x9b31m\u202egnp.exe [@click=app.quit]x[/] [/"


class Many:
    def count(self):
        return 100_000

    def row(self, index):
        return Row((f"case-{index}", Cell(f"{index} headline {BAD}", "bad"), "2 h ago"))


columns = (Column("CASE", 16), Column("HEADLINE " + BAD), Column("MOVED", 8, right=True))
Stage(TitleBar(BAD), VirtualList(columns, Many()), Footer("cases")).run()
"""


class Terminal:
    """A program in a pseudo-terminal of 80 by 24."""

    def __init__(self) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHONPATH=str(ROOT))
            os.execv(sys.executable, [sys.executable, "-c", PROGRAM])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read(self, quiet: float, most: float = 10.0) -> bytes:
        """What arrives until it has been quiet for some seconds."""
        arrived = b""
        end = time.monotonic() + most
        while time.monotonic() < end and select.select([self.fd], [], [], quiet)[0]:
            try:
                arrived += os.read(self.fd, 65_536)
            except OSError:
                break
        return arrived

    def await_text(self, text: bytes) -> bytes:
        """What arrives until a text has arrived."""
        arrived = b""
        end = time.monotonic() + 20
        while text not in arrived and time.monotonic() < end:
            arrived += self.read(0.05, 1.0)
        assert text in arrived, arrived[-500:]
        return arrived

    def press(self, key: bytes) -> None:
        os.write(self.fd, key)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    opened = Terminal()
    yield opened
    opened.press(b"\x11")
    opened.read(0.5)
    os.close(opened.fd)
    os.waitpid(opened.pid, 0)


def test_a_key_is_cheap_and_nothing_hostile_arrives(terminal: Terminal) -> None:
    arrived = terminal.await_text(b"Commands") + terminal.read(0.4)
    sizes = []
    for _ in range(15):
        terminal.press(b"j")
        move = terminal.read(0.05)
        sizes.append(len(move))
        arrived += move
    assert statistics.median(sizes) < 1_000
    assert move.endswith((b"\x1b[18;1H", b"\x1b[18;1H\x1b[?2026l"))
    terminal.press(b"\x1b[6~")
    page = terminal.read(0.2)
    assert 0 < len(page) < 16_000
    arrived += page
    assert terminal.read(1.0) == b""
    for bad in (b"\x1b]52", b"\x9b31m", "\u009b".encode(), "\u202e".encode()):
        assert bad not in arrived, arrived[max(arrived.find(bad) - 60, 0) :][:90]
    assert "⟨U+202E⟩gnp.exe [@click".encode() in arrived
