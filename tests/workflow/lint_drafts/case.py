"""The case that the drafts are about: a letter that is said to close a base, and everybody who spoke of it."""

from __future__ import annotations

from typing import Any

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.terms import Knowledge, Stance, Term
from workflow.when import parse_instant

WRITTEN_AT = "2020-01-08T12:00Z"
"""When the drafts are written, unless one says otherwise: before the embargo lifts."""

EMBARGO = "2020-01-10T12:00Z"

QUESTIONS = {
    "genuine": "The letter was written by Calloway's command.",
    "status": "The letter is final and signed.",
    "delivered": "The letter reached the Port Authority of Lorne.",
    "reading": "The letter orders the closing of Fort Lorne.",
    "intact": "The copy in circulation is complete and unaltered.",
}

DOCUMENT = {
    "author": "Maj. Gen. Ruth Calloway",
    "issuer": "Harbor Command (U.S. Department of Defense)",
    "recipient": "Port Authority of Lorne",
    "date": "2020-01-06",
    "form": "letter",
    "claims": "All U.S. personnel will depart Fort Lorne by 1 March.",
}


def moment(at: str = WRITTEN_AT) -> Moment:
    """All that was learned, on a wall clock that shows this time."""
    return Moment(None, parse_instant(at))


def build() -> Case:
    """The case, with every kind of voice and agreement that a rule of the lint asks about."""
    desk = Newsroom(slug="lorne")
    for kind, proposition in QUESTIONS.items():
        desk.question(kind, proposition=proposition)
    desk.logs(f.DocumentDescribed(DOCUMENT))
    _named(desk)
    _unnamed(desk)
    _held_back(desk)
    _asked(desk)
    return desk.case()


def _asked(desk: Newsroom) -> None:
    """Requests for comment that ended in every other way, beside that to Calloway, which met with silence."""
    desk.source("stroud", "former_official", name="Elias Stroud", descriptor="former harbor commissioner")
    declined = desk.asks("stroud", sent="2020-01-06T16:00Z", deadline="2020-01-07T18:00Z", questions=("genuine",))
    _said(desk, "stroud", {"genuine": Stance.DECLINES}, paraphrase="Would not talk about the letter.")
    desk.answers(declined, at="2020-01-06T17:00Z", statement=desk.log[-1].id)
    desk.source("ferro", "other", name="Nadia Ferro", descriptor="the letter's typist, by its initials")
    desk.logs(
        f.RequestSent(
            "2020-01-06T15:30Z", "telephone", "Did you type it?", source="ferro", attempts=("home", "voicemail"),
            questions=("genuine",),
        ),
        id="to-ferro",
    )  # fmt: skip
    desk.gives_up("to-ferro", at="2020-01-07T19:00Z")
    desk.source("vance", "other_official", name="Ilse Vance", descriptor="governor of the province")
    desk.asks("vance", sent="2020-01-08T09:00Z", deadline="2020-01-09T18:00Z", questions=("reading",))
    silent = desk.asks(office="Coastal Ferries", sent="2020-01-06T18:00Z", deadline="2020-01-07T18:00Z")
    desk.gives_up(silent, at="2020-01-07T18:00Z")


def _named(desk: Newsroom) -> None:
    defense = "Department of Defense"
    desk.source(
        "dunne", "issuer", name="Gen. Patrick Dunne", descriptor="chairman of the joint staff", body=defense, rank=3
    )
    _said(
        desk,
        "dunne",
        {"genuine": Stance.CONFIRMS, "status": Stance.DISPUTES},
        quote="That letter is a draft, it was a mistake, it was unsigned, it should not have been released.",
    )
    _said(
        desk,
        "dunne",
        {"delivered": Stance.CONFIRMS},
        quote="It was sent over to a couple of people at the port to get the ferries coordinated.",
    )
    _said(desk, "dunne", {"reading": Stance.DISPUTES}, quote="Nobody is leaving Fort Lorne. Nobody.")

    desk.source(
        "okafor",
        "issuer",
        name="Lt. Cmdr. Grace Okafor",
        descriptor="spokesperson for Harbor Command",
        body="Harbor Command",
    )
    _said(
        desk,
        "okafor",
        {"genuine": Stance.DECLINES, "status": Stance.DECLINES},
        quote="We don't comment on alleged leaks.",
    )
    desk.source(
        "reyes",
        "recipient",
        name="Tomas Reyes",
        descriptor="spokesperson for the Port Authority of Lorne",
        body="Port Authority of Lorne",
    )
    _said(desk, "reyes", {"delivered": Stance.NEITHER}, quote="I can neither confirm nor deny that.")
    desk.source("hale", "issuer", name="Margaret Hale", descriptor="Defense Secretary", body=defense, rank=4)
    _said(desk, "hale", {"genuine": Stance.CANNOT_SAY}, quote="I can't tell you whether that letter is real.")
    _still_named(desk)


