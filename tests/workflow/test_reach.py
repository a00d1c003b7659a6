"""What one more statement could do to a state, and the weakest that would do it."""

from random import Random

import msgspec
import pytest
from hypothesis import given

from tests.newsroom import Newsroom
from tests.workflow.strategies import moments, random_desk, rngs
from tests.workflow.test_why import END, explained, states_in_reach
from workflow.case import Case, Moment, Source, Statement
from workflow.facts import StatementLogged
from workflow.terms import Knowledge, Stance, Standing, State, Term, Weight
from workflow.verdict import evaluate
from workflow.when import When
from workflow.why import why


def reached_by_trying(case: Case, moment: Moment, question: str) -> set[State]:
    """Every state that one more statement reaches: each source, and strangers of each body and rank, in each form."""
    last = END if moment.as_of is None else moment.as_of
    bodies = {"", *(source.body for source in case.sources.values())}
    people = [*case.sources.values()]
    people += [Source("new", "new", "", "", "", Standing.INSIDER, "", 2, "")]
    people += [
        Source("new", "new", "New", "", "", standing, body, rank, "")
        for standing in (Standing.INSIDER, Standing.MAKER, Standing.ISSUER)
        for body in bodies
        for rank in (1, 2, 3, 4)
        if standing is Standing.ISSUER or (body, rank) == ("", 1)
    ]
    found = set()
    for source in people:
        forms = [(Stance.RETRACTS, False, False)]
        for stance in (Stance.CONFIRMS, Stance.DISPUTES):
            forms += [(stance, False, False), (stance, True, False), (stance, True, True)]
        for stance, technical, conclusive in forms:
            for terms in (Term.ON_RECORD, Term.BACKGROUND) if source.name else (Term.BACKGROUND,):
                says = StatementLogged(
                    slug="new",
                    source=source.id,
                    said_at="",
                    terms=terms,
                    stances={question: stance},
                    knowledge={"default": Knowledge.DIRECT},
                    technical=technical,
                    conclusive=conclusive,
                )
                now = When("", END, END)
                new = Statement("new", says, source.id, now, now, last, END, None)
                fuller = msgspec.structs.replace(
                    case, statements=(*case.statements, new), sources={**case.sources, source.id: source}
                )
                found.add(evaluate(fuller, moment).states[question])
    return found


@given(rngs)
def test_the_states_in_reach_are_those_that_one_more_statement_reaches(rng: Random) -> None:
    case = random_desk(rng, most=9).case()
    for moment in list(moments(rng, case, 1))[-1:]:
        evaluation = evaluate(case, moment)
        found = why(case, evaluation, "genuine")
        tried = reached_by_trying(case, moment, "genuine")
        assert {step.state for step in found.reach} == tried - {found.state}


@pytest.mark.parametrize(
    ("kind", "state", "stance", "weight"),
    [
        ("genuine", "anonymously_confirmed", "confirms", Weight.ANONYMOUS),
        ("genuine", "named_disputed", "disputes", Weight.NAMED),
        ("genuine", "independently_verified", "confirms", Weight.TECHNICAL),
        ("genuine", "shown_false", "disputes", Weight.TECHNICAL),
        ("content", "officially_confirmed", "confirms", Weight.OFFICIAL),
    ],
)
def test_the_weakest_way_from_nothing(kind: str, state: str, stance: str, weight: Weight) -> None:
    desk = Newsroom(*dict.fromkeys(("genuine", kind)))
    steps = {str(step.state): step for step in explained(desk, kind).reach}
    assert (str(steps[state].stance), steps[state].weight) == (stance, weight)


def test_from_nothing_the_states_of_two_statements_are_out_of_reach() -> None:
    reached = states_in_reach(explained(Newsroom("genuine")))
    assert not {"contested", "withdrawn", "independently_disputed"} & set(reached)
    content = states_in_reach(explained(Newsroom("genuine", "content"), "content"))
    assert "(issuer or subject)" in content["officially_disputed"]


def test_a_second_examiner_is_asked_to_share_nothing_with_the_first() -> None:
    desk = Newsroom("genuine")
    desk.source("lab", "expert", name="The lab")
    desk.says("lab", genuine="disputes", technical=True, knows="direct")
    found = explained(desk)
    assert found.state is State.NAMED_DISPUTED
    assert states_in_reach(found)["independently_disputed"] == (
        "A second examiner who shares no origin with the first and disputes it would make it independently disputed."
    )
