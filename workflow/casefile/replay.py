"""Play a case file statement by statement, without a database, and hold each step against what it expects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from workflow.case import Case, Moment, Statement
from workflow.casefile.model import CaseFile, Expected
from workflow.casefile.telling import entries_of
from workflow.clean import one_line
from workflow.fold import fold
from workflow.progress import Progress
from workflow.terms import State
from workflow.when import Instant


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


def _steps(case: Case) -> Iterator[Step]:
    if not case.statements:
        return
    slugs = {question.id: question.slug for question in case.questions}
    progress = Progress(case, Moment(None, case.statements[-1].learned_key))
    embargoes: list[tuple[Instant, int, Statement]] = []
    for statement in case.statements:
        at = statement.learned_key
        while embargoes and embargoes[0][0] <= at:
            progress.judge(heappop(embargoes)[-1], at)
        progress.learn(statement, at)
        if statement.embargo is not None and statement.embargo > at:
            heappush(embargoes, (statement.embargo, statement.position, statement))
        states = {slugs[name]: state for name, state in progress.states.items()}
        head = progress.headline
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
