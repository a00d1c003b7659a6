"""What of a difference may be told to a reader: nothing that leads from an unnamed word to a name, or says too much."""

from __future__ import annotations

from workflow.case import Case, Moment
from workflow.difference import Corrected, Difference, Side
from workflow.evidence import weigh
from workflow.facts import FactId
from workflow.summaries.outward import outward
from workflow.summaries.speaking import is_open
from workflow.terms import Audience
from workflow.verdict import Evaluation, evaluate
from workflow.voices import CHATHAM, UNNAMED

_NEVER = frozenset({"derived_from", "retracts", "corrects", "lineage", "grade"})
"""Fields that link statements, or are the desk's opinion: a correction of them is not told."""


def outward_side(case: Case, moment: Moment, audience: Audience) -> Side:
    """The case at a moment as a reader is told it, with the real states; what is under embargo for an editor alone."""
    left, real = outward(case, moment), evaluate(case, moment)
    states = {left.questions[question]: state for question, state in real.states.items()}
    told = Evaluation(moment, weigh(left.case, moment), states)
    statements = dict(left.statements)
    if audience is not Audience.EDITOR:
        held = {s.id for s in left.case.statements if s.embargo is not None and s.embargo > moment.at}
        statements = {name: shown for name, shown in statements.items() if shown not in held}
    return Side(case, moment, left.case, told, statements, left.questions, left.requests)


def tellable(found: Difference, before: Side, after: Side) -> tuple[Difference, bool]:
    """The part of a difference that may be told, and whether words were lost to undoing or to stricter terms.

    A statement that is named now and was not is told as new, for what it was before must not lead to it.
    """
    crossed = {n for n in found.terms if is_open(before.statement(n)) is not is_open(after.statement(n))}
    tighter = {n for n in found.terms if _is_tighter(before, after, n)}
    new, untold = {*found.learned, *(crossed - tighter)}, crossed | tighter
    corrected = [_corrected(before, after, c) for c in found.corrected if c.statement not in untold]
    shown = found._replace(
        learned=tuple(name for name in after.statements if name in new),
        corrected=tuple(c for c in corrected if c.fields),
        fallen=tuple(fallen for fallen in found.fallen if fallen.statement not in untold),
        terms=tuple(name for name in found.terms if name not in untold),
        described=tuple(n for n in found.described if n not in untold and _may_be_called(after, n)),
        approvals=0,
    )
    return shown, bool(found.withheld or found.gone or tighter)


def _is_tighter(before: Side, after: Side, name: FactId) -> bool:
    (terms, embargo), (terms_now, embargo_now) = before.terms(name), after.terms(name)
    return terms_now.strictness > terms.strictness or (embargo_now or 0) > (embargo or 0)


def _corrected(before: Side, after: Side, corrected: Corrected) -> Corrected:
    """The fields whose correction shows in what is told; who said it, where that is a name."""
    then, now = before.statement(corrected.statement), after.statement(corrected.statement)
    told = [
        field
        for field in corrected.fields
        if field not in _NEVER
        and (is_open(now) if field == "source" else getattr(then.says, field) != getattr(now.says, field))
    ]
    return Corrected(corrected.statement, tuple(told))


def _may_be_called(after: Side, name: FactId) -> bool:
    """Whether it may be told that a source is called otherwise: never that it lost its descriptor."""
    source = after.told.source_of(after.statement(name))
    return bool(source.name) or source.descriptor not in (UNNAMED, CHATHAM)
