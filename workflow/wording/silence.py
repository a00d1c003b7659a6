"""The sentences of requests for comment: who did not respond, did not immediately respond, could not be reached."""

from __future__ import annotations

from workflow.case import Request, Source
from workflow.outreach import Outcome, answers, deadline_words, status
from workflow.phrases import say_when
from workflow.terms import Stance, Standing
from workflow.voices import Voice
from workflow.when import compare
from workflow.wording.grammar import counted_word, wants_the
from workflow.wording.pieces import Piece, Refusal, Sentence, Shape, WordingRule
from workflow.wording.view import View

_UNNAMED = "It went to a source without a name: nothing may be printed of it, not even that there was no answer."
_SPOKEN = "There has been an answer since it was sent: print that where it may be printed, and note it as the answer."
_NO_NAME = "The name or office it went to cannot be printed as it stands: it holds a code name."
_NOT_LOGGED = "It was answered, and what was answered is not logged: log it as a statement."


def of_request(view: View, request: Request) -> Sentence | Refusal | None:
    """What may be printed of a request at the moment; None where there is nothing to tell, or a statement tells it."""
    outcome = status(view.case, request, view.moment)
    if outcome is Outcome.UNASKED:
        return None
    questions = view.ordered(request.questions)
    source = view.case.sources.get(request.source)
    if source is not None and (not source.name or source.id in view.names.protected):
        return Refusal(WordingRule.SILENCE, _UNNAMED, (), questions, request.id)
    if outcome in (Outcome.ANSWERED, Outcome.DECLINED):
        if any(answer.statement in view.case.by_id for answer in answers(view.case, request, view.moment)):
            return None
        return Refusal(WordingRule.SILENCE, _NOT_LOGGED, (), questions, request.id)
    if _has_spoken(view, request, source) or _answered_since(view, request):
        return Refusal(WordingRule.NO_LONGER_STANDS, _SPOKEN, (), questions, request.id)
    who = view.named(source) if source is not None else _office(view, request)
    if not who:
        return Refusal(WordingRule.LACKING, _NO_NAME, (), questions, request.id)
    pieces = (*who, f" {_words(view, request, outcome)}.")
    return Sentence(WordingRule.SILENCE, pieces, (), questions, request.id)


def _words(view: View, request: Request, outcome: Outcome) -> str:
    sent = say_when(request.sent, view.case.zone)
    if outcome is Outcome.UNREACHED:
        return f"could not be reached for comment in {counted_word(len(request.attempts) + 1, 'attempt')}"
    if outcome is Outcome.WAITING:
        return f"did not immediately respond to questions sent {sent}"
    until = f" with a deadline of {deadline_words(view.case, request)}" if request.deadline_text else ""
    return f"did not respond to questions sent {sent}{until}"


def _office(view: View, request: Request) -> tuple[Piece, ...]:
    field = view.field(f"{request.id}:office", request.office, Shape.NAME)
    if field is None:
        return ()
    return ("the ", field) if wants_the(field.text) else (field,)


def _has_spoken(view: View, request: Request, source: Source | None) -> bool:
    """Whether the one asked has since spoken on the record on any of the questions put, be it under embargo."""
    return any(
        compare(statement.said, request.sent) >= 0
        and (statement.source == source.id if source else _is_of(request.office, view.case.source_of(statement)))
        and (not request.questions or set(request.questions) & set(statement.says.stances))
        and set(statement.says.stances.values()) != {Stance.NO_RESPONSE}
        and view.names.voice(statement) is Voice.OPEN
        for statement in view.case.learned_by(view.moment)
    )


def _answered_since(view: View, request: Request) -> bool:
    """Whether whoever was asked has answered what was put to them again since, as in a reminder."""
    return any(
        again is not request
        and (again.source, _words_of(again.office)) == (request.source, _words_of(request.office))
        and compare(again.sent, request.sent) >= 0
        and (not request.questions or not again.questions or set(request.questions) & set(again.questions))
        and status(view.case, again, view.moment) in (Outcome.ANSWERED, Outcome.DECLINED)
        for again in view.case.requests
    )


def _is_of(office: str, source: Source) -> bool:
    """Whether a source speaks for an office that was written to, as far as the names tell."""
    asked = _words_of(office)
    called = [_words_of(text) for text in (source.name, source.body) if text.strip()]
    return source.standing is not Standing.OUTLET and any(one in asked or asked in one for one in called)


def _words_of(text: str) -> str:
    return f" {' '.join(text.casefold().split())} "
