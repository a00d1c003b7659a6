"""What a lawyer's summary says, as plain data: no source identity, no grade, note, prompt or disagreement.

This is also the schema of the summary as JSON: one object whose keys are the fields of `LawyerSummary`.
"""

from __future__ import annotations

import msgspec

from workflow.summaries import parts
from workflow.summaries.audiences import LawyerText
from workflow.summaries.parts import StateText, Text, Time

Headline = parts.Headline[LawyerText]
Since = parts.Since[LawyerText]


class Evidence(msgspec.Struct, frozen=True):
    """What one source said: who, on what terms, through whom, when it was said and learned, and the files held of it.

    `standing` is that of a named speaker; `embargo` until when, where it has not lifted.
    """

    who: LawyerText
    standing: LawyerText
    terms: str
    through: LawyerText
    embargo: str
    said: Time
    learned: Time
    words: LawyerText
    quoted: bool
    details: tuple[LawyerText, ...]
    exhibits: tuple[LawyerText, ...]


class Against(msgspec.Struct, frozen=True):
    """That a statement speaks against a claim, and what that is worth."""

    claim: int
    question: LawyerText
    stance: Text
    worth: LawyerText


class Adverse(msgspec.Struct, frozen=True):
    """A statement that disputes a claim or takes something back; `number` counts from 1."""

    number: int
    evidence: Evidence
    against: tuple[Against, ...]


class Support(msgspec.Struct, frozen=True):
    """A statement that confirms a claim, and what that is worth: its class, or why it does not count."""

    evidence: Evidence
    counts: bool
    worth: LawyerText


class Claim(msgspec.Struct, frozen=True):
    """One claim, which is a question of the case, with what speaks for it; `adverse` are the numbers of what does not.

    `others` took no side.
    """

    number: int
    word: LawyerText
    proposition: LawyerText
    state: StateText
    supports: tuple[Support, ...]
    adverse: tuple[int, ...]
    others: tuple[LawyerText, ...]


class Passage(msgspec.Struct, frozen=True):
    """A passage that the desk wrote for the public and somebody (initials) approved word for word."""

    section: Text
    text: LawyerText
    by: LawyerText


class Answer(msgspec.Struct, frozen=True):
    """An answer on the record, in full; without words where none were logged."""

    at: Time
    evidence: Evidence | None


class Reply(msgspec.Struct, frozen=True):
    """A request for comment: to whom, when, how, what was put and shown, the deadline, and what came of it."""

    to: LawyerText
    sent: Time
    channel: LawyerText
    attempts: tuple[LawyerText, ...]
    claims: tuple[LawyerText, ...]
    wording: LawyerText
    copy: Text | None
    shown: LawyerText
    reason: LawyerText
    deadline: str
    phrase: LawyerText
    answers: tuple[Answer, ...]


class Agreed(msgspec.Struct, frozen=True):
    """Terms in the exact words in which they were agreed, on which date, and whether before the words were said."""

    terms: str
    words: LawyerText
    on: Time
    spoken: Text


class Promise(msgspec.Struct, frozen=True):
    """What was promised to a source for one statement; `who` by the agreed descriptor alone where it is unnamed.

    `late` is whether some of it was agreed after the words were said.
    """

    who: LawyerText
    terms: str
    said: Time
    embargo: str
    agreements: tuple[Agreed, ...]
    descriptor: LawyerText
    reason: LawyerText
    quoting: str
    take_to: LawyerText
    by: LawyerText
    late: bool


class LawyerSummary(msgspec.Struct, frozen=True):
    """The summary for a lawyer.

    `unapproved` are passages that are written and not approved; `undescribed` the kinds of the files held of unnamed
    statements, of which nothing else is told.
    """

    title: LawyerText
    invented: bool
    is_open: bool
    newsroom: LawyerText
    reporter: LawyerText
    as_of: Time
    stands_in_past: bool
    timezone: LawyerText
    version: str
    heads: tuple[LawyerText, ...]
    headline: Headline
    adverse: tuple[Adverse, ...]
    passages: tuple[Passage, ...]
    unapproved: tuple[Text, ...]
    printable: tuple[parts.Printable[LawyerText], ...]
    claims: tuple[Claim, ...]
    replies: tuple[Reply, ...]
    accused: tuple[parts.Accused[LawyerText], ...]
    promises: tuple[Promise, ...]
    off_record: int
    deep_background: int
    boxes: tuple[parts.Box[LawyerText], ...]
    overrides: tuple[parts.Override[LawyerText], ...]
    document: tuple[parts.Document[LawyerText], ...]
    custody: tuple[parts.Custody[LawyerText], ...]
    disclosures: tuple[parts.Disclosure[LawyerText], ...]
    exhibits: tuple[parts.Exhibit[LawyerText], ...]
    undescribed: tuple[str, ...]
    checked: tuple[LawyerText, ...]
    unchecked: tuple[LawyerText, ...]
    since: Since | None
    legend: tuple[StateText, ...]
    classes: tuple[Text, ...]
