"""Exports: an import of one gives the same states at every moment, and what cannot be carried is said."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import event, given

from tests.casefile.small import small
from tests.newsroom import Newsroom
from tests.workflow.strategies import moments, random_desk, rngs
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.casefile.model import CaseFile
from workflow.casefile.reading import read_case
from workflow.casefile.telling import entries_of
from workflow.casefile.writing import case_file_of, encode, write_case
from workflow.fold import fold
from workflow.terms import Audience, Box, ExhibitKind, Kind, Standing, State, Term
from workflow.verdict import evaluate


def exported(desk: Newsroom) -> tuple[CaseFile, tuple[str, ...]]:
    """The export of the desk's case as an import reads it, and what was not carried."""
    data, left_out = write_case(desk.case())
    file = read_case(data, "export.json")
    assert encode(file) == data
    return file, left_out


def states(case: Case, moment: Moment) -> dict[str, State]:
    evaluation = evaluate(case, moment)
    return {question.slug: evaluation.states[question.id] for question in case.questions}


def more_changes(rng: Random, desk: Newsroom) -> None:
    """What a reporter does besides: words, withdrawals, undo of a change, notes and requests."""
    if rng.random() < 0.3:
        desk.words("genuine", "Otherwise put.")
    if len(desk.asked) > 1 and rng.random() < 0.3:
        desk.withdraws(list(desk.asked)[-1])
    if rng.random() < 0.3:
        desk.takes_back(desk.entries[-1].id)
    if rng.random() < 0.3:
        desk.notes("Call back.")
        desk.disagrees("genuine", "contested")
        desk.answers(desk.asks(office="the ministry"))
    if rng.random() < 0.2:
        desk.takes_back("source1")


@given(rngs)
def test_an_import_of_an_export_gives_equal_states_at_every_moment(rng: Random) -> None:
    desk = random_desk(rng)
    more_changes(rng, desk)
    case = desk.case()
    file, _ = exported(desk)
    back = fold(entries_of(file))
    assert case_file_of(back)[0] == file
    assert [(q.slug, q.kind, q.proposition) for q in back.questions] == [
        (q.slug, q.kind, q.proposition) for q in case.questions
    ]
    if case.timezone != "UTC":
        event("another zone")
        return
    assert [said.says.slug for said in back.statements] == [said.says.slug for said in case.statements]
    agreed_later = any(isinstance(entry.fact, f.TermsAgreed) for entry in case.entries)
    for moment in moments(rng, case, 6):
        if moment.as_of is None or not agreed_later:
            assert states(back, moment) == states(case, moment)


def test_the_export_of_an_import_is_the_file() -> None:
    case = fold(entries_of(small(("expected", []))))
    data, left_out = write_case(case)
    assert read_case(data, "again.json") == small(("expected", []))
    assert left_out == ()
    assert write_case(case)[0] == data


def test_the_file_is_laid_out_for_reading_and_hides_nothing() -> None:
    desk = Newsroom("genuine")
    desk.source("anna", unnamed=True, descriptor="\x1b[31m\u202eevil\u2066\ufeffä")
    data, _ = write_case(desk.case())
    text = data.decode()
    assert text.startswith('{\n  "format": "onrecord-case/1",\n  "id": "letter",')
    assert text.endswith("}\n")
    assert text.replace("\n", "").isprintable()
    assert "ä" in text
    assert exported(desk)[0].sources[0].descriptor == "\x1b[31m\u202eevil\u2066\ufeffä"


def test_the_file_never_gives_a_date_a_time() -> None:
    desk = Newsroom("genuine", timezone="America/New_York")
    desk.source("spox", "issuer")
    desk.says("spox", said="2020-01-05", learned="2020-01-06", genuine="confirms")
    file, left_out = exported(desk)
    assert (file.statements[0].said_at, file.statements[0].learned_at) == ("2020-01-05", "2020-01-06")
    assert any("America/New_York" in sentence for sentence in left_out)


