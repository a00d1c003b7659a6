"""What is asked before something is taken back or erased, and of the facts about the log itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from workflow import facts as f
from workflow.admission.problem import Problem, called, fact_of, filled, listed, quoted, reason
from workflow.admission.protection import identities_of
from workflow.case import Case, Statement
from workflow.facts import Erased, FactId
from workflow.terms import Kind

LOOKED_AT = (f.IdentityKept, f.IdentityRevealed, f.IdentityDeleted)
"""What the vault did: the log says so for good."""

LASTING = (
    f.CaseOpened,
    f.Exported,
    f.ExportFailed,
    f.Erasure,
    f.WriterOpened,
    f.AnchorAccepted,
    f.FrontierMerged,
    *LOOKED_AT,
    f.DeskMoved,
)
"""What nothing takes back: the beginning of a case, what left the building, words that are gone, the log's own."""

_KEEP_GENUINE = "Keep this question: a case always asks whether the document is genuine."

_NEEDS_A_REASON = (f.StatementLogged, f.StatementCorrected, f.TermsTightened, f.TermsAgreed)


def taken_back(case: Case, fact: f.TakenBack) -> Iterator[Problem]:
    """Something that stands, that nothing else rests on, and that the case can do without."""
    target = fact_of(case, fact.target)
    if target is None:
        yield Problem("target", "Choose an entry of this case.")
        return
    if fact.target not in case.in_effect:
        yield Problem("target", "This is taken back already.")
    if isinstance(target, f.CaseOpened):
        yield Problem("target", "The beginning of a case cannot be taken back; erase the case instead.")
    elif isinstance(target, f.Exported | f.ExportFailed):
        yield Problem("target", "This happened and stays in the log; whoever was misled is told by a correction.")
    elif isinstance(target, f.IdentityKept):
        yield Problem("target", "The vault holds it whatever the log says; delete the identity instead.")
    elif isinstance(target, LASTING):
        yield Problem("target", "This cannot be taken back: choose an entry about the case.")
    elif isinstance(target, f.QuestionRaised) and target.kind is Kind.GENUINE:
        yield Problem("target", _KEEP_GENUINE)
    elif isinstance(target, f.TakenBack) and _second_genuine(case, target.target):
        yield Problem("target", "Leave this taken back: the case asks already whether the document is genuine.")
    elif resting := list(rests_on(case, fact.target)):
        yield Problem("target", f"Take back first what rests on it: {listed(resting)}.")
    if isinstance(target, _NEEDS_A_REASON):
        yield from reason(fact.reason, "taking back what was logged")


def rests_on(case: Case, target: FactId) -> Iterator[str]:
    """What would lose its ground without an entry, as the desk calls it.

    Descriptions, corrections and terms of the entry itself do not rest on it: they go and come back with it.
    """
    for statement in case.statements:
        says = statement.says
        if statement.id != target and target in {
            says.source,
            says.derived_from,
            *says.stances,
            *says.retracts,
            *says.corrects,
            says.copy_of,
            says.rests_on,
        }:
            yield f"the statement {called(case, statement.id)}"
    for entry in case.entries:
        match entry.fact:
            case f.SourcesMerged(keep=keep, gone=gone) if target in (keep, gone) and entry.id in case.in_effect:
                yield "the merger with another source"
    for request in case.requests:
        if target in (request.source, *request.questions):
            yield "a request for comment"
        if any(target in (request.id, answer.statement) for answer in request.answers):
            yield "an answer to a request"
    yield from _held_on(case, target)


