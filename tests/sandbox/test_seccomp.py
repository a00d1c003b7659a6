"""The filter of system calls, run step by step as a kernel would, for both processors that it knows."""

from __future__ import annotations

import errno
import os
import struct

import pytest

from workflow.sandbox import seccomp, syscalls

ALLOW, KILL = "allow", "kill"
OWN = 4711
COLUMNS = syscalls.ARCHITECTURES.values()


def answer(steps: list[seccomp.Step], architecture: int, number: int, *arguments: int) -> str | int:
    """What the filter says of a call: allow, kill, or the number of an error."""
    data = struct.pack("=IIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    held, at = 0, 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == 0x20:
            (held,) = struct.unpack_from("=I", data, value)
        elif code == 0x06:
            return {0x7FFF0000: ALLOW, 0x80000000: KILL}.get(value, value & 0xFFFF)
        else:
            holds = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[code]
            at += yes if holds else no


@pytest.mark.parametrize(("architecture", "column"), COLUMNS)
def test_every_call_that_reaches_out_is_denied(architecture: int, column: int) -> None:
    steps = seccomp.program(architecture, column, OWN)
    assert len(steps) < 4096
    for number in syscalls.always(column):
        assert answer(steps, architecture, number) == errno.EPERM
    for number in (424, 435, 463, 5000):
        assert answer(steps, architecture, number) == errno.ENOSYS


@pytest.mark.parametrize(
    ("x86", "arm"),
    [
        (41, 198),  # socket
        (42, 203),  # connect
        (46, 211),  # sendmsg, which hands descriptors over
        (307, 269),  # sendmmsg
        (56, 220),  # clone
        (59, 221),  # execve
        (322, 281),  # execveat
        (101, 117),  # ptrace
        (310, 270),  # process_vm_readv
        (311, 271),  # process_vm_writev
        (312, 272),  # kcmp
        (272, 97),  # unshare
        (308, 268),  # setns
        (165, 40),  # mount
        (161, 51),  # chroot
        (250, 219),  # keyctl
        (321, 280),  # bpf
        (323, 282),  # userfaultfd
        (298, 241),  # perf_event_open
        (304, 265),  # open_by_handle_at
        (31, 195),  # shmctl
        (70, 188),  # msgrcv
        (190, 7),  # fsetxattr
        (77, 46),  # ftruncate
    ],
)
def test_ways_out_are_in_the_table_by_their_numbers(x86: int, arm: int) -> None:
    assert x86 in syscalls.always(0)
    assert arm in syscalls.always(1)


@pytest.mark.parametrize(("architecture", "column"), COLUMNS)
@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("ioctl", (3, 0x5401), ALLOW),
        ("ioctl", (3, 0x40086602), errno.EPERM),
        ("ioctl", (3, 0x8902), errno.EPERM),
        ("fcntl", (3, 3), ALLOW),
        ("fcntl", (3, 1030), ALLOW),
        ("fcntl", (3, 8), errno.EPERM),
        ("fcntl", (3, 10), errno.EPERM),
        ("fcntl", (3, 1024), errno.EPERM),
        ("prctl", (15,), ALLOW),
        ("prctl", (1, 0), errno.EPERM),
        ("prctl", (4, 1), errno.EPERM),
        ("kill", (OWN, 9), ALLOW),
        ("kill", (0, 9), errno.EPERM),
        ("kill", (0xFFFFFFFF, 9), errno.EPERM),
        ("kill", (1, 9), errno.EPERM),
        ("tgkill", (OWN, OWN, 6), ALLOW),
        ("tgkill", (1, 1, 6), errno.EPERM),
        ("tkill", (1, 6), errno.EPERM),
        ("prlimit64", (0, 7), ALLOW),
        ("prlimit64", (OWN, 7), ALLOW),
        ("prlimit64", (1, 7), errno.EPERM),
        ("socketpair", (1,), ALLOW),
        ("socketpair", (2,), errno.EPERM),
        ("sendto", (3, 0, 0, 0, 0), ALLOW),
        ("sendto", (3, 0, 0, 0, 1), errno.EPERM),
        ("sendto", (3, 0, 0, 0, 1 << 40), errno.EPERM),
        ("openat", (0, 0, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY), ALLOW),
        ("openat", (0, 0, os.O_WRONLY), errno.EPERM),
        ("openat", (0, 0, os.O_RDWR), errno.EPERM),
        ("openat", (0, 0, os.O_CREAT), errno.EPERM),
        ("openat", (0, 0, os.O_TRUNC), errno.EPERM),
    ],
)
def test_what_depends_on_arguments(
    architecture: int, column: int, name: str, arguments: tuple[int, ...], expected: str | int
) -> None:
    steps = seccomp.program(architecture, column, OWN)
    assert answer(steps, architecture, syscalls.some(name, column), *arguments) == expected


@pytest.mark.parametrize(("architecture", "column"), COLUMNS)
def test_ordinary_calls_go_through_and_another_processors_do_not(architecture: int, column: int) -> None:
    steps = seccomp.program(architecture, column, OWN)
    ordinary = (0, 1, 3, 9, 12, 202, 228) if column == 0 else (63, 64, 57, 222, 214, 98, 113)
    for number in ordinary:  # read, write, close, mmap, brk, futex, clock_gettime
        assert answer(steps, architecture, number) == ALLOW
        assert answer(steps, architecture ^ 1, number) == KILL
        assert answer(steps, architecture, number | 0x40000000) == errno.EPERM
