"""A problem with a field of a fact, and the checks that many kinds of fact have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workflow.case import Case
from workflow.casefile.model import IDENT
from workflow.clean import one_line
from workflow.errors import BadTime
from workflow.facts import FactId
from workflow.when import When, parse_instant, parse_when

_MOST_NAMED = 3


class Problem(NamedTuple):
    """The field of a fact that cannot stay as it is, and a sentence that says what to do."""

    field: str
    sentence: str


def quoted(text: str) -> str:
    """Case text inside a sentence: cleaned, short, in quotation marks."""
    return f"“{one_line(text, 40)}”"


def listed(names: Iterable[str]) -> str:
    """The first three names, and how many more there are."""
    every = list(dict.fromkeys(names))
    more = len(every) - _MOST_NAMED
    return ", ".join(every[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def called(case: Case, name: FactId) -> str:
    """What the desk calls a source, a question or a statement."""
    if name in case.sources:
        return quoted(case.sources[name].label)
    if name in case.question_by_id:
        return case.question_by_id[name].word
    if name in case.by_id:
        statement = case.by_id[name]
        return quoted(statement.says.slug or statement.words)
    return "something that is not here"


def fact_of(case: Case, name: FactId) -> object | None:
    """What the entry with this id says, or None."""
    return next((entry.fact for entry in case.entries if entry.id == name), None)


def filled(field: str, value: str, sentence: str) -> Iterator[Problem]:
    """A text that may not be blank."""
    if not value.strip():
        yield Problem(field, sentence)


def reason(value: str, change: str) -> Iterator[Problem]:
    """A reason, where a fact changes something said before."""
    yield from filled("reason", value, f"Give a reason for {change}: it stays in the log.")


def asked(case: Case, field: str, questions: Iterable[FactId]) -> Iterator[Problem]:
    """Questions that the case asks."""
    for name in questions:
        if name not in case.question_by_id:
            yield Problem(field, "Choose a question of this case: one of those named is not asked, or not any more.")


def known_statements(case: Case, field: str, statements: Iterable[FactId]) -> Iterator[Problem]:
    """Statements that stand in the case."""
    for name in statements:
        if name not in case.by_id:
            yield Problem(field, "Choose a statement of this case: one of those named is not there, or was taken back.")


def root_source(case: Case, name: FactId) -> FactId | None:
    """The source that an id stands for after mergers, or None."""
    if name in case.sources:
        return name
    return next((source.id for source in case.sources.values() if name in source.merged), None)


def known_source(case: Case, field: str, name: FactId) -> Iterator[Problem]:
    """A source of the case."""
    if root_source(case, name) is None:
        yield Problem(field, "Choose a source of this case, or add one first.")


def short_name(field: str, slug: str, taken: Iterable[str]) -> Iterator[Problem]:
    """The short name of something in a case; it may be empty, and is then made up when it is needed."""
    if slug and not IDENT.fullmatch(slug):
        yield Problem(field, "Use up to 119 visible characters, with single spaces only inside.")
    elif slug and slug in taken:
        yield Problem(field, f"Choose another short name: {quoted(slug)} is taken in this case.")


def time(field: str, text: str) -> Iterator[Problem]:
    """A date, or a date and time with an offset."""
    try:
        parse_when(text)
    except BadTime as error:
        yield Problem(field, f"{error.what} {error.remedy}")


def exact_time(field: str, text: str) -> Iterator[Problem]:
    """Nothing, or a date and time with an offset: a date alone would not say when."""
    try:
        parse_instant(text) if text else None
    except BadTime as error:
        yield Problem(field, f"{error.what} {error.remedy}")


def read(text: str) -> When | None:
    """The date or time that a text holds, or None where it holds none."""
    try:
        return parse_when(text)
    except BadTime:
        return None
