"""A case as its facts tell it: document, questions, sources, statements, requests. Plain frozen data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from functools import cached_property
from typing import NamedTuple

import msgspec

from workflow.facts import Entry, FactId, Promise, StatementLogged
from workflow.holdings import Holdings, KeptIdentity, kept_identities
from workflow.outgoing import Outgoing
from workflow.terms import Copy, Kind, Knowledge, Standing, State, Term
from workflow.when import Instant, When, compare, parse_when, zone_of


class Moment(NamedTuple):
    """Where one stands on the clock of what was learned.

    `as_of` None takes everything learned; `now` is the wall clock, which alone lifts embargoes and passes deadlines
    when one does not stand in the past. Both in microseconds since 1970.
    """

    as_of: Instant | None
    now: Instant

    @property
    def at(self) -> Instant:
        """The instant on which embargoes and deadlines are judged."""
        return self.now if self.as_of is None else self.as_of

    @property
    def present(self) -> Moment:
        """Itself, or now where it lies ahead: no file foresees what comes when an embargo or a deadline ends."""
        return Moment(None, self.now) if self.as_of is not None and self.as_of > self.now else self

    def has_seen(self, claimed_at: str) -> bool:
        """Whether an entry that claims this time (ISO 8601, or empty) was written by then; without `as_of` all were."""
        return self.as_of is None or not claimed_at or parse_when(claimed_at).known_at() <= self.as_of


class Question(msgspec.Struct, frozen=True):
    """One yes/no proposition about the document."""

    id: FactId
    slug: str
    kind: Kind
    proposition: str

    @property
    def word(self) -> str:
        """What the question is called on screens and in summaries."""
        return self.kind.word


class Source(msgspec.Struct, frozen=True):
    """A person or office that speaks. `merged` holds the ids of descriptions that turned out to be this one."""

    id: FactId
    slug: str
    name: str
    code_name: str
    descriptor: str
    standing: Standing
    body: str
    rank: int
    lineage: str
    merged: tuple[FactId, ...] = ()

    @property
    def root(self) -> str:
        """What its knowledge rests on: its lineage, else itself."""
        return self.lineage or self.slug or self.id

    @property
    def label(self) -> str:
        """What the desk calls it on its own screens: name, else a code name that somebody chose, else descriptor."""
        chosen = self.code_name if self.code_name != self.slug else ""
        return self.name or chosen or self.descriptor or self.slug


class TermChange(NamedTuple):
    """Terms set after a statement was logged; `agreed_at` is None for a tightening, which holds at every moment."""

    id: FactId
    terms: Term
    embargo: Instant | None
    agreed_at: Instant | None
    supersedes: tuple[FactId, ...]
    promise: Promise = Promise()


class Statement(msgspec.Struct, frozen=True):
    """What a source said once, in its corrected form of today.

    `says` holds its fields; `source` is the id of the source after mergers; `learned_key` the instant it was learned
    on the desk's clock; `position` its place in the log; `contested` the fields that two corrections set differently.
    """

    id: FactId
    says: StatementLogged
    source: FactId
    said: When
    learned: When
    learned_key: Instant
    position: int
    embargo: Instant | None
    term_changes: tuple[TermChange, ...] = ()
    contested: tuple[str, ...] = ()

    def terms_at(self, at: Instant | None) -> tuple[Term, Instant | None]:
        """The terms and the embargo in force at an instant (None: today).

        Stricter terms hold at every moment, agreements from the moment they were made; of several, the strictest.
        """
        if not self.term_changes:
            return self.says.terms, self.embargo
        changes = [
            change for change in self.term_changes if at is None or change.agreed_at is None or change.agreed_at <= at
        ]
        lifted = {name for change in changes for name in change.supersedes}
        live = [(change.terms, change.embargo) for change in changes if change.id not in lifted]
        if self.id not in lifted or not live:
            live.append((self.says.terms, self.embargo))
        strictest = max((terms for terms, _ in live), key=lambda terms: terms.strictness)
        embargoes = [embargo for _, embargo in live if embargo is not None]
        return strictest, max(embargoes, default=None)

    @property
    def promise(self) -> Promise:
        """What is agreed beside the terms today: on each point the latest word; a ban on quotes until it is lifted."""
        if not self.term_changes:
            return self.says.promise
        made = [(self.id, self.says.promise), *((change.id, change.promise) for change in self.term_changes)]
        lifted = {name for change in self.term_changes for name in change.supersedes}
        pairs = ((field, getattr(one, field)) for _, one in made for field in one.__struct_fields__)
        found = {field: value for field, value in pairs if value not in ("", None)}
        if any(one.may_quote is False and name not in lifted for name, one in made):
            found["may_quote"] = False
        return Promise(**found)

    def knows(self, question: FactId) -> Knowledge:
        """How the source knows what it says on a question; never asked where nothing was logged."""
        knowledge = self.says.knowledge
        return knowledge.get(question) or knowledge.get("default") or Knowledge.UNKNOWN

    @property
    def order(self) -> tuple[Instant, int]:
        """Its place among the statements: by the moment learned, ties in the order logged."""
        return self.learned_key, self.position

    @property
    def words(self) -> str:
        """The quote, else the paraphrase."""
        return self.says.quote or self.says.paraphrase


class Answer(NamedTuple):
    """An answer to a request: when it came, the statement that holds it (an id, or empty), a note."""

    at: When
    statement: FactId
    note: str


class Request(msgspec.Struct, frozen=True):
    """A request for comment and what became of it. `source` is an id, or empty when an office was written to."""

    id: FactId
    source: FactId
    office: str
    channel: str
    sent: When
    wording: str
    questions: tuple[FactId, ...]
    shown: str
    copy: Copy | None
    exhibit: FactId
    copy_reason: str
    deadline: Instant | None
    deadline_text: str
    attempts: tuple[str, ...]
    answers: tuple[Answer, ...]
    timed_out: When | None


class Note(NamedTuple):
    """A note to the file. `about` is the id of what it is about, or empty for the case."""

    id: FactId
    text: str
    about: FactId
    claimed_at: str


class Disagreement(NamedTuple):
    """An editor's disagreement with a state, kept beside it."""

    id: FactId
    question: FactId
    state: State
    reason: str
    by: str
    claimed_at: str


