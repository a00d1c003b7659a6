"""An open desk under the ledger: its connection, the cases it has decoded, its anchor, and its one way to write."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow import schema
from workflow.schema import Connection, explained
from workflow.store import caselog, hlc, projections, tables
from workflow.store.anchor import Anchor, Head, Missing
from workflow.store.batch import Batch
from workflow.store.caselog import CaseLog
from workflow.store.errors import BehindAnchor, DeskReadOnly
from workflow.store.opening import Opened
from workflow.store.writer import Installation, Key, ephemeral, installation
from workflow.when import Instant

ANCHOR_SECONDS = 0.05
"""In a burst of changes the anchor is kept this often; after a pause, and on closing, at once."""

KEPT_CASES = 32
"""How many cases stay decoded in memory."""


class Desk:
    """What the ledger stands on. It owns the connection; `close` lets go of it."""

    def __init__(self, opened: Opened, path: Path, state: Path, clock: Callable[[], Instant]) -> None:
        self.path = path
        self.clock = clock
        self.read_only = opened.read_only
        self.in_memory = opened.in_memory
        self.is_example = opened.is_example
        self.is_sealed = opened.sealed
        self.connection: Connection = opened.connection
        self.id = tables.meta(self.connection, "desk") or b""
        self._seen = projections.last_seen(self.connection)
        self.anchor = Anchor(None if opened.unanchored else state, self.id)
        self.missing: list[Missing] = []
        self._state = state
        self._unanchored = opened.unanchored
        self._who: Installation | None = None
        self._logs: OrderedDict[bytes, CaseLog] = OrderedDict()
        self._owed: dict[tuple[bytes, ...], Head] = {}
        self._last: tuple[int, bytes] | None = None
        self._anchored = 0.0
        self._keys: dict[tuple[bytes, bytes], Key] = {}

    def close(self) -> None:
        """Let go of the desk and of its anchor."""
        self.anchor_now()
        self.anchor.close()
        self.connection.close()

    def key(self, case: bytes, nonce: bytes) -> Key:
        """The signing key of a chain: this machine's, or for a copy in memory one that is forgotten at the end."""
        if self._who is None:
            self._who = ephemeral() if self._unanchored else installation(self._state)
        key = self._keys.get((case, nonce))
        if key is None:
            if len(self._keys) >= KEPT_CASES:
                self._keys.clear()
            key = self._keys[case, nonce] = self._who.key(case, nonce)
        return key

    @property
    def clock_note(self) -> str:
        """A sentence where this machine's clock cannot be right, judged by the last entry."""
        return hlc.note(self.clock(), self._seen)

    def log(self, case: bytes) -> CaseLog:
        """A case's entries, with what has been added since they were last read."""
        log = self._logs.get(case)
        log = caselog.read(self.connection, case) if log is None else caselog.refreshed(self.connection, log)
        self.keep(log)
        return log

    def keep(self, log: CaseLog) -> None:
        """Keep a case decoded, and let go of the one that was not asked for the longest."""
        self._logs[log.case_id] = log
        self._logs.move_to_end(log.case_id)
        while len(self._logs) > KEPT_CASES:
            self._logs.popitem(last=False)

    def forget(self) -> None:
        """Read every case anew when it is next asked for."""
        self._logs.clear()

    @contextmanager
    def changing(self, *, maintenance: bool = False) -> Iterator[Connection]:
        """One transaction on the desk, with SQLite's failures explained. Raises DeskReadOnly."""
        self.must_be_writable()
        with explained(self.path):
            if maintenance:
                with schema.unlocked(self.connection), schema.transaction(self.connection):
                    yield self.connection
            else:
                with schema.transaction(self.connection):
                    yield self.connection

    def must_be_writable(self) -> None:
        """Raise DeskReadOnly where the desk is open for reading only."""
        if self.read_only:
            raise DeskReadOnly("This desk is open for reading only.", where=str(self.path), remedy="Work on a copy.")

    def compute(self) -> None:
        """Compute anew all that is kept beside the log, in a copy for reading too."""
        with explained(self.path), schema.unlocked(self.connection), schema.transaction(self.connection):
            projections.rebuild(self.connection, self.clock())

    @contextmanager
    def writing(self, case_id: str = "", *, maintenance: bool = False, accepting: bool = False) -> Iterator[Batch]:
        """A batch in a transaction of its own; what it added is kept and anchored once it is durable.

        Raises BehindAnchor where the desk lacks entries that this machine has seen, unless they are being accepted.
        """
        try:
            with self.changing(maintenance=maintenance) as connection:
                if not accepting:
                    look = self.anchor.behind if self.missing else self.anchor.behind_last
                    self._must_be_whole(look(connection))
                batch = Batch(connection, self.key, self.clock(), self._checked, case_id)
                yield batch
                batch.store()
        except BaseException:
            self.forget()
            raise
        for log in batch.logs():
            self.keep(log)
        self._seen = batch.now
        self._owed.update({head[:2]: head for head in batch.heads()})
        self._last = batch.last() or self._last
        if time.monotonic() - self._anchored >= ANCHOR_SECONDS:
            self.anchor_now()

    def anchor_now(self) -> None:
        """Keep in the anchor what has been written since it was last kept."""
        if self._owed:
            self.anchor.advance(self.connection, self._owed.values(), self._last)
            self._owed.clear()
            self._anchored = time.monotonic()

    def _checked(self, case: bytes) -> CaseLog:
        if not self.missing:
            self._must_be_whole(self.anchor.behind_in(self.connection, case))
        return self.log(case)

    def _must_be_whole(self, missing: list[Missing]) -> None:
        self.missing = missing
        if missing:
            raise BehindAnchor(
                self.missing_sentence(),
                where=str(self.path),
                remedy="Restore the later file, or accept the loss with a reason.",
            )

    def missing_sentence(self) -> str:
        """How many entries are missing, in words."""
        lacking = sum(chain.lacking for chain in self.missing)
        return f"The desk lacks {lacking} {'entry' if lacking == 1 else 'entries'} that this machine has seen in it."
