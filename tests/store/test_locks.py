"""The log is never changed: not by a statement, not by a table rebuilt, not through another connection's REPLACE."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from sqlite_utils import Database

from tests.store.conftest import Room, small_case
from workflow import facts as f
from workflow.ledger import Ledger
from workflow.schema import Connection

STATEMENTS = [
    "DROP TRIGGER headers_never_update",
    "DROP TABLE headers",
    "ALTER TABLE headers ADD COLUMN more",
    "CREATE TABLE other (a)",
    "CREATE TEMP TABLE other (a)",
    "CREATE TRIGGER t AFTER INSERT ON headers BEGIN DELETE FROM bodies; END",
    "CREATE VIEW v AS SELECT 1",
    "CREATE INDEX i ON headers (hash)",
    "CREATE VIRTUAL TABLE temp.v USING fts5(a)",
    "UPDATE headers SET seq = seq + 1",
    "UPDATE bodies SET body = x'00'",
    "UPDATE arrivals SET at = 0",
    "UPDATE writers SET public_key = x'00'",
    "DELETE FROM headers",
    "DELETE FROM bodies",
    "DELETE FROM writers",
    "INSERT INTO erased SELECT case_id, writer, seq FROM headers",
    "INSERT OR REPLACE INTO headers SELECT case_id, writer, seq, 9, prev, leaf, hash, sig, arrived FROM headers",
    "REPLACE INTO bodies SELECT case_id, writer, seq, salt, x'00' FROM bodies",
    "INSERT INTO headers SELECT * FROM headers WHERE 1 ON CONFLICT DO UPDATE SET fmt = 9",
    "INSERT INTO meta VALUES ('desk', x'00')",
    "UPDATE meta SET value = x'00'",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO '/tmp/never.db'",
    "REINDEX",
    "PRAGMA writable_schema = ON",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA secure_delete = OFF",
    "PRAGMA user_version = 9",
    "PRAGMA trusted_schema = ON",
    "PRAGMA rekey = 'x'",
    "PRAGMA schema_version = 9",
    "UPDATE sqlite_master SET sql = ''",
    "DELETE FROM sqlite_master",
    "INSERT INTO sqlite_master VALUES ('table', 'x', 'x', 0, '')",
    "SELECT load_extension('x')",
    "SELECT sqlcipher_export('other')",
]


def locked(desk: Ledger) -> Connection:
    return desk._desk.connection


def rows(connection: Connection) -> list[object]:
    tables = ("headers", "bodies", "arrivals", "writers", "meta")
    return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_apps_own_connection_refuses(desk: Ledger, statement: str) -> None:
    small_case(desk)
    connection = locked(desk)
    before = rows(connection)
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute(statement)
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    assert rows(connection) == before
    assert desk.verify().sound


DEEDS: dict[str, Callable[[Database], object]] = {
    "transform": lambda db: db.table("headers").transform(drop={"leaf"}),
    "upsert": lambda db: db.table("bodies").upsert(
        {**next(iter(db.table("bodies").rows)), "body": b"x"}, pk=("case_id", "writer", "seq")
    ),
    "insert with replace": lambda db: db.table("bodies").insert(
        {**next(iter(db.table("bodies").rows)), "body": b"x"}, pk=("case_id", "writer", "seq"), replace=True
    ),
    "delete_where": lambda db: db.table("headers").delete_where(),
    "drop": lambda db: db.table("bodies").drop(),
    "add_column": lambda db: db.table("headers").add_column("more", str),
    "vacuum": lambda db: db.vacuum(),
    "duplicate": lambda db: db.table("headers").duplicate("copy"),
    "rename": lambda db: db.rename_table("headers", "h"),
    "disable_fts": lambda db: db.table("passages").disable_fts(),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_so_does_sqlite_utils_on_it(desk: Ledger, deed: str) -> None:
    case = small_case(desk)["case"]
    connection = locked(desk)
    before = rows(connection)
    with pytest.raises(sqlite3.DatabaseError):
        DEEDS[deed](Database(connection, recursive_triggers=False))
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    assert rows(connection) == before
    desk.append(case, f.NoteAdded("still writing"))
    assert desk.search("still").total == 1
    assert desk.verify(thorough=True).sound


def test_the_triggers_stop_another_connection_too(room: Room) -> None:
    small_case(room.create())
    room.close()
    with closing(sqlite3.connect(room.path, isolation_level=None)) as other:
        other.execute("PRAGMA recursive_triggers = ON")
        for statement in STATEMENTS[9:16] + STATEMENTS[17:20]:
            with pytest.raises(sqlite3.DatabaseError):
                other.execute(statement)
    assert room.open().verify(thorough=True).sound


def test_the_lock_returns_after_maintenance(desk: Ledger) -> None:
    ids = small_case(desk)
    desk.rebuild()
    desk.verify(thorough=True)
    desk.erase(ids["case"], [ids["statement"]], "why")
    with pytest.raises(sqlite3.DatabaseError):
        locked(desk).execute("DELETE FROM headers")
