"""Which desk a run works on: where its database is, how it is opened, and where a new one goes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from workflow.ledger import Ledger


class NoDesk(OnRecordError):
    """There is no database to work on."""


class Choice(NamedTuple):
    """What the command line said about the desk: `--example`, and `--db` with its path (empty when not given)."""

    example: bool = False
    db: str = ""


class OpenDesk(NamedTuple):
    """The desk of a run. Without a ledger there is none yet, and the welcome offers to make one at `path`.

    `path` is the database that is open, or would be made; `given` says whether the reporter named it.
    """

    ledger: Ledger | None
    path: Path
    given: bool = False

    @property
    def is_example(self) -> bool:
        """Whether this is the example, of which nothing is kept."""
        return self.ledger is not None and self.ledger.is_example


def open_desk(choice: Choice) -> OpenDesk:
    """Open the desk that applies: the example, the one named, the one in this folder, the user's own.

    None of them there: the example where it is at hand, when nothing was named; else a desk without a ledger.
    """
    if choice.example:
        return open_example()
    if named := choice.db or os.environ.get("ONRECORD_DB", ""):
        path = Path(named).expanduser()
        return OpenDesk(_open(path) if path.exists() else None, path, given=True)
    if (here := _in_this_folder()) is not None:
        return here
    own = own_path()
    if own.exists():
        return OpenDesk(_open(own), own)
    return open_example() if example_path() is not None else OpenDesk(None, own)


def open_example() -> OpenDesk:
    """The worked example, as a copy in memory. Raises NoDesk where this installation does not carry it."""
    path = example_path()
    if path is None:
        raise NoDesk("The example is not part of this installation.", remedy="Start a desk of your own.")
    return OpenDesk(_open(path), path)


def start_own(desk: OpenDesk) -> OpenDesk:
    """A desk of one's own in place of a desk that has no ledger or is the example; an existing one is opened.

    It is made in a folder that nobody else may read, and is a file that nobody else may read.
    """
    path = own_path() if desk.ledger is not None else desk.path
    if not path.exists():
        from workflow.ledger import Ledger

        return OpenDesk(Ledger.create(path), path, desk.given)
    return OpenDesk(_open(path), path, desk.given)


def own_path() -> Path:
    """Where a desk of one's own is: as ONRECORD_DB says, else in the user's data folder."""
    if named := os.environ.get("ONRECORD_DB", ""):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False) / "cases.db"


def state_dir() -> Path:
    """The folder, outside every database, for the heads of the chains and the log of failures."""
    from workflow.store.opening import state_folder

    return state_folder()


def local_zone() -> str:
    """The name of this machine's time zone; UTC where it cannot be told."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if not named:
        named = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(named).key if named else "UTC"
    except (KeyError, ValueError, OSError):
        return "UTC"


def example_path() -> Path | None:
    """The example as installed, or as it lies in a checkout; None where it is not at hand."""
    package = Path(__file__).parent
    return next((path for path in (package / "cases.db", package.parent / "cases.db") if path.is_file()), None)


def _in_this_folder() -> OpenDesk | None:
    path = Path("cases.db")
    if not path.is_file():
        return None
    example = example_path()
    if example is not None and path.samefile(example):
        return None
    ledger = _open(path)
    if ledger.is_example:
        ledger.close()
        return None
    return OpenDesk(ledger, path)


def _open(path: Path) -> Ledger:
    from workflow.ledger import Ledger

    return Ledger.open(path)
