"""The sheet on which the checks of one file write what they find and how each of them ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from workflow.checks.evidence import Evidence
from workflow.findings import KINDS, Checked, Finding, Told
from workflow.terms import Outcome, Severity

MOST_OF_A_KIND = 20
MOST_VALUE = 2000
MOST_WHERE = 300


class NotChecked(Exception):
    """A check cannot be made, or not to its end; the words say why. What it found until then stands."""


class LimitsHit(Exception):
    """The file asks for more memory, time, depth or members than a check may spend; the words say which."""


TOO_MUCH = (LimitsHit, RecursionError, MemoryError)
"""What is raised where a file asks for more than is given."""


def reason(error: Exception) -> str:
    """Why something could not be looked at, in words that hold none of the file's own."""
    if isinstance(error, (NotChecked, LimitsHit)):
        return str(error)
    if isinstance(error, RecursionError):
        return "The file is nested deeper than it is read."
    if isinstance(error, MemoryError):
        return "Reading it took more memory than one file may take."
    if isinstance(error, ImportError):
        missing = error.name or "a library"
        return f"What reads it is not installed ({missing}): pip install 'onrecord[checks,c2pa,time]'."
    return f"The reader failed on this file ({type(error).__name__})."


class Sheet:
    """Findings and outcomes of one file. Every id of a finding has one outcome; at first none of them applies."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.facts: dict[str, Told] = {}
        self._outcomes: dict[str, Checked] = {
            name: Checked(name, Outcome.NOT_APPLICABLE, "Files of this type do not have it.") for name in KINDS
        }
        self._left_out: dict[str, int] = {}

    def begin(self, ids: Iterable[str]) -> None:
        """These checks are made now: found, if something is found, else not found."""
        for name in ids:
            if self._outcomes[name].outcome is Outcome.NOT_APPLICABLE:
                self._outcomes[name] = Checked(name, Outcome.NOT_FOUND)

    def find(self, name: str, where: str, value: str, tool: str, severity: Severity | None = None) -> None:
        """Write down a finding. Raises KeyError for an id that nothing describes."""
        usual = KINDS[name].severity
        self._outcomes[name] = Checked(name, Outcome.FOUND)
        if sum(one.id == name for one in self.findings) >= MOST_OF_A_KIND:
            self._left_out[name] = self._left_out.get(name, 0) + 1
            return
        self.findings.append(Finding(name, severity or usual, where[:MOST_WHERE], value[:MOST_VALUE], tool))

    def found(self, name: str) -> bool:
        """Whether there is a finding of this id."""
        return self._outcomes[name].outcome is Outcome.FOUND

    def unchecked(self, ids: Iterable[str], reason: str) -> None:
        """These checks could not be made, or not to their end; what was found stays found."""
        for name in ids:
            if self._outcomes[name].outcome is not Outcome.FOUND:
                self._outcomes[name] = Checked(name, Outcome.NOT_CHECKED, reason[:MOST_WHERE])

    def not_applicable(self, ids: Iterable[str], reason: str) -> None:
        """These checks do not apply to this file after all."""
        for name in ids:
            if self._outcomes[name].outcome is not Outcome.FOUND:
                self._outcomes[name] = Checked(name, Outcome.NOT_APPLICABLE, reason[:MOST_WHERE])

    def outcomes(self) -> tuple[Checked, ...]:
        """How every check ended, in the order of the table of findings."""
        return tuple(self._outcomes.values())

    def left_out(self) -> dict[str, int]:
        """How many findings of a kind were too many to write down."""
        return dict(self._left_out)


class Check(NamedTuple):
    """One check: the ids that it may find, and the function that looks.

    The function raises NotChecked or LimitsHit; whatever else it raises is told as not checked.
    """

    ids: tuple[str, ...]
    look: Callable[[Evidence, Sheet], None]
