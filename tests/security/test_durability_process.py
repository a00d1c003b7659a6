"""What is acknowledged lasts, in real processes: killed, crowded out, on full and read-only disks, plain and sealed."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.durable import KINDS, Vessel
from tests.store.conftest import small_case
from tests.terminal.pty_program import ENTER, QUIT, Program
from tui.words import READ_ONLY
from workflow import facts as f

ROOT = Path(__file__).parents[2]
OPENED = """
import resource, sys
from pathlib import Path
from tests.security.durable import key_of
from workflow import facts as f
from workflow.errors import OnRecordError
from workflow.ledger import Ledger
from workflow.terms import ExhibitKind
kind, path, state, case, *rest = sys.argv[1:]
path = Path(path)
def opened():
    return Ledger.open(path, state_dir=Path(state), key=key_of(kind))
"""


@pytest.fixture(params=KINDS)
def vessel(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vessel]:
    made = Vessel(tmp_path, request.param)
    yield made
    made.close()


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Vessel]:
    made = Vessel(tmp_path, "sealed")
    yield made
    made.close()


def command(vessel: Vessel, case: str, script: str, *more: str) -> list[str]:
    return [sys.executable, "-c", OPENED + script, vessel.kind, str(vessel.path), str(vessel.state), case, *more]


def ran(vessel: Vessel, case: str, script: str, *more: str, wrap: tuple[str, ...] = ()) -> str:
    """What a script printed that must end well."""
    args = [*wrap, *command(vessel, case, script, *more)]
    done = subprocess.run(args, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


WRITER = """
with opened() as desk:
    print("ready", flush=True)
    for number in range(100_000):
        with desk.batch(case) as batch:
            added = [batch.add(f.NoteAdded(f"{rest[0]} {number} note"))]
            added.append(batch.add(f.ExhibitAttached(ExhibitKind.REPLY, f"{rest[0]} {number}", "ab" * 32, 1)))
        print(*added, flush=True)
"""


def killed_at_random(vessel: Vessel, rounds: int) -> None:
    case = small_case(vessel.create())["case"]
    vessel.close()
    rng = random.Random()
    acknowledged: list[str] = []
    for number in range(rounds // 2):
        pair = [
            subprocess.Popen(command(vessel, case, WRITER, f"{number}-{one}"), stdout=subprocess.PIPE, cwd=ROOT)
            for one in range(2)
        ]
        for child in pair:
            assert child.stdout and child.stdout.readline() == b"ready\n"
        time.sleep(rng.random() * 0.05)
        for child in pair:
            child.send_signal(signal.SIGKILL)
        for child in pair:
            assert child.stdout
            *whole, _ = child.stdout.read().decode().split("\n")
            acknowledged += [name for line in whole for name in line.split()]
            child.stdout.close()
            child.wait()
    desk = vessel.open()
    entries = desk.entries(case)
    assert set(acknowledged) <= {entry.id for entry in entries}
    assert acknowledged and desk.missing == 0
    assert desk.verify(thorough=True).sound
    said = [entry.fact.text.rsplit(" ", 1)[0] for entry in entries if isinstance(entry.fact, f.NoteAdded)]
    held = [entry.fact.name for entry in entries if isinstance(entry.fact, f.ExhibitAttached)]
    assert said == held, "no half of an act stands"


def test_kills_lose_nothing_of_a_sealed_desk(sealed: Vessel) -> None:
    killed_at_random(sealed, 20)


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing(vessel: Vessel) -> None:
    killed_at_random(vessel, 200)


def test_four_writers_on_a_sealed_desk_lose_nothing(sealed: Vessel) -> None:
    case = small_case(sealed.create())["case"]
    script = WRITER.replace("100_000", "15").replace('print("ready", flush=True)', "pass")
    children = [
        subprocess.Popen(command(sealed, case, script, str(one)), stdout=subprocess.PIPE, cwd=ROOT) for one in range(4)
    ]
    told = {name for child in children for name in child.communicate(timeout=60)[0].decode().split()}
    assert [child.returncode for child in children] == [0] * 4
    desk = sealed.open()
    assert len(told) == 4 * 15 * 2
    assert told < {entry.id for entry in desk.entries(case)}
    assert desk.verify(thorough=True).sound


def test_one_that_never_lets_go_is_named_within_some_seconds(tmp_path: Path) -> None:
    vessel = Vessel(tmp_path, "plain")
    small_case(vessel.create())
    vessel.close()
    env = {**os.environ, "HOME": str(tmp_path), "ONRECORD_STATE_DIR": str(vessel.state)}
    with vessel.raw() as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        words = ("--db", str(vessel.path), "note", "letter", "a note")
        done = subprocess.run(
            [sys.executable, "-m", "tui.main", *words], capture_output=True, text=True, cwd=ROOT, env=env, timeout=30
        )
        assert time.monotonic() - began < 9
        assert done.returncode == 1
        assert "Another process has been writing to this desk" in done.stderr
        assert "Traceback" not in done.stderr
        other.execute("ROLLBACK")
    assert vessel.open().verify().sound


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
def test_limits_are_named_on_a_sealed_desk_too(sealed: Vessel, kind: str) -> None:
    case = small_case(sealed.create())["case"]
    sealed.close()
    told = set(ran(sealed, case, LIMITED, kind).split())
    assert told and told <= {"DiskFull", "DiskTrouble", "CannotOpen"}
    assert sealed.open().verify(thorough=True).sound


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


STRACE = shutil.which("strace")
COMMITS = """
from workflow.seal import FLOOR
with opened() as desk:
    for number in range(50):
        desk.append(case, f.NoteAdded(f"note {number}"))
from workflow.sealing import new_desk
new_desk(path.with_name("new.db"), "correct horse battery", cost=FLOOR, state_dir=Path(state)).ledger.close()
"""


@pytest.mark.skipif(STRACE is None, reason="strace is not at hand")
def test_fifty_commits_are_fifty_syncs_and_a_new_name_is_synced_too(vessel: Vessel, tmp_path: Path) -> None:
    case = small_case(vessel.create())["case"]
    vessel.close()
    trace = tmp_path / "trace"
    calls = "trace=fsync,fdatasync,rename,renameat,renameat2,link,linkat"
    ran(vessel, case, COMMITS, wrap=("strace", "-f", "-y", "-qq", "-e", calls, "-o", str(trace)))
    lines = trace.read_text("utf-8").splitlines()
    log = [line for line in lines if "sync(" in line and f"{vessel.path}-wal" in line]
    assert len(log) >= 50
    named = [(at, line) for at, line in enumerate(lines) if re.search(r"\b(rename|link)", line) and " = 0" in line]
    assert named
    for at, line in named:
        folder = Path(re.findall(r'"([^"]+)"', line)[-1]).parent
        assert any("fsync(" in later and f"<{folder}>" in later for later in lines[at:]), line
