"""The few words and signs that every rendering of a summary shares."""

from __future__ import annotations

from datetime import datetime

from workflow.summaries.parts import StateText
from workflow.when import Instant, instant_of

SIGNS = {
    "hollow": "○",
    "half": "◐",
    "full": "●",
    "cross": "✕",
    "half_cross": "◌",
    "split": "◆",
    "struck": "⊘",
}
"""What each glyph of a state looks like in text."""

LEVELS = {"!": "Before publishing", ">": "Next", "?": "Worth asking"}
"""What the levels of the prompts mean."""

LEFT_OUT = "something that this summary leaves out"
"""Who stands in the timeline where the cause of a change may not be told, or where an embargo ended."""


LATER = "What was learned later is not in it."
"""What a summary says that stands in the past."""

LAPSED = "It covers nothing that is missing now."
"""What a summary says of an override whose findings are settled, or rest on something that came since."""

_FIRST = instant_of(datetime.fromisoformat("0001-01-03T00:00+00:00"))
_LAST = instant_of(datetime.fromisoformat("9999-12-29T00:00+00:00"))


def in_reach(instant: Instant) -> Instant:
    """An instant that has a date in every zone: the nearest one to an instant at the ends of the calendar."""
    return min(max(instant, _FIRST), _LAST)


def sign(state: StateText) -> str:
    """The sign that stands before the word of a state."""
    return SIGNS[state.glyph]


HASH_WARNING = "A hash identifies the copy: whoever holds the same file can tell by it which copy this is."
"""What stands beside every hash."""

ADVICE = "Prepared for legal advice before publication. No source that spoke unnamed is named in it."
"""What a lawyer's summary says of itself."""
