"""What the measurements work on: words as they fall in real text, facts, and desks of any size."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from workflow import facts as f
from workflow.ledger import Ledger
from workflow.terms import Kind, Knowledge, Stance, Standing, Term

WORDS_EACH = 26
VOCABULARY = 50_000
MORNING = datetime(2020, 1, 6, 8, tzinfo=UTC)
_SYLLABLES = [first + second for first in "bcdfglmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "er", "is")]


class Sizes(NamedTuple):
    """How much is measured. `rounds` are pairs; `statements` the sizes of a case, each ten times the one before."""

    rounds: int
    starts: int
    presses: int
    rows: int
    statements: tuple[int, ...]
    cases: int
    entries: int
    passages: int
    terms: int
    characters: int
    file_mib: int
    small_files: int


FULL = Sizes(9, 15, 80, 100_000, (1_000, 10_000, 100_000), 10_000, 20_000, 1_000_000, 300, 100_000, 1_024, 10_000)
QUICK = Sizes(7, 5, 20, 100_000, (1_000, 10_000), 1_000, 4_000, 50_000, 60, 100_000, 128, 1_000)


class Words:
    """Invented words that fall as words of a language do: the n-th most frequent one n times rarer than the first.

    So the first stands in about 91 of 100 texts of 26 words.
    """

    def __init__(self, seed: int = 1) -> None:
        self._rng = random.Random(seed)
        found: dict[str, None] = {}
        while len(found) < VOCABULARY:
            found["".join(self._rng.choices(_SYLLABLES, k=self._rng.choice((1, 2, 2, 3, 3, 4))))] = None
        self.all = list(found)
        self._weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    @property
    def commonest(self) -> str:
        """The word that nearly every text holds."""
        return self.all[0]

    def texts(self, count: int) -> Iterator[str]:
        """So many texts."""
        for begun in range(0, count, 1_000):
            drawn = self._rng.choices(self.all, cum_weights=self._weights, k=WORDS_EACH * min(1_000, count - begun))
            for start in range(0, len(drawn), WORDS_EACH):
                yield " ".join(drawn[start : start + WORDS_EACH])

    def some(self, count: int) -> list[str]:
        """So many words drawn from all alike."""
        return self._rng.choices(self.all, k=count)


class Asked(NamedTuple):
    """A case's id, and the ids of its questions and sources."""

    case_id: str
    questions: tuple[str, ...]
    sources: tuple[str, ...]


class Room:
    """The folder of one run, its sizes, and what several measurements share."""

    def __init__(self, folder: Path, sizes: Sizes) -> None:
        self.folder = folder
        self.sizes = sizes

    @cached_property
    def words(self) -> Words:
        """The run's words."""
        return Words()

    def desk(self, name: str) -> Ledger:
        """A new, empty desk."""
        return Ledger.create(self.folder / f"{name}.db", state_dir=self.folder / "state")

    @cached_property
    def large_desk(self) -> Path:
        """A desk of many cases with three statements each."""
        return self._filled("large", self.sizes.cases)

    @cached_property
    def small_desk(self) -> Path:
        """A desk of ten such cases."""
        return self._filled("small", 10)

    def _filled(self, name: str, cases: int) -> Path:
        with self.desk(name) as ledger:
            fill(ledger, self.words, cases, 3)
            return ledger.path


def fill(ledger: Ledger, words: Words, cases: int, statements: int, *, at_once: int = 5_000) -> list[Asked]:
    """Open so many cases with so many statements each, about `at_once` entries in a transaction."""
    opened: list[Asked] = []
    texts = words.texts(cases * statements)
    while len(opened) < cases:
        with ledger.batch() as batch:
            for number in range(len(opened), min(len(opened) + max(at_once // (statements + 8), 1), cases)):
                case_id = batch.new_case(f.CaseOpened(f"case-{number:06}", f"The letter number {number}", "UTC"))
                raised = (f.QuestionRaised(str(kind), kind, "It is so.") for kind in KINDS)
                questions = tuple(batch.add(fact) for fact in raised)
                sources = tuple(batch.add(source(place)) for place in range(4))
                for place in range(statements):
                    words_said = next(texts)
                    batch.add(statement(place, sources[place % 4], questions[place % 2], words_said))
                opened.append(Asked(case_id, questions, sources))
    return opened


KINDS = (Kind.GENUINE, Kind.STATUS, Kind.READING)


def source(number: int, standing: Standing = Standing.OTHER) -> f.SourceAdded:
    """A source that speaks unnamed."""
    return f.SourceAdded(f"source-{number}", "an officer who read it", standing, code_name=f"HERON {number}")


def statement(number: int, by: str, question: str, words: str, stance: Stance = Stance.CONFIRMS) -> f.StatementLogged:
    """What a source said on one question, a minute after the one before."""
    said = (MORNING + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%MZ")
    knows = {"default": Knowledge.DIRECT}
    return f.StatementLogged(
        f"said-{number}", by, said, Term.BACKGROUND, {question: stance}, via="phone", knowledge=knows, quote=words
    )