class Contested(NamedTuple):
    """Two facts set the same field differently without knowing of each other: `facts` are their ids.

    `subject` is the id of the case, document, question, source or statement concerned.
    """

    subject: FactId
    field: str
    facts: tuple[FactId, ...]


class Case(msgspec.Struct, frozen=True, dict=True):
    """Everything the facts say. Statements stand in the order in which they were learned."""

    id: FactId
    slug: str
    title: str
    timezone: str
    invented: bool
    is_open: bool
    document: Mapping[str, str]
    questions: tuple[Question, ...]
    sources: Mapping[FactId, Source]
    statements: tuple[Statement, ...]
    requests: tuple[Request, ...]
    notes: tuple[Note, ...]
    disagreements: tuple[Disagreement, ...]
    contested: tuple[Contested, ...]
    waiting: tuple[FactId, ...]
    entries: tuple[Entry, ...]
    in_effect: frozenset[FactId]
    set_by: Mapping[tuple[FactId, str], tuple[FactId, ...]]
    holdings: Holdings = Holdings()
    outgoing: Outgoing = Outgoing()

    @cached_property
    def zone(self) -> tzinfo:
        """The zone in which the case's times are shown; UTC where the name is unknown here."""
        return zone_of(self.timezone)

    @cached_property
    def by_id(self) -> dict[FactId, Statement]:
        """The statements by id."""
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def question_by_id(self) -> dict[FactId, Question]:
        """The questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def earlier(self) -> dict[int, Case]:
        """The case as its first entries told it, by their number; kept once somebody has asked for it."""
        return {}

    def source_of(self, statement: Statement) -> Source:
        """The source of a statement, after mergers."""
        return self.sources[statement.source]

    def learned_by(self, moment: Moment) -> tuple[Statement, ...]:
        """The statements learned by a moment, in the order in which they were learned."""
        if moment.as_of is None:
            return self.statements
        return tuple(statement for statement in self.statements if statement.learned_key <= moment.as_of)

    def notes_by(self, moment: Moment) -> tuple[Note, ...]:
        """The notes written by a moment."""
        return tuple(note for note in self.notes if moment.has_seen(note.claimed_at))

    def disagreements_by(self, moment: Moment) -> tuple[Disagreement, ...]:
        """The disagreements noted by a moment."""
        return tuple(noted for noted in self.disagreements if moment.has_seen(noted.claimed_at))

    def setters(self, subject: FactId, fields: Iterable[str]) -> tuple[FactId, ...]:
        """The facts whose values for these fields of a subject stand now: what a change of them supersedes."""
        first = (subject,) if subject in self._logged else ()
        return tuple({fact: None for field in fields for fact in self.set_by.get((subject, field), first)})

    @cached_property
    def identities(self) -> Mapping[FactId, KeptIdentity]:
        """What the log says of the vault, by source; worked out here, so that nothing that leaves can carry it."""
        return kept_identities([e for e in self.entries if e.id in self.in_effect], self.sources.values())

    @cached_property
    def _logged(self) -> frozenset[FactId]:
        return frozenset(entry.id for entry in self.entries)


def said_before(older: Statement, newer: Statement) -> bool:
    """Whether one statement is older than another by the time said; on a tie the one learned later is newer (4b)."""
    order = compare(older.said, newer.said)
    return order < 0 if order else older.order < newer.order
