"""How statements and sources may be called in what leaves the desk, so that no unnamed word leads to a name."""

from __future__ import annotations

from enum import Enum
from functools import cached_property

from workflow.case import Case, Moment, Request, Statement
from workflow.clean import clean
from workflow.facts import (
    CustodyRecorded,
    Disclosed,
    FactId,
    PersonAccused,
    RequestSent,
    SourceAdded,
    SourceDescribed,
    StatementLogged,
    TermsAgreed,
    TermsTightened,
)
from workflow.flags import through_outlet
from workflow.redaction import Redaction
from workflow.terms import Standing, Term
from workflow.when import Instant

UNNAMED = "a source who asked not to be named"
"""What stands for an unnamed source where even the descriptor could lead to a name."""

CHATHAM = "a participant under the Chatham House Rule"
"""What stands for someone of whom neither name nor affiliation may be told."""


ON_RECORD = "a source on the record"
"""What stands for a source on the record whose name the case does not hold and whose descriptor may be another's."""


class Voice(Enum):
    """How a statement may be traced in what leaves the desk."""

    OPEN = "open"
    DESCRIBED = "described"
    WITHHELD = "withheld"
    CHATHAM = "chatham"
    COUNTED = "counted"


_OF_A_SOURCE = (CustodyRecorded, Disclosed, PersonAccused, RequestSent)

_NEAR = frozenset(
    {
        Standing.AUTHOR,
        Standing.ISSUER,
        Standing.CUSTODIAN,
        Standing.RECIPIENT,
        Standing.SUBJECT,
        Standing.AUTHORITY,
        Standing.MAKER,
        Standing.INSIDER,
    }
)


def coarse(standing: Standing) -> Standing:
    """The standing that may be told of an unnamed source: never one that only a single person can have."""
    return Standing.INSIDER if standing in _NEAR else standing


def printed_terms(statement: Statement, moment: Moment) -> tuple[Term, Instant | None]:
    """The terms and the embargo that printing obeys: the stricter of those at the moment and those of today."""
    if not statement.term_changes:
        return statement.terms_at(None)
    then, embargo_then = statement.terms_at(moment.as_of)
    today, embargo_today = statement.terms_at(None)
    embargoes = [embargo for embargo in (embargo_then, embargo_today) if embargo is not None]
    return max(then, today, key=lambda terms: terms.strictness), max(embargoes, default=None)


