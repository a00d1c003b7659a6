"""What became of one statement on one question, and the rule that decided it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from workflow.case import Statement
from workflow.terms import Stance, Weight


class Rule(StrEnum):
    """Why a statement does not count on a question, or that it does; the value is the sentence a reader sees."""

    COUNTS = "counts"
    NO_STANCE = "its stance carries no weight"
    CONTESTED = "two corrections of it disagree; settle them first"
    TERMS = "its terms do not let it count"
    EMBARGO = "it is under embargo"
    REPEATS = "it repeats another report"
    GRADE = "its grade holds it back"
    HEARSAY = "the source was told, or cannot know"
    PROVIDER = "the provider cannot vouch for the document"
    UNASKED = "nobody asked how the source knows"
    OVERTAKEN = "a later word overtook it"
    OVERTAKEN_BEFORE = "it was overtaken before we learned of it"
    RETRACTED = "it was retracted"
    RETRACTED_BEFORE = "it was retracted before we learned of it"


class Fate(msgspec.Struct, gc=False, eq=False):
    """What became of one statement on one question: its class, the rule that decided, and which statement did it."""

    statement: Statement
    stance: Stance
    weight: Weight
    rule: Rule
    by: Statement | None = None
    technical: bool = False
    decisive: bool = False
    strength: int = 0
    """How strong it is for overtaking: unnamed 0, named 1, technical or official 2."""

    @property
    def live(self) -> bool:
        """Whether it counts and still stands."""
        return self.rule is Rule.COUNTS

    def end(self, rule: Rule, by: Fate) -> None:
        """Stop counting, by a rule and for the statement of another fate."""
        self.rule = rule
        self.by = by.statement
