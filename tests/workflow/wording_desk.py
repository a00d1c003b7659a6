"""A desk for the tests of wording: a memo with worded questions, and sources that agreed to descriptors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow import wording
from workflow.verdict import evaluate

PROMISE = f.Promise("AR", "U.S. military official", "They feared for their job.")

MEMO = "the memo was written by the ministry"
CLOSED = "the plant is being closed"
LEE = "Ann Lee, a spokeswoman,"
ASKED = "asked not to be named because they feared for their job"


class Memo(Newsroom):
    """The memo of a ministry: is it genuine, is it final, does it mean a closure?"""

    def __init__(self) -> None:
        super().__init__(slug="memo")
        self.question("genuine", proposition="The memo was written by the ministry.")
        self.question("status", proposition="It is final.")
        self.question("reading", proposition="The plant is being closed.")
        self.source("spokeswoman", "issuer", name="Ann Lee", body="Ministry", descriptor="a spokeswoman")
        self.source("minister", "issuer", name="Bo Ray", body="Ministry", descriptor="minister of energy", rank=3)
        self.source("office", "issuer", name="Ministry press office", body="Ministry", descriptor="press office")
        self.source("friend", "insider", unnamed=True, descriptor="kept for the desk")
        self.source("other", "insider", unnamed=True, descriptor="kept for the desk too")
        self.source("theirs", "insider", unnamed=True, descriptor="official briefed on the plan")
        self.source("paper", "outlet", name="The Post", descriptor="a newspaper")

    def tells(self, source: str = "friend", *, promise: f.Promise | None = PROMISE, **words: Any) -> str:
        """A source of ours speaks on background, under the descriptor that it agreed to."""
        return self.says(source, promise=promise, **words)

    def printed(self, at: str | None = None, newsroom: str = "", **when: str) -> list[str]:
        """Every sentence that may be printed, after its rule."""
        case, moment = self.case(), self.moment(at, **when)
        found = wording.sentences(case, evaluate(case, moment), moment, newsroom)
        return [f"{one.rule}: {one.text}" for one in found]

    def refused(self, at: str | None = None, **when: str) -> list[str]:
        """The rule of each refusal."""
        return [str(one.rule) for one in wording.refusals(self.case(), self.moment(at, **when))]


Log = Callable[[Memo], object]
"""What is logged on the desk before somebody looks at what may be printed."""
