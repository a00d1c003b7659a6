"""Three stories from the first call to the correction: what is asked, what may be printed, what readers are owed."""

from __future__ import annotations

from typing import Any

from tests.newsroom import LATER, Newsroom
from workflow import facts as f
from workflow.admission import warnings
from workflow.advice import prompts
from workflow.duty import duties
from workflow.facts import Entry, Promise
from workflow.gates import gates
from workflow.outreach import phrase
from workflow.promises import promises
from workflow.terms import Copy, Term
from workflow.verdict import evaluate
from workflow.when import parse_instant
from workflow.wording import sentences


def rules(desk: Newsroom, at: str | None = None, now: str = LATER) -> set[str]:
    """The prompts of a moment."""
    case, moment = desk.case(), desk.moment(at, now)
    return {prompt.rule for prompt in prompts(case, evaluate(case, moment), moment)}


def shut(desk: Newsroom, at: str | None = None, now: str = LATER) -> set[str]:
    """The gates that are shut at a moment."""
    case, moment = desk.case(), desk.moment(at, now)
    return {str(view.gate) for view in gates(case, evaluate(case, moment), moment) if not view.is_open}


def printed(desk: Newsroom, at: str | None = None, now: str = LATER) -> list[str]:
    """The sentences that may be printed at a moment."""
    case, moment = desk.case(), desk.moment(at, now)
    return [one.text for one in sentences(case, evaluate(case, moment), moment)]


def owed(desk: Newsroom) -> dict[str, list[str]]:
    """The questions on which readers are to be told, by export."""
    return {duty.export.id: list(duty.questions) for duty in duties(desk.case(), desk.moment())}


CUT = "the ministry plans to cut pensions"
WROTE = "the draft was written by the ministry"
HERON = Promise("RK", "finance official", "they feared for their job", take_to="the ministry")
WREN = Promise("RK", "parliamentary aide", "not authorized to speak", True)


def budget() -> Newsroom:
    """A leaked budget and two sources of our own; the first spoke off the record before terms were agreed."""
    desk = Newsroom(slug="budget")
    desk.question("genuine", proposition="The draft was written by the ministry.")
    desk.question("reading", proposition="The ministry plans to cut pensions.")
    desk.logs(f.DocumentDescribed({"author": "Budget directorate", "issuer": "Ministry of Finance"}))
    desk.source("heron", "insider", unnamed=True)
    desk.source("wren", "insider", unnamed=True)
    desk.source("klein", "issuer", name="Dana Klein", body="Ministry of Finance", descriptor="minister", rank=3)
    desk.says("heron", said="2020-01-06T09:00Z", terms="off_record", genuine="confirms", knows="direct", quote="Mine.")
    return desk


def test_a_leaked_budget_with_two_sources_on_background() -> None:
    desk = budget()
    assert printed(desk) == [] and {"W1", "W19", "W34"} <= rules(desk) and not {"W16", "W17"} & rules(desk)
    late = f.TermsAgreed("s1", Term.BACKGROUND, "As an official.", "2020-01-06T11:00Z", "", ("s1",), HERON)
    assert [problem.field for problem in warnings(desk.case(), late, parse_instant(LATER))] == ["agreed_at"]
    desk.logs(late)
    (kept,) = promises(desk.case(), desk.moment())
    assert kept.after_the_fact
    named_so = f"A finance official, who saw the document and asked not to be named because {HERON.reason},"
    assert printed(desk) == [f"{named_so} said that {WROTE}."]
    assert printed(desk, "2020-01-06T10:59Z") == []
    assert {"W14", "W16"} <= rules(desk) and {"g1", "g3"} <= shut(desk) and "W17" not in rules(desk)
    desk.informs("heron")
    how = {"genuine": "direct", "reading": "indirect"}
    desk.says("wren", genuine="confirms", reading="confirms", knows=how, quote="Our table.", promise=WREN)
    desk.informs("wren")
    assert not {"W14", "W16", "W17"} & rules(desk) and not {"g1", "g2", "g3"} & shut(desk)
    two = "Two sources, a finance official and a parliamentary aide, interviewed separately, who saw the document and"
    assert f"{two} asked not to be named, said that {WROTE}." in printed(desk)
    aide = "A parliamentary aide, who asked not to be named because they were not authorized to speak,"
    assert f"{aide} said that {WROTE} and that {CUT}: “Our table.”" in printed(desk)


