"""Whatever a file does to its reader costs seconds, is told in a report, and the next file is read as ever."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.sandbox.rungs import HERE, SUPPLIES, available, hostile, in_memory, names
from workflow.examine import Examiner
from workflow.findings import KINDS, Report
from workflow.hashing import Stopped
from workflow.sandbox import frames
from workflow.sandbox.limits import Limits
from workflow.terms import Outcome

ANSWER = "The reader gave no sound answer."


def failed(report: Report, finding: str, words: str) -> None:
    """Hold a report to one finding, its reason, and everything else not checked for it."""
    assert [one.id for one in report.findings] == [finding]
    assert words in report.findings[0].value
    outcomes = {one.check: one.outcome for one in report.checks}
    assert outcomes.pop(finding) is Outcome.FOUND
    assert set(outcomes.values()) == {Outcome.NOT_CHECKED}
    assert len(outcomes) == len(KINDS) - 1
    assert all(one.reason for one in report.checks if one.outcome is Outcome.NOT_CHECKED)
    assert report.type == "unknown"


WORST = [
    (b"gigabyte", "file.limits_hit", "memory"),
    (b"spin", "file.limits_hit", "1 seconds of processor time"),
    (b"redos", "file.limits_hit", "processor time"),
    (b"flood", "file.unreadable", ANSWER),
    (b"segfault", "file.unreadable", "SIGSEGV"),
    (b"abort", "file.unreadable", "SIGABRT"),
    (b"quiet", "file.unreadable", ANSWER),
    (b"twice", "file.unreadable", ANSWER),
    (b"empties", "file.unreadable", ANSWER),
    (b"afterwards", "file.unreadable", ANSWER),
    (b"half", "file.limits_hit", "than this machine gives"),
    (b"endless", "file.limits_hit", "than this machine gives"),
    (b"says nonsense", "file.unreadable", ANSWER),
    (b"no_such_thing", "file.unreadable", ANSWER),
    (b"frames " + frames.HEAD.pack(frames.REPORT, 0xFFFFFFFF), "file.unreadable", ANSWER),
    (b"frames " + frames.HEAD.pack(frames.REPORT, 99) + b"x", "file.unreadable", ANSWER),
    (b"frames " + frames.HEAD.pack(b"\xff", 0), "file.unreadable", ANSWER),
    (b"frames " + frames.HEAD.pack(frames.PAGE, 0), "file.unreadable", ANSWER),
    (b"frames " + frames.HEAD.pack(frames.FAILED, 0), "file.unreadable", ANSWER),
    (b"frames " + frames.HEAD.pack(frames.FAILED, 3) + b"L \n", "file.limits_hit", ANSWER),
]


@pytest.mark.parametrize(("data", "finding", "words"), WORST, ids=[str(one[0][:20]) for one in WORST])
def test_the_worst_costs_seconds_and_the_next_file_is_read(data: bytes, finding: str, words: str) -> None:
    with hostile() as examiner:
        failed(examiner.check(in_memory(data), SUPPLIES), finding, words)
        assert not examiner.check(in_memory(b"well"), SUPPLIES).findings


@pytest.mark.parametrize("data", [b"creeping", b"laughs"])
def test_memory_that_creeps_up_is_bounded(data: bytes) -> None:
    with hostile(limits=Limits(cpu=10, wall=10, memory=300_000_000)) as examiner:
        report = examiner.check(in_memory(data), SUPPLIES)
        assert {one.id for one in report.findings} <= {"file.limits_hit", "file.unreadable"}
        assert report.findings


@pytest.mark.parametrize("name", names())
def test_every_rung_bounds_the_time(name: str) -> None:
    with hostile(name, Limits(cpu=5, wall=0.4)) as examiner:
        failed(examiner.check(in_memory(b"sleep"), SUPPLIES), "file.limits_hit", "longer than 0.4 seconds")
        failed(examiner.check(in_memory(b"drip"), SUPPLIES), "file.limits_hit", "longer than 0.4 seconds")
        assert examiner.check(in_memory(b"well"), SUPPLIES).type == "text"


def test_a_program_that_has_no_descriptor_left_tells_of_files_that_nobody_read() -> None:
    target = in_memory(b"well")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with hostile() as examiner:
        assert not examiner.check(target, SUPPLIES).findings
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
        try:
            report = examiner.check(target, SUPPLIES)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert {one.reason for one in report.checks} == {"No process could be started to read the file."}
        assert examiner.check(target, SUPPLIES).type == "text"


def test_what_a_reader_prints_goes_nowhere() -> None:
    with hostile() as examiner:
        assert not examiner.check(in_memory(b"noise"), SUPPLIES).findings


def test_a_worker_that_was_killed_from_outside_is_started_again() -> None:
    with hostile() as examiner:
        assert not examiner.check(in_memory(b"well"), SUPPLIES).findings
        process = examiner._asker._all[0]._process
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert not examiner.check(in_memory(b"well"), SUPPLIES).findings


def test_whoever_does_not_want_to_wait_stops_it_at_once() -> None:
    asked: list[float] = []

    def goes_on() -> bool:
        asked.append(time.monotonic())
        return time.monotonic() - asked[0] < 0.5

    with hostile() as examiner:
        with pytest.raises(Stopped):
            examiner.check(in_memory(b"sleep"), SUPPLIES, goes_on)
        assert time.monotonic() - asked[-1] < 0.5
        assert len(asked) >= 5
        assert max(later - sooner for sooner, later in pairwise(asked)) < 0.1
        assert not examiner.check(in_memory(b"well"), SUPPLIES).findings


def test_many_files_that_are_left_half_way_are_stopped_at_once(tmp_path: Path) -> None:
    for name in ("well", "sleep"):
        (tmp_path / name).write_bytes(name.encode())
    with hostile(at_once=2) as examiner:
        many = examiner.check_many([tmp_path / "well", *[tmp_path / "sleep"] * 17], SUPPLIES)
        assert isinstance(next(many)[1], tuple)
        began = time.monotonic()
        del many
        assert time.monotonic() - began < 1


PAUSED = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.sandbox.rungs import SUPPLIES, hostile, in_memory
from workflow.sandbox.limits import Limits
with hostile(limits=Limits(cpu=1, wall=0.6)) as examiner:
    examiner.check(in_memory(b"well"), SUPPLIES)
    print("asks", flush=True)
    print(examiner.check(in_memory(b"nap"), SUPPLIES).type)
"""


