"""What a public summary says, as data that cannot hold a text nobody approved: no field of it is a plain string.

Texts of the case are `PublicText`, ours are `OwnWords`; all else are words of the vocabulary, dates and numbers.
"""

from __future__ import annotations

import msgspec

from workflow.summaries.public.text import OwnWords, PublicText
from workflow.terms import Kind, State, Word


class Claim(Word):
    """What a document claims about itself, as a public reader sees it."""

    FORM = "form", "It presents itself as", "What it is."
    AUTHOR = "author", "Said to be written by", "Who is said to have written it."
    ISSUER = "issuer", "Said to be issued by", "Which office is said to have issued it."
    RECIPIENT = "recipient", "Addressed to", "To whom it is addressed."
    DATE = "date", "Dated", "Its own date."
    CLAIMS = "claims", "What it says", "What it says, in its own words."
    NOTE = "note", "What else it says of itself", "Anything else."


class Day(msgspec.Struct, frozen=True):
    """A calendar day."""

    year: int
    month: int
    day: int


class Time(msgspec.Struct, frozen=True):
    """A minute of a day, in UTC."""

    day: Day
    hour: int
    minute: int


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of our own words around approved texts; `said` only where its speaker is named."""

    pieces: tuple[PublicText | OwnWords, ...]
    said: Day | None


class Name(msgspec.Struct, frozen=True):
    """Which question: its kind, and its number among those of the same kind (0 where it is the only one)."""

    kind: Kind
    number: int


class Question(msgspec.Struct, frozen=True):
    """A question with its state and what may be told of its basis.

    `confirms` and `disputes` count on one side each, `others` took no side or took something back. `is_told` is
    whether these sentences alone give the state.
    """

    name: Name
    state: State
    proposition: PublicText | None
    confirms: tuple[Sentence, ...]
    disputes: tuple[Sentence, ...]
    others: tuple[Sentence, ...]
    is_told: bool


class Headline(msgspec.Struct, frozen=True):
    """The states with the questions that are in each: first the one that speaks for the document, then the others."""

    groups: tuple[tuple[State, tuple[Name, ...]], ...]


class Fact(msgspec.Struct, frozen=True):
    """One thing that the document claims about itself."""

    claim: Claim
    text: PublicText


class Passage(msgspec.Struct, frozen=True):
    """A passage that the desk wrote; `text` is None where what it wrote is not approved."""

    text: PublicText | None


class Change(msgspec.Struct, frozen=True):
    """A question's state then and now; None before it was raised, and once it is no longer asked."""

    name: Name
    before: State | None
    after: State | None


class Since(msgspec.Struct, frozen=True):
    """What changed since the last summary for the public, which stood at that time."""

    moment: Time
    changes: tuple[Change, ...]


class Correction(msgspec.Struct, frozen=True):
    """A correction that was published: when, in which words, where; None where those are not approved."""

    at: Day
    text: PublicText | None
    where: PublicText | None


class Printed(msgspec.Struct, frozen=True):
    """Where an earlier summary was published, and when."""

    at: Day
    where: PublicText


class Gaps(msgspec.Struct, frozen=True):
    """How much is left out because nobody approved its wording; of unnamed sources nothing is counted."""

    statements: int
    requests: int
    facts: int
    places: int


class PublicSummary(msgspec.Struct, frozen=True):
    """The summary for the public: how we checked this. Renderers take nothing else."""

    title: PublicText | None
    newsroom: PublicText | None
    invented: bool
    as_of: Time
    headline: Headline
    facts: tuple[Fact, ...]
    surfaced: Passage | None
    questions: tuple[Question, ...]
    quotes: tuple[Sentence, ...]
    requests: tuple[Sentence, ...]
    method: Passage | None
    limits: Passage | None
    since: Since | None
    corrections: tuple[Correction, ...]
    printed: tuple[Printed, ...]
    gaps: Gaps
