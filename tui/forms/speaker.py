"""Who speaks, as the answers have it: a known source, a new one, or a second entry for a person who does both."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.forms.asking import Answers, Option, chosen
from workflow.terms import Standing, Term

if TYPE_CHECKING:
    from workflow.case import Case, Source

SECOND = "Speaks by name in this case. What is said unnamed goes to a second entry, which nothing links to the name."
SECOND_BY_NAME = "Speaks unnamed in this case. What is said by name goes to a second entry, which nothing links to it."


class Speaker(NamedTuple):
    """`known` is the source that was chosen; it speaks unless `is_new`, which asks for an entry of its own."""

    known: Source | None
    by_name: bool
    is_new: bool

    @property
    def note(self) -> str:
        """Why a known source needs a second entry; empty where it does not."""
        if self.known is None or not self.is_new:
            return ""
        return SECOND_BY_NAME if self.by_name else SECOND


def speaker_of(case: Case, offers: tuple[Option, ...], answers: Answers) -> Speaker:
    """Read the field Who against the sources of a case, and the terms against the source."""
    offer = chosen(offers, answers.get("who", ""))
    known = case.sources.get(offer.value) if offer is not None else None
    terms = answers.get("terms", "")
    by_name = terms in ("", Term.ON_RECORD)
    if known is None:
        return Speaker(None, by_name, bool(answers.get("who", "").strip()))
    if not terms or known.standing is Standing.OUTLET:
        return Speaker(known, bool(known.name), False)
    takes_a_stance = any(text for name, text in answers.items() if name.startswith("stance:"))
    fits = (not by_name or not takes_a_stance) if not known.name else by_name
    return Speaker(known, by_name, not fits)
