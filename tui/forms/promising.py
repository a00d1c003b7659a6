"""What is agreed with a source beside the terms, in plain questions: quotation, descriptor, reason, others, words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.forms.asking import YES_NO, Answers, Ask, Control, Option
from tui.forms.reading import Gathering, date_hint
from tui.widgets.rows import Cell
from workflow.admission.statements import AGREED_LATE, agreed_late
from workflow.facts import Promise
from workflow.terms import Term

if TYPE_CHECKING:
    from datetime import tzinfo

    from workflow.case import Case, Source

ABOUT = {"quotable": "may_quote", "as_what": "descriptor", "why_unnamed": "reason", "take_to": "take_to"}
"""The fields of the form that make a promise, each with its field in the fact."""

PROMISE_FIELDS = (*ABOUT, "agreement", "agreed", "agreed_at", "agreed_by")
NOTHING = Promise()
"""Nothing is promised beside the terms."""

REASONED = (Term.BACKGROUND, Term.NOT_FOR_ATTRIBUTION, Term.DEEP_BACKGROUND)
"""The terms on which somebody has to say why there is no name; the Chatham House Rule is a reason itself."""

NOT_ASKED = Option("", "not asked", "Then the words stand without quotation marks.")
WHEN = (
    Option("", "not noted"),
    Option("before", "before it was said", "Logged with the time at which it was said."),
    Option("at", "at a time", "After it was said, it is flagged as a promise made afterwards."),
)


def is_unnamed(terms: Term) -> bool:
    """Whether words on these terms are printed under a descriptor."""
    return terms.counts and terms is not Term.ON_RECORD


def promise_asks(terms: Term, said: Promise = NOTHING, offers: tuple[Option, ...] = ()) -> Iterator[Ask]:
    """The questions that these terms leave open; what holds already (`said`) is their answer until another is given."""
    if is_unnamed(terms):
        known = {None: "", True: "yes", False: "no"}[said.may_quote]
        choices = YES_NO if known else (*YES_NO, NOT_ASKED)
        yield Ask("quotable", "May quote", Control.CHOICE, "May I quote you?", choices, known)
        offered = f" Suggested: {offers[0].word}; down takes it." if offers else ""
        hint = f"As what? The words agreed for print.{offered}"
        yield Ask("as_what", "As what", Control.SUGGEST, hint, offers, said.descriptor)
    if terms in REASONED:
        hint = "Why no name? Because …: she fears for her job, he may not speak to the press."
        yield Ask("why_unnamed", "Unnamed", Control.LINE, hint, default=said.reason)
    if terms not in (Term.ON_RECORD, Term.OFF_RECORD):
        hint = "May I take it to others, and to whom? Anyone, the issuer alone, nobody."
        yield Ask("take_to", "To others", Control.LINE, hint, default=said.take_to)


def agreement_asks(answers: Answers, zone: tzinfo, initials: str) -> Iterator[Ask]:
    """The words of the agreement; when, and by whom, once there is something that was agreed."""
    yield Ask("agreement", "Agreed", Control.WORDS, "The exact words in which the terms were agreed.")
    if any(answers.get(name, "").strip() for name in ("agreement", *ABOUT)):
        yield Ask("agreed", "When", Control.CHOICE, "", WHEN)
        if answers.get("agreed") == "at":
            yield Ask("agreed_at", "At", Control.DATE, date_hint(zone))
        yield Ask("agreed_by", "Agreed by", hint="Initials of whoever agreed for the desk.", default=initials)


def promise_of(gather: Gathering, terms: Term, said: Promise = NOTHING, *, ours: bool = True) -> Promise:
    """What the answers promise beyond what was promised before; no more than who agreed where an outlet promised."""
    asked = {ask.name for ask in promise_asks(terms)} if ours else set()
    told = {name: gather.answers.get(name, "").strip() for name in ABOUT if name in asked}
    quotable = {"yes": True, "no": False}.get(told.get("quotable", ""))
    found = Promise(
        descriptor=_new(told.get("as_what", ""), said.descriptor),
        reason=_new(told.get("why_unnamed", ""), said.reason),
        may_quote=None if quotable is said.may_quote else quotable,
        take_to=_new(told.get("take_to", ""), said.take_to),
    )
    if found == NOTHING and not gather.answers.get("agreement", "").strip():
        return found
    by = gather.answers.get("agreed_by", "").strip()
    return Promise(by, found.descriptor, found.reason, found.may_quote, found.take_to)


def agreed_at(gather: Gathering, said_at: str) -> str:
    """When it was agreed, as ISO 8601: by the time it was said, at another, or empty where that was not noted."""
    match gather.answers.get("agreed"):
        case "before":
            return said_at
        case "at":
            return gather.date("agreed_at", "When was it agreed?")
    return ""


def late_note(gather: Gathering, said_at: str) -> tuple[Cell, ...]:
    """The warning beneath a time of agreement that lies after the words."""
    late = agreed_late(said_at, gather.date("agreed_at"))
    return (Cell(AGREED_LATE, "warn"),) if late else ()


def descriptor_offers(case: Case, source: Source | None, described: str = "") -> tuple[Option, ...]:
    """Words for a source to agree on: those agreed before, then what it is described as. None of them is agreed."""
    words = [one.promise.descriptor for one in case.statements if source is not None and one.source == source.id]
    words += [source.descriptor if source is not None and not source.name else "", described]
    return tuple(Option(text, text) for text in dict.fromkeys(word.strip() for word in words) if text)


def _new(text: str, before: str) -> str:
    return "" if text == before else text
