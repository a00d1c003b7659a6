"""What the worst of readers does once it has read its file; it runs in a locked-in child alone."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time

from tests.sandbox.rungs import sound
from workflow.sandbox import frames


def run(answer: int, file: int | None, locks: tuple[str, ...]) -> None:
    """Do what the bytes of the file say."""
    assert frames.receive(answer, 1 << 20) is not None
    assert file is not None
    word, _, rest = os.read(file, 1 << 20).partition(b" ")
    globals()[f"_{word.decode()}"](answer, rest)


def _finish(answer: int, report: bytes) -> None:
    frames.send(answer, frames.REPORT, report)
    frames.send(answer, frames.END, b"")


def _well(answer: int, _rest: bytes) -> None:
    _finish(answer, sound())


def _says(answer: int, rest: bytes) -> None:
    _finish(answer, rest)


def _frames(answer: int, rest: bytes) -> None:
    os.write(answer, rest)


def _gigabyte(answer: int, _rest: bytes) -> None:
    try:
        held = b"\1" * (1 << 30)
    except MemoryError:
        frames.send(answer, frames.FAILED, b"LReading it took more memory than one file may take.")
    else:
        _finish(answer, sound(facts={"held": len(held)}))


def _creeping(answer: int, _rest: bytes) -> None:
    held = []
    while True:
        held.append(b"\1" * (1 << 20))


def _spin(answer: int, _rest: bytes) -> None:
    while True:
        pass


def _sleep(answer: int, _rest: bytes) -> None:
    time.sleep(600)


def _drip(answer: int, _rest: bytes) -> None:
    """Send a byte now and then, so that an answer is always on its way."""
    for byte in frames.HEAD.pack(frames.REPORT, 1 << 20) + bytes(1 << 20):
        os.write(answer, bytes([byte]))
        time.sleep(0.01)


def _redos(answer: int, _rest: bytes) -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")
    _well(answer, b"")


def _laughs(answer: int, _rest: bytes) -> None:
    text = "&9;"
    for level in range(9, 0, -1):
        text = text.replace(f"&{level};", f"&{level - 1};" * 20)
    _well(answer, b"")


def _flood(answer: int, _rest: bytes) -> None:
    while True:
        frames.send(answer, frames.REPORT, bytes(1 << 16))


def _noise(answer: int, _rest: bytes) -> None:
    for _ in range(64):
        os.write(1, bytes(1 << 20))
        os.write(2, bytes(1 << 20))
    _well(answer, b"")


def _segfault(answer: int, _rest: bytes) -> None:
    ctypes.string_at(0)


def _abort(answer: int, _rest: bytes) -> None:
    os.abort()


def _half(answer: int, _rest: bytes) -> None:
    report = sound()
    os.write(answer, frames.HEAD.pack(frames.REPORT, len(report)) + report[: len(report) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def _endless(answer: int, _rest: bytes) -> None:
    frames.send(answer, frames.REPORT, sound())
    os.kill(os.getpid(), signal.SIGKILL)


def _quiet(answer: int, _rest: bytes) -> None:
    os._exit(0)


def _twice(answer: int, _rest: bytes) -> None:
    frames.send(answer, frames.REPORT, sound())
    _well(answer, b"")


def _afterwards(answer: int, _rest: bytes) -> None:
    _well(answer, b"")
    frames.send(answer, frames.REPORT, sound())


def _bomb(answer: int, _rest: bytes) -> None:
    """Make as many processes as the machine lets it, and tell how many that were."""
    made = 0
    for attempt in (os.fork, _cloned):
        try:
            child = attempt()
        except OSError:
            continue
        if not child:
            os._exit(0)
        made += 1
    _finish(answer, sound(facts={"made": made}))


def _cloned() -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    found = int(libc.syscall(435, ctypes.create_string_buffer(64), 64))  # clone3
    if found < 0:
        raise OSError(ctypes.get_errno(), "clone3")
    return found


def _alter(answer: int, _rest: bytes) -> None:
    """Try to change the file that was handed in, by every way that a descriptor gives."""
    import mmap

    done = []
    for fd in range(3, 10):
        for name, act in (
            ("write", lambda fd=fd: os.pwrite(fd, b"X", 0)),
            ("cut", lambda fd=fd: os.ftruncate(fd, 1)),
            ("mode", lambda fd=fd: os.fchmod(fd, 0o777)),
            ("times", lambda fd=fd: os.utime(fd, (0, 0))),
            ("map", lambda fd=fd: mmap.mmap(fd, 0).__setitem__(0, 88)),
        ):
            try:
                act()
            except (OSError, ValueError, TypeError):
                continue
            done.append(name)
    _finish(answer, sound(facts={"done": tuple(done)}))


def _descriptors(answer: int, _rest: bytes) -> None:
    """Tell how many descriptors this process holds, and what its environment says."""
    held = 0
    for fd in range(64):
        try:
            os.fstat(fd)
        except OSError:
            continue
        held += 1
    _finish(answer, sound(facts={"held": held, "environment": tuple(os.environ)}))
