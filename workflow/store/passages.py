"""What full-text search looks through: one passage for each thing a case holds, in its form of today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from workflow import facts as f
from workflow.case import Case
from workflow.facts import FactId
from workflow.schema import Connection
from workflow.store.caselog import CaseLog, Line


class Passage(NamedTuple):
    """A row of the index: number of arrival, case, fact, kind, the number of the passage that heads it, the words."""

    arrived: int
    case_id: str
    fact: bytes
    kind: str
    heading: int
    words: str


def passages(log: CaseLog, lines: Iterable[Line]) -> list[Passage]:
    """The passages of these entries as the case stands now; an entry without words of its own has none."""
    found = []
    case, case_id = log.case, log.case_id.hex()
    for line in lines:
        reader = _READERS.get(type(line.entry.fact))
        if reader is None or line.entry.id not in case.in_effect:
            continue
        kind, heading, words = reader(case, line.entry.id, line.entry.fact)
        text = "\n".join(filter(None, words))
        if text:
            above = log.by_id.get(heading) if heading else None
            number = above.arrived if above else 0
            found.append(Passage(line.arrived, case_id, bytes.fromhex(line.entry.id), kind, number, text))
    return found


Said = tuple[str, FactId, Iterable[str]]


def _case(case: Case, _id: FactId, _fact: Any) -> Said:
    return "case", "", (case.title, case.slug)


def _question(case: Case, name: FactId, _fact: Any) -> Said:
    question = case.question_by_id.get(name)
    return "question", "", (question.proposition,) if question else ()


def _source(case: Case, name: FactId, _fact: Any) -> Said:
    source = case.sources.get(name)
    return "source", "", (source.name, source.code_name, source.descriptor, source.body) if source else ()


def _statement(case: Case, name: FactId, _fact: Any) -> Said:
    statement = case.by_id.get(name)
    if statement is None:
        return "statement", "", ()
    says = statement.says
    promise = statement.promise
    agreed = (says.agreement, promise.descriptor, promise.reason, promise.take_to)
    asserted = (words for _, words in sorted(says.asserted.items()))
    return "statement", statement.source, (says.quote, says.paraphrase, *asserted, says.via, *agreed)


def _document(case: Case, name: FactId, fact: f.DocumentDescribed) -> Said:
    # In an order of its own: the log's bytes keep none, and a rebuilt row must be the same.
    fields = sorted(fact.fields, key=lambda field: ((*f.DOCUMENT_FIELDS, field).index(field), field))
    standing = (fact.fields[field] for field in fields if name in case.set_by.get(("document", field), ()))
    return "document", "", standing


def _request(_case: Case, _id: FactId, fact: f.RequestSent) -> Said:
    return "request", fact.source, (fact.office, fact.wording, fact.shown, fact.copy_reason, *fact.attempts)


def _answer(_case: Case, _id: FactId, fact: f.RequestAnswered) -> Said:
    return "answer", fact.request, (fact.note,)


def _note(_case: Case, _id: FactId, fact: f.NoteAdded) -> Said:
    return "note", fact.about, (fact.text,)


def _disagreement(_case: Case, _id: FactId, fact: f.DisagreementNoted) -> Said:
    return "disagreement", fact.question, (fact.reason,)


def _exhibit(_case: Case, _id: FactId, fact: f.ExhibitAttached) -> Said:
    return "exhibit", fact.about, (fact.name, fact.note, fact.url)


def _custody(_case: Case, _id: FactId, fact: f.CustodyRecorded) -> Said:
    return "custody", fact.source, (fact.holder, fact.how)


def _disclosure(_case: Case, _id: FactId, fact: f.Disclosed) -> Said:
    return "disclosure", fact.source, (fact.office, fact.what, fact.reason)


def _accusation(_case: Case, _id: FactId, fact: f.PersonAccused) -> Said:
    return "accusation", fact.source, (fact.name, fact.allegation)


def _public_text(case: Case, name: FactId, fact: f.PublicTextWritten) -> Said:
    stands = any(passage.id == name for passage in case.outgoing.passages)
    return "public text", "", (fact.text,) if stands else ()


def _override(_case: Case, _id: FactId, fact: f.GateOverridden) -> Said:
    return "override", "", (fact.reason,)


def _initials(_case: Case, _id: FactId, fact: f.BoxInitialled) -> Said:
    return "initials", "", (fact.note,)


def _printed(_case: Case, _id: FactId, fact: f.Printed) -> Said:
    return "printed", "", (fact.where,)


def _correction(_case: Case, _id: FactId, fact: f.CorrectionMade) -> Said:
    return "correction", "", (fact.where, fact.text)


_READERS: dict[type, Callable[[Case, FactId, Any], Said]] = {
    f.CaseOpened: _case,
    f.QuestionRaised: _question,
    f.SourceAdded: _source,
    f.StatementLogged: _statement,
    f.DocumentDescribed: _document,
    f.RequestSent: _request,
    f.RequestAnswered: _answer,
    f.NoteAdded: _note,
    f.DisagreementNoted: _disagreement,
    f.ExhibitAttached: _exhibit,
    f.CustodyRecorded: _custody,
    f.Disclosed: _disclosure,
    f.PersonAccused: _accusation,
    f.PublicTextWritten: _public_text,
    f.GateOverridden: _override,
    f.BoxInitialled: _initials,
    f.Printed: _printed,
    f.CorrectionMade: _correction,
}


def touched(log: CaseLog, added: Sequence[Line]) -> list[Line]:
    """The entries whose passage new entries may have changed, themselves included."""
    names: dict[FactId, None] = {}
    for line in added:
        _touch(log, line, names)
    new = {line.entry.id: line for line in added}
    return [found for name in names if (found := new.get(name) or log.by_id.get(name))]


def _touch(log: CaseLog, line: Line, names: dict[FactId, None]) -> None:
    if line.entry.id in names:
        return
    names[line.entry.id] = None
    match line.entry.fact:
        case f.QuestionWorded(question=name) | f.QuestionWithdrawn(question=name):
            names[name] = None
        case f.SourceDescribed(source=name):
            names[name] = None
        case f.StatementCorrected(statement=name) | f.TermsAgreed(statement=name):
            names[name] = None
        case f.DocumentDescribed(supersedes=older) | f.PublicTextWritten(supersedes=older):
            names.update(dict.fromkeys(older))
        case f.CaseRenamed():
            names.update((other.entry.id, None) for other in log.lines if isinstance(other.entry.fact, f.CaseOpened))
        case f.SourcesMerged(keep=one, gone=other):
            names.update({one: None, other: None})
            names.update((statement.id, None) for statement in log.case.statements if statement.source in (one, other))
        case f.TakenBack(target=name) if name in log.by_id:
            _touch(log, log.by_id[name], names)
        case _:
            pass


def replace(connection: Connection, changed: Iterable[Line], now_there: list[Passage]) -> None:
    """Put the passages of changed entries in the place of those that were there, in the index too."""
    numbers = [(line.arrived,) for line in changed]
    old = [row for number in numbers if (row := connection.execute(_OLD, number).fetchone())]
    if old:
        connection.executemany(_UNINDEX, old)
        connection.executemany("DELETE FROM passages WHERE arrived = ?", [row[:1] for row in old])
    connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", now_there)
    connection.executemany(
        "INSERT INTO passages_fts (rowid, case_id, words) VALUES (?, ?, ?)",
        [(row.arrived, row.case_id, row.words) for row in now_there],
    )


_UNINDEX = "INSERT INTO passages_fts (passages_fts, rowid, case_id, words) VALUES ('delete', ?, ?, ?)"
_OLD = "SELECT arrived, case_id, words FROM passages WHERE arrived = ?"
