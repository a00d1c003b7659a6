"""The gates before publication: what shuts each, what opens it, and what an override covers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from tests.newsroom import Newsroom
from tests.workflow.strategies import desks
from workflow import facts as f
from workflow.facts import Promise
from workflow.gates import GateView, gates
from workflow.terms import Gate
from workflow.verdict import evaluate

Scene = Callable[[Newsroom], object]
LATER = "2030-01-01T00:00Z"
SECRET = "her deputy wrote the whole thing alone one weekend"
DOCUMENT = {"author": "Gen. A. Author", "issuer": "the Task Force"}
AGREED = Promise(descriptor="an official briefed on it", reason="fears for the post")


def newsroom() -> Newsroom:
    """Nobody has spoken; the press office is a source, and so are a clerk and an officer without a name."""
    desk = Newsroom("genuine", "status")
    desk.source("press", "issuer", name="Press office", body="the Task Force")
    desk.source("clerk", "insider", unnamed=True, descriptor="an aide")
    desk.source("officer", "insider", unnamed=True, descriptor="a planner")
    desk.source("general", "author", name="Gen. A. Author")
    return desk


def looked(desk: Newsroom, at: str | None = None, now: str = LATER) -> dict[str, GateView]:
    case, moment = desk.case(), desk.moment(at, now)
    return {str(view.gate): view for view in gates(case, evaluate(case, moment), moment)}


def keys(desk: Newsroom, gate: str, **when: Any) -> list[str]:
    return [lack.key for lack in looked(desk, **when)[gate].findings]


def clerk(**says: Any) -> Scene:
    return lambda desk: desk.says("clerk", **{"genuine": "confirms", **says})


def officer(**says: Any) -> Scene:
    return lambda desk: desk.says("officer", **{"genuine": "confirms", **says})


def press(**says: Any) -> Scene:
    return lambda desk: desk.says("press", **{"genuine": "confirms", **says})


def documented(desk: Newsroom) -> None:
    desk.logs(f.DocumentDescribed(DOCUMENT))


def asked(office: str, deadline: str = "", answered: bool = False, given_up: bool = False) -> Scene:
    def scene(desk: Newsroom) -> None:
        request = desk.asks(office=office, sent="2020-01-06T09:00Z", deadline=deadline)
        if answered:
            desk.answers(request)
        if given_up:
            desk.gives_up(request)

    return scene


def accused(**who: str) -> Scene:
    return lambda desk: desk.logs(f.PersonAccused("Forged it.", **who), id="charge")


BOTH_SPOKE = (press(), lambda desk: desk.says("general", genuine="confirms"))
MET: list[tuple[str, str, list[Scene], list[str]]] = [
    ("g1", "nothing said", [], []),
    ("g1", "one unnamed source", [clerk()], ["g1:genuine:confirms"]),
    ("g1", "one disputes", [clerk(genuine="disputes")], ["g1:genuine:disputes"]),
    ("g1", "two of ours", [clerk(), officer()], []),
    ("g1", "two of one lineage", [clerk(lineage="a"), officer(lineage="a")], ["g1:genuine:confirms"]),
    (
        "g1",
        "two outlets that do not say how they know",
        [clerk(via="AFP"), officer(via="CNN")],
        ["g1:genuine:confirms"],
    ),
    ("g1", "two outlets that do", [clerk(via="AFP", knows="direct"), officer(via="CNN", knows="direct")], []),
    ("g1", "a name as well", [clerk(), press()], []),
    ("g1", "both ways", [clerk(), officer(genuine="disputes")], []),
    ("g2", "one of ours", [clerk()], []),
    ("g2", "an outlet's", [clerk(via="AFP")], ["g2:genuine:confirms"]),
    ("g2", "an outlet's that disputes", [clerk(via="AFP", genuine="disputes")], ["g2:genuine:disputes"]),
    ("g2", "an outlet's and ours", [clerk(via="AFP"), officer()], []),
    ("g2", "a name as well", [clerk(via="AFP"), press()], []),
    ("g3", "an outlet's", [clerk(via="AFP")], []),
    ("g3", "ours", [clerk()], [f"g3:clerk:{lack}" for lack in ("editor", "reason", "descriptor", "knowledge")]),
    ("g3", "all but the editor", [clerk(promise=AGREED, knows="direct")], ["g3:clerk:editor"]),
    ("g3", "all", [clerk(promise=AGREED, knows="direct"), lambda desk: desk.informs("clerk")], []),
    ("g3", "off the record", [clerk(terms="off_record")], []),
    ("g4", "nobody spoke", [], ["g4:author", "g4:issuer"]),
    ("g4", "both spoke", [*BOTH_SPOKE], []),
    (
        "g4",
        "unnamed words are no answer",
        [lambda desk: desk.says("general", genuine="confirms", terms="background"), press()],
        ["g4:author"],
    ),
    (
        "g4",
        "words without a stance are none",
        [press(genuine="confirms"), lambda desk: desk.says("general", quote="Hm.")],
        ["g4:author"],
    ),
    ("g4", "a logged silence is none", [press(genuine="no_response")], ["g4:author", "g4:issuer"]),
    ("g4", "declining is one", [press(genuine="declines")], ["g4:author"]),
    ("g4", "asked by its office", [documented, asked("The Task Force, press", answered=True)], ["g4:author"]),
    ("g4", "waiting", [documented, asked("The Task Force", "2031-01-01T00:00Z")], ["g4:author", "g4:issuer"]),
    ("g4", "the deadline passed", [documented, asked("The Task Force", "2020-01-07T00:00Z")], ["g4:author"]),
    ("g4", "no deadline that could pass", [documented, asked("The Task Force")], ["g4:author", "g4:issuer"]),
    (
        "g4",
        "given up without a deadline",
        [documented, asked("The Task Force", given_up=True)],
        ["g4:author", "g4:issuer"],
    ),
    ("g4", "an act is no answer", [press(genuine="implies")], ["g4:author", "g4:issuer"]),
    ("g4", "accused and not asked", [*BOTH_SPOKE, accused(name="Col. B. Forger")], ["g4:charge"]),
    (
        "g4",
        "accused and asked",
        [*BOTH_SPOKE, accused(name="Col. B. Forger"), asked("Col. B. Forger", answered=True)],
        [],
    ),
    ("g4", "accused and has spoken", [*BOTH_SPOKE, accused(source="press")], []),
    ("g4", "accused is the author", [*BOTH_SPOKE, accused(name="A. Author")], []),
    ("g5", "nothing", [], ["g5:original", "g5:custody", "g5:claims"]),
    (
        "g5",
        "a capture is no original",
        [documented, lambda desk: desk.holds("capture"), lambda desk: desk.keeps()],
        ["g5:original"],
    ),
    ("g5", "all", [documented, lambda desk: desk.holds(), lambda desk: desk.keeps()], []),
    ("g6", "nothing", [], []),
    (
        "g6",
        "declines by name, informs unnamed",
        [press(genuine="declines"), press(terms="background")],
        ["g6:pairing"],
    ),
    ("g6", "a passage that claims nothing", [lambda desk: desk.writes("method", "We compared two copies.")], []),
    ("g7", "nothing", [], ["g7:harm:", "g7:law:", "g7:traces:"]),
    ("g7", "one", [lambda desk: desk.initials("law")], ["g7:harm:", "g7:traces:"]),
    ("g7", "all", [lambda desk: desk.initials()], []),
    ("g8", "nothing approved", [clerk(quote=SECRET, terms="off_record")], []),
]


@pytest.mark.parametrize(
    ("gate", "scenes", "found"),
    [pytest.param(gate, scenes, found, id=f"{gate} {name}") for gate, name, scenes, found in MET],
)
def test_what_shuts_a_gate(gate: str, scenes: list[Scene], found: list[str]) -> None:
    desk = newsroom()
    for scene in scenes:
        scene(desk)
    assert keys(desk, gate) == found


def test_nobody_to_ask_is_a_lack_of_its_own() -> None:
    desk = Newsroom("genuine")
    assert keys(desk, "g4") == ["g4:nobody"]
    desk.logs(f.DocumentDescribed({"author": "A. Author"}))
    assert keys(desk, "g4") == ["g4:author"]


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("2020-01-06T08:00Z", "The Task Force was not asked."),
        ("2020-01-06T10:00Z", "The Task Force was asked, and may still answer."),
        ("2020-01-08T10:00Z", ""),
    ],
)
def test_the_right_of_reply_is_that_of_the_moment(at: str, sentence: str) -> None:
    desk = Newsroom("genuine")
    desk.logs(f.DocumentDescribed({"issuer": "the Task Force"}))
    asked("the Task Force", "2020-01-07T00:00Z")(desk)
    assert [lack.sentence for lack in looked(desk, at)["g4"].findings] == ([sentence] if sentence else [])


def test_without_a_deadline_there_is_none_to_wait_for() -> None:
    desk = Newsroom("genuine")
    desk.logs(f.DocumentDescribed({"issuer": "the Task Force"}))
    asked("the Task Force")(desk)
    (lack,) = looked(desk)["g4"].findings
    assert (lack.sentence, lack.opens) == (
        "The Task Force was asked without a deadline.",
        "Put the questions again, with a deadline, or wait for an answer.",
    )
    asked("the Task Force", "2020-01-07T00:00Z")(desk)
    assert looked(desk)["g4"].is_open


def test_who_could_not_be_reached_was_not_asked() -> None:
    desk = Newsroom("genuine")
    desk.logs(f.DocumentDescribed({"issuer": "the Task Force"}))
    request = f.RequestSent("2020-01-06T09:00Z", "telephone", "Is it?", office="the Task Force", attempts=("rang",))
    desk.gives_up(desk.logs(request))
    assert [lack.sentence for lack in looked(desk)["g4"].findings] == ["The Task Force could not be reached."]


def test_boxes_are_initialled_after_the_last_approval_that_stands() -> None:
    desk = newsroom()
    desk.writes("method", "We compared two copies.")
    desk.initials()
    first = desk.approves("passage:method", "We compared two copies.")
    assert keys(desk, "g7") == [f"g7:{box}:{first}" for box in ("harm", "law", "traces")]
    desk.overrides("g7", *keys(desk, "g7"))
    assert looked(desk)["g7"].is_open
    second = desk.approves("case:title", "The letter")
    assert keys(desk, "g7") == [f"g7:{box}:{second}" for box in ("harm", "law", "traces")]
    desk.initials()
    assert looked(desk)["g7"].is_open
    desk.approves("case:title", "A text that stands nowhere")
    assert looked(desk)["g7"].is_open
    desk.approves("document:form", "a letter")
    desk.logs(f.DocumentDescribed({"form": "a letter"}))
    assert len(keys(desk, "g7")) == 3


def test_the_wording_gate_tells_the_rule_and_nothing_of_the_text() -> None:
    desk = newsroom()
    clerk(quote=SECRET, terms="off_record")(desk)
    desk.writes("method", f"Sources said: {SECRET}.")
    found = looked(desk)["g6"].findings
    assert found
    assert all(lack.key.startswith("g6:passage:method:") for lack in found)
    told = " ".join(f"{lack.sentence} {lack.opens}" for lack in found)
    assert "deputy" not in told
    assert (found[0].kind, found[0].id) == ("gate", "g6")


def test_each_fault_of_the_wording_is_told_of_the_text_that_has_it() -> None:
    desk = newsroom()
    desk.writes("surfaced", "It reached us by post.\nNobody else had it.")
    desk.writes("method", "We compared two copies.\n\nSources said it is real.")
    desk.writes("limits", "x" * 100_001)
    places = [lack.key.rsplit(":", 2)[0] for lack in looked(desk)["g6"].findings]
    assert set(places) == {"g6:passage:method", "g6:passage"}
    desk.overrides("g6", *keys(desk, "g6"))
    assert looked(desk)["g6"].is_open
    desk.writes("method", "We compared two copies. Sources say that it is false.")
    assert not looked(desk)["g6"].is_open


def test_no_sentence_names_an_unnamed_source_or_tells_a_code_name() -> None:
    desk = newsroom()
    press(genuine="declines")(desk)
    press(terms="background")(desk)
    clerk(terms="deep_background")(desk)
    officer()(desk)
    desk.says("officer", status="confirms", via="OFFICER weekly")
    told = " ".join(f"{lack.sentence} {lack.opens}" for view in looked(desk).values() for lack in view.findings)
    assert "A planner: no editor" in told
    assert "An unnamed source of ours: no editor" in told
    for word in ("CLERK", "OFFICER", "an aide", "An aide", "Press office:"):
        assert word not in told


@given(desks)
def test_gates_stand_on_any_case_with_stable_keys(desk: Newsroom) -> None:
    case, moment = desk.case(), desk.moment(None, "2020-01-06T12:00Z")
    evaluation = evaluate(case, moment)
    views = gates(case, evaluation, moment)
    assert [view.gate for view in views] == list(Gate)
    assert views == gates(case, evaluation, moment)
    for view in views:
        assert len({lack.key for lack in view.findings}) == len(view.findings)
        for lack in view.findings:
            assert lack.key.startswith(f"{view.gate}:")
            assert lack.sentence.endswith(".") and lack.opens.endswith(".")
