"""Where texts of a case become public ones: each is asked for with its place, and comes out only if it is approved."""

from __future__ import annotations

import re
from typing import NamedTuple

from workflow.case import Case, Moment
from workflow.outgoing import Approval
from workflow.phrases import say_when
from workflow.redaction import Redaction
from workflow.summaries.public import model
from workflow.summaries.public.text import OwnWords, PublicText
from workflow.voices import UNNAMED, Names, Voice
from workflow.wording import Field, Sentence
from workflow.wording.pieces import join

_WORDS = {
    "via": "the outlet",
    "reason": "why there is no name",
    "office": "the office that was asked",
    "text": "the words",
    "where": "the place of publication",
}
_TIME = re.compile(r"(\d{1,2} [A-Z][a-z]{2} \d{1,4}) \d\d:\d\d(?::\d\d)? (?:UTC|[+-]\d\d:\d\d)")
"""A time as our sentences say it; its date is the first group."""


class Candidate(NamedTuple):
    """A text of the case that the public summary would print: its place, what it is in words, the exact text.

    `approval` is of exactly this text; `edited` says that the place was approved once, in another wording.
    """

    place: str
    what: str
    text: str
    approval: Approval | None
    edited: bool


class Press:
    """Makes public texts of a case at a moment, and keeps every text that it was asked for, each once."""

    def __init__(self, case: Case, moment: Moment) -> None:
        self.case = case
        self.names = Names(case, moment)
        self.asked: dict[tuple[str, str], Candidate] = {}
        self._once = {place for place, _ in case.outgoing.approvals}
        self._hidden = Redaction(case.sources[name].name for name in self.names.protected)

    def text(self, place: str, text: str) -> PublicText | None:
        """A text of the case on its own, cleaned; None where it is empty or not approved."""
        return self._made(Field(place, self.names.told(text, multiline=True).strip()))

    def own_text(self, place: str, text: str) -> PublicText | None:
        """A text that the desk wrote for readers: without the name of anybody who speaks unnamed alone."""
        return self._made(Field(place, self._hidden(self.names.told(text, multiline=True)).strip()))

    def sentence(self, sentence: Sentence, said: model.Day | None) -> model.Sentence | None:
        """A sentence, its dates without times; None where a text in it is not approved."""
        pieces: list[PublicText | OwnWords | None] = []
        line = ""
        for piece in sentence.pieces:
            before, line = line, join((line, piece))
            if isinstance(piece, Field):
                pieces.append(self._made(piece, starts=not before))
            else:
                pieces.append(OwnWords.of(_TIME.sub(r"\1", line[len(before) :])))
        if None in pieces:
            return None
        return model.Sentence(tuple(piece for piece in pieces if piece is not None and piece.text), said)

    def _made(self, field: Field, *, starts: bool = False) -> PublicText | None:
        if not field.text:
            return None
        approval = self.case.outgoing.approval(field.place, field.text)
        edited = approval is None and field.place in self._once
        what = self._what(field.place)
        self.asked.setdefault((field.place, field.text), Candidate(field.place, what, field.text, approval, edited))
        return PublicText.approved(self.case, field, starts=starts)

    def _what(self, place: str) -> str:
        """What stands in a place, in words for the desk; of an unnamed source its descriptor at most."""
        name, _, field = place.rpartition(":")
        case, word = self.case, _WORDS.get(field, field)
        if question := case.question_by_id.get(name):
            return f"{word} of {question.word}"
        if source := case.sources.get(name):
            return f"{word} of {source.name or source.descriptor or UNNAMED}"
        if statement := case.by_id.get(name):
            source = case.source_of(statement)
            is_open = self.names.voice(statement) is Voice.OPEN
            who = (source.name if is_open else "") or source.descriptor or UNNAMED
            return f"{word} of {who}, {say_when(statement.said, case.zone)}"
        whole = {"case": "title of the summary", "desk": "name of the newsroom", "document": f"{word} of the document"}
        whole["passage"] = f"passage: {word}"
        return whole.get(name, word)
