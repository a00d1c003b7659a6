"""Disks that are full, limited, or can only be read: named, nothing half written, work goes on when there is room."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.security.durable import Vessel, ran
from tests.store.conftest import small_case
from tests.terminal.pty_program import ENTER, QUIT, Program
from tui.words import READ_ONLY

ALONE = shutil.which("unshare") is not None and os.geteuid() == 0
MOUNTED = ("unshare", "-m", "sh", "-ec")


def can_mount() -> bool:
    """Whether a disk of its own can be given to a process here."""
    return ALONE and not subprocess.run([*MOUNTED, "mount -t tmpfs none /mnt"], capture_output=True).returncode


needs_a_mount = pytest.mark.skipif(not can_mount(), reason="only root with mount namespaces can give it a small disk")

FULL = """
small = path.parent
desk = opened()
ballast = small / "ballast"
ballast.write_bytes(bytes(int(rest[0])))
there, failed = len(desk.entries(case)), set()
for number in range(400):
    try:
        desk.append(case, f.NoteAdded("much " * 300))
        there += 1
    except OnRecordError as error:
        failed.add(type(error).__name__)
        if len(failed) and number > 300:
            break
assert len(desk.entries(case)) == there
ballast.unlink()
desk.append(case, f.NoteAdded("after"))
assert desk.verify(thorough=True).sound
desk.close()
with opened() as desk:
    assert len(desk.entries(case)) == there + 1
    assert desk.verify(thorough=True).sound
print(*sorted(failed))
"""


@needs_a_mount
def test_a_full_disk_is_named_and_work_goes_on_when_there_is_room(vessel: Vessel, tmp_path: Path) -> None:
    case = small_case(vessel.create())["case"]
    vessel.close()
    small = shutil.copytree(vessel.path.parent, tmp_path / "kept")
    mount = f'mount -t tmpfs -o size=1m none "{vessel.path.parent}" && cp -p "{small}"/* "{vessel.path.parent}" && '
    told = ran(vessel, case, FULL, "300000", wrap=(*MOUNTED, mount + 'exec "$@"', "sh"))
    assert set(told.split()) <= {"DiskFull", "DiskTrouble"} and told.split(), told


LIMITED = """
size = rest[0] == "size"
limit = resource.RLIMIT_FSIZE if size else resource.RLIMIT_NOFILE
with opened() as desk:
    desk.append(case, f.NoteAdded("before"))
    before, failed = len(desk.entries(case)), set()
    soft, hard = resource.getrlimit(limit)
    beside = path.with_name(path.name + "-wal").stat().st_size
    resource.setrlimit(limit, (beside + 9000 if size else 3, hard))
    for number in range(40):
        try:
            desk.append(case, f.NoteAdded("much " * 3000)) if size else opened().close()
        except OnRecordError as error:
            failed.add(type(error).__name__)
    resource.setrlimit(limit, (soft, hard))
    there = len(desk.entries(case))
    desk.append(case, f.NoteAdded("after"))
    assert len(desk.entries(case)) == there + 1
    assert desk.verify(thorough=True).sound
print(*sorted(failed))
"""


@pytest.mark.parametrize("kind", ["size", "handles"])
def test_limits_are_named_on_a_sealed_desk_too(sealed_vessel: Vessel, kind: str) -> None:
    case = small_case(sealed_vessel.create())["case"]
    sealed_vessel.close()
    told = set(ran(sealed_vessel, case, LIMITED, kind).split())
    assert told and told <= {"DiskFull", "DiskTrouble", "CannotOpen"}
    assert sealed_vessel.open().verify(thorough=True).sound


def read_only(folder: Path) -> tuple[str, ...]:
    """What runs a process to which a folder is a medium that can only be read."""
    return (*MOUNTED, f'mount --bind "{folder}" "{folder}"; mount -o remount,bind,ro "{folder}"; exec "$@"', "sh")


READING = """
desk = opened()
assert desk.read_only and "Read only" in desk.banner
assert desk.case(case).title == "The letter" and desk.search("confirm").total == 1
assert desk.verify(thorough=True).sound
for change in (lambda: desk.append(case, f.NoteAdded("x")), lambda: desk.erase_case(case, "x"), desk.rebuild):
    try:
        change()
    except OnRecordError as error:
        print(type(error).__name__)
"""


@needs_a_mount
def test_a_read_only_medium_is_read(vessel: Vessel) -> None:
    case = small_case(vessel.create())["case"]
    vessel.close()
    before = vessel.path.read_bytes()
    told = ran(vessel, case, READING, wrap=read_only(vessel.path.parent))
    assert told.split() == ["DeskReadOnly"] * 3
    assert vessel.path.read_bytes() == before


@needs_a_mount
def test_the_screens_on_a_read_only_medium_say_so_and_refuse(tmp_path: Path) -> None:
    vessel = Vessel(tmp_path, "plain")
    small_case(vessel.create())
    vessel.close()
    before = vessel.path.read_bytes()
    with Program(tmp_path, "--db", str(vessel.path), wrap=read_only(vessel.path.parent)) as program:
        program.sees("onrecord › Cases", "Read only")
        program.press(ENTER)
        program.sees("1 Questions  2 Timeline", "Read only")
        for key in "aNrcsC":
            program.press(key, quiet=0.1)
            program.sees("1 Questions  2 Timeline", READ_ONLY[:40])
            program.press("1")
            program.misses(READ_ONLY[:40])
        program.press("\x1b", QUIT)
        assert program.ends() == 0
    assert vessel.path.read_bytes() == before
