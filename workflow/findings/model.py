"""What looking at one file tells: findings, how each check ended, and facts of the file. Plain frozen data."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from workflow.terms import Outcome, Rung, Severity, Speaks

Told = str | int | bool | tuple[str, ...]
"""What a fact of a file may be: words, a whole number, yes or no, or several words."""


class FindingKind(NamedTuple):
    """What a finding of one id means.

    `severity` is its usual one. `tells` is what it may tell about the document, `risk` what it may tell about a source
    (empty when nothing), `proves_not` what must never be concluded from it. A kind that `is_risk` goes to the list of
    source risks, which no export carries unless somebody asks for it.
    """

    id: str
    severity: Severity
    speaks: Speaks
    is_risk: bool
    tells: str
    risk: str
    proves_not: str


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that a check found: where (page, part, offset), what, and by which tool and version."""

    id: str
    severity: Severity
    where: str
    value: str
    tool: str


class Checked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a check ended; there is one for every id of a finding. The reason says why where it was not checked."""

    check: str
    outcome: Outcome
    reason: str = ""


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one worker told about one file, after the parent held it to its bounds.

    `type` is a short word such as `pdf` or `docx`; `facts` are facts of the file such as `pages`.
    """

    type: str
    rung: Rung
    findings: tuple[Finding, ...] = ()
    checks: tuple[Checked, ...] = ()
    facts: dict[str, Told] = msgspec.field(default_factory=dict)


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page, part or slide of extracted text, under the name by which findings call it: `page 3`, `sheet Costs`."""

    name: str
    text: str
