"""Attacks one by one: a future moment, an answer that is kept back, two files in a row, dates of two zones."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom
from tests.summaries.desk import DESK, for_lawyer, formats
from tests.summaries.public_desk import approved, public
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.deadlines import calendar
from workflow.facts import Entry
from workflow.fold import fold
from workflow.letter import letter
from workflow.redaction import Redaction
from workflow.summaries.making import FORMS, summary
from workflow.summaries.side_by_side import ASKED_BEFORE, DESCRIBED_BEFORE, NAMED_BEFORE, beside_the_last
from workflow.terms import Audience, Standing
from workflow.when import parse_instant

NOW = Moment(None, parse_instant("2020-01-10T00:00Z"))
AHEAD = Moment(parse_instant("2020-03-01T00:00Z"), NOW.now)
READERS = (Audience.EDITOR, Audience.LAWYER, Audience.PUBLIC)


def newsroom() -> Newsroom:
    """One who speaks by name, one who does not."""
    desk = Newsroom("genuine", "status")
    desk.source("able", "issuer", name="Jo Able", body="the Army", descriptor="the commander")
    desk.source("heron", "insider", unnamed=True, descriptor="an aide")
    return desk


def embargoed() -> Newsroom:
    """A request, and its answer by name, under embargo until February."""
    desk = newsroom()
    asked = desk.asks("able", deadline="2020-01-07T00:00Z", questions=("genuine",))
    answer = desk.says("able", genuine="confirms", quote="It is ours.", embargo="2020-02-01T00:00Z", id="answer")
    desk.answers(asked, statement=answer)
    return desk


def lines(text: str, about: str) -> list[str]:
    return [line for line in text.split("\n") if about in line]


@pytest.mark.parametrize("reader", READERS)
def test_no_file_stands_at_a_moment_that_has_not_come(reader: Audience) -> None:
    case = approved(embargoed().case(), NOW, AHEAD)
    for form in FORMS[reader]:
        now, ahead = (summary(case, moment, reader, form, DESK) for moment in (NOW, AHEAD))
        assert (ahead.data, ahead.as_of) == (now.data, "")
        assert "Officially confirmed" not in ahead.data.decode()
        assert "a moment that has not come" in ahead.warnings[0] and ahead.warnings[1:] == now.warnings


def test_a_letter_does_not_foresee_an_answer_either() -> None:
    case = embargoed().case()
    assert letter(case, AHEAD, Standing.ISSUER, DESK, None) == letter(case, NOW, Standing.ISSUER, DESK, None)


def test_an_answer_under_embargo_is_neither_told_to_the_public_nor_called_silence() -> None:
    desk = embargoed()
    assert lines(public(approved(desk.case(), NOW), NOW)["md"], "Able") == []
    desk.log = [entry for entry in desk.log if not isinstance(entry.fact, f.RequestAnswered)]
    assert lines(public(approved(desk.case(), NOW), NOW)["md"], "Able") == []
    lifted = Moment(None, AHEAD.at)
    assert "Jo Able, the commander, confirmed" in public(approved(desk.case(), lifted), lifted)["md"]


def answered_off_the_record() -> Newsroom:
    """Somebody declines by name; what answers the request is off the record."""
    desk = newsroom()
    desk.says("able", status="declines", id="declined")
    asked = desk.asks("able", deadline="2020-01-07T00:00Z", questions=("genuine",))
    desk.says("heron", terms="off_record", genuine="confirms", id="hush")
    desk.answers(asked, statement="hush")
    return desk


def _undone(desk: Newsroom) -> None:
    desk.takes_back("hush")


def _erased(desk: Newsroom) -> None:
    place = next(place for place, entry in enumerate(desk.log) if entry.id == "hush")
    desk.log[place] = Entry("hush", f.Erased(), desk.log[place].claimed_at, desk.log[place].writer)
    desk.logs(f.Erasure(("hush",), "Never said."))


@pytest.mark.parametrize("gone", [_undone, _erased])
def test_an_answer_that_is_gone_is_told_no_more_than_it_was(gone: object) -> None:
    desk = answered_off_the_record()
    before = _requests(desk.case())
    assert callable(gone)
    gone(desk)
    assert _requests(desk.case()) == before == []


def _requests(case: Case) -> list[str]:
    texts = (formats(case, NOW)["md"], for_lawyer(case, NOW)["md"], public(approved(case, NOW), NOW)["md"])
    return [line for text in texts for line in lines(text, "Able") if "answer" in line or "asked" in line]


def test_an_answer_on_the_record_that_was_undone_hides_no_request() -> None:
    desk = newsroom()
    asked = desk.asks("able", deadline="2020-01-07T00:00Z", questions=("genuine",))
    desk.says("able", genuine="confirms", id="slip")
    desk.answers(asked, statement="slip")
    desk.takes_back("slip")
    desk.answers(asked, statement=desk.says("able", genuine="confirms", quote="Ours."))
    assert lines(for_lawyer(desk.case(), NOW)["md"], "Is this document yours?")


def test_who_answered_one_request_unnamed_is_not_said_to_have_left_another_unanswered() -> None:
    desk = newsroom()
    desk.asks("able", sent="2020-01-05T08:00Z", deadline="2020-01-05T12:00Z")
    again = desk.asks("able", sent="2020-01-06T08:00Z", deadline="2020-01-07T00:00Z")
    desk.answers(again, statement=desk.says("heron", genuine="confirms"))
    case = approved(desk.case(), NOW)
    for text in (formats(case, NOW)["md"], for_lawyer(case, NOW)["md"], public(case, NOW)["md"]):
        assert "respond" not in text


def test_that_the_forbidden_pairing_was_overridden_stays_on_the_desk() -> None:
    desk = newsroom()
    desk.says("able", genuine="declines")
    desk.says("able", terms="background", genuine="confirms", knows="direct")
    before = desk.case()
    desk.overrides("g6", "g6:pairing", reason="The two are one man.")
    for told in (formats, for_lawyer):
        assert told(desk.case(), NOW) == told(before, NOW)


def test_a_request_to_a_source_that_turned_out_to_have_a_name_is_told_of_nowhere() -> None:
    desk = newsroom()
    desk.says("able", genuine="declines")
    desk.asks("heron", deadline="2020-01-12T00:00Z", questions=("genuine",))
    desk.merges("able", "heron")
    case = approved(desk.case(), NOW)
    assert lines(public(case, NOW)["md"], "did not") == []
    assert b"Able" not in calendar([case], NOW.now)


def test_one_sentence_tells_one_day_whatever_the_zone_of_its_time() -> None:
    desk = newsroom()
    desk.says("able", said="2020-01-06T22:00-05:00", genuine="confirms", quote="Ours.")
    desk.asks("able", sent="2020-01-06T22:30-05:00", questions=("status",))
    text = public(approved(desk.case(), NOW), NOW)["md"]
    assert "7 Jan 2020" in text and "6 Jan 2020" not in text


@pytest.mark.parametrize("text", ["as _Able_ said", "able_army", "Able's", "(Able)", "*Able*"])
def test_a_name_is_left_out_between_marks_that_are_no_letters(text: str) -> None:
    assert "able" not in Redaction(["Able"])(text).lower()


def _tightened(desk: Newsroom) -> str:
    desk.tightens("spoke", "background")
    return NAMED_BEFORE


def _found_out(desk: Newsroom) -> str:
    desk.merges("able", "heron")
    return DESCRIBED_BEFORE


def _answered(desk: Newsroom) -> str:
    desk.answers("asked", statement=desk.says("heron", genuine="confirms"))
    return ASKED_BEFORE


@pytest.mark.parametrize("change", [_tightened, _found_out, _answered])
@pytest.mark.parametrize("reader", READERS)
def test_the_desk_is_told_what_two_files_in_a_row_tell_together(change: object, reader: Audience) -> None:
    desk = newsroom()
    desk.says("able", genuine="declines", id="spoke")
    desk.says("able", status="declines")
    promise = f.Promise("ED", "an aide", "she feared", True)
    desk.says("heron", status="confirms", knows="direct", promise=promise)
    desk.logs(f.RequestSent("2020-01-06T08:00Z", "email", "Yours?", "able", deadline="2020-01-06T09:00Z"), id="asked")
    desk.log = list(approved(desk.case(), NOW).entries)
    desk.exports(str(reader))
    assert beside_the_last(desk.case(), NOW, reader) == ()
    assert callable(change)
    sentence = change(desk).format(reader.word)
    found = beside_the_last(desk.case(), NOW, reader)
    if reader is not Audience.PUBLIC:
        assert sentence in found
    assert len({*found}) == len(found) and "heron" not in " ".join(found) and "Able" not in " ".join(found)


def test_an_empty_case_has_a_file_for_everybody() -> None:
    case = fold([Entry("case", f.CaseOpened("empty", "Empty"), "")])
    for reader in READERS:
        for form in FORMS[reader]:
            assert summary(case, NOW, reader, form, DESK).data
