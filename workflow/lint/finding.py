"""What the lint says: its rules, and a finding with its place in the draft."""

from __future__ import annotations

from typing import NamedTuple

from workflow.facts import FactId
from workflow.terms import Word


class LintRule(Word):
    """What a draft may not say, in the order in which findings at the same place are shown."""

    FORBIDDEN_NAME = "forbidden-name", "forbidden name", "A name or phrase that leads to somebody who is protected."
    OFF_RECORD = "off-record", "off the record", "Words that were said off the record."
    UNDER_EMBARGO = "under-embargo", "under embargo", "Words that may not be used before a time that has not come."
    NOT_A_CONFIRMATION = (
        "not-a-confirmation",
        "not a confirmation",
        "Somebody confirms in the draft who did not do so in the log.",
    )
    PLURAL_FOR_ONE = "plural-for-one", "plural for one", "Several people speak in the draft, one in the log."
    BARE_SOURCES = "bare-sources", "bare sources", "A source that is described by nothing."
    OTHER_DESCRIPTOR = "other-descriptor", "other descriptor", "An unnamed source under words that were not agreed."
    NOT_VERBATIM = "not-verbatim", "not verbatim", "Quotation marks around words that may not stand in them."
    REFUSED_TO_COMMENT = "refused-to-comment", "refused to comment", "Somebody refuses who declined."
    NOT_WHAT_WAS_ASKED = (
        "not-what-was-asked",
        "not what was asked",
        "What came of asking for comment is told otherwise than the log has it.",
    )
    BARE_STATE = "bare-state", "bare state", "The word of a state without the question that it answers."


class Finding(NamedTuple):
    """One fault of a draft. `line` and `column` count from 1, `column` and `length` in characters.

    `sentence` says what is wrong, `remedy` what may be written instead; `statements` are the ids that it rests on.
    """

    line: int
    column: int
    length: int
    rule: LintRule
    excerpt: str
    sentence: str
    remedy: str
    statements: tuple[FactId, ...]


class Spot(NamedTuple):
    """A fault by its place in the folded text, before line and column are known."""

    start: int
    end: int
    rule: LintRule
    sentence: str
    remedy: str
    statements: tuple[FactId, ...] = ()
