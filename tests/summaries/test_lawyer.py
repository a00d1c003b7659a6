"""What a lawyer's summary says of a case, and what it leaves out."""

from __future__ import annotations

import msgspec
import pytest

from tests.newsroom import Newsroom
from tests.summaries.desk import DESK, HEADS, for_lawyer, past
from tests.summaries.hostile import plain
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.facts import DeskSettings, Promise
from workflow.summaries.lawyer import LawyerSummary, lawyer_summary
from workflow.terms import Audience, Copy
from workflow.when import parse_instant

NOW = Moment(None, parse_instant("2020-01-10T00:00Z"))
PROMISE = Promise("AR", "a clerk of the Army", "she would lose her post", False, "the Army")


def summary(case: Case, moment: Moment = NOW, since: str = "") -> LawyerSummary:
    return lawyer_summary(case, moment, DESK, heads=HEADS, since=parse_instant(since) if since else None)


def two_sides() -> Newsroom:
    desk = Newsroom("genuine", "status")
    desk.source("able", "issuer", name="Able", body="the Army")
    desk.source("carol", "expert", name="Carol")
    desk.source("heron", "insider", unnamed=True, descriptor="an official")
    desk.says("heron", genuine="confirms", knows="direct", quote="I saw it made.", promise=PROMISE, id="ours")
    desk.says("carol", genuine="disputes", knows="direct", quote="The seal is wrong.", id="against")
    desk.says("able", genuine="confirms", status="disputes", quote="Ours, but a draft.", id="official")
    return desk


def test_a_case_without_anything_has_a_summary() -> None:
    assert summary(Newsroom().case()).headline.because == "No question has been raised yet."
    assert for_lawyer(Newsroom().case(), NOW)["html"].startswith("<!DOCTYPE html>")


def test_the_strongest_word_against_a_claim_stands_first_and_the_claims_point_to_it() -> None:
    desk = two_sides()
    desk.says("carol", genuine="retracts", quote="I was wrong.", id="back")
    found = summary(desk.case())
    assert [(row.number, row.evidence.words) for row in found.adverse] == [
        (1, "Ours, but a draft."),
        (2, "I was wrong."),
        (3, "The seal is wrong."),
    ]
    genuine, status = found.claims
    assert (genuine.adverse, status.adverse) == ((2, 3), (1,))
    assert [support.evidence.words for support in genuine.supports] == ["Ours, but a draft.", "I saw it made."]
    assert found.adverse[2].against[0].worth.startswith("set aside, it was retracted")


def test_exhibits_are_numbered_and_the_evidence_refers_to_them() -> None:
    desk = two_sides()
    desk.holds("recording", about="official", name="briefing.mp3", sha256="b" * 64)
    desk.holds("original", name="letter.pdf", sha256="a" * 64)
    found = summary(desk.case())
    assert [(held.number, held.name, held.belongs) for held in found.exhibits] == [
        (1, "letter.pdf", "the document"),
        (2, "briefing.mp3", "what Able said on 6 Jan 2020 08:08 UTC"),
    ]
    assert found.adverse[0].evidence.exhibits == ("Exhibit 2 (recording)",)
    text = for_lawyer(desk.case(), NOW)["md"]
    assert "a" * 64 in text
    assert "A hash identifies the copy" in text


def test_of_a_file_of_an_unnamed_statement_only_the_kind_is_told_and_of_one_off_the_record_nothing() -> None:
    desk = two_sides()
    desk.says("heron", terms="off_record", status="confirms", quote="Hush.", id="hush")
    desk.holds("reply", about="ours", name="ZQXNAME.eml", sha256="c" * 64)
    desk.holds("transcript", about="hush", name="ZQXNAME.txt", sha256="d" * 64)
    found = summary(desk.case())
    assert (found.exhibits, found.undescribed) == ((), ("1 reply",))
    (support,) = (it for it in found.claims[0].supports if it.evidence.exhibits)
    assert support.evidence.exhibits == ("reply held, not described",)
    for text in for_lawyer(desk.case(), NOW).values():
        for absent in ("ZQXNAME", "cccc", "dddd", "1024", "Hush", "transcript held"):
            assert absent not in text, absent
    assert found.off_record == 1


