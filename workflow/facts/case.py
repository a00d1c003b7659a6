"""Facts about the case as a whole, its document and its questions."""

from __future__ import annotations

from workflow.facts.base import Fact, FactId
from workflow.terms import PURPORTED, Kind

DOCUMENT_FIELDS = tuple(PURPORTED)
"""The purported facts a document may have."""


class CaseOpened(Fact, frozen=True):
    """A case begins: its short name on the command line, its title, the zone its times are shown in."""

    slug: str
    title: str
    timezone: str = "UTC"
    invented: bool = False


class CaseRenamed(Fact, frozen=True):
    """The title of the case changes."""

    title: str
    reason: str
    supersedes: tuple[FactId, ...] = ()


class CaseZoned(Fact, frozen=True):
    """The time zone in which the case's times are shown changes (an IANA name)."""

    timezone: str
    reason: str
    supersedes: tuple[FactId, ...] = ()


class CaseClosed(Fact, frozen=True):
    """Work on the case ends for now; it stays readable and can be reopened."""

    reason: str


class CaseReopened(Fact, frozen=True):
    """Work on the case goes on; names the closings it lifts."""

    reason: str
    supersedes: tuple[FactId, ...] = ()


class DocumentDescribed(Fact, frozen=True):
    """Purported facts of the document: what it claims about itself. Only the keys given are set."""

    fields: dict[str, str]
    reason: str = ""
    supersedes: tuple[FactId, ...] = ()


class QuestionRaised(Fact, frozen=True):
    """A question about the document, with its yes/no proposition (empty until somebody words it)."""

    slug: str
    kind: Kind
    proposition: str = ""


class QuestionWorded(Fact, frozen=True):
    """The proposition of a question is put in other words."""

    question: FactId
    proposition: str
    reason: str = ""
    supersedes: tuple[FactId, ...] = ()


class QuestionWithdrawn(Fact, frozen=True):
    """A question is no longer asked."""

    question: FactId
    reason: str
