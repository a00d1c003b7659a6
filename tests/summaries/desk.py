"""What the tests of the summaries share: the letter of January 2020, a summary in every format, what changed when."""

from __future__ import annotations

from pathlib import Path

from workflow import summaries
from workflow.case import Case, Moment
from workflow.casefile.reading import read_case_file
from workflow.casefile.telling import entries_of
from workflow.facts import CaseZoned, DeskSettings, Entry
from workflow.fold import fold
from workflow.summaries import lawyer
from workflow.terms import State
from workflow.timeline import timeline
from workflow.verdict import evaluate
from workflow.when import Instant, parse_instant

REPLAY = Path(__file__).parent.parent / "replay"
DESK = DeskSettings("The Gazette", "A. Reporter", "AR")
HEADS = ("4f1c 12 entries",)
STANDING_AT = {
    "1530": "2020-01-06T15:30-05:00",
    "1610": "2020-01-06T16:10-05:00",
    "1700": "2020-01-06T17:00-05:00",
    "8-january": "2020-01-08T10:00-05:00",
}


def letter() -> Case:
    """The letter of January 2020, in Washington's time."""
    entries = entries_of(read_case_file(REPLAY / "seely-letter-2020.json"))
    return fold([*entries, Entry("zoned", CaseZoned("America/New_York", "Washington's day.", (entries[0].id,)))])


def past(at: str) -> Moment:
    """A moment to stand at, with the wall clock at the same time."""
    return Moment(parse_instant(at), parse_instant(at))


def formats(case: Case, moment: Moment, since: Instant | None = None) -> dict[str, str]:
    """A case's summary for an editor in every format."""
    summary = summaries.editor_summary(case, moment, DESK, heads=HEADS, since=since)
    return {form: render(summary) for form, render in summaries.RENDERERS.items()}


def for_lawyer(case: Case, moment: Moment, since: Instant | None = None) -> dict[str, str]:
    """A case's summary for a lawyer in every format."""
    summary = lawyer.lawyer_summary(case, moment, DESK, heads=HEADS, since=since)
    return {form: render(summary) for form, render in lawyer.RENDERERS.items()}


def states(case: Case, moment: Moment) -> tuple[dict[str, State], dict[tuple[Instant, str], tuple[State, State]]]:
    """The states at a moment, and each change on the way there, net within an instant."""
    changes: dict[tuple[Instant, str], tuple[State, State]] = {}
    for event in timeline(case, moment):
        for question, before, after in event.question_changes:
            changes[event.instant, question] = (changes.get((event.instant, question), (before, after))[0], after)
    net = {at: pair for at, pair in changes.items() if pair[0] is not pair[1]}
    return dict(evaluate(case, moment).states), net
