"""The words of a summary for sources, times, bases and reasons; all of them from the case as it may leave the desk."""

from __future__ import annotations

from workflow.case import Case, Source, Statement
from workflow.fate import Fate, Rule
from workflow.phrases import say_instant, say_when
from workflow.summaries.marks import in_reach
from workflow.summaries.parts import StateText, Text, Time
from workflow.terms import State, Term, Word
from workflow.voices import UNNAMED
from workflow.when import Instant, When, datetime_of, parse_when

NOTHING = Time("", "")
"""A time that is not told."""

MOST = 3
"""How many statements stand one by one as the basis of a side."""


def text_of(word: Word) -> Text:
    """A member of the vocabulary for a reader."""
    return Text(str(word), word.word, word.meaning)


def state_text(state: State) -> StateText:
    """A state for a reader."""
    return StateText(str(state), state.word, state.meaning, state.glyph)


def time_of(case: Case, when: When) -> Time:
    """A date as written, or a time in the zone of the case."""
    return Time(say_when(when, case.zone), when.text) if when.instant is None else instant_time(case, when.instant)


def instant_time(case: Case, instant: Instant) -> Time:
    """An instant in the zone of the case."""
    return Time(say_instant(instant, case.zone), datetime_of(in_reach(instant), case.zone).isoformat())


def time_claimed(case: Case, claimed_at: str) -> Time:
    """The time that an entry claims, if it claims one."""
    return instant_time(case, parse_when(claimed_at).known_at(case.zone)) if claimed_at else NOTHING


def ended(text: str) -> str:
    """A text with a full stop, unless it has ended already."""
    return text if text.rstrip()[-1:] in tuple(".?!…") else f"{text}."


def called(source: Source) -> str:
    """A source by name and descriptor, or by the descriptor alone."""
    if not source.name:
        return source.descriptor or UNNAMED
    same = source.descriptor.casefold() in source.name.casefold()
    return source.name if same else f"{source.name}, {source.descriptor}"


def short_name(source: Source) -> str:
    """A source by name, or by the descriptor."""
    return source.name or called(source)


def is_open(statement: Statement) -> bool:
    """Whether a statement was made on the record."""
    return statement.says.terms is Term.ON_RECORD


def basis(case: Case, fates: list[Fate]) -> tuple[str, ...]:
    """The statements that carry one side of a question, the latest first, each in one line."""
    found = sorted(fates, key=lambda fate: (-fate.statement.learned_key, _line(case, fate)))
    lines = [_line(case, fate) for fate in found[:MOST]]
    if len(found) > MOST:
        lines.append(f"and {len(found) - MOST} more")
    return tuple(lines)


def _line(case: Case, fate: Fate) -> str:
    says = fate.statement.says
    through = f", through {says.via}" if says.via else ""
    hedged = ", hedged" if says.hedged else ""
    who = called(case.source_of(fate.statement))
    when = say_when(fate.statement.said, case.zone)
    return f"{who}: {fate.weight.word}, {says.terms.word}{through}{hedged}, said {when}"


def worth(case: Case, fate: Fate) -> str:
    """What a statement is worth on a question: its class, or why it is set aside and, where it may be told, by whom."""
    if fate.live:
        return fate.weight.word
    if fate.by is None:
        return "" if fate.rule is Rule.NO_STANCE else f"set aside, {fate.rule.value}"
    if is_open(fate.statement) is not is_open(fate.by):
        return "set aside, it no longer stands"
    if not is_open(fate.by):
        return f"set aside, {fate.rule.value}"
    by = short_name(case.source_of(fate.by))
    return f"set aside, {fate.rule.value}: {by}, {say_when(fate.by.said, case.zone)}"


def held(case: Case, statement: Statement) -> tuple[str, ...]:
    """The files held of a statement; of an unnamed one their kinds alone."""
    return tuple(
        f"{found.kind.word} held{f', exhibit {found.number}' if found.sha256 else ''}"
        for found in case.holdings.about(statement.id)
    )
