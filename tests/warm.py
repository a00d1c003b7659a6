"""Readers that outlive the examiner that started them, for tests that are about something else than starting one."""

from __future__ import annotations

import queue
from collections import defaultdict
from collections.abc import Iterator

import pytest

from workflow.examine import asking
from workflow.examine.asking import Asker
from workflow.sandbox.worker import Worker

_idle: defaultdict[tuple[str, tuple[str, ...]], list[Worker]] = defaultdict(list)


def _worker(rung: str, folders: tuple[str, ...] = ()) -> Worker:
    idle = _idle[rung, folders]
    return idle.pop() if idle else Worker(rung, folders)


def _close(asker: Asker) -> None:
    """Keep the readers that wait for a file; one that still reads is ended."""
    asker._closed = True
    kept = []
    for _ in asker._all:
        try:
            kept.append(asker._free.get(timeout=1))
        except queue.Empty:
            break
    for worker in set(asker._all) - set(kept):
        worker.kill()
    _idle[asker._tried.rung, asker._folders].extend(kept)


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examiners take the readers that an earlier one left, and leave theirs."""
    monkeypatch.setattr(asking, "Worker", _worker)
    monkeypatch.setattr(Asker, "close", _close)


@pytest.fixture(scope="session", autouse=True)
def ended() -> Iterator[None]:
    """No reader outlives the session."""
    yield
    for worker in (worker for idle in _idle.values() for worker in idle):
        worker.kill()
    _idle.clear()
