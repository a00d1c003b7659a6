"""Who is meant by which words: people, bodies, offices, outlets, roles, and unnamed sources by their descriptors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from workflow.case import Source, Statement
from workflow.facts import FactId
from workflow.lint.lexicon import (
    ARTICLES,
    ASIDE,
    INSTITUTION,
    OFFICE_WORDS,
    PARTICLES,
    PLURAL_HEADS,
    SINGULAR_HEADS,
    SUFFIXES,
    words_of,
)
from workflow.lint.record import Record
from workflow.lint.tokens import Token, keys
from workflow.outreach import FIELD_OF
from workflow.terms import Standing

_PARTS = re.compile(r"[;,()/&|]|\band\b")
RANKS = words_of(
    "gen lt col maj brig sgt capt cmdr adm sen rep gov dr mr mrs ms mx prof sir lord lady dame general colonel major "
    "captain admiral senator president judge justice secretary minister chief"
)
_VAGUE = words_of("official officials source sources officer aide staffer expert person people staff other copy")


class How(Enum):
    """By what somebody is meant."""

    NAME = "name"
    ROLE = "role"
    OUTLET = "outlet"
    DESCRIPTOR = "descriptor"


class Party(NamedTuple):
    """Somebody whom a draft can mean: the sources (ids), or for an outlet its names in the log."""

    how: How
    sources: frozenset[FactId]
    outlets: frozenset[str] = frozenset()


class Mention(NamedTuple):
    """Somebody meant in a sentence: the words from `first` up to `last`, without `last`."""

    first: int
    last: int
    party: Party


class Parties:
    """Everybody whom the log knows, by what they may be called."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._by_first: dict[str, dict[tuple[str, ...], Party]] = {}
        self._lowercase: set[tuple[str, ...]] = set()
        self._heads: dict[str, set[FactId]] = {}
        case = record.case
        spoken = {statement.source for statement in record.usable if not record.is_unnamed(statement)}
        sources = list(case.sources.values())
        for source in sources:
            if source.name and source.id not in record.names.protected:
                self._name(source)
            elif source.id in spoken and source.descriptor:
                self._add(keys(source.descriptor), How.ROLE, {source.id}, lower=True)
        for standing, field in FIELD_OF.items():
            self._purported(field, {source.id for source in sources if source.standing is standing and source.name})
        for body in {source.body for source in sources if source.body}:
            self._body(body)
        for office in {request.office for request in case.requests if request.office}:
            self._office(keys(office))
        for via in {statement.says.via for statement in case.statements}:
            for outlet in outlets_of(via):
                self._outlet(outlet)
        for descriptor, source_id in {(record.descriptor(statement), statement.source) for statement in record.unnamed}:
            self._add(keys(descriptor), How.DESCRIPTOR, {source_id}, lower=True)

    def mentions(self, words: Sequence[Token]) -> list[Mention]:
        """Everybody who is meant in some words, the longest name first where several begin at one word."""
        found, at = [], 0
        while at < len(words):
            called = self._by_first.get(words[at].key)
            best: tuple[str, ...] = ()
            for name in called or ():
                end = at + len(name)
                fits = len(name) > len(best) and tuple(word.key for word in words[at:end]) == name
                if fits and (name in self._lowercase or any(word.is_capital for word in words[at:end])):
                    best = name
            if best and called:
                found.append(Mention(at, at + len(best), called[best]))
            at += len(best) or 1
        return found

    def by_role(self, words: Sequence[Token], at: int) -> Party | None:
        """Those whom the noun of an office may mean, where nothing more is said: `the commander`."""
        sources = self._heads.get(words[at].key)
        return Party(How.ROLE, frozenset(sources)) if sources else None

    def said_by(self, party: Party) -> list[Statement]:
        """The usable statements that may stand under the words by which a party is meant."""
        record = self.record
        if party.how is How.OUTLET:
            return [s for s in record.usable if party.outlets & outlet_names(record, s)]
        unnamed = party.how is How.DESCRIPTOR
        found = [s for name in party.sources for s in record.usable_by.get(name, ()) if record.is_unnamed(s) is unnamed]
        return found if len(party.sources) < 2 else sorted(found, key=lambda s: s.order)

    def of_body(self, body: str) -> set[FactId]:
        """The named sources of a body."""
        return {s.id for s in self.record.case.sources.values() if s.name and body and s.body == body}

    def _add(
        self, name: tuple[str, ...], how: How, sources: Iterable[FactId], *, lower: bool = False, outlet: str = ""
    ) -> None:
        if not name or (len(name) == 1 and (len(name[0]) < 2 or name[0] in _VAGUE)):
            return
        held = self._by_first.setdefault(name[0], {})
        before = held.get(name)
        party = Party(how, frozenset(sources), frozenset({outlet} - {""}))
        if before is not None and before.how is how:
            party = Party(how, before.sources | party.sources, before.outlets | party.outlets)
        elif before is not None and before.how is not How.OUTLET:
            if lower and before.sources >= party.sources:
                self._lowercase.add(name)
            return
        held[name] = party
        if lower:
            self._lowercase.add(name)

    def _name(self, source: Source) -> None:
        name = keys(source.name)
        if source.standing is Standing.OUTLET:
            self._outlet(source.name)
            return
        for part in source.name.split("/") if "/" in source.name else ():
            for called in person_names(part) if is_person(part.strip()) else [keys(part)]:
                self._add(called, How.NAME, {source.id})
        self._add(name, How.NAME, {source.id})
        if is_person(source.name):
            for called in person_names(source.name):
                self._add(called, How.NAME, {source.id})
        else:
            if INSTITUTION & set(name) and name[-1] not in OFFICE_WORDS:
                self._add(name, How.NAME, self.of_body(source.body))
            short = name
            while short and short[-1] in OFFICE_WORDS:
                short = short[:-1]
            if short and short != name:
                self._add(short, How.NAME, {source.id} | self.of_body(source.body))
        for part in source.descriptor.split(",")[:1]:
            words = [key for key in keys(part) if key not in _VAGUE]
            at = next((at for at, key in enumerate(words) if key in ("of", "for", "at", "in", "to")), len(words))
            if at:
                self._heads.setdefault(words[at - 1], set()).add(source.id)
        for role in roles(source.descriptor):
            self._add(role, How.ROLE, {source.id}, lower=True)

    def _body(self, body: str) -> None:
        members = self.of_body(body)
        for called in body_names(body):
            self._add(called, How.NAME, members)

    def _purported(self, field: str, sources: set[FactId]) -> None:
        text = self.record.case.document.get(field, "")
        bodies = {keys(source.body) for source in self.record.case.sources.values()}
        for part in _PARTS.split(text):
            if bodies & set(body_names(part)):
                continue
            if is_person(part):
                for called in person_names(part):
                    self._add(called, How.NAME, sources)
            else:
                for called in body_names(part):
                    self._add(called, How.NAME, sources)

    def _office(self, name: tuple[str, ...]) -> None:
        """An office that was written to, with and without `press office` behind its name."""
        self._add(name, How.NAME, ())
        while name and name[-1] in OFFICE_WORDS:
            name = name[:-1]
        self._add(name, How.NAME, ())

    def _outlet(self, name: str) -> None:
        called = keys(name)
        self._add(called, How.OUTLET, (), outlet=" ".join(called))


