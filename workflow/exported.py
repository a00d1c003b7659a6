"""What the case said when something left the desk: the log up to that export, standing at its moment."""

from __future__ import annotations

from workflow.case import Case, Moment
from workflow.fold import fold
from workflow.outgoing import Export
from workflow.terms import Audience
from workflow.when import parse_when


def standing_then(case: Case, export: Export) -> tuple[Case, Moment]:
    """The case as its log told it when the export was made, and the moment that the export stood at.

    It goes by the place in the log, never by a clock.
    """
    now = parse_when(export.claimed_at).known_at(case.zone) if export.claimed_at else 0
    moment = Moment(export.as_of.known_at(case.zone) if export.as_of else None, now)
    held = case.earlier.get(export.position)
    if held is None:
        held = case.earlier[export.position] = fold(case.entries[: export.position])
    return held, moment


def last_export(case: Case, audience: Audience) -> Export | None:
    """The last file that left for an audience, if one did."""
    made = [export for export in case.outgoing.exports if export.audience is audience]
    return made[-1] if made else None
