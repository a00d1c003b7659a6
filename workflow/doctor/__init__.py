"""The seizure view: what a taken machine would show of a reporter's work, and what to do about each of it."""

from __future__ import annotations

from workflow.doctor.finding import Finding, Outcome
from workflow.doctor.machine import Machine, this_machine
from workflow.doctor.places import place_warning

__all__ = ["Finding", "Machine", "Outcome", "examine", "place_warning", "this_machine"]


def examine(machine: Machine) -> tuple[Finding, ...]:
    """Everything that a finder of this machine would see of ours. Nothing is written, opened as a desk, or unlocked."""
    from workflow.doctor.checks import CHECKS
    from workflow.doctor.survey import Survey

    survey = Survey(machine)
    return tuple(finding for check in CHECKS for finding in check(survey))
