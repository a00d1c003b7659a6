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


class Place(NamedTuple):
    """Where the desk of a run is: its file, whether that is there, and whether the reporter named it."""

    path: Path
    is_there: bool
    given: bool = False


def find_desk(choice: Choice) -> Place:
    """The desk that applies: the example, the one named, one in this folder, the user's own, else the example.

    Raises NoDesk where the example is asked for and is not part of this installation.
    """
    example = example_path()
    if choice.example:
        if example is None:
            raise NoDesk("The example is not part of this installation.", remedy="Start a desk of your own.")
        return Place(example, True)
    if named := choice.db or os.environ.get("ONRECORD_DB", ""):
        path = Path(named).expanduser()
        return Place(path, path.exists(), given=True)
    here = Path("cases.db")
    if here.is_file() and not (example is not None and here.samefile(example)) and not _is_example(here):
        return Place(here, True)
    own = own_path()
    if own.exists() or example is None:
        return Place(own, own.exists())
    return Place(example, True)


def open_desk(choice: Choice) -> OpenDesk:
    """Open the desk that applies; without a ledger where there is none. Raises what the ledger says of a bad file."""
    place = find_desk(choice)
    return OpenDesk(_open(place.path) if place.is_there else None, place.path, place.given)


def open_example() -> OpenDesk:
    """The worked example, as a copy in memory. Raises NoDesk where this installation does not carry it."""
    return open_desk(Choice(example=True))


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
        return ZoneInfo(named.removeprefix("Etc/")).key if named else "UTC"
    except (KeyError, ValueError, OSError):
        return "UTC"


def example_path() -> Path | None:
    """The example as installed, or as it lies in a checkout; None where it is not at hand."""
    package = Path(__file__).parent
    return next((path for path in (package / "cases.db", package.parent / "cases.db") if path.is_file()), None)


def _is_example(path: Path) -> bool:
    from workflow.ledger import is_example

    return is_example(path)


def _open(path: Path) -> Ledger:
    from workflow.ledger import Ledger

    return Ledger.open(path)