def is_aside(words: Sequence[Token], mention: Mention) -> bool:
    """Whether a mention is somebody else than the one who speaks: after `told`, `by`, `against`."""
    if mention.last < len(words) and words[mention.last].key == "who":
        return False
    at = mention.first - 1
    while at >= 0 and words[at].key in ARTICLES:
        at -= 1
    if at < 0 or words[at].key not in ASIDE:
        return False
    return not (words[at].key in ("for", "with", "from") and at > 0 and _speaks_for(words[at - 1].key))


def _speaks_for(key: str) -> bool:
    return key in SINGULAR_HEADS or key in PLURAL_HEADS or key.startswith("spokes")


def outlets_of(via: str) -> list[str]:
    """The outlets that a relay names: those of its parts that begin with a capital letter."""
    parts = (part.strip() for part in _PARTS.split(via))
    return [part for part in parts if any(letter.isupper() for letter in part)]


def outlet_names(record: Record, statement: Statement) -> set[str]:
    """The outlets through which a statement came, as they are looked up."""
    names = {" ".join(keys(outlet)) for outlet in outlets_of(statement.says.via)}
    source = record.case.source_of(statement)
    return names | ({" ".join(keys(source.name))} if source.standing is Standing.OUTLET and source.name else set())


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two to six words, each a name, none an institution's."""
    words = [word for word in re.split(r"[\s,]+", name.strip()) if word]
    found = keys(name)
    if not 1 < len(words) <= 6 or INSTITUTION & set(found) or "of" in found or "the" in found:
        return False
    return all(word[0].isupper() or not word[0].isascii() or word.lower() in PARTICLES for word in words) and not any(
        len(word) > 2 and word.isupper() and word.lower() not in SUFFIXES for word in words[-1:]
    )


def person_names(name: str) -> list[tuple[str, ...]]:
    """What a person is called: the name without ranks and suffixes, the first and the last name, the surname."""
    words = list(keys(name))
    while len(words) > 1 and words[0] in RANKS:
        words = words[1:]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words = words[:-1]
    if len(words) < 2:
        return [tuple(words)]
    at = next((at for at, word in enumerate(words) if at and word in PARTICLES), len(words) - 1)
    surname = tuple(words[at:])
    return [tuple(words), (words[0], *surname), surname]


def body_names(body: str) -> list[tuple[str, ...]]:
    """What a body is called: `Iraqi Ministry of Defense` is the ministry of defense and the defense ministry too."""
    name = keys(body)
    found = [name]
    if len(name) > 1 and (name[0] in ("usa", "uk", "eu", "iraqi", "federal", "national") or name[0].endswith("ish")):
        found.append(name[1:])
    for called in tuple(found):
        if "of" in called:
            at = called.index("of")
            first, second = called[:at], called[at + 1 :]
            if second[:1] == ("the",):
                second = second[1:]
            if 0 < len(first) <= 2 and 0 < len(second) <= 2:
                found += [(*first[:-1], *second, first[-1]), (first[-1], "of", *second)]
    return [called for called in found if called]


def roles(descriptor: str) -> list[tuple[str, ...]]:
    """What somebody on the record is called by office: `U.S. Secretary of Defense` is the defense secretary too."""
    parts = [keys(part) for part in descriptor.split(",")[:1]]
    found = [
        keys(descriptor),
        *(name for part in parts for name in ([part] if len(part) < 2 else body_names(" ".join(part)))),
    ]
    for name in tuple(found):
        if "of" in name and name.index("of") > 1:
            found.append(name[: name.index("of")])
        if name and name[0] in ("usa", "uk", "eu"):
            found.append(name[1:])
    return [name for name in dict.fromkeys(found) if name and name[0] not in ("spokesperson", "staffer", "spokesman")]
