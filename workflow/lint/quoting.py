"""Finds quotation marks around words that the log does not hold, or that may not stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from workflow.case import Statement
from workflow.lint.draft import Draft, Quotation
from workflow.lint.finding import LintRule, Spot
from workflow.lint.folding import Folded
from workflow.lint.lexicon import STOP_WORDS, words_of
from workflow.lint.parties import Parties
from workflow.lint.record import Record
from workflow.lint.speaking import Speakers
from workflow.lint.tokens import Sieve, plain_words
from workflow.terms import Term

_ELISION = re.compile(r"\[?\(?(?:…|\.\s?\.\s?\.(?:\s?\.)?)\)?\]?")
_LETTER = re.compile(r"\[([^\W\d_])\](?=\w)")
_BRACKET = re.compile(r"\[[^\[\]]{0,120}\]")
_OWN_WORDS = words_of("says reads read states stated begins ends continues opens wrote writes titled headed")
_SAYS = words_of("said says told tells called calls described dismissed branded added insisted claimed")
_SHORT = 3


class _Words(NamedTuple):
    """Words of the log between two elisions, and the statement that they are of."""

    text: str
    statement: Statement | None


class _Held:
    """Texts of the log that hold something of what is sought, by pairs of words, so that a look-up reads only few."""

    def __init__(self, texts: Iterable[tuple[str, Statement | None]], sieve: Sieve) -> None:
        self._texts: list[_Words] = []
        self._by_words: dict[tuple[str, ...], dict[int, None]] = {}
        for raw, statement in texts:
            text = Folded(raw).text
            for run in word_runs(text) if sieve.lets(text) else ():
                number = len(self._texts)
                self._texts.append(_Words(f" {' '.join(run)} ", statement))
                for words in (*pairwise(run), *((word,) for word in run)):
                    self._by_words.setdefault(words, {})[number] = None

    def find(self, run: list[str]) -> list[Statement | None]:
        """The statements that hold these words in this order, with nothing between them."""
        holding = (self._by_words.get(words, {}) for words in (pairwise(run) if len(run) > 1 else [(run[0],)]))
        sought = f" {' '.join(run)} "
        return [self._texts[number].statement for number in min(holding, key=len) if sought in self._texts[number].text]


class Quoting:
    """The rule `not-verbatim`."""

    def __init__(self, draft: Draft, record: Record, parties: Parties) -> None:
        self.draft, self.record = draft, record
        self.speakers = Speakers(draft, parties)

    def spots(self) -> Iterator[Spot]:
        """Every quotation that the log does not bear out."""
        for quoted in self.draft.quotations:
            runs = self._runs_of(quoted)
            number = sum(map(len, runs))
            if number < _SHORT - 1 or (number < _SHORT and self._is_scare(quoted)) or self._is_own(quoted, runs):
                continue
            if spot := self._judged(quoted, runs):
                yield spot

    def _is_scare(self, quoted: Quotation) -> bool:
        """Whether nobody is said to have said the words: a pair of them is a quotation only where somebody is."""
        sentence = self.draft.sentences[self.draft.sentence_at(quoted.start)]
        return not any(word.key in _SAYS for word in sentence.words)

    def _judged(self, quoted: Quotation, runs: list[list[str]]) -> Spot | None:
        holders = [self._quotes.find(run) for run in runs]
        together = [s for s in holders[0] if s is not None and all(s in held for held in holders)] if holders else []
        if free := [statement for statement in together if self.record.may_quote(statement)]:
            return self._given_to_another(quoted, free)
        ids = tuple(dict.fromkeys(s.id for s in together))
        if any(self.record.terms(s) is Term.OFF_RECORD or self.record.is_withheld(s) for s in together):
            return None
        if together:
            terms = self.record.terms(together[0])
            agreed = "no quoting is agreed" if terms.counts else "they allow no quotation"
            return self._spot(
                quoted,
                f"These words were given on the terms “{terms.word}”, and {agreed}.",
                "Take the marks away and paraphrase, or agree the quotation with the source and log it.",
                ids,
            )
        told = [s for run in runs for s in self._told.find(run) if s is not None] if len(runs) == 1 else []
        if told:
            sentence = "The log holds these words as our paraphrase, not as what was said."
            return self._spot(quoted, sentence, "Take the marks away.", tuple(s.id for s in told[:3]))
        if holders and all(holders):
            return self._spot(
                quoted,
                "No one statement holds all of these words.",
                "Quote each statement by itself, with who said it.",
                tuple(dict.fromkeys(s.id for held in holders for s in held[:1] if s is not None)),
            )
        near = self._near(runs)
        remedy = "Quote what the log holds, mark what is left out with …, or take the marks away."
        return self._spot(quoted, "The log does not hold these words as they stand here.", remedy, near)

    def _given_to_another(self, quoted: Quotation, held: Sequence[Statement]) -> Spot | None:
        if not self.speakers.is_another(quoted, held):
            return None
        who = self.record.case.source_of(held[0])
        said = f"by {who.label}" if not self.record.is_hidden(held[0]) else "by a source who is not named"
        return self._spot(
            quoted,
            f"These words were said {said}, and not by whom the draft has say them.",
            "Give them to who said them.",
            tuple(statement.id for statement in held[:3]),
        )

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve(run for quoted in self.draft.quotations for run in self._runs_of(quoted))

    def _runs_of(self, quoted: Quotation) -> list[list[str]]:
        return word_runs(self.draft.text[quoted.start : quoted.end])

    @cached_property
    def _quotes(self) -> _Held:
        return _Held(((s.says.quote, s) for s in self._learned if s.says.quote), self._sieve)

    @cached_property
    def _told(self) -> _Held:
        return _Held(((s.says.paraphrase, s) for s in self._learned if s.says.paraphrase), self._sieve)

    @cached_property
    def _own(self) -> _Held:
        case = self.record.case
        texts = [case.title, *case.document.values(), *(question.proposition for question in case.questions)]
        texts += [text for request in case.requests for text in (request.wording, request.shown)]
        return _Held(((text, None) for text in texts if text), self._sieve)

    @cached_property
    def _learned(self) -> tuple[Statement, ...]:
        return self.record.case.learned_by(self.record.moment)

    def _near(self, runs: list[list[str]]) -> tuple[str, ...]:
        """The statements that hold four words in a row of a quotation, the nearest there are."""
        for run in runs:
            for at in range(len(run) - 3):
                if found := [s.id for s in self._quotes.find(run[at : at + 4]) if s is not None]:
                    return tuple(found[:3])
        return ()

    def _is_own(self, quoted: Quotation, runs: list[list[str]]) -> bool:
        """Whether these are the document's words or our own questions, or a title."""
        if all(self._own.find(run) for run in runs):
            return True
        if not self.record.case.document.get("claims") and self._document_says(quoted):
            return True
        words = self.draft.between(*quoted)
        weighty = [word for word in words if len(word.text) > 3 and word.key not in STOP_WORDS]
        return len(weighty) > 1 and all(word.is_capital for word in weighty)

    def _document_says(self, quoted: Quotation) -> bool:
        before = self.draft.between(max(quoted.start - 60, 0), quoted.start)[-5:]
        found = {word.key for word in before}
        return bool(found & _OWN_WORDS and found & self.record.document_words)

    @staticmethod
    def _spot(quoted: Quotation, sentence: str, remedy: str, ids: tuple[str, ...]) -> Spot:
        return Spot(quoted.start, quoted.end, LintRule.NOT_VERBATIM, sentence, remedy, ids)


def word_runs(text: str) -> list[list[str]]:
    """The words of a folded text between what is left out or put in, in small letters and without marks."""
    whole = _LETTER.sub(r"\1", text)
    found = []
    for part in _ELISION.split(whole):
        for piece in _BRACKET.split(part):
            if run := plain_words(piece):
                found.append(run)
    return found
