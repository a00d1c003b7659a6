"""Taking files in: each is read once, kept, and logged with both its hashes; what was there already is noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from workflow.errors import OnRecordError
from workflow.facts import ExhibitAttached, Fact, FactId
from workflow.files import Taken, files_path
from workflow.hashing import ChangedMeanwhile, NotAFile, Stopped, Unreadable, hash_file, text
from workflow.intake.session import Session, session
from workflow.intake.walking import walk
from workflow.ledger import Ledger
from workflow.seal.place import keys_path
from workflow.store.files import beside
from workflow.terms import ExhibitKind
from workflow.vault.files import vault_path

AT_ONCE = 2_000
"""So many files are made durable and logged together."""

BYTES_AT_ONCE = 1 << 30
"""So many bytes are."""

_DECLINES = (NotAFile, Unreadable, ChangedMeanwhile)


class Asked(NamedTuple):
    """What is said of all the files that are taken in together; the fields are those of ExhibitAttached."""

    kind: ExhibitKind = ExhibitKind.ORIGINAL
    about: FactId = ""
    obtained_at: str = ""
    url: str = ""
    note: str = ""


class Took(NamedTuple):
    """A file that was taken in, or that the case holds already: its entry, and what became of it.

    `is_new` says that an entry was logged for it; `had_hash` that the case knew it by its hash alone until now.
    `path` is where it was read.
    """

    exhibit: FactId
    name: str
    sha256: str
    size: int
    is_new: bool
    had_hash: bool
    path: Path


class Intake(NamedTuple):
    """What came of an intake: the files, what was declined and why, and whether it was stopped before its end."""

    took: tuple[Took, ...]
    declined: tuple[OnRecordError, ...]
    stopped: bool


class Progress(NamedTuple):
    """How far an intake is: files done, of how many, and the bytes read of the file at hand, of how many."""

    done: int
    of: int
    read: int
    size: int


GoesOn = Callable[[Progress], bool]
"""Told how far it is; answers whether to go on. Stopped, all that is done by then stays and is logged."""


def take_in(
    ledger: Ledger,
    case_id: str,
    paths: Sequence[Path],
    asked: Asked,
    goes_on: GoesOn | None = None,
    more: Sequence[Fact] = (),
) -> Intake:
    """Take files, and the files in folders, into a case; `more` is logged with the first that is news.

    Only what is durable is logged. Raises NothingKept, BehindAnchor, StoreBusy, StoreFull or StoreTrouble; what was
    logged by then stays.
    """
    found = list(walk(paths, _own(ledger.path)))
    with session(ledger, case_id, asked.about) as files:
        return _Taking(files, asked, goes_on, list(more)).all(found)


def _own(desk: Path) -> tuple[Path, ...]:
    """What a desk consists of: found in a folder, it is no file to be taken in."""
    return desk, *beside(desk), files_path(desk), keys_path(desk), vault_path(desk)


class _Taking:
    """One intake, from the first file to the last."""

    def __init__(self, files: Session, asked: Asked, goes_on: GoesOn | None, more: list[Fact]) -> None:
        self._files = files
        self._asked = asked
        self._goes_on = goes_on
        self._more = more
        self._waiting: list[tuple[Taken, Path]] = []
        self._bytes = 0
        self._took: list[Took] = []

    def all(self, found: Sequence[Path | OnRecordError]) -> Intake:
        """Take every file, some at a time; a failure of the store ends it after what was done is logged."""
        declined = [one for one in found if isinstance(one, OnRecordError)]
        paths = [one for one in found if isinstance(one, Path)]
        stopped = False
        try:
            for done, path in enumerate(paths):
                try:
                    self._one(path, done, len(paths))
                except _DECLINES as error:
                    declined.append(error)
        except Stopped:
            stopped = True
        finally:
            self._log()
        return Intake(tuple(self._took), tuple(declined), stopped)

    def _one(self, path: Path, done: int, of: int) -> None:
        goes_on = self._goes_on

        def read(so_far: int, size: int) -> bool:
            return goes_on is None or goes_on(Progress(done, of, so_far, size))

        if not read(0, 0):
            raise Stopped("The intake was stopped.", where=text(str(path)))
        taken = self._files.store.put(path, self._files.kept, read, durably=of == 1)
        self._waiting.append((taken, path))
        self._bytes += taken.size
        if len(self._waiting) >= AT_ONCE or self._bytes >= BYTES_AT_ONCE:
            self._log()

    def _log(self) -> None:
        """Log what was put into the store since; the same bytes twice are one file."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        news: dict[str, ExhibitAttached] = {}
        hashed = {sha256 for sha256, (_, is_kept) in self._files.held.items() if not is_kept}
        for taken, _ in waiting:
            if taken.sha256 not in news and self._files.is_news(taken):
                news[taken.sha256] = kept(taken, self._asked)
        if news:
            first, self._more = self._more, []
            self._files.log([*first, *news.values()])
        for taken, path in waiting:
            name = self._files.held[taken.sha256][0]
            is_new = news.pop(taken.sha256, None) is not None
            had_hash = is_new and taken.sha256 in hashed
            self._took.append(Took(name, taken.name, taken.sha256, taken.size, is_new, had_hash, path))


def kept(taken: Taken, asked: Asked) -> ExhibitAttached:
    """The entry of a file whose bytes are kept."""
    return ExhibitAttached(
        asked.kind,
        taken.name,
        taken.sha256,
        taken.size,
        asked.about,
        asked.obtained_at,
        asked.url,
        asked.note,
        taken.sha512,
        is_kept=True,
    )


def hash_only(ledger: Ledger, case_id: str, paths: Iterable[Path], asked: Asked) -> Intake:
    """What `take_in` does on the example, which keeps no bytes: each file is known by its hash alone."""
    held = {one.sha256: one.id for one in ledger.case(case_id).holdings.about(asked.about)}
    took: list[Took] = []
    declined: list[OnRecordError] = []
    for path in walk(paths):
        try:
            if isinstance(path, OnRecordError):
                raise path
            found = hash_file(path)
        except _DECLINES as error:
            declined.append(error)
            continue
        is_new = found.sha256 not in held
        if is_new:
            _, _, obtained, url, note = asked
            fact = ExhibitAttached(asked.kind, *found, asked.about, obtained, url, note)
            held[found.sha256] = ledger.append(case_id, fact)[0].id
        took.append(Took(held[found.sha256], found.name, found.sha256, found.size, is_new, False, path))
    return Intake(tuple(took), tuple(declined), False)
