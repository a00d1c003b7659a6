"""The command that lists the texts for the public, each in a place with a short name, and approves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run
from tui.cli.words import pick
from workflow.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.case import Case
    from workflow.summaries.public import Candidate

_WHOLE = {"case:title": "title", "desk:newsroom": "newsroom"}


@click.command("approve")
@click.argument("case")
@click.argument("places", metavar="PLACE...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Approve every text that is listed.")
@click.option("--by", default="", metavar="INITIALS", help="Whoever approves; you if not given.")
@click.option("--list", "only_list", is_flag=True, help="List the texts and approve none; so does naming no place.")
@click.option("--as-of", metavar="TIME", help="The texts of a summary that stands at that moment.")
@click.option("--json", "as_json", is_flag=True, help="List them for a tool to read.")
@click.pass_obj
def approve_command(
    run: Run,
    case: str,
    places: tuple[str, ...],
    everything: bool,
    by: str,
    only_list: bool,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List every text that the public summary would print, or approve some, word for word; an edit voids it.

    A PLACE is what the list calls it, such as title or genuine:proposition. onrecord undo --fact takes an approval
    back, by the id that --json tells.
    """
    from workflow.summaries.public import public_texts

    held = run.case(case)
    settings = run.ledger.settings()
    texts = public_texts(held, run.moment(held, as_of), settings)
    called = _short_names(held, texts)
    if not (places or everything) or only_list:
        _list(called, texts, as_json=as_json)
        return
    chosen = list(texts) if everything else [one for name in places for one in _find(name, called, texts)]
    _approve(run, held, chosen, by or settings.initials)


def _approve(run: Run, case: Case, chosen: Sequence[Candidate], by: str) -> None:
    from tui.cli.acts import log
    from workflow.summaries.public import approve

    if not by:
        raise UsageError("Who approves this?", where="--by", remedy="Give initials, or set yours: onrecord settings.")
    facts = approve(case, chosen, by)
    if not facts:
        out.message("Nothing was left to approve.")
        return
    many = "1 text" if len(facts) == 1 else f"{len(facts)} texts"
    log(run, case, lambda add: [add(fact) for fact in facts], f"{by} approved {many} for the public, word for word.")
    for text in dict.fromkeys(one.text for one in chosen if one.approval is None):
        out.block(text, indent="    ")


def _find(name: str, called: dict[str, str], texts: Sequence[Candidate]) -> list[Candidate]:
    place = pick(name, {short: place for place, short in called.items()}, lambda it: (called[it],), "place", "PLACE")
    return [one for one in texts if one.place == place]


def _short_names(case: Case, texts: Sequence[Candidate]) -> dict[str, str]:
    """What each place is called; where two would share a name, by the first letters of its id."""
    slugs = {asked.id: asked.slug for asked in case.questions}
    slugs |= {known.id: known.slug for known in case.sources.values()}
    slugs |= {said.id: said.says.slug for said in case.statements}
    places = dict.fromkeys(one.place for one in texts)
    names = {place: _WHOLE.get(place) or _named(place, slugs) for place in places}
    shared = list(names.values())
    return {place: name if shared.count(name) == 1 else _named(place, {}) for place, name in names.items()}


def _named(place: str, slugs: dict[str, str]) -> str:
    subject, _, field = place.rpartition(":")
    return f"{slugs.get(subject) or (naming.short(subject) if len(subject) > 20 else subject)}:{field}"


def _list(called: dict[str, str], texts: Sequence[Candidate], *, as_json: bool) -> None:
    if as_json:
        out.json([_plain(called, one) for one in texts])
        return
    given = sum(one.approval is not None for one in texts)
    out.line(f"{given} of {len(texts)} texts for the public are approved.")
    for one in texts:
        out.line(f"{called[one.place]}  {_status(one)}  ({one.what})")
        out.block(one.text, indent="    ")


def _status(text: Candidate) -> str:
    if text.approval is None:
        return "edited since it was approved" if text.edited else "not approved"
    return f"approved by {text.approval.by}{f' on {text.approval.claimed_at[:10]}' if text.approval.claimed_at else ''}"


def _plain(called: dict[str, str], text: Candidate) -> dict[str, object]:
    given = text.approval
    return {
        "place": called[text.place],
        "what": text.what,
        "text": text.text,
        "status": "approved" if given else "edited" if text.edited else "not approved",
        "by": given.by if given else "",
        "at": given.claimed_at if given else "",
        "id": given.id if given else "",
    }
