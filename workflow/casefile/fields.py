"""The values of a case file, one reader for each kind; every reader raises Misfit with a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from workflow.casefile.model import GRADE, IDENT, SLUG, Misfit, shown
from workflow.casefile.parsing import OddNumber, Twice
from workflow.clean import has_line_end
from workflow.errors import BadTime
from workflow.terms import RANKS
from workflow.when import parse_instant, parse_when

Reader = Callable[[Any], Any]

MOST_KEYS = 1000
"""The most questions that one object may speak of."""


def named(value: Any) -> str:
    """What a value is, in words."""
    if isinstance(value, OddNumber):
        return f"the number {value.text[:20]}" + ("…" if len(value.text) > 20 else "")
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"the number {value}"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "an object"


def near(name: str, known: list[str]) -> str:
    """A remedy: the known names that are most like this one, else all of them."""
    close = difflib.get_close_matches(name, known, 3, 0.6) if len(name) <= 40 else []
    return f"Did you mean {' or '.join(close)}?" if close else f"Choose from {', '.join(known)}."


def text(value: Any) -> str:
    """Any text, kept as it is; half a character cannot be kept."""
    if not isinstance(value, str):
        remedy = "Leave the key out." if value is None else "Put it in double quotation marks."
        raise Misfit(f"Text belongs here, not {named(value)}.", remedy)
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            what = "The text holds half of a character (a lone surrogate)."
            raise Misfit(what, "Write the character itself, or both halves of its escape.") from None
    return value


def marked(value: Any) -> str:
    """Text by which things are told apart; white space alone counts as absent."""
    return "" if text(value).isspace() else str(value)


def filled(value: Any) -> str:
    """Text that may not be empty."""
    if not text(value):
        raise Misfit("The text is empty, which counts as absent, and it is needed.", "Fill it in.")
    return str(value)


def line(value: Any) -> str:
    """Text that may not be empty, on one line."""
    if has_line_end(filled(value)):
        raise Misfit("The text has a line end, and it is one line.", "Put it on one line.")
    return str(value)


def ident(value: Any) -> str:
    """The id of a question, a source or a statement."""
    if not IDENT.fullmatch(filled(value)):
        remedy = "Use up to 119 visible characters, with single spaces only inside."
        raise Misfit(f"{shown(value)} cannot be an id.", remedy)
    return str(value)


def slug(value: Any) -> str:
    """The id of a case."""
    if not SLUG.fullmatch(filled(value)):
        remedy = "Use up to 80 letters, digits, dots, hyphens and underscores, a letter or digit first."
        raise Misfit(f"{shown(value)} cannot be the id of a case.", remedy)
    return str(value)


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Misfit(f"True or false belongs here, not {named(value)}.", "Write true, or leave the key out.")
    return value


def rank(value: Any) -> int:
    """A rank, 1 to 4."""
    if type(value) is not int or value not in RANKS:
        shown_value = named(value) if not isinstance(value, str) else shown(value)
        ranks = ", ".join(f"{number} ({word})" for number, word in RANKS.items())
        raise Misfit(f"A rank belongs here, not {shown_value}.", f"Write {ranks}.")
    return value


def grade(value: Any) -> str:
    """An Admiralty pair, or nothing."""
    if text(value) and not GRADE.fullmatch(value):
        remedy = "Write a letter from A to F and a digit from 1 to 6, such as B2."
        raise Misfit(f"{shown(value)} is not a grade.", remedy)
    return str(value)


def method(value: Any) -> str:
    """`technical`, or nothing."""
    if text(value) not in ("", "technical"):
        raise Misfit(f"There is no method {shown(value)}.", "Write technical, or leave the key out.")
    return str(value)


def time(value: Any) -> str:
    """A date, or a date and time with an offset."""
    return _timed(filled(value), parse_when)


def optional_time(value: Any) -> str:
    """A date, a date and time with an offset, or nothing."""
    return _timed(value, parse_when) if text(value) else ""


def optional_instant(value: Any) -> str:
    """A date and time with an offset, or nothing."""
    return _timed(value, parse_instant) if text(value) else ""


def _timed(value: str, read: Callable[[str], object]) -> str:
    try:
        read(value)
    except BadTime as error:
        raise Misfit(error.what, error.remedy) from None
    return value


def word(words: type[StrEnum]) -> Reader:
    """A reader of one member of a vocabulary."""
    members = {member.value: member for member in words}
    called = words.__name__.lower()

    def read(value: Any) -> StrEnum:
        found = members.get(filled(value))
        if found is None:
            raise Misfit(f"There is no {called} {shown(value)}.", near(value, list(members)))
        return found

    return read


def list_of(read: Reader) -> Reader:
    """A reader of a list."""

    def read_list(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Misfit(f"A list belongs here, not {named(value)}.", "Put it in square brackets.")
        found = []
        for index, item in enumerate(value):
            try:
                found.append(read(item))
            except Misfit as misfit:
                raise misfit.inside(index) from None
        return tuple(found)

    return read_list


def map_of(read: Reader) -> Reader:
    """A reader of an object whose keys are ids; an empty text counts as absent."""

    def read_map(value: Any) -> dict[str, Any]:
        content, found = object_of(value), {}
        if len(content) > MOST_KEYS:
            raise Misfit(f"More than {MOST_KEYS:,} entries stand here.", "Keep those about the questions of the case.")
        for key, item in content.items():
            try:
                if ident(key) and item != "":
                    found[key] = read(item)
            except Misfit as misfit:
                raise misfit.inside(key) from None
        return found

    return read_map


def object_of(value: Any) -> dict[str, Any]:
    """An object in which every key stands once."""
    if isinstance(value, Twice):
        raise Misfit(f"The key {shown(value.key)} stands here twice.", "Keep one of the two.")
    if not isinstance(value, dict):
        raise Misfit(f"An object belongs here, not {named(value)}.", "Put it in curly brackets.")
    return value
