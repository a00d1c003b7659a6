"""The walk itself: every prompt with its rule and level, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from workflow.advice import opening, publishing, replies, sourcing, states
from workflow.advice.prompt import MUST, NEXT, WORTH, Line, Prompt, spread
from workflow.advice.view import View
from workflow.case import Case, Moment
from workflow.people import NOBODY, People
from workflow.verdict import Evaluation

Find = Callable[[View], Iterable[Line]]

WALK: tuple[tuple[str, str, Find], ...] = (
    ("W29", MUST, publishing.duty_to_tell),
    ("W1", MUST, publishing.nothing_held),
    ("W2", MUST, opening.purported_facts),
    ("W13", MUST, sourcing.only_outlets),
    ("W14", MUST, sourcing.one_origin),
    ("W16", MUST, publishing.no_editor_knows),
    ("W17", MUST, publishing.not_agreed),
    ("W27", MUST, states.altered),
    ("W28", MUST, sourcing.which_copy),
    ("W32", MUST, sourcing.forbidden_pairing),
    ("W34", MUST, publishing.boxes_open),
    ("W3", NEXT, opening.propositions),
    ("W4", NEXT, opening.author),
    ("W5", NEXT, opening.issuer),
    ("W6", NEXT, opening.recipient),
    ("W7", NEXT, opening.overdue),
    ("W9", NEXT, replies.one_answer),
    ("W10", NEXT, replies.declined),
    ("W11", NEXT, replies.could_not_say),
    ("W12", NEXT, replies.implied),
    ("W15", NEXT, sourcing.same_person),
    ("W18", NEXT, sourcing.never_asked),
    ("W19", NEXT, sourcing.withheld),
    ("W20", NEXT, sourcing.embargoed),
    ("W21", NEXT, sourcing.only_provider),
    ("W24", NEXT, states.genuine_disputed),
    ("W25", NEXT, states.split),
    ("W26", NEXT, states.contested),
    ("W30", NEXT, states.withdrawn),
    ("W31", NEXT, sourcing.learned_late),
    ("W8", WORTH, opening.waiting),
    ("W33", WORTH, states.confirmed),
    ("W35", WORTH, states.gone_quiet),
)
"""`!` first, then `>`, then `?`; within a level in the order of the walk, but what readers hold that no longer stands
comes before all else."""


def prompts(
    case: Case, evaluation: Evaluation, moment: Moment, *, whole: Case | None = None, people: People = NOBODY
) -> tuple[Prompt, ...]:
    """All that is left to do in a case at a moment, most pressing first; the evaluation is that of the moment.

    Where `case` is only what may leave the desk, `whole` is the case itself: no line tells of it what may not leave.
    `people` is what the vault tells, and goes into no list for others.
    """
    return tuple(_walk(View(case, evaluation, moment, whole=whole, people=people)))


def first_prompt(case: Case, evaluation: Evaluation, moment: Moment) -> Prompt | None:
    """The most pressing prompt alone, in words that hold until a deadline or an embargo passes (W8, W20).

    The list of cases keeps it, so it tells nothing that only the vault knows.
    """
    return next(_walk(View(case, evaluation, moment, steady=True)), None)


def _walk(view: View) -> Iterator[Prompt]:
    for rule, level, find in WALK:
        for line in spread(find(view)):
            yield Prompt(rule, level, *line)