def test_statements_stand_in_the_order_of_the_format_whatever_the_zone() -> None:
    desk = Newsroom("genuine", timezone="America/New_York")
    desk.source("spox", "issuer")
    desk.says("spox", said="2020-01-07T01:00Z", genuine="confirms")
    desk.says("spox", said="2020-01-06", genuine="disputes")
    file, left_out = exported(desk)
    assert [said.id for said in file.statements] == ["s2", "s1"]
    assert "Some statements change places" in left_out[0]


NOT_CARRIED = (
    "1 note.",
    "1 request for comment.",
    "1 answer to a request.",
    "1 editor's disagreement with a state.",
    "1 correction, only its result.",
    "1 tightening of terms, only its result.",
    "1 withdrawn question and the stances on it.",
    "1 earlier wording of a question.",
    "1 entry taken back.",
    "the exact words in which terms were agreed, and when (1).",
    "what else was agreed with sources: descriptor, reason, quotation (1).",
    "1 file that is held.",
    "1 step of custody.",
    "1 approval of a text.",
    "1 box that was initialled.",
    "1 export.",
    "what a conclusive finding rests on (1).",
    "code names of sources (1).",
    "Terms agreed later stand as they are today",
    "that the case is closed.",
)


def test_what_the_format_cannot_carry_is_listed() -> None:
    desk = Newsroom("genuine", "status")
    desk.source("anna", "insider", unnamed=True)
    desk.source("spox", "issuer")
    desk.says("spox", genuine="confirms", id="s1", conclusive=True)
    desk.says("anna", genuine="confirms", id="s2")
    desk.logs(
        f.StatementLogged(
            "s3",
            "anna",
            "2020-01-07",
            Term.BACKGROUND,
            agreement="No name.",
            promise=f.Promise(descriptor="an aide"),
        )
    )
    desk.logs(f.ExhibitAttached(ExhibitKind.ORIGINAL, "letter.jpg", "0" * 64, 9))
    desk.logs(f.CustodyRecorded("By post.", source="anna"))
    desk.logs(f.TextApproved("genuine:proposition", "0" * 64, "JF"))
    desk.logs(f.BoxInitialled(Box.HARM, "JF"))
    desk.logs(f.Exported(Audience.EDITOR, "md", "0" * 64))
    desk.corrects("s1", quote="Yes.")
    desk.tightens("s2", "off_record")
    desk.agrees("s2", "background", at="2020-01-08")
    desk.words("genuine", "It is real.")
    desk.withdraws("status")
    desk.notes("Call back.")
    desk.answers(desk.asks("spox"))
    desk.disagrees("genuine", "contested")
    desk.takes_back(desk.notes("Wrong."))
    desk.closes()
    _, left_out = exported(desk)
    said = "\n".join(left_out)
    for words in NOT_CARRIED:
        assert words in said, words
    assert said.replace("\n", "").isprintable()


def test_terms_of_today_are_written() -> None:
    desk = Newsroom("genuine")
    desk.source("anna", "insider", unnamed=True)
    desk.says("anna", genuine="confirms", terms="off_record")
    desk.agrees("s1", "background", at="2020-01-08", embargo="2020-01-09T12:00Z")
    said = exported(desk)[0].statements[0]
    assert (said.terms, said.embargo_until) == (Term.BACKGROUND, "2020-01-09T12:00:00Z")


def test_a_name_that_never_spoke_on_the_record_stays_here() -> None:
    desk = Newsroom("genuine")
    desk.source("anna", "insider", name="Anna Name")
    desk.says("anna", genuine="confirms", terms="background")
    file, left_out = exported(desk)
    assert file.sources[0].name == ""
    assert any("The name of anna is left out" in sentence for sentence in left_out)
    assert b"Anna Name" not in write_case(desk.case())[0]


