"""A case as its gates look at it, each part worked out once; and what a gate finds missing."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from workflow.case import Case, Moment
from workflow.facts import FactId
from workflow.gates.texts import PublicText, approved_texts
from workflow.people import NOBODY, People
from workflow.phrases import listed, short
from workflow.terms import Term
from workflow.verdict import Evaluation, question_words
from workflow.voices import Names, Voice


class Lack(NamedTuple):
    """One thing that keeps a gate shut: its key, which an override names; a sentence; what would open it; where to go.

    Sentences may leave the desk in an editor's or a lawyer's summary; keys and the place (`kind`, `id`) may not.
    """

    key: str
    sentence: str
    opens: str
    kind: str
    id: FactId = ""


class Look:
    """A case at a moment, with its states, its voices and the texts that are approved for the public today.

    `people` is what the vault tells of its sources.
    """

    def __init__(self, case: Case, evaluation: Evaluation, moment: Moment, people: People = NOBODY) -> None:
        self.case = case
        self.evaluation = evaluation
        self.moment = moment
        self.people = people

    @cached_property
    def names(self) -> Names:
        """Who may be called what."""
        return Names(self.case, self.moment)

    @cached_property
    def approved(self) -> tuple[PublicText, ...]:
        """The texts that are approved for the public as they stand today."""
        return tuple(approved_texts(self.case, self.names))

    def told(self, text: str) -> str:
        """A text of the case inside a sentence of a gate."""
        return self.names.told(short(text))

    def question(self, name: FactId) -> str:
        """What a question is called."""
        return question_words(self.case, (name,))[0]

    def questions(self, names: list[FactId]) -> str:
        """What some questions are called, as a list."""
        return listed(question_words(self.case, names))

    def unnamed(self, source: FactId, terms: tuple[Term, ...]) -> str:
        """How an unnamed source may be called where the sentence can leave the desk."""
        open_words = any(term.counts for term in terms) and self.names.unnamed_voice(source) is Voice.DESCRIBED
        return (self.told(self.names.descriptor(source)) if open_words else "") or "an unnamed source of ours"
