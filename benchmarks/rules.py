"""Evaluating every question of a case, and how the time grows with its statements."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from statistics import median

from benchmarks.desks import MORNING, Room
from benchmarks.figures import Figure, span
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.facts import Entry, Fact
from workflow.fold import fold
from workflow.terms import Kind, Knowledge, Stance, Standing, Term
from workflow.verdict import evaluate

AT_MOST = 0.25
GROWTH = 13
NOW = Moment(None, 2_000_000_000_000_000)
_STANCES = (Stance.CONFIRMS, Stance.CONFIRMS, Stance.CONFIRMS, Stance.DISPUTES, Stance.DISPUTES, Stance.DECLINES)


def rules(room: Room) -> Iterator[Figure]:
    """Many sources, then one source alone."""
    for name, each in (("of many sources", 3), ("all of one source", 0)):
        cases = [case(count, count // each if each else 1) for count in room.sizes.statements]
        times = _in_turn(cases, room.sizes.rounds)
        for count, taken in zip(room.sizes.statements, times, strict=True):
            if count == 10_000:
                ours = median(taken)
                yield Figure(f"all states of {count:,} statements {name}", span(ours), "", ours * 1e3, " ms", 250)
        for (fewer, few), (more, many) in pairwise(zip(room.sizes.statements, times, strict=True)):
            growth = median(large / small for small, large in zip(few, many, strict=True))
            what = f"all states of {more:,} statements / {fewer:,}, {name}"
            yield Figure(what, span(median(many)), span(median(few)), growth, "x", GROWTH * more / fewer / 10)


def _in_turn(cases: Sequence[Case], rounds: int) -> list[list[float]]:
    """The processor's seconds for each case: nothing is waited for, and a longer run is interrupted more often."""
    times: list[list[float]] = [[] for _ in cases]
    for _ in range(rounds):
        for made, taken in zip(cases, times, strict=True):
            gc.collect()
            begun = time.process_time()
            evaluate(made, NOW)
            taken.append(time.process_time() - begun)
    return times


def case(statements: int, sources: int) -> Case:
    """The case of these facts."""
    return folded(case_facts(statements, sources))


def folded(facts: Iterable[tuple[str, Fact]]) -> Case:
    """The case of facts with their ids."""
    return fold(Entry(name, fact, "2020-01-06T08:00:00Z", "desk") for name, fact in facts)


def case_facts(statements: int, sources: int) -> list[tuple[str, Fact]]:
    """A case of five questions; names, dates without a time, bodies and all stances come as they do on a desk."""
    rng = random.Random(statements)
    kinds = list(Kind)[:5]
    facts: list[tuple[str, Fact]] = [("case", f.CaseOpened("case", "The case", "UTC"))]
    facts += [(str(kind), f.QuestionRaised(str(kind), kind, "It is so.")) for kind in kinds]
    facts += [(f"source-{number}", _source(number, sources)) for number in range(sources)]
    for number in range(statements):
        by = rng.randrange(sources)
        touched = rng.sample(kinds, rng.choice((1, 1, 2)))
        stances = {str(kind): rng.choice(_STANCES) for kind in touched}
        said = MORNING + timedelta(seconds=40 * number + rng.randrange(3_600))
        style = "%Y-%m-%dT%H:%M:%SZ" if rng.random() < 0.85 else "%Y-%m-%d"
        terms = Term.ON_RECORD if by % 3 else Term.BACKGROUND
        knows = {"default": rng.choice((Knowledge.DIRECT, Knowledge.DIRECT, Knowledge.INDIRECT))}
        facts.append((f"said-{number}", _said(number, by, said.strftime(style), terms, stances, knows)))
    return facts


def _source(number: int, sources: int) -> f.SourceAdded:
    standings = list(Standing) if sources > 1 else [Standing.OTHER]
    body = f"Ministry {number % 50}" if number % 4 == 0 else ""
    name = f"Name {number}" if number % 3 else ""
    standing = standings[number % len(standings)]
    code_name = "" if name else f"HERON {number}"
    return f.SourceAdded(f"source-{number}", "a person", standing, name=name, code_name=code_name, body=body)


def _said(
    number: int, by: int, said: str, terms: Term, stances: dict[str, Stance], knows: dict[str, Knowledge]
) -> f.StatementLogged:
    return f.StatementLogged(f"said-{number}", f"source-{by}", said, terms, stances, knowledge=knows)
