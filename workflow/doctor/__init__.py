"""The seizure view: what a taken machine would show of a reporter's work, and what to do about each of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workflow.doctor.copies import backups, older_copies
from workflow.doctor.desks import lone_files, plain_desks
from workflow.doctor.disk import encryption, sleep, swap
from workflow.doctor.finding import Finding, Outcome
from workflow.doctor.history import shell_history, terminals
from workflow.doctor.known import not_hidden
from workflow.doctor.leftovers import exports, left_over
from workflow.doctor.machine import Machine, this_machine
from workflow.doctor.permissions import modes
from workflow.doctor.places import file_systems, place_warning, sync_folders
from workflow.doctor.process import core_dumps, environment, tracing
from workflow.doctor.survey import Survey
from workflow.doctor.traces import editors, recent_files

__all__ = ["CHECKS", "Finding", "Machine", "Outcome", "examine", "place_warning", "this_machine"]

Check = Callable[[Survey], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    plain_desks,
    lone_files,
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


def examine(machine: Machine) -> tuple[Finding, ...]:
    """Everything that a finder of this machine would see of ours. Nothing is written, opened as a desk, or unlocked."""
    survey = Survey(machine)
    return tuple(finding for check in CHECKS for finding in check(survey))
