"""A sealed desk with one full case, and how its memory, its files and its calls are looked at from outside."""

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.security.at_rest import Serving
from tests.security.durable import KINDS, Vessel
from tests.terminal.desks import fill
from tests.tui.reporter import Reporter, example, reporter
from workflow.seal import FLOOR, Key
from workflow.sealing import new_desk, unlock

PASSPHRASE = "correct horse battery Quillfeather"
CANARY = "Zara Quillfeather"


class SealedDesk(NamedTuple):
    """A sealed desk in a home of its own; its passphrase lies in the file `passphrase` there, for scripts alone."""

    folder: Path
    path: Path

    @property
    def key(self) -> Key:
        return unlock(self.path, PASSPHRASE)

    @property
    def state(self) -> Path:
        return self.folder / "state" / "onrecord"


def sealed_desk(folder: Path) -> SealedDesk:
    """Make such a desk in an empty folder; every word of its case is the canary."""
    made = SealedDesk(folder, folder / "desk.db")
    folder.mkdir(parents=True, exist_ok=True)
    with new_desk(made.path, PASSPHRASE, cost=FLOOR, state_dir=made.state).ledger as ledger:
        fill(ledger, lambda: CANARY)
    (folder / "passphrase").write_text(PASSPHRASE)
    return made


@pytest.fixture
def sealed(tmp_path: Path) -> SealedDesk:
    return sealed_desk(tmp_path / "sealed")


@pytest.fixture(params=KINDS)
def vessel(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vessel]:
    """A desk of either kind whose file is to be damaged."""
    made = Vessel(tmp_path, request.param)
    yield made
    made.close()


@pytest.fixture
def sealed_vessel(tmp_path: Path) -> Iterator[Vessel]:
    made = Vessel(tmp_path, "sealed")
    yield made
    made.close()


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    """A process that holds a sealed desk open and does what it is told."""
    made = Serving(tmp_path)
    yield made
    made.close()


def in_memory(pid: int, *needles: bytes) -> list[bytes]:
    """Which of these bytes stand anywhere in the memory that a process may write to."""
    found: set[bytes] = set()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, size in _regions(pid):
            try:
                memory.seek(start)
                held = memory.read(size)
            except (OSError, ValueError, OverflowError):
                continue
            found.update(needle for needle in needles if needle in held)
    return sorted(found)


def _regions(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text("utf-8", errors="replace").splitlines():
        span, access, *_ = line.split()
        start, _, end = span.partition("-")
        if access.startswith("rw"):
            yield int(start, 16), int(end, 16) - int(start, 16)


def forms(text: str) -> tuple[bytes, ...]:
    """A text as it may stand in memory: in UTF-8, in UTF-16 and UTF-32 as Python and libraries hold it."""
    return text.encode(), text.encode("utf-16-le"), text.encode("utf-32-le")


def readable_memory() -> bool:
    """Whether this user may read another process that keeps tracers out: on Linux, as root."""
    return Path("/proc/self/mem").exists() and os.geteuid() == 0


def on_stage(scene: Callable[[Reporter], None]) -> None:
    """Something that is done with the app of the example, as if its desk were sealed where `_held_secrets` is set."""

    async def run() -> None:
        async with reporter(example()) as r:
            scene(r)
            await r.waits()

    asyncio.run(run())
