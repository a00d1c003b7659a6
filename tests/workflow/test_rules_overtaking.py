"""The newer word and the retraction: each sentence of 4b."""

import pytest

from tests.newsroom import Newsroom
from workflow.verdict import evaluate

MON, TUE, WED, THU = "2020-01-06T09:00Z", "2020-01-07T09:00Z", "2020-01-08T09:00Z", "2020-01-09T09:00Z"


def live(desk: Newsroom, question: str = "genuine") -> set[str]:
    """The ids of what counts and stands."""
    tally = evaluate(desk.case(), desk.moment()).tallies[question]
    return {fate.statement.id for fate in (*tally.confirms.live(), *tally.disputes.live())}


def desk_of(**sources: str) -> Newsroom:
    desk = Newsroom("genuine")
    for slug, standing in sources.items():
        desk.source(slug, standing)
    return desk


HOW = {
    "A": {"terms": "background"},
    "N": {"knows": "direct"},
    "technical": {"technical": True},
}


@pytest.mark.parametrize("older", ["A", "N", "technical"])
@pytest.mark.parametrize("newer", ["A", "N", "technical"])
@pytest.mark.parametrize("stances", [("confirms", "disputes"), ("disputes", "disputes")])
def test_the_same_source_overtakes_what_is_not_stronger(older: str, newer: str, stances: tuple[str, str]) -> None:
    desk = desk_of(clerk="insider")
    desk.says("clerk", said=MON, genuine=stances[0], **HOW[older])  # type: ignore[arg-type]
    desk.says("clerk", said=TUE, genuine=stances[1], **HOW[newer])  # type: ignore[arg-type]
    order = ["A", "N", "technical"]
    assert live(desk) == ({"s2"} if order.index(newer) >= order.index(older) else {"s1", "s2"})


def test_an_official_word_overtakes_the_same_persons_unnamed_word() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=MON, genuine="confirms", terms="background")
    desk.says("office", said=TUE, genuine="disputes")
    assert live(desk) == {"s2"}


def test_an_unnamed_word_never_replaces_the_same_persons_word_on_the_record() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=MON, genuine="confirms")
    desk.says("office", said=TUE, genuine="disputes", terms="background")
    assert live(desk) == {"s1", "s2"}
    assert desk.states() == {"genuine": "officially_confirmed"}


def test_a_statement_that_does_not_count_overtakes_nothing() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=MON, genuine="confirms")
    desk.says("office", said=TUE, genuine="disputes", terms="off_record")
    desk.says("office", said=WED, genuine="disputes", derived_from="the wire")
    assert live(desk) == {"s1"}


@pytest.mark.parametrize(
    ("bodies", "ranks", "gone"),
    [
        (("DoD", "DoD"), (2, 2), True),
        (("DoD", "DoD"), (2, 4), True),
        (("DoD", "DoD"), (4, 3), False),
        (("DoD", "State"), (2, 4), False),
        (("", ""), (2, 4), False),
    ],
)
def test_one_official_overtakes_another_of_the_same_named_body(
    bodies: tuple[str, str], ranks: tuple[int, int], gone: bool
) -> None:
    desk = Newsroom("genuine")
    for slug, body, rank, said in zip(("first", "second"), bodies, ranks, (MON, TUE), strict=True):
        desk.says(desk.source(slug, "issuer", body=body, rank=rank), said=said, genuine="confirms")
    assert live(desk) == ({"s2"} if gone else {"s1", "s2"})


def test_a_body_overtakes_only_when_both_are_official() -> None:
    desk = Newsroom("genuine")
    desk.says(desk.source("clerk", "insider", body="DoD"), said=MON, knows="direct", genuine="confirms")
    desk.says(desk.source("chief", "issuer", body="DoD", rank=4), said=TUE, genuine="disputes")
    desk.says(desk.source("expert", "expert", body="DoD", rank=4), said=WED, technical=True, genuine="confirms")
    assert live(desk) == {"s1", "s2", "s3"}


