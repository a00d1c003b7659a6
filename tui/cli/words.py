"""What may be typed after an option: words of the vocabulary, pairs, dates; and things of a case by their names."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from typing import Any, TypeVar, cast

import click

from workflow.errors import BadTime, OnRecordError, UsageError
from workflow.terms import Word

AnyWord = TypeVar("AnyWord", bound=Word)
Thing = TypeVar("Thing")


class NotThere(OnRecordError):
    """Nothing in the case goes by that name, or more than one thing does."""


class OneOf(click.ParamType[AnyWord]):
    """A word of the vocabulary, typed as it is stored or as it is shown."""

    def __init__(self, words: type[AnyWord]) -> None:
        self.name = words.__name__.lower()
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> AnyWord:
        """The word that was typed."""
        if isinstance(value, self.words):
            return value
        typed = "_".join(str(value).strip().lower().replace("-", " ").replace("_", " ").split())
        for word in self.words:
            if typed in (str(word), word.word.lower().replace(" ", "_")):
                return word
        raise click.BadParameter(f"{value!r} is not one of {choices(self.words)}.", ctx, param)


class Pair(click.ParamType[tuple[str, AnyWord]]):
    """`QUESTION=WORD`, or a bare word for every question where that is allowed."""

    def __init__(self, words: type[AnyWord], *, bare: bool = False) -> None:
        self.name = f"question={words.__name__.lower()}"
        self.word = OneOf(words)
        self.bare = bare

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, AnyWord]:
        """The name of the question (empty: every question) and the word."""
        if isinstance(value, tuple):
            return cast(tuple[str, AnyWord], value)
        question, equals, word = str(value).rpartition("=")
        if not equals and not self.bare:
            self.fail(f"{value!r} names no question; write genuine={word}.", param, ctx)
        return question.strip(), self.word.convert(word, param, ctx)


class TextFor(click.ParamType[tuple[str, str]]):
    """`QUESTION=TEXT`."""

    name = "question=text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The name of the question and the text."""
        if isinstance(value, tuple):
            return cast(tuple[str, str], value)
        question, equals, text = str(value).partition("=")
        if not equals:
            self.fail(f"{value!r} names no question; write status=TEXT.", param, ctx)
        return question.strip(), text


def choices(words: Iterable[Word]) -> str:
    """The words that may be typed, in a row."""
    return ", ".join(str(word) for word in words)


def read_date(text: str, now: int, zone: tzinfo, option: str, *, ahead: bool = False, timed: bool = False) -> str:
    """A date or time typed after an option, as ISO 8601. Raises UsageError that names the option."""
    from tui.dates import understand

    try:
        return understand(text, now, zone, ahead=ahead, timed=timed).iso
    except BadTime as error:
        raise UsageError(error.what, where=option, remedy=error.remedy) from None


def read_text(text: str) -> str:
    """The text typed after an option; a single dash takes it from standard input."""
    if text != "-":
        return text
    try:
        return sys.stdin.buffer.read().decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError:
        raise UsageError("Standard input is not UTF-8 text.", remedy="Convert it first.") from None


def pick(
    name: str, things: Mapping[str, Thing], names: Callable[[Thing], Iterable[str]], what: str, where: str = ""
) -> Thing:
    """The one of some things, by id, that goes by a name: whole, else by its beginning. Raises NotThere."""
    typed = name.strip().casefold()
    called = {key: [word.casefold() for word in names(thing) if word] for key, thing in things.items()}
    found = [key for key, words in called.items() if typed in words]
    if not found and typed:
        found = [key for key, words in called.items() if any(word.startswith(typed) for word in words)]
    if not found and len(typed) >= 6:
        found = [key for key in things if key.startswith(typed)]
    if len(found) != 1:
        known = [next(iter(names(things[key])), "") for key in (found or things)]
        raise _not_one(name, known, bool(found), what, where)
    return things[found[0]]


def _not_one(name: str, known: list[str], several: bool, what: str, where: str) -> NotThere:
    from difflib import get_close_matches

    shown = name if len(name) <= 40 else name[:40] + "…"
    if several:
        return NotThere(
            f"More than one {what} begins with {shown!r}.", where=where, remedy=f"Say which: {_few(known)}."
        )
    near = get_close_matches(name, known, 3, 0.5) or known
    remedy = f"There is {_few(near)}." if near else f"The case has no {what} yet."
    return NotThere(f"No {what} goes by {shown!r}.", where=where, remedy=remedy)


def _few(names: list[str]) -> str:
    more = len(names) - 8
    return ", ".join(names[:8]) + (f" and {more} more" if more > 0 else "")
