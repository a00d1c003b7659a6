"""Putting one job to one of the warm workers, and taking its answer for nothing but frames of one kind."""

from __future__ import annotations

import contextlib
import os
import queue
import time
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import msgspec

from workflow.examine import hints
from workflow.examine.failed import NO_SOUND_ANSWER, NOT_STARTED, TOO_MUCH_MEMORY, Failure, Kind, of_end, time_up
from workflow.hashing import Stopped
from workflow.sandbox import frames
from workflow.sandbox.folders import needed
from workflow.sandbox.limits import Limits
from workflow.sandbox.orders import Order
from workflow.sandbox.target import Target
from workflow.sandbox.trying import Tried
from workflow.sandbox.worker import (
    GoesOn,
    Halted,
    Job,
    NotStarted,
    TimeUp,
    TooLong,
    TooMuchMemory,
    Worker,
    asked,
    own_descriptor,
)

RUNNER = "workflow.checks.jobs"
_TICK = 0.05
_MOST_REASON = 300


class Question(NamedTuple):
    """What is asked: the words of the job, the kind of frames that answer it, their largest size, and all of them."""

    words: dict[str, object]
    kind: bytes
    most: int
    most_of_all: int
    limits: Limits


class Asker:
    """Some warm workers on one rung. Any thread may ask; each worker does one job at a time."""

    def __init__(self, at_once: int, tried: Tried, runner: str = RUNNER, folders: tuple[str, ...] = ()) -> None:
        self._tried = tried
        self._runner = runner
        self._folders = folders
        self._all = [Worker(tried.rung, folders) for _ in range(at_once)]
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in self._all:
            self._free.put(worker)
        self._closed = False

    def close(self) -> None:
        """Stop what still runs, and end the workers."""
        self._closed = True
        until = time.monotonic() + 1
        for _worker in self._all:
            with contextlib.suppress(queue.Empty):
                self._free.get(timeout=max(0.0, until - time.monotonic()))
        for worker in self._all:
            worker.kill()

    def answers(
        self,
        question: Question,
        target: Target | None,
        goes_on: GoesOn | None = None,
        pictures: Iterable[tuple[bytes, bytes]] = (),
    ) -> Generator[bytes, None, None]:
        """The content of the frames that answer a question. Raises Failure, Stopped."""

        def still() -> bool:
            return not self._closed and (goes_on is None or goes_on())

        worker = self._take(still)
        try:
            with _descriptor(target) as fd, worker.job(self._order(question, fd, worker.served), fd) as job:
                job.begin(still)
                job.ask(chain([asked(msgspec.msgpack.encode(question.words))], pictures), still)
                yield from _taken(job, question, still)
        except Halted:
            raise Stopped("The file was not read to its end.", where=target.name if target else "") from None
        except TimeUp:
            raise time_up(question.limits) from None
        except TooMuchMemory:
            raise Failure(Kind.LIMITS, TOO_MUCH_MEMORY) from None
        except TooLong:
            raise Failure(Kind.UNREADABLE, NO_SOUND_ANSWER) from None
        except (NotStarted, OSError):  # no descriptor, no memory for another
            raise Failure(Kind.NOT_TRIED, NOT_STARTED) from None
        finally:
            self._free.put(worker)

    def _take(self, still: GoesOn) -> Worker:
        while True:
            with contextlib.suppress(queue.Empty):
                return self._free.get(timeout=_TICK)
            if not still():
                raise Stopped("The file was not read.")

    def _order(self, question: Question, fd: int | None, served: int) -> Order:
        job = str(question.words["job"])
        start = b"" if fd is None else hints.start_of(fd)
        return Order(
            runner=self._runner,
            modules=hints.modules(start, served, job),
            readable=(*needed().readable, *self._folders),
            must=self._tried.locks,
            limits=question.limits,
            has_file=fd is not None,
        )


def _taken(job: Job, question: Question, still: GoesOn) -> Iterator[bytes]:
    """The frames of the one kind that answers, up to the one that says that all is told."""
    whole = False
    for kind, data in job.frames(question.most, question.most_of_all, still):
        if whole or kind not in (question.kind, frames.FAILED, frames.END):
            raise TooLong
        if kind == frames.FAILED:
            job.end(still)
            reason = data[1:].decode("utf-8", "replace").strip()[:_MOST_REASON]
            raise Failure(Kind.of(data[:1]), reason or NO_SOUND_ANSWER)
        whole = kind == frames.END
        if not whole:
            yield data
    ended = job.end(still)
    if not whole:
        raise of_end(ended, question.limits)


@contextlib.contextmanager
def _descriptor(target: Target | None) -> Iterator[int | None]:
    if target is None:
        yield None
        return
    fd = own_descriptor(target.fd)
    try:
        yield fd
    finally:
        os.close(fd)
