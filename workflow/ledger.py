"""The ledger: the only door to a desk's file. Facts go in and never change; what is shown is computed from them."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from workflow.case import Case
from workflow.facts import CaseOpened, DeskSettings, Entry, Fact
from workflow.schema import explained
from workflow.seal import Key
from workflow.shelf import ShelfRow, shelf_row
from workflow.store import names, opening, settings, shelf_table, tables
from workflow.store.anchor import Missing
from workflow.store.batch import Batch
from workflow.store.desk import Desk
from workflow.store.drafts import Draft
from workflow.store.opening import Opened, is_example
from workflow.store.state import state_folder
from workflow.store.upkeep import Upkeep
from workflow.when import Instant

if TYPE_CHECKING:
    from workflow.recipients import Pinned
    from workflow.store.search import SearchPage

__all__ = ["Batch", "Draft", "Ledger", "Missing", "is_example"]


def wall_clock() -> Instant:
    """The machine's time in microseconds since 1970."""
    return time.time_ns() // 1000


class Ledger(Upkeep):
    """An open desk. Made by `open`, `create` or `memory_copy`; as a context manager it closes itself.

    What is rarely done (drafts, erasing, verifying, other writers' entries) stands in Upkeep.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fresh: dict[str, ShelfRow] = {}
        self._version = self._data_version()

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        clock: Callable[[], Instant] = wall_clock,
        state_dir: Path | None = None,
        read_only: bool = False,
        key: Key | None = None,
    ) -> Self:
        """Open a desk, a sealed one with its `key`; the example opens as a copy in memory.

        Raises NoDesk, EmptyDesk, NotADatabase, NotOurs, DeskSealed, NotSealed, NewerDesk, DamagedDesk or CannotOpen;
        the file stays as it is.
        """
        return cls._of(opening.open_file(Path(path), key, read_only=read_only), Path(path), state_dir, clock)

    @classmethod
    def create(
        cls,
        path: Path | str,
        *,
        clock: Callable[[], Instant] = wall_clock,
        state_dir: Path | None = None,
        example: bool = False,
        key: Key | None = None,
    ) -> Self:
        """Start a desk where nothing stands yet, for this user alone. Raises DeskExists or NoCipher.

        With a `key` it is sealed; `workflow.sealing.new_desk` keeps the key in a key file too. `example` marks it as
        the example: it can be filled until it is closed, and never again.
        """
        opening.make_file(Path(path), key, example=example)
        if example:
            return cls._of(opening.open_unfinished_example(Path(path)), Path(path), state_dir, clock)
        return cls.open(path, clock=clock, state_dir=state_dir, key=key)

    @classmethod
    def memory_copy(
        cls, path: Path | str, *, clock: Callable[[], Instant] = wall_clock, key: Key | None = None
    ) -> Self:
        """Open a copy of a desk in memory: no change is kept, no key and no anchor is written."""
        return cls._of(opening.copy_file(Path(path), key), Path(path), None, clock)

    @classmethod
    def _of(cls, opened: Opened, path: Path, state_dir: Path | None, clock: Callable[[], Instant]) -> Self:
        try:
            with explained(path):
                desk = Desk(opened, path, state_dir or state_folder(), clock)
        except BaseException:
            opened.connection.close()
            raise
        try:
            with explained(path):
                desk.missing = desk.anchor.behind(desk.connection)
                ledger = cls(desk)
                if tables.meta(desk.connection, "projections") != tables.CURRENT:
                    desk.compute()
                if not desk.read_only and tables.meta(desk.connection, tables.SCRUB):
                    ledger.scrub()
        except BaseException:
            desk.close()
            raise
        return ledger

    def close(self) -> None:
        """Let go of the file; the last to do so folds the changes into it."""
        self._desk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What is there

    def case_count(self, filter: str = "") -> int:
        """How many cases there are, or how many the filter leaves."""
        with self._reading() as connection:
            return shelf_table.count(connection, filter)

    def shelf(self, offset: int = 0, limit: int = 100, filter: str = "") -> list[tuple[str, ShelfRow]]:
        """A page of the list of cases with their ids, the last moved first; rows whose time has passed are redone."""
        self.refresh_shelf()
        with self._reading() as connection:
            rows = shelf_table.page(connection, offset, limit, filter)
        return [(case_id, self._fresh.get(case_id, row)) for case_id, row in rows]

    def deadlines(self, after: Instant, limit: int = 4) -> list[tuple[str, Instant]]:
        """The ids of the open cases with a deadline after a moment, the earliest first, each with that deadline."""
        with self._reading() as connection:
            return shelf_table.deadlines(connection, after, limit)

    def refresh_shelf(self, now: Instant | None = None) -> int:
        """Redo the rows that held only until a moment that has passed; how many there were."""
        now = self._desk.clock() if now is None else now
        with self._reading() as connection:
            stale = shelf_table.stale(connection, now)
            if self.read_only:
                self._fresh = {case.hex(): shelf_row(self._desk.log(case).case, now) for case in stale}
        if stale and not self.read_only:
            with self._desk.changing() as connection:
                shelf_table.put(connection, [self._desk.log(case) for case in stale], now)
        return len(stale)

    def next_change(self) -> Instant | None:
        """The moment at which a row of the list next changes by itself."""
        with self._reading() as connection:
            return shelf_table.next_change(connection)

    def find_case(self, name: str) -> str:
        """The id of the case with this short name, or whose short name or id alone begins so. Raises NoSuchCase."""
        with self._reading() as connection:
            return names.find(connection, name)

    def case(self, case_id: str) -> Case:
        """A case with everything that is in the desk by now. Raises NoSuchCase."""
        with self._reading():
            log = self._desk.log(names.as_bytes(case_id))
        names.must_be_case(log)
        return log.case

    def entries(self, case_id: str) -> tuple[Entry, ...]:
        """The entries of a case in their total order, erased and unknown ones included."""
        with self._reading():
            return self._desk.log(names.as_bytes(case_id)).entries

    def search(self, words: str, *, limit: int = 50, case_id: str | None = None) -> SearchPage:
        """The passages that hold all the words, the best first, in all cases or in one."""
        from workflow.store import search  # compiled patterns that the list of cases can do without

        with self._reading() as connection:
            return search.search(connection, words, limit, case_id)

    def settings(self) -> DeskSettings:
        """The newsroom's name, the reporter's name and initials."""
        with self._reading():
            return settings.current(self._desk.log(self._desk.id))

    def recipients(self) -> tuple[Pinned, ...]:
        """To whom files are encrypted, by name."""
        from workflow import recipients  # the list of cases can do without

        with self._reading():
            return recipients.pinned(self._desk.log(self._desk.id).entries)

    def changed_elsewhere(self) -> bool:
        """Whether another process has changed the desk since this was last asked."""
        with self._reading():
            self._desk.anchor_now()
            before, self._version = self._version, self._data_version()
        return before != self._version

    def _data_version(self) -> int:
        return int(self._desk.connection.execute("PRAGMA data_version").fetchone()[0])

    # What is added. All of these raise DeskReadOnly, BehindAnchor, DeskBusy, DiskFull or DiskTrouble.

    def new_case(self, opened: CaseOpened, *facts: Fact) -> str:
        """Open a case, with more facts at once; its id. Raises SlugTaken."""
        with self.batch() as batch:
            case_id = batch.new_case(opened)
            for fact in facts:
                batch.add(fact)
        return case_id

    def append(self, case_id: str, *facts: Fact) -> tuple[Entry, ...]:
        """Log facts; they are durable when this returns."""
        with self.batch(case_id) as batch:
            added = {batch.add(fact) for fact in facts}
        return tuple(line.entry for line in batch.lines() if line.entry.id in added)

    def batch(self, case_id: str | None = None) -> AbstractContextManager[Batch]:
        """Many facts in one transaction, all or none: `add` gives each its id at once, `new_case` begins another."""
        return self._desk.writing(case_id or "")

    def set_settings(
        self, *, newsroom: str | None = None, reporter: str | None = None, initials: str | None = None
    ) -> None:
        """Change the desk's settings; what is None stays."""
        with self._desk.writing() as batch:
            pen = batch.pen(self._desk.id)
            pen.add(settings.changed(pen.log(), newsroom, reporter, initials))

    def pin_recipient(self, name: str, key: str, *, changed: bool = False) -> bool:
        """Pin a key to a recipient; whether that is news. Raises KeyChanged without `changed`, BadName, BadKey."""
        from workflow import recipients

        with self._desk.writing() as batch:
            pen = batch.pen(self._desk.id)
            fact = recipients.pin(pen.log().entries, name, key, changed=changed)
            if fact is not None:
                pen.add(fact)
        return fact is not None

    def drop_recipient(self, name: str) -> None:
        """Drop a recipient, every key of theirs. Raises UnknownRecipient."""
        from workflow import recipients

        with self._desk.writing() as batch:
            pen = batch.pen(self._desk.id)
            pen.add(recipients.drop(pen.log().entries, name))
