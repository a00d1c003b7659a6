"""Drafts: forms that somebody is filling in, kept in the desk's own file outside the log until saved or discarded."""

from __future__ import annotations

import os
from collections.abc import Mapping

import msgspec

from workflow.schema import Connection


class Draft(msgspec.Struct, frozen=True):
    """A form as far as it has been filled in. An empty `id` gets one when it is saved; `case_id` may be empty."""

    id: str
    case_id: str
    form: str
    fields: Mapping[str, str]
    saved_at: str = ""


def save(connection: Connection, draft: Draft, saved_at: str) -> Draft:
    """Keep a draft, in place of the one with its id; the draft as kept."""
    kept = msgspec.structs.replace(draft, id=draft.id or os.urandom(8).hex(), saved_at=draft.saved_at or saved_at)
    fields = msgspec.json.encode(kept.fields).decode()
    connection.execute(
        "INSERT INTO drafts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET case_id = excluded.case_id,"
        " form = excluded.form, fields = excluded.fields, saved_at = excluded.saved_at",
        (kept.id, kept.case_id, kept.form, fields, kept.saved_at),
    )
    return kept


def listed(connection: Connection, case_id: str | None) -> list[Draft]:
    """The drafts of a case, or all, the last saved first."""
    where, values = ("", ()) if case_id is None else (" WHERE case_id = ?", (case_id,))
    rows = connection.execute(
        f"SELECT id, case_id, form, fields, saved_at FROM drafts{where} ORDER BY saved_at DESC, id", values
    )
    return [
        Draft(name, case, form, msgspec.json.decode(fields, type=dict[str, str]), at)
        for name, case, form, fields, at in rows
    ]


def discard(connection: Connection, name: str) -> None:
    """Drop a draft; one that is gone already stays gone."""
    connection.execute("DELETE FROM drafts WHERE id = ?", (name,))
