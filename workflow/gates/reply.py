"""g4: author, issuer and everybody accused were asked, and answered or let the deadline pass."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from workflow.case import Request, Source
from workflow.facts import FactId
from workflow.gates.look import Lack, Look
from workflow.holdings import Accused
from workflow.outreach import FIELD_OF, Outcome, asked, same_office, status
from workflow.phrases import capital
from workflow.terms import Stance, Standing, Term
from workflow.voices import printed_terms

_DONE = frozenset(
    {
        (Outcome.ANSWERED, True),
        (Outcome.ANSWERED, False),
        (Outcome.DECLINED, True),
        (Outcome.DECLINED, False),
        (Outcome.SILENT, True),
    }
)
"""What closes a request: what became of it, and whether it had a deadline, since none passes without one."""

_NO_ANSWER = frozenset({Stance.NO_RESPONSE, Stance.IMPLIES})
_PARTIES = (Standing.AUTHOR, Standing.ISSUER)


def right_of_reply(look: Look) -> Iterator[Lack]:
    """g4: a lack for each of them; for both where the document names neither and no source is either."""
    known = [standing for standing in _PARTIES if _is_known(look, standing)]
    if not known:
        sentence = "Neither an author nor an issuer is on file, so nobody could be asked."
        yield Lack("g4:nobody", sentence, "Write down who is said to have written or issued it.", "document")
    for standing in known:
        sources = {source.id for source in look.case.sources.values() if source.standing is standing}
        called = look.told(look.case.document.get(FIELD_OF[standing], "")) or f"the purported {standing.word}"
        place = ("source", min(sources)) if len(sources) == 1 else ("document", "")
        requests = asked(look.case, standing, look.moment)
        yield from _lack(look, f"g4:{standing}", called, requests, sources, place)
    for accused in look.case.holdings.accused:
        yield from _of_accused(look, accused)


def _is_known(look: Look, standing: Standing) -> bool:
    named = look.case.document.get(FIELD_OF[standing], "").strip()
    return bool(named) or any(source.standing is standing for source in look.case.sources.values())


def _of_accused(look: Look, accused: Accused) -> Iterator[Lack]:
    name = look.case.sources[accused.source].name if accused.source else accused.name
    sources = [
        s for s in look.case.sources.values() if s.id == accused.source or (s.name and same_office(s.name, name))
    ]
    in_words = Source("", "", name, "", "", Standing.OTHER, "", 2, "")
    requests = [request for who in (*sources, in_words) for request in asked(look.case, who, look.moment)]
    for standing in _PARTIES:
        if same_office(look.case.document.get(FIELD_OF[standing], ""), name):
            requests += asked(look.case, standing, look.moment)
    place = ("source", accused.source) if accused.source else ("gate", "g4")
    called = look.told(name) or "somebody accused"
    yield from _lack(look, f"g4:{accused.id}", called, requests, {source.id for source in sources}, place)


def _lack(
    look: Look,
    key: str,
    called: str,
    requests: Collection[Request],
    sources: Collection[FactId],
    place: tuple[str, FactId],
) -> Iterator[Lack]:
    outcomes = {(status(look.case, request, look.moment), request.deadline is not None) for request in requests}
    if not outcomes.isdisjoint(_DONE) or _has_spoken(look, sources):
        return
    if (Outcome.WAITING, True) in outcomes:
        what, opens = "was asked, and may still answer", "Wait for an answer or for the deadline."
    elif (Outcome.UNREACHED, False) in outcomes:
        what, opens = "could not be reached", "Put the questions in writing, with a deadline."
    elif outcomes:
        what, opens = "was asked without a deadline", "Put the questions again, with a deadline, or wait for an answer."
    else:
        what, opens = "was not asked", "Send a request for comment, with the exact questions and a deadline."
    yield Lack(key, f"{capital(called)} {what}.", opens, *place)


def _has_spoken(look: Look, sources: Collection[FactId]) -> bool:
    """Whether one of them took a stance on the record; a logged silence is none, nor is an act that only implies."""
    return any(
        statement.source in sources
        and printed_terms(statement, look.moment)[0] is Term.ON_RECORD
        and not _NO_ANSWER.issuperset(statement.says.stances.values())
        for statement in look.case.learned_by(look.moment)
    )
