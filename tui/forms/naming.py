"""What a form calls questions, sources and statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.forms.asking import Option
from tui.phrases import form_words
from tui.words import clock_words
from workflow.terms import RANKS, Audience, Stance
from workflow.when import parse_when

if TYPE_CHECKING:
    from tui.naming import Naming
    from workflow.case import Case, Question, Source, Statement

NO_EXPORTS = "No file of this case has left for a reader yet. x on the case makes one."


def question_labels(case: Case) -> dict[str, str]:
    """What each question is called: its word, or its short name where several share the word."""
    words = Counter(question.word for question in case.questions)
    return {one.id: one.word if words[one.word] == 1 else one.slug for one in case.questions}


def question_options(case: Case) -> tuple[Option, ...]:
    """The questions of a case, each with its proposition."""
    labels = question_labels(case)
    return tuple(Option(one.id, labels[one.id], one.proposition) for one in case.questions)


def question_hint(question: Question) -> str:
    """The proposition that a stance is taken on."""
    return question.proposition or f"Not worded yet. {question.kind.meaning}"


def stances_by_source(case: Case) -> dict[str, dict[str, Stance]]:
    """What each source last said on each question, in the order learned."""
    found: dict[str, dict[str, Stance]] = {}
    for statement in case.statements:
        found.setdefault(statement.source, {}).update(statement.says.stances)
    return found


def said_so_far(case: Case, stances: dict[str, Stance]) -> str:
    """What a source has said, in words: `genuine confirms, meaning disputes`."""
    labels = question_labels(case)
    return ", ".join(f"{labels[name]} {stance.word}" for name, stance in stances.items() if name in labels)


def source_options(case: Case, naming: Naming) -> tuple[Option, ...]:
    """The sources of a case as they may be called now, each with who it is and what it has said."""
    stances = stances_by_source(case)
    labels = Counter(naming.label(source).casefold() for source in case.sources.values())
    return tuple(
        Option(
            source.id,
            naming.label(source) + (f" ({source.slug})" if labels[naming.label(source).casefold()] > 1 else ""),
            described(source, naming, said_so_far(case, stances.get(source.id, {}))),
        )
        for source in case.sources.values()
    )


def described(source: Source, naming: Naming, said: str = "") -> str:
    """Who a source is, in a line: descriptor, standing, body, rank, what it said."""
    descriptor = "" if naming.hidden or source.descriptor == naming.label(source) else source.descriptor
    rank = RANKS.get(source.rank, "") if source.standing.official_on else ""
    known = ", ".join(part for part in (descriptor, source.standing.word, source.body, rank) if part)
    return f"{known}. Said: {said}" if said else f"{known}. Nothing said yet"


def statement_options(case: Case, statements: Iterable[Statement], naming: Naming) -> tuple[Option, ...]:
    """Statements to choose from: short name, day and first words."""
    return tuple(
        Option(
            one.id,
            " ".join(part for part in (one.says.slug, clock_words(one.said, case.zone)) if part),
            naming.text(one.words[:160]),
        )
        for one in statements
    )


def export_options(case: Case) -> tuple[Option, ...]:
    """The files that left for a reader, the last first: for whom, in which form, when, where they were published."""
    return tuple(
        Option(
            one.id,
            f"{one.audience.word}, {form_words(one)} {_made(one.claimed_at, case)}".strip(),
            "; ".join(place.where for place in one.printed) or "Not published that the desk knows of.",
        )
        for one in reversed(case.outgoing.exports)
        if one.audience is not Audience.DESK
    )


def _made(claimed_at: str, case: Case) -> str:
    return clock_words(parse_when(claimed_at), case.zone) if claimed_at else ""
