"""The case on which public sentences are judged: named and unnamed words apart, the places of approvals as they are."""

from __future__ import annotations

import msgspec

from workflow.case import Case, Moment, Source, Statement
from workflow.facts import FactId
from workflow.summaries.outward import Outward, outward
from workflow.terms import Standing
from workflow.voices import Names, Voice


def apart(case: Case, moment: Moment, names: Names) -> Case:
    """The case without what may not be told, in which no unnamed word shares a source with a named one.

    So no sentence stands or falls by what the same person said under the other condition. Ids stay, since approvals
    go by them, and so does what an unnamed word rests on, since two people are two only with two origins.
    """
    return _Apart(case, outward(case, moment), names).build()


class _Apart:
    """Takes over from the case as it may leave the desk who speaks and what refers to what, under the real ids."""

    def __init__(self, case: Case, left: Outward, names: Names) -> None:
        self.case, self.left, self.names = case, left, names
        self.questions = {outer: real for real, outer in left.questions.items()}
        self.statements = {outer: real for real, outer in left.statements.items()}
        self.speakers: dict[FactId, Source] = {}

    def build(self) -> Case:
        told = (s for s in self.case.statements if s.id in self.left.statements)
        statements = tuple(self.statement(s) for s in told if self.names.voice(s) is not Voice.CHATHAM)
        kept = {statement.id for statement in statements}
        held = self.case.holdings
        exhibits = tuple(exhibit for exhibit in held.exhibits if exhibit.about in kept or not exhibit.about)
        return msgspec.structs.replace(
            self.case,
            statements=statements,
            sources={**self.case.sources, **self.speakers},
            holdings=held._replace(exhibits=exhibits),
        )

    def statement(self, statement: Statement) -> Statement:
        outer = self.left.case.by_id[self.left.statements[statement.id]].says
        source = self.speaker(statement)
        says = msgspec.structs.replace(
            statement.says,
            source=source,
            stances={self.questions[q]: stance for q, stance in outer.stances.items()},
            retracts=tuple(self.statements[name] for name in outer.retracts),
            corrects=tuple(self.statements[name] for name in outer.corrects),
            derived_from=self.statements.get(outer.derived_from, outer.derived_from),
        )
        return msgspec.structs.replace(statement, says=says, source=source)

    def speaker(self, statement: Statement) -> FactId:
        """Whose statement it is here: the source's, or for a withheld voice that of a speaker without a name."""
        voice, name = self.names.speaker(statement, self.names.voice(statement))
        if voice is not Voice.WITHHELD:
            return statement.source
        name = f"speaker {name}"
        real = self.case.source_of(statement)
        self.speakers[name] = Source(name, "", "", "", "", _standing(real), "", 2, real.root)
        return name


def _standing(source: Source) -> Standing:
    """Of a standing no more than keeps its words from counting where they may not."""
    return source.standing if source.standing in (Standing.PROVIDER, Standing.OUTLET) else Standing.OTHER
