"""What the desk asks for before a fact is logged: the forms and the command line show it field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from workflow import facts as f
from workflow.admission import (
    cases,
    files,
    holdings,
    outreach,
    protection,
    publishing,
    recipients,
    sources,
    statements,
    undoing,
)
from workflow.admission.problem import Problem, read
from workflow.case import Case
from workflow.facts import Entry, Fact
from workflow.fold import fold
from workflow.jigsaw import new_descriptor_warnings
from workflow.people import NOBODY, People
from workflow.when import Instant

__all__ = ["RULES", "Problem", "problems", "problems_in", "warnings"]

Rule = Callable[[Case, Any], Iterator[Problem]]


def _nothing(case: Case, fact: Fact) -> Iterator[Problem]:
    return iter(())


RULES: dict[type[Fact], Rule] = {
    f.CaseOpened: cases.opened,
    f.CaseRenamed: cases.renamed,
    f.CaseZoned: cases.zoned,
    f.CaseClosed: cases.closed,
    f.CaseReopened: cases.reopened,
    f.DocumentDescribed: cases.document_described,
    f.QuestionRaised: cases.question_raised,
    f.QuestionWorded: cases.question_worded,
    f.QuestionWithdrawn: cases.question_withdrawn,
    f.SourceAdded: sources.added,
    f.SourceDescribed: sources.described,
    f.SourcesMerged: sources.merged,
    f.StatementLogged: statements.logged,
    f.TermsTightened: statements.tightened,
    f.TermsAgreed: statements.agreed,
    f.StatementCorrected: statements.corrected,
    f.RequestSent: outreach.sent,
    f.RequestAnswered: outreach.answered,
    f.RequestTimedOut: outreach.timed_out,
    f.ExhibitAttached: holdings.attached,
    f.FileChecked: files.checked,
    f.FileHandled: files.handled,
    f.SignatureSeen: files.signature_seen,
    f.CustodyRecorded: holdings.custody,
    f.Disclosed: holdings.disclosed,
    f.PersonAccused: holdings.accused,
    f.EditorInformed: holdings.editor_informed,
    f.PublicTextWritten: publishing.passage_written,
    f.TextApproved: publishing.approved,
    f.GateOverridden: publishing.overridden,
    f.BoxInitialled: publishing.initialled,
    f.Exported: publishing.exported,
    f.ExportFailed: publishing.export_failed,
    f.Printed: publishing.printed,
    f.CorrectionMade: publishing.correction_made,
    f.NoteAdded: outreach.note_added,
    f.DisagreementNoted: outreach.disagreement_noted,
    f.TakenBack: undoing.taken_back,
    f.Erasure: undoing.erasure,
    f.IdentityKept: protection.kept,
    f.IdentityRevealed: protection.revealed,
    f.IdentityDeleted: protection.deleted,
    f.RecipientPinned: recipients.pinned,
    f.RecipientDropped: recipients.dropped,
    f.DeskMoved: protection.moved,
    f.DeskSettings: _nothing,
    f.WriterOpened: undoing.writer_opened,
    f.AnchorAccepted: undoing.anchor_accepted,
    f.FrontierMerged: _nothing,
}
"""What is asked of each kind of fact."""


def problems(case: Case, fact: Fact) -> tuple[Problem, ...]:
    """Why a fact cannot be logged in a case as it stands, field by field; nothing when it can."""
    return tuple(dict.fromkeys(RULES[type(fact)](case, fact)))


def problems_in(case: Case, entries: Iterable[Entry]) -> tuple[Problem, ...]:
    """Why facts that belong together cannot be logged; each may build on those before it."""
    found: list[Problem] = []
    log, stale = list(case.entries), False
    for entry in entries:
        if stale:
            case, stale = fold(log), False
        if isinstance(entry.fact, Fact):
            found += problems(case, entry.fact)
        log.append(entry)
        stale = not isinstance(entry.fact, _UNHEEDED)
    return tuple(found)


_UNHEEDED = (f.TextApproved,)
"""What no other fact of the same act builds on: hundreds may come at once."""


def warnings(case: Case, fact: Fact, now: Instant, people: People = NOBODY) -> tuple[Problem, ...]:
    """What is worth a second look and no reason to stop; `now` in microseconds since 1970."""
    ahead, jigsaw = (*_ahead(fact, now), *sources.mixed_names(fact)), _new_descriptor(case, fact, people)
    match fact:
        case f.StatementLogged():
            return (*ahead, *statements.doubts(case, fact), *jigsaw)
        case f.TermsTightened():
            return tuple(statements.tightening_doubts(case, fact))
        case f.TermsAgreed():
            return (*ahead, *statements.agreement_doubts(case, fact), *jigsaw)
        case f.RequestSent() | f.Disclosed():
            return (*ahead, *dict.fromkeys(outreach.taking_doubts(case, fact, now)))
    return (*ahead, *jigsaw)


_HAPPENED = ("said_at", "learned_at", "agreed_at", "sent_at", "at", "obtained_at", "since")
"""The fields that say when something happened."""


def _ahead(fact: Fact, now: Instant) -> tuple[Problem, ...]:
    """Times that lie ahead of the clock; a date alone may be today's."""
    found = ((field, read(getattr(fact, field, ""))) for field in _HAPPENED)
    return tuple(
        Problem(field, "This time lies ahead; check the day and the offset.")
        for field, when in found
        if when is not None and when.instant is not None and when.instant > now
    )


def _new_descriptor(case: Case, fact: Fact, people: People) -> tuple[Problem, ...]:
    """Another descriptor for a source beside one that was printed may tell who it is."""
    field = "changes" if isinstance(fact, f.SourceDescribed) else "promise"
    return tuple(Problem(field, sentence) for sentence in new_descriptor_warnings(case, fact, people))
