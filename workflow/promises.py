"""What was promised to sources: terms with the words in which they were agreed, and what is known of unnamed ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workflow import facts as f
from workflow.case import Case, Moment, Source, Statement
from workflow.facts import FactId, Promise
from workflow.flags import through_outlet
from workflow.holdings import Informed
from workflow.people import NOBODY, People
from workflow.terms import Knowledge, Stance, Term, Word
from workflow.voices import printed_terms
from workflow.when import Instant, When, compare, parse_when


class Spoken(Word):
    """Whether terms were agreed before the words were said, as they were, or after."""

    BEFORE = "before", "agreed before it was said", "The words were said on terms that stood."
    WITH = "with", "agreed as it was said", "The terms carry the same time as the words."
    AFTER = "after", "agreed after it was said", "The words came first: the terms were agreed after the fact."
    UNNOTED = "unnoted", "not noted when it was agreed", "Nobody wrote down when the terms were agreed."


class Agreement(NamedTuple):
    """Terms as they were agreed once: the entry, the terms, until when, the exact words, by whom for the desk, when."""

    fact: FactId
    terms: Term
    embargo: Instant | None
    words: str
    by: str
    at: When | None
    spoken: Spoken


class Kept(NamedTuple):
    """A promise that stands: `terms` and `embargo` are what printing obeys, `first` what was agreed first.

    `later` are the agreements made since, in the order logged; `promise` is all else that is agreed today.
    """

    statement: FactId
    source: FactId
    terms: Term
    embargo: Instant | None
    first: Agreement
    later: tuple[Agreement, ...]
    promise: Promise

    @property
    def words(self) -> str:
        """The exact words of the last agreement that has any."""
        return next((made.words for made in reversed((self.first, *self.later)) if made.words.strip()), "")

    @property
    def after_the_fact(self) -> bool:
        """Whether some of the terms were agreed after the words were said."""
        return any(made.spoken is Spoken.AFTER for made in (self.first, *self.later))


class OwnSource(NamedTuple):
    """An unnamed source that spoke to us, and what is known of it today.

    `statements` are its unnamed ones, `descriptors` those agreed with it, each once, `reasons` why it is not named.
    `unasked` are the statements of which nobody asked how it knows. `missing` names what gate g3 asks for and lacks.
    """

    source: FactId
    statements: tuple[FactId, ...]
    terms: tuple[Term, ...]
    editors: tuple[Informed, ...]
    descriptors: tuple[str, ...]
    reasons: tuple[str, ...]
    unasked: tuple[FactId, ...]
    named: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """Of `editor`, `reason`, `descriptor` and `knowledge` those that are missing.

        No descriptor is printed under the Chatham House Rule or on deep background, and the rule itself is a reason.
        """
        described = any(terms.counts for terms in self.terms)
        reasoned = any(terms is not Term.CHATHAM_HOUSE for terms in self.terms)
        lacks = {
            "editor": not (self.editors or self.named),
            "reason": reasoned and not self.reasons,
            "descriptor": described and not self.descriptors,
            "knowledge": bool(self.unasked),
        }
        return tuple(name for name, lacking in lacks.items() if lacking)


def promises(case: Case, moment: Moment) -> tuple[Kept, ...]:
    """What was promised for each statement learned by a moment that is not plainly on the record."""
    facts = {entry.id: entry.fact for entry in case.entries if isinstance(entry.fact, f.TermsAgreed)}
    kept = (_kept(case, statement, moment, facts) for statement in case.learned_by(moment))
    return tuple(promise for promise in kept if not _plain(promise))


def agreed_after(case: Case, statement: Statement) -> bool:
    """Whether terms of a statement that are not plainly on the record were agreed after its words were said."""
    changed = case.entries if statement.term_changes else ()
    facts = {entry.id: entry.fact for entry in changed if isinstance(entry.fact, f.TermsAgreed)}
    kept = _kept(case, statement, Moment(None, statement.learned_key), facts)
    return kept.after_the_fact and not _plain(kept)


def own_unnamed(case: Case, moment: Moment) -> tuple[OwnSource, ...]:
    """Each source that told us directly, by a moment, what may not bear its name, in the order of the case.

    Off the record is not among them: nothing of it is printed. What is known of them is what stands today.
    """
    said: dict[FactId, list[Statement]] = {}
    for statement in case.learned_by(moment):
        if is_unnamed(printed_terms(statement, moment)[0]) and not through_outlet(case, statement):
            said.setdefault(statement.source, []).append(statement)
    return tuple(_own(case, source, said[name], moment) for name, source in case.sources.items() if name in said)


def is_unnamed(terms: Term) -> bool:
    """Whether words on these terms may be used, but not with the name."""
    return terms not in (Term.ON_RECORD, Term.OFF_RECORD)


def forbidden_pairing(case: Case, moment: Moment) -> bool:
    """W32: whether a source declines by name and informs unnamed; which one it is must never be told."""
    return bool(paired(case, moment))


def linked_pairing(case: Case, moment: Moment, people: People) -> bool:
    """W32 between entries that the vault links: whether a person does so under two of them."""
    return bool(people.groups) and not paired(case, moment, people) <= paired(case, moment)


def paired(case: Case, moment: Moment, people: People = NOBODY) -> frozenset[FactId]:
    """The sources that inform unnamed while they, or another entry of the same person, decline by name."""
    said = [(statement, statement.terms_at(moment.as_of)[0]) for statement in case.learned_by(moment)]
    by_name = {
        source
        for statement, terms in said
        if terms is Term.ON_RECORD and not _DECLINING.isdisjoint(statement.says.stances.values())
        for source in people.same_as(statement.source)
    }
    return frozenset(
        statement.source
        for statement, terms in (said if by_name else ())
        if statement.source in by_name
        and terms is not Term.ON_RECORD
        and any(stance.weighs for stance in statement.says.stances.values())
    )


_DECLINING = frozenset({Stance.DECLINES, Stance.NEITHER})


def _kept(case: Case, statement: Statement, moment: Moment, facts: dict[FactId, f.TermsAgreed]) -> Kept:
    says = statement.says
    at = parse_when(says.agreed_at) if says.agreed_at else None
    terms, embargo = printed_terms(statement, moment)
    first = Agreement(
        statement.id, says.terms, statement.embargo, says.agreement, says.promise.by, at, _spoken(statement, at)
    )
    later = tuple(
        Agreement(
            change.id, change.terms, change.embargo, made.agreement, made.promise.by, when, _spoken(statement, when)
        )
        for change in statement.term_changes
        if (made := facts.get(change.id)) and (moment.as_of is None or (change.agreed_at or 0) <= moment.as_of)
        for when in [parse_when(made.agreed_at)]
    )
    return Kept(statement.id, statement.source, terms, embargo, first, later, statement.promise)


def _plain(kept: Kept) -> bool:
    """Whether the words were and are on the record, at once, with nothing else agreed that binds us."""
    promise = kept.promise
    bound = promise.may_quote is False or promise.descriptor or promise.reason or promise.take_to
    return (
        kept.terms is Term.ON_RECORD
        and kept.first.terms is Term.ON_RECORD
        and kept.embargo is None
        and kept.first.embargo is None
        and not kept.later
        and not bound
    )


def _spoken(statement: Statement, at: When | None) -> Spoken:
    if at is None:
        return Spoken.UNNOTED
    order = compare(at, statement.said)
    return Spoken.WITH if order == 0 else Spoken.BEFORE if order < 0 else Spoken.AFTER


def _own(case: Case, source: Source, said: list[Statement], moment: Moment) -> OwnSource:
    return OwnSource(
        source.id,
        tuple(statement.id for statement in said),
        tuple(dict.fromkeys(printed_terms(statement, moment)[0] for statement in said)),
        tuple(informed for informed in case.holdings.informed if informed.source == source.id),
        _each(statement.promise.descriptor for statement in said),
        _each(statement.promise.reason for statement in said),
        tuple(statement.id for statement in said if _unasked(statement)),
        bool(source.name),
    )


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _unasked(statement: Statement) -> bool:
    """An examination is knowledge at first hand; elsewhere each stance that can count needs an answer."""
    return not statement.says.technical and any(
        stance.weighs and statement.knows(question) is Knowledge.UNKNOWN
        for question, stance in statement.says.stances.items()
    )
