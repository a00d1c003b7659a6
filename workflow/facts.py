"""Every kind of entry the log may hold: frozen, typed, closed. A change names the facts that it supersedes."""

from __future__ import annotations

from typing import Any

import msgspec

from workflow.errors import BadFact
from workflow.terms import Kind, Knowledge, Stance, Standing, State, Term

FactId = str
"""The id of an entry in the log: the hash of its header in hexadecimal. What an entry creates goes by that id."""


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that happened. Its fields are the entry's payload."""


class CaseOpened(Fact, frozen=True):
    """A case begins: its short name on the command line, its title, the zone its times are shown in."""

    slug: str
    title: str
    timezone: str = "UTC"
    invented: bool = False


class CaseRenamed(Fact, frozen=True):
    """The title of the case changes."""

    title: str
    reason: str
    supersedes: tuple[FactId, ...] = ()


class CaseZoned(Fact, frozen=True):
    """The time zone in which the case's times are shown changes (an IANA name)."""

    timezone: str
    reason: str
    supersedes: tuple[FactId, ...] = ()


class CaseClosed(Fact, frozen=True):
    """Work on the case ends for now; it stays readable and can be reopened."""

    reason: str


class CaseReopened(Fact, frozen=True):
    """Work on the case goes on; names the closings it lifts."""

    reason: str
    supersedes: tuple[FactId, ...] = ()


class DocumentDescribed(Fact, frozen=True):
    """Purported facts of the document: what it claims about itself. Only the keys given are set."""

    fields: dict[str, str]
    reason: str = ""
    supersedes: tuple[FactId, ...] = ()


class QuestionRaised(Fact, frozen=True):
    """A question about the document, with its yes/no proposition (empty until somebody words it)."""

    slug: str
    kind: Kind
    proposition: str = ""


class QuestionWorded(Fact, frozen=True):
    """The proposition of a question is put in other words."""

    question: FactId
    proposition: str
    reason: str = ""
    supersedes: tuple[FactId, ...] = ()


class QuestionWithdrawn(Fact, frozen=True):
    """A question is no longer asked."""

    question: FactId
    reason: str


class SourceAdded(Fact, frozen=True):
    """A person or office that speaks: a name only if it speaks on the record, else a code name and a descriptor."""

    slug: str
    descriptor: str
    standing: Standing
    name: str = ""
    code_name: str = ""
    body: str = ""
    rank: int = 2
    lineage: str = ""


class SourceDescribed(Fact, frozen=True):
    """Fields of a source change; `changes` holds new values of SourceAdded's fields other than the slug."""

    source: FactId
    changes: dict[str, Any]
    reason: str
    supersedes: tuple[FactId, ...] = ()

    def __post_init__(self) -> None:
        _check_changes(SourceAdded, self.changes, SOURCE_FIELDS)


class SourcesMerged(Fact, frozen=True):
    """Two descriptions turn out to be one person; what `gone` said is now `keep`'s."""

    keep: FactId
    gone: FactId
    reason: str


class StatementLogged(Fact, frozen=True):
    """What one source said, once, on what terms, and its stance on each question that it touches.

    `learned_at` is empty when it was learned as it was said. `knowledge` maps question ids, or `default`, to a kind
    of knowledge. `agreement` holds the exact words in which the terms were agreed, `sign_off` what a conclusive
    finding rests on.
    """

    slug: str
    source: FactId
    said_at: str
    terms: Term
    stances: dict[FactId, Stance] = {}
    learned_at: str = ""
    via: str = ""
    knowledge: dict[str, Knowledge] = {}
    technical: bool = False
    conclusive: bool = False
    sign_off: str = ""
    derived_from: str = ""
    lineage: str = ""
    grade: str = ""
    embargo_until: str = ""
    retracts: tuple[FactId, ...] = ()
    corrects: tuple[FactId, ...] = ()
    asserted: dict[FactId, str] = {}
    hedged: bool = False
    quote: str = ""
    paraphrase: str = ""
    url: str = ""
    agreement: str = ""


class TermsTightened(Fact, frozen=True):
    """Stricter terms for a statement; they apply at once and at every moment."""

    statement: FactId
    terms: Term
    reason: str
    embargo_until: str = ""
    supersedes: tuple[FactId, ...] = ()


class TermsAgreed(Fact, frozen=True):
    """New, possibly looser terms for a statement, agreed with its source in these words at that moment."""

    statement: FactId
    terms: Term
    agreement: str
    agreed_at: str
    embargo_until: str = ""
    supersedes: tuple[FactId, ...] = ()


