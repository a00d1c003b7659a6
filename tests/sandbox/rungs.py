"""The rungs that this machine has, each tried once."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import msgspec

from workflow.examine import Examiner
from workflow.findings import KINDS, Supplies
from workflow.sandbox import ladder, trying
from workflow.sandbox.limits import Limits
from workflow.sandbox.target import Target
from workflow.terms import Outcome

SUPPLIES = Supplies(now=1_780_000_000_000_000)
TIGHT = Limits(cpu=1, wall=4.0, memory=400_000_000)
HERE = str(Path(__file__).parent.parent)


@cache
def available() -> tuple[trying.Tried, ...]:
    """Every rung that can be had here, the strongest first; limits alone always can."""
    tried = (trying.attempt(rung) for rung in (*ladder.STRONG, ladder.LIMITS_ALONE))
    return tuple(one for one in tried if one is not None)


def names() -> list[str]:
    return [one.rung for one in available()]


def of(rung: str) -> trying.Tried:
    return next(one for one in available() if one.rung == rung)


def hostile(rung: str | None = None, limits: Limits = TIGHT, at_once: int = 1) -> Examiner:
    """An examiner whose workers do what the bytes of the file name, not what a check would."""
    tried = of(rung) if rung else available()[0]
    return Examiner(at_once, True, tried=tried, limits=limits, runner="tests.sandbox.hostile", folders=(HERE,))


def in_memory(data: bytes, name: str = "letter.bin") -> Target:
    """A file that lies nowhere, open as the desk opens the files that it keeps."""
    fd = os.memfd_create("file") if hasattr(os, "memfd_create") else _unlinked()
    os.write(fd, data)
    os.lseek(fd, 0, os.SEEK_SET)
    return Target(fd, len(data), name)


def _unlinked() -> int:
    import tempfile

    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def sound(**changed: object) -> bytes:
    """The report of a worker that found nothing, with some of it changed."""
    checks = [{"check": name, "outcome": Outcome.NOT_FOUND.value} for name in KINDS]
    report = {"type": "text", "findings": [], "checks": checks, "facts": {"pages": 1}}
    return msgspec.msgpack.encode({**report, **changed})
