"""What the worst of readers does once it has read its file; it runs in a locked-in child alone."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import re
import signal
import struct
import threading
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
    """Try to change the file that was handed in, or what is noted beside it, by every way that a descriptor gives."""
    import mmap

    done = []
    value = ctypes.create_string_buffer(b"mark")
    attribute = (ctypes.c_uint64 * 2)(ctypes.addressof(value), 4)
    unmoved = (ctypes.c_uint64 * 3)(0x80)
    for fd in range(3, 10):
        for name, act in (
            ("flags", lambda fd=fd: fcntl.ioctl(fd, 0x40086602, bytes([0x40, *bytes(7)]))),
            ("attribute", lambda fd=fd: _call(463, fd, b"", 0x1000, b"user.mark", attribute, 16)),
            ("attributes", lambda fd=fd: _call(469, fd, b"", unmoved, 24, 0x1000)),
            ("lease", lambda fd=fd: fcntl.fcntl(fd, 1024, fcntl.F_RDLCK)),
            ("lock", lambda fd=fd: fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)),
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


def _call(number: int, *values: object) -> int:
    """A system call by its number. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    if (found := int(libc.syscall(ctypes.c_long(number), *values))) < 0:
        raise OSError(ctypes.get_errno(), number)
    return found


def _reach(answer: int, _rest: bytes) -> None:
    """Tell which ways lead to another process, to what lies outside the locks, or past the end of whoever made this."""
    libc, others = ctypes.CDLL(None, use_errno=True), os.getppid()
    done = []
    for name, act in (
        ("owner", lambda: fcntl.fcntl(answer, fcntl.F_SETOWN, others)),
        ("any signal", lambda: fcntl.fcntl(answer, 10, signal.SIGKILL)),
        ("group", lambda: fcntl.ioctl(answer, 0x8902, struct.pack("i", others))),
        ("nice", lambda: os.setpriority(os.PRIO_PROCESS, others, 19)),
        ("processors", lambda: os.sched_setaffinity(others, {0})),
        ("attributes", lambda: os.listxattr("/usr/lib")),
        ("thread", lambda: threading.Thread(target=int).start()),
        ("outlive", lambda: _no_error(libc.prctl(1, 0, 0, 0, 0))),
        ("seen", lambda: _no_error(libc.prctl(4, 1, 0, 0, 0))),
        ("shared", lambda: _no_error(libc.shmctl(0, 13, ctypes.create_string_buffer(256)))),
        ("watch", lambda: _no_error(libc.inotify_add_watch(libc.inotify_init(), b"/usr/lib", 0x100))),
        ("newest", lambda: _call(467, -100, b"/", 0, None, 0)),
    ):
        with contextlib.suppress(OSError, RuntimeError):
            act()
            done.append(name)
    _finish(answer, sound(facts={"done": tuple(done)}))


def _no_error(found: int) -> None:
    if found < 0:
        raise OSError(ctypes.get_errno(), "denied")


def _empties(answer: int, _rest: bytes) -> None:
    """Send frames of no length, which never add up to too much."""
    while True:
        os.write(answer, frames.HEAD.pack(frames.REPORT, 0) * 100_000)


def _nap(answer: int, _rest: bytes) -> None:
    time.sleep(0.2)
    _well(answer, b"")


def _stubborn(answer: int, _rest: bytes) -> None:
    """Ask not to end with the process that made this one, and stay."""
    ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
    time.sleep(600)


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
