"""What a locked-in child tries, to tell which of it this machine denies."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import msgspec

from workflow.sandbox import frames

_PTRACE_ATTACH = 16
_DISCARD = 9
"""The port on which a machine may throw away what it is sent."""


class Probe(msgspec.Struct, frozen=True):
    """A file that the parent put there to be read, and its process."""

    canary: str
    parent: int


class Denied(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was denied, by name, and which locks the child put on itself."""

    names: tuple[str, ...]
    locks: tuple[str, ...]


def run(answer: int, file: int | None, locks: tuple[str, ...]) -> None:
    """Try everything once and tell what failed."""
    asked = frames.receive(answer, 1 << 16)
    assert asked is not None
    probe = msgspec.msgpack.decode(asked[1], type=Probe)
    tries: dict[str, Callable[[], object]] = {
        "read": lambda: Path(probe.canary).read_bytes(),
        "read-system": lambda: Path("/etc/passwd").read_bytes(),
        "write": lambda: os.close(os.open(f"{probe.canary}.new", os.O_WRONLY | os.O_CREAT, 0o600)),
        "folder": lambda: Path(f"{probe.canary}.folder").mkdir(),
        "tcp": lambda: _connect(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", _DISCARD)),
        "udp": lambda: _connect(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", _DISCARD)),
        "unix": lambda: _connect(socket.AF_UNIX, socket.SOCK_STREAM, probe.canary),
        "abstract": lambda: _connect(socket.AF_UNIX, socket.SOCK_STREAM, f"\0{probe.canary}"),
        "fork": _fork,
        "exec": _exec,
        "signal": lambda: _signal(probe.parent),
        "trace": lambda: _trace(probe.parent),
    }
    names = tuple(name for name, attempt in tries.items() if _fails(attempt))
    frames.send(answer, frames.REPORT, msgspec.msgpack.encode(Denied(names, locks)))


def _fails(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return True
    return False


def _connect(family: int, kind: int, address: object) -> None:
    """Raise OSError where the way there is shut.

    Nobody listens, so that no socket of ours has to stand open for it: to be refused, or to wait, is to have come
    through. A machine that denies the plainest socket denies all of them, and is asked for no other.
    """
    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).close()
    with socket.socket(family, kind) as end, contextlib.suppress(ConnectionRefusedError, TimeoutError):
        end.settimeout(1)
        end.connect(address)  # type: ignore[arg-type]
        end.send(b"x")


def _fork() -> None:
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)


def _exec() -> None:
    """Nothing lies at this path, so that only a machine that denies every program says anything else."""
    try:
        os.execv("/nothing-lies-here", ["nothing"])
    except OSError as error:
        if error.errno != errno.ENOENT:
            raise


def _signal(parent: int) -> None:
    """Raise OSError where neither the parent nor the process that made this one can be reached."""
    with contextlib.suppress(OSError):
        os.kill(os.getppid(), 0)
        return
    os.kill(parent, 0)


def _trace(parent: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    for number in (os.getppid(), parent):
        if libc.ptrace(_PTRACE_ATTACH, number, None, None) == 0:
            return
    raise OSError(ctypes.get_errno(), "trace")
