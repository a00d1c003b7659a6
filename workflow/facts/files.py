"""Facts about the files that the desk keeps: what looking at them told, and what was done with them."""

from __future__ import annotations

import msgspec

from workflow.facts.base import Fact, FactId
from workflow.findings import Checked, Finding, Told
from workflow.terms import Handling, Rung, Seen


class FileChecked(Fact, frozen=True):
    """All checks were made of a file that is held; what they told, and how the reader was locked in.

    `version` is the version of onrecord, `checks` holds the outcomes that are not `not_applicable`.
    """

    exhibit: FactId
    type: str
    rung: Rung
    version: str
    findings: tuple[Finding, ...] = ()
    checks: tuple[Checked, ...] = ()
    facts: dict[str, Told] = msgspec.field(default_factory=dict)


class FileHandled(Fact, frozen=True):
    """Something was done with a file that is kept: `made` is the file that came of it, or what it was compared with.

    `tool` is what did it, with its version; `note` says more, never a place on this machine.
    """

    exhibit: FactId
    act: Handling
    made: FactId = ""
    tool: str = ""
    note: str = ""


class SignatureSeen(Fact, frozen=True):
    """Somebody (initials in `by`) looked where a handwritten signature would stand, and said what is there."""

    exhibit: FactId
    seen: Seen
    by: str
    note: str = ""
