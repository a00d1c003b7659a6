"""Landlock by its three system calls: this process may read beneath some folders, and do nothing else with files."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION = 1
_BENEATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILES_BY_VERSION = (0, (1 << 13) - 1, (1 << 14) - 1, (1 << 15) - 1, (1 << 15) - 1, (1 << 16) - 1)
_TCP = 0b11
_SCOPED = 0b11
"""Abstract sockets and signals reach no further than the domain."""


def shut(readable: Iterable[str]) -> int:
    """Lock this process in for good; needs no_new_privs. The version that holds, 0 where there is none."""
    libc = ctypes.CDLL(None, use_errno=True)

    def call(number: int, *values: object) -> int:
        return int(libc.syscall(ctypes.c_long(number), *values))

    version = call(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION))
    if version < 1:
        return 0
    files = _FILES_BY_VERSION[min(version, len(_FILES_BY_VERSION) - 1)]
    rules = struct.pack("=QQQ", files, _TCP if version >= 4 else 0, _SCOPED if version >= 6 else 0)
    ruleset = call(_CREATE, rules, ctypes.c_size_t(len(rules)), ctypes.c_uint(0))
    if ruleset < 0:
        return 0
    try:
        for path in readable:
            _allow(call, ruleset, path)
        return version if call(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint(0)) == 0 else 0
    finally:
        os.close(ruleset)


def _allow(call: object, ruleset: int, path: str) -> None:
    """Let one folder or file be read; what is not there needs no leave."""
    assert callable(call)
    try:
        fd = os.open(path, getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = _READ_FILE | _READ_FOLDER if stat.S_ISDIR(os.fstat(fd).st_mode) else _READ_FILE
        call(_ADD, ctypes.c_int(ruleset), ctypes.c_int(_BENEATH), struct.pack("=Qi", rights, fd), ctypes.c_uint(0))
    finally:
        os.close(fd)
