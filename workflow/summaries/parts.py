"""What the summaries for an editor and a lawyer have in common, as plain data; `AnyText` is the audience's own text.

Every time has both the words that a reader sees and ISO 8601 in the zone of the case (a date stays a date).
"""

from __future__ import annotations

from typing import Generic

import msgspec

from workflow.summaries.audiences import AnyText


class Text(msgspec.Struct, frozen=True):
    """A member of the vocabulary: its stored value, its word, its one-sentence meaning."""

    value: str
    word: str
    meaning: str


class StateText(Text, frozen=True):
    """A state, with the name of the glyph that stands before its word."""

    glyph: str


class Time(msgspec.Struct, frozen=True):
    """A moment as a reader sees it and as ISO 8601."""

    text: str
    iso: str


class Headline(msgspec.Struct, Generic[AnyText], frozen=True):
    """The state that speaks for the document with its questions, the states of the others, and why in one sentence."""

    state: StateText
    questions: tuple[AnyText, ...]
    line: AnyText
    others: AnyText
    because: AnyText


class Change(msgspec.Struct, Generic[AnyText], frozen=True):
    """The state of a question changed."""

    question: AnyText
    before: StateText
    after: StateText


class Exported(msgspec.Struct, frozen=True):
    """A file that left the desk: for whom, in which format, when."""

    audience: Text
    form: str
    at: Time


class Since(msgspec.Struct, Generic[AnyText], frozen=True):
    """What changed from an earlier moment on: states, and how many statements were learned.

    Where `export` is given it is since that summary left, by its place in the log, and `exports` are those since.
    """

    moment: Time
    changes: tuple[Change[AnyText], ...]
    statements: int
    export: Exported | None = None
    exports: tuple[Exported, ...] = ()


class Document(msgspec.Struct, Generic[AnyText], frozen=True):
    """One purported fact of the document: what it claims about itself."""

    field: str
    text: AnyText


class Exhibit(msgspec.Struct, Generic[AnyText], frozen=True):
    """A file that the desk holds, with its hash (SHA-256) and its size in bytes; `number` counts from 1.

    `belongs` says to what: the document, what somebody said, a request.
    """

    number: int
    kind: Text
    belongs: AnyText
    name: AnyText
    sha256: str
    size: int
    obtained: Time
    url: AnyText
    note: AnyText


class Custody(msgspec.Struct, Generic[AnyText], frozen=True):
    """Who held the document, since when where that may be told, and how it came to them."""

    holder: AnyText
    since: Time
    how: AnyText


class Disclosure(msgspec.Struct, Generic[AnyText], frozen=True):
    """What somebody was shown or told outside a request; `reason` why the original had to be shown."""

    to: AnyText
    at: Time
    copy: Text
    what: AnyText
    reason: AnyText


class Accused(msgspec.Struct, Generic[AnyText], frozen=True):
    """Somebody against whom something is alleged, and the phrase that may be printed of a request to them."""

    name: AnyText
    allegation: AnyText
    reply: AnyText


class Override(msgspec.Struct, Generic[AnyText], frozen=True):
    """A gate that somebody (initials) opened in spite of something; `in_spite_of` is what of it is still missing."""

    gate: Text
    in_spite_of: tuple[AnyText, ...]
    reason: AnyText
    by: AnyText
    at: Time


class Initials(msgspec.Struct, Generic[AnyText], frozen=True):
    """Somebody weighed this, and noted what."""

    by: AnyText
    note: AnyText
    at: Time


class Box(msgspec.Struct, Generic[AnyText], frozen=True):
    """What has to be weighed before publication, with who initialled it."""

    box: Text
    initials: tuple[Initials[AnyText], ...]


class Printable(msgspec.Struct, Generic[AnyText], frozen=True):
    """A sentence that may be printed, word for word: under which rule, and on which questions."""

    rule: Text
    text: AnyText
    questions: tuple[AnyText, ...]
