"""What changed in a case between two moments, or since a file left the desk. Pure: two sides in, what differs out.

A side is what was told then: on the desk's own screens the case itself, for a reader the case as it may leave the
desk, whose ids are others. All ids in a difference are the real ones. "Since an export" compares with what the log
said up to that place in it, never with what a clock says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workflow.case import Case, Moment, Statement
from workflow.facts import STATEMENT_FIELDS, FactId
from workflow.fate import Fate, Rule
from workflow.outreach import Outcome, status
from workflow.terms import Section, State, Term
from workflow.verdict import Evaluation, Headline, evaluate, headline
from workflow.when import Instant

_ENDS = (Rule.RETRACTED, Rule.OVERTAKEN)


class Side(NamedTuple):
    """One of the two cases that are compared.

    `real` is what the log tells, `told` what may be told of it; `evaluation` is of `told`, with the real states. The
    mappings lead from real ids to those in `told`, for the statements, questions and requests that are told.
    """

    real: Case
    moment: Moment
    told: Case
    evaluation: Evaluation
    statements: Mapping[FactId, FactId]
    questions: Mapping[FactId, FactId]
    requests: Mapping[FactId, FactId]

    def statement(self, name: FactId) -> Statement:
        """A statement as it is told, by its real id."""
        return self.told.by_id[self.statements[name]]

    def terms(self, name: FactId) -> tuple[Term, Instant | None]:
        """The terms and the embargo of a statement as it is told, by its real id."""
        return self.statement(name).terms_at(self.moment.as_of)

    def state(self, question: FactId) -> State | None:
        """The state of a question by its real id; None where it is not asked."""
        return self.evaluation.states[self.questions[question]] if question in self.questions else None


class Turn(NamedTuple):
    """The state of a question then and now; None where it was not asked yet, or is not any more."""

    question: FactId
    before: State | None
    after: State | None


class Corrected(NamedTuple):
    """Fields of a statement that were logged otherwise before."""

    statement: FactId
    fields: tuple[str, ...]


class Fallen(NamedTuple):
    """A statement that counted on questions and does not any more, by which rule and for which statement."""

    statement: FactId
    questions: tuple[FactId, ...]
    rule: Rule
    by: FactId


class Asked(NamedTuple):
    """What became of a request for comment; `before` None where it was not sent yet."""

    request: FactId
    before: Outcome | None
    after: Outcome


class Difference(NamedTuple):
    """What changed. `headlines` are in the ids of each side's told case, all else in real ids.

    `learned` were not told before; `withheld` may not be told any more, `gone` were taken back or erased; `terms` came
    on other terms; `described` are statements whose source is called otherwise now; `approvals` counts new ones.
    """

    turns: tuple[Turn, ...]
    headlines: tuple[Headline, Headline]
    worded: tuple[FactId, ...]
    learned: tuple[FactId, ...]
    corrected: tuple[Corrected, ...]
    fallen: tuple[Fallen, ...]
    terms: tuple[FactId, ...]
    withheld: tuple[FactId, ...]
    gone: tuple[FactId, ...]
    described: tuple[FactId, ...]
    requests: tuple[Asked, ...]
    document: tuple[str, ...]
    passages: tuple[Section, ...]
    approvals: int


def side(case: Case, moment: Moment) -> Side:
    """The case at a moment as the desk's own screens tell it."""
    statements = {statement.id: statement.id for statement in case.learned_by(moment)}
    questions = {question.id: question.id for question in case.questions}
    requests = {request.id: request.id for request in case.requests}
    return Side(case, moment, case, evaluate(case, moment), statements, questions, requests)


