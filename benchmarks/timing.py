"""Times in pairs: ours and the other in turn, so that whatever else the machine does falls on both."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

Timed = Callable[[], float]
"""Does the work once and tells the seconds that it took."""


class Pair(NamedTuple):
    """The median seconds of either side, and the median of the ratios within each pair."""

    ours: float
    other: float
    slower: float
    """Our seconds over the other's."""

    @property
    def rate(self) -> float:
        """Our rate over the other's."""
        return 1 / self.slower


def paired(ours: Timed, other: Timed, rounds: int) -> Pair:
    """Measure both `rounds` times, each first every other time, after one run of each that does not count."""
    ours()
    other()
    first: list[float] = []
    second: list[float] = []
    for number in range(rounds):
        turns = [(ours, first), (other, second)]
        for work, times in turns if number % 2 else reversed(turns):
            times.append(work())
    return Pair(median(first), median(second), median(a / b for a, b in zip(first, second, strict=True)))


def timed(work: Callable[[], object]) -> Timed:
    """The work, made to tell how long it took."""

    def run() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    return run


def share(values: Sequence[float], part: float) -> float:
    """The value that this part of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]
