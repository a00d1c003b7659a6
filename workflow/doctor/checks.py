"""Every check of the seizure view, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from workflow.doctor.copies import backups, older_copies
from workflow.doctor.desks import lone_files, plain_desks
from workflow.doctor.disk import encryption, sleep, swap
from workflow.doctor.finding import Finding
from workflow.doctor.history import shell_history, terminals
from workflow.doctor.keys import key_files
from workflow.doctor.known import not_hidden
from workflow.doctor.leftovers import exports, left_over
from workflow.doctor.permissions import modes
from workflow.doctor.places import file_systems, sync_folders
from workflow.doctor.process import core_dumps, environment, tracing
from workflow.doctor.survey import Survey
from workflow.doctor.traces import editors, recent_files


class Check(Protocol):
    """A question about a machine, named after what it asks."""

    __name__: str

    def __call__(self, survey: Survey, /) -> Iterator[Finding]:
        """Every finding of this check."""


CHECKS: tuple[Check, ...] = (
    plain_desks,
    lone_files,
    key_files,
    older_copies,
    exports,
    left_over,
    shell_history,
    terminals,
    editors,
    recent_files,
    modes,
    sync_folders,
    file_systems,
    encryption,
    swap,
    sleep,
    core_dumps,
    tracing,
    environment,
    backups,
    not_hidden,
)
"""Every check, what a finder reads first being asked first."""
