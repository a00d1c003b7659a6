"""The start of the walk: the document's own claims, the propositions, and whom to contact first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workflow.advice.prompt import DOCUMENT, Line, Place
from workflow.advice.view import View, place_of
from workflow.facts import DOCUMENT_FIELDS
from workflow.outreach import FIELD_OF, addressee, asked, deadline_words
from workflow.phrases import capital, say_span, say_when, short
from workflow.terms import Standing


def purported_facts(view: View) -> Iterator[Line]:
    """W2: the purported facts are empty."""
    if not any(view.case.document.get(name, "").strip() for name in DOCUMENT_FIELDS if name != "note"):
        text = "Write down what the document claims about itself: who, to whom, when, in what form."
        yield Line(text, "None of the document's purported facts has been written down.", DOCUMENT)


def propositions(view: View) -> Iterator[Line]:
    """W3: a question lacks a proposition."""
    if bare := [question for question in view.case.questions if not question.proposition.strip()]:
        text = "Put it as one sentence that can be confirmed or disputed, worded as it was reported."
        verb = "has" if len(bare) == 1 else "have"
        yield Line(text, f"{capital(view.named(bare))} {verb} no proposition.", place_of(bare[0]))


def author(view: View) -> Iterator[Line]:
    """W4: nothing from the purported author."""
    if silent := _silent(view, Standing.AUTHOR):
        questions = "did you write it, is this copy complete, was it final, was it sent, what did it mean?"
        text = f"Contact {silent.who.removesuffix('.')}. Ask question by question: {questions}"
        yield Line(text, _nothing_from("purported author"), silent.place)


def issuer(view: View) -> Iterator[Line]:
    """W5: nothing from the issuer."""
    if silent := _silent(view, Standing.ISSUER):
        text = f"Contact {silent.who} with the same list and a deadline."
        yield Line(text, _nothing_from("issuer"), silent.place)


def recipient(view: View) -> Iterator[Line]:
    """W6: a recipient is known, nothing from it."""
    silent = _silent(view, Standing.RECIPIENT)
    if silent and silent.known:
        text = f"Ask {silent.who} whether it arrived, when, how, signed or unsigned."
        yield Line(text, _nothing_from("recipient"), silent.place)


def overdue(view: View) -> Iterator[Line]:
    """W7: a request is open past its deadline."""
    for request in view.open_requests:
        if request.deadline is not None and request.deadline <= view.moment.at:
            text = f'Log "did not respond by {deadline_words(view.case, request)}", and send a reminder.'
            reason = f"{capital(addressee(view.case, request))} let the deadline pass."
            yield Line(text, reason, Place("request", request.id))


def waiting(view: View) -> Iterator[Line]:
    """W8: a request is open, its deadline ahead."""
    for request in view.open_requests:
        if request.deadline is not None and request.deadline > view.moment.at:
            left = f"Waiting: {say_span(request.deadline - view.moment.at)} left"
            if view.steady:
                left = f"Waiting until {deadline_words(view.case, request)}"
            text = f'{left}. Only now may you write "did not immediately respond".'
            asked_at = say_when(request.sent, view.case.zone)
            reason = f"{capital(addressee(view.case, request))} was asked on {asked_at} and has not answered."
            yield Line(text, reason, Place("request", request.id))


def _nothing_from(whom: str) -> str:
    """True of what an unnamed source or a request kept back may hide: a summary sees neither."""
    return f"Nothing on the record has come from the {whom}, and no request for comment to them is listed."


class _Silent(NamedTuple):
    """Whom to contact first of a standing: what to call them, whether they are known at all, where to go."""

    who: str
    known: bool
    place: Place


def _silent(view: View, standing: Standing) -> _Silent | None:
    """Who of a standing to contact when none of it has spoken or been asked by the moment; None when one has."""
    case = view.case
    if standing in view.heard or asked(case, standing, view.moment):
        return None
    spoken = {statement.source for statement in case.statements}
    waiting = (name for name, source in case.sources.items() if source.standing is standing and name not in spoken)
    source = case.sources.get(next(waiting, ""))
    called = short(case.document.get(FIELD_OF[standing], ""))
    if source and not called:
        called = short(source.name or source.descriptor)
    place = Place("source", source.id) if source else DOCUMENT
    return _Silent(called or f"the purported {standing.word}", bool(called or source), place)
