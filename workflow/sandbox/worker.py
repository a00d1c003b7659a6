"""One worker from its parent's side: started on a rung, given jobs, killed when it must be."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec

from workflow.sandbox import ladder
from workflow.sandbox.frames import ASKED, HEAD
from workflow.sandbox.limits import MOST_PARTS
from workflow.sandbox.orders import BEGUN, Ended, Order

_TICK = 0.05
_START_WITHIN = 20.0
_LOAD_WITHIN = 60.0
_BLOCK = 1 << 18
# A worker ends with the thread that started it, so that one thread which lasts as long as the program starts them all.
_STARTER = ThreadPoolExecutor(1, "onrecord-worker-start")

GoesOn = Callable[[], bool]


class Halted(Exception):
    """Whoever asked did not want to wait for the end."""


class TimeUp(Exception):
    """The job took more seconds by the clock than it may."""


class TooMuchMemory(Exception):
    """The job held more memory than it may, on a machine that cannot bound it itself."""


class TooLong(Exception):
    """The answer is larger than any sound answer is."""


class NotStarted(Exception):
    """No worker can be started in this way on this machine."""


class Worker:
    """A process that reads files, one at a time. Not to be used by two threads at once."""

    def __init__(self, rung: str, folders: tuple[str, ...] = ()) -> None:
        self._rung = rung
        self._folders = folders
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self.served = 0

    def start(self) -> socket.socket:
        """Make sure that the process runs; the socket to it. Raises NotStarted."""
        if self._control is not None and self._process is not None and self._process.poll() is None:
            return self._control
        self.kill()
        ours, theirs = socket.socketpair()
        words = ladder.command(self._rung, theirs.fileno(), self._folders)
        if words is None:
            theirs.close()
            ours.close()
            raise NotStarted
        try:
            self._process = _STARTER.submit(_spawn, words.words, theirs.fileno()).result()
        except (OSError, RuntimeError):  # the second where the program ends, or has no thread left
            ours.close()
            raise NotStarted from None
        finally:
            theirs.close()
        ours.settimeout(_START_WITHIN)
        self._control = ours
        with contextlib.suppress(OSError):
            if ours.recv(5) == b"ready":
                return ours
        self.kill()
        raise NotStarted

    def kill(self) -> None:
        """End the process and all that it made, at once."""
        process, self._process = self._process, None
        control, self._control = self._control, None
        if control is not None:
            control.close()
        if process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
        self.served = 0

    def job(self, order: Order, file: int | None) -> Job:
        """Hand a job over, with the descriptor of a file to read. Raises NotStarted."""
        for attempt in (0, 1):
            control = self.start()
            ours, theirs = socket.socketpair()
            try:
                fds = [theirs.fileno()] if file is None else [theirs.fileno(), file]
                socket.send_fds(control, [msgspec.msgpack.encode(order)], fds)
            except OSError:
                ours.close()
                self.kill()
                if attempt:
                    raise NotStarted from None
                continue
            finally:
                theirs.close()
            self.served += 1
            assert self._process is not None
            return Job(self, order, ours, control, self._process.pid)
        raise NotStarted


class Job:
    """One job of a worker: what is asked goes in, frames come out, and its end is told."""

    def __init__(self, worker: Worker, order: Order, answer: socket.socket, control: socket.socket, pid: int) -> None:
        self._worker = worker
        self._limits = order.limits
        self._answer = answer
        self._control = control
        self._pid = pid
        self._spent = 0.0
        self._looked = 0.0
        self._held = bytearray()
        self._ended = False
        answer.setblocking(False)

    def __enter__(self) -> Job:
        return self

    def begin(self, goes_on: GoesOn | None = None) -> None:
        """Wait until the child is made; what is loaded for it before costs it no time. Raises NotStarted, Halted."""
        began = False
        with contextlib.suppress(TimeUp, OSError):
            self._wait_for(self._control, goes_on, most=_LOAD_WITHIN)
            began = self._control.recv(len(BEGUN)) == BEGUN
        if not began:
            raise NotStarted
        self._spent = 0.0

    def __exit__(self, *_: object) -> None:
        self._answer.close()
        if not self._ended:
            self._worker.kill()

    def ask(self, parts: Iterable[tuple[bytes, bytes]], goes_on: GoesOn | None = None) -> None:
        """Send what is asked, frame by frame; a child that reads no more is told by its end."""
        try:
            for kind, data in parts:
                for part in (HEAD.pack(kind, len(data)), data):
                    self._send(memoryview(part), goes_on)
            self._answer.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError, OSError):
            return

    def _send(self, left: memoryview, goes_on: GoesOn | None) -> None:
        while left:
            self._wait(False, goes_on)
            with contextlib.suppress(BlockingIOError):
                left = left[self._answer.send(left[:_BLOCK]) :]

    def frames(self, most: int, most_of_all: int, goes_on: GoesOn | None = None) -> Iterator[tuple[bytes, bytes]]:
        """What the child answers, frame by frame. Raises TooLong, TimeUp, TooMuchMemory, Halted."""
        parts, in_all = 0, 0
        while (head := self._take(HEAD.size, goes_on)) is not None:
            kind, size = HEAD.unpack(head)
            parts, in_all = parts + 1, in_all + size
            if size > most or in_all > most_of_all or parts > MOST_PARTS:
                raise TooLong
            data = self._take(size, goes_on)
            if data is None:
                return
            yield kind, data

    def _take(self, size: int, goes_on: GoesOn | None) -> bytes | None:
        """So many bytes of the answer; None where it ends before."""
        while len(self._held) < size:
            self._wait(True, goes_on)
            try:
                more = self._answer.recv(min(max(size - len(self._held), 4096), _BLOCK))
            except BlockingIOError:
                continue
            except OSError:
                more = b""
            if not more:
                return None
            self._held += more
        with memoryview(self._held) as held:
            taken = bytes(held[:size])
        del self._held[:size]
        return taken

    def end(self, goes_on: GoesOn | None = None) -> Ended | None:
        """Wait for the child's end; None where the worker itself died. Raises TimeUp, TooMuchMemory, Halted."""
        while True:
            self._wait_for(self._control, goes_on)
            try:
                words = self._control.recv(256)
                ended = msgspec.msgpack.decode(words, type=Ended) if words else None
            except (OSError, msgspec.MsgspecError):
                ended = None
            self._ended = ended is not None
            return ended

    def _wait(self, reading: bool, goes_on: GoesOn | None) -> None:
        self._wait_for(self._answer, goes_on, reading)

    def _wait_for(self, end: socket.socket, goes_on: GoesOn | None, reading: bool = True, most: float = 0.0) -> None:
        """Wait until a socket can be used, asking all the while whether to go on; only waiting counts as time."""
        while True:
            began = time.monotonic()
            poll = select.poll()
            poll.register(end, select.POLLIN if reading else select.POLLOUT)
            ready = poll.poll(_TICK * 1000)
            # No wait is much longer than its tick, but where this program was stopped meanwhile.
            self._spent += min(time.monotonic() - began, 2 * _TICK)
            if goes_on is not None and not goes_on():
                raise Halted
            if self._spent > (most or self._limits.wall):
                raise TimeUp
            if ready:
                return
            if sys.platform == "darwin" and self._spent - self._looked > 0.5:
                self._looked = self._spent
                if _resident(self._pid) > self._limits.memory:
                    raise TooMuchMemory


def _spawn(words: tuple[str, ...], control: int) -> subprocess.Popen[bytes]:
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(
        words,
        stdin=nowhere,
        stdout=nowhere,
        stderr=nowhere,
        pass_fds=(control,),
        env={},
        cwd="/",
        start_new_session=True,
    )


def _resident(group: int) -> int:
    """Bytes of memory that the processes of a group hold, as `ps` tells them."""
    told = subprocess.run(["/bin/ps", "-o", "rss=", "-g", str(group)], capture_output=True, text=True, check=False)
    return 1024 * max((int(word) for word in told.stdout.split() if word.isdigit()), default=0)


def own_descriptor(fd: int) -> int:
    """A descriptor of the same bytes that only reads and starts at their beginning; whoever asked closes it."""
    if stat.S_ISREG(os.fstat(fd).st_mode) and sys.platform == "linux":
        with contextlib.suppress(OSError):
            return os.open(f"/proc/self/fd/{fd}", os.O_RDONLY | os.O_CLOEXEC)
    return os.dup(fd)


def asked(data: bytes) -> tuple[bytes, bytes]:
    """What is asked, as a frame."""
    return ASKED, data
