"""Nothing that leaves the desk links an unnamed statement to a name, and what may only be counted is not in it."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from hypothesis import assume, given

from tests.newsroom import Newsroom
from tests.summaries.desk import DESK, for_lawyer, formats, states
from tests.workflow.strategies import fewer, random_desk, rngs
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.facts import Entry
from workflow.fold import fold
from workflow.summaries import case_version
from workflow.terms import Term
from workflow.when import parse_instant

NOW = parse_instant("2020-01-10T00:00Z")
NOON = parse_instant("2020-01-06T12:30Z")
MOMENTS = (Moment(None, NOW), Moment(NOON, NOW), Moment(parse_instant("2020-01-07T12:00Z"), NOW))


def same(one: Case, other: Case, moment: Moment) -> None:
    """Two cases of equal states leave the desk as the same bytes."""
    assume(states(one, moment) == states(other, moment))
    assert formats(one, moment, NOON) == formats(other, moment, NOON)
    assert for_lawyer(one, moment, NOON) == for_lawyer(other, moment, NOON)
    assert case_version(one, moment, DESK) == case_version(other, moment, DESK)


def busy_desk(rng: Random) -> Newsroom:
    """A random desk without mergers, to which two more named sources and one unnamed come, each with a statement."""
    desk = random_desk(rng)
    desk.log = [entry for entry in desk.log if not isinstance(entry.fact, f.SourcesMerged | f.TakenBack)]
    for name in ("north", "south", "guest"):
        descriptor, body = f"one from {name}", rng.choice(("", "the Pentagon"))
        standing = rng.choice(("insider", "issuer", "expert", "author"))
        desk.source(name, standing, unnamed=name == "guest", body=body, descriptor=descriptor)
        stances = {question: rng.choice(("confirms", "disputes", "retracts", "declines")) for question in desk.asked}
        said = f"2020-01-06T{rng.randrange(24):02}:00Z"
        promise = rng.choice((f.Promise(), f.Promise("AR", f"one of {name}", "he would lose his post", True)))
        via = rng.choice(("", "AFP"))
        desk.says(name, said=said, knows="direct", via=via, on=stances, promise=promise, id=f"{name}-spoke")
    for statement in desk.case().by_id:
        if rng.random() < 0.4:
            desk.holds(rng.choice(("recording", "reply")), about=statement, sha256="a" * 64)
    desk.keeps(source=rng.choice(("north", "guest")), how="By hand.")
    desk.accuses(source=rng.choice(("south", "guest")))
    if rng.random() < 0.3:
        desk.asks("guest")
    desk.informs("guest")
    return desk


def named_speakers(case: Case) -> list[str]:
    """The sources with a name that said something on the record."""
    openly = {s.source for s in case.statements if s.terms_at(None)[0] is Term.ON_RECORD}
    return [s.id for s in case.sources.values() if s.name and s.id in openly]


def unnamed_statements(case: Case) -> list[str]:
    """The statements that are not on the record, whose source nobody argues over."""
    found = [s for s in case.statements if s.terms_at(None)[0] is not Term.ON_RECORD]
    return [statement.id for statement in found if "source" not in statement.contested]


@fewer
@given(rngs)
def test_whose_unnamed_word_it_is_changes_no_byte(rng: Random) -> None:
    log = busy_desk(rng).log
    case = fold(log)
    moved = rng.choice(unnamed_statements(case))

    def said_by(owner: str) -> Case:
        told = [msgspec.structs.replace(e.fact, source=owner) if e.id == moved else e.fact for e in log]
        return fold(Entry(e.id, fact, e.claimed_at, e.writer) for e, fact in zip(log, told, strict=True))

    one, other = map(said_by, rng.sample(named_speakers(case), 2))
    same(one, other, rng.choice(MOMENTS))


@fewer
@given(rngs)
def test_a_merger_of_an_unnamed_source_with_a_named_one_does_not_tell_which(rng: Random) -> None:
    desk = busy_desk(rng)
    keeps = rng.sample(named_speakers(desk.case()), 2)
    one, other = (fold([*desk.log, Entry("merger", f.SourcesMerged(keep, "guest", "One."))]) for keep in keeps)
    same(one, other, rng.choice(MOMENTS))


@fewer
@given(rngs)
def test_a_lineage_that_leads_to_a_name_does_not_tell_which(rng: Random) -> None:
    desk = busy_desk(rng)
    one, other = (
        fold([*desk.log, Entry("more", f.SourceDescribed("guest", {"lineage": root}, "Told us.", ("guest",)))])
        for root in ("north", "south")
    )
    same(one, other, rng.choice(MOMENTS))


@fewer
@given(rngs)
def test_the_place_of_an_unnamed_statement_in_the_log_shows_nowhere(rng: Random) -> None:
    log = busy_desk(rng).log
    first = next(at for at, entry in enumerate(log) if entry.id == "guest") + 1
    *rest, moved = log
    at = rng.randint(first, len(rest))
    same(fold(log), fold([*rest[:at], moved, *rest[at:]]), rng.choice(MOMENTS))


@fewer
@given(rngs)
def test_a_request_that_an_unnamed_word_answered_is_not_listed(rng: Random) -> None:
    desk = busy_desk(rng)
    one, other = (desk.asks(name, sent="2020-01-06T08:00Z", questions=("q0",)) for name in ("north", "south"))
    unnamed = rng.choice(unnamed_statements(desk.case()))
    for asked in (one, other):
        answered = Entry("answer", f.RequestAnswered(asked, "2020-01-06T09:00Z", unnamed))
        summary = msgspec.json.decode(for_lawyer(fold([*desk.log, answered]), MOMENTS[0])["json"])
        assert [reply["answers"] for reply in summary["replies"]] == [[]]


CANARY = "ZQXCANARY"


def newsroom_with_secrets() -> Newsroom:
    desk = Newsroom("genuine", "status")
    general = desk.source("general", "issuer", name="Gen. Able", body="the Army", descriptor="the commander")
    desk.says(general, genuine="confirms", quote="It is ours.")
    heron = desk.source(
        f"{CANARY}-slug", "insider", unnamed=True, descriptor="a U.S. official", lineage=f"{CANARY}-root"
    )
    desk.describes(heron, code_name=f"{CANARY} Heron")
    desk.says(heron, genuine="confirms", quote=f"As {CANARY} heron told you.", id="unnamed")
    desk.says(heron, terms="off_record", status="disputes", quote=f"{CANARY} off", via=f"{CANARY} outlet")
    desk.says(heron, terms="deep_background", status="disputes", quote=f"{CANARY} deep")
    clerk = desk.source("clerk", "insider", name=f"{CANARY} Clerk", descriptor="a clerk")
    desk.says(clerk, genuine="disputes", id="later")
    desk.tightens("later", "background")
    desk.asks(clerk)
    desk.notes(f"{CANARY} note")
    desk.agrees("unnamed", "background", at="2020-01-06T10:00Z")
    desk.log[-1] = Entry(
        desk.log[-1].id,
        msgspec.structs.replace(desk.log[-1].fact, agreement=f"{CANARY} agreement"),
        desk.log[-1].claimed_at,
        desk.log[-1].writer,
    )
    return desk


def test_secrets_are_absent_from_the_bytes_and_what_may_be_counted_is_counted() -> None:
    found = formats(newsroom_with_secrets().case(), MOMENTS[0])
    for name, text in found.items():
        assert CANARY.lower() not in text.lower(), name
        for internal in ("unnamed-", "s1", "source-added", "clerk"):
            assert internal not in text.replace("class", ""), (name, internal)
    assert msgspec.json.decode(found["json"])["off_record"] == 1
    assert msgspec.json.decode(found["json"])["deep_background"] == 1
    assert "Left out, off the record: 1. Left out, on deep background: 1." in found["md"]
    assert "a U.S. official" in found["md"]


def test_an_unnamed_word_of_somebody_who_also_speaks_by_name_has_no_descriptor_but_keeps_its_outlet() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "insider", name="Able", descriptor="a colonel in the room", body="the Army", lineage="the room")
    desk.says("able", genuine="declines")
    desk.says("able", terms="background", via="AFP", genuine="confirms", knows="direct", quote="Able saw it signed.")
    (event,) = (e for e in msgspec.json.decode(formats(desk.case(), MOMENTS[0])["json"])["timeline"] if e["through"])
    assert (event["who"], event["through"]) == ("a source who asked not to be named", "AFP")
    assert event["words"] == "[left out] saw it signed."
    assert "forbidden pairing" not in formats(desk.case(), MOMENTS[0])["md"]


def test_a_descriptor_that_a_named_source_shares_is_not_printed_for_an_unnamed_one() -> None:
    desk = Newsroom("genuine")
    desk.source("able", "insider", name="Able", descriptor="a colonel")
    desk.source("heron", "insider", unnamed=True, descriptor="A Colonel")
    desk.says("able", genuine="confirms", knows="direct")
    desk.says("heron", genuine="disputes", knows="direct")
    assert "A Colonel" not in formats(desk.case(), MOMENTS[0])["md"]


def test_no_arrow_and_no_letter_crosses_between_named_and_unnamed() -> None:
    desk = Newsroom("genuine", "status")
    desk.source("post", "outlet", name="The Post")
    desk.source("able", "insider", name="Able", lineage="the memo")
    desk.source("heron", "insider", unnamed=True, descriptor="an official", lineage="the memo")
    desk.says("able", status="confirms", knows="direct", id="open")
    desk.says("heron", genuine="confirms", knows="direct", via="The Post", id="unnamed", derived_from="")
    desk.says("post", genuine="retracts", retracts=("unnamed",))
    desk.says("heron", status="confirms", knows="direct", derived_from="open")
    summary = msgspec.json.decode(formats(desk.case(), MOMENTS[0])["json"])
    question = summary["questions"][0]
    assert question["state"]["value"] == "withdrawn"
    assert question["because"] == question["state"]["meaning"]
    said = {event["words"] or event["who"]: event for event in summary["timeline"]}
    assert said["an official"]["details"] == ["knows directly", "repeats another report"]
    (retracted,) = (e["stances"][0] for e in summary["timeline"] if e["through"])
    assert retracted["worth"] == "set aside, it no longer stands"
    assert {source["lineage"] for source in summary["sources"]} == {""}


@pytest.mark.parametrize("terms", ["background", "off_record"])
def test_a_request_answered_unnamed_is_not_told(terms: str) -> None:
    desk = Newsroom("genuine")
    desk.source("able", "author", name="Able")
    desk.says("able", genuine="declines")
    asked = desk.asks("able", deadline="2020-01-06T18:00Z")
    answer = desk.says("able", terms=terms, genuine="confirms", knows="direct")
    desk.answers(asked, statement=answer)
    assert msgspec.json.decode(formats(desk.case(), MOMENTS[0])["json"])["requests"] == []


def test_a_named_retraction_of_unnamed_words_alone_does_not_tell_whose_they_were() -> None:
    desk = Newsroom("genuine", "status")
    desk.source("able", "insider", name="Able")
    desk.says("able", status="confirms", knows="direct")
    desk.says("able", terms="background", genuine="confirms", knows="direct", id="unnamed")
    desk.says("able", genuine="retracts", quote="I take it back.", id="back")
    case = desk.case()
    summary = msgspec.json.decode(formats(case, MOMENTS[0])["json"])
    assert summary["questions"][0]["state"]["value"] == "withdrawn"
    assert summary["questions"][0]["confirms"] == []
    (back,) = (event for event in summary["timeline"] if event["words"] == "I take it back.")
    assert back["stances"] == []


@pytest.mark.parametrize(("spoke", "took_back"), [("heron", "able"), ("able", "heron")])
def test_a_retraction_across_named_and_unnamed_shows_neither_stance_nor_change_on_its_line(
    spoke: str, took_back: str
) -> None:
    desk = Newsroom("genuine", "status")
    desk.source("able", "insider", name="Able")
    desk.source("heron", "insider", unnamed=True, descriptor="an official")
    desk.says(spoke, genuine="confirms", knows="direct", id="first")
    desk.says(
        took_back,
        quote="I take it back.",
        id="back",
        retracts=("first",),
        on={"genuine": "retracts", "status": "declines"},
    )
    summary = msgspec.json.decode(formats(desk.case(), MOMENTS[0])["json"])
    assert summary["questions"][0]["state"]["value"] == "withdrawn"
    first, back, left_out = summary["timeline"]
    assert [stance["question"] for stance in back["stances"]] == ["status"]
    assert back["changes"] == [] and back["details"] in ([], ["knows directly"])
    assert left_out["who"] == "" and [change["question"] for change in left_out["changes"]] == ["genuine"]
    assert [change["question"] for change in first["changes"]] == ["genuine"]


@pytest.mark.parametrize(
    "said",
    ["Gen. Zara Quill", "gen. ZARA quill", "Zara Quill", "Gen.\nZara  Quill", "Gen. Zara\N{NO-BREAK SPACE}Quill"],
)
def test_a_name_in_an_unnamed_text_is_left_out_however_it_is_spaced_and_without_its_rank(said: str) -> None:
    desk = Newsroom("genuine")
    desk.source("zara", "issuer", name="Gen. Zara Quill")
    desk.source("heron", "insider", unnamed=True, descriptor="an aide")
    desk.says("zara", genuine="declines")
    desk.says("heron", genuine="confirms", quote=f"As {said} told you.")
    summary = msgspec.json.decode(formats(desk.case(), MOMENTS[0])["json"])
    assert [event["words"] for event in summary["timeline"]][-1] == "As [left out] told you."


def test_an_office_is_no_name_that_an_unnamed_word_must_not_hold() -> None:
    desk = Newsroom("genuine")
    desk.source("court", "issuer", name="The Court", descriptor="the court")
    desk.source("ann", "issuer", name="Margaret Court", descriptor="a judge")
    desk.source("clerk", "insider", unnamed=True, descriptor="a person close to the court")
    desk.says("court", genuine="declines")
    desk.says("ann", genuine="declines")
    desk.says("clerk", genuine="confirms", quote="The court wrote it, said Margaret Court.")
    text = formats(desk.case(), MOMENTS[0], NOON)["md"]
    assert "The court wrote it, said" in text
    assert "said Margaret Court" not in text
