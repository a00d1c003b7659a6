"""What must hold in every case, whatever was said: the invariants behind sections 1 to 4 of the rules."""

from collections.abc import Callable, Collection, Iterator, Mapping
from random import Random

import msgspec
import pytest
from hypothesis import given

from tests.newsroom import Newsroom
from tests.workflow import twin
from tests.workflow.strategies import fewer, moments, random_desk, rngs
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.facts import FactId
from workflow.fate import Fate, Rule
from workflow.fold import fold
from workflow.terms import WORST_FIRST, Stance, State, Weight
from workflow.verdict import Evaluation, evaluate, headline
from workflow.why import why

DEAD_ON_ARRIVAL = (Rule.OVERTAKEN_BEFORE, Rule.RETRACTED_BEFORE)


def without(desk: Newsroom, *names: FactId) -> Case:
    """The case less these entries."""
    return fold(entry for entry in desk.log if entry.id not in names)


def silent_on(desk: Newsroom, question: FactId, statements: Collection[FactId]) -> Case:
    """The case in which these statements are silent on one question."""
    changed = []
    for entry in desk.log:
        fact = entry.fact
        if isinstance(fact, f.StatementLogged) and entry.id in statements:
            fact = msgspec.structs.replace(fact, stances=less(fact.stances, question))
        elif isinstance(fact, f.StatementCorrected) and fact.statement in statements and "stances" in fact.changes:
            changes = {**fact.changes, "stances": less(fact.changes["stances"], question)}
            fact = msgspec.structs.replace(fact, changes=changes)
        changed.append(msgspec.structs.replace(entry, fact=fact))
    return fold(changed)


def less(stances: Mapping[FactId, Stance], question: FactId) -> dict[FactId, Stance]:
    return {name: stance for name, stance in stances.items() if name != question}


def fates(evaluation: Evaluation) -> Iterator[tuple[FactId, Fate]]:
    for question, tally in evaluation.tallies.items():
        for fate in tally.fates:
            yield question, fate


def standing(evaluation: Evaluation, question: FactId, keep: Callable[[Fate], bool]) -> set[tuple[str, str]]:
    """What stands on a question, each with its class."""
    tally = evaluation.tallies[question]
    live = (*tally.confirms.live(), *tally.disputes.live())
    return {(fate.statement.id, str(fate.weight)) for fate in live if keep(fate)}


def a_case(rng: Random) -> tuple[Newsroom, Case, list[Moment]]:
    desk = random_desk(rng)
    case = desk.case()
    return desk, case, list(moments(rng, case, 1))


def a_statement_that_does_not_count_never_changes_a_state(rng: Random) -> None:
    desk, case, looks = a_case(rng)
    for moment in looks:
        evaluation = evaluate(case, moment)
        for question, fate in fates(evaluation):
            idle = fate.weight is Weight.NONE or fate.rule in DEAD_ON_ARRIVAL
            if idle and fate.stance is not Stance.RETRACTS:
                silent = evaluate(silent_on(desk, question, {fate.statement.id}), moment)
                assert silent.states == evaluation.states, f"{fate.statement.id} on {question}"


def an_as_of_state_never_depends_on_what_was_learned_later(rng: Random) -> None:
    desk, case, looks = a_case(rng)
    for moment in looks[1:]:
        assert moment.as_of is not None
        later = [s.id for s in case.statements if s.learned_key > moment.as_of]
        then = without(desk, *later)
        evaluation = evaluate(case, moment)
        assert evaluate(then, moment).states == evaluation.states
        assert headline(then, evaluation.states) == headline(case, evaluation.states)


def once_everything_is_learned_and_lifted_as_of_is_today(rng: Random) -> None:
    desk, case, _ = a_case(rng)
    end = desk.moment().now
    assert evaluate(case, Moment(end, end)).states == evaluate(case, Moment(None, end)).states


def an_unnamed_word_never_removes_a_stronger_one(rng: Random) -> None:
    desk, case, looks = a_case(rng)
    for moment in looks:
        evaluation = evaluate(case, moment)
        for question, fate in fates(evaluation):
            if fate.weight is Weight.ANONYMOUS:
                silent = evaluate(silent_on(desk, question, {fate.statement.id}), moment)
                assert standing(silent, question, is_strong) == standing(evaluation, question, is_strong)


def is_strong(fate: Fate) -> bool:
    return fate.weight.strong


def an_unnamed_word_never_moves_a_state_that_rests_on_something_stronger(rng: Random) -> None:
    """It can only keep a withdrawal from showing, for then nothing is left but what it speaks beside."""
    desk, case, looks = a_case(rng)
    for moment in looks:
        evaluation = evaluate(case, moment)
        for question, fate in fates(evaluation):
            if fate.live and fate.weight is Weight.ANONYMOUS and standing(evaluation, question, is_strong):
                silent = evaluate(silent_on(desk, question, {fate.statement.id}), moment)
                states = {evaluation.states[question], silent.states[question]}
                assert len(states) == 1 or "withdrawn" in states


