"""What the tests of the public summary share: the letter with its requests and passages, everything approved."""

from __future__ import annotations

from collections.abc import Iterable

from tests.newsroom import Newsroom
from tests.summaries.desk import DESK, letter
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.facts import DeskSettings, Entry, Fact
from workflow.fold import fold
from workflow.summaries.public import RENDERERS, Candidate, approve, public_summary, public_texts
from workflow.terms import Section
from workflow.when import parse_instant

NOW = Moment(None, parse_instant("2020-01-08T00:00Z"))
PASSAGES = {
    Section.SURFACED: "A photograph of the letter went round on social media on 6 January 2020.",
    Section.METHOD: "We compared what was said about the letter, by whom, and how each of them could know.",
    Section.LIMITS: "We did not hold the original, and could not examine its signature block.",
}


def with_more(case: Case, more: Iterable[Fact]) -> Case:
    """A case with some more facts at the end of its log."""
    entries = list(case.entries)
    return fold([*entries, *(Entry(f"more-{len(entries)}-{n}", fact) for n, fact in enumerate(more))])


def approved(case: Case, *moments: Moment, desk: DeskSettings = DESK) -> Case:
    """A case in which somebody approved every text that the public summary would print at these moments."""
    for moment in moments:
        case = with_more(case, approve(case, public_texts(case, moment, desk), "ED"))
    return case


def public_letter() -> Case:
    """The letter of January 2020 with passages and two requests for comment."""
    case = letter()
    mahdi = next(source.id for source in case.sources.values() if source.slug == "mahdi")
    questions = tuple(question.id for question in case.questions)
    return with_more(
        case,
        (
            *(f.PublicTextWritten(section, text) for section, text in PASSAGES.items()),
            f.RequestSent(
                "2020-01-06T14:10-05:00",
                "e-mail",
                "Is the letter yours?",
                office="U.S. Central Command",
                questions=questions[:2],
                deadline="2020-01-06T16:30-05:00",
            ),
            f.RequestSent("2020-01-06T15:40-05:00", "telephone", "Did it reach you?", mahdi, questions=questions[2:3]),
        ),
    )


def public(case: Case, moment: Moment, desk: DeskSettings = DESK) -> dict[str, str]:
    """A case's summary for the public in every format."""
    summary = public_summary(case, moment, desk)
    return {form: render(summary) for form, render in RENDERERS.items()}


def candidates(case: Case, moment: Moment) -> dict[str, Candidate]:
    """The candidates by their places; the last where a place has several."""
    return {it.place: it for it in public_texts(case, moment, DESK)}


def newsroom() -> Newsroom:
    """A minister confirms, an unnamed official of ours confirms, an agency's source disputes."""
    desk = Newsroom()
    desk.question("genuine", proposition="The letter is real.")
    desk.question("status", proposition="The letter was sent.")
    desk.source("able", "issuer", name="Jo Able", body="the Army", rank=3, descriptor="Minister of State")
    desk.source("heron", "insider", unnamed=True, descriptor="somebody in the building")
    desk.source("wire", "insider", unnamed=True, descriptor="a diplomat")
    desk.says("able", genuine="confirms", quote="It is ours.", id="able-1")
    promise = f.Promise("ED", "U.S. official", "they feared for their job", True)
    desk.says("heron", status="confirms", knows="direct", quote="I saw it signed.", id="heron-1")
    desk.logs(
        f.TermsAgreed(
            "heron-1", desk.case().by_id["heron-1"].says.terms, "Yes.", "2020-01-06T08:00Z", "", ("heron-1",), promise
        )
    )
    desk.says("wire", status="disputes", via="AFP", id="wire-1")
    return desk


def text(case: Case, moment: Moment = NOW) -> str:
    return public(case, moment)["md"]
