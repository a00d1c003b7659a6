"""What is rarely done with a desk: drafts, erasing, verifying, rebuilding, accepting a loss, other writers' entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workflow.errors import OnRecordError
from workflow.facts import AnchorAccepted, DeskMoved, Erasure, FactId
from workflow.schema import Connection, damaged, explained, failures, unlocked
from workflow.store import caselog, drafts, names, projections, shelf_table, tables
from workflow.store.anchor import heads_of, missing
from workflow.store.drafts import Draft
from workflow.store.record import Sealed
from workflow.store.standing import Standing
from workflow.when import iso

if TYPE_CHECKING:
    from workflow.seal import Key
    from workflow.store.kept import KeptFile
    from workflow.store.receive import Received, Waiting
    from workflow.store.verify import BadFile, Report

_NOT_YET = (
    "The words are erased, but the file could not be written anew: another onrecord has the desk open, or the disk is"
    " full. It is tried again when the desk is next opened; until then the file or"
)


class Upkeep(Standing):
    """The ledger's back rooms."""

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """The connection for reading. Stored values of a wrong kind are damage like any other."""
        with explained(self._desk.path):
            try:
                yield self._desk.connection
            except (AttributeError, TypeError, ValueError) as error:
                raise damaged(self._desk.path) from error

    def save_draft(self, draft: Draft) -> Draft:
        """Keep a form as far as it has been filled in; the draft as kept, with its id and time."""
        with self._desk.changing() as connection:
            return drafts.save(connection, draft, iso(self._desk.clock()))

    def drafts(self, case_id: str | None = None) -> list[Draft]:
        """The drafts of a case, or all, the last saved first."""
        with self._reading() as connection:
            return drafts.listed(connection, case_id)

    def discard_draft(self, name: str) -> None:
        """Drop a draft by its id; one that is gone already stays gone."""
        with self._desk.changing() as connection:
            drafts.discard(connection, name)

    def erase(self, case_id: str, targets: Iterable[FactId], reason: str, by: str = "") -> tuple[FactId, ...]:
        """Remove the words of entries for good, with all that was said of them since; the ids of what is gone.

        Raises NoSuchEntry for what is not there or cannot go by itself.
        """
        from workflow.store import erase

        case = names.as_bytes(case_id)
        with self._reading():
            log = self._desk.log(case)
            gone = tuple(sorted(erase.closure(log, targets)))
        self._erase(case, gone, reason, by)
        return gone

    def erase_case(self, case_id: str, reason: str, by: str = "") -> None:
        """Remove every word of a case and its drafts for good. Raises NoSuchCase."""
        case = names.as_bytes(case_id)
        with self._reading():
            names.must_be_case(self._desk.log(case))
        self._erase(case, (case.hex(),), reason, by)

    def _erase(self, case: bytes, targets: tuple[str, ...], reason: str, by: str) -> None:
        with self._desk.writing(maintenance=True) as batch:
            batch.pen(case).add(Erasure(targets, reason, by))
            batch.store()
            self._remove(batch.connection, case)
        self._desk.forget()
        self.scrub()

    def _remove(self, connection: Connection, case: bytes) -> None:
        from workflow.store import erase

        erase.remove(connection, caselog.read(connection, case))
        projections.project_again(connection, caselog.read(connection, case), self._desk.clock())
        projections.merge_index(connection)
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, x'01')", (tables.SCRUB,))

    def scrub(self) -> None:
        """Write the file anew without what was removed, in it or beside it; done again on opening if cut short.

        Of the files that are kept, those go of which no entry speaks any more.
        """
        desk = self._desk
        busy = not self._sweep_files()
        with self._reading() as connection, unlocked(connection):
            try:
                connection.execute("VACUUM")
                busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] or busy
                if not busy:
                    connection.execute("DELETE FROM meta WHERE name = ?", (tables.SCRUB,))
            except failures():
                busy = True
        self.note = f"{_NOT_YET} {desk.path.name}-wal may hold them, or {desk.path.name}.files." if busy else ""

    def _sweep_files(self) -> bool:
        """Remove the kept files that no entry speaks of; whether that was done, or there was nothing to do."""
        from workflow.files import files_path, store_of

        if self._desk.in_memory or not files_path(self._desk.path).is_dir():
            return True
        if self._desk.missing:  # what they belong to may be in a later copy of the desk
            return False
        try:
            store = store_of(self)
            with store.alone():
                store.sweep(kept.sha256 for kept in self.kept_files())
        except OnRecordError:
            return False
        return True

    def file_keys(self) -> tuple[Key, ...]:
        """The keys of the kept files of a sealed desk, the newest last; a plain desk has none.

        The first is made when it is first asked for, and is durable before any file is sealed under it.
        """
        from workflow.store import kept

        if not self._desk.is_sealed:
            return ()
        with self._reading() as connection:
            found = kept.keys(connection)
        if found or self._desk.read_only or self._desk.in_memory:
            return found
        with self._desk.changing(maintenance=True) as connection:
            kept.make_first_key(connection)
        return self.file_keys()

    def kept_files(self) -> list[KeptFile]:
        """Every file whose bytes an entry says are kept, in all cases; those taken back included."""
        from workflow.store import kept

        with self._reading() as connection:
            return kept.kept_files(connection)

    def accept_anchor(self, reason: str) -> None:
        """Accept that the desk lacks entries which this machine has seen, with a reason; new chains begin."""
        desk = self._desk
        with desk.writing(accepting=True) as batch:
            accepted = sorted(desk.anchor.behind(batch.connection), key=lambda chain: chain.case != desk.id)
            for chain in accepted:
                there = chain.case == desk.id or caselog.read(batch.connection, chain.case).lines
                retired = frozenset(other.writer for other in accepted if other.case == chain.case)
                pen = batch.pen(chain.case, retired) if there else batch.pen(desk.id)
                pen.add(AnchorAccepted(chain.writer.hex(), chain.lacking, reason))
        desk.anchor_now()
        desk.anchor.accept(accepted)
        desk.anchor.advance(desk.connection, heads_of(desk.connection))
        desk.missing = []

    @property
    def seen_before(self) -> bool:
        """Whether this machine has seen the desk before; else it cannot tell whether its end is missing."""
        return self._desk.anchor.known()

    def log_move(self, reason: str) -> None:
        """Log that the desk came to this machine, and where its chains ended then; from now on they are anchored."""
        with self._reading() as connection:
            ends = tuple(f"{head.writer.hex()} {head.seq} {head.hash.hex()}" for head in heads_of(connection))
        with self._desk.writing() as batch:
            batch.pen(self._desk.id).add(DeskMoved(reason, ends))

    def lacks_of(self, other: Upkeep) -> int:
        """How many entries of another copy of the desk are not in this one."""
        with self._reading() as mine, other._reading() as theirs:
            return sum(chain.lacking for chain in missing(mine, heads_of(theirs)))

    def cases_with(self, kind: str) -> list[str]:
        """The ids of the cases that hold an entry of a kind, as it is stored."""
        with self._reading() as connection:
            return names.of_kind(connection, kind)

    def heads(self, case_id: str) -> tuple[str, ...]:
        """The last entry of each chain of a case in words, to be printed: a chain cannot show that its end is gone."""
        with self._reading() as connection:
            found = heads_of(connection, names.as_bytes(case_id))
        return tuple(f"writer {head.writer.hex()[:12]}, entry {head.seq}, {head.hash.hex()}" for head in found)

    def sealed(self, case_id: str) -> list[Sealed]:
        """The entries of a case as they are stored and passed on, chain by chain."""
        with self._reading() as connection:
            return caselog.sealed(connection, names.as_bytes(case_id))

    def writer_keys(self, case_id: str) -> dict[bytes, bytes]:
        """The public keys of a case's writers, by writer."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT writer, public_key FROM writers WHERE case_id = ?", (names.as_bytes(case_id),)
            )
            return dict(rows.fetchall())

    def receive(self, case_id: str, entries: Iterable[Sealed], keys: Mapping[bytes, bytes]) -> Received:
        """Take other writers' entries of a case: each is checked, and waits for what it builds on."""
        from workflow.store import receive

        case = names.as_bytes(case_id)
        with self._desk.writing(maintenance=True) as batch:
            result = receive.receive(batch, case, entries, keys, self._desk.log(case))
            log = caselog.read(batch.connection, case)
            if any(isinstance(entry.fact, Erasure) for entry in log.entries):
                self._remove(batch.connection, case)
            elif result.taken:
                projections.project_again(batch.connection, log, self._desk.clock())
        self._desk.forget()
        self._desk.anchor.advance(self._desk.connection, heads_of(self._desk.connection, case))
        return result

    def waiting(self) -> list[Waiting]:
        """Entries from elsewhere that wait, and for what."""
        from workflow.store import receive

        with self._reading() as connection:
            return receive.waiting(connection)

    def verify(self, *, thorough: bool = False) -> Report:
        """Recompute every chain from the stored bytes and compare with the anchor; it changes nothing.

        The files that are kept must be there, of the right size, and alone. `thorough` also checks the desk's pages,
        what each entry says it had seen, all that is computed, and every byte of the kept files.
        """
        report = self._verify(thorough=thorough)
        return report._replace(files=tuple(self._bad_files(thorough=thorough)))

    def _bad_files(self, *, thorough: bool) -> Iterator[BadFile]:
        """What is wrong with the kept files; of the example, whose own file is not this one's, nothing is asked."""
        from workflow.files import files_path, store_of
        from workflow.files.looking import look
        from workflow.store.verify import BadFile

        held = {one.sha256: one for one in self.kept_files()}
        folder = files_path(self._desk.path)
        if self._desk.is_example or not (held or folder.is_dir()):
            return
        for flaw, sha256, place in look(store_of(self), ((x.sha256, x.size) for x in held.values()), thorough=thorough):
            one = held.get(sha256)
            where = str(place.relative_to(folder.parent)) if place is not None else ""
            case, entry = (one.case_id, one.id) if one is not None else ("", "")
            yield BadFile(case, entry, sha256, where, str(flaw), flaw.remedy)

    def _verify(self, *, thorough: bool) -> Report:
        from workflow.store import verify

        desk = self._desk
        writable = not desk.read_only
        with self._reading() as connection:
            if thorough and writable:
                now = max(desk.clock(), projections.last_seen(connection))
                stale = shelf_table.stale(connection, now)
                with desk.changing():
                    shelf_table.put(connection, [desk.log(case) for case in stale], now)
                with desk.changing(maintenance=True):
                    return verify.verify(connection, desk.id, desk.anchor, now, thorough=True, writable=True)
            return verify.verify(connection, desk.id, desk.anchor, desk.clock(), thorough=thorough, writable=False)

    def rebuild(self) -> None:
        """Drop all that is computed from the log and compute it again, in one transaction."""
        self._desk.must_be_writable()
        self._desk.compute()
