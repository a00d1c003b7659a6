"""What has become of a word since it was said: whether it may be printed as it was, or what was said after it."""

from __future__ import annotations

from typing import NamedTuple

from workflow.case import said_before
from workflow.facts import FactId
from workflow.fate import Fate, Rule
from workflow.wording.view import View

_TAKEN_BACK = (Rule.RETRACTED, Rule.RETRACTED_BEFORE)


class Since(NamedTuple):
    """A word stands unless it was taken back, or answered otherwise by a later one (`by`)."""

    taken_back: bool = False
    by: Fate | None = None

    @property
    def stands(self) -> bool:
        """Whether it may be printed as it was said."""
        return not self.taken_back and self.by is None


def since(view: View, fate: Fate, question: FactId) -> Since:
    """What has become of what a statement says on a question.

    A counted word is answered by what overtook it, and whatever overtook that, where the last says otherwise. A word
    that never counted is answered by a later one that does, of the same source or by an official of the same body.
    """
    last, seen = fate, {fate.statement.id}
    while last.by is not None:
        if last.rule in _TAKEN_BACK:
            return Since(taken_back=True)
        if last.by.id in seen:
            break
        seen.add(last.by.id)
        last = view.fates[last.by.id, question]
    if last is not fate or fate.live:
        return Since() if last.stance is fate.stance else Since(by=last)
    return _since_unweighed(view, fate, question)


def _since_unweighed(view: View, fate: Fate, question: FactId) -> Since:
    statement, standings = fate.statement, view.standings(question)
    retractions = standings.taken_back.get(statement.source, ())
    if statement.id in standings.listed or any(said_before(statement, later) for later in retractions):
        return Since(taken_back=True)
    later = list(standings.by_source.get(statement.source, ()))
    if view.is_open(statement) and (body := view.case.source_of(statement).body):
        later += standings.by_body.get(body, ())
    answers = [found for found in later if found.stance is not fate.stance and said_before(statement, found.statement)]
    if not answers:
        return Since()
    return Since(by=max(answers, key=lambda found: (view.case.source_of(found.statement).rank, found.statement.order)))
