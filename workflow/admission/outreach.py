"""What is asked of requests for comment and their answers, of notes and of disagreements."""

from __future__ import annotations

from collections.abc import Iterator

from workflow import facts as f
from workflow.admission.holdings import shown
from workflow.admission.problem import (
    Problem,
    asked,
    exact_time,
    fact_of,
    filled,
    known_source,
    known_statements,
    read,
    reason,
    root_source,
    time,
)
from workflow.case import Case, Request
from workflow.facts import FactId
from workflow.gates import known_to_all, runs_of
from workflow.terms import Term
from workflow.when import Instant, compare


def sent(case: Case, fact: f.RequestSent) -> Iterator[Problem]:
    """To one source or office, by a channel, in words, about questions that are asked; a deadline with its time."""
    yield from time("sent_at", fact.sent_at)
    yield from filled("channel", fact.channel, "Say how it was sent: email, telephone, letter, in person.")
    yield from filled("wording", fact.wording, "Write down the questions as they were put.")
    if fact.source:
        yield from known_source(case, "source", fact.source)
        if fact.office.strip():
            yield Problem("office", "Address it to the source or to the office, not to both.")
    else:
        yield from filled("office", fact.office, "Say who was asked: a source of the case, or an office in words.")
    yield from asked(case, "questions", fact.questions)
    yield from shown(case, fact.copy, fact.exhibit, fact.copy_reason, "copy_reason")
    yield from exact_time("deadline", fact.deadline)
    put, due = read(fact.sent_at), read(fact.deadline)
    if put is not None and due is not None and compare(put, due) > 0:
        yield Problem("deadline", "The deadline lies before the request; correct one of the two times.")


def taking_doubts(case: Case, fact: f.RequestSent | f.Disclosed, now: Instant) -> Iterator[Problem]:
    """Words off the record, or under an embargo without leave to take them to others, in what somebody is told.

    `now` is in microseconds since 1970.
    """
    fields = ("wording", "shown") if isinstance(fact, f.RequestSent) else ("what",)
    told = {field: runs_of(getattr(fact, field)) for field in fields}
    if not any(told.values()):
        return
    known = {run for text in known_to_all(case) for run in runs_of(text)}
    to = root_source(case, fact.source) if fact.source else None
    for statement in case.statements:
        terms, embargo = statement.terms_at(None)
        early = embargo is not None and embargo > now and not statement.promise.take_to.strip()
        if statement.source == to or not (early or terms is Term.OFF_RECORD):
            continue
        kept = (runs_of(statement.says.quote) | runs_of(statement.says.paraphrase)) - known
        why = "off the record" if terms is Term.OFF_RECORD else "under embargo"
        yield from (
            Problem(field, f"This holds words that were said {why}: they may not be taken to others.")
            for field, runs in told.items()
            if runs & kept
        )


def answered(case: Case, fact: f.RequestAnswered) -> Iterator[Problem]:
    """An answer to a request of the case, after it was sent."""
    request = _request(case, fact.request)
    if request is None:
        yield Problem("request", "Choose a request of this case.")
    yield from _after(request, fact.at)
    if fact.statement:
        yield from known_statements(case, "statement", [fact.statement])


def timed_out(case: Case, fact: f.RequestTimedOut) -> Iterator[Problem]:
    """A request whose deadline passed with no answer; without one, several attempts that reached nobody."""
    request = _request(case, fact.request)
    yield from _after(request, fact.at)
    if request is None:
        yield Problem("request", "Choose a request of this case.")
        return
    if request.answers:
        yield Problem("request", "An answer to this request is logged; leave it open, or send a new one.")
    if request.timed_out is not None:
        yield Problem("request", "It is logged already that this request ran out of time.")
    if request.deadline is None and not request.attempts:
        sentence = "This request has no deadline that could pass; send one that has, or one that lists the attempts."
        yield Problem("request", sentence)
    elif request.deadline is not None:
        at = read(fact.at)
        if at is not None and at.known_at(case.zone) < request.deadline:
            yield Problem("at", "Wait for the deadline: it has not passed at that time.")


def note_added(case: Case, fact: f.NoteAdded) -> Iterator[Problem]:
    """Words, about something in the case or about all of it."""
    yield from filled("text", fact.text, "Write the note.")
    if fact.about and fact_of(case, fact.about) is None:
        yield Problem("about", "Choose something in this case, or leave the note to the case as a whole.")


def disagreement_noted(case: Case, fact: f.DisagreementNoted) -> Iterator[Problem]:
    """A question that is asked, a reason, and who disagrees."""
    yield from asked(case, "question", [fact.question])
    yield from reason(fact.reason, "disagreeing")
    yield from filled("by", fact.by, "Say which editor disagrees.")


def _request(case: Case, name: FactId) -> Request | None:
    return next((request for request in case.requests if request.id == name), None)


def _after(request: Request | None, at: str) -> Iterator[Problem]:
    yield from time("at", at)
    when = read(at)
    if request is not None and when is not None and compare(request.sent, when) > 0:
        yield Problem("at", "This lies before the request was sent; correct the time.")
