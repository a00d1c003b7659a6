"""What the parts of a case file say about each other: ids that exist, order, terms that fit their source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow.casefile.model import CaseFile, FileStatement, Misfit, shown
from workflow.terms import Kind, Stance, Standing, Term
from workflow.when import Instant, parse_when

Ids = dict[str, int]


def check(case: CaseFile) -> None:
    """Raise Misfit at the first thing that does not fit with the rest of the file."""
    questions = _ids("questions", [question.id for question in case.questions])
    if "default" in questions:
        what = "A question cannot be called default: knowledge uses that word for all the others."
        raise Misfit(what, "Give it another id.", ("questions", questions["default"], "id"))
    _one_genuine(case)
    sources = _ids("sources", [source.id for source in case.sources])
    statements = _ids("statements", [statement.id for statement in case.statements])
    for index, statement in enumerate(case.statements):
        try:
            _references(statement, questions, sources, statements)
            _fits(statement)
            if statement.terms is Term.ON_RECORD and statement.stances:
                _named(case, sources[statement.source], statement)
        except Misfit as misfit:
            raise misfit.inside(index).inside("statements") from None
    _in_order(case.statements)
    _names_are_used(case)
    _expectations(case, questions, statements)


def learned_key(statement: FileStatement) -> Instant:
    """When a statement was learned, in microseconds since 1970; a date alone stands for its end in UTC."""
    return parse_when(statement.learned_at or statement.said_at).known_at()


def _ids(key: str, ids: Sequence[str]) -> Ids:
    found: Ids = {}
    for index, name in enumerate(ids):
        if name in found:
            what = f"The id {shown(name)} is used twice; {key}[{found[name]}] has it already."
            raise Misfit(what, "Give one of them another id.", (key, index, "id"))
        found[name] = index
    return found


def _one_genuine(case: CaseFile) -> None:
    genuine = [index for index, question in enumerate(case.questions) if question.kind is Kind.GENUINE]
    if not genuine:
        raise Misfit("No question is of the kind genuine.", "Add one: a case always has exactly one.", ("questions",))
    if len(genuine) > 1:
        what = f"A second question is of the kind genuine; questions[{genuine[0]}] is the first."
        raise Misfit(what, "Keep one: a case always has exactly one.", ("questions", genuine[1], "kind"))


def _references(statement: FileStatement, questions: Ids, sources: Ids, statements: Ids) -> None:
    _known("source", [statement.source], sources, "source")
    for key in ("stances", "knowledge", "asserted"):
        names = [name for name in getattr(statement, key) if key != "knowledge" or name != "default"]
        for name in names:
            if name not in questions:
                raise _nothing("question", name, (key, name))
    for key in ("retracts", "corrects"):
        _known("statement", getattr(statement, key), statements, key)


def _known(kind: str, names: Iterable[str], known: Ids, key: str) -> None:
    for index, name in enumerate(names):
        if name not in known:
            raise _nothing(kind, name, (key,) if kind == "source" else (key, index))


def _nothing(kind: str, name: str, path: tuple[str | int, ...]) -> Misfit:
    return Misfit(f"No {kind} has the id {shown(name)}.", f"Add the {kind}, or name one that the file holds.", path)


def _fits(statement: FileStatement) -> None:
    if statement.retracts and Stance.RETRACTS not in statement.stances.values():
        what = "The statement lists what it retracts, but has the stance retracts on no question."
        raise Misfit(what, "Add the stance on each question that it retracts, or drop the list.", ("retracts",))
    if statement.conclusive and statement.method != "technical":
        what = "Only a technical finding can be conclusive."
        raise Misfit(what, 'Add "method": "technical", or drop conclusive.', ("conclusive",))


def _named(case: CaseFile, source: int, statement: FileStatement) -> None:
    if not case.sources[source].name:
        what = f"The source {shown(statement.source)} takes a stance on the record and has no name."
        raise Misfit(what, f"Add sources[{source}].name, or choose other terms.", ("terms",))


def _in_order(statements: Sequence[FileStatement]) -> None:
    before: Instant | None = None
    for index, statement in enumerate(statements):
        learned = learned_key(statement)
        if before is not None and learned < before:
            what = f"The statement was learned before the one that stands above it, {shown(statements[index - 1].id)}."
            remedy = "Put the statements in the order learned; a date alone stands for its end in UTC."
            key = "learned_at" if statement.learned_at else "said_at"
            raise Misfit(what, remedy, ("statements", index, key))
        before = learned


def _names_are_used(case: CaseFile) -> None:
    speaking = {statement.source for statement in case.statements if statement.terms is Term.ON_RECORD}
    for index, source in enumerate(case.sources):
        if source.name and source.id not in speaking and source.standing is not Standing.OUTLET:
            what = f"The source {shown(source.id)} has a name, but never speaks on the record."
            remedy = "Take the name out; only an outlet may keep it."
            raise Misfit(what, remedy, ("sources", index, "name"))


def _expectations(case: CaseFile, questions: Ids, statements: Ids) -> None:
    for index, expected in enumerate(case.expected):
        try:
            if expected.after not in statements:
                raise _nothing("statement", expected.after, ("after",))
            for name in expected.states:
                if name not in questions:
                    raise _nothing("question", name, ("states", name))
            for place, name in enumerate(expected.headline.questions if expected.headline else ()):
                if name not in questions:
                    raise _nothing("question", name, ("headline", "questions", place))
        except Misfit as misfit:
            raise misfit.inside(index).inside("expected") from None