def asks_the_ministry(desk: Newsroom) -> f.FactId:
    put: dict[str, Any] = {"copy": Copy.RETYPED, "deadline": "2020-01-06T18:00+01:00", "questions": ("genuine",)}
    return desk.logs(f.RequestSent("2020-01-06T13:00Z", "email", "Yours?", "", "Ministry of Finance", **put), id="ask")


def test_the_ministry_lets_the_deadline_pass_and_answers_after_print() -> None:
    desk = budget()
    asks_the_ministry(desk)
    late, soon = "2020-01-06T17:00Z", "2020-01-06T16:59:59.999999Z"
    who, sent = "The Ministry of Finance", "respond to questions sent 6 Jan 2020 13:00 UTC"
    assert printed(desk, now=soon) == [f"{who} did not immediately {sent}."] == printed(desk, soon)
    assert {"W8"} == rules(desk, now=soon) & {"W7", "W8"} and "g4" in shut(desk, now=soon)
    assert printed(desk, now=late) == [f"{who} did not {sent} with a deadline of 6 Jan 2020 18:00 +01:00."]
    assert {"W7"} == rules(desk, now=late) & {"W7", "W8"}
    desk.gives_up("ask", at=late)
    assert not rules(desk, now=late) & {"W7", "W8"}
    desk.overrides("g4", "g4:author", reason="The directorate is the ministry.")
    assert "g4" not in shut(desk)
    first = desk.exports("public")
    desk.prints(first)
    desk.says("klein", said="2020-01-07T09:00Z", genuine="confirms", reading="disputes", quote="An early draft.")
    split = f"Dana Klein, minister, confirmed that {WROTE} but disputed that {CUT}: “An early draft.”"
    assert printed(desk) == [split] and owed(desk) == {first: ["genuine", "reading"]}
    desk.answers("ask", at="2020-01-07T09:00Z", statement="s2")
    case = desk.case()
    assert phrase(case, case.requests[0], desk.moment()) == "answered"
    assert phrase(case, case.requests[0], desk.moment("2020-01-06T20:00Z")).startswith("did not respond by")
    desk.sets_right(first)
    assert owed(desk) == {} and "W29" not in rules(desk)
    desk.takes_back(desk.log[-1].id)
    assert "W29" in rules(desk)


def mails() -> Newsroom:
    """A hacked cache of mails that its owner neither confirms nor denies."""
    desk = Newsroom(slug="mails", timezone="Europe/Berlin")
    desk.question("genuine", proposition="The mails were sent by the port.")
    desk.question("intact", proposition="The set holds only authentic mails.")
    desk.question("handling", proposition="They were stolen.")
    desk.logs(f.DocumentDescribed({"issuer": "Port of Nord"}))
    desk.source("port", "issuer", name="Port press office", body="Port of Nord")
    desk.source("crow", "provider", unnamed=True)
    desk.source("theirs", "insider", unnamed=True, descriptor="two clerks of the port")
    desk.source("vogt", "maker", name="Tom Vogt", descriptor="a student")
    return desk


