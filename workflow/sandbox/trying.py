"""Which rung this machine has: each is tried, and counts by what it really denied."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from workflow.sandbox import ladder
from workflow.sandbox.folders import needed
from workflow.sandbox.limits import Limits
from workflow.sandbox.orders import Order
from workflow.sandbox.probing import Denied, Probe
from workflow.sandbox.worker import Halted, NotStarted, TimeUp, TooLong, TooMuchMemory, Worker, asked

_PROBE = Limits(cpu=5, wall=10.0)


class Tried(NamedTuple):
    """A rung, what was denied on it, and the locks that a child has to have on it from now on."""

    rung: str
    denied: frozenset[str] = frozenset()
    locks: tuple[str, ...] = ()


def best(worker_of: type[Worker] = Worker) -> Tried:
    """The strongest rung of this machine."""
    for rung in ladder.STRONG:
        tried = attempt(rung, worker_of)
        if tried is not None and tried.denied >= must_deny():
            return tried
    return attempt(ladder.LIMITS_ALONE, worker_of) or Tried(ladder.LIMITS_ALONE)


def must_deny() -> frozenset[str]:
    """What a rung must deny to count as strong; abstract sockets are Linux's own."""
    return ladder.MUST_DENY if sys.platform == "linux" else ladder.MUST_DENY - {"abstract"}


def attempt(rung: str, worker_of: type[Worker] = Worker) -> Tried | None:
    """Try one rung with a child that does its worst; None where it cannot be had."""
    worker = worker_of(rung)
    try:
        with _canary() as probe:
            order = Order("workflow.sandbox.probing", readable=needed().readable, limits=_PROBE, has_file=False)
            with worker.job(order, None) as job:
                job.begin()
                job.ask([asked(msgspec.msgpack.encode(probe))])
                answers = list(job.frames(1 << 16, 1 << 16))
                ended = job.end()
        if ended is None or ended.status != 0 or len(answers) != 1:
            return None
        denied = msgspec.msgpack.decode(answers[0][1], type=Denied)
    except (NotStarted, Halted, TimeUp, TooLong, TooMuchMemory, OSError, msgspec.MsgspecError):
        return None
    finally:
        worker.kill()
    return Tried(rung, frozenset(denied.names), denied.locks)


@contextlib.contextmanager
def _canary() -> Iterator[Probe]:
    """A file that could be read, were it not for the sandbox."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        canary = Path(folder, "canary")
        canary.write_bytes(b"canary")
        yield Probe(str(canary), os.getpid())
