"""What a question's state would be with fewer statements or one more, tried on a few that stand for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from workflow.case import Case, Source, Statement
from workflow.evidence import Side, Tally, feed, unsettled_sources
from workflow.facts import FactId
from workflow.fate import Fate
from workflow.terms import State, Weight
from workflow.verdict import Evaluation, decide


class Trial:
    """One question at one moment, ready to be evaluated with only some of its statements, or with one more."""

    def __init__(self, case: Case, evaluation: Evaluation, question: FactId) -> None:
        self.case = case
        self.question = case.question_by_id[question]
        self.moment = evaluation.moment
        self.tally = evaluation.tallies[question]
        self.state = evaluation.states[question]
        self._unsettled = unsettled_sources(case)

    def told(self, statements: Iterable[Statement], more: Statement | None = None, by: Source | None = None) -> Tally:
        """The tally of these statements alone, in the order learned, and then of one more by a source."""
        tally = Tally(self.question)
        alone = {self.question.id: tally}
        for statement in sorted(statements, key=lambda statement: statement.order):
            feed(alone, self.case, statement, self.moment, self._unsettled)
        if more is not None and by is not None:
            tally.add(more, by, self.moment)
        return tally

    def gives(self, fates: Iterable[Fate]) -> State:
        """The state that the statements of these fates give alone."""
        return decide(self.told(fate.statement for fate in fates))

    def source(self, fate: Fate) -> Source:
        """Who said it."""
        return self.case.sources[fate.statement.source]

    def prominence(self, fate: Fate) -> tuple[int, tuple[int, int]]:
        """What a reporter would name first among statements of one class: the highest rank, then the last learned."""
        return self.source(fate).rank, fate.statement.order

    def shortlist(self) -> list[Fate]:
        """A few of the statements that stand, which give the same state as all do, whatever one more may say.

        One more statement can end all that its source said, and officials of one body up to a rank. So of each class
        on each side two sources stay, the highest first, of two bodies and of three lineages where there are so many.
        """
        chosen: dict[Fate, None] = {}
        for side in (self.tally.confirms, self.tally.disputes):
            for fates, group, groups in self._classes(side):
                ranked = sorted(fates, key=self.prominence, reverse=True)
                chosen.update(dict.fromkeys(_few(ranked, group, groups)))
        return list(chosen)

    def _classes(self, side: Side) -> Iterator[tuple[Iterable[Fate], Callable[[Fate], str], int]]:
        conclusive = [fate for fate in side.technical if fate.statement.says.conclusive]
        yield side.official, self._body, 2
        yield side.decisive, self._body, 2
        yield conclusive, _all_alike, 1
        yield side.technical, side.technical.__getitem__, 3
        yield side.named, _all_alike, 1
        yield side.anonymous, _all_alike, 1

    def _body(self, fate: Fate) -> str:
        source = self.source(fate)
        return f"body {source.body}" if source.body and fate.weight is Weight.OFFICIAL else source.id


def _few(fates: Iterable[Fate], group: Callable[[Fate], str], groups: int) -> Iterator[Fate]:
    """What two sources said of each of so many groups, in the order given."""
    seen: dict[str, set[FactId]] = {}
    for fate in fates:
        name = group(fate)
        if name not in seen and len(seen) == groups:
            continue
        heard = seen.setdefault(name, set())
        if len(heard) < 2 or fate.statement.source in heard:
            heard.add(fate.statement.source)
            yield fate


def _all_alike(_: Fate) -> str:
    return ""
