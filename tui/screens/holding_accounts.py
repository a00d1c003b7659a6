"""What is told in full of files held, of promises, of copies shown, and of what is on file of an unnamed source."""

from __future__ import annotations

from collections.abc import Iterator

from tui.naming import Naming
from tui.screens.panes.held import exhibit_number, exhibit_words, someone
from tui.session import View
from tui.widgets.rows import Cell
from workflow.case import Case, Request, Source, Statement
from workflow.facts import FactId
from workflow.flags import through_outlet
from workflow.hashing import size_words
from workflow.holdings import Disclosure, Exhibit
from workflow.phrases import say_when
from workflow.promises import Agreement, OwnSource, own_unnamed, promises
from workflow.terms import Term

MISSING = {
    "editor": "an editor who knows who it is",
    "reason": "why there is no name",
    "descriptor": "an agreed descriptor",
    "knowledge": "how it knows",
}
"""What is missing of an unnamed source of our own, in words."""

QUOTED = {True: "yes", False: "no", None: "not asked"}


def exhibit_account(case: Case, exhibit: Exhibit, naming: Naming) -> Iterator[str]:
    """A file that is held, with its whole hash."""
    yield exhibit_words(case, exhibit, naming, whole=True)
    yield ""
    yield f"Size: {exhibit.size:,} bytes ({size_words(exhibit.size)})"
    if exhibit.obtained is not None:
        yield f"Obtained: {say_when(exhibit.obtained, case.zone)}"
    if exhibit.url:
        yield f"Found at: {exhibit.url}"
    if exhibit.note:
        yield f"Note: {naming.text(exhibit.note)}"


def exhibits_of(case: Case, name: FactId, naming: Naming) -> Iterator[str]:
    """The files attached to a statement or a request."""
    for one in case.holdings.about(name):
        named = f"{naming.text(one.name)}, {size_words(one.size)}, {one.sha256}"
        yield f"File {one.number}: {one.kind.word}, {named}"


def disclosure_account(case: Case, told: Disclosure, naming: Naming) -> Iterator[str]:
    """What somebody was shown or told outside a request for comment."""
    yield naming.text(told.what) or "What was told is not noted."
    yield ""
    yield f"To: {someone(case, told.source, told.office, naming)}"
    yield f"When: {say_when(told.at, case.zone)}"
    yield f"Copy shown: {told.copy.word}{exhibit_number(case, told.exhibit)}"
    if told.reason:
        yield f"Why the original: {naming.text(told.reason)}"


def copy_account(case: Case, request: Request, naming: Naming) -> Iterator[tuple[str, str]]:
    """Which copy went with a request."""
    if request.copy is not None:
        yield "Copy shown", f"{request.copy.word}{exhibit_number(case, request.exhibit)}"
    yield "Why the original", naming.text(request.copy_reason)


def promise_account(view: View, statement: Statement, naming: Naming) -> Iterator[str]:
    """What was agreed with whoever said it: the exact words, by whom and when, and what holds beside the terms."""
    case = view.case
    kept = next((one for one in promises(case, view.moment) if one.statement == statement.id), None)
    if kept is None:
        return
    for made in (kept.first, *kept.later):
        yield from _agreement(case, made, naming)
    promise = kept.promise
    if kept.terms.counts and kept.terms is not Term.ON_RECORD and not through_outlet(case, statement):
        yield f"May be quoted: {QUOTED[promise.may_quote]}"
        yield f"As what: {naming.text(promise.descriptor) or 'no descriptor is agreed'}"
    if promise.reason:
        yield f"Why no name: {naming.text(promise.reason)}"
    if promise.take_to:
        yield f"May be taken to: {naming.text(promise.take_to)}"


def _agreement(case: Case, made: Agreement, naming: Naming) -> Iterator[str]:
    if not (made.words or made.by or made.at):
        return
    by = f" by {naming.text(made.by)}" if made.by else ""
    at = f", {say_when(made.at, case.zone)}" if made.at is not None else ""
    words = f": “{naming.text(made.words)}”" if made.words else ""
    yield f"{made.terms.word.capitalize()}, {made.spoken.word}{by}{at}{words}"


def own_account(view: View, source: Source, naming: Naming) -> Iterator[tuple[str, str]]:
    """What is on file of an unnamed source of ours, and what is missing."""
    own = own_of(view, source.id)
    if own is None:
        return
    yield "Known to", ", ".join(dict.fromkeys(naming.text(one.by) for one in own.editors))
    yield "Agreed as", "; ".join(map(naming.text, own.descriptors))
    yield "Why no name", "; ".join(map(naming.text, own.reasons))
    yield "Missing", ", ".join(MISSING[name] for name in own.missing)


def own_of(view: View, source: FactId) -> OwnSource | None:
    """What is known of a source if it is an unnamed one of ours at the moment stood at."""
    return next((one for one in own_unnamed(view.case, view.moment) if one.source == source), None)


def on_file(view: View, source: Source, naming: Naming) -> list[Cell]:
    """What is on file of an unnamed source of ours, and what is missing; of any, whether the vault holds who it is."""
    told = dict(own_account(view, source, naming))
    missing = told.pop("Missing", "")
    facts = [f"{label} {text}" for label, text in told.items() if text]
    if source.id in view.case.identities:
        facts.insert(0, "The vault holds who this is")
    known = ". ".join(facts)
    return [
        *([Cell(f"{known}.", "muted")] if known else []),
        *([Cell(f"Missing: {missing}.", "warn")] if missing else []),
    ]
