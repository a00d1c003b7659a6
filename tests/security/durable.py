"""What the tests of durability share: a room whose desk is plain or sealed, and what was found wrong with a file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.store.conftest import Room, small_case
from workflow import facts as f
from workflow import schema
from workflow.errors import OnRecordError
from workflow.ledger import Ledger
from workflow.schema import Connection
from workflow.seal import Key

SECRET = bytes(range(32))
KINDS = ("plain", "sealed")
PAGE = 4096
ROOT = Path(__file__).parents[2]
OPENED = """
import resource, sys
from pathlib import Path
from tests.security.durable import key_of
from workflow import facts as f
from workflow.errors import OnRecordError
from workflow.ledger import Ledger
from workflow.terms import ExhibitKind
kind, path, state, case, *rest = sys.argv[1:]
path = Path(path)
def opened():
    return Ledger.open(path, state_dir=Path(state), key=key_of(kind))
"""


def key_of(kind: str) -> Key | None:
    """The key of a desk of this kind."""
    return Key(SECRET) if kind == "sealed" else None


class Vessel(Room):
    """A room whose desk is plain or sealed."""

    def __init__(self, folder: Path, kind: str) -> None:
        super().__init__(folder)
        self.kind = kind

    def create(self) -> Ledger:
        return self._kept(Ledger.create(self.path, clock=self.clock, state_dir=self.state, key=key_of(self.kind)))

    def open(self, path: Path | None = None, *, state: Path | None = None, read_only: bool = False) -> Ledger:
        return self._kept(
            Ledger.open(
                path or self.path,
                clock=self.clock,
                state_dir=state or self.state,
                read_only=read_only,
                key=key_of(self.kind),
            )
        )

    @property
    def wal(self) -> Path:
        return self.path.with_name(self.path.name + "-wal")

    @property
    def shm(self) -> Path:
        return self.path.with_name(self.path.name + "-shm")

    @contextmanager
    def raw(self) -> Iterator[Connection]:
        """A connection that nothing locks, as somebody has who holds the file and its key."""
        with closing(schema.connect(self.path, key=key_of(self.kind))) as connection:
            yield connection

    def finds(self) -> bool:
        """Whether a thorough look finds something wrong; a desk that cannot be opened is a finding too."""
        try:
            return not self.open().verify(thorough=True).sound
        except OnRecordError:
            return True
        finally:
            self.close()

    def put(self, data: bytes) -> None:
        """Put other bytes in place of the file, with nothing beside it."""
        self.path.write_bytes(data)
        self.wal.unlink(missing_ok=True)
        self.shm.unlink(missing_ok=True)


def notes(desk: Ledger, case: str, count: int, words: str = "note") -> None:
    """So many notes, an entry each."""
    for number in range(count):
        desk.append(case, f.NoteAdded(f"{words} {number}"))


def filled(vessel: Vessel, count: int = 60) -> str:
    """A closed desk with a case of some pages; its id."""
    desk = vessel.create()
    case = small_case(desk)["case"]
    with desk.batch(case) as batch:
        for number in range(count):
            batch.add(f.NoteAdded(f"note {number} " * 20))
    vessel.close()
    return case


def command(vessel: Vessel, case: str, script: str, *more: str) -> list[str]:
    return [sys.executable, "-c", OPENED + script, vessel.kind, str(vessel.path), str(vessel.state), case, *more]


def ran(vessel: Vessel, case: str, script: str, *more: str, wrap: tuple[str, ...] = ()) -> str:
    """What a script printed that must end well."""
    args = [*wrap, *command(vessel, case, script, *more)]
    done = subprocess.run(args, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout
