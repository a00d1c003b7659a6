"""The few words and signs that every rendering of a summary shares."""

from __future__ import annotations

from workflow.summaries.model import StateText

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


def sign(state: StateText) -> str:
    """The sign that stands before the word of a state."""
    return SIGNS[state.glyph]
