"""Which desk a run works on: where its database is, how it is opened, and where a new one goes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from workflow.ledger import Ledger
    from workflow.seal import Key


class NoDesk(OnRecordError):
    """There is no database to work on."""


class Choice(NamedTuple):
    """What the command line said about the desk: `--example`, and `--db` with its path (empty when not given).

    `passphrase_fd` and `vault_fd` are open files from which a passphrase is read instead of the terminal.
    """

    example: bool = False
    db: str = ""
    passphrase_fd: int | None = None
    vault_fd: int | None = None


class OpenDesk(NamedTuple):
    """The desk of a run. Without a ledger there is none yet, and the welcome offers to make one at `path`.

    `path` is the database that is open, or would be made; `given` says whether the reporter named it. `locked` means
    that the desk is there and sealed, and that its passphrase has not been given yet.
    """

    ledger: Ledger | None
    path: Path
    given: bool = False
    locked: bool = False

    @property
    def is_example(self) -> bool:
        """Whether this is the example, of which nothing is kept."""
        return self.ledger is not None and self.ledger.is_example


class Place(NamedTuple):
    """Where the desk of a run is: its file, whether that is there, and whether the reporter named it."""

    path: Path
    is_there: bool
    given: bool = False

    @property
    def is_sealed(self) -> bool:
        """Whether the desk there needs a passphrase."""
        return self.is_there and is_sealed(self.path)


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
    if here.is_file() and is_sealed(here):
        return Place(here, True)
    if here.is_file() and not (example is not None and here.samefile(example)) and not _is_example(here):
        return Place(here, True)
    own = own_path()
    if own.exists() or is_sealed(own) or example is None:
        return Place(own, own.exists())
    return Place(example, True)


def open_desk(choice: Choice) -> OpenDesk:
    """Open the desk that applies; without a ledger where there is none, or where it is sealed and waits to be unlocked.

    Raises what the ledger says of a bad file.
    """
    place = find_desk(choice)
    if place.is_sealed:
        return OpenDesk(None, place.path, place.given, locked=True)
    return OpenDesk(_open(place.path) if place.is_there else None, place.path, place.given)


def unlock_desk(desk: OpenDesk, secret: str) -> OpenDesk:
    """Open a locked desk by its passphrase or its recovery key; it takes about half a second.

    Raises WrongPassphrase, DamagedKeys, NoKeys, or what the ledger says of a bad file.
    """
    from workflow.sealing import unlock

    return open_with(desk, unlock(desk.path, secret))


def open_with(desk: OpenDesk, key: Key) -> OpenDesk:
    """Open a locked desk with its key."""
    return OpenDesk(_open(desk.path, key), desk.path, desk.given)


def open_example() -> OpenDesk:
    """The worked example, as a copy in memory. Raises NoDesk where this installation does not carry it."""
    return open_desk(Choice(example=True))


def own_desk(desk: OpenDesk) -> OpenDesk:
    """Where a desk of one's own is or would be, seen from a run that has none or the example; opened if it is plain."""
    path = own_path() if desk.ledger is not None else desk.path
    if path.exists() and is_sealed(path):
        return OpenDesk(None, path, desk.given, locked=True)
    return OpenDesk(_open(path) if path.exists() else None, path, desk.given)


def make_own(desk: OpenDesk, passphrase: str | None) -> tuple[OpenDesk, str]:
    """Make a desk of one's own at a place where there is none, and the recovery key to show once.

    None for a passphrase makes a plain desk, which anybody who has the file can read; it has no recovery key. It is
    made in a folder and as a file that nobody else may read. Raises DeskExists, BadPassphrase, NoCipher.
    """
    if passphrase is None:
        from workflow.ledger import Ledger

        return OpenDesk(Ledger.create(desk.path), desk.path, desk.given), ""
    from workflow.sealing import new_desk

    made = new_desk(desk.path, passphrase)
    return OpenDesk(made.ledger, desk.path, desk.given), made.recovery


def own_path() -> Path:
    """Where a desk of one's own is: as ONRECORD_DB says, else in the user's data folder."""
    if named := os.environ.get("ONRECORD_DB", ""):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False) / "cases.db"


def state_dir() -> Path:
    """The folder, outside every database, for the heads of the chains and the log of failures."""
    from workflow.store.state import state_folder

    return state_folder()


def is_sealed(path: Path) -> bool:
    """Whether a desk is sealed: a key file stands beside it. It is asked at every start, so without loading keys."""
    return os.path.lexists(f"{path}.keys")


def key_alone(path: Path) -> str:
    """A sentence where a desk's key file stands at a place and the desk does not; else empty."""
    return f"The desk is not here any more: {path.name}.keys stands here without it." if is_sealed(path) else ""


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


def _open(path: Path, key: Key | None = None) -> Ledger:
    from workflow.ledger import Ledger

    return Ledger.open(path, key=key)