def test_a_promise_stands_in_its_exact_terms_and_the_source_under_the_agreed_descriptor_alone() -> None:
    desk = two_sides()
    desk.agrees("ours", "background", at="2020-01-07T09:00Z", promise=PROMISE)
    found = summary(desk.case())
    (promise,) = found.promises
    assert (promise.who, promise.descriptor, promise.late) == ("a clerk of the Army", "a clerk of the Army", True)
    assert (promise.reason, promise.take_to, promise.by) == ("she would lose her post", "the Army", "AR")
    assert promise.quoting == "may not be quoted"
    assert [(made.words, made.on.text, made.spoken.value) for made in promise.agreements] == [
        ("", "", "unnoted"),
        ("Yes, use it.", "7 Jan 2020", "after"),
    ]
    assert "an official" not in for_lawyer(desk.case(), NOW)["md"]


def test_an_unnamed_source_without_an_agreed_descriptor_has_none_and_an_outlets_keeps_the_outlets() -> None:
    desk = Newsroom("genuine")
    desk.source("heron", "insider", unnamed=True, descriptor="an official")
    desk.source("egret", "insider", unnamed=True, descriptor="a colonel")
    desk.says("heron", genuine="confirms", knows="direct", id="ours")
    desk.says("egret", genuine="confirms", knows="direct", via="AFP", id="theirs")
    found = summary(desk.case())
    assert {it.evidence.who for it in found.claims[0].supports} == {"a source who asked not to be named", "a colonel"}
    assert [promise.who for promise in found.promises] == ["a source who asked not to be named"]


def test_under_the_chatham_house_rule_a_promise_tells_neither_descriptor_nor_reason() -> None:
    desk = Newsroom("genuine")
    desk.source("heron", "insider", unnamed=True, descriptor="an official")
    desk.says("heron", terms="chatham_house", genuine="confirms", agreement="Use the information.", promise=PROMISE)
    (promise,) = summary(desk.case()).promises
    assert (promise.who, promise.descriptor, promise.reason) == ("a participant under the Chatham House Rule", "", "")
    assert [made.words for made in promise.agreements] == ["Use the information."]


def test_a_request_stands_with_what_was_put_and_shown_and_the_answer_in_full() -> None:
    desk = two_sides()
    asked = f.RequestSent(
        "2020-01-06T10:00Z",
        "email",
        "Is it yours?\nIs it final?",
        "able",
        questions=("genuine",),
        deadline="2020-01-06T18:00Z",
        copy=Copy.ORIGINAL,
        copy_reason="They asked to see the seal.",
    )
    desk.logs(asked, id="put")
    desk.answers("put", at="2020-01-06T12:00Z", statement="official")
    (reply,) = summary(desk.case()).replies
    assert (reply.to, reply.phrase, reply.deadline) == (
        "Able, a person called able",
        "answered",
        "6 Jan 2020 18:00 UTC",
    )
    assert (reply.wording, reply.reason) == (asked.wording, asked.copy_reason)
    assert reply.copy is not None and reply.copy.word == "the original"
    (answer,) = reply.answers
    assert answer.evidence is not None and answer.evidence.words == "Ours, but a draft."


def test_a_request_to_an_unnamed_source_is_no_right_of_reply() -> None:
    desk = two_sides()
    desk.asks("heron")
    assert summary(desk.case()).replies == ()


def test_only_a_passage_approved_word_for_word_is_published() -> None:
    desk = two_sides()
    desk.writes("method", "We compared the seals.")
    desk.approves("passage:method", "We compared the seals.", by="ED")
    found = summary(desk.case())
    assert [(it.section.value, it.text, it.by) for it in found.passages] == [("method", "We compared the seals.", "ED")]
    desk.writes("method", "We compared two seals.")
    edited = summary(desk.case())
    assert (edited.passages, [it.value for it in edited.unapproved]) == ((), ["method"])
    assert "two seals" not in for_lawyer(desk.case(), NOW)["json"]


def test_a_statement_under_embargo_is_marked_as_evidence_and_never_to_be_published() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "insider", name="Able")
    desk.says("able", genuine="confirms", knows="direct", quote="It is real.", embargo="2020-02-01T00:00Z")
    found = summary(desk.case())
    assert found.printable == ()
    assert found.claims[0].supports[0].evidence.embargo == "1 Feb 2020 00:00 UTC"
    lifted = summary(desk.case(), past("2020-02-01T00:00Z"))
    assert any("It is real." in it.text for it in lifted.printable)


