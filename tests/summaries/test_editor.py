"""What an editor's summary says of a case."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.newsroom import Newsroom
from tests.summaries.desk import DESK, HEADS, formats, letter, past
from workflow import summaries
from workflow.case import Case, Moment
from workflow.facts import DeskSettings
from workflow.summaries import EditorSummary, case_version, editor_summary
from workflow.terms import Weight
from workflow.when import parse_instant

NOW = Moment(None, parse_instant("2020-01-08T00:00Z"))


def summary(case: Case, moment: Moment = NOW, since: str = "") -> EditorSummary:
    return editor_summary(case, moment, DESK, heads=HEADS, since=parse_instant(since) if since else None)


def test_a_case_without_anything_has_a_summary() -> None:
    found = summary(Newsroom().case())
    assert found.headline.because == "No question has been raised yet."
    assert formats(Newsroom().case(), NOW)["html"].startswith("<!DOCTYPE html>")


def test_every_question_has_its_basis_on_each_side_and_its_flags() -> None:
    found = summary(letter(), past("2020-01-08T10:00-05:00"))
    status = found.questions[1]
    assert status.state.word == "contested"
    assert [line.partition(":")[0] for line in status.confirms] == ["Adil Abdul Mahdi, Prime Minister of Iraq"]
    assert [line.partition(":")[0] for line in status.disputes] == ["Mark Esper, U.S. Secretary of Defense"]
    assert "relayed by an outlet" in [flag.word for flag in status.flags]


def test_a_statement_that_was_set_aside_says_by_whom() -> None:
    found = summary(letter(), past("2020-01-08T10:00-05:00"))
    late = found.timeline[-1]
    assert late.who.startswith("Annie Dreazen")
    assert (late.said.text, late.learned.text) == ("6 Jan 2020 15:36 -05:00", "7 Jan 2020 17:00 -05:00")
    assert late.stances[0].worth == (
        "set aside, it was overtaken before we learned of it: Gen. Mark Milley, 6 Jan 2020 16:25 -05:00"
    )


def test_what_changed_stands_with_the_last_line_of_its_moment_in_the_order_of_the_words() -> None:
    desk = Newsroom("genuine")
    for name in ("zoe", "adam"):
        desk.source(name, "insider")
        desk.says(name, said="2020-01-06T09:00Z", genuine="confirms", knows="direct")
    first, last = summary(desk.case()).timeline
    assert (first.who, first.changes) == ("Adam, a person called adam", ())
    assert [change.after.word for change in last.changes] == ["confirmed by name"]


def test_a_statement_under_embargo_is_marked_until_it_lifts() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "insider")
    desk.says("able", said="2020-01-06T09:00Z", genuine="confirms", knows="direct", embargo="2020-01-07T06:00Z")
    before, after = (summary(desk.case(), past(at)) for at in ("2020-01-06T12:00Z", "2020-01-07T06:00Z"))
    assert before.timeline[0].embargo == "7 Jan 2020 06:00 UTC"
    assert before.timeline[0].stances[0].worth == "set aside, it is under embargo"
    assert [event.embargo for event in after.timeline] == ["", ""]
    assert after.timeline[1].words == "An embargo ended."
    assert [change.after.word for change in after.timeline[1].changes] == ["confirmed by name"]
    assert "under embargo until 7 Jan 2020 06:00 UTC" in formats(desk.case(), past("2020-01-06T12:00Z"))["md"]


def test_a_change_by_words_off_the_record_has_no_cause() -> None:
    desk = Newsroom("genuine")
    desk.source("heron", unnamed=True)
    desk.says("heron", said="2020-01-06T09:00Z", genuine="confirms", knows="direct")
    desk.says("heron", said="2020-01-06T10:00Z", terms="off_record", genuine="retracts", quote="Forget it.")
    found = summary(desk.case())
    assert (found.timeline[1].who, found.timeline[1].words, found.timeline[1].said.text) == ("", "", "")
    assert found.questions[0].state.word == "withdrawn"
    assert found.off_record == 1


def test_printing_obeys_the_strictest_terms_of_today_at_every_moment() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "insider", name="Able")
    desk.says("able", said="2020-01-06T09:00Z", genuine="confirms", knows="direct", quote="I saw it.", id="s")
    desk.tightens("s", "off_record")
    for text in formats(desk.case(), past("2020-01-06T09:30Z")).values():
        assert "Able" not in text
        assert "I saw it." not in text


def test_a_disagreement_stands_beside_the_state_and_changes_nothing() -> None:
    desk = Newsroom("genuine")
    desk.disagrees("genuine", "contested", "Two papers say no.")
    (question,) = summary(desk.case()).questions
    assert question.state.word == "unconfirmed"
    assert (question.disagreements[0].by, question.disagreements[0].state.word) == ("editor", "contested")
    assert summary(desk.case(), past("2020-01-06T07:00Z")).questions[0].disagreements == ()


def test_what_the_facts_disagree_on_is_to_be_settled_first() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "insider", name="Able")
    desk.says("able", said="2020-01-06T09:00Z", genuine="confirms", knows="direct")
    for proposition in ("It is real.", "It is ours."):
        desk.words("genuine", proposition, supersedes=("genuine",))
    for rank in (1, 3):
        desk.describes("able", supersedes=("able",), rank=rank)
    found = {clash.what: clash.values for clash in summary(desk.case()).contested}
    assert found == {"proposition of the question genuine": ("It is ours.", "It is real."), "rank of Able": ()}


def test_a_request_for_comment_is_told_in_the_words_that_may_be_printed() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "issuer", name="Able")
    desk.asks("able", sent="2020-01-06T09:00Z", deadline="2020-01-06T18:00Z", questions=("genuine",))
    open_, passed = (summary(desk.case(), past(at)).requests[0] for at in ("2020-01-06T12:00Z", "2020-01-06T19:00Z"))
    assert open_.phrase == "did not immediately respond"
    assert passed.phrase == "did not respond by 6 Jan 2020 18:00 UTC"
    assert (passed.to, passed.questions) == ("Able, a person called able", ("genuine",))


def test_what_changed_since_a_moment() -> None:
    found = summary(letter(), past("2020-01-06T17:00-05:00"), since="2020-01-06T16:10-05:00").since
    assert found is not None
    assert found.statements == 3
    assert [(change.question, change.after.word) for change in found.changes] == [
        ("genuine", "officially confirmed"),
        ("status", "officially disputed"),
        ("delivered", "officially confirmed"),
    ]


def test_sources_that_rest_on_one_origin_share_a_letter() -> None:
    desk = Newsroom("genuine")
    for name, lineage in (("heron", "the memo"), ("egret", "the memo"), ("stork", "")):
        desk.source(name, "insider", unnamed=True, lineage=lineage, descriptor=f"an official from {lineage or 'home'}")
        desk.says(name, genuine="confirms", knows="direct")
    assert [source.lineage for source in summary(desk.case()).sources] == ["", "unnamed A", "unnamed A"]


def test_the_version_is_that_of_what_the_summary_reads() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "insider", name="Able")
    first = case_version(desk.case(), NOW, DESK)
    assert summary(desk.case()).version == first
    desk.notes("A note to the file.")
    assert case_version(desk.case(), NOW, DESK) == first
    assert case_version(desk.case(), Moment(None, parse_instant("2021-01-01T00:00Z")), DESK) == first
    desk.says("able", genuine="confirms", knows="direct")
    assert case_version(desk.case(), NOW, DESK) != first
    assert case_version(desk.case(), past("2020-01-06T08:00Z"), DESK) == first
    assert case_version(desk.case(), NOW, DeskSettings("Another")) != case_version(desk.case(), NOW, DESK)


@pytest.mark.parametrize("said", ["0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "1850-06-01"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York"])
def test_the_ends_of_time_can_be_printed(said: str, zone: str) -> None:
    desk = Newsroom("genuine", timezone=zone)
    desk.source("able", "insider", name="Able")
    desk.says("able", said=said, learned="9999-12-31" if said > "2" else "", genuine="confirms", knows="direct")
    assert all(formats(desk.case(), NOW).values())


def test_a_long_day_keeps_its_whole_table_and_draws_its_end() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "insider", name="Able")
    for minute in range(200):
        said = datetime.fromtimestamp(1_578_300_000 + 60 * minute, UTC).strftime("%Y-%m-%dT%H:%MZ")
        desk.says("able", said=said, knows="direct", genuine="disputes" if minute % 2 else "confirms")
    page = formats(desk.case(), NOW)["html"]
    assert page.count('data-label="Learned"') == 200
    assert page.count("<circle") < 400
    assert "earlier lines are in the table alone" in page


def test_the_classes_that_count_are_told_strongest_first() -> None:
    desk = Newsroom("genuine")
    desk.source("office", "issuer")
    desk.source("anon", unnamed=True)
    desk.says("anon", genuine="confirms")
    desk.says("office", genuine="declines")
    assert [weight.word for weight in summary(desk.case()).classes] == ["anonymous"]
    desk.says("office", genuine="confirms")
    assert [weight.word for weight in summary(desk.case()).classes] == ["official", "anonymous"]
    told = formats(desk.case(), past("2030-01-01T00:00Z"))
    for name in ("md", "html", "json"):
        assert Weight.ANONYMOUS.meaning in told[name]
        assert Weight.NAMED.meaning not in told[name]


def test_what_may_be_printed_and_what_may_not_stand_apart_and_the_unprintable_is_counted() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "issuer", name="Able")
    desk.source("heron", "insider", unnamed=True, descriptor="an official")
    desk.says("able", genuine="confirms", quote="It is ours.")
    desk.says("heron", genuine="confirms", knows="direct", embargo="2021-01-01T00:00Z")
    desk.says("heron", terms="off_record", genuine="disputes", quote="Hush.")
    desk.says("heron", terms="deep_background", genuine="disputes", quote="Deep.")
    found = summary(desk.case())
    assert ["It is ours." in it.text for it in found.printable] == [True]
    assert [(it.rule.value, it.times) for it in found.refused] == [("embargo", 1)]
    assert (found.off_record, found.deep_background) == (1, 1)


def test_gates_say_what_would_open_each_and_overrides_stand_with_reason_and_initials() -> None:
    desk = Newsroom("genuine")
    desk.source("heron", "insider", unnamed=True, descriptor="an official")
    desk.says("heron", genuine="confirms", knows="direct")
    before = {gate.gate.value: gate for gate in summary(desk.case()).gates}
    assert [name for name, gate in before.items() if gate.is_open] == ["g2", "g6", "g8"]
    assert [lack.sentence for lack in before["g3"].lacks] == [
        "An official: no descriptor is agreed.",
        "An official: no editor is on file as knowing who it is.",
        "An official: why there is no name is not on file.",
    ]
    assert all(lack.opens for gate in before.values() for lack in gate.lacks)
    desk.overrides("g3", "g3:heron:editor", reason="The editor is away.", by="SE")
    found = summary(desk.case())
    assert [(o.gate.value, o.in_spite_of, o.reason, o.by) for o in found.overrides] == [
        ("g3", ("An official: no editor is on file as knowing who it is.",), "The editor is away.", "SE")
    ]
    desk.informs("heron", by="ED")
    told = summary(desk.case())
    assert [source.editor_knows for source in told.sources] == ["yes"]
    assert "ED" not in formats(desk.case(), NOW)["md"]


def test_a_forbidden_pairing_is_not_told_and_every_summary_says_so() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "issuer", name="Able")
    desk.says("able", genuine="declines")
    apart = formats(desk.case(), NOW)["md"]
    desk.says("able", terms="background", genuine="confirms", knows="direct")
    paired = formats(desk.case(), NOW)["md"]
    line = "Whether one source declines by name and informs unnamed is told on the desk's own screens alone."
    assert line in apart and line in paired
    assert "g6 wording**: open." in paired


def test_custody_files_and_checks_that_are_not_on_file() -> None:
    bare = summary(Newsroom("genuine").case())
    assert bare.checked == ()
    assert "No technical finding is logged." in bare.unchecked
    desk = Newsroom("genuine")
    desk.source("carol", "expert", name="Carol")
    desk.says("carol", genuine="disputes", technical=True, quote="The ink is new.")
    desk.holds("original", name="letter.pdf", sha256="a" * 64)
    desk.keeps("The archive")
    found = summary(desk.case())
    assert [line.partition(",")[0] for line in found.checked] == ["Examination by Carol"]
    assert [(held.number, held.name) for held in found.exhibits] == [(1, "letter.pdf")]
    assert [step.holder for step in found.custody] == ["The archive"]
    assert not any("technical" in line or "as it reached us" in line for line in found.unchecked)


def test_what_changed_since_the_last_summary_for_an_editor_goes_by_the_place_in_the_log() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "issuer", name="Able")
    assert summary(desk.case()).since is None
    desk.exports("editor")
    desk.says("able", said="2020-01-01", genuine="confirms")
    found = summary(desk.case()).since
    assert found is not None and found.export is not None
    assert (found.statements, [change.after.value for change in found.changes]) == (1, ["officially_confirmed"])
    assert summary(desk.case(), past("2020-01-05T00:00Z")).since is None


def test_only_one_place_makes_the_text_of_an_audience() -> None:
    rooms = Path(summaries.__file__).parent
    makers = [path.name for path in rooms.rglob("*.py") if re.search(r"\b(Editor|Lawyer)Text\(", path.read_text())]
    assert makers == ["audiences.py"]
