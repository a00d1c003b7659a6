"""What checking files costs: one PDF as a whole process, many files on both cores, and the memory of the parent."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.desks import Room, Words
from benchmarks.documents import mixed, pdf
from benchmarks.figures import Figure, span
from benchmarks.terminal import onrecord
from benchmarks.timing import paired

PAGES = 10
FILES = 1_000
SECONDS = 2.0
TWICE = 1.7
FLAT = 1.1
_MANY = "from benchmarks.checks import many; many()"


def checks(room: Room) -> Iterator[Figure]:
    """A ten-page PDF, files on one core and on two, and how the parent's memory grows with their number."""
    document = room.folder / "ten.pdf"
    document.write_bytes(pdf(Words(), PAGES))
    command = onrecord("check-file", "--json", str(document))
    whole = median(_seconds(command) for _ in range(max(1, room.sizes.rounds)))
    yield Figure("a ten-page PDF, fully checked, as a process", span(whole), "", whole, " s", SECONDS)
    count = max(20, FILES * room.sizes.cases // 10_000)
    paths = mixed(room.folder / "mixed", count)
    both = paired(lambda: _many(1, paths)[0], lambda: _many(2, paths)[0], max(1, room.sizes.rounds // 3))
    yield Figure(
        f"{count:,} mixed files: two workers / one",
        span(both.other),
        span(both.ours),
        both.slower,
        "x",
        TWICE,
        at_least=True,
    )
    few, all_of_them = _many(2, paths[: count // 10])[1], _many(2, paths)[1]
    yield Figure(
        "memory of the parent after all of them / after a tenth",
        f"{all_of_them / 1e6:.0f} MB",
        f"{few / 1e6:.0f} MB",
        all_of_them / few,
        "x",
        FLAT,
    )


def _seconds(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def _many(at_once: int, paths: Sequence[Path]) -> tuple[float, int]:
    """The seconds for checking these files in a process of its own, and the most memory that it held, in bytes."""
    told = subprocess.run(
        [sys.executable, "-c", _MANY, str(at_once)],
        input="\0".join(map(str, paths)),
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, memory = told.stdout.split()
    return float(seconds), int(memory)


def many() -> None:
    """Check the files named on standard input, so many at once; prints the seconds and the memory that was held."""
    import resource

    from workflow.examine import Examiner
    from workflow.findings import Supplies

    paths = [Path(name) for name in sys.stdin.read().split("\0")]
    begun = time.perf_counter()
    with Examiner(at_once=int(sys.argv[1])) as examiner:
        read = sum(1 for _ in examiner.check_many(paths, Supplies(time.time_ns() // 1000)))
    assert read == len(paths)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(time.perf_counter() - begun, memory)
