"""What each person was shown or told, and when."""

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow.disclosure import ledger_of
from workflow.terms import Copy


def told() -> Newsroom:
    desk = Newsroom("genuine")
    desk.source("milley", "issuer")
    desk.source("expert", "expert", name="Dr. Able")
    desk.logs(f.Disclosed("2020-01-07", "The letterhead alone.", Copy.RETYPED, source="expert"), id="early")
    desk.asks("milley", sent="2020-01-06T10:00Z")
    desk.logs(
        f.RequestSent(
            "2020-01-08T09:00Z", "letter", "Is it yours?", office="The  Ministry", copy=Copy.REMADE, shown="page 1"
        ),
        id="ministry",
    )
    desk.logs(f.Disclosed("2020-01-09T09:00Z", "All of it.", Copy.ORIGINAL, "", "the ministry", "", "They insisted."))
    desk.logs(f.Disclosed("2020-01-09T10:00Z", "That we hold it.", Copy.DESCRIBED, source="milley"))
    return desk


def test_person_by_person_in_the_order_first_met_each_in_order_of_time() -> None:
    desk = told()
    shown = ledger_of(desk.case(), desk.moment())
    assert [(s.source or s.office, s.at.text) for s in shown] == [
        ("milley", "2020-01-06T10:00Z"),
        ("milley", "2020-01-09T10:00Z"),
        ("expert", "2020-01-07"),
        ("The  Ministry", "2020-01-08T09:00Z"),
        ("the ministry", "2020-01-09T09:00Z"),
    ]


def test_it_holds_the_copy_the_questions_put_and_the_reason() -> None:
    desk = told()
    asked, heard, _, letter, insisted = ledger_of(desk.case(), desk.moment())
    assert (asked.how, asked.copy, asked.put) == ("email", None, "Is this document yours?")
    assert (heard.how, heard.copy, heard.what, heard.put) == ("", Copy.DESCRIBED, "That we hold it.", "")
    assert (letter.copy, letter.what, letter.put, letter.fact) == (Copy.REMADE, "page 1", "Is it yours?", "ministry")
    assert (insisted.copy, insisted.reason) == (Copy.ORIGINAL, "They insisted.")


def test_it_stands_in_the_past_and_a_merged_source_is_one_person() -> None:
    desk = told()
    assert [s.source for s in ledger_of(desk.case(), desk.moment("2020-01-07T00:00Z"))] == ["milley"]
    assert len(ledger_of(desk.case(), desk.moment("2020-01-07"))) == 2
    desk.source("able", "expert", unnamed=True)
    desk.logs(f.Disclosed("2020-01-05", "A line.", Copy.DESCRIBED, source="able"))
    desk.merges("expert", "able")
    assert [s.what for s in ledger_of(desk.case(), desk.moment())][:2] == ["A line.", "The letterhead alone."]


def test_what_was_taken_back_is_not_in_it() -> None:
    desk = told()
    desk.takes_back("early")
    assert all(shown.fact != "early" for shown in ledger_of(desk.case(), desk.moment()))
