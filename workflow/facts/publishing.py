"""Facts about what leaves the building: approvals, initials, overrides, exports, where it was printed, corrections."""

from __future__ import annotations

from workflow.facts.base import Fact, FactId
from workflow.terms import Audience, Box, Gate, Section


class PublicTextWritten(Fact, frozen=True):
    """A passage of the public summary that the desk writes itself; empty text takes the passage out."""

    section: Section
    text: str
    supersedes: tuple[FactId, ...] = ()


class TextApproved(Fact, frozen=True):
    """Somebody (initials) approved one exact text for the public: where it stands, and its hash (SHA-256).

    `place` is the id of what the text belongs to, a colon and the field. Another text in that place is not approved.
    """

    place: str
    digest: str
    by: str


class GateOverridden(Fact, frozen=True):
    """A senior editor (initials) opens a gate in spite of these findings (their keys), for a reason."""

    gate: Gate
    findings: tuple[str, ...]
    reason: str
    by: str


class BoxInitialled(Fact, frozen=True):
    """Somebody (initials) has weighed harm, law, or the traces that lead to the source, before publication."""

    box: Box
    by: str
    note: str = ""


class Exported(Fact, frozen=True):
    """A file left the desk: for whom, in which format, standing at which moment (empty: now), its hash, who did it.

    Never what it says. `sha256` is that of the bytes that the reader reads, in hexadecimal; `to` names those to whose
    keys the file was encrypted.
    """

    audience: Audience
    form: str
    sha256: str
    as_of: str = ""
    by: str = ""
    to: tuple[str, ...] = ()


class ExportFailed(Fact, frozen=True):
    """An export that was logged did not reach its file."""

    export: FactId
    why: str


class Printed(Fact, frozen=True):
    """What was exported was published: where (an address, an edition), and when."""

    export: FactId
    where: str
    at: str


class CorrectionMade(Fact, frozen=True):
    """Whoever got these exports was told what has changed since: when, where, in which words."""

    exports: tuple[FactId, ...]
    at: str
    where: str
    text: str