def _still_named(desk: Newsroom) -> None:
    desk.source("brandt", "insider", name="Col. Peter Brandt", descriptor="commander of Fort Lorne", body="Fort Lorne")
    _said(desk, "brandt", {"genuine": Stance.NOT_DISPUTED}, quote="The scandal here is the leak, not the letter.")
    desk.source("mercer", "other", name="James Mercer", descriptor="inspector general")
    _said(
        desk,
        "mercer",
        {"genuine": Stance.IMPLIES},
        paraphrase="Opened an inquiry into how the letter left the command.",
    )

    desk.source(
        "calloway",
        "author",
        name="Maj. Gen. Ruth Calloway",
        descriptor="commander of Harbor Command",
        body="Harbor Command",
        rank=3,
    )
    asked = desk.asks("calloway", sent="2020-01-06T15:00Z", deadline="2020-01-07T18:00Z", questions=("genuine",))
    desk.gives_up(asked, at="2020-01-07T18:00Z")
    desk.source("abara", "expert", name="Dr. Samuel Abara", descriptor="document examiner at Meridian Forensics")
    _said(desk, "abara", {}, quote="I was sent one image and nothing else.")


def _unnamed(desk: Newsroom) -> None:
    desk.source("courierman", "insider", unnamed=True, descriptor="a U.S. military official", lineage="courier")
    _said(
        desk,
        "courierman",
        {"genuine": Stance.CONFIRMS},
        via="The Courier",
        terms=Term.BACKGROUND,
        paraphrase="Confirmed that the letter came from Calloway's command.",
    )
    desk.source("bluefinch", "insider", unnamed=True, descriptor="registry clerk at Harbor Command")
    _said(
        desk,
        "bluefinch",
        {"genuine": Stance.CONFIRMS},
        terms=Term.BACKGROUND,
        quote="I folded it and put it in the pouch myself.",
        paraphrase="The letter went through the mail room of Calloway's command.",
        knowledge={"default": Knowledge.DIRECT},
        promise=f.Promise(
            "AR", "a person who handled the letter", "they were not authorized to speak publicly", False, "nobody"
        ),
    )
    desk.source("otterburn", "insider", unnamed=True, descriptor="planner on the joint staff")
    _said(
        desk,
        "otterburn",
        {"status": Stance.DISPUTES, "intact": Stance.CONFIRMS},
        terms=Term.BACKGROUND,
        quote="It was a working copy that never had a signature on it.",
        paraphrase="A draft without a signature; nothing is missing from the copy in circulation.",
        knowledge={"default": Knowledge.DIRECT},
        promise=f.Promise(
            "AR", "a person briefed on the plan", "they feared losing their job", True, "officials at Harbor Command"
        ),
    )


def _held_back(desk: Newsroom) -> None:
    desk.source("kestrelnine", "insider", unnamed=True, descriptor="an aide in the commander's office")
    _said(
        desk,
        "kestrelnine",
        {"genuine": Stance.CONFIRMS},
        terms=Term.OFF_RECORD,
        quote="Her deputy wrote it to force the minister's hand.",
        paraphrase="Calloway's deputy drafted the letter alone over the weekend and told nobody in the command.",
    )
    desk.source("quillfeather", "insider", unnamed=True, descriptor="a staff officer at headquarters")
    _said(
        desk,
        "quillfeather",
        {"reading": Stance.DISPUTES},
        terms=Term.DEEP_BACKGROUND,
        paraphrase="The command has planned to consolidate at two smaller bases since October.",
    )
    desk.source(
        "lindqvist",
        "expert",
        name="Ingrid Lindqvist",
        descriptor="a fellow at the Halden Institute",
        body="Halden Institute",
    )
    _said(
        desk,
        "lindqvist",
        {"reading": Stance.CONFIRMS},
        terms=Term.CHATHAM_HOUSE,
        paraphrase="The base has been on the list for closing since the spring.",
    )
    _said(
        desk,
        "abara",
        {"genuine": Stance.CONFIRMS},
        technical=True,
        embargo_until=EMBARGO,
        quote="The letterhead and the typeface match the command's own stationery.",
        paraphrase="Compared the photo with nine letters from the command: the same paper stock and margins.",
        knowledge={"default": Knowledge.DIRECT},
    )


def _said(desk: Newsroom, source: str, stances: dict[str, Stance], **fields: Any) -> None:
    number = sum(isinstance(entry.fact, f.StatementLogged) for entry in desk.log) + 1
    fields.setdefault("terms", Term.ON_RECORD)
    fact = f.StatementLogged(
        f"s{number}", source, f"2020-01-06T{13 + number // 6}:{number % 6}0Z", stances=stances, **fields
    )
    desk.logs(fact, id=fact.slug)