def test_a_hacked_cache_that_nobody_confirms_until_a_maker_admits() -> None:
    desk = mails()
    desk.holds("capture")
    assert "W1" not in rules(desk) and "g5" in shut(desk)
    giver = Promise(descriptor="person who sent us the files", reason="fear of prosecution")
    desk.says("crow", genuine="confirms", handling="confirms", knows="direct", promise=giver)
    desk.informs("crow")
    assert {"W14", "W21"} <= rules(desk)
    assert printed(desk) == [
        "A person who sent us the files, who saw the document and asked not to be named, citing fear of prosecution, "
        "said that the documents were stolen."
    ]
    desk.says("theirs", via="Nord Wire", genuine="confirms", intact="disputes")
    assert {"W13", "W27"} <= rules(desk) and "g2" in shut(desk)
    request = desk.asks("port", sent="2020-01-06T09:00Z", deadline="2020-01-06T18:00+01:00")
    desk.answers(request, statement=desk.says("port", said="2020-01-06T10:00Z", genuine="neither", intact="neither"))
    assert {"W10"} <= rules(desk) and "g4" not in shut(desk)
    case, moment = desk.case(), desk.moment()
    for view in gates(case, evaluate(case, moment), moment):
        if str(view.gate) in ("g1", "g2"):
            desk.overrides(view.gate, *(lack.key for lack in view.findings), reason="Told second-hand alone.")
    assert not {"g1", "g2"} & shut(desk) and not {"W13", "W14"} & rules(desk)
    public, editor = desk.exports("public"), desk.exports("editor")
    desk.prints(public)
    admits = desk.says("vogt", said="2020-01-09T09:00Z", via="Nord Wire", genuine="disputes", intact="disputes",
                       knows="direct", quote="I wrote forty.")  # fmt: skip
    assert desk.states()["genuine"] == desk.states()["intact"] == "shown_false"
    assert owed(desk) == {editor: ["genuine", "intact"], public: ["genuine", "intact"]}
    assert "Tom Vogt, a student, told Nord Wire: “I wrote forty.” (as first relayed by Nord Wire)." in printed(desk)
    desk.holds("recording", about=admits)
    assert not [line for line in printed(desk) if "Vogt" in line and "relayed" in line]
    desk.sets_right(public)
    desk.exports("editor")
    assert owed(desk) == {}
    back = desk.says("vogt", said="2020-01-10T09:00Z", genuine="retracts")
    assert public in owed(desk) and any("withdrew the statement of 9 Jan 2020" in line for line in printed(desk))
    desk.takes_back(back)
    assert owed(desk) == {}


def stamped(desk: Newsroom, name: f.FactId, at: str) -> f.FactId:
    """The last entry, as written at this time."""
    assert desk.log[-1].id == name
    desk.log[-1] = Entry(name, desk.log[-1].fact, at)
    return name


def test_a_court_draft_under_embargo_and_a_retraction_after_publication() -> None:
    desk = Newsroom(slug="draft")
    desk.question("genuine", proposition="The draft was written by Justice Hale.")
    desk.source("clerk", "insider", unnamed=True)
    desk.source("second", "insider", unnamed=True)
    desk.source("chief", "issuer", name="Chief Justice Ada Moor", body="Court", descriptor="chief justice", rank=4)
    told = Promise("RK", "person close to the bench", "it is a crime to talk")
    noon, early = "2020-01-07T12:00Z", "2020-01-07T11:59:59.999999Z"
    desk.says("clerk", said="2020-01-06", genuine="confirms", knows="direct", embargo=noon, promise=told)
    desk.says("chief", said="2020-01-06", genuine="confirms", embargo=noon, quote="Authentic.")
    assert printed(desk, now=early) == printed(desk, early) == [] and "W20" in rules(desk, now=early)
    assert len(printed(desk, now=noon)) == len(printed(desk, noon)) == 2 and "W20" not in rules(desk, now=noon)
    desk.approves("s2:quote", "Authentic.")
    assert "g8" in shut(desk, now=early) and "g8" not in shut(desk, now=noon)
    public = stamped(desk, desk.exports("public"), noon)
    desk.says("chief", said="2020-01-08T09:00Z", genuine="retracts", quote="Too soon.")
    assert desk.states() == {"genuine": "anonymously_confirmed"} and owed(desk) == {public: ["genuine"]}
    lines = printed(desk)
    assert (
        "Chief Justice Ada Moor withdrew the statement of 6 Jan 2020 that the draft was written by Justice Hale, "
        "saying: “Too soon.”"
    ) in lines
    assert not any("confirmed that" in line for line in lines)
    stamped(desk, desk.sets_right(public), "2020-01-08T12:00Z")
    assert owed(desk) == {}
    desk.says("second", said="2020-01-09", genuine="confirms", knows="direct", promise=Promise(descriptor="an usher"))
    assert any(line.startswith("Two sources") for line in printed(desk))
    desk.merges("clerk", "second")
    assert not any(line.startswith("Two sources") for line in printed(desk)) and "W14" in rules(desk)
    desk.tightens("s1", "off_record")
    assert not any("bench" in line for at in (None, "2020-01-07T13:00Z") for line in printed(desk, at))
