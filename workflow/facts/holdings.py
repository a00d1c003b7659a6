"""Facts about what the desk holds and whom the document concerns: files, custody, disclosure, people accused."""

from __future__ import annotations

from workflow.facts.base import Fact, FactId
from workflow.terms import Copy, ExhibitKind


class ExhibitAttached(Fact, frozen=True):
    """A file that the desk holds, known by its hash (SHA-256, hexadecimal) and its size in bytes.

    `about` is the statement or the request that it belongs to; empty, it belongs to the document. `sha512` stands
    there when its bytes were taken in; `is_kept` says that the desk keeps them, not their hash alone.
    """

    kind: ExhibitKind
    name: str
    sha256: str
    size: int
    about: FactId = ""
    obtained_at: str = ""
    url: str = ""
    note: str = ""
    sha512: str = ""
    is_kept: bool = False


class CustodyRecorded(Fact, frozen=True):
    """Who held the document from when on, and how it came to them: a source of the case, or a `holder` in words."""

    how: str
    source: FactId = ""
    holder: str = ""
    since: str = ""


class Disclosed(Fact, frozen=True):
    """Somebody was shown or told something of the document outside a request for comment.

    `copy` is what was shown, `exhibit` the file if it is one that we hold, `reason` why the original had to be.
    """

    at: str
    what: str
    copy: Copy
    source: FactId = ""
    office: str = ""
    exhibit: FactId = ""
    reason: str = ""


class PersonAccused(Fact, frozen=True):
    """The document, or our story, alleges something against a person: a source of the case, or a `name` in words."""

    allegation: str
    source: FactId = ""
    name: str = ""


class EditorInformed(Fact, frozen=True):
    """An editor (initials in `by`) was told who an unnamed source is; who it is does not stand here."""

    source: FactId
    by: str
    at: str
