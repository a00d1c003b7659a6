"""What the public summary holds of a case: what somebody approved, and a visible gap for what nobody did."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom
from tests.summaries.desk import DESK, letter, past
from tests.summaries.public_desk import NOW, approved, candidates, newsroom, public, public_letter, text, with_more
from workflow import facts as f
from workflow.case import Moment
from workflow.outgoing import digest_of
from workflow.summaries.public import approve, public_summary, public_texts, version
from workflow.terms import Section
from workflow.when import parse_instant

UNTOLD = "What this rests on is not published here"


def test_with_nothing_approved_it_is_nearly_empty_and_honest() -> None:
    found = public(public_letter(), past("2020-01-06T17:00-05:00"))
    assert found["md"].startswith("# A document\n**Officially disputed: status (whether")
    assert "3 statements are not shown, or not in full: their wording has not been approved" in found["md"]
    assert "2 requests for comment are not shown" in found["md"]
    assert found["md"].count(UNTOLD) == 4
    assert found["md"].count("This passage has not been approved for publication.") == 3
    assert '"@graph": []' in found["claimreview"]
    for form in found.values():
        for word in ("Esper", "Milley", "Seely", "Iraq", "Gazette", "draft", "pool reporters", "U.S."):
            assert word not in form


def test_a_case_without_anything_has_a_summary() -> None:
    found = public(Newsroom().case(), NOW)
    assert found["md"].splitlines()[:2] == ["# A document", "**No question has been raised yet.**"]
    assert found["html"].startswith("<!DOCTYPE html>")


def test_everything_that_would_be_printed_is_listed_with_its_place() -> None:
    desk = newsroom()
    found = candidates(desk.case(), NOW)
    assert {place: it.what for place, it in found.items()} == {
        "case:title": "title of the summary",
        "desk:newsroom": "name of the newsroom",
        "genuine:proposition": "proposition of genuine",
        "status:proposition": "proposition of status",
        "able:name": "name of Jo Able",
        "able:descriptor": "descriptor of Jo Able",
        "able-1:quote": "quote of Jo Able, 6 Jan 2020 08:06 UTC",
        "heron-1:descriptor": "descriptor of somebody in the building, 6 Jan 2020 08:07 UTC",
        "heron-1:reason": "why there is no name of somebody in the building, 6 Jan 2020 08:07 UTC",
        "heron-1:quote": "quote of somebody in the building, 6 Jan 2020 08:07 UTC",
        "wire-1:via": "the outlet of a diplomat, 6 Jan 2020 08:09 UTC",
        "wire:descriptor": "descriptor of a diplomat",
    }
    assert found["able-1:quote"].text == "It is ours."
    assert not any(it.approval or it.edited for it in found.values())


def test_approved_sentences_are_printed_and_the_others_leave_a_gap() -> None:
    desk = newsroom()
    before = text(desk.case())
    assert "1 statement is not shown, or not in full: its wording has not been approved for publication." in before
    after = text(approved(desk.case(), NOW))
    assert "Jo Able, Minister of State, confirmed that the letter is real: “It is ours.” (6 Jan 2020)" in after
    assert "A U.S. official, who saw the document and asked not to be named because they feared for their job," in after
    assert "“I saw it signed.”" in after
    assert "AFP reported that a diplomat disputed that the letter was sent." in after
    assert "not shown, or" not in after
    assert UNTOLD not in after


@pytest.mark.parametrize("left_out", ["able:name", "able:descriptor", "able-1:quote", "genuine:proposition"])
def test_a_sentence_needs_all_of_its_texts(left_out: str) -> None:
    desk = newsroom()
    chosen = [it for it in public_texts(desk.case(), NOW, DESK) if it.place != left_out]
    found = text(with_more(desk.case(), approve(desk.case(), chosen, "ED")))
    assert "Jo Able, Minister" not in found
    assert "1 statement is not shown" in found
    assert "● Officially confirmed: genuine" in found
    assert UNTOLD in found


def test_of_unnamed_sources_no_gap_is_counted() -> None:
    desk = newsroom()
    chosen = [it for it in public_texts(desk.case(), NOW, DESK) if not it.place.startswith(("heron", "wire"))]
    case = with_more(desk.case(), approve(desk.case(), chosen, "ED"))
    assert "not shown, or" not in text(case)
    assert "◆ Contested: status" in text(case)
    assert UNTOLD in text(case)


def test_an_edit_voids_the_approval_and_the_list_says_so() -> None:
    desk = newsroom()
    whole = approved(desk.case(), NOW)
    edited = with_more(whole, [f.StatementCorrected("able-1", {"quote": "It was ours."}, "Misheard.", ("able-1",))])
    assert "It is ours" not in text(edited)
    assert "It was ours" not in text(edited)
    found = candidates(edited, NOW)["able-1:quote"]
    assert (found.text, found.approval, found.edited) == ("It was ours.", None, True)
    assert candidates(whole, NOW)["able-1:quote"].edited is False
    assert "“It was ours.”" in text(approved(edited, NOW))


def test_an_approval_that_is_taken_back_takes_the_text_out() -> None:
    desk = newsroom()
    whole = approved(desk.case(), NOW)
    approval = whole.outgoing.approval("able:name", "Jo Able")
    assert approval is not None
    assert "Jo Able" not in text(with_more(whole, [f.TakenBack(approval.id, "Not yet.")]))


def test_an_approval_is_of_one_place() -> None:
    desk = newsroom()
    case = with_more(desk.case(), [f.TextApproved("status:proposition", digest_of("The letter was sent."), "ED")])
    proposed = {q.name.kind: q.proposition for q in public_summary(case, NOW, DESK).questions}
    assert [it.text if it else None for it in proposed.values()] == [None, "The letter was sent."]


def test_who_approved_stands_in_the_list_and_nothing_is_approved_twice() -> None:
    desk = newsroom()
    case = approved(desk.case(), NOW)
    found = public_texts(case, NOW, DESK)
    assert {it.approval.by for it in found if it.approval} == {"ED"}
    assert approve(case, found, "ED") == ()
    twice = (*public_texts(desk.case(), NOW, DESK),) * 2
    assert len(approve(desk.case(), twice, "ED")) == len(twice) // 2


def test_approvals_apply_to_every_moment_and_never_as_of() -> None:
    case = approved(newsroom().case(), NOW)
    assert "Jo Able, Minister of State, confirmed" in text(case, past("2020-01-06T08:06Z"))
    assert "Jo Able" not in text(case, past("2020-01-06T08:05Z"))


@pytest.mark.parametrize("terms", ["background", "deep_background", "off_record", "chatham_house"])
def test_stricter_terms_apply_at_once_at_every_moment(terms: str) -> None:
    desk = newsroom()
    case = approved(desk.case(), NOW)
    desk.log = list(case.entries)
    desk.tightens("able-1", terms)
    for moment in (NOW, past("2020-01-06T08:10Z")):
        for form in public(desk.case(), moment).values():
            for word in ("Able", "Minister", "It is ours", "Chatham"):
                assert word not in form


def test_a_descriptor_that_nobody_agreed_to_is_never_printed() -> None:
    desk = newsroom()
    desk.says("heron", genuine="confirms", knows="direct", id="heron-2")
    case = approved(desk.case(), NOW)
    assert "heron:descriptor" not in candidates(case, NOW)
    assert "somebody in the building" not in text(case)


def test_nothing_under_embargo_is_told_before_its_time() -> None:
    desk = newsroom()
    desk.says("able", status="confirms", quote="Signed today.", embargo="2020-01-09T00:00Z", id="able-2")
    early, late = NOW, Moment(None, parse_instant("2020-01-09T00:00Z"))
    assert not [it for it in public_texts(desk.case(), early, DESK) if it.place.startswith("able-2")]
    case = approved(desk.case(), early, late)
    assert "Signed today" not in text(case, early)
    assert "not shown, or" not in text(case, early)
    assert "Signed today" in text(case, late)


def test_what_was_taken_back_is_not_printed_as_if_it_stood() -> None:
    desk = newsroom()
    desk.says("able", said="2020-01-06T12:00Z", genuine="retracts", quote="I was wrong.", id="able-2")
    found = text(approved(desk.case(), NOW))
    assert "⊘ Withdrawn: genuine" in found
    assert "Jo Able, Minister of State, confirmed" not in found
    assert "Jo Able, Minister of State, withdrew" in found


def test_words_taken_back_off_the_record_are_gone_and_the_state_stays_without_a_basis() -> None:
    desk = newsroom()
    desk.says("heron", said="2020-01-06T12:00Z", terms="off_record", status="retracts", quote="Forget it.")
    found = text(approved(desk.case(), NOW))
    assert "⊘ Withdrawn: status" in found
    assert "U.S. official" not in found
    assert UNTOLD in found


def test_a_name_that_only_speaks_unnamed_is_left_out_of_what_the_desk_wrote() -> None:
    desk = newsroom()
    desk.logs(f.PublicTextWritten(Section.METHOD, "We asked Jo Able twice."))
    assert "We asked Jo Able twice." in text(approved(desk.case(), NOW))
    desk.tightens("able-1", "background")
    assert "Able" not in text(approved(desk.case(), NOW))


def test_questions_of_one_kind_are_told_apart_by_a_number() -> None:
    desk = Newsroom("genuine", "content")
    desk.question("content", "second", "It is late.")
    found = text(desk.case())
    assert "truth 1 (whether what it says is true); truth 2 (whether what it says is true)" in found
    assert "second" not in found


def test_requests_are_told_by_what_came_of_them() -> None:
    desk = newsroom()
    asked = desk.asks("able", questions=("genuine",), deadline="2020-01-06T12:00Z")
    desk.answers(asked, statement="able-1")
    desk.asks(office="The ministry", deadline="2020-01-06T12:00+01:00")
    secret = desk.asks("heron", questions=("genuine",))
    desk.answers(secret, statement="heron-1")
    found = text(approved(desk.case(), NOW))
    assert "We asked Jo Able on 6 Jan 2020 about genuine; an answer came." in found
    assert "The ministry did not respond to questions sent 6 Jan 2020 with a deadline of 6 Jan 2020." in found
    assert found.count("We asked") == 1


def test_no_time_of_day_but_that_of_the_summary() -> None:
    import re

    case = approved(public_letter(), past("2020-01-08T10:00-05:00"))
    for form, body in public(case, past("2020-01-08T10:00-05:00")).items():
        content = body.partition("</style>")[2] or body
        times = set(re.findall(r"\d\d:\d\d", content)) | set(re.findall(r"-05:00|New.York", content))
        assert times <= {"15:00"}, (form, times)


def test_the_version_is_that_of_what_is_told() -> None:
    desk = newsroom()
    case = approved(desk.case(), NOW)
    same = with_more(case, [f.NoteAdded("A note."), f.EditorInformed("heron", "ED", "2020-01-07")])
    assert version(public_summary(case, NOW, DESK)) == version(public_summary(same, NOW, DESK))
    assert version(public_summary(case, NOW, DESK)) != version(public_summary(desk.case(), NOW, DESK))
    assert public(case, NOW) == public(same, NOW)


def test_the_letter_without_approvals_lists_what_it_would_print() -> None:
    found = candidates(letter(), past("2020-01-06T15:30-05:00"))
    assert {it.text for place, it in found.items() if place.endswith(":via")} == {
        "AFP",
        "Reuters",
        "TheBlaze",
        "The Washington Post",
    }
