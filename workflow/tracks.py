"""Who overtakes whom among the statements of one source or one body, without a sort key over mixed dates and times."""

from __future__ import annotations

import msgspec

from workflow.fate import Fate
from workflow.when import When, compare


class _Level(msgspec.Struct, gc=False, eq=False):
    """The statements of one name that counted at one level, and what follows it in the chain of that name's levels.

    Of all of them only the last may still stand: it entered because none was said later, and so took those before it.
    Of the rest the latest are enough: among times by instant, among dates by day, among all by the day as written.
    """

    number: int
    standing: Fate | None
    by_day: Fate
    by_instant: Fate | None = None
    by_date: Fate | None = None
    following: _Level | None = None

    def enter(self, fate: Fate) -> None:
        said = fate.statement.said
        self.standing = fate
        if said.day > self.by_day.statement.said.day:
            self.by_day = fate
        if said.instant is None:
            if self.by_date is None or said.day > self.by_date.statement.said.day:
                self.by_date = fate
        elif self.by_instant is None or said.instant > (self.by_instant.statement.said.instant or 0):
            self.by_instant = fate

    def newer(self, said: When) -> Fate | None:
        if said.instant is None:
            return self.by_day if self.by_day.statement.said.day > said.day else None
        if self.by_instant is not None and (self.by_instant.statement.said.instant or 0) > said.instant:
            return self.by_instant
        return self.by_date if self.by_date is not None and self.by_date.statement.said.day > said.day else None


class Tracks:
    """Statements that counted, by name (a source, a body) and level (strength or rank).

    A statement that enters at a level has been asked for as `newer` there, with no answer, and has taken the older.
    A case has many names with few statements each, so a name costs one small object that holds no container.
    """

    __slots__ = ("_levels",)

    def __init__(self) -> None:
        self._levels: dict[str, _Level] = {}

    def enter(self, name: str, fate: Fate, level: int) -> None:
        """A statement that counts takes its place."""
        found = last = self._levels.get(name)
        while found is not None and found.number != level:
            last, found = found, found.following
        if found is None:
            found = _Level(level, fate, fate)
            if last is None:
                self._levels[name] = found
            else:
                last.following = found
        found.enter(fate)

    def newer(self, name: str, said: When, level: int) -> Fate | None:
        """One of this name that entered at this level or above and was said later than `said`, if there is one."""
        found = self._levels.get(name)
        while found is not None:
            if found.number >= level and (fate := found.newer(said)):
                return fate
            found = found.following
        return None

    def take_older(self, name: str, said: When, level: int) -> list[Fate]:
        """Take out and return those of this name at this level or below that were said no later than `said`.

        `said` belongs to the statement learned last, so that a tie makes it the newer. Some may have ended already.
        """
        older: list[Fate] = []
        found = self._levels.get(name)
        while found is not None:
            fate = found.standing if found.number <= level else None
            if fate is not None and compare(fate.statement.said, said) <= 0:
                older.append(fate)
                found.standing = None
            found = found.following
        return older
