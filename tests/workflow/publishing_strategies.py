"""Random cases on their way out of the building: promises, files, requests, approvals, overrides, exports, corrections.

Every text is a word of its own, so that a test can tell where it came from.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import msgspec

from tests.newsroom import Newsroom
from tests.workflow.strategies import TIMES, chance, random_desk, when
from workflow import facts as f
from workflow.facts import Entry, Erased
from workflow.gates import gates
from workflow.terms import Copy, Term
from workflow.verdict import evaluate
from workflow.voices import Names

DESCRIPTORS = ("person familiar with it", "official", "aides", "aide to Source1", "a person called source2", "")
REASONS = ("they feared for their job", "fear", "because it is secret", "not authorized to speak", "")


def quote_of(name: str) -> str:
    """The words that a statement is quoted with: more in a row than may leak."""
    return " ".join(f"{name}q{number}" for number in range(6))


def paraphrase_of(name: str) -> str:
    """The words in which a statement is told."""
    return " ".join(f"{name}p{number}" for number in range(6))


def outgoing_desk(rng: Random, most: int = 8) -> Newsroom:
    """A random desk whose statements have words, some of them promises, and some work before and after publication."""
    desk = random_desk(rng, most)
    for at, entry in enumerate(desk.log):
        if isinstance(entry.fact, f.StatementLogged):
            desk.log[at] = Entry(entry.id, _worded(rng, entry.id, entry.fact), entry.claimed_at, entry.writer)
        elif isinstance(entry.fact, f.SourceAdded) and entry.fact.code_name:
            fact = msgspec.structs.replace(
                entry.fact, descriptor=rng.choice(("planner", "two officers", "Iraqi officer"))
            )
            desk.log[at] = Entry(entry.id, fact, entry.claimed_at, entry.writer)
    for _ in range(rng.randint(0, 12)):
        rng.choice(WORK)(rng, desk)
    return desk


def _worded(rng: Random, name: str, fact: f.StatementLogged) -> f.StatementLogged:
    promise = f.Promise(
        "AR", rng.choice(DESCRIPTORS), rng.choice(REASONS), rng.choice((None, None, True, False)), "the ministry"
    )
    return msgspec.structs.replace(
        fact,
        quote=quote_of(name) if chance(rng, 70) else "",
        paraphrase=paraphrase_of(name),
        via=rng.choice(("", "", "AFP", "The Post; a press briefing", "Ministry press release")),
        agreed_at=rng.choice(("", when(rng))),
        agreement="You may say official.",
        promise=promise,
        hedged=chance(rng, 15),
    )


def _sources(desk: Newsroom) -> list[str]:
    return list(desk.case().sources)


def _said(desk: Newsroom) -> list[str]:
    return [statement.id for statement in desk.case().statements] or ["s1"]


def asks(rng: Random, desk: Newsroom) -> None:
    who = rng.choice((*_sources(desk), ""))
    request = f.RequestSent(
        when(rng),
        rng.choice(("email", "phone")),
        "Is it yours?",
        who,
        "" if who else rng.choice(("the Pentagon", "The White House", "Source1")),
        tuple(desk.asked)[: rng.randint(0, 2)],
        deadline=rng.choice(("", *TIMES)),
        attempts=rng.choice(((), ("rang, twice",))),
        copy=rng.choice((None, *Copy)),
        copy_reason="They asked.",
    )
    name = desk.logs(request)
    if chance(rng, 40):
        desk.answers(name, at=when(rng), statement=rng.choice(("", *_said(desk))))
    elif chance(rng, 40):
        desk.gives_up(name, at=when(rng))


def promises(rng: Random, desk: Newsroom) -> None:
    said = rng.choice(_said(desk))
    promise = f.Promise("AR", rng.choice(DESCRIPTORS), rng.choice(REASONS), rng.choice((None, True, False)))
    supersedes = rng.choice((None, ()))
    desk.agrees(said, rng.choice(list(Term)), at=when(rng), supersedes=supersedes, promise=promise)


def tightens(rng: Random, desk: Newsroom) -> None:
    said = rng.choice(_said(desk))
    desk.logs(
        f.TermsTightened(said, rng.choice(list(Term)), "Asked to.", rng.choice(("", *TIMES)), (), chance(rng, 50))
    )


def holds(rng: Random, desk: Newsroom) -> None:
    kind = rng.choice(("original", "capture", "recording", "report"))
    desk.holds(kind, about="" if kind in ("original", "capture") else rng.choice(_said(desk)))
    desk.keeps()
    desk.shows(office="the Pentagon", copy=rng.choice(list(Copy)))


def knows(rng: Random, desk: Newsroom) -> None:
    desk.informs(rng.choice(_sources(desk)))
    desk.accuses(rng.choice(("Source1", "Col. B. Forger")))


def writes(rng: Random, desk: Newsroom) -> None:
    """A passage that may hold anything, and is approved as it would be printed."""
    said = rng.choice(_said(desk))
    text = f"In short, {rng.choice((quote_of(said), paraphrase_of(said), 'SOURCE1', 'Source2', 'nothing'))}."
    desk.writes("method", text)
    case = desk.case()
    desk.approves("passage:method", Names(case, desk.moment()).told(text, multiline=True))


def approves(rng: Random, desk: Newsroom) -> None:
    said, promise = rng.choice(_said(desk)), rng.choice(DESCRIPTORS)
    desk.approves(f"{said}:quote", quote_of(said))
    desk.approves(f"{said}:descriptor", promise)
    desk.approves(f"{rng.choice(tuple(desk.asked))}:proposition", "It is so.")


def overrides(rng: Random, desk: Newsroom) -> None:
    case, moment = desk.case(), desk.moment()
    views = [view for view in gates(case, evaluate(case, moment), moment) if view.findings]
    if views:
        view = rng.choice(views)
        desk.overrides(view.gate, *(lack.key for lack in rng.sample(view.findings, rng.randint(1, len(view.findings)))))


def exports(rng: Random, desk: Newsroom) -> None:
    made = desk.exports(rng.choice(("editor", "lawyer", "public")), as_of=rng.choice(("", *TIMES)))
    if chance(rng, 40):
        desk.prints(made)
    elif chance(rng, 20):
        desk.fails(made)


def corrects(rng: Random, desk: Newsroom) -> None:
    if made := [export.id for export in desk.case().outgoing.exports]:
        desk.sets_right(rng.choice(made))


def initials(rng: Random, desk: Newsroom) -> None:
    desk.initials(*rng.sample(("harm", "law", "traces"), rng.randint(1, 3)))


def speaks(rng: Random, desk: Newsroom) -> None:
    """Somebody speaks again, after whatever was decided."""
    stance = rng.choice(("confirms", "disputes", "retracts", "declines", "neither", "no_response"))
    name = desk.says(rng.choice(_sources(desk)), terms=rng.choice(list(Term)), said=when(rng), genuine=stance)
    fact = desk.log[-1].fact
    assert isinstance(fact, f.StatementLogged)
    desk.log[-1] = Entry(name, _worded(rng, name, fact), desk.log[-1].claimed_at)


def undoes(rng: Random, desk: Newsroom) -> None:
    """Undo, perhaps redo, of anything but the beginning and the sources."""
    can = [
        entry.id for entry in desk.log if not isinstance(entry.fact, f.CaseOpened | f.SourceAdded | f.QuestionRaised)
    ]
    if can:
        undone = desk.takes_back(rng.choice(can))
        if chance(rng, 40):
            desk.takes_back(undone)


def erases(rng: Random, desk: Newsroom) -> None:
    kept = f.CaseOpened | f.SourceAdded | f.QuestionRaised
    at = rng.randrange(len(desk.log))
    entry = desk.log[at]
    if not isinstance(entry.fact, kept):
        desk.log[at] = Entry(entry.id, Erased(), entry.claimed_at, entry.writer)


Work = Callable[[Random, Newsroom], None]
WORK: tuple[Work, ...] = (
    *(asks, asks, promises, promises, tightens, holds, knows, writes, writes, approves, overrides, overrides),
    *(exports, exports, corrects, initials, speaks, speaks, undoes, erases),
)
