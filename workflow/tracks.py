"""Who overtakes whom among the statements of one source or one body, without a sort key over mixed dates and times."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.case import Statement
    from workflow.evidence import Fate

Heap = list[tuple[int, int, "Fate"]]
Latest = tuple[int, "Fate"]


class Track:
    """Statements that counted, by level (strength or rank), ready to answer who is newer and who is older.

    Two times compare as instants, a date and anything else by the day as written, so each level keeps times by
    instant and by day, and dates by day. Every statement enters and leaves each heap once.
    """

    __slots__ = ("_count", "_levels")

    def __init__(self) -> None:
        self._levels: dict[int, _Level] = {}
        self._count = 0

    def enter(self, fate: Fate, level: int) -> None:
        """A statement that counts takes its place."""
        self._count += 1
        found = self._levels.get(level)
        if found is None:
            found = self._levels[level] = _Level()
        found.enter(fate, self._count)

    def newer(self, statement: Statement, level: int) -> Fate | None:
        """One that entered at this level or above and was said later than the statement, if there is one."""
        for name, found in self._levels.items():
            if name >= level and (fate := found.newer(statement)):
                return fate
        return None

    def take_older(self, statement: Statement, level: int) -> list[Fate]:
        """Take out and return those at this level or below that were said no later than the statement.

        It is given as the one learned last, so that a tie makes it the newer. Some may have ended already.
        """
        older: list[Fate] = []
        for name, found in self._levels.items():
            if name <= level:
                found.take_older(statement, older)
        return older


class _Level:
    """One level of a track. The times by day are kept only once a date without a time asks for them."""

    __slots__ = ("dates", "last_date", "last_day", "last_instant", "times", "times_by_day")

    def __init__(self) -> None:
        self.times: Heap | None = None
        self.times_by_day: Heap | None = None
        self.dates: Heap | None = None
        self.last_instant: Latest | None = None
        self.last_day: Latest | None = None
        self.last_date: Latest | None = None

    def enter(self, fate: Fate, count: int) -> None:
        said = fate.statement.said
        self.last_day = _later(self.last_day, said.day, fate)
        if said.instant is None:
            self.dates = _pushed(self.dates, (said.day, count, fate))
            self.last_date = _later(self.last_date, said.day, fate)
        else:
            self.times = _pushed(self.times, (said.instant, count, fate))
            if self.times_by_day is not None:
                heappush(self.times_by_day, (said.day, count, fate))
            self.last_instant = _later(self.last_instant, said.instant, fate)

    def newer(self, statement: Statement) -> Fate | None:
        said = statement.said
        if said.instant is None:
            return self.last_day[1] if self.last_day and self.last_day[0] > said.day else None
        if self.last_instant and self.last_instant[0] > said.instant:
            return self.last_instant[1]
        return self.last_date[1] if self.last_date and self.last_date[0] > said.day else None

    def take_older(self, statement: Statement, older: list[Fate]) -> None:
        said = statement.said
        _pop_until(self.dates, said.day, older)
        if said.instant is not None:
            _pop_until(self.times, said.instant, older)
        elif self.times is not None:
            if self.times_by_day is None:
                self.times_by_day = [(fate.statement.said.day, count, fate) for _, count, fate in self.times]
                heapify(self.times_by_day)
            _pop_until(self.times_by_day, said.day, older)


def _pushed(heap: Heap | None, item: tuple[int, int, Fate]) -> Heap:
    if heap is None:
        return [item]
    heappush(heap, item)
    return heap


def _later(held: Latest | None, value: int, fate: Fate) -> Latest:
    return held if held is not None and held[0] >= value else (value, fate)


def _pop_until(heap: Heap | None, bound: int, into: list[Fate]) -> None:
    while heap and heap[0][0] <= bound:
        into.append(heappop(heap)[2])
