"""What the case said when something left the desk: the log up to that export, standing at its moment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from workflow import facts as f
from workflow.case import Case, Moment
from workflow.fold import fold
from workflow.outgoing import Export
from workflow.terms import Audience
from workflow.when import Instant, parse_when

_WORDS = (
    f.CaseOpened,
    f.CaseZoned,
    f.QuestionRaised,
    f.QuestionWorded,
    f.QuestionWithdrawn,
    f.SourceAdded,
    f.SourceDescribed,
    f.SourcesMerged,
    f.StatementLogged,
    f.TermsTightened,
    f.TermsAgreed,
    f.StatementCorrected,
    f.TakenBack,
    f.Erased,
)


def standing_then(case: Case, export: Export) -> tuple[Case, Moment]:
    """The case as its log told it when the export was made, and the moment that the export stood at.

    It goes by the place in the log, never by a clock.
    """
    moment = Moment(export.as_of.known_at(case.zone) if export.as_of else None, claimed(case, export.claimed_at))
    return _first(case, export.position), moment


def claimed(case: Case, claimed_at: str) -> Instant:
    """The instant that an entry claims; the beginning of 1970 where it claims none."""
    return parse_when(claimed_at).known_at(case.zone) if claimed_at else 0


def last_export(case: Case, audience: Audience) -> Export | None:
    """The last file that left for an audience, if one did."""
    made = [export for export in case.outgoing.exports if export.audience is audience]
    return made[-1] if made else None


def last_summary(exports: Iterable[Export], audience: Audience) -> Export | None:
    """The export that an audience is told the changes since: for the public the last one printed, if one was.

    For the desk it may be for any audience. A file that told only what changed is never it.
    """
    whole = [it for it in exports if audience in (it.audience, Audience.DESK) and not it.is_difference]
    printed = [it for it in whole if it.printed] if audience is Audience.PUBLIC else []
    return next(reversed(printed or whole), None)


class EarlierCases:
    """Who had said what on which terms, at places in the log of a case; the rest of these cases may be of later.

    Places between which none of it changed share one case, and where nothing has changed since it is today's.
    """

    def __init__(self, case: Case, *, approvals: bool = False) -> None:
        kinds = (*_WORDS, f.TextApproved) if approvals else _WORDS
        self._case = case
        self._places = [place for place, entry in enumerate(case.entries) if isinstance(entry.fact, kinds)]

    def count(self, position: int) -> int:
        """How many of the first entries it takes to tell all of it as it was before this place."""
        number = bisect_left(self._places, position)
        return self._places[number - 1] + 1 if number else 0

    def case(self, position: int) -> Case:
        """The case as the log told it before this place."""
        count = self.count(position)
        return self._case if count == self.count(len(self._case.entries)) else _first(self._case, count)


def _first(case: Case, count: int) -> Case:
    held = case.earlier.get(count)
    if held is None:
        held = case.earlier[count] = fold(case.entries[:count])
    return held