def only_a_retraction_withdraws(rng: Random) -> None:
    _, case, looks = a_case(rng)
    retracted = {q for s in case.statements for q, stance in s.says.stances.items() if stance is Stance.RETRACTS}
    for moment in looks:
        for question, state in evaluate(case, moment).states.items():
            assert state != "withdrawn" or question in retracted


def the_headline_names_exactly_the_questions_in_its_state(rng: Random) -> None:
    _, case, looks = a_case(rng)
    for moment in looks:
        states = evaluate(case, moment).states
        found = headline(case, states)
        assert found.questions
        assert {states[question] for question in found.questions} == {found.state}
        assert list(found.questions) == [q.id for q in case.questions if q.id in found.questions]
        if found.questions != ("genuine",):
            assert states["genuine"].positive
            assert found.state == min((s for s in states.values() if s in WORST_FIRST), key=WORST_FIRST.index)


def evaluating_twice_gives_the_same(rng: Random) -> None:
    desk, case, looks = a_case(rng)
    for moment in looks:
        first, second = evaluate(case, moment), evaluate(desk.case(), moment)
        assert first.states == second.states
        for one, other in zip(fates(first), fates(second), strict=True):
            assert (one[0], one[1].statement.id, one[1].rule) == (other[0], other[1].statement.id, other[1].rule)


def every_fate_names_what_ended_it_and_nothing_else_does(rng: Random) -> None:
    _, case, looks = a_case(rng)
    ended = (*DEAD_ON_ARRIVAL, Rule.OVERTAKEN, Rule.RETRACTED)
    for moment in looks:
        for question, fate in fates(evaluate(case, moment)):
            assert (fate.by is not None) is (fate.rule in ended)
            assert fate.live is (fate.rule is Rule.COUNTS)
            if fate.by is not None and fate.rule in (Rule.RETRACTED, Rule.RETRACTED_BEFORE):
                assert fate.by.says.stances[question] is Stance.RETRACTS


def what_makes_a_state_gives_it_alone_and_less_any_one_does_not(rng: Random) -> None:
    desk, case, looks = a_case(rng)
    everyone = {statement.id for statement in case.statements}
    for moment in looks:
        evaluation = evaluate(case, moment)
        for question, state in evaluation.states.items():
            account = why(case, evaluation, question)
            makes = {fate.statement.id for fate in account.makes}
            assert account.state is state
            assert state_of(silent_on(desk, question, everyone - makes), moment, question) is state
            for one in makes:
                fewer = silent_on(desk, question, everyone - makes | {one})
                assert state_of(fewer, moment, question) is not state, f"{one} is spare on {question}"


def state_of(case: Case, moment: Moment, question: FactId) -> State:
    """The state of one question, on which the program and its twin agree."""
    state = evaluate(case, moment).states[question]
    assert twin.judge(case, moment)[question].state is state
    return state


INVARIANTS = (
    what_makes_a_state_gives_it_alone_and_less_any_one_does_not,
    a_statement_that_does_not_count_never_changes_a_state,
    an_as_of_state_never_depends_on_what_was_learned_later,
    once_everything_is_learned_and_lifted_as_of_is_today,
    an_unnamed_word_never_removes_a_stronger_one,
    an_unnamed_word_never_moves_a_state_that_rests_on_something_stronger,
    only_a_retraction_withdraws,
    the_headline_names_exactly_the_questions_in_its_state,
    evaluating_twice_gives_the_same,
    every_fate_names_what_ended_it_and_nothing_else_does,
)


@pytest.mark.parametrize("invariant", INVARIANTS)
def test_in_many_cases(invariant: Callable[[Random], None]) -> None:
    for seed in range(250):
        try:
            invariant(Random(seed))
        except AssertionError as error:
            error.add_note(f"seed {seed}")
            raise


@pytest.mark.parametrize("invariant", INVARIANTS)
def test_in_whatever_case_is_drawn(invariant: Callable[[Random], None]) -> None:
    fewer(given(rngs)(invariant))()


@pytest.mark.soak
@pytest.mark.parametrize("invariant", INVARIANTS)
def test_for_long(invariant: Callable[[Random], None]) -> None:
    for seed in range(1_000, 6_000):
        invariant(Random(seed))


@pytest.mark.parametrize("kind", ["genuine", "handling"])
def test_a_thousand_unnamed_denials_beat_no_name(kind: str) -> None:
    desk = Newsroom(*dict.fromkeys(("genuine", kind)))
    desk.says(desk.source("clerk", "insider"), knows="direct", on={kind: "confirms"})
    crowd = desk.source("crowd", "insider", unnamed=True)
    for _ in range(1_000):
        desk.says(crowd, knows="direct", on={kind: "disputes"})
    assert desk.states()[kind] == "named_confirmed"
