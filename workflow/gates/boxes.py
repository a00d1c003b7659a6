"""g7: harm, law and traces are initialled, after the last text for the public was approved."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.case import Case, Moment
from workflow.gates.look import Lack, Look
from workflow.gates.texts import approved_texts
from workflow.outgoing import Approval
from workflow.terms import Box
from workflow.voices import Names


def boxes(look: Look) -> Iterator[Lack]:
    """g7: a lack for each box; one that was overridden is missing anew once another text is approved."""
    newest = max((text.approval for text in look.approved), key=_place, default=None)
    for box in _missing(look.case, newest):
        since = " since the last text for the public was approved" if _ever(look.case, box) else ""
        yield Lack(
            f"g7:{box}:{newest.id if newest else ''}",
            f"Nobody has initialled {box.word}{since}.",
            f"{box.meaning} Weigh it, and put initials to it.",
            "gate",
            "g7",
        )


def boxes_missing(case: Case, moment: Moment) -> tuple[Box, ...]:
    """The boxes that nobody initialled after the newest approval of a text for the public that stands today."""
    missing = tuple(box for box in Box if not _ever(case, box))
    if missing:
        return missing
    live = (text.approval for text in approved_texts(case, Names(case, moment)))
    return _missing(case, max(live, key=_place, default=None))


def newest_approval(case: Case) -> int:
    """The place in the log of the newest approval, whether its text still stands or not; -1 where there is none."""
    return max(map(_place, case.outgoing.approvals.values()), default=-1)


def _missing(case: Case, newest: Approval | None) -> tuple[Box, ...]:
    place = newest.position if newest else -1
    done = {initials.box for initials in case.outgoing.initials if initials.position > place}
    return tuple(box for box in Box if box not in done)


def _ever(case: Case, box: Box) -> bool:
    return any(initials.box is box for initials in case.outgoing.initials)


def _place(approval: Approval) -> int:
    return approval.position