def _held_on(case: Case, target: FactId) -> Iterator[str]:
    """What the desk holds, showed, alleges or keeps of a source, a statement, a request or a file."""
    held = case.holdings
    if any(one.source == target for one in case.identities.values()):
        yield "that the vault holds who the source is"
    for exhibit in held.exhibits:
        if exhibit.about == target:
            yield f"the file {quoted(exhibit.name)}"
    for entry in case.entries if target else ():
        match entry.fact:
            case f.CustodyRecorded(source=source) if source == target and entry.id in case.in_effect:
                yield "a step of custody"
            case f.PersonAccused(source=source) if source == target and entry.id in case.in_effect:
                yield "what is alleged against somebody"
            case f.EditorInformed(source=source) if source == target and entry.id in case.in_effect:
                yield "that an editor knows who the source is"
            case f.Disclosed(source=source, exhibit=file) if target in (source, file) and entry.id in case.in_effect:
                yield "what somebody was shown"
            case f.RequestSent(exhibit=file) if file == target and entry.id in case.in_effect:
                yield "a request for comment"
            case f.FileChecked(exhibit=file) if file == target and entry.id in case.in_effect:
                yield "a check of the file"
            case f.FileHandled(exhibit=file, made=made) if target in (file, made) and entry.id in case.in_effect:
                yield "what was done with the file"
            case f.SignatureSeen(exhibit=file) if file == target and entry.id in case.in_effect:
                yield "what somebody saw where a signature would stand"


def _second_genuine(case: Case, name: FactId) -> bool:
    restored = fact_of(case, name)
    genuine = isinstance(restored, f.QuestionRaised) and restored.kind is Kind.GENUINE
    return genuine and any(question.kind is Kind.GENUINE for question in case.questions)


def erasure(case: Case, fact: f.Erasure) -> Iterator[Problem]:
    """Entries whose words are still there, with a reason; never the words of a source without what it said."""
    if not fact.targets:
        yield Problem("targets", "Choose what is to be erased.")
    for name in fact.targets:
        target = fact_of(case, name)
        if target is None:
            yield Problem("targets", "Choose entries of this case.")
        elif isinstance(target, Erased):
            yield Problem("targets", "The words of one of these entries are gone already.")
        elif isinstance(target, f.QuestionRaised) and target.kind is Kind.GENUINE:
            yield Problem("targets", _KEEP_GENUINE)
        elif isinstance(target, f.Exported | f.ExportFailed):
            yield Problem("targets", "Keep this: it holds no words, and says who has a file.")
        elif isinstance(target, LOOKED_AT):
            yield Problem("targets", "Keep this: it holds no words, and says what became of an identity.")
        elif (name == case.id and case.identities) or identities_of(case, name):
            yield Problem("targets", "Delete the identity first: the vault would keep it when its source is gone.")
        elif left := [called(case, said) for said in _said_by(case, name) if said not in fact.targets]:
            yield Problem("targets", f"Erase with this source what it said, or the words stay: {listed(left)}.")
    if looser := [
        called(case, s.id) for s in case.statements if s.id not in fact.targets and _loosens(s, fact.targets)
    ]:
        sentence = f"Set the stricter terms anew first, or they go with this: {listed(looser)}."
        yield Problem("targets", sentence)
    yield from reason(fact.reason, "erasing")


def _loosens(statement: Statement, targets: Collection[FactId]) -> bool:
    """Whether a statement's terms would be looser without these entries."""
    left = tuple(change for change in statement.term_changes if change.id not in targets)
    if len(left) == len(statement.term_changes):
        return False
    terms, embargo = statement.terms_at(None)
    looser, sooner = msgspec.structs.replace(statement, term_changes=left).terms_at(None)
    return looser.strictness < terms.strictness or (sooner or 0) < (embargo or 0)


def _said_by(case: Case, source: FactId) -> Iterator[FactId]:
    """The statements that nobody could find any more without the entry of their source."""
    return (s.id for s in case.statements if source in (s.source, s.says.source))


def writer_opened(case: Case, fact: f.WriterOpened) -> Iterator[Problem]:
    """A reason for the new chain."""
    yield from reason(fact.reason, "the new chain")


def anchor_accepted(case: Case, fact: f.AnchorAccepted) -> Iterator[Problem]:
    """A reason, and how many entries are missing."""
    yield from reason(fact.reason, "accepting that entries are missing")
    yield from filled("writer", fact.writer, "Name the writer whose entries are missing.")
    if fact.missing < 1:
        yield Problem("missing", "Say how many entries are missing, one at least.")
