"""g8: nothing off the record, under embargo or identifying is in what is approved for the public."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from workflow.case import Case, Statement
from workflow.clean import clean
from workflow.facts import FactId
from workflow.gates.look import Lack, Look
from workflow.gates.texts import PublicText
from workflow.outgoing import digest_of
from workflow.redaction import LEFT_OUT, Redaction
from workflow.terms import Term

RUN = 5
"""So many words in a row of what must stay are a leak."""

_WORD = re.compile(r"\w+")
_ATTRIBUTING = ("descriptor", "reason", "via")
_ON = {Term.OFF_RECORD: "off the record", Term.DEEP_BACKGROUND: "on deep background"}

Run = tuple[str, ...]


def leaks(look: Look) -> Iterator[Lack]:
    """g8: a lack for each way in which an approved text holds what must stay, or its statement's terms forbid it."""
    if not look.approved:
        return
    protected = Redaction(clean(look.case.sources[name].name) for name in look.names.protected)
    embargoed, withheld = _runs(look)
    for text in look.approved:
        for why, sentence in _forbidden(look, text):
            yield _lack(look, text, why, sentence)
        line = " ".join(text.held.split())
        found = runs_of(line)
        if LEFT_OUT in text.printed:
            yield _lack(look, text, "code", "holds a code name")
        if (without := protected(line)) != line or _is_protected(look, text):
            yield _lack(look, text, "name", "names somebody whose terms forbid it", without)
        if held := found & withheld:
            yield _lack(look, text, "withheld", "holds words that must stay", _told(held))
        if held := found & embargoed:
            yield _lack(look, text, "embargo", "holds words under embargo", _told(held))


def _is_protected(look: Look, text: PublicText) -> bool:
    return text.field == "name" and text.place.removesuffix(":name") in look.names.protected


def _told(runs: set[Run]) -> str:
    return "\n".join(sorted(map(" ".join, runs)))


def _lack(look: Look, text: PublicText, why: str, sentence: str, found: str = "") -> Lack:
    """A lack; `found` is what of the text it is about, so that an override covers no more than was there."""
    subject = text.place.rpartition(":")[0]
    kinds: dict[str, Container[FactId]] = {
        "statement": look.case.by_id,
        "question": look.case.question_by_id,
        "source": look.case.sources,
        "request": {request.id for request in look.case.requests},
    }
    kind = next((kind for kind, ids in kinds.items() if subject in ids), "gate")
    part = f":{digest_of(found)[:12]}" if found else ""
    return Lack(
        f"g8:{text.place}:{why}:{text.approval.id}{part}",
        f"An approved text ({text.field}) {sentence}.",
        "Change the text, or take its approval back.",
        kind,
        "g8" if kind == "gate" else subject,
    )


def _forbidden(look: Look, text: PublicText) -> Iterator[tuple[str, str]]:
    """Why a place of a statement or a source may not be printed on today's terms."""
    statement = look.case.by_id.get(text.statement)
    if statement is None:
        return
    terms = look.names.terms[statement.id][0]
    may_quote = statement.promise.may_quote
    if terms in (Term.OFF_RECORD, Term.DEEP_BACKGROUND):
        yield "terms", f"is of words {_ON[terms]}"
    elif text.field in _ATTRIBUTING and terms is Term.CHATHAM_HOUSE:
        yield "terms", "tells of a speaker under the Chatham House Rule"
    if _is_embargoed(look, statement):
        yield "embargoed", "is of words under embargo"
    if text.field == "quote" and (may_quote is False or not (may_quote or terms is Term.ON_RECORD)):
        yield "quote", "quotes words that may not be quoted"


def _is_embargoed(look: Look, statement: Statement) -> bool:
    embargo = look.names.terms[statement.id][1]
    return embargo is not None and embargo > min(look.moment.at, look.moment.now)


def _runs(look: Look) -> tuple[set[Run], set[Run]]:
    """The runs of words that only statements under embargo hold, and those that only withheld ones hold."""
    public = {run for text in known_to_all(look.case) for run in runs_of(text)}
    embargoed: set[Run] = set()
    withheld: set[Run] = set()
    for statement in look.case.statements:
        terms = look.names.terms[statement.id][0]
        if terms is Term.OFF_RECORD:
            withheld |= runs_of(statement.says.quote) | runs_of(statement.says.paraphrase)
        elif terms is Term.DEEP_BACKGROUND:
            withheld |= runs_of(statement.says.quote)
        elif _is_embargoed(look, statement):
            embargoed |= runs_of(statement.says.quote) | runs_of(statement.says.paraphrase)
        elif terms is Term.ON_RECORD:
            public |= runs_of(statement.says.quote) | runs_of(statement.says.paraphrase)
    return embargoed - public, withheld - public


def known_to_all(case: Case) -> Iterator[str]:
    """What the document says and what is asked about it; sources often speak in these very words."""
    yield case.title
    yield from case.document.values()
    yield from (question.proposition for question in case.questions)


def runs_of(text: str) -> set[Run]:
    """Each five words in a row of a text, whatever stands between them."""
    words = _WORD.findall(text.casefold())
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}