def test_a_nameless_voice_on_the_record_keeps_its_weight() -> None:
    desk = Newsroom("genuine")
    desk.source("spox", "issuer", unnamed=True, descriptor="a spokesman")
    desk.says("spox", genuine="disputes", terms="on_record")
    file, left_out = exported(desk)
    assert file.sources[0].name == "a spokesman"
    assert any("missing name" in sentence for sentence in left_out)


def test_a_retraction_of_what_was_taken_back_retracts_nothing_else() -> None:
    desk = Newsroom("genuine")
    desk.source("anna", "insider", unnamed=True)
    desk.says("anna", genuine="confirms")
    desk.says("anna", genuine="confirms")
    desk.says("anna", genuine="retracts", retracts=("s1",))
    desk.takes_back("s1")
    file, _ = exported(desk)
    assert file.statements[-1].retracts == ("s3",)
    assert fold(entries_of(file)).statements[-1].says.slug == "s3"
    moment = Moment(None, 0)
    assert states(fold(entries_of(file)), moment) == states(desk.case(), moment)


def test_a_repetition_of_what_was_taken_back_stays_a_repetition() -> None:
    desk = Newsroom("genuine")
    desk.source("anna", "insider", unnamed=True)
    desk.says("anna", genuine="confirms")
    desk.says("anna", genuine="confirms", derived_from="s1")
    desk.takes_back("s1")
    assert exported(desk)[0].statements[0].derived_from == "a statement that was taken back"


def test_free_text_never_turns_into_a_reference() -> None:
    desk = Newsroom("genuine")
    desk.source("anna", "insider", unnamed=True)
    desk.logs(f.StatementLogged("story", "anna", "2020-01-07", Term.BACKGROUND), id="x1")
    desk.logs(f.StatementLogged("s2", "anna", "2020-01-07", Term.BACKGROUND, derived_from="story"), id="x2")
    file, _ = exported(desk)
    assert file.statements[1].derived_from == "story"
    assert "story" not in {said.id for said in file.statements}


@pytest.mark.parametrize("slug", ["", "default", "a\nb", " x", "genuine"])
def test_a_question_with_an_unfit_short_name_gets_one(slug: str) -> None:
    desk = Newsroom("genuine")
    desk.logs(f.QuestionRaised(slug, Kind.STATUS, "It is final."), id="other")
    file, _ = exported(desk)
    assert [question.id for question in file.questions] == ["genuine", "question-2"]


def test_sources_that_share_a_short_name_stay_two_of_one_lineage() -> None:
    desk = Newsroom("genuine")
    for name in ("one", "two"):
        desk.logs(f.SourceAdded("twin", name, Standing.INSIDER, code_name=name), id=name)
    file, _ = exported(desk)
    assert [(source.id, source.lineage) for source in file.sources] == [("twin", ""), ("source-2", "twin")]


def test_a_case_with_two_genuine_questions_or_none_can_be_exported() -> None:
    two = Newsroom("genuine", "status")
    two.question("genuine", "again")
    file, left_out = exported(two)
    assert [question.id for question in file.questions] == ["genuine", "status"]
    assert any("second question of the kind genuine" in sentence for sentence in left_out)
    none = Newsroom("status")
    file, left_out = exported(none)
    assert [question.kind for question in file.questions] == [Kind.GENUINE, Kind.STATUS]
    assert any("genuine is added" in sentence for sentence in left_out)


def test_a_title_of_several_lines_is_written_on_one() -> None:
    desk = Newsroom("genuine")
    desk.logs(f.CaseRenamed("Two\n lines\u2028here", "Why", ("case",)))
    file, left_out = exported(desk)
    assert file.title == "Two lines here"
    assert any("stands on one" in sentence for sentence in left_out)
    desk.logs(f.CaseRenamed("\n", "Why", ("case", *desk.case().setters("case", ("title",)))))
    assert exported(desk)[0].title == "letter"


def test_an_empty_case_can_be_exported() -> None:
    file, _ = exported(Newsroom("genuine"))
    assert json.loads(encode(file))["statements"] == []
    assert file.title == "The letter"
