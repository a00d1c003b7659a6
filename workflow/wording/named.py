"""The sentences of a source that speaks by name: on the record, relayed, split, declined, neither, later word."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.case import Statement
from workflow.terms import Kind, Stance, Standing
from workflow.wording import retraction
from workflow.wording.pieces import Field, Piece, Refusal, Sentence, Shape, WordingRule, after
from workflow.wording.saying import NO_LONGER, RULES, Claim, Manner, claims, later_clause, manner_of, predicate
from workflow.wording.view import View

Outcome = Sentence | Refusal

_NO_NAME = "It was said on the record, and the source has no name that can be printed: add the name."
_NOTHING = "It takes no stance and holds no words that can be quoted: log them, or the stance on a question."


def of_named(view: View, statement: Statement) -> list[Outcome]:
    """What may be printed of a statement on the record: its clauses, its words, and what it took back."""
    source = view.case.source_of(statement)
    if not view.named(source):
        return [view.refuse(WordingRule.LACKING, _NO_NAME, statement)]
    found, refused = claims(view, statement)
    results: list[Outcome] = [*refused, *retraction.of_retraction(view, statement)]
    standing = [claim for claim in found if claim.since.stands]
    quote = view.quote(statement)
    alone = bool(standing) and len(standing) == len(statement.says.stances) and not view.through(statement, Shape.WHOLE)
    outlet = source.standing is Standing.OUTLET
    if standing:
        results.append(_clauses(view, statement, standing, quote if alone and not outlet else None))
    for claim in found:
        if not claim.since.stands:
            results.append(_later_word(view, statement, claim))
    if quote and not (alone or (outlet and found)) and not _is_held_back(statement, refused):
        results.append(_words(view, statement, quote, found))
    return results or [view.refuse(WordingRule.LACKING, _NOTHING, statement)]


def unconfirmed(view: View, statement: Statement, found: Sequence[Claim]) -> tuple[Piece, ...]:
    """That we have not confirmed it ourselves, unless something on the record or said to us says the same."""
    if all(view.support(claim.question, claim.stance) - {statement.id} for claim in found):
        return ()
    newsroom = view.field("desk:newsroom", view.newsroom)
    if newsroom is None:
        return (" We have not confirmed this independently.",)
    return (" ", newsroom, " has not confirmed this independently.")


def _clauses(view: View, statement: Statement, found: Sequence[Claim], quote: Field | None) -> Sentence:
    source = view.case.source_of(statement)
    manner = manner_of(source)
    first = found[0]
    asked = any(claim.stance is Stance.NOT_DISPUTED for claim in found)
    pieces: list[Piece] = ["asked about the document, "] if asked else []
    pieces += [*view.named(source), " "]
    if len(found) == 1 and first.stance is Stance.NOT_DISPUTED and first.kind is Kind.GENUINE:
        pieces.append("did not dispute it")
    else:
        pieces += predicate(found, manner)
    pieces += [*after(": ", quote), *view.relayed(statement), "."]
    rule = _rule(view, statement, found)
    if manner is Manner.OUTLET and all(claim.stance.weighs for claim in found):
        rule = WordingRule.SECOND_HAND
        pieces += unconfirmed(view, statement, found)
    return Sentence(rule, tuple(pieces), (statement.id,), tuple(claim.question for claim in found))


def _rule(view: View, statement: Statement, found: Sequence[Claim]) -> WordingRule:
    stances = {claim.stance for claim in found}
    if len(stances) > 1:
        return WordingRule.SPLIT
    if not found[0].stance.weighs:
        return RULES[found[0].stance]
    return _by_name(view, statement)


def _by_name(view: View, statement: Statement) -> WordingRule:
    return WordingRule.RELAYED if view.through(statement, Shape.WHOLE) else WordingRule.ON_RECORD


def _is_held_back(statement: Statement, refused: Sequence[Refusal]) -> bool:
    """Whether the words may not be quoted: they serve a retraction, or come from one who cannot vouch."""
    retracts = Stance.RETRACTS in statement.says.stances.values()
    return retracts or any(refusal.rule is WordingRule.SET_ASIDE for refusal in refused)


def _words(view: View, statement: Statement, quote: Field, found: Sequence[Claim]) -> Outcome:
    """The words themselves; where they were answered otherwise since, with what was said since."""
    source = view.case.source_of(statement)
    told = view.through(statement, Shape.TOLD_TO)
    verb: tuple[Piece, ...] = (" told ", told) if told and told.shown else (" said",)
    pieces: list[Piece] = [*view.named(source), *verb, ": ", quote, *view.relayed(statement), "."]
    ids = {statement.id}
    for claim in found:
        if claim.since.stands:
            continue
        answer = later_clause(view, claim, source)
        if answer is None or claim.since.by is None:
            return view.refuse(WordingRule.NO_LONGER_STANDS, NO_LONGER, statement)
        pieces += [" On ", *answer, "."]
        ids.add(claim.since.by.statement.id)
    return Sentence(_by_name(view, statement), tuple(pieces), tuple(sorted(ids)), view.ordered(statement.says.stances))


def _later_word(view: View, statement: Statement, claim: Claim) -> Outcome:
    """What was said, with its time, and what was said since, with its time; on one day, with the day alone."""
    source = view.case.source_of(statement)
    answer = later_clause(view, claim, source)
    if answer is None or claim.since.by is None:
        return view.refuse(WordingRule.NO_LONGER_STANDS, NO_LONGER, statement, [claim.question])
    day = view.same_day(statement, claim.since.by.statement)
    pieces: list[Piece] = [f"on {day or view.said(statement)} ", *view.named(source), " "]
    pieces += [*predicate([claim], manner_of(source)), *view.relayed(statement)]
    pieces += ["; later that day ", *answer[1:], "."] if day else ["; on ", *answer, "."]
    ids = tuple(sorted((statement.id, claim.since.by.statement.id)))
    return Sentence(WordingRule.LATER_WORD, tuple(pieces), ids, (claim.question,))