class StatementCorrected(Fact, frozen=True):
    """Fields of a statement were logged wrongly; `changes` holds new values of StatementLogged's fields."""

    statement: FactId
    changes: dict[str, Any]
    reason: str
    supersedes: tuple[FactId, ...] = ()

    def __post_init__(self) -> None:
        _check_changes(StatementLogged, self.changes, STATEMENT_FIELDS)


class RequestSent(Fact, frozen=True):
    """A request for comment: to whom, how, when, the exact questions put, what was shown, and the deadline.

    Addressed to a known source, or to an `office` in words. `attempts` lists earlier tries, one line each.
    """

    sent_at: str
    channel: str
    wording: str
    source: FactId = ""
    office: str = ""
    questions: tuple[FactId, ...] = ()
    shown: str = ""
    deadline: str = ""
    attempts: tuple[str, ...] = ()


class RequestAnswered(Fact, frozen=True):
    """An answer to a request came; `statement` is the statement that holds it, if one was logged."""

    request: FactId
    at: str
    statement: FactId = ""
    note: str = ""


class RequestTimedOut(Fact, frozen=True):
    """The deadline of a request passed without an answer; logged so that it can be printed."""

    request: FactId
    at: str
    note: str = ""


class NoteAdded(Fact, frozen=True):
    """A note to the file, on the case or on anything in it (`about` is an id). It changes no state."""

    text: str
    about: FactId = ""


class DisagreementNoted(Fact, frozen=True):
    """An editor disagrees with the state of a question; it stands beside the state and does not change it."""

    question: FactId
    state: State
    reason: str
    by: str


class TakenBack(Fact, frozen=True):
    """A fact is taken back as if it had not been logged (undo); taking this one back restores it (redo)."""

    target: FactId
    reason: str = ""


class Erasure(Fact, frozen=True):
    """The bodies of these entries were removed for good; their headers stay so that the chain still verifies."""

    targets: tuple[FactId, ...]
    reason: str
    by: str = ""


class DeskSettings(Fact, frozen=True):
    """Settings of the desk: the newsroom's name, the reporter's name and initials."""

    newsroom: str = ""
    reporter: str = ""
    initials: str = ""
    supersedes: tuple[FactId, ...] = ()


class WriterOpened(Fact, frozen=True):
    """A new chain begins on this installation because an older one could not be continued; names its last head."""

    reason: str
    old_writer: str = ""
    old_head: str = ""


class AnchorAccepted(Fact, frozen=True):
    """The reporter accepts that the file is behind its anchor, by how many entries, and why."""

    writer: str
    missing: int
    reason: str


class FrontierMerged(Fact, frozen=True):
    """Joins more heads of other writers than one entry may name; it says nothing else."""


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
    "taken_back": TakenBack,
    "erasure": Erasure,
    "desk.settings": DeskSettings,
    "writer.opened": WriterOpened,
    "anchor.accepted": AnchorAccepted,
    "merge": FrontierMerged,
}
"""The closed set: the kind as stored, and the class that holds it."""

_KIND_OF = {cls: kind for kind, cls in KINDS.items()}
_DECODERS = {kind: msgspec.json.Decoder(cls, strict=True) for kind, cls in KINDS.items()}
_ENCODER = msgspec.json.Encoder(order="sorted")

DOCUMENT_FIELDS = ("author", "issuer", "recipient", "date", "form", "claims", "note")
"""The purported facts a document may have."""

SOURCE_FIELDS = tuple(name for name in SourceAdded.__struct_fields__ if name != "slug")
"""What a description of a source may change."""

STATEMENT_FIELDS = tuple(
    name for name in StatementLogged.__struct_fields__ if name not in ("slug", "terms", "embargo_until", "agreement")
)
"""What a correction may change; terms have facts of their own."""

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
    decoder = _DECODERS.get(kind)
    if decoder is None:
        return Unknown(kind, payload)
    try:
        return decoder.decode(payload)
    except (msgspec.ValidationError, msgspec.DecodeError, BadFact) as error:
        raise BadFact(f"An entry of kind {kind} does not fit its kind: {error}.") from None


def _check_changes(cls: type[Fact], changes: dict[str, Any], allowed: tuple[str, ...]) -> None:
    types = {field.name: field.type for field in msgspec.structs.fields(cls)}
    for name, value in changes.items():
        if name not in allowed:
            raise BadFact(f"{name!r} cannot be changed.", remedy=f"Choose from {', '.join(allowed)}.")
        try:
            msgspec.convert(value, types[name], strict=True)
        except msgspec.ValidationError as error:
            raise BadFact(f"{name!r} has a value of the wrong kind: {error}.") from None
