"""Finds words in a draft that were said off the record, or that are under embargo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import ceil

from workflow.case import Statement
from workflow.facts import FactId
from workflow.lint.draft import Draft
from workflow.lint.finding import LintRule, Spot
from workflow.lint.folding import Folded
from workflow.lint.lexicon import STOP_WORDS
from workflow.lint.record import Record
from workflow.lint.tokens import coarse_words, runs, tokens
from workflow.terms import Term

RUN = 5
"""How many words in a row are somebody's own."""

_SHORT = 3
_FEW = 20
_NEARLY_ALL = 0.8
_Kept = dict[tuple[str, ...], tuple[FactId, ...]]

_FEWEST = 5
_PART = 0.7
"""How many of the words that weigh, at least, retell a statement, and which part of them."""

_MOST = 50
"""A word of more statements than this tells none from another."""


class Withheld:
    """The rules `off-record` and `under-embargo`."""

    def __init__(self, draft: Draft, record: Record) -> None:
        self.draft, self.record = draft, record
        self._read: dict[FactId, tuple[list[str], list[str]]] = {}
        statements = record.case.statements
        self._kept = {
            LintRule.OFF_RECORD: [s for s in statements if record.terms(s) is Term.OFF_RECORD],
            LintRule.UNDER_EMBARGO: [s for s in statements if record.is_withheld(s)],
        }

    def spots(self) -> Iterator[Spot]:
        """Every run of words that may not be used, the longest that there is; in quotation marks three words do."""
        words = [token.key for token in self.draft.tokens]
        for rule, statements in self._kept.items():
            if statements:
                found = list(self._runs(rule, words, self._held(words, statements, RUN)))
                short = self._held(words, statements, _SHORT)
                for quoted in self.draft.quotations:
                    found += self._quoted(rule, quoted.start, quoted.end, short)
                yield from found
                told = {self.draft.sentence_at(spot.start) for spot in found}
                yield from self._retold(rule, statements, told)

    def _words(self, statement: Statement) -> tuple[list[str], list[str]]:
        if statement.id not in self._read:
            self._read[statement.id] = _words(statement.says.quote), _words(statement.says.paraphrase)
        return self._read[statement.id]

    def _held(self, words: list[str], statements: Sequence[Statement], length: int) -> _Kept:
        """The runs of words of a draft that these statements hold, and no text that may be printed."""
        said = {run for _, run in runs(words, length)}
        kept: _Kept = {}
        for statement in statements:
            for told in self._words(statement):
                for _, run in runs(told, length):
                    if run in said:
                        kept[run] = (*kept.get(run, ())[:2], statement.id)
        if kept:
            for open_words in self._open_words_of({max(run, key=len) for run in kept}):
                for _, run in runs(open_words, length):
                    kept.pop(run, None)
        return kept

    def _open_words_of(self, telling: set[str]) -> Iterator[list[str]]:
        """The words of the texts that may be printed and may hold one of these."""
        if len(telling) < _FEW and min(map(len, telling)) > _SHORT:
            lows = ((text, Folded(text).low) for text in self._open_texts)
            yield from (_words(text) for text, low in lows if any(word in low for word in telling))
        else:
            yield from self._open_words

    @cached_property
    def _open_words(self) -> list[list[str]]:
        return [_words(text) for text in self._open_texts]

    def _retold(self, rule: LintRule, statements: Sequence[Statement], told: set[int]) -> Iterator[Spot]:
        """Sentences that hold most of the words of a statement in another order."""
        kept = [
            (s, stems)
            for s in statements
            for text in _told(s)
            if len(stems := _stems(coarse_words(Folded(text).text))) >= _FEWEST
        ]
        by_stem: dict[str, list[int]] = {}
        for number, (_, stems) in enumerate(kept):
            for stem in stems:
                by_stem.setdefault(stem, []).append(number)
        for place, sentence in enumerate(self.draft.sentences):
            words = self.draft.between(sentence.start, sentence.end) if place not in told else []
            said = _stems(word.key for word in words)
            hits = Counter(n for stem in said if len(by_stem.get(stem, ())) <= _MOST for n in by_stem.get(stem, ()))
            for number, shared in hits.most_common(1):
                statement, stems = kept[number]
                if shared >= max(_FEWEST, _PART * len(stems)) and not self._is_open_to_all(said & stems):
                    yield self._spot(rule, words[0].start, words[-1].end, (statement.id,))

    def _is_open_to_all(self, stems: set[str]) -> bool:
        """Whether one text that may be printed holds nearly all of these words."""
        least = ceil(_NEARLY_ALL * len(stems))
        rarest = sorted(stems, key=lambda stem: len(self._open_by_stem.get(stem, ())))[: len(stems) - least + 1]
        holding = {number for stem in rarest for number in self._open_by_stem.get(stem, ())}
        return any(len(stems & self._open_stems[number]) >= least for number in holding)

    @cached_property
    def _open_stems(self) -> list[set[str]]:
        return [_stems(coarse_words(Folded(text).text)) for text in self._open_texts]

    @cached_property
    def _open_by_stem(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, stems in enumerate(self._open_stems):
            for stem in stems:
                found.setdefault(stem, []).append(number)
        return found

    def _runs(self, rule: LintRule, words: list[str], kept: _Kept) -> Iterator[Spot]:
        begun, last = -1, -1
        ids: dict[FactId, None] = {}
        for at, run in runs(words, RUN):
            if run not in kept:
                continue
            if begun >= 0 and at <= last + 1:
                last = at
                ids.update(dict.fromkeys(kept[run]))
                continue
            if begun >= 0:
                yield from self._found(rule, begun, last + RUN, ids)
            begun, last, ids = at, at, dict.fromkeys(kept[run])
        if begun >= 0:
            yield from self._found(rule, begun, last + RUN, ids)

    def _quoted(self, rule: LintRule, start: int, end: int, kept: _Kept) -> Iterator[Spot]:
        words = self.draft.between(start, end)
        if _SHORT <= len(words) < RUN:
            runs_of = [run for _, run in runs([word.key for word in words], _SHORT)]
            if all(run in kept for run in runs_of):
                yield self._spot(rule, words[0].start, words[-1].end, kept[runs_of[0]])

    def _found(self, rule: LintRule, first: int, last: int, ids: Iterable[FactId]) -> Iterator[Spot]:
        words = self.draft.tokens[first:last]
        if sum(word.key not in STOP_WORDS for word in words) > 1:
            yield self._spot(rule, words[0].start, words[-1].end, tuple(ids))

    @staticmethod
    def _spot(rule: LintRule, start: int, end: int, ids: tuple[FactId, ...]) -> Spot:
        if rule is LintRule.OFF_RECORD:
            said = (
                "These words were said off the record.",
                "Take them out; use them to find somebody else who can say it.",
            )
        else:
            said = "These words are under embargo.", "Take them out until the embargo has lifted."
        return Spot(start, end, rule, *said, ids[:3])

    @cached_property
    def _open_texts(self) -> list[str]:
        record, case = self.record, self.record.case
        texts = [case.title, *case.document.values(), *(question.proposition for question in case.questions)]
        for statement in case.statements:
            if record.terms(statement) is not Term.OFF_RECORD and not record.is_withheld(statement):
                texts += [statement.says.quote, statement.says.paraphrase]
        return texts


_ANY = re.compile(r"\w")


def _told(statement: Statement) -> tuple[str, str]:
    return statement.says.quote, statement.says.paraphrase


def _words(text: str) -> list[str]:
    return [token.key for token in tokens(Folded(text))] if _ANY.search(text) else []


def _stems(words: Iterable[str]) -> set[str]:
    """What the words that weigh begin with."""
    return {word[:5] for word in words if len(word) > 2 and word not in STOP_WORDS}
