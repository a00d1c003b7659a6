"""The corpus: small files made by scripts, each with exactly the findings that it has."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from workflow.checks.evidence import Evidence
from workflow.checks.running import examine
from workflow.checks.sheet import Sheet
from workflow.findings import FAMILIES, Supplies

NOW = 1_780_000_000_000_000
"""The moment of the checks in the tests: 2026-05-28, in microseconds since 1970."""

SUPPLIES = Supplies(now=NOW)


class Sample(NamedTuple):
    """A file of the corpus: its name, how its bytes are made, and the ids of all that is found in it, no more, no less.

    `unchecked` are the ids whose check ends as not checked.
    """

    name: str
    make: Callable[[], bytes]
    has: frozenset[str] = frozenset()
    unchecked: frozenset[str] = frozenset()
    supplies: Supplies = SUPPLIES


def sample(
    name: str, make: Callable[[], bytes], *has: str, unchecked: tuple[str, ...] = (), supplies: Supplies = SUPPLIES
) -> Sample:
    """A sample, with the ids that it has one by one."""
    return Sample(name, make, frozenset(has), frozenset(unchecked), supplies)


def look(data: bytes, name: str = "letter.bin", supplies: Supplies = SUPPLIES) -> Sheet:
    """All checks of these bytes, in this process."""
    return examine(Evidence(data, name, supplies))


def samples() -> tuple[Sample, ...]:
    """All files of the corpus."""
    return tuple(one for family in FAMILIES for one in import_module(f"tests.checks.{family}.corpus").SAMPLES)
