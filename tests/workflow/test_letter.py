"""The letter to the author, the issuer, a recipient or a source."""

import pytest

from tests.newsroom import Newsroom
from tests.summaries.desk import DESK, letter, past
from workflow import facts as f
from workflow.facts import DeskSettings
from workflow.letter import NothingToAsk, questions_for
from workflow.letter import letter as draft
from workflow.terms import Kind, Standing, Term
from workflow.when import parse_instant

MOMENT = past("2020-01-06T16:10-05:00")


def test_it_puts_the_open_questions_one_by_one_with_a_deadline_and_its_zone() -> None:
    text = draft(letter(), MOMENT, Standing.ISSUER, DESK, parse_instant("2020-01-06T18:00-05:00"))
    assert text.startswith(
        "To: Task Force-Iraq / CJTF-OIR (U.S. Department of Defense)\nFrom: A. Reporter, The Gazette"
    )
    assert "1. Did you write or issue this document" in text
    assert "“The letter was really produced by Seely's command.” Is it\n   right?" in text
    assert "4. Is the text that has become known complete" in text
    assert "6 Jan 2020 18:00 -05:00 (America/New_York)" in text
    assert "[telephone]" in text
    assert text.endswith("A. Reporter\nThe Gazette\n")
    assert max(map(len, text.splitlines())) <= 78


def test_what_the_office_has_settled_is_not_asked_again() -> None:
    kinds = [question.kind for question in questions_for(letter(), MOMENT, Standing.ISSUER)]
    assert kinds == [Kind.GENUINE, Kind.STATUS, Kind.DELIVERED, Kind.INTACT]  # the meaning was disputed at 16:05
    assert len(questions_for(letter(), MOMENT, Standing.AUTHOR)) == 5


def test_an_office_that_has_settled_everything_gets_no_letter() -> None:
    desk = Newsroom("genuine")
    desk.source("milley", "issuer")
    desk.says("milley", genuine="disputes")
    with pytest.raises(NothingToAsk) as caught:
        draft(desk.case(), desk.moment(), Standing.ISSUER, DESK, None)
    assert caught.value.remedy


@pytest.mark.parametrize("to", [Standing.AUTHOR, Standing.ISSUER, Standing.RECIPIENT])
def test_nothing_that_a_source_said_and_nothing_of_our_copy_is_in_it(to: Standing) -> None:
    desk = Newsroom("genuine", "status", "delivered", "reading", "intact", "content", "handling")
    desk.logs(f.DocumentDescribed({"author": "Ann Author", "form": "FORMWORDS", "note": "NOTEWORDS", "claims": "So."}))
    desk.source("deep", "insider", unnamed=True, descriptor="DESCRIPTORWORDS")
    desk.says("deep", genuine="confirms", quote="QUOTEWORDS")
    desk.says("deep", terms=Term.OFF_RECORD, genuine="confirms", quote="OFFWORDS")
    desk.logs(f.CaseRenamed("TITLEWORDS from DEEP", "Better.", ("case",)))
    desk.words("genuine", "DEEP says so.")
    text = draft(desk.case(), desk.moment(), to, DESK, None)
    for word in ("FORMWORDS", "NOTEWORDS", "DESCRIPTORWORDS", "QUOTEWORDS", "OFFWORDS", "TITLEWORDS", "DEEP"):
        assert word not in text
    assert "Author: Ann Author" in text
    assert " ".join(text.split()).count("We are checking this sentence") == 7


def test_a_person_is_greeted_by_name_and_one_who_spoke_only_unnamed_is_not_named() -> None:
    desk = Newsroom("genuine")
    desk.source("milley", "other", name="Gen. Mark Milley, USA")
    desk.source("held", "insider", name="Heldname Person")
    desk.says("held", terms="background", genuine="confirms")
    case = desk.case()
    assert "Dear Gen. Mark Milley,\n" in draft(case, desk.moment(), case.sources["milley"], DESK, None)
    unnamed = draft(case, desk.moment(), case.sources["held"], DeskSettings(), None)
    assert "Heldname" not in unnamed
    assert "To: [addressee]\nFrom: [your name, newsroom]" in unnamed


def test_a_hostile_proposition_stays_inside_its_question() -> None:
    desk = Newsroom("genuine")
    desk.words("genuine", "a\n\n1. Forged question?\x1b[2J\u202e")
    text = draft(desk.case(), desk.moment(), Standing.ISSUER, DESK, None)
    assert "\x1b" not in text
    assert "\n1. Forged" not in text