class Names:
    """Who in a case may be called what at a moment."""

    def __init__(self, case: Case, moment: Moment) -> None:
        self.case = case
        self.terms = {statement.id: printed_terms(statement, moment) for statement in case.statements}
        self.open_roots = {s.source for s in case.statements if self.terms[s.id][0] is Term.ON_RECORD}
        spoke = {statement.source for statement in case.statements}
        sources = case.sources.values()
        self.protected = {s.id for s in sources if s.name and s.id in spoke and s.id not in self.open_roots}
        self._described = {_plain(s.descriptor) for s in sources if self.speaks_openly(s.id)}
        self._named_entries = {e.id for e in case.entries if isinstance(e.fact, SourceAdded) and e.fact.name}
        self._told: dict[tuple[str, bool, bool], str] = {}
        codes, names = _ever_called(case)
        self._without_codes = Redaction(codes)
        self._without_names = Redaction(codes | names)

    def speaks_openly(self, source: FactId) -> bool:
        """Whether a source has a name, or speaks on the record without one."""
        return bool(self.case.sources[source].name) or source in self.open_roots

    def voice(self, statement: Statement) -> Voice:
        """How a statement may be traced."""
        terms, _ = self.terms[statement.id]
        if terms in (Term.OFF_RECORD, Term.DEEP_BACKGROUND):
            return Voice.COUNTED
        if terms is Term.ON_RECORD:
            return Voice.OPEN
        return Voice.CHATHAM if terms is Term.CHATHAM_HOUSE else self.unnamed_voice(statement.source)

    def unnamed_voice(self, source: FactId) -> Voice:
        """How an unnamed statement of a source may be traced: by its descriptor only where that leads to nobody."""
        words = self.descriptor(source)
        if self.speaks_openly(source) or _plain(words) in self._described:
            return Voice.WITHHELD
        return Voice.DESCRIBED if words.strip() else Voice.WITHHELD

    def descriptor(self, source: FactId) -> str:
        """The words for a source in print: of an unnamed one of ours those agreed last, else those on file."""
        return self._agreed.get(source) or self.case.sources[source].descriptor

    @cached_property
    def _agreed(self) -> dict[FactId, str]:
        """The descriptors agreed with sources that spoke to us unnamed."""
        said = sorted(self.case.statements, key=lambda statement: statement.position)
        return {
            statement.source: words
            for statement in said
            if (words := statement.promise.descriptor.strip())
            and self.terms[statement.id][0] is not Term.ON_RECORD
            and self.terms[statement.id][0].counts
            and not through_outlet(self.case, statement)
        }

    def speaker(self, statement: Statement, voice: Voice) -> tuple[Voice, FactId]:
        """Which statements stand together as one speaker's: those of a source, or of the entry it once was, or one."""
        if voice in (Voice.OPEN, Voice.DESCRIBED):
            return voice, statement.source
        if voice is Voice.CHATHAM:
            return voice, statement.id
        entry = statement.says.source
        alone = entry in self._named_entries or (entry in self.case.sources and self.speaks_openly(entry))
        return voice, statement.id if alone else entry

    def turned_out(self, fact: FactId, source: FactId) -> bool:
        """Whether a fact of the desk's own was logged of an unnamed source that turned out to be this other one."""
        once = self._logged_of.get(fact, source)
        return once != source and once not in self._named_entries

    def may_tell_of(self, request: Request) -> bool:
        """Whether a request for comment may be told of: not where that would tell who speaks, or answered, unnamed.

        Nor that somebody has not answered who answered another request unnamed.
        """
        if request.source in self.protected or self.turned_out(request.id, request.source):
            return False
        if not request.answers:
            return _addressee(request) not in self._answered_unnamed
        return all(self._is_open(answer.statement) for answer in request.answers)

    def _is_open(self, name: FactId) -> bool:
        """Whether an answer is on the record; of a statement that was undone by what was logged, never of an erased."""
        if name in self.case.by_id:
            return self.voice(self.case.by_id[name]) is Voice.OPEN
        return not name or name in self._once_open

    @cached_property
    def _answered_unnamed(self) -> set[tuple[FactId, str]]:
        """Whom a request went to that was answered in words that are not on the record."""
        requests = self.case.requests
        return {_addressee(r) for r in requests if not all(self._is_open(answer.statement) for answer in r.answers)}

    @cached_property
    def _once_open(self) -> frozenset[FactId]:
        facts = [(entry.id, entry.fact) for entry in self.case.entries]
        logged = {name for name, x in facts if isinstance(x, StatementLogged) and x.terms is Term.ON_RECORD}
        changed = {x.statement for _, x in facts if isinstance(x, TermsTightened | TermsAgreed)}
        return frozenset(logged - changed)

    @cached_property
    def _logged_of(self) -> dict[FactId, FactId]:
        """The source that each fact of the desk's own was logged of, before mergers."""
        return {e.id: e.fact.source for e in self.case.entries if isinstance(e.fact, _OF_A_SOURCE)}

    def told(self, text: str, *, unnamed: bool = False, multiline: bool = False) -> str:
        """A text as it may leave the desk: cleaned, without code names; an unnamed one's without any source's name."""
        key = text, unnamed, multiline
        if key not in self._told:
            without = self._without_names if unnamed else self._without_codes
            self._told[key] = without(clean(text, multiline=multiline))
        return self._told[key]


def _ever_called(case: Case) -> tuple[set[str], set[str]]:
    """Every code name, and every name that a source of the case has or had but an outlet's or an office's.

    Only a name that begins with `The` is an office's for certain: Margaret Court is a person.
    """
    codes = {source.code_name for source in case.sources.values()}
    names = {source.name for source in case.sources.values()}
    outlets = {source.name for source in case.sources.values() if source.standing is Standing.OUTLET}
    for entry in case.entries:
        if isinstance(entry.fact, SourceAdded):
            codes.add(entry.fact.code_name)
            names.add(entry.fact.name)
        elif isinstance(entry.fact, SourceDescribed):
            codes.add(str(entry.fact.changes.get("code_name", "")))
            names.add(str(entry.fact.changes.get("name", "")))
    people = {name for name in names - outlets if not name.casefold().startswith("the ")}
    return {clean(code) for code in codes}, {clean(name) for name in people | set(map(_untitled, people))}


def _untitled(name: str) -> str:
    """A name without the abbreviated ranks and titles before it: `Gen. Mark Milley` is `Mark Milley`."""
    words = name.split()
    while len(words) > 2 and words[0].endswith("."):
        words = words[1:]
    return " ".join(words)


def _addressee(request: Request) -> tuple[FactId, str]:
    return request.source, _plain(request.office)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