def test_order_is_by_the_time_said_not_learned() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=WED, genuine="disputes")
    desk.says("office", said=MON, learned=THU, genuine="confirms")
    assert live(desk) == {"s1"}
    assert desk.states() == {"genuine": "officially_disputed"}


def test_dead_on_arrival_overtakes_nothing() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said="2020-01-06T09:00Z", learned=TUE, genuine="confirms", id="nine")
    desk.says("office", said="2020-01-06", learned=WED, genuine="confirms", id="dated")
    assert live(desk) == {"dated"}
    desk.says("office", said="2020-01-06T08:00Z", learned=THU, genuine="disputes", id="eight")
    assert live(desk) == {"dated"}, "eight is level with dated and learned later, but nine had overtaken it"


def test_the_tie_goes_to_the_one_learned_later() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said="2020-01-06", learned=TUE, genuine="confirms")
    desk.says("office", said="2020-01-06T23:00-05:00", learned=WED, genuine="disputes")
    assert live(desk) == {"s2"}, "a date and a time of that date, as written, are level"
    desk.says("office", said="2020-01-07T01:00Z", learned=THU, genuine="confirms")
    assert live(desk) == {"s2"}, "both have times: 01:00Z was said before 23:00-05:00"


def test_pair_by_pair_there_is_no_one_order() -> None:
    """A time of the 6th in New York is after one of the 7th in London, which is after the date of the 6th."""
    desk = Newsroom("genuine")
    for slug, said in (("a", "2020-01-06T23:00-05:00"), ("b", "2020-01-07T01:00Z"), ("c", "2020-01-06")):
        desk.source(slug, "issuer", body="DoD")
        desk.says(slug, said=said, learned=THU, genuine="confirms", id=f"said_{slug}")
    assert live(desk) == {"said_c"}, "c is level with a and learned later; b was dead on arrival, so it stops nothing"


def test_what_is_overtaken_stays_dead_when_the_newer_one_is_retracted() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=MON, genuine="confirms")
    desk.says("office", said=TUE, genuine="disputes")
    desk.says("office", said=WED, genuine="retracts", retracts=("s2",))
    assert live(desk) == set()
    assert desk.states() == {"genuine": "unconfirmed"}, "the confirmation was dead already: no mark"


def test_a_statement_that_counted_overtakes_late_ones_after_its_own_retraction() -> None:
    desk = desk_of(office="issuer", rival="other")
    desk.says("office", said=TUE, genuine="disputes")
    desk.says("rival", said=WED, genuine="retracts", retracts=("s1",))
    desk.says("office", said=MON, learned=THU, genuine="confirms")
    assert live(desk) == set()


@pytest.mark.parametrize(
    "how",
    [
        {"terms": "off_record"},
        {"terms": "deep_background"},
        {"embargo": "2031-01-01T00:00Z"},
        {"grade": "E5"},
        {"derived_from": "the wire"},
        {"knows": "none"},
    ],
)
def test_a_retraction_takes_effect_on_any_terms(how: dict[str, str]) -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=MON, genuine="confirms")
    desk.says("office", said=TUE, genuine="retracts", **how)  # type: ignore[arg-type]
    assert desk.states() == {"genuine": "withdrawn"}


def test_a_list_removes_exactly_the_listed_statements_anyones() -> None:
    desk = desk_of(outlet="outlet", clerk="insider", office="issuer")
    desk.says("clerk", said=MON, knows="direct", genuine="confirms")
    desk.says("outlet", said=MON, terms="background", genuine="confirms")
    desk.says("office", said=MON, genuine="confirms")
    desk.says("outlet", said=TUE, genuine="retracts", retracts=("s1", "s3"))
    assert live(desk) == {"s2"}, "its own word is not on the list and stays"


def test_a_list_works_on_the_questions_where_the_stance_is_retracts() -> None:
    desk = Newsroom("genuine", "status")
    desk.source("office", "issuer")
    desk.says("office", said=MON, genuine="confirms", status="confirms")
    desk.says("office", said=TUE, status="retracts", genuine="declines", retracts=("s1",))
    assert desk.states() == {"genuine": "officially_confirmed", "status": "withdrawn"}


