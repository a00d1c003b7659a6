"""Taking files in, against copying them and hashing them twice with the usual tools, one after the other."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.desks import Room
from benchmarks.figures import Figure, span
from benchmarks.timing import paired
from workflow import facts as f
from workflow.intake.taking import Asked, take_in
from workflow.ledger import Ledger

MIB = 1 << 20
BAR = 0.8
ROUNDS = 7
"""Pairs, however many the others have: each takes seconds."""


def intake(room: Room) -> Iterator[Figure]:
    """One large file, and many small ones."""
    large, small = room.folder / "large", room.folder / "small"
    large.mkdir()
    small.mkdir()
    _large(large / "film.bin", room.sizes.file_mib)
    _small(small, room.sizes.small_files)
    try:
        yield _figure(room, f"taking in one file of {room.sizes.file_mib:,} MiB", large)
        yield _figure(room, f"taking in {room.sizes.small_files:,} small files", small)
    finally:
        shutil.rmtree(large)
        shutil.rmtree(small)


def _large(path: Path, mib: int) -> None:
    with path.open("wb") as file:
        for _ in range(mib):
            file.write(os.urandom(MIB))


def _small(folder: Path, count: int) -> None:
    """Files of some kilobytes to some hundreds, as attachments are: 68 kB in the mean."""
    rng = random.Random(5)
    for number in range(count):
        (folder / f"{number:05}.bin").write_bytes(os.urandom(min(int(rng.lognormvariate(10.3, 1.2)), 2 * MIB)))


def _figure(room: Room, what: str, folder: Path) -> Figure:
    pair = paired(partial(_ours, room, folder), partial(_series, room, folder), ROUNDS)
    against = "cp, sync, openssl dgst -sha256 and -sha512 in series"
    return Figure(f"{what} / {against}", span(pair.ours), span(pair.other), pair.rate, "x", BAR, at_least=True)


def _ours(room: Room, folder: Path) -> float:
    """The seconds of one intake into a plain desk of its own."""
    place = room.folder / "intake"
    place.mkdir()
    try:
        with Ledger.create(place / "cases.db", state_dir=place / "state") as ledger:
            case = ledger.new_case(f.CaseOpened("letter", "The letter", "UTC"))
            return _timed(lambda: take_in(ledger, case, [folder], Asked()))
    finally:
        _clear(place)


def _series(room: Room, folder: Path) -> float:
    """The seconds of the same with the usual tools; the files are named to openssl in as few calls as may be."""
    place = room.folder / "copied"
    names = sorted(str(path) for path in folder.iterdir())

    def work() -> None:
        subprocess.run(["cp", "-r", str(folder), str(place)], check=True)
        subprocess.run(["sync"], check=True)
        for algorithm in ("-sha256", "-sha512"):
            for at in range(0, len(names), 1_000):
                subprocess.run(["openssl", "dgst", algorithm, *names[at : at + 1_000]], check=True, capture_output=True)

    try:
        return _timed(work)
    finally:
        _clear(place)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _clear(place: Path) -> None:
    """Remove what was written, and let the disk finish, so that no round pays for the one before."""
    shutil.rmtree(place)
    os.sync()
