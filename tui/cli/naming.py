"""Questions, sources, statements and requests of a case by the names a reporter types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.words import pick
from workflow.errors import UsageError

if TYPE_CHECKING:
    from workflow.case import Case, Question, Request, Source, Statement
    from workflow.holdings import Exhibit

SHORT = 8
"""How many letters of an id name a thing that has no short name of its own."""


def question(case: Case, name: str, where: str = "QUESTION") -> Question:
    """A question by its short name, its kind or the word for it."""
    return pick(name, case.question_by_id, lambda asked: (asked.slug, str(asked.kind), asked.word), "question", where)


def source(case: Case, name: str, where: str = "--source") -> Source:
    """A source by its short name, its name, code name or descriptor."""
    return pick(
        name,
        case.sources,
        lambda known: (known.slug, known.name, known.code_name, known.descriptor),
        "source",
        where,
    )


def statement(case: Case, name: str, where: str = "STATEMENT") -> Statement:
    """A statement by its short name; `last` is the one logged last."""
    if name == "last" and case.statements:
        return max(case.statements, key=lambda logged: logged.position)
    return pick(name, case.by_id, lambda logged: (logged.says.slug,), "statement", where)


def request(case: Case, name: str, where: str = "REQUEST") -> Request:
    """A request for comment by the first letters of its id, or by whom it went to; `last` is the one logged last."""
    if name == "last" and case.requests:
        return case.requests[-1]
    sent_to = {sent.id: sent for sent in case.requests}
    return pick(name, sent_to, lambda sent: (asked(case, sent), *_short_of(case, sent), sent.id), "request", where)


def exhibit(case: Case, name: str, where: str = "--exhibit") -> Exhibit:
    """A file that is held by its number, its name, or the first letters of its hash."""
    held = {one.id: one for one in case.holdings.exhibits}
    return pick(name, held, lambda one: (str(one.number), one.name, one.sha256), "exhibit", where)


def someone(case: Case, name: str, words: str, option: str) -> str:
    """The id of a known source, or nothing where somebody is named in words. Raises UsageError, NotThere."""
    if bool(name) == bool(words):
        raise UsageError("Say who: a known source, or in words.", remedy=f"Give --source or {option}.")
    return source(case, name).id if name else ""


def _short_of(case: Case, sent: Request) -> tuple[str, ...]:
    return (case.sources[sent.source].slug,) if sent.source in case.sources else ()


def asked(case: Case, sent: Request) -> str:
    """Whom a request went to."""
    return case.sources[sent.source].label if sent.source in case.sources else sent.office


def anything(case: Case, name: str, where: str = "--about") -> str:
    """The id of a question, a source, a statement or a request, by its short name or the first letters of its id."""
    names: dict[str, tuple[str, ...]] = {asked.id: (asked.slug,) for asked in case.questions}
    names |= {known.id: (known.slug,) for known in case.sources.values()}
    names |= {logged.id: (logged.says.slug,) for logged in case.statements}
    names |= {sent.id: (asked(case, sent)[:40], sent.id) for sent in case.requests}
    found = {key: (key, held) for key, held in names.items()}
    return pick(name, found, lambda item: item[1], "question, source, statement or request", where)[0]


def entry(case: Case, name: str, where: str = "ID") -> str:
    """The id of any entry, by the first letters of its id or by the short name of what it logged."""
    found = [held.id for held in case.entries if len(name) >= 6 and held.id.startswith(name)]
    return found[0] if len(found) == 1 else anything(case, name, where)


def short(fact_id: str) -> str:
    """The first letters of an id."""
    return fact_id[:SHORT]
