"""The sentences of a source that is not named: background, second-hand, the Chatham House Rule."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.case import Statement
from workflow.terms import Knowledge, Stance, Standing
from workflow.wording.grammar import is_plural
from workflow.wording.named import unconfirmed
from workflow.wording.pieces import Field, Piece, Refusal, Sentence, Shape, WordingRule, after
from workflow.wording.retraction import said_anew, taken_back
from workflow.wording.saying import NO_LONGER, NO_PROPOSITION, RULES, Claim, Manner, claims, predicate, reported
from workflow.wording.together import because, how, knowing
from workflow.wording.view import View

Outcome = Sentence | Refusal

_NO_STANCE = "Said without a name: only what such a source says for or against something can be printed."
_NOTHING = "It takes no stance, and words without a name are printed for what they say on a question."
_CANNOT_KNOW = "The source cannot know this: ask somebody who does."
_NO_AGREED = "No descriptor is agreed: agree the words for it in print, word for word."
_SEVERAL = "The agreed descriptor is of several: agree on words for one source, and log each source apart."
_LEADS = "The agreed descriptor holds a name, or is that of somebody who speaks by name: agree on other words."
_NO_DESCRIPTOR = "The outlet's words for its source are missing, or are those of somebody with a name: look them up."
_NO_OUTLET = "No outlet that can be printed is noted: note through whom it came."
_OUTLET_ITSELF = "It is logged as the outlet's own word: log whom it cites as a source apart, in the outlet's words."
_NO_QUOTE = "Quotation marks are not agreed: ask whether the words may be quoted."


def of_unnamed(view: View, statement: Statement) -> list[Outcome]:
    """What may be printed of a statement on background or not for attribution, said to us or to an outlet."""
    standing, results = _standing(view, statement)
    who = _source_of_ours(view, statement) if view.is_ours(statement) else _source_of_an_outlet(view, statement)
    if isinstance(who, Refusal):
        return [who]
    quote = view.quote(statement)
    if standing and statement.says.quote and quote is None:
        results.append(view.refuse(WordingRule.BACKGROUND, _NO_QUOTE, statement))
    results += _withdrawn(view, statement, who)
    if view.is_ours(statement):
        if standing:
            results.append(_background(view, statement, who, standing, quote))
    else:
        known = [claim for claim in standing if view.support(claim.question, claim.stance)]
        unknown = [claim for claim in standing if claim not in known]
        for together in filter(None, (known, unknown)):
            results.append(
                _second_hand(view, statement, who, together, quote if len(together) == len(standing) else None)
            )
    return results or [view.refuse(WordingRule.LACKING, _NOTHING, statement)]


def of_chatham_house(view: View, statement: Statement) -> list[Outcome]:
    """The information of a statement under the Chatham House Rule, with neither speaker nor affiliation."""
    standing, results = _standing(view, statement)
    if standing:
        pieces = ("at a meeting under the Chatham House Rule ", *predicate(standing, Manner.NOBODY), ".")
        results.append(_sentence(WordingRule.CHATHAM_HOUSE, pieces, statement, standing))
    return results or [view.refuse(WordingRule.LACKING, _NOTHING, statement)]


def _standing(view: View, statement: Statement) -> tuple[list[Claim], list[Outcome]]:
    """What an unnamed source says for or against something that may be printed, and the refusals of the rest."""
    found, refused = claims(view, statement)
    standing, results = [], list[Outcome](refused)
    for claim in found:
        about = [claim.question]
        if not claim.stance.weighs:
            results.append(view.refuse(RULES[claim.stance], _NO_STANCE, statement, about))
        elif statement.knows(claim.question) is Knowledge.NONE:
            results.append(view.refuse(WordingRule.SET_ASIDE, _CANNOT_KNOW, statement, about))
        elif not claim.since.stands:
            results.append(view.refuse(WordingRule.NO_LONGER_STANDS, NO_LONGER, statement, about))
        else:
            standing.append(claim)
    return standing, results


def _source_of_ours(view: View, statement: Statement) -> tuple[Piece, ...] | Refusal:
    if descriptor := view.agreed_descriptor(statement):
        return (descriptor,)
    agreed = statement.promise.descriptor.strip()
    why = _NO_AGREED if not agreed else _SEVERAL if is_plural(agreed) else _LEADS
    return view.refuse(WordingRule.LACKING, why, statement)


def _source_of_an_outlet(view: View, statement: Statement) -> tuple[Piece, ...] | Refusal:
    if view.case.source_of(statement).standing is Standing.OUTLET:
        return view.refuse(WordingRule.LACKING, _OUTLET_ITSELF, statement)
    outlet = view.through(statement, Shape.OUTLET)
    if outlet is None:
        return view.refuse(WordingRule.LACKING, _NO_OUTLET, statement)
    descriptor = view.outlets_descriptor(statement)
    if descriptor is None:
        return view.refuse(WordingRule.LACKING, _NO_DESCRIPTOR, statement)
    return (outlet, descriptor)


def _background(
    view: View, statement: Statement, who: tuple[Piece, ...], standing: Sequence[Claim], quote: Field | None
) -> Sentence:
    pieces: list[Piece] = [*who, ", who ", *knowing([how(view, statement, [claim.question for claim in standing])])]
    pieces += ["asked not to be named", *because(view, statement), ", ", *predicate(standing, Manner.UNNAMED)]
    pieces += [*after(": ", quote), "."]
    return _sentence(WordingRule.BACKGROUND, pieces, statement, standing)


def _second_hand(
    view: View, statement: Statement, who: tuple[Piece, ...], standing: Sequence[Claim], quote: Field | None
) -> Sentence:
    outlet, descriptor = who
    told = all(statement.knows(claim.question) is Knowledge.INDIRECT for claim in standing)
    were = "were" if isinstance(descriptor, Field) and is_plural(descriptor.text) else "was"
    hearsay = f" who {were} told of it" if told else ""
    if all(claim.stance is Stance.CONFIRMS for claim in standing):
        pieces: list[Piece] = [outlet, " reported, citing ", descriptor, f"{hearsay},", *reported(standing)]
    else:
        comma = f",{hearsay}," if hearsay else ""
        pieces = [outlet, " reported that ", descriptor, f"{comma} ", *predicate(standing, Manner.UNNAMED)]
    pieces += [*after(": ", quote), ".", *unconfirmed(view, statement, standing)]
    return _sentence(WordingRule.SECOND_HAND, pieces, statement, standing)


def _withdrawn(view: View, statement: Statement, who: tuple[Piece, ...]) -> list[Outcome]:
    """That an unnamed source took back an earlier word: of what, but not of when."""
    results: list[Outcome] = []
    for question in view.ordered(statement.says.stances):
        if statement.says.stances[question] is not Stance.RETRACTS:
            continue
        proposition = view.proposition(question)
        if proposition is None:
            results.append(view.refuse(WordingRule.LACKING, NO_PROPOSITION, statement, [question]))
            continue
        told = any(view.is_unnamed(one) for one in taken_back(view, statement, question))
        if not told or said_anew(view, statement, question):
            results.append(view.refuse(WordingRule.NO_LONGER_STANDS, NO_LONGER, statement, [question]))
            continue
        lead = (who[0], " reported that ", who[1]) if len(who) > 1 else who
        pieces = (*lead, " withdrew an earlier statement on whether ", proposition, ".")
        results.append(Sentence(WordingRule.RETRACTION, pieces, (statement.id,), (question,)))
    return results


def _sentence(rule: WordingRule, pieces: Sequence[Piece], statement: Statement, found: Sequence[Claim]) -> Sentence:
    return Sentence(rule, tuple(pieces), (statement.id,), tuple(claim.question for claim in found))
