"""The sentences of a retraction: who took back what, of when, and in which words."""

from __future__ import annotations

from workflow.case import Statement, said_before
from workflow.facts import FactId
from workflow.fate import Fate
from workflow.terms import Stance, Standing
from workflow.wording.grammar import joined
from workflow.wording.pieces import Piece, Refusal, Sentence, WordingRule, after
from workflow.wording.saying import NO_LONGER, NO_PROPOSITION, Claim, later_clause
from workflow.wording.since import Since
from workflow.wording.view import View

_NOTHING_TOLD = "What it takes back may not be told: stop printing that, and say nothing of this."
_LINKS = {frozenset({Stance.CONFIRMS}): "that", frozenset({Stance.DISPUTES}): "disputing that"}


def of_retraction(view: View, statement: Statement) -> list[Sentence | Refusal]:
    """What a statement on the record takes back, one sentence a question."""
    return [
        _on_question(view, statement, question)
        for question in view.ordered(statement.says.stances)
        if statement.says.stances[question] is Stance.RETRACTS
    ]


def taken_back(view: View, statement: Statement, question: FactId) -> list[Statement]:
    """The statements learned by now that a retraction takes back on a question, in the order learned."""
    listed = statement.says.retracts
    if listed:
        found = [view.known[name] for name in listed if name in view.known]
    else:
        earlier = (fate.statement for fate in view.evaluation.tallies[question].fates)
        found = [one for one in earlier if one.source == statement.source and said_before(one, statement)]
    weighing = (one for one in found if (stance := one.says.stances.get(question)) is not None and stance.weighs)
    return sorted(weighing, key=lambda one: one.order)


def _on_question(view: View, statement: Statement, question: FactId) -> Sentence | Refusal:
    proposition = view.proposition(question)
    if proposition is None:
        return view.refuse(WordingRule.LACKING, NO_PROPOSITION, statement, [question])
    source = view.case.source_of(statement)
    report = source.standing is Standing.OUTLET
    told = [one for one in taken_back(view, statement, question) if _may_be_told(view, one, report)]
    if not told:
        return view.refuse(WordingRule.NO_LONGER_STANDS, _NOTHING_TOLD, statement, [question])
    noun = "report" if report else "statement"
    told.sort(key=lambda one: one.said.known_at(view.case.zone))
    dates = joined(list(dict.fromkeys(view.said(one) for one in told)))
    what = f"{noun if len(told) == 1 else noun + 's'} of {dates}"
    link = _LINKS.get(frozenset(one.says.stances[question] for one in told), "on whether")
    pieces: list[Piece] = [*view.named(source), f" withdrew {'its' if report else 'the'} {what} {link} ", proposition]
    pieces += [*after(", saying: ", view.quote(statement)), *view.relayed(statement), ".", *_reason(view, statement)]
    ids = {statement.id, *(one.id for one in told)}
    if anew := said_anew(view, statement, question):
        claim = Claim(
            view.fates[statement.id, question], question, view.question(question).kind, proposition, Since(by=anew)
        )
        answer = later_clause(view, claim, source)
        if answer is None:
            return view.refuse(WordingRule.NO_LONGER_STANDS, NO_LONGER, statement, [question])
        pieces += [" On ", *answer, "."]
        ids.add(anew.statement.id)
    return Sentence(WordingRule.RETRACTION, tuple(pieces), tuple(sorted(ids)), (question,))


def said_anew(view: View, statement: Statement, question: FactId) -> Fate | None:
    """What the same source has said on a question since it took back an earlier word."""
    live = view.standings(question).by_source.get(statement.source, ())
    return max(
        (fate for fate in live if said_before(statement, fate.statement)),
        key=lambda fate: fate.statement.order,
        default=None,
    )


def _may_be_told(view: View, statement: Statement, report: bool) -> bool:
    """Whether it may be told that this was said: by name, or for an outlet what it carried."""
    return view.is_open(statement) or (report and view.is_unnamed(statement) and not view.is_ours(statement))


def _reason(view: View, statement: Statement) -> tuple[Piece, ...]:
    """What was said of it in words of ours, where there are none to quote."""
    if view.quote(statement):
        return ()
    paraphrase = view.field(f"{statement.id}:paraphrase", statement.says.paraphrase)
    return (" In our words: ", paraphrase, ".") if paraphrase else ()
