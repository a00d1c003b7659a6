"""Facts about what was said, and on what terms."""

from __future__ import annotations

from typing import Any

import msgspec

from workflow.facts.base import Fact, FactId, check_changes
from workflow.terms import Knowledge, Stance, Term


class Promise(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was agreed with a source beside the terms.

    `by` who agreed for the desk, `descriptor` the words for the source in print, `reason` why there is no name,
    `may_quote` whether the words may stand in quotation marks (None: not asked), `take_to` whom else they may be
    taken to (empty: not asked).
    """

    by: str = ""
    descriptor: str = ""
    reason: str = ""
    may_quote: bool | None = None
    take_to: str = ""


class StatementLogged(Fact, frozen=True):
    """What one source said, once, on what terms, and its stance on each question that it touches.

    `learned_at` is empty when it was learned as it was said. `knowledge` maps question ids, or `default`, to a kind
    of knowledge. `agreement` holds the exact words in which the terms were agreed, `agreed_at` when (empty: not
    noted), `promise` what else was agreed, `sign_off` what a conclusive finding rests on. `copy_of` is the file of
    the document that it is about (empty: not said, or the only one), `rests_on` the check of a file from which a
    technical finding was made, `finding` the id of what that check found.
    """

    slug: str
    source: FactId
    said_at: str
    terms: Term
    stances: dict[FactId, Stance] = msgspec.field(default_factory=dict)
    learned_at: str = ""
    via: str = ""
    knowledge: dict[str, Knowledge] = msgspec.field(default_factory=dict)
    technical: bool = False
    conclusive: bool = False
    sign_off: str = ""
    derived_from: str = ""
    lineage: str = ""
    grade: str = ""
    embargo_until: str = ""
    retracts: tuple[FactId, ...] = ()
    corrects: tuple[FactId, ...] = ()
    asserted: dict[FactId, str] = msgspec.field(default_factory=dict)
    hedged: bool = False
    quote: str = ""
    paraphrase: str = ""
    url: str = ""
    agreement: str = ""
    agreed_at: str = ""
    promise: Promise = Promise()
    copy_of: FactId = ""
    rests_on: FactId = ""
    finding: str = ""


_AGREED = ("terms", "embargo_until", "agreement", "agreed_at", "promise")
STATEMENT_FIELDS = tuple(name for name in StatementLogged.__struct_fields__ if name not in ("slug", *_AGREED))
"""What a correction may change; terms have facts of their own."""


class TermsTightened(Fact, frozen=True):
    """Stricter terms for a statement; they apply at once and at every moment.

    `no_quote` takes the quotation marks away.
    """

    statement: FactId
    terms: Term
    reason: str
    embargo_until: str = ""
    supersedes: tuple[FactId, ...] = ()
    no_quote: bool = False


class TermsAgreed(Fact, frozen=True):
    """New, possibly looser terms for a statement, agreed with its source in these words at that moment."""

    statement: FactId
    terms: Term
    agreement: str
    agreed_at: str
    embargo_until: str = ""
    supersedes: tuple[FactId, ...] = ()
    promise: Promise = Promise()


class StatementCorrected(Fact, frozen=True):
    """Fields of a statement were logged wrongly; `changes` holds new values of StatementLogged's fields."""

    statement: FactId
    changes: dict[str, Any]
    reason: str
    supersedes: tuple[FactId, ...] = ()

    def __post_init__(self) -> None:
        check_changes(StatementLogged, self.changes, STATEMENT_FIELDS)
