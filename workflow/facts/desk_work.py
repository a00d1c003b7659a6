"""Facts about the desk's own work on a case: requests for comment, notes, disagreement, undo."""

from __future__ import annotations

from workflow.facts.base import Fact, FactId
from workflow.terms import Copy, State


class RequestSent(Fact, frozen=True):
    """A request for comment: to whom, how, when, the exact questions put, what was shown, and the deadline.

    Addressed to a known source, or to an `office` in words. `attempts` lists earlier tries, one line each. `copy` is
    what of the document was shown (None: not noted), `exhibit` the file if it is one that we hold, `copy_reason` why
    the original had to be shown, `shown` what else was shown or described.
    """

    sent_at: str
    channel: str
    wording: str
    source: FactId = ""
    office: str = ""
    questions: tuple[FactId, ...] = ()
    shown: str = ""
    deadline: str = ""
    attempts: tuple[str, ...] = ()
    copy: Copy | None = None
    exhibit: FactId = ""
    copy_reason: str = ""


class RequestAnswered(Fact, frozen=True):
    """An answer to a request came; `statement` is the statement that holds it, if one was logged."""

    request: FactId
    at: str
    statement: FactId = ""
    note: str = ""


class RequestTimedOut(Fact, frozen=True):
    """The deadline of a request passed without an answer; logged so that it can be printed."""

    request: FactId
    at: str
    note: str = ""


class NoteAdded(Fact, frozen=True):
    """A note to the file, on the case or on anything in it (`about` is an id). It changes no state."""

    text: str
    about: FactId = ""


class DisagreementNoted(Fact, frozen=True):
    """An editor disagrees with the state of a question; it stands beside the state and does not change it."""

    question: FactId
    state: State
    reason: str
    by: str


class TakenBack(Fact, frozen=True):
    """A fact is taken back as if it had not been logged (undo); taking this one back restores it (redo)."""

    target: FactId
    reason: str = ""