def test_a_list_removes_what_was_said_later_or_is_learned_later() -> None:
    desk = desk_of(outlet="outlet", clerk="insider")
    desk.says("clerk", said=THU, learned=TUE, knows="direct", genuine="confirms")
    desk.says("outlet", said=WED, genuine="retracts", retracts=("s1", "s3"))
    desk.says("clerk", said=MON, learned=THU, knows="direct", genuine="disputes")
    assert live(desk) == set()


def test_without_a_list_it_removes_what_its_source_said_earlier_also_what_is_learned_later() -> None:
    desk = desk_of(office="issuer", rival="issuer")
    desk.says("office", said=MON, genuine="confirms")
    desk.says("rival", said=MON, genuine="confirms")
    desk.says("office", said=THU, learned=TUE, genuine="disputes")
    desk.says("office", said=WED, genuine="retracts")
    desk.says("office", said=TUE, learned=THU, genuine="disputes")
    assert live(desk) == {"s2", "s3"}


def test_what_a_retraction_removed_on_arrival_overtakes_nothing() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=WED, genuine="retracts")
    desk.says("office", said=TUE, learned=THU, genuine="disputes")
    desk.describes("office", body="DoD")
    desk.says(desk.source("press", "issuer", body="DoD"), said=MON, learned=THU, genuine="confirms")
    assert live(desk) == {"s3"}


def test_a_retraction_cannot_be_retracted_the_source_speaks_again() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=MON, genuine="confirms")
    desk.says("office", said=TUE, genuine="retracts")
    desk.says("office", said=WED, genuine="retracts", retracts=("s2",))
    assert desk.states() == {"genuine": "withdrawn"}
    desk.says("office", said=THU, genuine="confirms")
    assert desk.states() == {"genuine": "officially_confirmed"}


def test_the_mark_does_not_lapse() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=MON, genuine="confirms")
    desk.says("office", said=TUE, genuine="retracts")
    desk.says("office", said=WED, genuine="confirms")
    desk.says("office", said=THU, genuine="disputes")
    desk.says("office", said=THU, genuine="retracts", retracts=("s4",))
    assert desk.states() == {"genuine": "withdrawn"}


def test_no_mark_for_what_did_not_count_or_was_a_dispute() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=MON, genuine="confirms", terms="off_record")
    desk.says("office", said=MON, genuine="disputes")
    desk.says("office", said=TUE, genuine="retracts")
    assert desk.states() == {"genuine": "unconfirmed"}


def test_an_embargoed_word_takes_its_place_when_the_embargo_lifts() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=MON, genuine="confirms", embargo=WED)
    desk.says("office", said=TUE, genuine="retracts")
    assert desk.states(at=TUE) == {"genuine": "unconfirmed"}, "absent before its time: it did not count"
    assert desk.states(at=WED) == {"genuine": "withdrawn"}, "an ordinary one in its place from that time on"


def test_sources_that_turn_out_to_be_one_overtake_each_other() -> None:
    desk = desk_of(clerk="insider", caller="insider")
    desk.says("clerk", said=MON, knows="direct", genuine="confirms")
    desk.says("caller", said=TUE, knows="direct", genuine="disputes")
    assert desk.states() == {"genuine": "contested"}
    desk.merges("clerk", "caller")
    assert desk.states() == {"genuine": "named_disputed"}


def test_questions_do_not_touch_each_other() -> None:
    desk = Newsroom("genuine", "status")
    desk.source("office", "issuer")
    desk.says("office", said=MON, genuine="confirms", status="confirms")
    desk.says("office", said=TUE, status="disputes")
    assert desk.states() == {"genuine": "officially_confirmed", "status": "officially_disputed"}


def test_corrects_hedged_asserted_and_via_change_no_state() -> None:
    desk = desk_of(office="issuer")
    desk.says("office", said=MON, genuine="confirms")
    before = desk.states()
    desk.corrects("s1", hedged=True, via="The Wire", asserted={"genuine": "It is ours."}, corrects=["s1"])
    assert desk.states() == before
