"""Finds names that terms keep out of any draft, and phrases that lead to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from workflow.case import Source, Statement
from workflow.facts import FactId, SourceAdded, SourceDescribed
from workflow.lint.draft import Draft
from workflow.lint.finding import LintRule, Spot
from workflow.lint.folding import Folded
from workflow.lint.lexicon import COMMON_SURNAMES, PLURAL_HEADS, SINGULAR_HEADS
from workflow.lint.parties import is_person, person_names
from workflow.lint.record import Record
from workflow.lint.tokens import Token, keys, runs, tokens
from workflow.terms import Standing, Term

_SILENT = (Term.CHATHAM_HOUSE, Term.DEEP_BACKGROUND, Term.OFF_RECORD)
_HEADS = SINGULAR_HEADS | PLURAL_HEADS
_SPACED = re.compile(r"(?<!\w)[^\W_](?:[ .\-]{1,2}[^\W_](?!\w)){3,60}")
_MOST_SPACED = 100
_LONGEST = 7
_LONG_NAME = 7
_WHOLE = {"inst": "institute", "univ": "university", "dept": "department", "natl": "national", "intl": "international"}
"""Abbreviations in the names of bodies."""

_CODE = "This is what the desk calls a source among itself."
_NAME = "This name belongs to somebody who may not be named."
_DESCRIBE = "Write the words that were agreed for this source, or leave the source out."


class _Phrase(NamedTuple):
    """Words that may not stand in a draft, and why; with `capital` only where one of them begins with a capital."""

    words: tuple[str, ...]
    source: FactId
    sentence: str
    remedy: str
    capital: bool

    @property
    def joined(self) -> str:
        return "".join(self.words)


class Naming:
    """The rule `forbidden-name`."""

    def __init__(self, draft: Draft, record: Record) -> None:
        self.draft, self.record = draft, record
        self._phrases: dict[tuple[str, ...], _Phrase] = {}
        case = record.case
        for source in case.sources.values():
            self._codes(source)
            if source.id in record.names.protected and source.standing is not Standing.OUTLET:
                self._names(source)
        for statement in case.statements:
            if record.terms(statement) in _SILENT and statement.source not in record.names.open_roots:
                self._traces(case.source_of(statement), statement)
        self._by_first: dict[str, list[_Phrase]] = {}
        for phrase in sorted(self._phrases.values(), key=lambda one: -len(one.words)):
            self._by_first.setdefault(phrase.words[0], []).append(phrase)

    def spots(self) -> Iterator[Spot]:
        """Every name or phrase that leads to somebody protected."""
        words, done = self.draft.tokens, 0
        said = [_WHOLE.get(word.key, word.key) for word in words]
        for at, key in enumerate(said):
            for phrase in self._by_first.get(key, ()) if at >= done else ():
                found = words[at : at + len(phrase.words)]
                if tuple(said[at : at + len(found)]) == phrase.words and _fits(found, phrase):
                    yield self._spot(found[0].start, found[-1].end, phrase)
                    done = at + len(found)
                    break
        for match in islice(_SPACED.finditer(self.draft.text), _MOST_SPACED):
            letters = "".join(filter(str.isalnum, match[0].lower()))
            for phrase in self._phrases.values():
                if len(phrase.joined) > 3 and phrase.joined in letters:
                    yield self._spot(match.start(), match.end(), phrase)
                    break

        yield from self._torn()

    def _torn(self) -> Iterator[Spot]:
        """Names that are written apart or together, `Lind qvist` or `#IngridLindqvist`."""
        words = self.draft.tokens
        for at, word in enumerate(words):
            if not word.is_capital:
                continue
            joined = ""
            for number, part in enumerate(words[at : at + _LONGEST], 1):
                joined += part.key
                phrase = self._joined.get(joined)
                if phrase and len(phrase.words) != number:
                    yield self._spot(word.start, part.end, phrase)

    @cached_property
    def _joined(self) -> dict[str, _Phrase]:
        return {phrase.joined: phrase for phrase in self._phrases.values() if len(phrase.joined) >= _LONG_NAME}

    def _spot(self, start: int, end: int, phrase: _Phrase) -> Spot:
        ids = tuple(s.id for s in self.record.case.statements if s.source == phrase.source)[:3]
        return Spot(start, end, LintRule.FORBIDDEN_NAME, phrase.sentence, phrase.remedy, ids)

    def _forbid(self, words: tuple[str, ...], source: Source, sentence: str, remedy: str, *, capital: bool) -> None:
        words = tuple(_WHOLE.get(key, key) for key in words)
        if any(words) and words not in self._open_phrases:
            self._phrases.setdefault(words, _Phrase(words, source.id, sentence, remedy, capital))

    def _codes(self, source: Source) -> None:
        for code in self._ever("code_name", source):
            words = keys(code)
            if code.casefold() != source.name.casefold():
                vague = len(words) == 1 and (words[0] in _HEADS or len(words[0]) < 3)
                self._forbid(words, source, _CODE, _DESCRIBE, capital=vague)

    def _names(self, source: Source) -> None:
        for name in self._ever("name", source):
            for words in (keys(name), *(person_names(name) if is_person(name) else ())):
                common = len(words) == 1 and (words[0] in COMMON_SURNAMES or len(words[0]) < 4)
                self._forbid(words, source, _NAME, _DESCRIBE, capital=common)

    def _traces(self, source: Source, statement: Statement) -> None:
        terms = self.record.terms(statement)
        sentence = f"This leads to somebody who spoke on the terms “{terms.word}”."
        remedy = "Take it out." if terms is Term.OFF_RECORD else "Use the information without a source."
        for text in (source.descriptor, statement.promise.descriptor, source.body):
            words = keys(text)
            if len(words) > 1 or not _HEADS & set(words):
                self._forbid(words, source, sentence, remedy, capital=len(words) == 1)

    @cached_property
    def _open_phrases(self) -> frozenset[tuple[str, ...]]:
        """What may be said of others, or of the document: no run of these words is forbidden."""
        record, case = self.record, self.record.case
        texts = {case.title, *case.document.values(), *(question.proposition for question in case.questions)}
        texts.update(request.office for request in case.requests)
        for source in case.sources.values():
            if source.id in record.names.open_roots or source.standing is Standing.OUTLET:
                texts.update((source.name, source.descriptor, source.body))
        texts.update(text for s in record.unnamed for text in (record.descriptor(s), s.says.via))
        return frozenset(_all_runs(texts))

    def _ever(self, field: str, source: Source) -> list[str]:
        """Every value that a field of a source had, in the entries of those merged into it too."""
        held = [self._described.get((name, field), ()) for name in (source.id, *source.merged)]
        values = {getattr(source, field), *(value for values in held for value in values)}
        return sorted(values - {""})

    @cached_property
    def _described(self) -> dict[tuple[FactId, str], list[str]]:
        """The names and code names that the log ever gave to each source."""
        found: dict[tuple[FactId, str], list[str]] = {}
        for entry in self.record.case.entries:
            fact = entry.fact
            if isinstance(fact, SourceAdded):
                found.setdefault((entry.id, "name"), []).append(fact.name)
                found.setdefault((entry.id, "code_name"), []).append(fact.code_name)
            elif isinstance(fact, SourceDescribed):
                for field in ("name", "code_name"):
                    found.setdefault((fact.source, field), []).append(str(fact.changes.get(field, "")))
        return found


def _fits(words: list[Token], phrase: _Phrase) -> bool:
    return not phrase.capital or any(word.is_capital for word in words)


def _all_runs(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for text in texts:
        words = [token.key for token in tokens(Folded(text[:4000]))]
        for length in range(1, _LONGEST + 1):
            yield from (run for _, run in runs(words, length))
