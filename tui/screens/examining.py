"""The way from the screens to the bytes of files: who reads them, where they lie, and what is logged of a check.

Reading takes seconds and happens in a thread; only the main thread touches the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Lock
from typing import TYPE_CHECKING

from tui.screens.brought import brought_for
from tui.session import CannotAct
from workflow.errors import OnRecordError
from workflow.facts import FactId
from workflow.findings import Page, Report, Supplies
from workflow.hashing import Stopped

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.case import Case, Moment
    from workflow.comparing import Reading
    from workflow.examine import Examiner, Picture
    from workflow.files import FileStore
    from workflow.holdings import Examined, Exhibit, Handled
    from workflow.showing import Look

NOT_KEPT = "The desk holds the hash of this file, not its bytes. Attach the file again and keep it, to read it here."
NO_PLACE = "The example keeps no files. Press + for a desk of your own."

UNREAD = ("file.limits_hit", "file.unreadable", "file.encrypted")
"""With one of these findings there are no words to know a copy by."""

GoesOn = Callable[[], bool]


def new_examiner(*, even_weak: bool = False) -> Examiner:
    """Who reads files here, each in a process that is locked in."""
    from workflow.examine import Examiner

    return Examiner(even_weak=even_weak)


def files_of(sitting: Session) -> FileStore:
    """Where the desk keeps files. Raises CannotAct on a desk that keeps none."""
    if sitting.ledger.in_memory:
        raise CannotAct(NO_PLACE)
    from workflow.files import store_of

    return store_of(sitting.ledger)


def why_not_read(sitting: Session, exhibit: Exhibit | None) -> str:
    """Why the bytes of a file cannot be read here; empty when they can."""
    if exhibit is None:
        return "Select a file first."
    if sitting.ledger.in_memory:
        return NO_PLACE
    return "" if exhibit.is_kept else NOT_KEPT


class Reader:
    """Reads one file that the desk keeps; its methods may run in a thread. Closing it ends its worker."""

    def __init__(self, sitting: Session, exhibit: Exhibit) -> None:
        """With what was brought along for it in this sitting. Raises CannotAct where the bytes are not here."""
        if reason := why_not_read(sitting, exhibit):
            raise CannotAct(reason)
        self._store = files_of(sitting)
        self._sha256, self._name = exhibit.sha256, exhibit.name
        self._now = sitting.clock()
        self._brought = brought_for(sitting, exhibit.id)
        self._made: Examiner | None = None
        self._closed = False
        self._lock = Lock()

    def check(self, goes_on: GoesOn) -> tuple[Report, str]:
        """All checks of the file, and the hash of its words, by which copies are known. Raises OnRecordError."""
        from workflow.intake.checking import text_hash

        supplies = self._brought.supplies(self._now)
        with self._store.open(self._sha256, self._name) as target:
            report = self._examiner.check(target, supplies, goes_on)
        if any(one.id in UNREAD for one in report.findings):
            return report, ""
        try:
            return report, text_hash(self.pages(None, goes_on))
        except Stopped:
            raise
        except OnRecordError:
            return report, ""

    def turn_to(self, exhibit: Exhibit) -> None:
        """Go on with another file that the desk keeps, in the same process."""
        self._sha256, self._name = exhibit.sha256, exhibit.name

    def copy(self, goes_on: GoesOn) -> Reading:
        """All of it that is compared with another copy. Raises OnRecordError."""
        from workflow.comparing import read_copy

        with self._store.open(self._sha256, self._name) as target:
            return read_copy(self._examiner, target, Supplies(self._now), goes_on)

    def pages(self, revision: int | None = None, goes_on: GoesOn | None = None) -> tuple[Page, ...]:
        """Its words page by page, of an earlier version where one is named. Raises OnRecordError."""
        with self._store.open(self._sha256, self._name) as target:
            return self._examiner.pages(target, revision, goes_on)

    def picture(self, page: int, dpi: int, *, around: str | None = None, specks: bool = False) -> Picture:
        """A page, counted from 1, as a picture; the part `around` some words, or its yellow `specks` alone.

        Raises OnRecordError.
        """
        with self._store.open(self._sha256, self._name) as target:
            return self._examiner.picture(target, page, dpi, around=around, specks=specks)

    def flat(self, look: Look, goes_on: GoesOn, say: Callable[[str], object]) -> bytes:
        """A PDF of pictures of its pages and of nothing else. Raises OnRecordError."""
        from workflow.showing.flattening import pictures

        making = new_examiner(even_weak=True)  # what it reads is pixels alone
        try:
            with self._store.open(self._sha256, self._name) as target:
                return making.assemble(_told(pictures(self._examiner, target, look, goes_on), say), look.dpi)
        finally:
            making.close()

    def close(self) -> None:
        """End the worker, if there is one."""
        with self._lock:
            self._closed = True
            if self._made is not None:
                self._made.close()

    @property
    def _examiner(self) -> Examiner:
        """Made in the thread that needs it: the first one tries how this machine can lock readers in."""
        with self._lock:
            if self._closed:
                raise Stopped("Nobody waits for it any more.")
            if self._made is None:
                self._made = new_examiner(even_weak=self._brought.even_weak)
            return self._made


def _told(pictures: Iterator[Picture], say: Callable[[str], object]) -> Iterator[Picture]:
    for number, picture in enumerate(pictures, 1):
        say(f"Page {number} is drawn.")
        yield picture


def version() -> str:
    """The version of this program, as the log holds it."""
    from importlib.metadata import version

    return version("onrecord")


def exhibit_of(case: Case, name: FactId) -> Exhibit | None:
    """The file of that id; None where the case holds none."""
    return next((one for one in case.holdings.exhibits if one.id == name), None)


def examination_at(case: Case, name: FactId, moment: Moment) -> Examined | None:
    """The latest check of a file at a moment."""
    seen = (one for one in reversed(case.holdings.examined) if moment.has_seen(one.claimed_at))
    return next((one for one in seen if one.exhibit == name), None)


def handlings_at(case: Case, name: FactId, moment: Moment) -> tuple[Handled, ...]:
    """What was done with a file, or made it, until a moment."""
    return tuple(
        one for one in case.holdings.handled if name in (one.exhibit, one.made) and moment.has_seen(one.claimed_at)
    )
