"""The timeline of a summary: what was learned, in what order, and what changed with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

import msgspec

from workflow.case import Case, Moment, Statement
from workflow.facts import FactId
from workflow.fate import Fate
from workflow.phrases import say_instant
from workflow.summaries import model
from workflow.summaries.audiences import all_of, for_editor
from workflow.summaries.outward import Outward
from workflow.summaries.sharing import change
from workflow.summaries.speaking import (
    NOTHING,
    called,
    held,
    instant_time,
    is_open,
    short_name,
    text_of,
    time_of,
    worth,
)
from workflow.terms import Knowledge, State
from workflow.timeline import EventKind, timeline
from workflow.verdict import Evaluation, question_words
from workflow.when import Instant

_CAUSES = {EventKind.EMBARGO: "An embargo ended.", EventKind.AGREED: "New terms were agreed."}


class Turn(NamedTuple):
    """What changed at one moment of learning, by the outward question; `cause` where no statement was learned then."""

    states: dict[FactId, tuple[State, State]]
    cause: str


def turns_of(real: Case, left: Outward, moment: Moment) -> dict[Instant, Turn]:
    """What changed at each moment of learning, net of what came and went within it, where anything did."""
    found: dict[Instant, Turn] = {}
    for event in timeline(real, moment):
        for question, before, after in event.question_changes:
            turn = found.get(event.instant) or Turn({}, _CAUSES.get(event.kind, ""))
            name = left.questions[question]
            turn.states[name] = (turn.states.get(name, (before, after))[0], after)
            found[event.instant] = turn
    net = {at: {q: pair for q, pair in turn.states.items() if pair[0] is not pair[1]} for at, turn in found.items()}
    return {at: Turn(states, found[at].cause) for at, states in net.items() if states}


def events(left: Outward, evaluation: Evaluation, turns: Mapping[Instant, Turn]) -> tuple[model.Event, ...]:
    """The lines of the timeline; those learned at one moment in the order of their words, never of the log."""
    case, moment = left.case, evaluation.moment
    fates = _by_statement(evaluation)
    learned: dict[Instant, list[model.Event]] = {at: [] for at in turns}
    spoken: dict[Instant, set[FactId]] = {at: set() for at in turns}
    for statement in case.statements:
        line = _event(case, moment, statement, fates.get(statement.id, {}))
        learned.setdefault(statement.learned_key, []).append(line)
        spoken.setdefault(statement.learned_key, set()).update(statement.says.stances)
    lines: list[model.Event] = []
    for at in sorted(learned):
        group = sorted(learned[at], key=_printed)
        if at in turns:
            _place(case, group, at, turns[at], spoken[at])
        lines += group
    return tuple(lines)


def _place(case: Case, group: list[model.Event], at: Instant, turn: Turn, spoken: Set[FactId]) -> None:
    """Put what changed on the last line that was learned, or on one of its own where no printed line speaks to it."""
    changed = [question.id for question in case.questions if question.id in turn.states]
    told, untold = ([q for q in changed if (q in spoken) is shown] for shown in (True, False))
    if told:
        group[-1] = _with(group[-1], case, turn, told)
    if untold:
        group.append(_with(_untold(case, at, turn.cause), case, turn, untold))


def _with(event: model.Event, case: Case, turn: Turn, questions: Sequence[FactId]) -> model.Event:
    return msgspec.structs.replace(
        event, changes=tuple(change(case, q, *turn.states[q], for_editor) for q in questions)
    )


def _by_statement(evaluation: Evaluation) -> dict[FactId, dict[FactId, Fate]]:
    found: dict[FactId, dict[FactId, Fate]] = {}
    for question, tally in evaluation.tallies.items():
        for fate in tally.fates:
            found.setdefault(fate.statement.id, {})[question] = fate
    return found


def _event(case: Case, moment: Moment, statement: Statement, fates: Mapping[FactId, Fate]) -> model.Event:
    says, asked = statement.says, [q for q in case.questions if q.id in statement.says.stances]
    words = question_words(case, (question.id for question in asked))
    embargo = statement.embargo
    return model.Event(
        learned=time_of(case, statement.learned),
        said=time_of(case, statement.said),
        who=for_editor(called(case.source_of(statement))),
        terms=says.terms.word,
        through=for_editor(says.via),
        embargo=say_instant(embargo, case.zone) if embargo is not None and embargo > moment.at else "",
        words=for_editor(statement.words),
        quoted=bool(says.quote),
        details=all_of(for_editor, (*details(case, statement), *held(case, statement))),
        stances=tuple(
            model.Stance(for_editor(word), text_of(fate.stance), fate.live, for_editor(worth(case, fate)))
            for word, question in zip(words, asked, strict=True)
            if (fate := fates.get(question.id))
        ),
        changes=(),
    )


def details(case: Case, statement: Statement) -> list[str]:
    """What else a reader should know of a statement, each in a few words."""
    says, found = statement.says, []
    if says.quote and says.paraphrase:
        found.append(f"in other words: {says.paraphrase}")
    for question, text in says.asserted.items():
        if question in case.question_by_id and text:
            (word,) = question_words(case, (question,))
            found.append(f"of {word}, said it is: {text}")
    known = {how for how in says.knowledge.values() if how is not Knowledge.UNKNOWN}
    found += [f"{how.word}" for how in Knowledge if how in known] if len(known) == 1 else _knowledge(case, statement)
    if says.hedged:
        found.append("hedged")
    if says.technical:
        found.append("a conclusive examination" if says.conclusive else "an examination")
    if says.finding:
        found.append(f"from what a check of the file found: {says.finding}")
    if says.sign_off:
        found.append(f"signed off: {says.sign_off}")
    if says.derived_from:
        found.append(f"repeats {_other(case, says.derived_from)}")
    found += [f"corrects {_other(case, name)}" for name in says.corrects]
    found += [
        f"takes back {_other(case, name)}" for name in says.retracts if is_open(case.by_id[name]) is is_open(statement)
    ]
    if says.grade:
        found.append(f"grade {says.grade}")
    if says.url:
        found.append(f"at {says.url}")
    return found


def _knowledge(case: Case, statement: Statement) -> list[str]:
    says = statement.says
    return [
        f"on {question_words(case, (question.id,))[0]}: {statement.knows(question.id).word}"
        for question in case.questions
        if question.id in says.stances and statement.knows(question.id) is not Knowledge.UNKNOWN
    ]


def _other(case: Case, name: str) -> str:
    statement = case.by_id.get(name)
    if statement is None:
        return name
    return f"what {short_name(case.source_of(statement))} said on {time_of(case, statement.said).text}"


def _untold(case: Case, at: Instant, cause: str) -> model.Event:
    """A line for a change that came with no statement, or with one that is not told."""
    nobody = for_editor("")
    return model.Event(instant_time(case, at), NOTHING, nobody, "", nobody, "", for_editor(cause), False, (), (), ())


def _printed(event: model.Event) -> tuple[str, ...]:
    stances = (f"{stance.question} {stance.stance.word} {stance.worth}" for stance in event.stances)
    return (event.said.iso, event.who, event.terms, event.through, event.words, *event.details, *stances)
