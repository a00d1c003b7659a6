"""A process that is killed while it takes files in: what the log says is there, and what is left over goes."""

import random
import subprocess
import sys
import time
from contextlib import suppress

from tests.intake.conftest import Bench
from tests.security.durable import ROOT
from workflow.files import store_of

TAKING = """
import sys
from pathlib import Path
from tests.security.durable import key_of
from workflow.intake import taking
from workflow.ledger import Ledger
kind, path, state, case, inbox = sys.argv[1:]
taking.AT_ONCE = 7
with Ledger.open(Path(path), state_dir=Path(state), key=key_of(kind)) as ledger:
    print("ready", flush=True)
    done = taking.take_in(ledger, case, [Path(inbox)], taking.Asked())
    print(len(done.took), flush=True)
"""
ROUNDS = 7


def test_killed_at_any_moment_every_logged_file_is_whole_and_the_next_intake_clears_up(bench: Bench) -> None:
    rng = random.Random(5)
    known = 0
    for number in range(ROUNDS):
        for place in range(30):
            bench.file(f"{number}-{place}.bin", rng.randbytes(rng.choice((10, 3000, 400_000))))
        bench.close()
        arguments = [bench.kind, str(bench.path), str(bench.state), bench.case, str(bench.inbox)]
        with subprocess.Popen([sys.executable, "-c", TAKING, *arguments], stdout=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(rng.random() * 0.12)
            process.kill()
        bench.desk = bench.open()
        report = bench.desk.verify(thorough=True)
        assert not report.bad
        assert not [one for one in report.files if one.id], "what the log speaks of is missing or altered"
        assert len(bench.exhibits) >= known
        known = len(bench.exhibits)
    done = bench.take()
    assert len(done.took) == ROUNDS * 30
    assert len(bench.exhibits) == ROUNDS * 30
    assert bench.desk.verify(thorough=True).sound
    assert not store_of(bench.desk).extra(one.sha256 for one in bench.exhibits)


def test_what_a_killed_erasing_left_goes_when_the_desk_is_next_opened(bench: Bench) -> None:
    bench.take(bench.file("a.txt", b"words"), bench.file("b.txt", b"more"))
    gone, kept = bench.exhibits

    def cut(*_: object) -> bool:
        raise KeyboardInterrupt

    bench.desk._sweep_files = cut  # type: ignore[method-assign]
    with suppress(KeyboardInterrupt):
        bench.desk.erase(bench.case, [gone.id], "a mistake")
    desk = bench.reopen()
    assert not store_of(desk).has(gone.sha256)
    assert store_of(desk).has(kept.sha256)
