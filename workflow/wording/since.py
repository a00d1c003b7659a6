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
    that never counted is answered by a later one that does, of the same source or by an official of the same body; one
    by name never by one without.
    """
    last = _last(view, fate, question)
    if last.rule in _TAKEN_BACK:
        return Since(taken_back=True)
    if last is not fate or fate.live:
        return Since() if last.stance is fate.stance else Since(by=last)
    return _since_unweighed(view, fate, question)


def _last(view: View, fate: Fate, question: FactId) -> Fate:
    """The word that stands at the end of those that overtook each other, or the one that was taken back."""
    walked = []
    while fate not in view.ends and fate.by is not None and fate.rule not in _TAKEN_BACK:
        view.ends[fate] = fate
        walked.append(fate)
        fate = view.fates[fate.by.id, question]
    last = view.ends.get(fate, fate)
    view.ends.update(dict.fromkeys(walked, last))
    return last


def _since_unweighed(view: View, fate: Fate, question: FactId) -> Since:
    statement, standings = fate.statement, view.standings(question)
    retractions = standings.taken_back.get(statement.source, ())
    if statement.id in standings.listed or any(said_before(statement, later) for later in retractions):
        return Since(taken_back=True)
    later = list(standings.by_source.get(statement.source, ()))
    if view.is_open(statement):
        later = [found for found in later if view.by_name(found.statement)]
        later += standings.by_body.get(view.case.source_of(statement).body, ())
    answers = [found for found in later if found.stance is not fate.stance and said_before(statement, found.statement)]
    if not answers:
        return Since()
    return Since(by=max(answers, key=lambda found: (view.case.source_of(found.statement).rank, found.statement.order)))
