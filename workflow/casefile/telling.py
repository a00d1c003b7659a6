"""A case file as facts: what an import logs, and what a replay folds without any database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from workflow import facts as f
from workflow.casefile.model import CaseFile, FileSource, FileStatement
from workflow.facts import Entry, Fact, FactId
from workflow.terms import Knowledge

Add = Callable[[Fact], FactId]


class Ids(NamedTuple):
    """The ids of the entries that hold the file's questions, sources and statements, by their ids in the file."""

    questions: dict[str, FactId]
    sources: dict[str, FactId]
    statements: dict[str, FactId]


def add_facts(case: CaseFile, add: Add) -> None:
    """Log everything that a case file says, in order; `add` takes a fact and returns its id.

    A statement that names one further down is corrected once that one has its id.
    """
    _tell(case, add, Ids({}, {}, {}))


def entries_of(case: CaseFile) -> tuple[Entry, ...]:
    """The entries of a case file for a replay: an id is that of the file behind its kind, such as statement:s1."""
    entries: list[Entry] = []

    def add(fact: Fact) -> FactId:
        entries.append(Entry(_entry_id(fact), fact))
        return entries[-1].id

    ids = Ids(
        {question.id: f"question:{question.id}" for question in case.questions},
        {source.id: f"source:{source.id}" for source in case.sources},
        {statement.id: f"statement:{statement.id}" for statement in case.statements},
    )
    _tell(case, add, ids)
    return tuple(entries)


def _entry_id(fact: Fact) -> FactId:
    match fact:
        case f.QuestionRaised(slug=slug):
            return f"question:{slug}"
        case f.SourceAdded(slug=slug):
            return f"source:{slug}"
        case f.StatementLogged(slug=slug):
            return f"statement:{slug}"
    return f.kind_of(fact)


def _tell(case: CaseFile, add: Add, ids: Ids) -> None:
    """Log a case file; `ids` holds what is known of the ids already and takes up those that `add` returns."""
    add(f.CaseOpened(slug=case.id, title=case.title, invented=case.invented))
    if case.document:
        add(f.DocumentDescribed(fields=dict(case.document)))
    for question in case.questions:
        ids.questions[question.id] = add(f.QuestionRaised(question.id, question.kind, question.proposition))
    for source in case.sources:
        ids.sources[source.id] = add(_source(source))
    everything = {statement.id for statement in case.statements}
    ahead: list[FileStatement] = []
    for statement in case.statements:
        if (names_of(statement) & everything).difference(ids.statements):
            ahead.append(statement)
        ids.statements[statement.id] = add(_statement(statement, ids))
    for statement in ahead:
        own = ids.statements[statement.id]
        reason = "The case file names a statement that stands further down in it."
        add(f.StatementCorrected(own, _references(statement, ids), reason, (own,)))


def names_of(statement: FileStatement) -> set[str]:
    """Whatever a statement may name another statement by."""
    return {*statement.retracts, *statement.corrects, statement.derived_from}


def _source(source: FileSource) -> f.SourceAdded:
    return f.SourceAdded(
        slug=source.id,
        descriptor=source.descriptor,
        standing=source.standing,
        name=source.name,
        code_name="" if source.name else source.id,
        body=source.body,
        rank=source.rank,
        lineage=source.lineage,
    )


def _statement(statement: FileStatement, ids: Ids) -> f.StatementLogged:
    refers = _references(statement, ids)
    return f.StatementLogged(
        slug=statement.id,
        source=ids.sources[statement.source],
        said_at=statement.said_at,
        terms=statement.terms,
        stances={ids.questions[name]: stance for name, stance in statement.stances.items()},
        learned_at=statement.learned_at,
        via=statement.via,
        knowledge=_knowledge(statement, ids),
        technical=statement.method == "technical",
        conclusive=statement.conclusive,
        derived_from=refers["derived_from"],
        lineage=statement.lineage,
        grade=statement.grade,
        embargo_until=statement.embargo_until,
        retracts=tuple(refers["retracts"]),
        corrects=tuple(refers["corrects"]),
        asserted={ids.questions[name]: words for name, words in statement.asserted.items()},
        hedged=statement.hedged,
        quote=statement.quote,
        paraphrase=statement.paraphrase,
        url=statement.url,
    )


def _knowledge(statement: FileStatement, ids: Ids) -> dict[str, Knowledge]:
    return {name if name == "default" else ids.questions[name]: how for name, how in statement.knowledge.items()}


def _references(statement: FileStatement, ids: Ids) -> dict[str, Any]:
    """What a statement names, by the ids of those entries that are there already."""
    known = ids.statements
    return {
        "derived_from": known.get(statement.derived_from, statement.derived_from),
        "retracts": [known[name] for name in statement.retracts if name in known],
        "corrects": [known[name] for name in statement.corrects if name in known],
    }
