"""The program as its user runs it: a process of its own in a terminal of its own, pressed key by key."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.terminal.model import Model

ROOT = Path(__file__).parent.parent.parent
RUN = "import sys; from tui.main import main; sys.exit(main())"
PATIENCE = 20.0
ESCAPE, ENTER, TAB, DOWN, PAGE_DOWN, QUIT, COMMANDS = "\x1b", "\r", "\t", "\x1b[B", "\x1b[6~", "\x11", "\x10"


class Program:
    """A run of the program. `script` is what Python runs instead; `folder` is the user's home."""

    def __init__(
        self,
        folder: Path,
        *words: str | bytes,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        script: str = RUN,
        wrap: tuple[str, ...] = (),
    ) -> None:
        self.written = bytearray()
        self.model = Model(*size)
        self.code: int | None = None
        command = [*wrap, sys.executable, "-c", script, *words]
        surroundings = _environment(folder) | dict(env or {})
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(folder)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.execvpe(command[0], command, surroundings)
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.ends()
        os.close(self.fd)

    def read(self, quiet: float, most: float = 5.0) -> bytes:
        """What arrives until it has been quiet for some seconds."""
        arrived = bytearray()
        end = time.monotonic() + most
        while time.monotonic() < end and (chunk := self._chunk(quiet)):
            arrived += chunk
        return bytes(arrived)

    def sees(self, *texts: str, most: float = PATIENCE) -> str:
        """Wait until all these texts stand on the screen; the screen."""
        end = time.monotonic() + most
        while not all(text in self.model.text for text in texts):
            gone = not self._chunk(0.05) and self._has_ended()
            assert not gone and time.monotonic() < end, f"{texts} did not come:\n{self.model.text}\n{self.tail}"
        return self.model.text

    def misses(self, text: str, most: float = PATIENCE) -> None:
        """Wait until a text no longer stands on the screen."""
        end = time.monotonic() + most
        while text in self.model.text:
            self._chunk(0.05)
            assert time.monotonic() < end, f"{text} stays:\n{self.model.text}"

    def press(self, *keys: str, quiet: float = 0.04, answer: float = 0.5) -> bytes:
        """Press keys one after another, each when the last has been answered, or not within `answer` seconds."""
        came = b""
        for key in keys:
            os.write(self.fd, key.encode())
            came += self._chunk(answer) + self.read(quiet)
        return came

    def resize(self, width: int, height: int, text: str = "") -> None:
        """Change the size of the window, and wait until a text stands there, or anything is drawn."""
        self.model.resize(width, height)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        if text:
            self.sees(text)
        else:
            self._chunk(0.5)
            self.read(0.04)

    def click(self, x: int, y: int) -> None:
        """Click with the left button at a column and line, from 1."""
        self.press(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def ends(self, most: float = PATIENCE) -> int:
        """Wait until the program has ended; its exit code, or less a signal's number."""
        end = time.monotonic() + most
        while not self._has_ended():
            self._chunk(0.02)
            assert time.monotonic() < end, f"it goes on:\n{self.model.text}"
        self.read(0.05)
        assert self.code is not None
        return self.code

    @property
    def alive(self) -> bool:
        """Whether the program still runs."""
        return not self._has_ended()

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was: main screen, cursor shown, mouse and pastes as they were, echo on."""
        modes = self.model.modes
        off = not any(modes.get(mode) for mode in (1000, 1003, 1004, 1006, 1015, 1049, 2004, 2026))
        flags = termios.tcgetattr(self.fd)[3]
        shown = modes.get(25, True) and modes.get(7, True)
        return off and shown and bool(flags & termios.ECHO) and bool(flags & termios.ICANON)

    @property
    def tail(self) -> str:
        """The end of what was written."""
        return repr(bytes(self.written[-600:]))

    def _chunk(self, seconds: float) -> bytes:
        if not select.select([self.fd], [], [], seconds)[0]:
            return b""
        try:
            chunk = os.read(self.fd, 65_536)
        except OSError:  # nobody is left at the other end
            time.sleep(0.005)
            return b""
        self.written += chunk
        self.model.feed(chunk)
        return chunk

    def _has_ended(self) -> bool:
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None


def _environment(folder: Path) -> dict[str, str]:
    """A plain user's environment whose files are all in one folder."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONDONTWRITEBYTECODE") if name in os.environ}
    homes = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    own = {"HOME": str(folder), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "TZ": "UTC"}
    return {**kept, **homes, **own}
