"""Rows on what is held: the files, who held the document, who was shown what of it, who is accused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from tui import words
from tui.naming import Naming
from tui.screens.examining import examination_at
from tui.screens.panes.pane import Scene
from tui.screens.report_rows import counts_words, look_at
from workflow.case import Case
from workflow.custody import LinkKind, chain
from workflow.disclosure import ledger_of
from workflow.facts import FactId
from workflow.hashing import size_words
from workflow.holdings import Exhibit
from workflow.phrases import capital, say_when
from workflow.signed import panel
from workflow.terms import ExhibitKind
from workflow.when import parse_when

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
        text = f"{exhibit_words(case, one, naming)}. {_examined_words(scene, one)}"
        yield Piece("exhibit", one.id, f"File {one.number}", text)
    yield from _signed_pieces(scene, exhibits)
    yield Piece("heading", "custody", text="Who held it, from us back to its maker")
    yield from _way_pieces(scene)
    yield from shown_pieces(scene)
    accused = [one for one in case.holdings.accused if moment.has_seen(one.claimed_at)]
    if accused:
        yield Piece("heading", "accused", text="Who is accused")
    for person in accused:
        who = someone(case, person.source, person.name, naming)
        yield Piece("accusation", person.id, "", f"{who}: {naming.text(person.allegation)}")


def _examined_words(scene: Scene, held: Exhibit) -> str:
    """Whether its bytes are here, and what checking it told: counts by weight, when, how the reader was locked in."""
    kept = "Kept" if held.is_kept else "Its hash alone is on the desk"
    examined = examination_at(scene.view.case, held.id, scene.view.moment)
    if examined is None:
        return f"{kept}. Not checked yet."
    when = say_when(parse_when(examined.claimed_at), scene.view.case.zone) if examined.claimed_at else "earlier"
    read = f"{examined.report.type}, read in {examined.report.rung.word}"
    return f"{kept}. Checked {when} ({read}): {counts_words(examined)}."


def _signed_pieces(scene: Scene, exhibits: list[Exhibit]) -> Iterator[Piece]:
    """The five lines for the document: for the copy that was checked last, else for the first."""
    copies = [one for one in exhibits if one.kind is ExhibitKind.ORIGINAL]
    if not copies:
        return
    view = scene.view
    checked = [one for one in copies if examination_at(view.case, one.id, view.moment) is not None]
    held = checked[-1] if checked else copies[0]
    examined, look = examination_at(view.case, held.id, view.moment), look_at(view, held)
    several = f" (file {held.number})" if len(copies) > 1 else ""
    yield Piece("heading", "signed", text=f"Is it signed?{several}")
    report = examined.report if examined is not None else None
    for line in panel(report, look.seen if look is not None else None):
        text = scene.naming.text(line.answer)
        yield Piece("signed", f"{held.id} {line.label}", capital(line.label), text)


def _way_pieces(scene: Scene) -> Iterator[Piece]:
    """The way of the document as it was known at the moment: gaps are told as gaps."""
    case, naming, moment = scene.view.case, scene.naming, scene.view.moment
    steps = tuple(one for one in case.holdings.custody if moment.has_seen(one.claimed_at))
    if not steps:
        yield Piece("none", "custody", "", NO_CUSTODY)
        return
    exhibits = tuple(one for one in case.holdings.exhibits if moment.has_seen(one.claimed_at))
    then = replace(case, holdings=case.holdings._replace(custody=steps, exhibits=exhibits))
    for number, link in enumerate(chain(then)):
        since = words.clock_words(link.since, case.zone, year=True) if link.since is not None else "–"
        if link.kind is LinkKind.GAP:
            yield Piece("gap", f"gap {number}", "gap", naming.text(link.how))
            continue
        who = naming.label(case.sources.get(link.source)) if link.source else naming.text(link.who)
        kind, name = ("custody", link.fact) if link.kind is LinkKind.HOLDER else ("way", f"way {number}")
        yield Piece(kind, name, since, f"{who or 'its maker'}: {naming.text(link.how)}")


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
