"""Several processes on one desk, and processes that are killed: what was acknowledged is there."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.conftest import Room, small_case
from workflow import facts as f
from workflow.store import errors

ROOT = Path(__file__).parents[2]
SOAK = bool(os.environ.get("ONRECORD_SOAK"))

WRITER = """
import sys
from pathlib import Path
from workflow import facts as f
from workflow.ledger import Ledger
path, state, case, name, count = sys.argv[1:]
with Ledger.open(Path(path), state_dir=Path(state)) as desk:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(count)):
        if number % 5 == 4:
            with desk.batch(case) as batch:
                added = [batch.add(f.NoteAdded(f"{name} {number} {part}")) for part in range(3)]
        else:
            added = [desk.append(case, f.NoteAdded(f"{name} {number}"))[0].id]
        sys.stdout.write("".join(f"{one}\\n" for one in added))
        sys.stdout.flush()
"""


def start(room: Room, case: str, name: str, count: int) -> subprocess.Popen[str]:
    args = [sys.executable, "-c", WRITER, str(room.path), str(room.state), case, name, str(count)]
    child = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout and child.stdout.readline() == "ready\n"
    return child


def go(child: subprocess.Popen[str]) -> None:
    assert child.stdin
    child.stdin.write("go\n")
    child.stdin.flush()


def finish(child: subprocess.Popen[str]) -> list[str]:
    """The ids that it acknowledged."""
    assert child.stdout and child.stdin
    lines = child.stdout.read().split("\n")
    child.stdin.close()
    child.stdout.close()
    child.wait()
    return [line for line in lines[:-1] if line]


@pytest.mark.parametrize("count", [2, 4])
def test_processes_on_one_desk_lose_nothing(room: Room, count: int) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    children = [start(room, case, f"process{number}", 25) for number in range(count)]
    for child in children:
        go(child)
    acknowledged = [name for child in children for name in finish(child)]
    assert [child.returncode for child in children] == [0] * count
    assert len(acknowledged) == len(set(acknowledged)) == count * 35
    assert desk.changed_elsewhere()
    desk.append(case, f.NoteAdded("and here"))
    there = {entry.id for entry in desk.entries(case)}
    assert set(acknowledged) < there
    assert len(there) == 4 + len(acknowledged) + 1
    assert len({entry.writer for entry in desk.entries(case)}) == 1
    assert desk.search("process0").total == 35
    assert desk.verify(thorough=True).sound


def test_kills_lose_nothing_that_was_acknowledged(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    room.close()
    rng = random.Random(time.time_ns())
    acknowledged: list[str] = []
    for number in range(200 if SOAK else 40):
        child = start(room, case, f"round{number}", 10_000)
        go(child)
        assert child.stdout
        acknowledged += [child.stdout.readline().strip() for _ in range(rng.choice([0, 1, 2, 5, 20]))]
        time.sleep(rng.random() * 0.005)
        child.send_signal(signal.SIGKILL)
        acknowledged += finish(child)
        if number % 10 == 9:
            with room.open() as desk:
                there = {entry.id for entry in desk.entries(case)}
                assert set(acknowledged) <= there
                assert desk.missing == 0
                assert desk.verify(thorough=True).sound
    assert acknowledged
    desk = room.open()
    texts = [entry.fact.text for entry in desk.entries(case) if isinstance(entry.fact, f.NoteAdded)]
    halves = {text.rpartition(" ")[0] for text in texts if text.count(" ") == 2}
    assert all(sum(text.startswith(f"{half} ") for text in texts) == 3 for half in halves)
    assert len({entry.writer for entry in desk.entries(case)}) == 1


def test_one_that_holds_the_lock_is_waited_for_and_then_named(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    desk._desk.connection.execute("PRAGMA busy_timeout = 300")
    with closing(sqlite3.connect(room.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(errors.DeskBusy, match="Another process"):
            desk.append(case, f.NoteAdded("wait"))
        assert time.monotonic() - began < 5
        assert desk.case(case).title == "The letter"
        other.execute("ROLLBACK")
    desk.append(case, f.NoteAdded("now"))
    assert desk.verify().sound


def test_the_wait_is_five_seconds(room: Room) -> None:
    desk = room.create()
    assert desk._desk.connection.execute("PRAGMA busy_timeout").fetchone() == (5000,)
    for pragma, value in {"synchronous": 2, "journal_mode": "wal", "secure_delete": 1}.items():
        with closing(sqlite3.connect(room.path)):
            desk._desk.connection.set_authorizer(None)
            assert desk._desk.connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)


FULL = """
import resource, sys
from pathlib import Path
from workflow import facts as f
from workflow.ledger import Ledger
from workflow.errors import OnRecordError
kind, path, state, case = sys.argv[1:]
path = Path(path)
with Ledger.open(path, state_dir=Path(state)) as desk:
    desk.append(case, f.NoteAdded("before"))
    before = desk.entries(case)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE if kind == "size" else resource.RLIMIT_NOFILE)
    if kind == "size":
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.with_name("cases.db-wal").stat().st_size + 9000, hard))
    else:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    failed = []
    for number in range(40):
        try:
            if kind == "size":
                desk.append(case, f.NoteAdded("much " * 3000))
            else:
                Ledger.open(path, state_dir=Path(state)).close()
        except OnRecordError as error:
            failed.append(type(error).__name__)
    there = len(desk.entries(case))
    limit = resource.RLIMIT_FSIZE if kind == "size" else resource.RLIMIT_NOFILE
    resource.setrlimit(limit, (soft, hard))
    desk.append(case, f.NoteAdded("after"))
    assert len(desk.entries(case)) == there + 1
    assert desk.verify(thorough=True).sound
    print(*sorted(set(failed)), there - len(before))
"""


@pytest.mark.parametrize(
    ("kind", "named"), [("size", {"DiskFull", "DiskTrouble"}), ("handles", {"CannotOpen", "DiskTrouble"})]
)
def test_a_full_disk_or_no_free_handles_are_named_and_nothing_is_half_written(
    room: Room, kind: str, named: set[str]
) -> None:
    case = small_case(room.create())["case"]
    room.close()
    args = [sys.executable, "-c", FULL, kind, str(room.path), str(room.state), case]
    done = subprocess.run(args, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    *failed, _ = done.stdout.split()
    assert failed
    assert set(failed) <= named
    assert room.open().verify(thorough=True).sound
