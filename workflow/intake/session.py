"""A stretch of taking files in: alone at the desk's files, with what a killed one left behind removed first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from workflow.errors import OnRecordError
from workflow.facts import ExhibitAttached, Fact, FactId
from workflow.files import FileStore, Taken, store_of
from workflow.ledger import Ledger


class NothingKept(OnRecordError):
    """The desk keeps no bytes: it is the example, a copy in memory, or can only be read."""


class Session:
    """Files on their way into the desk. What was put into the store is told to the log by `log`, all at once.

    `held` are the files of one place in a case by their hashes: each by its entry, and whether its bytes are kept.
    """

    def __init__(self, ledger: Ledger, case_id: str, store: FileStore, about: FactId) -> None:
        self.ledger = ledger
        self.case_id = case_id
        self.store = store
        self.kept = {one.sha256 for one in ledger.kept_files()}
        exhibits = ledger.case(case_id).holdings.about(about)
        self.held = {one.sha256: (one.id, one.is_kept) for one in exhibits}

    def log(self, facts: list[Fact]) -> tuple[FactId, ...]:
        """Make durable what was put into the store, then log these facts in one transaction; their ids."""
        if not facts:
            return ()
        self.store.sync()
        with self.ledger.batch(self.case_id) as batch:
            made = tuple(batch.add(fact) for fact in facts)
        for name, fact in zip(made, facts, strict=True):
            if isinstance(fact, ExhibitAttached):
                before = self.held.get(fact.sha256)
                self.held[fact.sha256] = (before[0] if before else name, fact.is_kept)
                self.kept.add(fact.sha256)
        return made

    def is_news(self, taken: Taken) -> bool:
        """Whether the log has no entry yet that this file is kept where it belongs."""
        before = self.held.get(taken.sha256)
        return before is None or not before[1]


@contextmanager
def session(ledger: Ledger, case_id: str, about: FactId = "") -> Iterator[Session]:
    """Take files in. Raises NothingKept, BehindAnchor, StoreBusy, StoreTrouble, and what logging raises."""
    if ledger.in_memory or ledger.read_only:
        what = "The example keeps no bytes of files." if ledger.is_example else "This desk keeps nothing here."
        raise NothingKept(what, where=str(ledger.path), remedy="Begin a desk of your own: onrecord init.")
    with ledger.batch(case_id):  # a desk that lacks entries says so here, before anything is written or removed
        pass
    store = store_of(ledger)
    with store.alone():
        if store.begin():
            store.sweep(one.sha256 for one in ledger.kept_files())
            store.begin()
        try:
            yield Session(ledger, case_id, store, about)
        except BaseException:
            with suppress(OnRecordError):  # on a full disk the room is needed; what cannot go now goes next time
                store.sweep(one.sha256 for one in ledger.kept_files())
            raise
        store.end()
