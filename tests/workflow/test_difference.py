"""What changed between two moments, or since a file left."""

from __future__ import annotations

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow.case import Moment
from workflow.difference import Difference, Side, difference, side
from workflow.exported import standing_then
from workflow.fate import Rule
from workflow.outgoing import digest_of
from workflow.outreach import Outcome
from workflow.terms import Audience, Section, State


def told() -> Newsroom:
    desk = Newsroom("genuine", "status")
    desk.source("milley", "issuer")
    desk.source("deep", "insider", unnamed=True)
    desk.says("deep", genuine="confirms", id="s1", quote="I saw it.")
    return desk


def exported(desk: Newsroom) -> Side:
    """The side of a file that leaves now."""
    name = desk.logs(f.Exported(Audience.EDITOR, "md", "0" * 64))
    case = desk.case()
    return side(*standing_then(case, next(e for e in case.outgoing.exports if e.id == name)))


def since(desk: Newsroom, before: Side) -> Difference:
    return difference(before, side(desk.case(), desk.moment()))


def between(desk: Newsroom, first: str, second: str) -> Difference:
    return difference(side(desk.case(), desk.moment(first)), side(desk.case(), desk.moment(second)))


def test_nothing_changed() -> None:
    desk = told()
    found = since(desk, exported(desk))
    assert found.headlines[0] == found.headlines[1]
    assert [value for name, value in found._asdict().items() if name != "headlines" and value] == []


def test_states_headline_and_new_statements_between_two_moments() -> None:
    desk = told()
    desk.says("milley", said="2020-01-06T12:00Z", genuine="confirms", status="disputes", id="s2")
    desk.says("milley", said="2020-01-06T11:00Z", learned="2020-01-08T11:00Z", status="confirms", id="late")
    found = between(desk, "2020-01-06T11:30Z", "2020-01-07T00:00Z")
    assert [tuple(turn) for turn in found.turns] == [
        ("genuine", State.ANONYMOUSLY_CONFIRMED, State.OFFICIALLY_CONFIRMED),
        ("status", State.UNCONFIRMED, State.OFFICIALLY_DISPUTED),
    ]
    assert [(top.state, top.questions) for top in found.headlines] == [
        (State.ANONYMOUSLY_CONFIRMED, ("genuine",)),
        (State.OFFICIALLY_DISPUTED, ("status",)),
    ]
    assert found.learned == ("s2",)
    assert found.gone == found.withheld == ()


def test_since_an_export_goes_by_the_place_in_the_log_and_not_by_the_time_learned() -> None:
    desk = told()
    before = exported(desk)
    desk.says("milley", said="2020-01-01T00:00Z", genuine="disputes", id="old")
    found = since(desk, before)
    assert found.learned == ("old",)
    assert found.turns[0].after is State.OFFICIALLY_DISPUTED


def test_corrections_name_their_fields_and_a_correction_to_the_same_is_none() -> None:
    desk = told()
    before = exported(desk)
    desk.corrects("s1", quote="I held it.", via="AFP")
    assert [(c.statement, set(c.fields)) for c in since(desk, before).corrected] == [("s1", {"quote", "via"})]
    desk.corrects("s1", quote="I saw it.", via="")
    assert since(desk, before).corrected == ()


def test_a_retraction_and_a_later_word_end_what_counted() -> None:
    desk = told()
    desk.says("milley", genuine="confirms", status="disputes", id="s2")
    before = exported(desk)
    desk.says("deep", genuine="retracts", id="r")
    desk.says("milley", genuine="disputes", status="confirms", id="s3")
    found = since(desk, before)
    assert [tuple(fallen) for fallen in found.fallen] == [
        ("s1", ("genuine",), Rule.RETRACTED, "r"),
        ("s2", ("genuine", "status"), Rule.OVERTAKEN, "s3"),
    ]


def test_what_is_taken_back_is_gone_and_a_redo_brings_it_back() -> None:
    desk = told()
    before = exported(desk)
    taken = desk.takes_back("s1")
    assert (since(desk, before).gone, since(desk, before).learned) == (("s1",), ())
    assert since(desk, before).turns[0].after is State.UNCONFIRMED
    desk.takes_back(taken)
    assert since(desk, before).gone == ()


def test_terms_and_an_embargo_that_changed() -> None:
    desk = told()
    desk.says("milley", genuine="confirms", id="s2")
    desk.says("milley", status="confirms", id="s3")
    before = exported(desk)
    desk.tightens("s1", "off_record")
    desk.tightens("s2", "on_record", embargo="2031-01-01T00:00Z")
    assert since(desk, before).terms == ("s1", "s2")


def test_a_source_that_is_called_otherwise_and_a_question_worded_otherwise() -> None:
    desk = told()
    before = exported(desk)
    desk.describes("deep", descriptor="an officer")
    desk.words("status", "It was sent.")
    desk.question("content")
    desk.withdraws("genuine")
    found = since(desk, before)
    assert (found.described, found.worded) == (("s1",), ("status",))
    assert [tuple(turn) for turn in found.turns] == [
        ("genuine", State.ANONYMOUSLY_CONFIRMED, None),
        ("content", None, State.UNCONFIRMED),
    ]


def test_requests_that_were_sent_answered_or_let_pass() -> None:
    desk = told()
    first = desk.asks("milley", deadline="2031-01-01T00:00Z")
    second = desk.asks(office="The ministry", deadline="2029-12-31T00:00Z")
    desk.asks(office="The embassy", deadline="2031-01-01T00:00Z")
    before = side(desk.case(), Moment(None, desk.moment(now="2029-12-30T00:00Z").now))
    desk.answers(first, note="They rang.")
    third = desk.asks(office="The army")
    assert [tuple(asked) for asked in since(desk, before).requests] == [
        (first, Outcome.WAITING, Outcome.ANSWERED),
        (second, Outcome.WAITING, Outcome.SILENT),
        (third, None, Outcome.WAITING),
    ]


def test_the_document_the_passages_and_the_approvals() -> None:
    desk = told()
    desk.logs(f.DocumentDescribed({"author": "Seely", "date": "6 January"}), id="doc")
    before = exported(desk)
    desk.logs(f.DocumentDescribed({"author": "Gen. Seely"}, supersedes=("doc",)))
    desk.logs(f.PublicTextWritten(Section.METHOD, "We asked."))
    desk.logs(f.TextApproved("case:title", digest_of("The letter"), "AR"))
    found = since(desk, before)
    assert (found.document, found.passages, found.approvals) == (("author",), (Section.METHOD,), 1)


def test_backwards_what_was_learned_since_is_withheld() -> None:
    desk = told()
    desk.says("milley", said="2020-01-07T12:00Z", genuine="confirms", id="s2")
    found = between(desk, "2020-01-08", "2020-01-06")
    assert (found.withheld, found.learned, found.gone) == (("s2",), (), ())
