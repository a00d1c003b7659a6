"""The sentences that may be printed now, each traceable to statements whose terms permit it, and what has none."""

from __future__ import annotations

from workflow.case import Case, Moment, Statement
from workflow.facts import FactId
from workflow.terms import Term
from workflow.verdict import Evaluation, evaluate
from workflow.wording.grammar import clause, with_article
from workflow.wording.named import of_named
from workflow.wording.pieces import Field, Piece, Refusal, Sentence, Shape, WordingRule
from workflow.wording.silence import of_request
from workflow.wording.together import two_of_ours
from workflow.wording.unnamed import of_chatham_house, of_unnamed
from workflow.wording.view import View

__all__ = [
    "Field",
    "Piece",
    "Refusal",
    "Sentence",
    "Shape",
    "WordingRule",
    "clause",
    "of_statement",
    "refusals",
    "sentences",
    "with_article",
]

_RULES = list(WordingRule)


def sentences(case: Case, evaluation: Evaluation, moment: Moment, newsroom: str = "") -> tuple[Sentence, ...]:
    """Every sentence that may be printed at a moment, by question, rule and text; equal ones are one.

    `evaluation` is of the same moment, `newsroom` what the desk calls itself in print (empty: we).
    """
    view = View(case, evaluation, moment, newsroom)
    found = [one for one in _all(view) if isinstance(one, Sentence)]
    together: dict[tuple[WordingRule, str], Sentence] = {}
    for sentence in (*found, *two_of_ours(view)):
        key = sentence.rule, sentence.text
        together[key] = _merged(view, together[key], sentence) if key in together else sentence
    return tuple(sorted(together.values(), key=lambda one: (_place(view, one), one.text, one.statements, one.request)))


def refusals(case: Case, moment: Moment, evaluation: Evaluation | None = None) -> tuple[Refusal, ...]:
    """All that has no sentence at a moment, each with the rule that says so and what would open it."""
    view = View(case, evaluation or evaluate(case, moment), moment)
    found = {one: None for one in _all(view) if isinstance(one, Refusal)}
    return tuple(sorted(found, key=lambda one: (_place(view, one), one.sentence, one.statements, one.request)))


def of_statement(
    case: Case, evaluation: Evaluation, moment: Moment, statement_id: FactId, newsroom: str = ""
) -> tuple[Sentence | Refusal, ...]:
    """What may be printed of one statement at a moment, and which rules refuse the rest; empty before it is learned."""
    view = View(case, evaluation, moment, newsroom)
    found = [
        one for statement in case.learned_by(moment) if statement.id == statement_id for one in _of(view, statement)
    ]
    shared = [one for one in two_of_ours(view) if statement_id in one.statements]
    return tuple(sorted((*found, *shared), key=lambda one: (_place(view, one), str(one.rule))))


def _all(view: View) -> list[Sentence | Refusal]:
    said = [one for statement in view.case.learned_by(view.moment) for one in _of(view, statement)]
    asked = [found for request in view.case.requests if (found := of_request(view, request)) is not None]
    return [*said, *asked]


def _of(view: View, statement: Statement) -> list[Sentence | Refusal]:
    """What the terms of a statement permit; first match wins."""
    if refusal := view.barred(statement):
        return [refusal]
    terms, _ = view.names.terms[statement.id]
    if terms is Term.ON_RECORD:
        return of_named(view, statement)
    return of_chatham_house(view, statement) if terms is Term.CHATHAM_HOUSE else of_unnamed(view, statement)


def _place(view: View, one: Sentence | Refusal) -> tuple[int, int]:
    """Where a sentence stands: by the first of its questions, then by its rule; never by when it was logged."""
    first = min((view.order[question] for question in one.questions if question in view.order), default=len(view.order))
    return first, _RULES.index(one.rule)


def _merged(view: View, one: Sentence, other: Sentence) -> Sentence:
    statements = tuple(sorted({*one.statements, *other.statements}))
    return one._replace(statements=statements, questions=view.ordered((*one.questions, *other.questions)))
