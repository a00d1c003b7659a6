"""Short names and code names made up for the reporter, on the screens and on the command line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.case import Case

MOST_SLUG = 40
"""The most letters of a short name made up here."""


def slug_of(title: str, taken: Iterable[str] = (), otherwise: str = "case") -> str:
    """A short name made from a title, letters, digits and hyphens, that nothing else has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    first = re.sub(r"[^a-z0-9]+", "-", plain)[:MOST_SLUG].strip("-") or otherwise
    return free(first, taken)


def free(first: str, taken: Iterable[str]) -> str:
    """A name, with a number behind it where it is taken."""
    held = set(taken)
    number, name = 1, first
    while name in held:
        number += 1
        name = f"{first}-{number}"
    return name


def next_statement(case: Case) -> str:
    """The short name of the next statement: s1, s2 and so on."""
    taken = {statement.says.slug for statement in case.statements}
    number = len(case.statements) + 1
    while f"s{number}" in taken:
        number += 1
    return f"s{number}"


def next_code_name(case: Case) -> str:
    """A code name that tells nothing: S-1, S-2 and so on."""
    taken = {source.code_name.casefold() for source in case.sources.values()}
    number = 1
    while f"s-{number}" in taken:
        number += 1
    return f"S-{number}"
