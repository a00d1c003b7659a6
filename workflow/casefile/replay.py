"""Play a case file statement by statement, without a database, and hold each step against what it expects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from workflow.case import Case, Moment
from workflow.casefile.model import CaseFile, Expected
from workflow.casefile.telling import entries_of
from workflow.clean import one_line
from workflow.fold import fold
from workflow.terms import State
from workflow.verdict import evaluate, headline


class Step(NamedTuple):
    """Where the case stands after a statement: the state of each question, and the headline with its questions."""

    after: str
    states: dict[str, State]
    headline: State
    questions: tuple[str, ...]


class Mismatch(NamedTuple):
    """Something that came out otherwise than the file expects; `what` is a question, or `headline`."""

    after: str
    what: str
    expected: str
    got: str


class ReplayResult(NamedTuple):
    """A case file played to its end."""

    id: str
    title: str
    steps: tuple[Step, ...]
    mismatches: tuple[Mismatch, ...]


def replay(case: CaseFile) -> ReplayResult:
    """The states after each statement, with only those up to it known, at the moment when it was learned."""
    steps = tuple(_steps(fold(entries_of(case))))
    by_statement = {step.after: step for step in steps}
    found = tuple(
        mismatch for expected in case.expected for mismatch in _compare(expected, by_statement[expected.after])
    )
    return ReplayResult(case.id, case.title, steps, found)


def _steps(whole: Case) -> Iterator[Step]:
    slugs = {question.id: question.slug for question in whole.questions}
    for count, statement in enumerate(whole.statements, 1):
        case = msgspec.structs.replace(whole, statements=whole.statements[:count])
        evaluation = evaluate(case, Moment(statement.learned_key, statement.learned_key))
        head = headline(case, evaluation.states)
        states = {slugs[name]: state for name, state in evaluation.states.items()}
        yield Step(statement.says.slug, states, head.state, tuple(slugs[name] for name in head.questions))


def _compare(expected: Expected, step: Step) -> Iterator[Mismatch]:
    for name, state in expected.states.items():
        if step.states[name] is not state:
            yield Mismatch(step.after, name, state.value, step.states[name].value)
    head = expected.headline
    if head is not None and (head.state, head.questions) != (step.headline, step.questions):
        got = _headline(step.headline, step.questions)
        yield Mismatch(step.after, "headline", _headline(head.state, head.questions), got)


def _headline(state: State, questions: tuple[str, ...]) -> str:
    return f"{state.value}: {', '.join(questions)}"


def json_line(result: ReplayResult) -> str:
    """A replay as one JSON object on one line of plain ASCII."""
    steps = [
        {
            "after": step.after,
            "states": {name: state.value for name, state in step.states.items()},
            "headline": {"state": step.headline.value, "questions": list(step.questions)},
        }
        for step in result.steps
    ]
    return json.dumps({"id": result.id, "steps": steps, "mismatches": len(result.mismatches)})


def plain_text(result: ReplayResult) -> str:
    """A replay as lines for a reader, cleaned: the headline and the states after each statement, then what differs."""
    lines = [one_line(f"{result.id}: {result.title}", 200)]
    for step in result.steps:
        lines.append(one_line(f"after {step.after}: {step.headline.word.upper()}: {', '.join(step.questions)}", 200))
        lines += [f"    {one_line(name, 120)}: {state.word}" for name, state in step.states.items()]
    for miss in result.mismatches:
        said = f"differs after {miss.after}, {miss.what}: expected {miss.expected}, got {miss.got}"
        lines.append(one_line(said, 300))
    statements = f"{len(result.steps)} statement{'' if len(result.steps) == 1 else 's'}"
    count = len(result.mismatches)
    differences = "no differences" if not count else f"{count} difference{'' if count == 1 else 's'}"
    lines.append(f"{one_line(result.id, 80)}: {statements}, {differences}")
    return "\n".join(lines) + "\n"
