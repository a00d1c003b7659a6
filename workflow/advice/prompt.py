"""What a prompt is, and how several of one kind become few."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workflow.facts import FactId

MUST = "!"
"""To be done before publishing."""
NEXT = ">"
"""The next action."""
WORTH = "?"
"""Worth asking."""

MOST = 3
"""How many prompts of one rule stand one by one."""


class Place(NamedTuple):
    """Where a prompt leads: `id` says which one of its `kind` it is.

    A kind is question, statement, source, request, document, case, vault, gate or export.
    A gate goes by its value, such as g7.
    """

    kind: str
    id: FactId = ""


CASE = Place("case")
DOCUMENT = Place("document")
VAULT = Place("vault")


class Line(NamedTuple):
    """What a rule has to say of one subject: the text, one sentence with the fact behind it, where to go."""

    text: str
    reason: str
    place: Place


class Prompt(NamedTuple):
    """A line of the walk: its rule (`W13`), its level (`!`, `>` or `?`), the text, the fact behind it, the place."""

    rule: str
    level: str
    text: str
    reason: str
    place: Place


def spread(lines: Iterable[Line]) -> list[Line]:
    """The lines of one rule, those of the same text as one; beyond three the first and the count of the rest."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.text, []).append(line)
    groups = list(found.values())
    if len(groups) <= MOST:
        return [same[0]._replace(reason=and_more(same[0].reason, len(same) - 1)) for same in groups]
    first, rest = groups[0][0], len(groups) - 1
    return [Line(and_more(first.text, rest), and_more(first.reason, rest), first.place)]


def and_more(sentence: str, number: int) -> str:
    """A sentence, and how many more subjects it holds for."""
    return f"{sentence} And {number} more like it." if number else sentence
