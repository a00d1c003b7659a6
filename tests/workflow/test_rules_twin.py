"""The program and its brute-force twin agree on random cases, and the random cases reach every clause."""

from collections import Counter
from random import Random

import pytest
from hypothesis import event, given

from tests.workflow import twin
from tests.workflow.strategies import moments, random_desk, rngs
from workflow.case import Case, Moment
from workflow.terms import State
from workflow.verdict import evaluate, headline

ROWS_OF_4C = {
    *("1", "2", "3", "4O", "4T", "4N", "5", "6 withdrawn", "6T", "6N"),
    *("7", "8", "9 withdrawn", "9", "10 withdrawn", "10"),
}
FATES = {"live", "overtaken", "overtaken on arrival", "retracted", "retracted on arrival"}


def agree(case: Case, moment: Moment) -> dict[str, twin.Finding]:
    """Hold the program against its twin: states, headline, the classes of what stands, and the mark."""
    findings = twin.judge(case, moment)
    evaluation = evaluate(case, moment)
    assert evaluation.states == {name: finding.state for name, finding in findings.items()}
    for name, finding in findings.items():
        tally = evaluation.tallies[name]
        assert {fate.statement.id: fate.weight for fate in tally.confirms.live()} == finding.confirming
        assert {fate.statement.id: fate.weight for fate in tally.disputes.live()} == finding.disputing
        assert bool(tally.withdrawals) is finding.marked
    assert headline(case, evaluation.states) == twin.head(case, findings)
    return findings


def sweep(seeds: range, most: int = 14) -> Counter[str]:
    """Agreement on the case of each seed, at a few moments each; how often each clause was reached."""
    reached: Counter[str] = Counter()
    for seed in seeds:
        rng = Random(seed)
        case = random_desk(rng, most).case()
        for moment in moments(rng, case):
            try:
                findings = agree(case, moment)
            except AssertionError as error:
                error.add_note(f"seed {seed}, {moment}")
                raise
            for finding in findings.values():
                reached.update([f"state {finding.state}", f"4c {finding.row}"])
                reached.update(f"4a {row}" for row in finding.rows.values())
                reached.update(f"fate {fate}" for fate in finding.fates.values())
    return reached


def test_the_program_agrees_with_its_twin_and_every_clause_is_reached() -> None:
    reached = sweep(range(3_000))
    wanted = {f"state {state}" for state in State} | {f"4c {row}" for row in ROWS_OF_4C}
    wanted |= {f"4a {row}" for row in range(1, 10)} | {f"fate {fate}" for fate in FATES}
    assert set(reached) == wanted, reached
    assert min(reached.values()) >= 5, reached


@given(rngs)
def test_the_program_agrees_with_its_twin_on_whatever_is_drawn(rng: Random) -> None:
    case = random_desk(rng).case()
    for moment in moments(rng, case):
        for finding in agree(case, moment).values():
            event(finding.row)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_the_program_agrees_with_its_twin_for_long(part: int) -> None:
    sweep(range(10_000 + part * 5_000, 15_000 + part * 5_000))


@pytest.mark.soak
def test_the_program_agrees_with_its_twin_on_long_cases() -> None:
    sweep(range(500), most=60)
