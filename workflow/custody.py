"""The way of the document from us back to whoever made it, and what was done with each copy that we hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from workflow.case import Case, Moment
from workflow.copies import copies
from workflow.disclosure import ledger_of
from workflow.facts import FactId
from workflow.holdings import CustodyStep
from workflow.phrases import listed
from workflow.terms import Copy, Handling, Outcome
from workflow.when import When

GAVE_US = "They gave it to us; how it came to them is not said."
"""How it came to somebody of whom no more is known than that we have it from them."""

MAKERS = ("author", "issuer")
"""The purported facts that say who made the document."""


class LinkKind(StrEnum):
    """What a link of the chain is."""

    US = "us"
    HOLDER = "holder"
    GAP = "gap"
    MAKER = "maker"


class Link(NamedTuple):
    """One link, on the desk's own names: who had the document, since when, and how it came to them.

    `source` is the id of a known source, `fact` the entry that says it; a gap has a sentence in `how` alone, and so has
    a maker of whom nothing is said. It leaves the desk in no summary as it is.
    """

    kind: LinkKind
    who: str
    source: FactId = ""
    since: When | None = None
    how: str = ""
    fact: FactId = ""


class Deed(NamedTuple):
    """What was done with one file: when by our own clock or as it was said, and in words; `fact` is the entry."""

    exhibit: FactId
    at: str
    what: str
    fact: FactId


def chain(case: Case) -> tuple[Link, ...]:
    """Who had the document, from us back to its maker, the last first; a gap is a link of its own."""
    steps = _in_time(case)
    links = [_us(case)]
    if not steps:
        links.append(_gap("us", "its maker"))
    else:
        links += _to_us(case, steps[-1])
        for after, before in pairwise(reversed(steps)):
            links.append(_holder(case, after))
            if not _names(case, after.how, before):
                links.append(_gap(_who(case, before), _who(case, after)))
        links.append(_holder(case, steps[0]))
        if not _is_maker(case, steps[0]):
            links.append(_gap("its maker", _who(case, steps[0])))
    return (*links, _maker(case))


def _in_time(case: Case) -> list[CustodyStep]:
    """The steps in the order of time; one without a time stays after the one that was logged before it."""
    keyed: list[tuple[int, CustodyStep]] = []
    known = -(1 << 62)
    for step in case.holdings.custody:
        known = step.since.known_at(case.zone) if step.since is not None else known
        keyed.append((known, step))
    return [step for _, step in sorted(keyed, key=lambda pair: pair[0])]


def _us(case: Case) -> Link:
    """What we hold: the copies of the document as they reached us, and since when the first."""
    held = copies(case)
    if not held:
        return Link(LinkKind.US, "us", how="We hold no copy of the document as it reached us.")
    obtained = sorted((one for one in held if one.obtained), key=lambda one: _when(case, one.obtained))
    kept = f"We hold {'file' if len(held) == 1 else 'files'} {listed(str(one.number) for one in held)}"
    notes = "; ".join(dict.fromkeys(one.note for one in held if one.note))
    return Link(
        LinkKind.US,
        "us",
        since=obtained[0].obtained if obtained else None,
        how=f"{kept}: {notes}" if notes else f"{kept}.",
        fact=held[0].id,
    )


def _when(case: Case, when: When | None) -> int:
    return when.known_at(case.zone) if when is not None else 0


def _to_us(case: Case, last: CustodyStep) -> Iterator[Link]:
    """A gap between us and whoever had it last, where neither they nor a file says when or how we got it."""
    if last.how != GAVE_US and not any(one.obtained or one.note for one in copies(case)):
        yield _gap(_who(case, last), "us")


def _holder(case: Case, step: CustodyStep) -> Link:
    return Link(LinkKind.HOLDER, _who(case, step), step.source, step.since, step.how, step.id)


def _gap(one: str, other: str) -> Link:
    return Link(LinkKind.GAP, "", how=f"Between {one} and {other}: nobody has said whose hands it went through.")


def _maker(case: Case) -> Link:
    """Who made it, as the document itself claims: claimed, not known."""
    claimed = [f"{name} {held.strip()}" for name in MAKERS if (held := case.document.get(name, "")).strip()]
    if not claimed:
        return Link(LinkKind.MAKER, "", how="Who made it is unknown, and the document's own claim is not on file.")
    return Link(LinkKind.MAKER, listed(claimed), how="So the document claims; that is not known from its way.")


def _is_maker(case: Case, step: CustodyStep) -> bool:
    claimed = {" ".join(case.document.get(name, "").casefold().split()) for name in MAKERS} - {""}
    return any(" ".join(name.casefold().split()) in claimed for name in _called(case, step))


def _names(case: Case, how: str, other: CustodyStep) -> bool:
    """Whether the words on how it came to somebody name whoever had it before."""
    words = " ".join(how.split())
    return any(
        re.search(rf"(?<!\w){re.escape(' '.join(name.split()))}(?!\w)", words, re.IGNORECASE)
        for name in _called(case, other)
    )


def _called(case: Case, step: CustodyStep) -> tuple[str, ...]:
    source = case.sources.get(step.source)
    names = (source.name, source.code_name, source.slug, source.descriptor) if source else (step.holder,)
    return tuple(name for name in names if name)


def _who(case: Case, step: CustodyStep) -> str:
    return case.sources[step.source].label if step.source in case.sources else step.holder


def deeds(case: Case, moment: Moment) -> tuple[Deed, ...]:
    """What we did with each file, file by file, in the order logged."""
    found = [*_taken(case), *_checked(case), *_handled(case), *_looked(case), *_shown(case, moment)]
    place = {one.id: number for number, one in enumerate(case.holdings.exhibits)}
    logged = {entry.id: number for number, entry in enumerate(case.entries)}
    known = [deed for deed in found if deed.exhibit in place]
    return tuple(sorted(known, key=lambda deed: (place[deed.exhibit], logged.get(deed.fact, 0))))


def _taken(case: Case) -> Iterator[Deed]:
    for one in case.holdings.exhibits:
        yield Deed(
            one.id, one.claimed_at, "taken in; its bytes are kept" if one.is_kept else "known by its hash", one.id
        )


def _checked(case: Case) -> Iterator[Deed]:
    for one in case.holdings.examined:
        left = sum(made.outcome is Outcome.NOT_CHECKED for made in one.report.checks)
        rest = f", {left} checks not made" if left else ""
        held = "held by" if one.report.rung.is_weak else "locked in by"
        what = f"checked by onrecord {one.version}, {held} {one.report.rung.word}{rest}"
        yield Deed(one.exhibit, one.claimed_at, what, one.id)


def _handled(case: Case) -> Iterator[Deed]:
    numbers = {one.id: one.number for one in case.holdings.exhibits}
    for one in case.holdings.handled:
        made = f", file {numbers[one.made]}" if one.made in numbers else ""
        more = "; ".join(part for part in (one.tool, one.note) if part)
        yield Deed(one.exhibit, one.claimed_at, f"{one.act.word}{made}{f' ({more})' if more else ''}", one.id)
        if one.made in numbers:
            number = numbers.get(one.exhibit, 0)
            yield Deed(one.made, one.claimed_at, f"{_MADE[one.act]} file {number}", one.id)


_MADE = {
    Handling.FLATTENED: "made by flattening",
    Handling.CLEANED: "made by cleaning",
    Handling.UNPACKED: "taken out of",
    Handling.COMPARED: "compared with",
}


def _looked(case: Case) -> Iterator[Deed]:
    for one in case.holdings.looks:
        yield Deed(one.exhibit, one.claimed_at, f"looked for a signature by {one.by}: {one.seen.word}", one.id)


def _shown(case: Case, moment: Moment) -> Iterator[Deed]:
    """To whom a file was shown: no showing names one without a copy, so the copy's word is always there."""
    for one in ledger_of(case, moment):
        if one.exhibit:
            who = case.sources[one.source].label if one.source in case.sources else one.office
            copy = (one.copy or Copy.DESCRIBED).word
            reason = f", because {one.reason}" if one.reason else ""
            yield Deed(one.exhibit, one.at.text, f"shown to {who} ({copy}){reason}", one.fact)
