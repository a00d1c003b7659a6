"""Numbers of the Linux system calls that a worker is denied, by processor: x86-64 and 64-bit ARM."""

from __future__ import annotations

NEW = {
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "pidfd_open": 434,
    "pidfd_getfd": 438,
    "pidfd_send_signal": 424,
    "process_madvise": 440,
    "mount_setattr": 442,
}
"""These have one number everywhere."""

MISSING = {"clone3": 435, "openat2": 437, "fchmodat2": 452}
"""These are told as not there: their arguments cannot be looked into, and callers know an older way."""

# name: (x86-64, 64-bit ARM); 0 where the processor has none
_BOTH = {
    "accept": (43, 202),
    "accept4": (288, 242),
    "add_key": (248, 217),
    "bind": (49, 200),
    "bpf": (321, 280),
    "chmod": (90, 0),
    "chown": (92, 0),
    "chroot": (161, 51),
    "connect": (42, 203),
    "creat": (85, 0),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "fork": (57, 0),
    "fremovexattr": (199, 16),
    "fsetxattr": (190, 7),
    "ftruncate": (77, 46),
    "futimesat": (261, 0),
    "kcmp": (312, 272),
    "keyctl": (250, 219),
    "lchown": (94, 0),
    "link": (86, 0),
    "linkat": (265, 37),
    "listen": (50, 201),
    "lremovexattr": (198, 15),
    "lsetxattr": (189, 6),
    "mkdir": (83, 0),
    "mkdirat": (258, 34),
    "mknod": (133, 0),
    "mknodat": (259, 33),
    "mount": (165, 40),
    "mq_open": (240, 180),
    "msgget": (68, 186),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "perf_event_open": (298, 241),
    "pivot_root": (155, 41),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "removexattr": (197, 14),
    "rename": (82, 0),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "request_key": (249, 218),
    "rmdir": (84, 0),
    "semget": (64, 190),
    "sendmmsg": (307, 269),
    "sendmsg": (46, 211),
    "setns": (308, 268),
    "setpgid": (109, 154),
    "setsid": (112, 157),
    "setxattr": (188, 5),
    "shmat": (30, 196),
    "shmget": (29, 194),
    "socket": (41, 198),
    "symlink": (88, 0),
    "symlinkat": (266, 36),
    "truncate": (76, 45),
    "umount2": (166, 39),
    "unlink": (87, 0),
    "unlinkat": (263, 35),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
    "utime": (132, 0),
    "utimensat": (280, 88),
    "utimes": (235, 0),
    "vfork": (58, 0),
}
# These depend on their arguments.
_SOME = {
    "clone": (56, 220),
    "kill": (62, 129),
    "open": (2, 0),
    "openat": (257, 56),
    "prlimit64": (302, 261),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "sendto": (44, 206),
    "socketpair": (53, 199),
    "tgkill": (234, 131),
    "tkill": (200, 130),
}
ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""What the kernel calls a processor in a filter, and which of the numbers above are its own."""


def always(column: int) -> list[int]:
    """The calls that are denied whatever their arguments are."""
    return sorted([pair[column] for pair in _BOTH.values() if pair[column]] + list(NEW.values()))


def some(name: str, column: int) -> int:
    """The number of a call that depends on its arguments; 0 where this processor has none."""
    return _SOME[name][column]
