"""What an editor's summary says, as plain data: every text is cleaned, worded and free of what must not leave the desk.

This is also the schema of the summary as JSON: one object whose keys are the fields of `EditorSummary`, in which every
time has both the words that a reader sees and ISO 8601 in the zone of the case (a date stays a date).
"""

from __future__ import annotations

import msgspec


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


class Headline(msgspec.Struct, frozen=True):
    """The state that speaks for the document with its questions, the states of the others, and why in one sentence."""

    state: StateText
    questions: tuple[str, ...]
    line: str
    others: str
    because: str


class Disagreement(msgspec.Struct, frozen=True):
    """An editor disagrees with the state of a question; the state stays as the statements make it."""

    state: StateText
    reason: str
    by: str
    at: Time


class Question(msgspec.Struct, frozen=True):
    """A question with its state, why it is so, the best basis on each side, and the flags beside it."""

    word: str
    kind: str
    proposition: str
    state: StateText
    because: str
    confirms: tuple[str, ...]
    disputes: tuple[str, ...]
    flags: tuple[Text, ...]
    disagreements: tuple[Disagreement, ...]


class Next(msgspec.Struct, frozen=True):
    """A next action: its level (`!` before publishing, `>` next, `?` worth asking), what to do, and the reason."""

    level: str
    text: str
    reason: str


class Stance(msgspec.Struct, frozen=True):
    """What a statement says on one question, and what that is worth: its class, or the reason why it is set aside."""

    question: str
    stance: Text
    counts: bool
    worth: str


class Change(msgspec.Struct, frozen=True):
    """The state of a question changed."""

    question: str
    before: StateText
    after: StateText


class Event(msgspec.Struct, frozen=True):
    """A line of the timeline: what was said, by whom and on what terms, when we learned it, what changed with it.

    What changed stands with the last line learned at one moment. `said` and `who` are empty where something that may
    not be told, or the end of an embargo, changed a state.
    """

    learned: Time
    said: Time
    who: str
    terms: str
    through: str
    embargo: str
    words: str
    quoted: bool
    details: tuple[str, ...]
    stances: tuple[Stance, ...]
    changes: tuple[Change, ...]


class Source(msgspec.Struct, frozen=True):
    """A source as it may be called: its standing and body, the terms it spoke on, what its knowledge rests on.

    Sources that share a letter in `lineage` rest on one origin; letters mean nothing outside this summary, and those
    of unnamed sources are apart from those of named ones.
    """

    called: str
    standing: str
    body: str
    terms: tuple[str, ...]
    through: tuple[str, ...]
    lineage: str
    grades: tuple[str, ...]


class Request(msgspec.Struct, frozen=True):
    """A request for comment, with the words that may be printed of its outcome."""

    to: str
    sent: Time
    channel: str
    questions: tuple[str, ...]
    deadline: str
    phrase: str


class Contested(msgspec.Struct, frozen=True):
    """Something that two facts set differently; `values` only where none of them can lead to a source."""

    what: str
    values: tuple[str, ...]


class Since(msgspec.Struct, frozen=True):
    """What changed from an earlier moment to that of the summary: states, and how many statements were learned."""

    moment: Time
    changes: tuple[Change, ...]
    statements: int


class Document(msgspec.Struct, frozen=True):
    """One purported fact of the document: what it claims about itself."""

    field: str
    text: str


class EditorSummary(msgspec.Struct, frozen=True):
    """The summary for an editor."""

    title: str
    invented: bool
    is_open: bool
    newsroom: str
    reporter: str
    as_of: Time
    stands_in_past: bool
    timezone: str
    version: str
    heads: tuple[str, ...]
    headline: Headline
    questions: tuple[Question, ...]
    next: tuple[Next, ...]
    since: Since | None
    timeline: tuple[Event, ...]
    sources: tuple[Source, ...]
    requests: tuple[Request, ...]
    contested: tuple[Contested, ...]
    document: tuple[Document, ...]
    off_record: int
    deep_background: int
    legend: tuple[StateText, ...]
    classes: tuple[Text, ...]
