"""What several checks need of a machine, looked at once: the places where files lie about, and the desks among them."""

from __future__ import annotations

import json
import re
from functools import cached_property
from pathlib import Path

from workflow.doctor.looking import Entry, entries, head, look
from workflow.doctor.machine import Machine
from workflow.doctor.mounts import Mount, mounts
from workflow.errors import OnRecordError
from workflow.files import files_path

SQLITE = b"SQLite format 3\x00"
OURS = (0x6F6E5263).to_bytes(4, "big")
"""The application id at bytes 68 to 71 of a desk's file that is not encrypted."""

BESIDE = (".keys", ".vault", ".vault.lock", "-wal", "-shm", "-journal")
"""What the files beside a desk end in."""

MANIFEST, A_BACKUP = b"manifest.json\x00", b'"onrecord":"backup"'
"""How a backup begins, and what it says of itself."""

_USER_FOLDER = re.compile(r'^\s*XDG_(?:DESKTOP|DOCUMENTS|DOWNLOAD)_DIR="(?:\$HOME/)?([^"\n]+)"', re.MULTILINE)


class Survey:
    """One look at a machine; what was listed once is kept for the checks that follow."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    @cached_property
    def mounts(self) -> tuple[Mount, ...]:
        """The mounted file systems."""
        return mounts(self.machine)

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """Where files of ours lie about: the data folder, the current one, and where people put things."""
        held = self.machine
        named = head(held.config / "user-dirs.dirs", 10_000).decode("utf-8", "surrogateescape")
        usual = ("Desktop", "Documents", "Downloads", ".local/share/Trash/files", ".Trash")
        own = (held.home / name for name in (*usual, *_USER_FOLDER.findall(named)))
        beside = (desk.parent for desk in self.desks)
        return tuple(dict.fromkeys((held.data, held.here, held.home, *own, *beside)))

    @cached_property
    def files(self) -> tuple[Entry, ...]:
        """The plain files in those folders, each file once."""
        found = (entry for folder in self.folders for entry in entries(folder) if entry.is_file)
        return tuple({entry.path: entry for entry in found}.values())

    @cached_property
    def desks(self) -> tuple[Path, ...]:
        """The desks that would open or were open, whether they are there or not; the worked example is none of them."""
        asked = (*self.machine.desks, *remembered(self.machine))
        return tuple(path for path in dict.fromkeys(asked) if not is_example(path, self.machine))

    @property
    def desk(self) -> Path:
        """The desk that would open, or would be made."""
        return self.desks[0] if self.desks else self.machine.data / "cases.db"

    @cached_property
    def there(self) -> tuple[Entry, ...]:
        """The desks that are there, plain or sealed, with those that only lie about."""
        asked = (*self.desks, *(entry.path for entry in self.plain), *self._with_keys)
        found = (look(path) for path in dict.fromkeys(asked))
        return tuple(entry for entry in found if entry is not None)

    @cached_property
    def plain(self) -> tuple[Entry, ...]:
        """The desks that anybody can read who has the file."""
        named = (look(path) for path in self.desks)
        found = [entry for entry in self.files if is_desk(self._begins[entry.path])]
        found += [entry for entry in named if entry is not None and is_plain_desk(entry.path)]
        return tuple(e for e in {e.path: e for e in found}.values() if not is_example(e.path, self.machine))

    @cached_property
    def backups(self) -> dict[Path, bool]:
        """The backups that lie about, each with whether it is sealed."""
        held = [path for path, begins in self._begins.items() if begins.startswith(MANIFEST)]
        made = {path: first for path in held if A_BACKUP in (first := head(path, 4096))}
        return {path: SQLITE not in first for path, first in made.items()}

    @cached_property
    def _begins(self) -> dict[Path, bytes]:
        """How each of those files begins; a file too short for a desk or a backup begins with nothing."""
        return {entry.path: head(entry.path, 72) if entry.size > 72 else b"" for entry in self.files}

    @property
    def _with_keys(self) -> tuple[Path, ...]:
        keys = (entry.path for entry in self.files if entry.path.name.endswith(".db.keys"))
        desks = (path.with_name(path.name.removesuffix(".keys")) for path in keys)
        return tuple(desk for desk in desks if look(desk) is not None)


def is_plain_desk(path: Path) -> bool:
    """Whether a file says in clear that it is a desk of this program."""
    return is_desk(head(path, 72))


def is_desk(begins: bytes) -> bool:
    """Whether a file that begins so is a desk of this program in clear."""
    return begins.startswith(SQLITE) and begins[68:72] == OURS


def is_example(path: Path, machine: Machine) -> bool:
    """Whether a file is a copy of the worked example: byte for byte, or of another version by what it says itself."""
    found = look(path)
    if found is None or not found.is_file:
        return False
    for example in machine.examples:
        own = look(example)
        if own is not None and own.size == found.size and head(example, own.size) == head(path, own.size):
            return True
    return is_plain_desk(path) and _says_example(path)


def _says_example(path: Path) -> bool:
    """Whether a desk in clear is marked as the example, read without a trace."""
    from workflow import schema
    from workflow.store.tables import meta

    try:
        with schema.explained(path):
            connection = schema.connect(path, immutable=True)
            try:
                return meta(connection, "example") is not None
            finally:
                connection.close()
    except OnRecordError:
        return False


def remembered(machine: Machine) -> tuple[Path, ...]:
    """The desks that the screens remember having been open."""
    try:
        held = json.loads(head(machine.state / "screens.json", 100_000) or b"{}")
        places = held.get("places", {}) if isinstance(held, dict) else {}
    except (ValueError, RecursionError):
        return ()
    return tuple(Path(name) for name in places if Path(name).is_absolute()) if isinstance(places, dict) else ()


def beside(desk: Path) -> tuple[Path, ...]:
    """The names that the files beside a desk have."""
    return tuple(desk.with_name(desk.name + end) for end in BESIDE)


def kept_folders(desk: Path) -> tuple[Path, ...]:
    """The folder of a desk's kept files, and the folders in it."""
    folder = files_path(desk)
    return (folder, *(entry.path for entry in entries(folder) if entry.is_folder))


def kept_files(desk: Path) -> tuple[Path, ...]:
    """The files that lie there."""
    return tuple(entry.path for f in kept_folders(desk) for entry in entries(f) if not entry.is_folder)
