"""Reports of files that could not be read, or not to the end: nothing is found, and what was not checked is all."""

from __future__ import annotations

import os
import signal
from enum import Enum

from workflow.findings import KINDS, Checked, Finding, Report
from workflow.sandbox.limits import Limits
from workflow.sandbox.orders import UNLOCKED, Ended
from workflow.terms import Outcome, Rung

NOT_STARTED = "No process could be started to read the file."
WEAK = (
    "This machine cannot lock the reader in, so that only plain text and mail are read. "
    "Install bubblewrap, or say that this file is to be read all the same."
)
NO_SOUND_ANSWER = "The reader gave no sound answer."
TOO_LARGE = "The file is larger than is read (256 MB)."
TOO_MUCH_MEMORY = "Reading it took more memory than one file may take."


class Kind(Enum):
    """What became of the file: it asked for too much, the reader broke down on it, or nobody tried to read it."""

    LIMITS = b"L"
    UNREADABLE = b"U"
    NOT_TRIED = b"N"

    @classmethod
    def of(cls, letter: bytes) -> Kind:
        """The kind that a worker names; what it names wrongly is unreadable."""
        return cls(letter) if letter in (b"L", b"U", b"N") else cls.UNREADABLE


_FINDING = {Kind.LIMITS: "file.limits_hit", Kind.UNREADABLE: "file.unreadable"}


class Failure(Exception):
    """Why a worker gave no answer that counts."""

    def __init__(self, kind: Kind, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


def failed(failure: Failure, rung: Rung, size: int) -> Report:
    """A report with the one finding that a failure is, if it is one, and everything else not checked for its reason."""
    found = _FINDING.get(failure.kind)
    findings = (Finding(found, KINDS[found].severity, "the file", failure.reason, "onrecord"),) if found else ()
    checks = tuple(
        Checked(name, Outcome.FOUND) if name == found else Checked(name, Outcome.NOT_CHECKED, failure.reason)
        for name in KINDS
    )
    return Report("unknown", rung, findings, checks, {"bytes": size})


def time_up(limits: Limits) -> Failure:
    """More seconds by the clock than a job may take."""
    return Failure(Kind.LIMITS, f"Reading it took longer than {limits.wall:g} seconds.")


def of_end(ended: Ended | None, limits: Limits) -> Failure:
    """What the end of a child that gave no whole answer means."""
    if ended is None:
        return Failure(Kind.UNREADABLE, "The reader ended before it answered.")
    code = os.waitstatus_to_exitcode(ended.status)
    if code == -signal.SIGXCPU:
        return Failure(Kind.LIMITS, f"Reading it took more than {limits.cpu} seconds of processor time.")
    if code == UNLOCKED:
        return Failure(Kind.NOT_TRIED, "The reader could not be locked in as it was before.")
    if ended.memory > limits.memory // 2 and code:
        return Failure(Kind.LIMITS, TOO_MUCH_MEMORY)
    if code == -signal.SIGKILL:
        return Failure(Kind.LIMITS, "Reading it took more memory or time than this machine gives.")
    if code < 0:
        return Failure(Kind.UNREADABLE, f"The reader broke down on this file ({_signal_name(-code)}).")
    return Failure(Kind.UNREADABLE, NO_SOUND_ANSWER)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
