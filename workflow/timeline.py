"""What happened in a case, in the order in which the desk learned of it, and what each thing changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workflow import facts as f
from workflow.case import Case, Moment, Statement
from workflow.errors import BadTime
from workflow.facts import Entry, FactId
from workflow.outreach import answers
from workflow.progress import Progress, QuestionChange
from workflow.terms import Word
from workflow.when import Instant, When, iso, parse_when


class EventKind(Word):
    """What an entry of the timeline tells."""

    STATEMENT = "statement", "statement", "A source said something."
    REQUEST = "request", "request for comment", "The desk asked for comment."
    ANSWER = "answer", "answer", "An answer to a request came."
    DEADLINE = "deadline", "deadline passed", "The deadline of a request passed without an answer."
    GIVEN_UP = "given_up", "no answer", "The desk noted that no answer came."
    NOTE = "note", "note", "The desk made a note."
    CORRECTION = "correction", "correction", "What was logged of a statement was corrected; it holds at every moment."
    TIGHTENED = "tightened", "stricter terms", "A statement came under stricter terms; they hold at every moment."
    AGREED = "agreed", "new terms", "New terms for a statement were agreed with its source."
    EMBARGO = "embargo", "embargo lifted", "The embargo on a statement ended."
    DISAGREEMENT = "disagreement", "disagreement", "An editor disagreed with a state."
    TAKEN_BACK = "taken_back", "taken back", "Something that had been logged was taken back; it shows nowhere."


class Event(NamedTuple):
    """One thing that happened, on both clocks, and what it changed.

    `fact_id` is the entry that tells it, for a passed deadline the request and for an embargo the statement;
    `subject` the statement, request or question that it is about, or empty. `at_said` is when it was said, sent or
    given, None where nobody spoke; `at_learned` when the desk knew, `instant` the same in microseconds since 1970.
    """

    kind: EventKind
    fact_id: FactId
    subject: FactId
    at_said: When | None
    at_learned: When
    instant: Instant
    question_changes: tuple[QuestionChange, ...] = ()


def timeline(case: Case, moment: Moment) -> tuple[Event, ...]:
    """Everything that happened by a moment, in the order learned; what was taken back or erased is not in it.

    What the clock does comes before what is learned at the same instant; after all of it the states are those as of
    that instant. The time it takes grows with the statements, and with those on the same questions once more for each
    embargo that lifts and each agreement on terms.
    """
    found = [*_deadlines(case, moment), *_embargoes(case, moment), *_told(case, moment)]
    if moment.as_of is not None:
        found = [event for event in found if event.instant <= moment.as_of]
    found.sort(key=lambda event: event.instant)
    progress = Progress(case, moment)
    return tuple(event._replace(question_changes=_changes(progress, case, event)) for event in found)


def _changes(progress: Progress, case: Case, event: Event) -> tuple[QuestionChange, ...]:
    if event.kind is EventKind.STATEMENT:
        return progress.learn(case.by_id[event.fact_id], event.instant)
    if event.kind in (EventKind.AGREED, EventKind.EMBARGO):
        return progress.judge(case.by_id[event.subject], event.instant)
    return ()


def _told(case: Case, moment: Moment) -> Iterator[Event]:
    """One event for each entry in effect that tells one, in the order of the log."""
    requests = {request.id for request in case.requests}
    known = {**case.by_id, **case.question_by_id, **dict.fromkeys(requests)}
    last = parse_when(iso(moment.at))
    for entry in case.entries:
        last = _claimed(entry) or last
        event = _event(case, entry, last) if entry.id in case.in_effect else None
        if event and (event.subject in known or event.kind in (EventKind.NOTE, EventKind.TAKEN_BACK)):
            yield event


def _claimed(entry: Entry) -> When | None:
    """The time that an entry claims, if it claims one that can be read."""
    try:
        return parse_when(entry.claimed_at)
    except BadTime:
        return None


def _event(case: Case, entry: Entry, claimed: When) -> Event | None:
    """The event that an entry tells; the desk's own work happened at the time claimed."""
    match entry.fact:
        case f.StatementLogged():
            statement = case.by_id.get(entry.id)
            return _statement(statement) if statement else None
        case f.RequestSent(sent_at=at):
            return _spoken(case, EventKind.REQUEST, entry.id, entry.id, at)
        case f.RequestAnswered(request=request, at=at):
            return _spoken(case, EventKind.ANSWER, entry.id, request, at)
        case f.TermsAgreed(statement=subject, agreed_at=at):
            return _spoken(case, EventKind.AGREED, entry.id, subject, at)
        case f.RequestTimedOut(request=request, at=at):
            return _own(case, EventKind.GIVEN_UP, entry.id, request, parse_when(at))
        case f.NoteAdded(about=subject):
            return _own(case, EventKind.NOTE, entry.id, subject, claimed)
        case f.StatementCorrected(statement=subject):
            return _own(case, EventKind.CORRECTION, entry.id, subject, claimed)
        case f.TermsTightened(statement=subject):
            return _own(case, EventKind.TIGHTENED, entry.id, subject, claimed)
        case f.DisagreementNoted(question=subject):
            return _own(case, EventKind.DISAGREEMENT, entry.id, subject, claimed)
        case f.TakenBack():
            return _own(case, EventKind.TAKEN_BACK, entry.id, "", claimed)
        case _:
            return None


def _statement(statement: Statement) -> Event:
    said, learned = statement.said, statement.learned
    return Event(EventKind.STATEMENT, statement.id, statement.id, said, learned, statement.learned_key)


def _spoken(case: Case, kind: EventKind, name: FactId, subject: FactId, at: str) -> Event:
    when = parse_when(at)
    return Event(kind, name, subject, when, when, when.known_at(case.zone))


def _own(case: Case, kind: EventKind, name: FactId, subject: FactId, at: When) -> Event:
    return Event(kind, name, subject, None, at, at.known_at(case.zone))


def _deadlines(case: Case, moment: Moment) -> Iterator[Event]:
    """Deadlines that passed without an answer; where the desk noted that itself, the note says it."""
    for request in case.requests:
        noted = request.timed_out is not None and (
            moment.as_of is None or request.timed_out.known_at(case.zone) <= moment.as_of
        )
        deadline = request.deadline
        if deadline is None or noted or not request.sent.known_at(case.zone) <= deadline <= moment.at:
            continue
        if not answers(case, request, Moment(deadline, moment.now)):
            when = parse_when(request.deadline_text)
            yield Event(EventKind.DEADLINE, request.id, request.id, None, when, deadline)


def _embargoes(case: Case, moment: Moment) -> Iterator[Event]:
    """Embargoes that ended after their statement was learned, each at its instant."""
    for statement in case.statements:
        ends = {statement.embargo, *(change.embargo for change in statement.term_changes)}
        for end in sorted(end for end in ends if end is not None):
            if statement.learned_key < end <= moment.at and statement.terms_at(end)[1] == end:
                yield Event(EventKind.EMBARGO, statement.id, statement.id, None, parse_when(iso(end)), end)
