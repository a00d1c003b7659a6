"""A machine made of folders: whatever the seizure view looks at stands where a test has put it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workflow.doctor import Finding, Machine, Outcome
from workflow.doctor.survey import Survey

MAGIC = b"SQLite format 3\x00"
PLAIN_DESK = MAGIC + bytes(52) + b"onRc" + bytes(440)
SEALED_DESK = bytes(range(256)) * 4


class Built:
    """A machine in a folder: well in every respect, until a test puts something there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "home"
        self.data = self.home / ".local/share/onrecord"
        self.state = self.home / ".local/state/onrecord"
        self.desk = self.data / "cases.db"
        for folder in (self.home, self.data, self.state, root / "tmp"):
            folder.mkdir(parents=True, mode=0o700)
            folder.chmod(0o700)
        self.machine = Machine(
            home=self.home,
            here=self.home,
            data=self.data,
            state=self.state,
            desks=(self.desk,),
            config=self.home / ".config",
            temporary=(root / "tmp",),
            proc=root / "proc",
            sys=root / "sys",
            etc=root / "etc",
            env={},
            uid=os.getuid(),
            platform="linux",
            shell=77,
            ask=lambda command: None,
            encrypts=lambda folder: None,
        )
        self.device("253:0", "dm-0", uuid="CRYPT-LUKS2-abc")
        self.mounted([(root, "ext4", "/dev/dm-0", "253:0")])
        for name, words in {
            "proc/swaps": "Filename\tType\tSize\n",
            "proc/cmdline": "quiet\n",
            "proc/sys/kernel/core_pattern": "core\n",
            "proc/sys/kernel/yama/ptrace_scope": "1\n",
            "proc/sys/fs/suid_dumpable": "2\n",
            "proc/77/limits": "Limit  Soft\nMax core file size        0     unlimited     bytes\n",
        }.items():
            self.put(root / name, words)
        self.put(self.desk, SEALED_DESK)
        self.put(self.data / "cases.db.keys", b"keys")

    def put(self, path: Path | str, content: bytes | str = b"x", mode: int = 0o600) -> Path:
        """A file with that content; a name without a root is one in the home folder."""
        place = self.home / path
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape"))
        place.chmod(mode)
        return place

    def device(self, number: str, name: str, *, uuid: str = "", mapped: str = "", on: Iterable[str] = ()) -> None:
        """A block device as /sys tells of it: its number, its name, and the devices that it stands on."""
        folder = self.root / "sys/block" / name
        folder.mkdir(parents=True)
        if uuid:
            self.put(folder / "dm/uuid", uuid + "\n")
        if mapped:
            self.put(folder / "dm/name", mapped + "\n")
        for below in on:
            (folder / "slaves").mkdir(exist_ok=True)
            (folder / "slaves" / below).symlink_to(self.root / "sys/block" / below)
        for link in (self.root / "sys/dev/block" / number, self.root / "sys/class/block" / name):
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(folder)

    def mounted(self, rows: Iterable[tuple[Path, str, str, str]]) -> None:
        """What is mounted: where, which type, from which source, with which number."""
        lines = [
            f"{at} 1 {number} / {str(point).replace(' ', chr(92) + '040')} rw - {kind} {source} rw"
            for at, (point, kind, source, number) in enumerate(rows)
        ]
        self.put(self.root / "proc/self/mountinfo", "\n".join(lines) + "\n")

    def change(self, **values: Any) -> None:
        """Set values of the machine."""
        self.machine = replace(self.machine, **values)

    def asked(self, check: Callable[[Survey], Iterator[Finding]]) -> tuple[Finding, ...]:
        """What one check finds here."""
        return tuple(check(Survey(self.machine)))

    def outcomes(self, check: Callable[[Survey], Iterator[Finding]]) -> set[str]:
        """How one check comes out here; every finding has its sentence, and what is not well has its remedy."""
        found = self.asked(check)
        for one in found:
            assert one.seen.endswith(".")
            assert one.remedy or one.outcome in (Outcome.WELL, Outcome.KNOW)
        return {str(one.outcome) for one in found}


@pytest.fixture
def built(tmp_path: Path) -> Built:
    return Built(tmp_path / "root")


@pytest.fixture
def mac(built: Built) -> Built:
    built.change(platform="darwin")
    return built