def test_overrides_and_initials_stand_with_their_reasons() -> None:
    desk = two_sides()
    desk.overrides("g5", "g5:custody", reason="It came by post.", by="ED")
    desk.initials("law", by="LX")
    found = summary(desk.case())
    (override,) = found.overrides
    assert (override.gate.value, override.reason, override.by) == ("g5", "It came by post.", "ED")
    assert override.in_spite_of == ("How it came to us is not on file.",)
    assert [(box.box.value, [i.by for i in box.initials]) for box in found.boxes] == [
        ("harm", []),
        ("law", ["LX"]),
        ("traces", []),
    ]


def test_an_unnamed_holder_has_no_name_no_date_and_no_name_in_how_it_came() -> None:
    desk = two_sides()
    desk.source("crane", "provider", unnamed=True, descriptor="a driver of the ministry")
    desk.keeps(source="crane", how="From Carol's desk.")
    desk.keeps("The archive", how="By post.")
    first, second = summary(desk.case()).custody
    assert (first.holder, first.since.text, first.how) == (
        "a source who asked not to be named",
        "",
        "From [left out]'s desk.",
    )
    assert (second.holder, second.how) == ("The archive", "By post.")


def test_somebody_accused_who_also_informs_unnamed_has_no_reply_that_would_tell() -> None:
    desk = two_sides()
    desk.accuses(source="carol", of="Forged it.")
    desk.accuses("A stranger", of="Sold it.")
    found = summary(desk.case()).accused
    assert [(person.name, person.reply) for person in found] == [
        ("Carol", "no request to them is listed here"),
        ("A stranger", "no request to them is listed here"),
    ]


def test_what_was_shown_is_told_of_named_people_and_offices_alone() -> None:
    desk = two_sides()
    desk.shows("heron", what="ZQX page")
    desk.shows("able", what="The first page.")
    desk.shows(office="The court", what="The seal.")
    assert [shown.to for shown in summary(desk.case()).disclosures] == ["Able", "The court"]
    assert "ZQX" not in for_lawyer(desk.case(), NOW)["json"]


@pytest.mark.parametrize("opinion", ["The desk thinks otherwise.", "A note.", "B2", "forbidden pairing", "grade"])
def test_no_opinion_is_in_it(opinion: str) -> None:
    desk = plain()
    desk.source("able2", "issuer", name="Able Two")
    desk.says("able2", genuine="confirms", grade="E5", knows="direct")
    for text in for_lawyer(desk.case(), NOW).values():
        assert opinion not in text.replace("exhibits", "").replace("-", " ")


def test_changes_since_the_last_summary_for_a_lawyer_go_by_the_place_in_the_log() -> None:
    desk = two_sides()
    assert summary(desk.case()).since is None
    desk.exports("lawyer")
    desk.exports("editor")
    desk.logs(f.Exported(Audience.LAWYER, "diff-md", "0" * 64))
    desk.says("able", genuine="disputes", quote="Not ours after all.", said="2020-01-09")
    found = summary(desk.case()).since
    assert found is not None and found.export is not None
    assert (found.export.audience.value, found.statements) == ("lawyer", 1)
    assert [(change.question, change.before.value) for change in found.changes] == [("genuine", "contested")]
    assert [later.audience.value for later in found.exports] == ["editor", "lawyer"]


def test_the_version_is_that_of_what_the_summary_reads() -> None:
    desk = two_sides()
    first = summary(desk.case()).version
    desk.notes("A note to the file.")
    desk.exports("public")
    assert summary(desk.case()).version == first
    desk.holds("original")
    assert summary(desk.case()).version != first
    assert lawyer_summary(desk.case(), NOW, DeskSettings("Another")).version != summary(desk.case()).version


def test_the_same_bytes_twice() -> None:
    case = plain().case()
    assert for_lawyer(case, NOW) == for_lawyer(case, NOW)
    packed = msgspec.json.decode(for_lawyer(case, NOW)["json"])
    assert set(packed) == set(LawyerSummary.__struct_fields__)