def difference(before: Side, after: Side) -> Difference:
    """What changed from one side to another, in time that grows with the statements."""
    both = [name for name in after.statements if name in before.statements]
    lost = [name for name in before.statements if name not in after.statements]
    corrected = tuple(_corrected(before, after, both))
    reattributed = {found.statement for found in corrected if "source" in found.fields}
    return Difference(
        turns=tuple(_turns(before, after)),
        headlines=(headline(before.told, before.evaluation.states), headline(after.told, after.evaluation.states)),
        worded=tuple(q for q in after.questions if q in before.questions and _wording(before, q) != _wording(after, q)),
        learned=tuple(name for name in after.statements if name not in before.statements),
        corrected=corrected,
        fallen=tuple(_fallen(before, after)),
        terms=tuple(name for name in both if before.terms(name) != after.terms(name)),
        withheld=tuple(name for name in lost if name in after.real.by_id),
        gone=tuple(name for name in lost if name not in after.real.by_id),
        described=tuple(
            name for name in both if name not in reattributed and _called(before, name) != _called(after, name)
        ),
        requests=tuple(_asked(before, after)),
        document=_fields(before.told.document, after.told.document),
        passages=tuple(s for s in Section if _passage(before, s) != _passage(after, s)),
        approvals=len(after.real.outgoing.approvals.keys() - before.real.outgoing.approvals.keys()),
    )


def _turns(before: Side, after: Side) -> Iterator[Turn]:
    for question in {**before.questions, **after.questions}:
        turn = Turn(question, before.state(question), after.state(question))
        if turn.before is not turn.after:
            yield turn


def _wording(side: Side, question: FactId) -> str:
    return side.real.question_by_id[question].proposition


def _corrected(before: Side, after: Side, both: list[FactId]) -> Iterator[Corrected]:
    """By what was logged, so that a name which is left out today and was not then is no correction."""
    for name in both:
        then, now = before.real.by_id[name].says, after.real.by_id[name].says
        if then is not now and then != now:
            fields = tuple(field for field in STATEMENT_FIELDS if getattr(then, field) != getattr(now, field))
            if fields:
                yield Corrected(name, fields)


def _fallen(before: Side, after: Side) -> Iterator[Fallen]:
    counted = {(statement, question) for statement, question, fate in _fates(before) if fate.live}
    real = {told: name for name, told in after.statements.items()}
    found: dict[tuple[FactId, Rule, FactId], list[FactId]] = {}
    for statement, question, fate in _fates(after):
        if fate.rule in _ENDS and fate.by is not None and (statement, question) in counted:
            found.setdefault((statement, fate.rule, real.get(fate.by.id, "")), []).append(question)
    for (statement, rule, by), questions in found.items():
        yield Fallen(statement, tuple(questions), rule, by)


def _fates(side: Side) -> Iterator[tuple[FactId, FactId, Fate]]:
    """What became of each statement on each question, by the real ids of both."""
    statements = {told: name for name, told in side.statements.items()}
    questions = {told: name for name, told in side.questions.items()}
    for told, tally in side.evaluation.tallies.items():
        for fate in tally.fates:
            if name := statements.get(fate.statement.id):
                yield name, questions[told], fate


def _called(side: Side, statement: FactId) -> tuple[str, str]:
    source = side.told.source_of(side.statement(statement))
    return source.name, source.descriptor


def _asked(before: Side, after: Side) -> Iterator[Asked]:
    then, now = _outcomes(before), _outcomes(after)
    for name, outcome in now.items():
        if then.get(name) is not outcome:
            yield Asked(name, then.get(name), outcome)


def _outcomes(side: Side) -> dict[FactId, Outcome]:
    """What became of each request that was sent by then, by its real id."""
    real = {told: name for name, told in side.requests.items()}
    found = {real[r.id]: status(side.told, r, side.moment) for r in side.told.requests if r.id in real}
    return {name: outcome for name, outcome in found.items() if outcome is not Outcome.UNASKED}


def _fields(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(field for field in {**before, **after} if before.get(field) != after.get(field))


def _passage(side: Side, section: Section) -> str:
    passage = side.told.outgoing.passage(section)
    return passage.text if passage else ""
