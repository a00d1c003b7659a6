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
from pathlib import Path

import pytest

from tests.security.durable import ROOT, Vessel, command, ran
from tests.store.conftest import small_case
from workflow import facts as f

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


def test_kills_lose_nothing_of_a_sealed_desk(sealed_vessel: Vessel) -> None:
    killed_at_random(sealed_vessel, 20)


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing(vessel: Vessel) -> None:
    killed_at_random(vessel, 200)


def test_four_writers_on_a_sealed_desk_lose_nothing(sealed_vessel: Vessel) -> None:
    case = small_case(sealed_vessel.create())["case"]
    script = WRITER.replace("100_000", "15").replace('print("ready", flush=True)', "pass")
    children = [
        subprocess.Popen(command(sealed_vessel, case, script, str(one)), stdout=subprocess.PIPE, cwd=ROOT)
        for one in range(4)
    ]
    told = {name for child in children for name in child.communicate(timeout=60)[0].decode().split()}
    assert [child.returncode for child in children] == [0] * 4
    desk = sealed_vessel.open()
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
