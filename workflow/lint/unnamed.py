"""Finds sources that nothing describes, or other words than those that were agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from workflow.case import Statement
from workflow.facts import FactId
from workflow.lint.draft import Draft
from workflow.lint.finding import LintRule, Spot
from workflow.lint.fitting import Fitting
from workflow.lint.groups import Group, Groups, singular, singulars
from workflow.lint.instead import either
from workflow.lint.lexicon import ARTICLES, DESCRIBING
from workflow.lint.parties import How, Mention, Parties
from workflow.lint.record import Record
from workflow.lint.tokens import Token, keys

_SOURCES = frozenset(("source", "sources"))
_ANY = _SOURCES | {"person", "people", "persons"}
_NOBODY_SAID = "Nobody in the log said this under words that were agreed: log who did, or leave it out."
_AGAIN = frozenset(("the", "this", "that", "these", "those", "both"))


class Unnamed:
    """The rules `bare-sources` and `other-descriptor`."""

    def __init__(self, draft: Draft, record: Record, parties: Parties, groups: Groups) -> None:
        self.draft, self.record, self.parties, self.groups = draft, record, parties, groups
        self.fitting = Fitting(draft, record, groups)

    def spots(self) -> Iterator[Spot]:
        """Every unnamed source that is described otherwise than was agreed, or not at all."""
        topical, told = False, set[int]()
        for sentence in self.draft.sentences:
            words = sentence.words
            before, topical = topical, self.record.is_topical(words)
            found = [] if sentence.is_open else list(self.groups.find(words))
            mentions = self.parties.mentions(words) if found else []
            for group in found:
                fits = self.fitting.of(sentence, group)
                spot = self._bare(words, group, fits) or self._other(words, group, mentions, fits, topical or before)
                if spot:
                    told.update(word.start for word in words[group.first : group.last])
                    yield spot
        yield from self._own_anywhere(told)

    def _own_anywhere(self, told: set[int]) -> Iterator[Spot]:
        """The desk's own words for a source where other words are agreed, whether or not it speaks there."""
        words = self.draft.tokens
        for at, word in enumerate(words):
            for own, statement in self._own.get(word.key, ()):
                found = words[at : at + len(own)]
                if tuple(token.key for token in found) == own and word.start not in told:
                    yield self._not_agreed(found[0].start, found[-1].end, [self.record.descriptor(statement)])

    @cached_property
    def _own(self) -> dict[str, list[tuple[tuple[str, ...], Statement]]]:
        """Descriptors of three words or more that nobody agreed, of sources with whom others are, by the first word."""
        record, found = self.record, dict[tuple[str, ...], Statement]()
        for statement in record.unnamed:
            own = keys(record.case.source_of(statement).descriptor)
            if statement.promise.descriptor and len(own) > 2 and own not in self.groups.permitted_keys:
                found.setdefault(own, statement)
        sources = record.case.sources.values()
        known = {keys(source.descriptor) for source in sources if source.id in record.names.open_roots}
        by_first: dict[str, list[tuple[tuple[str, ...], Statement]]] = {}
        for own in found.keys() - known:
            by_first.setdefault(own[0], []).append((own, found[own]))
        return by_first

    def _bare(self, words: Sequence[Token], group: Group, fits: list[str]) -> Spot | None:
        if words[group.head].key not in _SOURCES or self.groups.before_noun(words, group):
            return None
        after = words[group.head + 1].key if group.head + 1 < len(words) else ""
        if after in DESCRIBING and self.groups.joined(words, group.head + 1):
            return None
        if fits:
            remedy = f"Use the agreed words: {either(fits)}."
        else:
            remedy = _NOBODY_SAID if self.groups.permitted else "Agree words for the source first, then use those."
        return Spot(
            words[group.first].start,
            words[group.head].end,
            LintRule.BARE_SOURCES,
            "Nothing tells the reader what kind of source this is.",
            remedy,
            self._ids(fits),
        )

    def _other(
        self, words: Sequence[Token], group: Group, mentions: Sequence[Mention], fits: list[str], topical: bool
    ) -> Spot | None:
        described = self.groups.described(words, group)
        if group.is_plural and not described and words[group.head].key not in _ANY:
            return None
        if self.groups.is_permitted(words, group) or self._is_known(words, group, mentions):
            return None
        near = [text for text in self.groups.permitted if described & set(keys(text))]
        if words[group.first].key in _AGAIN and self._said_before(words, group, described):
            return None
        if not (topical or near or self._own_words(words, group)):
            return None
        shown = [text for text in near if text in fits] or fits
        return self._not_agreed(words[group.first].start, words[group.last - 1].end, shown)

    def _said_before(self, words: Sequence[Token], group: Group, described: set[str]) -> bool:
        """Whether these words take up a permitted descriptor again: `the official`, `the military official`."""
        rest = singulars(described | {words[group.head].key})
        return any(rest <= singulars(keys(text)) for text in self.groups.permitted)

    def _own_words(self, words: Sequence[Token], group: Group) -> bool:
        """Whether these are the desk's own words for a source, which nobody agreed."""
        first = group.first + (words[group.first].key in ARTICLES)
        return tuple(word.key for word in words[first : group.last]) in self._own_beginnings

    @cached_property
    def _own_beginnings(self) -> frozenset[tuple[str, ...]]:
        """What the desk's own words for sources that are not named begin with, of any length."""
        record = self.record
        hidden = {s.source for s in record.case.statements if record.is_hidden(s)}
        own = (keys(record.case.sources[source].descriptor) for source in hidden)
        return frozenset(words[:length] for words in own for length in range(len(words) + 1))

    def _not_agreed(self, start: int, end: int, shown: list[str]) -> Spot:
        ids = self._ids(shown)
        sentence = f"“{' '.join(self.draft.text[start:end].split())}” is not what was agreed."
        if shown:
            remedy = f"Write {either(shown)}, word for word."
        elif self.groups.permitted:
            remedy = _NOBODY_SAID
        else:
            sentence = "No words are agreed for a source who is not named."
            remedy = "Agree the description with the source, log it, and use it word for word."
            ids = tuple(statement.id for statement in self.record.unnamed[:3])
        return Spot(start, end, LintRule.OTHER_DESCRIPTOR, sentence, remedy, ids)

    def _ids(self, shown: list[str]) -> tuple[FactId, ...]:
        return tuple(statement.id for text in shown for statement in self.groups.permitted[text.strip()])[:3]

    def _is_known(self, words: Sequence[Token], group: Group, mentions: Sequence[Mention]) -> bool:
        """Whether a name stands beside the words, or they are the office of somebody on the record."""
        for mention in mentions:
            if mention.party.how in (How.DESCRIPTOR, How.OUTLET):
                continue
            role = mention.party.how is How.ROLE
            if (role and mention.first <= group.head < mention.last) or (not role and mention.first == group.head + 1):
                return True
        after = words[group.head + 1 : group.head + 3]
        named = len(after) == 2 and all(word.is_capital for word in after)
        return named and singular(words[group.head].key) == words[group.head].key
