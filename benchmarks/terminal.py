"""A program in a real pseudo-terminal of 80 columns and 24 rows: when it paints, and what it sends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
_CONTROLS = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b.|[\r\n]"
)


class Silent(Exception):
    """A program did not show in time what was waited for."""


def environment(folder: Path) -> dict[str, str]:
    """A plain user's environment whose files are all in a folder of the run."""
    return {
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "ONRECORD_STATE_DIR": str(folder / "state"),
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "TZ": "UTC",
    }


def onrecord(*words: str) -> list[str]:
    """The command line that runs the program as its installed command does."""
    return [sys.executable, "-c", "import sys; from tui.main import main; sys.exit(main())", *words]


class Terminal:
    """A running program. As a context manager it ends the program."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._seen = b""
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=dict(env), cwd=ROOT, start_new_session=True
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._drain_until_gone()
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)

    def shows(self, text: str) -> float:
        """The seconds from the start until this text has arrived. Raises Silent."""
        wanted = text.encode()
        while time.perf_counter() - self.begun < PATIENCE:
            self._seen += self._read(PATIENCE)
            arrived = time.perf_counter()
            if wanted in _CONTROLS.sub(b"", self._seen):
                return arrived - self.begun
            if self.process.poll() is not None:
                break
        raise Silent(_CONTROLS.sub(b" ", self._seen).decode(errors="replace")[-2000:])

    def settle(self, quiet: float) -> int:
        """Wait until nothing has come for so many seconds; the number of bytes that came."""
        came = 0
        while chunk := self._read(quiet):
            came += len(chunk)
        return came

    def press(self, key: bytes, quiet: float) -> tuple[float, int]:
        """Press a key: the seconds until the first byte came, and the bytes that came until it was quiet again."""
        begun = time.perf_counter()
        os.write(self._master, key)
        first = self._read(PATIENCE)
        return time.perf_counter() - begun, len(first) + self.settle(quiet)

    def resident(self) -> float:
        """The program's memory in MB."""
        done = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, text=True, check=True
        )
        return int(done.stdout) / 1024

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self._master, 65536)
        except OSError:  # the program has gone, and the terminal with it
            return b""

    def _drain_until_gone(self) -> None:
        """Read what a program still writes, so that it is not held up on its way out."""
        ending = time.perf_counter() + 5
        while self.process.poll() is None:
            if time.perf_counter() > ending:
                raise subprocess.TimeoutExpired(self.process.args, 5)
            self._read(0.02)
