"""Finding a case by what somebody types: its short name, or the beginning of that or of its id."""

from __future__ import annotations

from workflow.schema import Connection
from workflow.store.caselog import CaseLog
from workflow.store.errors import NoSuchCase


def find(connection: Connection, name: str) -> str:
    """The id of the one case that goes by this name. Raises NoSuchCase with the nearest names."""
    wanted = name.strip()
    exact = connection.execute("SELECT case_id FROM shelf WHERE slug = ?", (wanted,)).fetchall()
    found = exact or (_beginning(connection, wanted) if wanted else [])
    if len(found) == 1:
        return str(found[0][0].hex())
    if found:
        raise NoSuchCase(
            f"{len(found)} cases go by {wanted!r}.",
            remedy="Name one by its id: " + ", ".join(row[0].hex()[:12] for row in found[:5]) + ".",
        )
    near = _near(connection, wanted)
    raise NoSuchCase(
        f"There is no case called {wanted!r}.",
        remedy="Did you mean " + " or ".join(near) + "?" if near else "List the cases to see their names.",
    )


def _beginning(connection: Connection, wanted: str) -> list[tuple[bytes]]:
    length = len(wanted)
    return connection.execute(
        "SELECT case_id FROM shelf WHERE substr(slug, 1, ?) = ? OR substr(lower(hex(case_id)), 1, ?) = ?",
        (length, wanted, length, wanted.lower()),
    ).fetchall()


def _near(connection: Connection, wanted: str) -> list[str]:
    from difflib import get_close_matches

    rows = connection.execute("SELECT slug FROM shelf ORDER BY moved DESC LIMIT 2000")
    return get_close_matches(wanted, [row[0] for row in rows], n=3)


def as_bytes(case_id: str) -> bytes:
    """A case's id as it is stored. Raises NoSuchCase for what is no id."""
    try:
        case = bytes.fromhex(case_id)
    except ValueError:
        case = b""
    if len(case) != 16:
        raise NoSuchCase("That is not the id of a case.", where=case_id[:40], remedy="Find it by its short name.")
    return case


def must_be_case(log: CaseLog) -> None:
    """Raise NoSuchCase where nothing opens the case: it is not there, or was erased."""
    if not log.is_case:
        gone = "That case was erased." if log.lines else "There is no such case in this desk."
        raise NoSuchCase(gone, where=log.case_id.hex()[:12], remedy="List the cases.")


def of_kind(connection: Connection, kind: str) -> list[str]:
    """The ids of the cases that hold an entry of a kind; a word inside a text is never taken for one."""
    rows = connection.execute(
        "SELECT DISTINCT case_id FROM bodies WHERE instr(body, CAST(? AS BLOB))", (f'"type":"{kind}"',)
    )
    return [row[0].hex() for row in rows]
