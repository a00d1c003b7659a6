"""g8: nothing off the record, under embargo or identifying is in what is approved for the public."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from workflow.case import Case, Statement
from workflow.clean import clean
from workflow.facts import FactId
from workflow.gates.look import Lack, Look
from workflow.gates.texts import PublicText
from workflow.redaction import LEFT_OUT, Redaction
from workflow.terms import Term

RUN = 5
"""So many words in a row of what must stay are a leak."""

_WORD = re.compile(r"\w+")
_ATTRIBUTING = ("descriptor", "reason", "via")

Run = tuple[str, ...]


def leaks(look: Look) -> Iterator[Lack]:
    """g8: a lack for each approved text that holds what must stay, or that its statement's terms forbid."""
    if not look.approved:
        return
    protected = Redaction(clean(look.case.sources[name].name) for name in look.names.protected)
    embargoed, withheld = _runs(look)
    for text in look.approved:
        line = " ".join(text.held.split())
        found = _runs_of(line)
        if why := _forbidden(look, text):
            pass
        elif LEFT_OUT in text.printed:
            why = "code", "holds a code name"
        elif protected(line) != line:
            why = "name", "names somebody whose terms forbid it"
        elif found & withheld:
            why = "withheld", "holds words that must stay"
        elif found & embargoed:
            why = "embargo", "holds words under embargo"
        if why:
            yield _lack(look, text, *why)


def _lack(look: Look, text: PublicText, why: str, sentence: str) -> Lack:
    subject = text.place.rpartition(":")[0]
    kinds: dict[str, Container[FactId]] = {
        "statement": look.case.by_id,
        "question": look.case.question_by_id,
        "source": look.case.sources,
        "request": {request.id for request in look.case.requests},
    }
    kind = next((kind for kind, ids in kinds.items() if subject in ids), "gate")
    return Lack(
        f"g8:{text.place}:{why}:{text.approval.id}",
        f"An approved text ({text.field}) {sentence}.",
        "Change the text, or take its approval back.",
        kind,
        "g8" if kind == "gate" else subject,
    )


def _forbidden(look: Look, text: PublicText) -> tuple[str, str] | None:
    """Why a place of a statement or a source may not be printed on today's terms."""
    if text.field == "name" and text.place.removesuffix(":name") in look.names.protected:
        return "name", "names somebody whose terms forbid it"
    statement = look.case.by_id.get(text.statement)
    if statement is None:
        return None
    terms = look.names.terms[statement.id][0]
    may_quote = statement.promise.may_quote
    if terms in (Term.OFF_RECORD, Term.DEEP_BACKGROUND):
        return "terms", f"is of words {terms.word}"
    if _is_embargoed(look, statement):
        return "embargo", "is of words under embargo"
    if text.field == "quote" and (may_quote is False or not (may_quote or terms is Term.ON_RECORD)):
        return "quote", "quotes words that may not be quoted"
    if text.field in _ATTRIBUTING and terms is Term.CHATHAM_HOUSE:
        return "terms", "tells of a speaker under the Chatham House Rule"
    return None


def _is_embargoed(look: Look, statement: Statement) -> bool:
    embargo = look.names.terms[statement.id][1]
    return embargo is not None and embargo > min(look.moment.at, look.moment.now)


def _runs(look: Look) -> tuple[set[Run], set[Run]]:
    """The runs of words that only statements under embargo hold, and those that only withheld ones hold."""
    public = {run for text in _known_to_all(look.case) for run in _runs_of(text)}
    embargoed: set[Run] = set()
    withheld: set[Run] = set()
    for statement in look.case.statements:
        terms = look.names.terms[statement.id][0]
        if terms is Term.OFF_RECORD:
            withheld |= _runs_of(statement.says.quote) | _runs_of(statement.says.paraphrase)
        elif terms is Term.DEEP_BACKGROUND:
            withheld |= _runs_of(statement.says.quote)
        elif _is_embargoed(look, statement):
            embargoed |= _runs_of(statement.says.quote) | _runs_of(statement.says.paraphrase)
        elif terms is Term.ON_RECORD:
            public |= _runs_of(statement.says.quote) | _runs_of(statement.says.paraphrase)
    return embargoed - public, withheld - public


def _known_to_all(case: Case) -> Iterator[str]:
    """What the document says and what is asked about it; sources often speak in these very words."""
    yield case.title
    yield from case.document.values()
    yield from (question.proposition for question in case.questions)


def _runs_of(text: str) -> set[Run]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}
