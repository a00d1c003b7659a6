"""An entry of the log: the closed set of kinds, and a fact to and from its canonical bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import msgspec

from workflow.errors import BadFact, BadTime
from workflow.facts.base import Fact, FactId
from workflow.facts.case import (
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
from workflow.facts.files import FileChecked, FileHandled, SignatureSeen
from workflow.facts.holdings import CustodyRecorded, Disclosed, EditorInformed, ExhibitAttached, PersonAccused
from workflow.facts.log import AnchorAccepted, DeskSettings, Erasure, FrontierMerged, WriterOpened
from workflow.facts.protection import (
    DeskMoved,
    IdentityDeleted,
    IdentityKept,
    IdentityRevealed,
    RecipientDropped,
    RecipientPinned,
)
from workflow.facts.publishing import (
    BoxInitialled,
    CorrectionMade,
    Exported,
    ExportFailed,
    GateOverridden,
    Printed,
    PublicTextWritten,
    TextApproved,
)
from workflow.facts.sources import SourceAdded, SourceDescribed, SourcesMerged
from workflow.facts.statements import StatementCorrected, StatementLogged, TermsAgreed, TermsTightened
from workflow.when import parse_instant, parse_when


class Unknown(msgspec.Struct, frozen=True):
    """An entry of a kind that this version does not know: kept and shown, never dropped."""

    kind: str
    payload: bytes


class Erased(msgspec.Struct, frozen=True):
    """An entry whose body was erased: only its place in the chain is left."""


KINDS: dict[str, type[Fact]] = {
    "case.opened": CaseOpened,
    "case.renamed": CaseRenamed,
    "case.zoned": CaseZoned,
    "case.closed": CaseClosed,
    "case.reopened": CaseReopened,
    "document.described": DocumentDescribed,
    "question.raised": QuestionRaised,
    "question.worded": QuestionWorded,
    "question.withdrawn": QuestionWithdrawn,
    "source.added": SourceAdded,
    "source.described": SourceDescribed,
    "source.merged": SourcesMerged,
    "statement.logged": StatementLogged,
    "statement.tightened": TermsTightened,
    "statement.agreed": TermsAgreed,
    "statement.corrected": StatementCorrected,
    "request.sent": RequestSent,
    "request.answered": RequestAnswered,
    "request.timed_out": RequestTimedOut,
    "note.added": NoteAdded,
    "disagreement.noted": DisagreementNoted,
    "exhibit.attached": ExhibitAttached,
    "file.checked": FileChecked,
    "file.handled": FileHandled,
    "signature.seen": SignatureSeen,
    "custody.recorded": CustodyRecorded,
    "disclosure.made": Disclosed,
    "person.accused": PersonAccused,
    "editor.informed": EditorInformed,
    "public_text.written": PublicTextWritten,
    "text.approved": TextApproved,
    "gate.overridden": GateOverridden,
    "box.initialled": BoxInitialled,
    "export.made": Exported,
    "export.failed": ExportFailed,
    "export.printed": Printed,
    "correction.made": CorrectionMade,
    "identity.kept": IdentityKept,
    "identity.revealed": IdentityRevealed,
    "identity.deleted": IdentityDeleted,
    "recipient.pinned": RecipientPinned,
    "recipient.dropped": RecipientDropped,
    "taken_back": TakenBack,
    "erasure": Erasure,
    "desk.settings": DeskSettings,
    "desk.moved": DeskMoved,
    "writer.opened": WriterOpened,
    "anchor.accepted": AnchorAccepted,
    "merge": FrontierMerged,
}
"""The closed set: the kind as stored, and the class that holds it."""

_KIND_OF = {cls: kind for kind, cls in KINDS.items()}
_ENCODER = msgspec.json.Encoder(order="sorted")

Content = Fact | Unknown | Erased


class Entry(msgspec.Struct, frozen=True):
    """A fact in its place in the log.

    `id` is its hash, `writer` who wrote it, `claimed_at` the wall time it claims (ISO 8601, never sorted by).
    """

    id: FactId
    fact: Content
    claimed_at: str = ""
    writer: str = ""


def kind_of(fact: Fact) -> str:
    """The kind under which a fact is stored."""
    return _KIND_OF[type(fact)]


def encode_payload(fact: Fact) -> bytes:
    """The canonical bytes of a fact's fields: sorted keys, no spaces, UTF-8.

    Raises BadFact for text that UTF-8 cannot hold.
    """
    try:
        return _ENCODER.encode(fact)
    except UnicodeEncodeError:
        raise BadFact(
            "The text holds half of a character (a lone surrogate).", remedy="Paste or type it again."
        ) from None


def decode_payload(kind: str, payload: bytes) -> Fact | Unknown:
    """The fact that a payload holds; an unknown kind is kept as it is.

    Raises BadFact when a known kind's payload does not fit it.
    """
    if kind not in KINDS:
        return Unknown(kind, payload)
    try:
        fact = _decoder(kind).decode(payload)
        _check_times(fact)
    except (msgspec.ValidationError, msgspec.DecodeError, BadFact, BadTime) as error:
        raise BadFact(f"An entry of kind {kind} does not fit its kind: {error}.") from None
    return fact


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Fact]:
    return msgspec.json.Decoder(KINDS[kind], strict=True)


_READERS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("said_at", "learned_at", "agreed_at", "sent_at", "at", "obtained_at", "since"), parse_when),
    **dict.fromkeys(("embargo_until", "deadline", "as_of"), parse_instant),
}
_TIMED = {cls: [name for name in cls.__struct_fields__ if name in _READERS] for cls in KINDS.values()}


def _check_times(fact: Fact) -> None:
    for name in _TIMED[type(fact)]:
        if text := getattr(fact, name):
            _READERS[name](text)
    if isinstance(fact, StatementCorrected):
        for name in _READERS.keys() & fact.changes.keys():
            if text := fact.changes[name]:
                _READERS[name](text)
