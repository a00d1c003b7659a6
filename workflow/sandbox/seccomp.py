"""A filter of system calls by hand: no socket, no program, no process, no change to any file, nobody else's signal."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

from workflow.sandbox.syscalls import ARCHITECTURES, NEWEST, always, some

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_CALL, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_X32 = 0x40000000
_AF_UNIX = 1
_FCNTL = (0, 1, 2, 3, 4, 1030)
"""Copies of a descriptor and its flags: no owner, whom the kernel would signal, no lease, no lock."""
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
"""Whether it is a terminal, its size, what waits, and the flags of a descriptor: none of those of a file."""
_PRCTL = (15, 16, 0x53564D41)
"""Names of threads and of memory: a child ends with the worker, and stays unseen."""
_PR_SET_SECCOMP, _FILTER = 22, 2
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | (getattr(os, "O_TMPFILE", 0) & ~os.O_DIRECTORY)

Step = tuple[int, int, int, int]
"""One instruction: its code, how many to skip if so, how many if not, its number."""

_DENIED: Step = (_ANSWER, 0, 0, _ERROR | errno.EPERM)
_ALLOWED: Step = (_ANSWER, 0, 0, _ALLOW)


class _Program(ctypes.Structure):
    """The kernel's `sock_fprog`: how many steps there are, and where."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def _argument(index: int, high: bool = False) -> Step:
    return _LOAD, 0, 0, _ARGUMENTS + 8 * index + 4 * high


def _when(number: int, steps: list[Step]) -> list[Step]:
    """Take these steps for one call; they all end in an answer."""
    return [(_EQUAL, 0, len(steps), number), *steps] if number else []


def _only(index: int, *values: int) -> list[Step]:
    """Allow a call only where an argument is one of these."""
    tests: list[Step] = [(_EQUAL, len(values) - at, 0, value) for at, value in enumerate(values)]
    return [_argument(index), *tests, _DENIED, _ALLOWED]


def program(architecture: int, column: int, own: int) -> list[Step]:
    """The filter for a processor and for the process of number `own`."""
    steps: list[Step] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_ANSWER, 0, 0, _KILL),
        (_LOAD, 0, 0, _CALL),
        (_AT_LEAST, 0, 1, _X32),
        _DENIED,
    ]
    steps += [(_AT_LEAST, 0, 1, NEWEST), (_ANSWER, 0, 0, _ERROR | errno.ENOSYS)]
    for number in always(column):
        steps += _when(number, [_DENIED])
    for name in ("kill", "tgkill", "tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
        steps += _when(some(name, column), _only(0, own))
    for name, index, values in (
        ("prlimit64", 0, (0, own)),
        ("socketpair", 0, (_AF_UNIX,)),
        ("fcntl", 1, _FCNTL),
        ("ioctl", 1, _IOCTL),
        ("prctl", 0, _PRCTL),
    ):
        steps += _when(some(name, column), _only(index, *values))
    to_nobody: list[Step] = [
        _argument(4), (_EQUAL, 0, 2, 0), _argument(4, high=True), (_EQUAL, 1, 0, 0), _DENIED, _ALLOWED
    ]  # fmt: skip
    steps += _when(some("sendto", column), to_nobody)
    for name, flags in (("open", 1), ("openat", 2)):
        steps += _when(some(name, column), [_argument(flags), (_ANY_BIT, 0, 1, _WRITING), _DENIED, _ALLOWED])
    return [*steps, _ALLOWED]


def shut() -> bool:
    """Put this process under the filter for good; needs no_new_privs. False where the machine cannot."""
    known = ARCHITECTURES.get(platform.machine())
    if known is None:
        return False
    steps = program(*known, own=os.getpid())
    held = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    filtered = _Program(len(steps), ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(filtered), 0, 0) == 0)
