"""Erasure: the words of entries go, from the file's bytes too; their headers stay, and the chains still verify."""

from __future__ import annotations

from collections.abc import Iterable

from workflow import facts as f
from workflow.facts import Entry, FactId
from workflow.schema import Connection
from workflow.store import passages
from workflow.store.caselog import CaseLog
from workflow.store.errors import NoSuchEntry

_KEPT = (f.Erasure, f.WriterOpened, f.FrontierMerged)
"""What is never erased: it holds no words of a source, and the chains need it to be understood."""


_VAULTED = (f.IdentityKept, f.IdentityRevealed, f.IdentityDeleted)
"""What is not erased by itself: it says what became of an identity."""


def closure(log: CaseLog, targets: Iterable[FactId]) -> set[FactId]:
    """The targets and what was said of them since: corrections, terms, answers, notes. Raises NoSuchEntry."""
    found: set[FactId] = set()
    for name in targets:
        line = log.by_id.get(name)
        if line is None or isinstance(line.entry.fact, f.Erased):
            raise NoSuchEntry("That entry is not in this case, or its words are gone already.", where=name[:12])
        if isinstance(line.entry.fact, (*_KEPT, f.CaseOpened, f.Exported, f.ExportFailed, *_VAULTED)):
            raise NoSuchEntry(
                "That entry cannot be erased by itself.", where=name[:12], remedy="Erase the whole case instead."
            )
        found.add(name)
    grown = True
    while grown:
        more = {entry.id for entry in log.entries if entry.id not in found and found.intersection(_about(entry))}
        more |= _same_file(log, found)
        found |= more
        grown = bool(more)
    for line in log.lines:
        match line.entry.fact:
            case f.StatementLogged(source=name) | f.RequestSent(source=name) if name in found:
                if line.entry.id not in found:
                    raise NoSuchEntry(
                        "What that source said would be left without it.",
                        where=name[:12],
                        remedy="Erase its statements and requests with it.",
                    )
    return found


def _same_file(log: CaseLog, found: set[FactId]) -> set[FactId]:
    """What else says of the files that are to go that they are held at the same place: their bytes came later."""
    files = {
        (entry.fact.about, entry.fact.sha256)
        for entry in log.entries
        if entry.id in found and isinstance(entry.fact, f.ExhibitAttached)
    }
    return {
        entry.id
        for entry in log.entries
        if files
        and entry.id not in found
        and isinstance(entry.fact, f.ExhibitAttached)
        and (entry.fact.about, entry.fact.sha256) in files
    }


def _about(entry: Entry) -> tuple[FactId, ...]:
    match entry.fact:
        case f.QuestionWorded(question=name) | f.QuestionWithdrawn(question=name) | f.DisagreementNoted(question=name):
            return (name,)
        case f.SourceDescribed(source=name):
            return (name,)
        case f.StatementCorrected(statement=name) | f.TermsTightened(statement=name) | f.TermsAgreed(statement=name):
            return (name,)
        case f.RequestAnswered(request=name) | f.RequestTimedOut(request=name):
            return (name,)
        case f.NoteAdded(about=name) | f.TakenBack(target=name) | f.ExhibitAttached(about=name):
            return (name,)
        case f.CustodyRecorded(source=name) | f.Disclosed(source=name) | f.PersonAccused(source=name):
            return (name,)
        case f.EditorInformed(source=name) | f.Printed(export=name) | f.ExportFailed(export=name):
            return (name,)
        case f.IdentityKept(source=name) | f.FileChecked(exhibit=name) | f.SignatureSeen(exhibit=name):
            return (name,)
        case f.FileHandled(exhibit=name, made=made):
            return (name, made) if made else (name,)
        case f.TextApproved(place=place):
            return (place.partition(":")[0],)
        case f.GateOverridden(findings=findings):
            return tuple(part for finding in findings for part in finding.split(":"))
        case _:
            return ()


def erased_by(log: CaseLog) -> dict[FactId, Entry]:
    """For each entry whose words are to be gone, the erasure that says so."""
    found: dict[FactId, Entry] = {}
    for position, entry in enumerate(log.entries):
        if isinstance(entry.fact, f.Erasure):
            if log.case_id.hex() in entry.fact.targets:
                found.update((other.id, entry) for other in log.entries[:position] if not isinstance(other.fact, _KEPT))
            found.update((name, entry) for name in entry.fact.targets if name in log.by_id)
    return found


def remove(connection: Connection, log: CaseLog) -> None:
    """Remove the bodies, salts and index rows of all that the erasures of a case name."""
    gone = [line for name in erased_by(log) if not isinstance((line := log.by_id[name]).entry.fact, f.Erased)]
    keys = [(log.case_id, line.writer, line.seq) for line in gone]
    connection.executemany("INSERT OR IGNORE INTO erased VALUES (?, ?, ?)", keys)
    connection.executemany("DELETE FROM bodies WHERE case_id = ? AND writer = ? AND seq = ?", keys)
    connection.execute("DELETE FROM pending WHERE case_id = ? AND hash IN (SELECT hash FROM headers)", (log.case_id,))
    if any(log.case_id.hex() in entry.fact.targets for entry in log.entries if isinstance(entry.fact, f.Erasure)):
        connection.execute("DELETE FROM drafts WHERE case_id = ?", (log.case_id.hex(),))
    passages.replace(connection, gone, [])
