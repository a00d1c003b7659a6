"""What a process does to itself before it reads a hostile file. All of it holds for good."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterable

from workflow.sandbox import landlock, seccomp
from workflow.sandbox.limits import Limits

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CAPABILITIES_V3 = 0x20080522
_NEW_NAMESPACES = 0x10000000 | 0x40000000 | 0x20000000 | 0x08000000 | 0x04000000
"""User, network, processes, shared memory, host name."""
_DESCRIPTORS = 64
LINUX = sys.platform == "linux"


def unseen() -> None:
    """Nobody traces this process or reads its memory, and on Linux it ends with the one that made it."""
    if LINUX:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def apart() -> None:
    """Go on as the first process of namespaces of its own: no network, no other process. Raises OSError.

    The one that was started waits for its end, and takes its answer for its own.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(ctypes.c_int(_NEW_NAMESPACES)) != 0:
        raise OSError(ctypes.get_errno(), "namespaces")
    first = os.fork()
    if first:
        os.closerange(3, 1024)
        os._exit(os.waitstatus_to_exitcode(os.waitpid(first, 0)[1]) & 0xFF)
    unseen()


def lock(limits: Limits, readable: Iterable[str]) -> tuple[str, ...]:
    """Bound this process and shut it in; tells which of `landlock` and `seccomp` this machine holds it with."""
    for what, most in (
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _DESCRIPTORS),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_AS, limits.memory),
    ):
        with contextlib.suppress(OSError, ValueError):  # macOS does not take all of them
            resource.setrlimit(what, (most, most + 1) if what == resource.RLIMIT_CPU else (most, most))
    if not LINUX:
        return ()
    libc = ctypes.CDLL(None, use_errno=True)
    unseen()
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.capset(struct.pack("=II", _CAPABILITIES_V3, 0), struct.pack("=6I", *[0] * 6))
    held = (("landlock", landlock.shut(readable) > 0), ("seccomp", seccomp.shut()))
    return tuple(name for name, holds in held if holds)
