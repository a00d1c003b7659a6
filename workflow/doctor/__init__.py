"""The seizure view: what a taken machine would show of a reporter's work, and what to do about each of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.doctor.finding import Finding, Outcome, cannot_tell, shown
from workflow.doctor.machine import Machine, this_machine
from workflow.doctor.places import place_warning

if TYPE_CHECKING:
    from workflow.doctor.checks import Check
    from workflow.doctor.survey import Survey

__all__ = ["Finding", "Machine", "Outcome", "examine", "place_warning", "this_machine"]


def examine(machine: Machine) -> tuple[Finding, ...]:
    """Everything that a finder of this machine would see of ours. Nothing is written, opened as a desk, or unlocked."""
    from workflow.doctor.checks import CHECKS
    from workflow.doctor.survey import Survey

    survey = Survey(machine)
    return tuple(finding for check in CHECKS for finding in _made(check, survey))


def _made(check: Check, survey: Survey) -> list[Finding]:
    """What a check finds; one that the system stops does not stop the others."""
    try:
        return list(check(survey))
    except OSError as error:
        seen = f"The system did not let this be looked at: {shown(error.strerror or type(error).__name__)}."
        return [cannot_tell(check.__name__.replace("_", " "), seen, "Look as the owner of the files.")]
