"""What a sentence that may be printed is made of: our own words, and texts of the case, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple

from workflow.facts import FactId
from workflow.phrases import capital
from workflow.terms import Word
from workflow.wording import grammar


class WordingRule(Word):
    """The rules of wording, in the order in which their sentences stand."""

    ON_RECORD = "on_record", "on the record", "By name, in the source's own words or for what it confirmed or disputed."
    RELAYED = "relayed", "relayed", "By name, as first relayed by an outlet, until we hold the words ourselves."
    SPLIT = "split", "split by question", "One statement on several questions: one clause for each."
    RETRACTION = "retraction", "retraction", "What a source took back is told as taken back."
    LATER_WORD = "later_word", "later word", "What was answered otherwise since is told with what was said since."
    TWO_OF_OURS = "two_of_ours", "two of ours", "Unnamed sources of ours that rest on two origins and say the same."
    BACKGROUND = "background", "background, ours", "Under the agreed descriptor, with how the source knows it."
    SECOND_HAND = "second_hand", "second-hand", "What an outlet reported, with the outlet and its own descriptor."
    CHATHAM_HOUSE = "chatham_house", "Chatham House", "The information, with neither speaker nor affiliation."
    NEITHER = "neither", "neither", "Would neither confirm nor deny."
    CANNOT_SAY = "cannot_say", "cannot say", "Lacks the knowledge; that is neither a doubt nor a denial."
    NOT_DISPUTED = "not_disputed", "not disputed", "Left it alone; never a confirmation."
    ACKNOWLEDGES = "acknowledges", "aware of it", "Knows of the matter; neither a confirmation nor a denial."
    DECLINED = "declined", "declined", "Would not comment; never called a refusal."
    SILENCE = "silence", "silence", "Did not respond, did not immediately respond, or could not be reached."
    DEEP_BACKGROUND = "deep_background", "deep background", "No source sentence exists."
    OFF_RECORD = "off_record", "off the record", "Nothing at all, not even that somebody spoke."
    EMBARGO = "embargo", "embargo", "Nothing before its time."
    IMPLIES = "implies", "only implied", "An act is no word: no sentence says more than was said."
    NO_LONGER_STANDS = "no_longer_stands", "no longer stands", "Taken back or overtaken: not printed as if it stood."
    REPEATS = "repeats", "repeats another report", "Told once, from where it comes."
    SET_ASIDE = "set_aside", "set aside", "Held by its grade, from the provider, or beyond what the source can know."
    LACKING = "lacking", "something is lacking", "A proposition, a name, an outlet or an agreed descriptor is missing."


class Shape(Enum):
    """How a text of the case is put into a sentence; unseen where an equal text stands for it."""

    WHOLE = "whole"
    NAME = "name"
    CLAUSE = "clause"
    QUOTE = "quote"
    DESCRIPTOR = "descriptor"
    PLURAL = "plural"
    REASON = "reason"
    TOLD_TO = "told_to"
    RELAYED_BY = "relayed_by"
    OUTLET = "outlet"
    UNSEEN = "unseen"


_SHAPED: dict[Shape, Callable[[str], str]] = {
    Shape.WHOLE: str,
    Shape.NAME: grammar.within,
    Shape.CLAUSE: grammar.clause,
    Shape.QUOTE: grammar.quoted,
    Shape.DESCRIPTOR: grammar.with_article,
    Shape.PLURAL: grammar.plural,
    Shape.REASON: grammar.reason_clause,
    Shape.TOLD_TO: grammar.told_to,
    Shape.RELAYED_BY: grammar.relayed_by,
    Shape.OUTLET: grammar.relayed_by,
    Shape.UNSEEN: lambda text: "",
}
_ENDED = re.compile(r"[.?!…][”’)]*\Z")


class Field(NamedTuple):
    """A text of the case within a sentence.

    `place` is where it stands in the case (an id, a colon and the field), `text` the exact string that an approval is
    of, cleaned, on one line and without what must not leave the desk; `shape` how the sentence puts it.
    """

    place: str
    text: str
    shape: Shape = Shape.WHOLE

    @property
    def shown(self) -> str:
        """The text as it stands in the sentence."""
        return _SHAPED[self.shape](self.text)


Piece = str | Field


class Sentence(NamedTuple):
    """A sentence that may be printed now (sometimes two that belong together), and what it rests on.

    `statements` and `questions` hold the ids of all that it tells of, `request` that of the request for comment whose
    outcome it tells. Ids are for the desk alone.
    """

    rule: WordingRule
    pieces: tuple[Piece, ...]
    statements: tuple[FactId, ...] = ()
    questions: tuple[FactId, ...] = ()
    request: FactId = ""

    @property
    def text(self) -> str:
        """The sentence on one line."""
        return join(self.pieces)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The texts of the case in it, each of which a public text needs an approval for."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Field))


class Refusal(NamedTuple):
    """Why something has no sentence now, by which rule, and what would open it.

    Its sentence holds no text of the case. A refusal off the record or on deep background is for the desk's own
    screens; what leaves the desk counts such words at most.
    """

    rule: WordingRule
    sentence: str
    statements: tuple[FactId, ...] = ()
    questions: tuple[FactId, ...] = ()
    request: FactId = ""


def after(words: str, field: Field | None) -> tuple[Piece, ...]:
    """A text of the case after some words of ours; nothing where there is no text."""
    return () if field is None else (words, field)


def join(pieces: Iterable[Piece]) -> str:
    """The pieces as one line that begins with a capital; a sentence that has ended gets no second full stop."""
    line = ""
    for piece in pieces:
        text = piece if isinstance(piece, str) else piece.shown
        line += text[1:] if text.startswith(".") and isinstance(piece, str) and _ENDED.search(line) else text
    return capital(line)
