"""Rows on what is held: the files, who held the document, who was shown what of it, who is accused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui import words
from tui.naming import Naming
from tui.screens.panes.pane import Scene
from workflow.case import Case
from workflow.disclosure import ledger_of
from workflow.facts import FactId
from workflow.hashing import size_words
from workflow.holdings import Exhibit

NO_FILES = "None yet. Press F to attach the original, and the page on which you found it."
NO_CUSTODY = "Nothing is known of that yet. Press O to log who held it, and how it came to them."
SHORT_HASH = 12
"""Digits of a hash that a row shows."""


class Piece(NamedTuple):
    """A row of the pane: what it is, which one, a label and the words."""

    kind: str
    name: str
    label: str = ""
    text: str = ""


def held_pieces(scene: Scene) -> Iterator[Piece]:
    """The rows under their headings; what came after the moment is left out."""
    case, naming, moment = scene.view.case, scene.naming, scene.view.moment
    exhibits = [one for one in case.holdings.exhibits if moment.has_seen(one.claimed_at)]
    yield Piece("heading", "exhibits", text=f"Files held ({len(exhibits)})" if exhibits else "Files held")
    if not exhibits:
        yield Piece("none", "exhibits", "", NO_FILES)
    for one in exhibits:
        yield Piece("exhibit", one.id, f"File {one.number}", exhibit_words(case, one, naming))
    steps = [one for one in case.holdings.custody if moment.has_seen(one.claimed_at)]
    yield Piece("heading", "custody", text="Who held it")
    if not steps:
        yield Piece("none", "custody", "", NO_CUSTODY)
    for step in steps:
        since = words.clock_words(step.since, case.zone, year=True) if step.since is not None else "–"
        told = f"{someone(case, step.source, step.holder, naming)}: {naming.text(step.how)}"
        yield Piece("custody", step.id, since, told)
    yield from shown_pieces(scene)
    accused = [one for one in case.holdings.accused if moment.has_seen(one.claimed_at)]
    if accused:
        yield Piece("heading", "accused", text="Who is accused")
    for person in accused:
        who = someone(case, person.source, person.name, naming)
        yield Piece("accusation", person.id, "", f"{who}: {naming.text(person.allegation)}")


def shown_pieces(scene: Scene) -> Iterator[Piece]:
    """The ledger of what each person was shown or told, person by person."""
    case, naming = scene.view.case, scene.naming
    told = ledger_of(case, scene.view.moment)
    if told:
        yield Piece("heading", "shown", text="Who was shown or told what")
    requests = {request.id for request in case.requests}
    for one in told:
        copy = one.copy.word if one.copy is not None else "which copy is not noted"
        held = exhibit_number(case, one.exhibit)
        what = "; ".join(part for part in (f"{copy}{held}", naming.text(one.what)) if part)
        who = someone(case, one.source, one.office, naming)
        kind = "request" if one.fact in requests else "disclosure"
        asked = f", asked by {naming.text(one.how)}" if one.how else ""
        yield Piece(kind, one.fact, words.clock_words(one.at, case.zone), f"{who}{asked}: {what}")


def exhibit_words(case: Case, exhibit: Exhibit, naming: Naming, *, whole: bool = False) -> str:
    """An exhibit in a line: kind, what it belongs to, name, size, and its hash, `whole` or its first digits."""
    digits = exhibit.sha256 if whole else f"{exhibit.sha256[:SHORT_HASH]}…"
    belongs = _belongs(case, exhibit.about, naming)
    return f"{exhibit.kind.word}{belongs}: {naming.text(exhibit.name)}, {size_words(exhibit.size)}, {digits}"


def exhibit_number(case: Case, name: FactId) -> str:
    """Which file was shown, to follow the copy: `, file 2`; empty for none."""
    number = next((one.number for one in case.holdings.exhibits if one.id == name), 0)
    return f", file {number}" if number else ""


def someone(case: Case, source: FactId, in_words: str, naming: Naming) -> str:
    """A source as it may be called now, or somebody in words."""
    return naming.label(case.sources.get(source)) if source else naming.text(in_words)


def _belongs(case: Case, about: FactId, naming: Naming) -> str:
    if not about:
        return ""
    statement = case.by_id.get(about)
    if statement is not None:
        return f" of {statement.says.slug or 'what was said'} ({naming.of(statement)})"
    request = next((one for one in case.requests if one.id == about), None)
    return f" to the request to {naming.addressee(request)}" if request is not None else " of an entry that is gone"
