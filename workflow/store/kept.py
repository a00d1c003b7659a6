"""Which files the log says are kept, and the keys of those of a sealed desk; both stand in the desk's own file."""

from __future__ import annotations

from typing import NamedTuple

from workflow.facts import KINDS, ExhibitAttached, FactId
from workflow.schema import Connection
from workflow.seal import Key
from workflow.seal.key import LENGTH
from workflow.store import record, tables

KEYS = "files"
"""The name in the table of the desk's own values under which the keys stand one after another, the newest last."""


class KeptFile(NamedTuple):
    """A file whose bytes an entry says are kept: the case, the entry's id, the name, SHA-256 and size."""

    case_id: str
    id: FactId
    name: str
    sha256: str
    size: int


_ATTACHED = (
    "SELECT h.case_id, h.hash, h.fmt, b.body FROM bodies AS b JOIN headers AS h USING (case_id, writer, seq)"
    " WHERE instr(b.body, CAST(? AS BLOB)) UNION ALL"
    " SELECT case_id, hash, fmt, body FROM pending WHERE instr(body, CAST(? AS BLOB))"
)
_KIND = f'"type":"{next(kind for kind, fact in KINDS.items() if fact is ExhibitAttached)}"'


def kept_files(connection: Connection) -> list[KeptFile]:
    """Every file that an entry which was not erased says is kept; those taken back and those that wait included."""
    found = []
    for case, digest, fmt, body in connection.execute(_ATTACHED, (_KIND, _KIND)):
        fact = record.read_body(body, fmt, 0).fact
        if isinstance(fact, ExhibitAttached) and fact.is_kept:
            found.append(KeptFile(case.hex(), digest.hex(), fact.name, fact.sha256, fact.size))
    return found


def keys(connection: Connection) -> tuple[Key, ...]:
    """The keys of the files of a sealed desk, the newest last; none where no file was ever kept."""
    held = tables.meta(connection, KEYS) or b""
    return tuple(Key(held[at : at + LENGTH]) for at in range(0, len(held), LENGTH))


def with_new_key(connection: Connection) -> bytes:
    """The keys as they are stored, with one more: new files go under it, and those from before stay readable."""
    return (tables.meta(connection, KEYS) or b"") + Key.new().bytes_to_wrap()


def make_first_key(connection: Connection) -> None:
    """Make the first key where there is none. To be called in a transaction, unlocked."""
    if not tables.meta(connection, KEYS):
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (KEYS, with_new_key(connection)))
