"""What a source said, as the predicate of a sentence: one clause per question, and never more than was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from workflow.case import Source, Statement
from workflow.fate import Fate, Rule
from workflow.terms import Kind, Stance, Standing
from workflow.wording.grammar import is_office
from workflow.wording.pieces import Field, Piece, Refusal, WordingRule
from workflow.wording.since import Since, since
from workflow.wording.view import View


class Manner(Enum):
    """Who speaks: a person or an office by name, an outlet, somebody unnamed, or nobody who may be told."""

    PERSON = "person"
    OFFICE = "office"
    OUTLET = "outlet"
    UNNAMED = "unnamed"
    NOBODY = "nobody"


class Claim(NamedTuple):
    """What a statement says on one question, and what has become of it since."""

    fate: Fate
    question: str
    kind: Kind
    proposition: Field
    since: Since

    @property
    def stance(self) -> Stance:
        """Its stance on the question."""
        return self.fate.stance


class _Saying(NamedTuple):
    """The words before the propositions: `confirmed`, then `that` before each; no link where none follows."""

    lead: str
    link: str = ""
    joint: str = "and"


RULES = {
    Stance.DECLINES: WordingRule.DECLINED,
    Stance.NO_RESPONSE: WordingRule.SILENCE,
    Stance.NEITHER: WordingRule.NEITHER,
    Stance.CANNOT_SAY: WordingRule.CANNOT_SAY,
    Stance.ACKNOWLEDGES: WordingRule.ACKNOWLEDGES,
    Stance.NOT_DISPUTED: WordingRule.NOT_DISPUTED,
    Stance.IMPLIES: WordingRule.IMPLIES,
    Stance.RETRACTS: WordingRule.RETRACTION,
}
"""The rule by which each stance without weight is printed."""

_OPPOSED = ({Stance.CONFIRMS, Stance.DISPUTES}, {Stance.NOT_DISPUTED, Stance.DISPUTES})
_NO_VOUCHING = "It comes from whoever gave us the copy, who cannot vouch for it: find somebody else who can."
NO_LONGER = "It no longer stands: print what stands now."
"""Why a word that was taken back or answered is not printed."""

NO_PROPOSITION = "Put the question as one sentence first, as something that can be confirmed or disputed."
"""Why a question has no sentence yet."""

_IMPLIED = "An act is no confirmation: put the direct question, and print the answer."


def claims(view: View, statement: Statement) -> tuple[list[Claim], list[Refusal]]:
    """What a statement says that has a clause, in the order of the questions; and the refusals of the rest."""
    found, refused = [], []
    for question in view.ordered(statement.says.stances):
        stance = statement.says.stances[question]
        if stance is Stance.RETRACTS:
            continue
        proposition = view.proposition(question)
        if stance is Stance.IMPLIES:
            refused.append(view.refuse(WordingRule.IMPLIES, _IMPLIED, statement, [question]))
        elif stance.weighs and view.vouches(statement, question):
            refused.append(view.refuse(WordingRule.SET_ASIDE, _NO_VOUCHING, statement, [question]))
        elif proposition is None:
            refused.append(view.refuse(WordingRule.LACKING, NO_PROPOSITION, statement, [question]))
        else:
            fate = view.fates[statement.id, question]
            kind = view.question(question).kind
            found.append(Claim(fate, question, kind, proposition, since(view, fate, question)))
    return found, refused


def predicate(found: Iterable[Claim], manner: Manner) -> tuple[Piece, ...]:
    """The clauses of a sentence, those with the same words together: `confirmed that A but disputed that B`."""
    groups: dict[_Saying, list[Claim]] = {}
    for claim in found:
        groups.setdefault(_saying(claim, manner), []).append(claim)
    pieces: list[Piece] = []
    before: Sequence[Claim] = ()
    for saying, together in groups.items():
        if before:
            stances = {before[0].stance, together[0].stance}
            joint = "but" if stances in _OPPOSED else "and"
            pieces.append(f"{',' if len(before) > 1 else ''} {joint} ")
        pieces += [saying.lead, *_clauses(saying, together)]
        before = together
    return tuple(pieces)


def reported(found: Sequence[Claim]) -> list[Piece]:
    """The clauses after `reported` and whom an outlet cites, where the source it cites confirms all of them."""
    return _clauses(_saying(found[0], Manner.OUTLET), found)


def later_clause(view: View, claim: Claim, before: Source) -> tuple[Piece, ...] | None:
    """The later word that answers a claim, by name, from its time on; None where it may not be printed so.

    `before` is who spoke first: a source that answers itself is named without its role.
    """
    fate = claim.since.by
    if fate is None or not view.is_open(fate.statement):
        return None
    source = view.case.source_of(fate.statement)
    name = view.named(source, role=source.id != before.id)
    if not name:
        return None
    words = predicate([claim._replace(fate=fate, since=Since())], manner_of(source))
    return (f"{view.said(fate.statement)} ", *name, " ", *words, *view.relayed(fate.statement))


def manner_of(source: Source) -> Manner:
    """How a source that has a name speaks."""
    if source.standing is Standing.OUTLET:
        return Manner.OUTLET
    return Manner.OFFICE if is_office(source.name) else Manner.PERSON


def _clauses(saying: _Saying, together: Sequence[Claim]) -> list[Piece]:
    pieces: list[Piece] = []
    for place, claim in enumerate(together if saying.link else ()):
        joint = "" if place == 0 else f" {saying.joint}" if place == len(together) - 1 else ","
        pieces += [f"{joint} {saying.link} ", claim.proposition]
    return pieces


def _saying(claim: Claim, manner: Manner) -> _Saying:
    person = manner is Manner.PERSON
    they = "they" if person else "it"
    match claim.stance:
        case Stance.CONFIRMS | Stance.DISPUTES:
            return _weighing(claim, manner)
        case Stance.DECLINES:
            return _Saying("declined to comment on", "whether", "or")
        case Stance.NO_RESPONSE:
            return _Saying("did not respond when asked", "whether", "or")
        case Stance.NEITHER:
            return _Saying("would neither confirm nor deny", "that", "or")
        case Stance.CANNOT_SAY if claim.kind is Kind.GENUINE:
            return _Saying(f"said {they} could not vouch for the document")
        case Stance.CANNOT_SAY:
            return _Saying(f"said {they} could not say", "whether", "or")
        case Stance.NOT_DISPUTED:
            return _Saying("did not dispute", "that", "or")
    return _Saying(f"said {they} {'were' if person else 'was'} aware of the matter")


def _weighing(claim: Claim, manner: Manner) -> _Saying:
    """The words for a confirmation or a denial; a hedge stays one, and what was never counted is not `confirmed`."""
    confirms = claim.stance is Stance.CONFIRMS
    if manner is Manner.NOBODY:
        verb = "it was said" if confirms else "it was disputed"
    elif manner in (Manner.UNNAMED, Manner.OUTLET):
        plain = "reported" if manner is Manner.OUTLET else "said"
        verb = plain if confirms else "disputed"
    else:
        verb = _by_name(claim, confirms)
    if not claim.fate.statement.says.hedged:
        return _Saying(verb, "that")
    said = {"confirmed": "said", "disputed": "said", "it was disputed": "it was said"}
    first, _, rest = verb.partition(",")
    lead = said.get(first, first) + ("," + rest if rest else "")
    return _Saying(lead, "that it appeared that" if confirms else "that it did not appear that")


def _by_name(claim: Claim, confirms: bool) -> str:
    rule, technical = claim.fate.rule, claim.fate.statement.says.technical
    if rule is Rule.HEARSAY:
        return f"{'said' if confirms else 'disputed'}, without knowing it at first hand,"
    if rule is Rule.UNASKED:
        return "said" if confirms else "disputed"
    return ("confirmed" if confirms else "disputed") + (", after an examination," if technical else "")
