"""Finds what terms keep out of any draft: names, what leads to them, words off the record and under embargo."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from workflow.case import Source, Statement
from workflow.facts import Entry, FactId, SourceAdded, SourceDescribed
from workflow.lint.draft import Draft
from workflow.lint.finding import LintRule, Spot
from workflow.lint.folding import Folded
from workflow.lint.lexicon import COMMON_SURNAMES, PLURAL_HEADS, SINGULAR_HEADS, STOP_WORDS
from workflow.lint.parties import is_person, person_names
from workflow.lint.record import Record
from workflow.lint.tokens import Token, keys, runs, tokens
from workflow.terms import Standing, Term

RUN = 5
"""How many words in a row are somebody's own."""

_SILENT = (Term.CHATHAM_HOUSE, Term.DEEP_BACKGROUND, Term.OFF_RECORD)


class _Phrase:
    """Words that may not stand in a draft, and why."""

    def __init__(self, words: tuple[str, ...], sentence: str, remedy: str, *, capital: bool = False) -> None:
        self.words, self.sentence, self.remedy, self.capital = words, sentence, remedy, capital
        self.statements: tuple[FactId, ...] = ()


class Naming:
    """The rule `forbidden-name`."""

    def __init__(self, draft: Draft, record: Record) -> None:
        self.draft, self.record = draft, record
        self._by_first: dict[str, list[_Phrase]] = {}
        case = record.case
        for source in case.sources.values():
            self._codes(source)
            if source.id in record.names.protected and source.standing is not Standing.OUTLET:
                self._names(source)
        for statement in case.statements:
            if record.terms(statement) in _SILENT:
                self._traces(case.source_of(statement), statement)

    def spots(self) -> Iterator[Spot]:
        """Every name or phrase that leads to somebody protected."""
        yield from self._spaced()
        words = self.draft.tokens
        for at, word in enumerate(words):
            for phrase in self._by_first.get(word.key, ()):
                end = at + len(phrase.words)
                if tuple(token.key for token in words[at:end]) == phrase.words and self._fits(words[at:end], phrase):
                    yield Spot(
                        word.start,
                        words[end - 1].end,
                        LintRule.FORBIDDEN_NAME,
                        phrase.sentence,
                        phrase.remedy,
                        phrase.statements,
                    )
                    break

    def _spaced(self) -> Iterator[Spot]:
        """Names whose letters stand apart."""
        for match in _SPACED.finditer(self.draft.text):
            joined = "".join(letter for letter in match[0].lower() if letter.isalnum())
            for phrases in self._by_first.values():
                for phrase in phrases:
                    if len("".join(phrase.words)) > 3 and "".join(phrase.words) in joined:
                        yield Spot(
                            match.start(),
                            match.end(),
                            LintRule.FORBIDDEN_NAME,
                            phrase.sentence,
                            phrase.remedy,
                            phrase.statements,
                        )
                        return

    @staticmethod
    def _fits(words: list[Token], phrase: _Phrase) -> bool:
        return not phrase.capital or any(word.is_capital for word in words)

    def _add(self, phrase: _Phrase, source: Source) -> None:
        if not phrase.words or not any(phrase.words):
            return
        phrase.statements = tuple(s.id for s in self.record.case.statements if s.source == source.id)[:3]
        held = self._by_first.setdefault(phrase.words[0], [])
        held.append(phrase)
        held.sort(key=lambda one: -len(one.words))

    def _codes(self, source: Source) -> None:
        for code in self._ever(source, "code_name"):
            words = keys(code)
            if not words or words in self._open_phrases or code.casefold() == source.name.casefold():
                continue
            common = len(words) == 1 and (words[0] in SINGULAR_HEADS or words[0] in PLURAL_HEADS or len(words[0]) < 3)
            self._add(
                _Phrase(words, "This is what the desk calls a source among itself.", _DESCRIBE, capital=common), source
            )

    def _names(self, source: Source) -> None:
        for name in self._ever(source, "name"):
            called = [keys(name), *(person_names(name) if is_person(name) else ())]
            for words in dict.fromkeys(called):
                if words in self._open_phrases:
                    continue
                common = len(words) == 1 and (words[0] in COMMON_SURNAMES or len(words[0]) < 4)
                sentence = "This name belongs to somebody who may not be named."
                self._add(_Phrase(words, sentence, _DESCRIBE, capital=common), source)

    def _traces(self, source: Source, statement: Statement) -> None:
        terms = self.record.terms(statement)
        if source.id in self.record.names.open_roots:
            return
        for text in (source.descriptor, statement.promise.descriptor, source.body):
            words = keys(text)
            if words in self._open_phrases or (len(words) == 1 and words[0] in SINGULAR_HEADS | PLURAL_HEADS):
                continue
            single = len(words) == 1
            sentence = f"This leads to somebody who spoke on the terms “{terms.word}”."
            remedy = "Use the information without a source." if terms is not Term.OFF_RECORD else "Take it out."
            self._add(_Phrase(words, sentence, remedy, capital=single), source)

    @cached_property
    def _open_phrases(self) -> frozenset[tuple[str, ...]]:
        """What may be said of others, or of the document: no run of these words is forbidden."""
        record, case = self.record, self.record.case
        texts = [case.title, *case.document.values(), *(question.proposition for question in case.questions)]
        texts += [request.office for request in case.requests]
        for source in case.sources.values():
            if source.id in record.names.open_roots or source.standing is Standing.OUTLET:
                texts += [source.name, source.descriptor, source.body]
        texts += [text for s in record.unnamed for text in (record.descriptor(s), s.says.via)]
        found: set[tuple[str, ...]] = set()
        for text in texts:
            words = [token.key for token in tokens(Folded(text))][:400]
            for length in range(1, 8):
                found.update(run for _, run in runs(words, length))
        return frozenset(found)

    def _ever(self, source: Source, field: str) -> set[str]:
        """Every value that a field of a source had, in the entries of those merged into it too."""
        found = {getattr(source, field)}
        ids = {source.id, *source.merged}
        for entry in self._described:
            if isinstance(entry.fact, SourceAdded) and entry.id in ids:
                found.add(getattr(entry.fact, field))
            elif isinstance(entry.fact, SourceDescribed) and entry.fact.source in ids:
                found.add(str(entry.fact.changes.get(field, "")))
        return found - {""}

    @cached_property
    def _described(self) -> list[Entry]:
        return [e for e in self.record.case.entries if isinstance(e.fact, SourceAdded | SourceDescribed)]


