"""Random cases in which every clause of the rules is in play, and the moments at which to look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.terms import RevealReason
from workflow.when import parse_when

DAYS = ("2020-01-05", "2020-01-06", "2020-01-07")
CLOCKS = ("T00:00Z", "T09:00Z", "T12:30Z", "T20:00-05:00", "T22:00-05:00", "T03:00+09:00", "T01:00+14:00")
TIMES = tuple(day + clock for day in DAYS for clock in CLOCKS)
STANDINGS = {
    "issuer": 6,
    "author": 3,
    "custodian": 2,
    "recipient": 2,
    "subject": 1,
    "authority": 1,
    "insider": 4,
    "provider": 2,
    "expert": 3,
    "maker": 2,
    "outlet": 1,
    "former_official": 1,
    "other_official": 1,
    "other": 2,
}
STANCES = {"confirms": 9, "disputes": 8, "retracts": 4, "declines": 1, "not_disputed": 1, "implies": 1, "": 4}
TERMS = {
    "on_record": 12,
    "background": 5,
    "not_for_attribution": 2,
    "deep_background": 1,
    "off_record": 1,
    "chatham_house": 1,
}
MOODS = (STANCES, STANCES, {**STANCES, "disputes": 40}, {**STANCES, "confirms": 40})
LABORATORY = {"expert": 8, "issuer": 4, "custodian": 1, "maker": 1, "insider": 1}
KNOWLEDGE = {"direct": 8, "unknown": 4, "indirect": 1, "none": 1}
KINDS = {"handling": 3, "intact": 2, "status": 1, "reading": 1, "delivered": 2, "content": 2}
ZONES = ("UTC", "UTC", "America/New_York", "Asia/Tokyo")

fewer = settings(max_examples=settings().max_examples // 2)
"""For what fixed cases show too, or what takes long for each case."""


def pick(rng: Random, weights: dict[str, int]) -> str:
    """One of the words, as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def chance(rng: Random, percent: int) -> bool:
    return rng.randrange(100) >= 100 - percent


def when(rng: Random) -> str:
    """A date, or a time in one of several offsets; few enough that ties are common."""
    return rng.choice(DAYS) if chance(rng, 35) else rng.choice(TIMES)


def random_desk(rng: Random, most: int = 14) -> Newsroom:
    """A desk with a case of up to `most` statements, then perhaps some changes of what was said."""
    desk = Newsroom("genuine", timezone=rng.choice(ZONES))
    for _ in range(rng.choice((0, 1, 1, 2))):
        kind = pick(rng, KINDS)
        if kind not in desk.asked:
            desk.question(kind)
    laboratory = chance(rng, 20)
    mood = rng.choice(MOODS[2:] if laboratory else MOODS)
    sources = random_sources(rng, desk, LABORATORY if laboratory else STANDINGS)
    count = rng.randint(1, most)
    for _ in range(count):
        stances = {question: pick(rng, mood) for question in desk.asked}
        random_statement(rng, desk, rng.choice(sources), stances, count, technical=70 if laboratory else 20)
    for change in CHANGES:
        if chance(rng, 12):
            change(rng, desk, sources, [f"s{number}" for number in range(1, count + 1)])
    return desk


def random_sources(rng: Random, desk: Newsroom, standings: dict[str, int]) -> list[str]:
    """Few sources, so that they speak again and speak for the same bodies."""
    return [
        desk.source(
            f"source{number}",
            pick(rng, standings),
            unnamed=chance(rng, 25),
            body=rng.choice(("", "the Pentagon", "the Pentagon", "the White House")),
            rank=rng.randint(1, 4),
            lineage=rng.choice(("", "", "", "the lab", "source1")),
        )
        for number in range(1, rng.randint(2, 6))
    ]


