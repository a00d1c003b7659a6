"""What `show` tells of files held, custody, what was shown to whom, people accused, and unnamed sources of our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.cli import naming, out
from workflow.case import Case, Moment, Statement
from workflow.disclosure import ledger_of
from workflow.facts import FactId
from workflow.hashing import size_words
from workflow.holdings import Exhibit
from workflow.promises import agreed_after, own_unnamed
from workflow.when import When

Plain = dict[str, Any]

AFTERWARDS = "agreed after it was said"


def plain_held(case: Case, moment: Moment) -> dict[str, list[Plain]]:
    """All of it as plain values; what came after the moment is left out."""
    held = case.holdings
    return {
        "exhibits": [_plain_exhibit(case, one) for one in held.exhibits if moment.has_seen(one.claimed_at)],
        "custody": [
            {"who": _who(case, one.source, one.holder), "since": _text(one.since), "how": one.how}
            for one in held.custody
            if moment.has_seen(one.claimed_at)
        ],
        "shown": plain_shown(case, moment),
        "accused": [
            {"who": _who(case, one.source, one.name), "allegation": one.allegation}
            for one in held.accused
            if moment.has_seen(one.claimed_at)
        ],
        "unnamed": [
            {
                "source": case.sources[own.source].slug,
                "editors": list(dict.fromkeys(one.by for one in own.editors)),
                "descriptors": list(own.descriptors),
                "reasons": list(own.reasons),
                "missing": list(own.missing),
            }
            for own in own_unnamed(case, moment)
        ],
    }


def plain_shown(case: Case, moment: Moment) -> list[Plain]:
    """What each person was shown or told, as plain values, in the order in which it happened."""
    return [
        {
            "who": _who(case, one.source, one.office),
            "at": one.at.text,
            "by": one.how,
            "copy": str(one.copy) if one.copy is not None else None,
            "exhibit": next((held.number for held in case.holdings.exhibits if held.id == one.exhibit), None),
            "what": one.what,
            "reason": one.reason,
        }
        for one in ledger_of(case, moment)
    ]


def _plain_exhibit(case: Case, one: Exhibit) -> Plain:
    return {
        "number": one.number,
        "kind": str(one.kind),
        "name": one.name,
        "sha256": one.sha256,
        "size": one.size,
        "of": _belongs(case, one.about),
        "obtained_at": _text(one.obtained),
        "url": one.url,
        "note": one.note,
    }


def plain_promise(case: Case, logged: Statement) -> Plain:
    """What was agreed with whoever said it beside the terms."""
    promise = logged.promise
    return {
        "agreement": logged.says.agreement,
        "agreed_at": logged.says.agreed_at,
        "agreed_after_it_was_said": agreed_after(case, logged),
        "by": promise.by,
        "may_quote": promise.may_quote,
        "as_what": promise.descriptor,
        "why_unnamed": promise.reason,
        "take_to": promise.take_to,
    }


def print_held(case: Case, moment: Moment) -> None:
    """Print all of it, each part under its heading where there is something of it."""
    held = plain_held(case, moment)
    for key, heading, tell in (
        ("exhibits", "Files held", _exhibit),
        ("custody", "Who held it", _custody),
        ("shown", "Who was shown or told what", _shown),
        ("accused", "Who is accused", _accused),
        ("unnamed", "Unnamed sources of our own", _unnamed),
    ):
        if held[key]:
            out.heading(heading)
            out.columns([tell(one) for one in held[key]], indent="  ")


def promise_words(case: Case, logged: Statement) -> Iterator[str]:
    """What was agreed beside the terms, in words; nothing where nothing was."""
    if agreed_after(case, logged):
        yield AFTERWARDS
    promise = logged.promise
    if promise.may_quote is not None:
        yield "may be quoted" if promise.may_quote else "not to be quoted"
    if promise.descriptor:
        yield f"as {promise.descriptor}"
    if promise.reason:
        yield f"no name: {promise.reason}"
    if promise.take_to:
        yield f"may be taken to: {promise.take_to}"
    if promise.by:
        yield f"agreed by {promise.by}"


def _exhibit(one: Plain) -> tuple[str, ...]:
    of = f" of {one['of']}" if one["of"] else ""
    return str(one["number"]), f"{one['kind']}{of}", size_words(one["size"]), naming.short(one["sha256"]), one["name"]


def _custody(one: Plain) -> tuple[str, ...]:
    return one["since"] or "-", f"{one['who']}: {one['how']}"


def _shown(one: Plain) -> tuple[str, ...]:
    exhibit = f", file {one['exhibit']}" if one["exhibit"] else ""
    told = (f"{one['copy'] or 'copy not noted'}{exhibit}", one["what"], one["reason"])
    return one["at"], f"{one['who']}: {'; '.join(part for part in told if part)}"


def _accused(one: Plain) -> tuple[str, ...]:
    return one["who"], one["allegation"]


def _unnamed(one: Plain) -> tuple[str, ...]:
    known = f"known to {out.listed(one['editors'])}" if one["editors"] else ""
    agreed = f"agreed as {out.listed(one['descriptors'])}" if one["descriptors"] else ""
    missing = f"missing: {out.listed(one['missing'])}" if one["missing"] else ""
    return one["source"], "; ".join(part for part in (known, agreed, missing) if part)


def _who(case: Case, source: FactId, words: str) -> str:
    return case.sources[source].label if source in case.sources else words


def _belongs(case: Case, about: FactId) -> str:
    if about in case.by_id:
        return case.by_id[about].says.slug
    return next((f"the request to {naming.asked(case, one)}" for one in case.requests if one.id == about), "")


def _text(when: When | None) -> str:
    return when.text if when is not None else ""