_DESCRIBE = "Write the words that were agreed for this source, or leave the source out."


class Withheld:
    """The rules `off-record` and `under-embargo`."""

    def __init__(self, draft: Draft, record: Record) -> None:
        self.draft, self.record = draft, record
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
                yield from self._runs(rule, words, _shingles(statements, RUN), RUN)
                short = _shingles(statements, 3)
                for quoted in self.draft.quotations:
                    yield from self._quoted(rule, quoted.start, quoted.end, short)

    def _runs(
        self, rule: LintRule, words: list[str], kept: dict[tuple[str, ...], tuple[FactId, ...]], length: int
    ) -> Iterator[Spot]:
        begun, last = -1, -1
        ids: dict[FactId, None] = {}
        for at, run in runs(words, length):
            if run not in kept or run in self._open:
                continue
            if begun >= 0 and at <= last + 1:
                last = at
                ids.update(dict.fromkeys(kept[run]))
                continue
            if begun >= 0:
                yield from self._found(rule, begun, last + length, ids)
            begun, last, ids = at, at, dict.fromkeys(kept[run])
        if begun >= 0:
            yield from self._found(rule, begun, last + length, ids)

    def _quoted(
        self, rule: LintRule, start: int, end: int, kept: dict[tuple[str, ...], tuple[FactId, ...]]
    ) -> Iterator[Spot]:
        words = self.draft.between(start, end)
        if 3 <= len(words) < RUN:
            found = tuple(word.key for word in words)
            runs_of = [found[at : at + 3] for at in range(len(found) - 2)]
            if all(run in kept and run not in self._open_short for run in runs_of):
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
    def _open(self) -> frozenset[tuple[str, ...]]:
        return self._open_runs(RUN)

    @cached_property
    def _open_short(self) -> frozenset[tuple[str, ...]]:
        return self._open_runs(3)

    def _open_runs(self, length: int) -> frozenset[tuple[str, ...]]:
        """Runs of words that the record holds openly as well."""
        record, case = self.record, self.record.case
        texts = [case.title, *case.document.values(), *(question.proposition for question in case.questions)]
        for statement in case.statements:
            if record.terms(statement) is not Term.OFF_RECORD and not record.is_withheld(statement):
                texts += [statement.says.quote, statement.says.paraphrase]
        return frozenset(run for text in texts for run in _text_runs(text, length))


_ANY = re.compile(r"\w")
_SPACED = re.compile(r"(?<!\w)[^\W_](?:[ .\-]{1,2}[^\W_](?!\w)){3,60}")


def _text_runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    if _ANY.search(text):
        words = [token.key for token in tokens(Folded(text))]
        for _, run in runs(words, length):
            yield run


def _shingles(statements: Iterable[Statement], length: int) -> dict[tuple[str, ...], tuple[FactId, ...]]:
    found: dict[tuple[str, ...], tuple[FactId, ...]] = {}
    for statement in statements:
        for text in (statement.says.quote, statement.says.paraphrase):
            for run in _text_runs(text, length):
                found[run] = (*found.get(run, ())[:2], statement.id)
    return found