def test_time_in_which_the_program_was_stopped_is_not_the_files() -> None:
    words = [sys.executable, "-c", PAUSED, str(Path(HERE).parent)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "asks\n"
        time.sleep(0.1)
        program.send_signal(signal.SIGSTOP)
        time.sleep(0.9)
        program.send_signal(signal.SIGCONT)
        assert program.stdout.read() == "text\n"


def test_closing_stops_what_still_runs() -> None:
    ended: list[object] = []
    examiner = hostile()

    def check() -> None:
        try:
            ended.append(examiner.check(in_memory(b"sleep"), SUPPLIES))
        except Stopped as stopped:
            ended.append(stopped)

    thread = threading.Thread(target=check)
    thread.start()
    time.sleep(0.3)
    began = time.monotonic()
    examiner.close()
    thread.join(5)
    assert time.monotonic() - began < 1
    assert [type(one) for one in ended] == [Stopped]


def test_threads_that_come_and_go_share_the_workers() -> None:
    reports: list[Report] = []
    with hostile(at_once=2) as examiner:
        for _ in range(3):
            threads = [
                threading.Thread(target=lambda: reports.append(examiner.check(in_memory(b"well"), SUPPLIES)))
                for _ in range(4)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    assert [one.findings for one in reports] == [()] * 12


PARENT = """
import sys, threading, time
sys.path.insert(0, sys.argv[1])
from tests.sandbox.rungs import SUPPLIES, hostile, in_memory, available
from workflow.sandbox.limits import Limits
examiner = hostile(sys.argv[2], Limits(cpu=60, wall=60.0))
threading.Thread(target=lambda: examiner.check(in_memory(b"stubborn"), SUPPLIES), daemon=True).start()
while not examiner._asker._all[0].served:
    time.sleep(0.01)
print(examiner._asker._all[0]._process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("name", names())
def test_workers_end_with_the_program_even_where_it_is_killed(name: str) -> None:
    root = str(Path(HERE).parent)
    with subprocess.Popen([sys.executable, "-c", PARENT, root, name], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        worker = int(program.stdout.readline())
        time.sleep(0.2)
        session = os.getsid(worker)
        assert _alive(session, worker)
        program.kill()
    until = time.monotonic() + 5
    while _alive(session, worker) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _alive(session, worker)


def _alive(session: int, worker: int) -> list[str]:
    """The processes of a session, and those made by a worker that began one of their own."""
    stats = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        stats[int(place.parent.name)] = (int(words[1]), int(words[3]), words[0])
    return [str(pid) for pid, (parent, of, state) in stats.items() if session in (of, parent) and state != "Z"]


def test_an_examiner_of_the_checks_themselves_reads_a_text() -> None:
    with Examiner(tried=available()[0]) as examiner:
        target = in_memory(b"Circular: DRAFT, 6 January\n", "note.txt")
        report = examiner.check(target, SUPPLIES)
        assert report.type == "text"
        assert report.rung.value == available()[0].rung
        assert "DRAFT" in "".join(page.text for page in examiner.pages(target))