def random_statement(
    rng: Random, desk: Newsroom, source: str, stances: dict[str, str], count: int, technical: int
) -> None:
    """One statement; a list of what it retracts may name anything, itself and what comes later included."""
    listing = 50 if "retracts" in stances.values() else 2
    desk.says(
        source,
        said=when(rng),
        learned=when(rng) if chance(rng, 35) else "",
        terms=pick(rng, TERMS),
        knows=pick(rng, KNOWLEDGE)
        if chance(rng, 75)
        else {question: pick(rng, KNOWLEDGE) for question in (*desk.asked, "default") if chance(rng, 50)},
        technical=chance(rng, technical),
        conclusive=chance(rng, 5),
        retracts=tuple(f"s{rng.randint(1, count)}" for _ in range(rng.randint(1, 3))) if chance(rng, listing) else (),
        embargo=rng.choice(TIMES) if chance(rng, 12) else "",
        derived_from=rng.choice(("a wire story", f"s{rng.randint(1, count)}")) if chance(rng, 5) else "",
        grade=rng.choice(("A1", "B2", "F6", "E1", "A5", "E", "5")) if chance(rng, 15) else "",
        lineage=rng.choice(("the lab", "source1", "the mint")) if chance(rng, 12) else "",
        on={question: stance for question, stance in stances.items() if stance},
    )


def correct(rng: Random, desk: Newsroom, sources: list[str], said: list[str]) -> None:
    changes: dict[str, Any] = {
        "said_at": when(rng),
        "learned_at": when(rng),
        "source": rng.choice(sources),
        "technical": chance(rng, 50),
        "grade": rng.choice(("", "E5")),
        "stances": {"genuine": pick(rng, STANCES) or "confirms"},
        "knowledge": {"default": "direct"},
        "retracts": [rng.choice(said)],
    }
    names = rng.sample(sorted(changes), rng.randint(1, 3))
    desk.corrects(rng.choice(said), **{name: changes[name] for name in names})


def tighten(rng: Random, desk: Newsroom, sources: list[str], said: list[str]) -> None:
    desk.tightens(rng.choice(said), pick(rng, TERMS), embargo=rng.choice(("", *TIMES)))


def agree(rng: Random, desk: Newsroom, sources: list[str], said: list[str]) -> None:
    desk.agrees(rng.choice(said), pick(rng, TERMS), at=when(rng), embargo=rng.choice(("", "", *TIMES[:3])))


def merge(rng: Random, desk: Newsroom, sources: list[str], said: list[str]) -> None:
    desk.merges(rng.choice(sources), rng.choice(sources))


def describe(rng: Random, desk: Newsroom, sources: list[str], said: list[str]) -> None:
    changes: dict[str, Any] = {
        "standing": pick(rng, STANDINGS),
        "rank": rng.randint(1, 4),
        "body": "the Pentagon",
        "lineage": "the lab",
    }
    names = rng.sample(sorted(changes), 2)
    source = rng.choice(sources)
    desk.describes(source, **{name: changes[name] for name in names})


def take_back(rng: Random, desk: Newsroom, sources: list[str], said: list[str]) -> None:
    undone = desk.takes_back(rng.choice(said))
    if chance(rng, 40):
        desk.takes_back(undone)


def protect(rng: Random, desk: Newsroom, sources: list[str], said: list[str]) -> None:
    """Identities kept, looked at and deleted, of sources that may be one by now."""
    held = []
    for source in rng.sample(sources, rng.randint(1, len(sources))):
        held.append(f"{rng.randrange(4):032x}")
        desk.logs(f.IdentityKept(source, held[-1], "ab" * 32))
    desk.logs(f.IdentityRevealed(rng.choice(held), rng.choice(list(RevealReason)), "ED"))
    if chance(rng, 40):
        desk.logs(f.IdentityDeleted(rng.choice(held)))


Change = Callable[[Random, Newsroom, list[str], list[str]], object]
CHANGES: tuple[Change, ...] = (correct, tighten, agree, merge, describe, protect, take_back)


def moments(rng: Random, case: Case, count: int = 3) -> Iterator[Moment]:
    """Today on some wall clock, then moments in the past: dates, times, and each edge of what was learned."""
    end = parse_when("2030-01-01T00:00Z").known_at()
    yield Moment(None, parse_when(rng.choice((*TIMES, "2030-01-01T00:00Z"))).known_at())
    edges = [statement.learned_key for statement in case.statements]
    edges += [statement.embargo for statement in case.statements if statement.embargo is not None]
    for _ in range(count):
        at = rng.choice(edges) if edges and chance(rng, 60) else parse_when(when(rng)).known_at(case.zone)
        yield Moment(at - (1 if chance(rng, 20) else 0), end)


rngs = st.randoms(use_true_random=False)
desks = rngs.map(random_desk)
