"""Every kind of entry the log may hold: frozen, typed, closed. A change names the facts that it supersedes."""

from workflow.facts.base import Fact, FactId
from workflow.facts.case import (
    DOCUMENT_FIELDS,
    CaseClosed,
    CaseOpened,
    CaseRenamed,
    CaseReopened,
    CaseZoned,
    DocumentDescribed,
    QuestionRaised,
    QuestionWithdrawn,
    QuestionWorded,
)
from workflow.facts.desk_work import (
    DisagreementNoted,
    NoteAdded,
    RequestAnswered,
    RequestSent,
    RequestTimedOut,
    TakenBack,
)
from workflow.facts.entry import KINDS, Content, Entry, Erased, Unknown, decode_payload, encode_payload, kind_of
from workflow.facts.log import AnchorAccepted, DeskSettings, Erasure, FrontierMerged, WriterOpened
from workflow.facts.sources import SOURCE_FIELDS, SourceAdded, SourceDescribed, SourcesMerged
from workflow.facts.statements import STATEMENT_FIELDS, StatementCorrected, StatementLogged, TermsAgreed, TermsTightened

__all__ = [
    "DOCUMENT_FIELDS",
    "KINDS",
    "SOURCE_FIELDS",
    "STATEMENT_FIELDS",
    "AnchorAccepted",
    "CaseClosed",
    "CaseOpened",
    "CaseRenamed",
    "CaseReopened",
    "CaseZoned",
    "Content",
    "DeskSettings",
    "DisagreementNoted",
    "DocumentDescribed",
    "Entry",
    "Erased",
    "Erasure",
    "Fact",
    "FactId",
    "FrontierMerged",
    "NoteAdded",
    "QuestionRaised",
    "QuestionWithdrawn",
    "QuestionWorded",
    "RequestAnswered",
    "RequestSent",
    "RequestTimedOut",
    "SourceAdded",
    "SourceDescribed",
    "SourcesMerged",
    "StatementCorrected",
    "StatementLogged",
    "TakenBack",
    "TermsAgreed",
    "TermsTightened",
    "Unknown",
    "WriterOpened",
    "decode_payload",
    "encode_payload",
    "kind_of",
]
