"""What a case knows of what leaves the building: approvals, initials, overrides, exports, corrections. Frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from workflow.facts import FactId
from workflow.terms import Audience, Box, Gate, Section
from workflow.when import When


class PublicPassage(NamedTuple):
    """A passage of the public summary that the desk wrote itself; `id` is that of the fact that wrote it last."""

    id: FactId
    section: Section
    text: str


class Approval(NamedTuple):
    """An approval of one exact text: who gave it (initials), and its place in the log."""

    id: FactId
    by: str
    position: int
    claimed_at: str


class Override(NamedTuple):
    """A gate opened in spite of some findings (their keys); `position` is its place in the log."""

    id: FactId
    gate: Gate
    findings: frozenset[str]
    reason: str
    by: str
    claimed_at: str
    position: int = 0


class Initials(NamedTuple):
    """A box that somebody initialled."""

    id: FactId
    box: Box
    by: str
    note: str
    position: int
    claimed_at: str


class PrintedAt(NamedTuple):
    """Where and when an export was published."""

    id: FactId
    where: str
    at: When


class Export(NamedTuple):
    """A file that left the desk. `position` is its place in the log: what the case said then is what came before.

    `as_of` is the moment it stood at, None for the time it was made; `to` names those to whose keys it was encrypted.
    """

    id: FactId
    audience: Audience
    form: str
    sha256: str
    as_of: When | None
    by: str
    position: int
    claimed_at: str
    printed: tuple[PrintedAt, ...] = ()
    to: tuple[str, ...] = ()

    @property
    def is_difference(self) -> bool:
        """Whether it told only what changed: nobody compares with that."""
        return self.form.startswith("diff-")


class Correction(NamedTuple):
    """That whoever got some exports was told what has changed since."""

    id: FactId
    exports: tuple[FactId, ...]
    at: When
    where: str
    text: str
    position: int


class Outgoing(NamedTuple):
    """All of it. `approvals` goes by place and digest; exports stand in the order made, without those that failed."""

    passages: tuple[PublicPassage, ...] = ()
    approvals: Mapping[tuple[str, str], Approval] = {}
    overrides: tuple[Override, ...] = ()
    initials: tuple[Initials, ...] = ()
    exports: tuple[Export, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def approval(self, place: str, text: str) -> Approval | None:
        """The approval of exactly this text in this place, if somebody gave it."""
        return self.approvals.get((place, digest_of(text)))

    def passage(self, section: Section) -> PublicPassage | None:
        """What the desk wrote for a section of the public summary."""
        return next((passage for passage in self.passages if passage.section is section), None)


def digest_of(text: str) -> str:
    """The hash by which a text is approved: SHA-256 of its UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
