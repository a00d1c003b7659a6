"""What a form asks, as plain data: fields with their labels, hints and choices, and answers as text by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple, TypeVar

from workflow.terms import Word

AnyWord = TypeVar("AnyWord", bound=Word)

Answers = Mapping[str, str]
"""What was typed or chosen, by the name of the field. A field that was never touched is not in it."""


class Control(Enum):
    """The control in which a field is answered."""

    LINE = "line"
    DATE = "date"
    WORDS = "words"
    CHOICE = "choice"
    TICKS = "ticks"
    SUGGEST = "suggest"


class Option(NamedTuple):
    """One of several answers: its value, what is shown for it, and what it means or where it comes from."""

    value: str
    word: str
    meaning: str = ""


class Ask(NamedTuple):
    """One field. `default` is the answer until another is given.

    For a date, `ahead` says that one without a year lies in the future, `timed` that it needs a time.
    """

    name: str
    label: str
    control: Control = Control.LINE
    hint: str = ""
    options: tuple[Option, ...] = ()
    default: str = ""
    ahead: bool = False
    timed: bool = False


class Trouble(NamedTuple):
    """Why a form cannot be saved yet: the field, or none, and a sentence."""

    field: str
    sentence: str


def options(words: Iterable[Word]) -> tuple[Option, ...]:
    """Members of the vocabulary as options."""
    return tuple(Option(word.value, word.word, word.meaning) for word in words)


def member(words: type[AnyWord], value: str) -> AnyWord:
    """The member of the vocabulary with a stored value. Raises StopIteration for any other text."""
    return next(word for word in words if word.value == value)


def ticked(answers: Answers, name: str) -> tuple[str, ...]:
    """The values ticked in a field."""
    return tuple(answers.get(name, "").split())


def chosen(ask_options: Iterable[Option], text: str) -> Option | None:
    """The option that a text names, by its word; None for any other text."""
    folded = text.strip().casefold()
    return next((option for option in ask_options if folded and option.word.casefold() == folded), None)


YES_NO = (Option("yes", "yes"), Option("no", "no"))
