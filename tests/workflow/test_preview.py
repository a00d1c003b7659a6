"""The preview says what saving would do, and nothing is saved."""

from random import Random

import pytest
from hypothesis import given

from tests.newsroom import Newsroom
from tests.workflow.strategies import CHANGES, STANCES, moments, pick, random_desk, random_statement, rngs
from workflow import facts as f
from workflow.errors import BadTime
from workflow.fold import fold
from workflow.preview import Change, Preview, preview
from workflow.terms import Stance, Standing, State, Term
from workflow.verdict import evaluate, headline
from workflow.why import sentence


def letter() -> Newsroom:
    desk = Newsroom("genuine", "status", "reading")
    desk.source("heron", "insider", unnamed=True)
    desk.says("heron", genuine="confirms", via="The Post")
    return desk


def new_statement(**fields: object) -> f.StatementLogged:
    known = {
        "slug": "new",
        "source": "general",
        "said_at": "2020-01-06T16:25-05:00",
        "terms": Term.ON_RECORD,
        "stances": {"genuine": Stance.CONFIRMS, "status": Stance.DISPUTES},
    }
    return f.StatementLogged(**{**known, **fields})  # type: ignore[arg-type]


def shown(desk: Newsroom, *facts: f.Fact) -> Preview:
    entries = [f.Entry(fact.slug if hasattr(fact, "slug") else "new", fact) for fact in facts]
    return preview(desk.case(), entries, desk.moment())


def test_a_new_source_and_its_statement_are_seen_together() -> None:
    desk = letter()
    general = f.SourceAdded("general", "the general", Standing.ISSUER, name="Gen. A")
    found = shown(desk, general, new_statement())
    assert found.questions == (
        Change(
            "genuine",
            State.ANONYMOUSLY_CONFIRMED,
            State.OFFICIALLY_CONFIRMED,
            "Confirmed by Gen. A, on the record and speaking officially on genuine. Nothing of weight disputes it.",
        ),
        Change(
            "status",
            State.UNCONFIRMED,
            State.OFFICIALLY_DISPUTED,
            "Disputed by Gen. A, on the record and speaking officially on status. Nothing of weight confirms it.",
        ),
    )
    assert found.headline_before == (State.ANONYMOUSLY_CONFIRMED, ("genuine",))
    assert found.headline_after == (State.OFFICIALLY_DISPUTED, ("status",))
    assert desk.states() == {
        "genuine": "anonymously_confirmed",
        "status": "unconfirmed",
        "reading": "unconfirmed",
    }


def test_words_that_do_not_count_change_nothing() -> None:
    found = shown(letter(), new_statement(source="heron", terms=Term.OFF_RECORD))
    assert found.questions == ()
    assert found.headline_before == found.headline_after


def test_a_retraction_undo_and_a_new_question_can_be_previewed() -> None:
    desk = letter()
    retracts = {"genuine": Stance.RETRACTS}
    (taken_back,) = shown(desk, new_statement(source="heron", stances=retracts)).questions
    assert (taken_back.after, taken_back.because) == (
        State.WITHDRAWN,
        "HERON confirmed it and took that back. Nothing else confirms it.",
    )
    (undone,) = shown(desk, f.TakenBack("s1")).questions
    assert (undone.after, undone.because) == (State.UNCONFIRMED, "Nobody has spoken on it yet.")
    asked = f.QuestionRaised("intact", "intact", "It is whole.")  # type: ignore[arg-type]
    says = new_statement(source="heron", terms=Term.BACKGROUND, stances={"intact": Stance.CONFIRMS})
    (raised,) = shown(desk, asked, says).questions
    assert (raised.question_id, raised.before, raised.after) == (
        "intact",
        State.UNCONFIRMED,
        State.ANONYMOUSLY_CONFIRMED,
    )
    gone = shown(desk, f.QuestionWithdrawn("genuine", "Nobody asks."))
    assert gone.questions == ()
    assert gone.headline_after == (State.UNCONFIRMED, ())


def test_a_time_that_cannot_be_read_is_said() -> None:
    with pytest.raises(BadTime):
        shown(letter(), new_statement(source="heron", said_at="yesterday"))


@given(rngs)
def test_what_is_shown_is_what_saving_does(rng: Random) -> None:
    desk = random_desk(rng)
    case = desk.case()
    moment = next(moments(rng, case))
    sources = list(case.sources)
    held = len(desk.log)
    if rng.randrange(2):
        stances = {question: pick(rng, STANCES) for question in desk.asked}
        random_statement(rng, desk, rng.choice(sources), stances, len(case.statements), technical=30)
    else:
        rng.choice(CHANGES)(rng, desk, sources, [statement.id for statement in case.statements] or ["none"])
    found = preview(case, desk.log[held:], moment)
    assert found == preview(case, desk.log[held:], moment, evaluate(case, moment))

    before, after, saved = evaluate(case, moment), evaluate(fold(desk.log), moment), fold(desk.log)
    assert found.questions == tuple(
        Change(name, before.states[name], after.states[name], sentence(saved, after, name))
        for name in after.states
        if after.states[name] is not before.states[name]
    )
    assert found.headline_before == headline(case, before.states)
    assert found.headline_after == headline(saved, after.states)
