"""Requests for comment: what became of each at a moment, and the phrase that may be printed of it."""

from __future__ import annotations

import re

from workflow.case import Answer, Case, Moment, Request, Source
from workflow.phrases import counted, listed, say_as_written, say_when, short
from workflow.terms import Stance, Standing, Word
from workflow.when import Instant, When

FIELD_OF = {Standing.AUTHOR: "author", Standing.ISSUER: "issuer", Standing.RECIPIENT: "recipient"}
"""The purported fact of the document that names the one of this standing."""

_WORD = re.compile(r"\w+")


class Outcome(Word):
    """What became of a request for comment."""

    ANSWERED = "answered", "answered", "An answer came."
    DECLINED = "declined", "declined", "The answer declined to comment."
    WAITING = "waiting", "did not immediately respond", "No answer yet, and the deadline has not passed."
    SILENT = "silent", "did not respond", "The deadline passed without an answer."
    UNREACHED = "unreached", "could not be reached", "Several attempts, and nobody to put the questions to."
    UNASKED = "unasked", "was not asked", "No request for comment was sent."


def status(case: Case, request: Request, moment: Moment) -> Outcome:
    """What has become of a request by a moment."""
    if not _by(case, request.sent, moment):
        return Outcome.UNASKED
    if found := answers(case, request, moment):
        declined = all(_stances(case, answer, moment) == {Stance.DECLINES} for answer in found)
        return Outcome.DECLINED if declined else Outcome.ANSWERED
    if request.deadline is not None:
        return Outcome.WAITING if request.deadline > moment.at else Outcome.SILENT
    if _given_up(case, request, moment):
        return Outcome.UNREACHED if request.attempts else Outcome.SILENT
    return Outcome.WAITING


def phrase(case: Case, request: Request, moment: Moment) -> str:
    """The words that may be printed of a request at a moment, to follow a name."""
    outcome = status(case, request, moment)
    if outcome is Outcome.SILENT:
        return f"did not respond by {deadline_words(case, request)}"
    if outcome is Outcome.UNREACHED:
        tries = [short(text) for text in (*request.attempts, request.channel) if text.strip()]
        told = "; ".join(tries) if any("," in text for text in tries) else listed(tries)
        return f"could not be reached ({counted(len(request.attempts) + 1, 'attempt')}: {told})"
    return outcome.word


def phrase_for(case: Case, who: Source | Standing, moment: Moment) -> str:
    """The phrase of the last request to a source, or to anyone of a standing; that nobody asked where none was sent."""
    requests = asked(case, who, moment)
    return phrase(case, requests[-1], moment) if requests else Outcome.UNASKED.word


def asked(case: Case, who: Source | Standing, moment: Moment) -> tuple[Request, ...]:
    """The requests sent by a moment to a source, or to anyone of a standing, in the order sent.

    One to an office in words counts where the names tell that it is theirs.
    """
    sources = [who] if isinstance(who, Source) else [s for s in case.sources.values() if s.standing is who]
    ids = {source.id for source in sources}
    names = [text for source in sources for text in (source.name, *((source.body,) if source.name else ())) if text]
    if isinstance(who, Standing) and (purported := case.document.get(FIELD_OF.get(who, ""), "")):
        names.append(purported)
    found = [
        request
        for request in case.requests
        if _by(case, request.sent, moment)
        and (request.source in ids if request.source else any(same_office(request.office, name) for name in names))
    ]
    return tuple(sorted(found, key=lambda request: request.sent.known_at(case.zone)))


def answers(case: Case, request: Request, moment: Moment) -> tuple[Answer, ...]:
    """The answers to a request that came by a moment; a logged silence is not one."""
    return tuple(
        answer
        for answer in request.answers
        if _by(case, answer.at, moment) and _stances(case, answer, moment) != {Stance.NO_RESPONSE}
    )


def open_requests(case: Case, moment: Moment) -> tuple[Request, ...]:
    """The requests sent by a moment that are neither answered nor given up by then."""
    return tuple(
        request
        for request in case.requests
        if _by(case, request.sent, moment)
        and not _given_up(case, request, moment)
        and not answers(case, request, moment)
    )


def past_deadline(case: Case, moment: Moment) -> tuple[Request, ...]:
    """The open requests whose deadline has come."""
    return tuple(
        request
        for request in open_requests(case, moment)
        if request.deadline is not None and request.deadline <= moment.at
    )


def next_deadline(case: Case, moment: Moment) -> Instant | None:
    """The earliest deadline ahead of an open request, if there is one."""
    ahead = [request.deadline for request in open_requests(case, moment) if request.deadline is not None]
    return min((deadline for deadline in ahead if deadline > moment.at), default=None)


def addressee(case: Case, request: Request) -> str:
    """Whom a request went to: a name, else a descriptor, else the office."""
    source = case.sources.get(request.source)
    called = (source.name or source.descriptor) if source else request.office
    return short(called) or "the office"


def deadline_words(case: Case, request: Request) -> str:
    """The deadline in the zone in which it was written; without one, when the request was given up or sent."""
    if request.deadline_text:
        return say_as_written(request.deadline_text)
    return say_when(request.timed_out or request.sent, case.zone)


def _by(case: Case, when: When, moment: Moment) -> bool:
    """Whether something had happened by a moment; what is dated ahead has not, and of today's date nobody knows."""
    if moment.as_of is None:
        return when.instant is None or when.instant <= moment.now
    return when.known_at(case.zone) <= moment.as_of


def _given_up(case: Case, request: Request, moment: Moment) -> bool:
    return request.timed_out is not None and _by(case, request.timed_out, moment)


def _stances(case: Case, answer: Answer, moment: Moment) -> set[Stance]:
    statement = case.by_id.get(answer.statement) if answer.statement else None
    if statement is None or (moment.as_of is not None and statement.learned_key > moment.as_of):
        return set()
    return set(statement.says.stances.values())


def same_office(office: str, name: str) -> bool:
    """Whether one of two names of an office holds the other, word for word."""
    first, second = _words(office), _words(name)
    return bool(first.strip() and second.strip()) and (first in second or second in first)


def _words(text: str) -> str:
    return f" {' '.join(word for word in _WORD.findall(text.casefold()) if word != 'the')} "
