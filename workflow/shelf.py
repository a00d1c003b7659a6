"""A case as one row of the list of cases, and the moment until which the row holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from workflow.case import Case, Moment
from workflow.when import Instant

if TYPE_CHECKING:
    from workflow.verdict import Evaluation


class ShelfRow(msgspec.Struct, frozen=True):
    """What the list shows of a case.

    `settled` of `total` questions are settled one way or the other. `level` and
    `prompt` are the most pressing prompt, both empty when nothing is left to do. `moved_at` is the time that the last
    entry claims; `deadline` the next one of an open request. The row holds until `holds_until`, or for good.
    """

    slug: str
    title: str
    is_open: bool
    headline: str
    headline_questions: tuple[str, ...]
    settled: int
    total: int
    level: str
    prompt: str
    moved_at: str
    deadline: Instant | None
    holds_until: Instant | None


def shelf_row(case: Case, now: Instant, evaluation: Evaluation | None = None) -> ShelfRow:
    """The row of a case on a wall clock; without a new fact nothing in it changes before its `holds_until`.

    `evaluation` is the case's at that moment, where the caller has it already.
    """
    # Rows are read far more often than made, and the list of cases must stand before the rules are loaded.
    from workflow.advice import first_prompt
    from workflow.outreach import next_deadline
    from workflow.verdict import evaluate, headline, question_words

    moment = Moment(None, now)
    evaluation = evaluation or evaluate(case, moment)
    top = headline(case, evaluation.states)
    prompt = first_prompt(case, evaluation, moment)
    deadline = next_deadline(case, moment)
    return ShelfRow(
        slug=case.slug,
        title=case.title,
        is_open=case.is_open,
        headline=top.state.value,
        headline_questions=question_words(case, top.questions),
        settled=sum(state.settled for state in evaluation.states.values()),
        total=len(case.questions),
        level=prompt.level if prompt else "",
        prompt=prompt.text if prompt else "",
        moved_at=case.entries[-1].claimed_at if case.entries else "",
        deadline=deadline,
        holds_until=_holds_until(case, now, deadline),
    )


def holds_until(case: Case, now: Instant) -> Instant | None:
    """The earliest moment after `now` at which the clock alone may change a state, a deadline or a prompt (not the
    hours left in W8): an embargo lifts, a deadline or a time written ahead comes, a fortnight has been quiet. None when
    nothing is ahead.
    """
    from workflow.outreach import next_deadline

    return _holds_until(case, now, next_deadline(case, Moment(None, now)))


def _holds_until(case: Case, now: Instant, deadline: Instant | None) -> Instant | None:
    from workflow.advice.states import FORTNIGHT

    ahead = [] if deadline is None else [deadline]
    for statement in case.statements:
        embargo = statement.terms_at(None)[1] if statement.term_changes else statement.embargo
        if embargo is not None and embargo > now:
            ahead.append(embargo)
    for request in case.requests:
        told = [request.sent, *(answer.at for answer in request.answers)]
        told += [request.timed_out] if request.timed_out is not None else []
        ahead += [when.instant for when in told if when.instant is not None and when.instant > now]
    if case.statements and (quiet := case.statements[-1].learned_key + FORTNIGHT + 1) > now:
        ahead.append(quiet)
    return min(ahead, default=None)
