"""What an editor's summary says, as plain data: every text is cleaned, worded and free of what must not leave the desk.

This is also the schema of the summary as JSON: one object whose keys are the fields of `EditorSummary`, in which every
time has both the words that a reader sees and ISO 8601 in the zone of the case (a date stays a date).
"""

from __future__ import annotations

import msgspec

from workflow.summaries import parts
from workflow.summaries.audiences import EditorText
from workflow.summaries.parts import StateText, Text, Time
from workflow.summaries.rests import Rests

Headline = parts.Headline[EditorText]
Change = parts.Change[EditorText]
Since = parts.Since[EditorText]


class Disagreement(msgspec.Struct, frozen=True):
    """An editor disagrees with the state of a question; the state stays as the statements make it."""

    state: StateText
    reason: EditorText
    by: EditorText
    at: Time


class Question(msgspec.Struct, frozen=True):
    """A question with its state, why it is so, the best basis on each side, and the flags beside it."""

    word: EditorText
    kind: str
    proposition: EditorText
    state: StateText
    because: EditorText
    confirms: tuple[EditorText, ...]
    disputes: tuple[EditorText, ...]
    flags: tuple[Text, ...]
    disagreements: tuple[Disagreement, ...]


class Next(msgspec.Struct, frozen=True):
    """A next action: its level (`!` before publishing, `>` next, `?` worth asking), what to do, and the reason."""

    level: str
    text: EditorText
    reason: EditorText


class Stance(msgspec.Struct, frozen=True):
    """What a statement says on one question, and what that is worth: its class, or the reason why it is set aside."""

    question: EditorText
    stance: Text
    counts: bool
    worth: EditorText


class Event(msgspec.Struct, frozen=True):
    """A line of the timeline: what was said, by whom and on what terms, when we learned it, what changed with it.

    What changed stands with the last line learned at one moment. `said` and `who` are empty where something that may
    not be told, or the end of an embargo, changed a state.
    """

    learned: Time
    said: Time
    who: EditorText
    terms: str
    through: EditorText
    embargo: str
    words: EditorText
    quoted: bool
    details: tuple[EditorText, ...]
    stances: tuple[Stance, ...]
    changes: tuple[Change, ...]


class Source(msgspec.Struct, frozen=True):
    """A source as it may be called: its standing and body, the terms it spoke on, what its knowledge rests on.

    Sources that share a letter in `lineage` rest on one origin; letters mean nothing outside this summary, and those
    of unnamed sources are apart from those of named ones.
    """

    called: EditorText
    standing: str
    body: EditorText
    terms: tuple[str, ...]
    through: tuple[EditorText, ...]
    lineage: str
    grades: tuple[EditorText, ...]
    editor_knows: str


class Request(msgspec.Struct, frozen=True):
    """A request for comment, with the words that may be printed of its outcome.

    `wording` is what was put, word for word; `copy` what of the document was shown (None: not noted), `shown` what
    else was, `reason` why the original had to be. Of a request to an unnamed source none of these is told.
    """

    to: EditorText
    sent: Time
    channel: EditorText
    attempts: tuple[EditorText, ...]
    questions: tuple[EditorText, ...]
    wording: EditorText
    copy: Text | None
    shown: EditorText
    reason: EditorText
    deadline: str
    phrase: EditorText


class Refused(msgspec.Struct, frozen=True):
    """Why something may not be printed now: the rule and its sentence, on which questions, and how often."""

    rule: Text
    sentence: EditorText
    questions: tuple[EditorText, ...]
    times: int


class Lack(msgspec.Struct, frozen=True):
    """What keeps a gate shut, and what would open it."""

    sentence: EditorText
    opens: EditorText


class Gate(msgspec.Struct, frozen=True):
    """A gate before publication, and what keeps it shut; a shut one never blocks work."""

    gate: Text
    is_open: bool
    lacks: tuple[Lack, ...]


class Contested(msgspec.Struct, frozen=True):
    """Something that two facts set differently; `values` only where none of them can lead to a source."""

    what: EditorText
    values: tuple[EditorText, ...]


class EditorSummary(msgspec.Struct, frozen=True):
    """The summary for an editor.

    `undescribed` are the kinds of the files held of unnamed statements, of which nothing else is told; `checked` and
    `unchecked` the checks of the document that are on file and those that are not.
    """

    title: EditorText
    invented: bool
    is_open: bool
    newsroom: EditorText
    reporter: EditorText
    as_of: Time
    stands_in_past: bool
    timezone: EditorText
    version: str
    heads: tuple[EditorText, ...]
    headline: Headline
    questions: tuple[Question, ...]
    printable: tuple[parts.Printable[EditorText], ...]
    refused: tuple[Refused, ...]
    gates: tuple[Gate, ...]
    overrides: tuple[parts.Override[EditorText], ...]
    boxes: tuple[parts.Box[EditorText], ...]
    next: tuple[Next, ...]
    since: Since | None
    timeline: tuple[Event, ...]
    lineage: Rests
    sources: tuple[Source, ...]
    requests: tuple[Request, ...]
    contested: tuple[Contested, ...]
    document: tuple[parts.Document[EditorText], ...]
    custody: tuple[parts.Custody[EditorText], ...]
    exhibits: tuple[parts.Exhibit[EditorText], ...]
    undescribed: tuple[str, ...]
    checked: tuple[EditorText, ...]
    unchecked: tuple[EditorText, ...]
    disclosures: tuple[parts.Disclosure[EditorText], ...]
    accused: tuple[parts.Accused[EditorText], ...]
    off_record: int
    deep_background: int
    legend: tuple[StateText, ...]
    classes: tuple[Text, ...]
