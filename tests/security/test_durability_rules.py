"""A sealed desk keeps the same rules: nothing changes the log, clocks do not matter, a newer desk is left alone."""

from __future__ import annotations

import time
from hashlib import sha256
from pathlib import Path

import pytest

from tests.security.durable import Vessel
from tests.store.conftest import YEAR, small_case
from tests.store.test_locks import DEEDS, STATEMENTS, rows
from workflow import facts as f
from workflow import schema
from workflow.store import errors
from workflow.when import parse_instant

CIPHERS = (
    "PRAGMA key = 'x'",
    "PRAGMA rekey = ''",
    "PRAGMA hexrekey = '00'",
    "PRAGMA cipher_migrate",
    "PRAGMA cipher_default_kdf_iter = 1",
    "PRAGMA cipher_use_hmac = OFF",
    "PRAGMA cipher_log = '/tmp/never.log'",
    "PRAGMA cipher_log_level = TRACE",
    "PRAGMA cipher_profile = '/tmp/never.log'",
    "PRAGMA cipher_plaintext_header_size = 32",
    "ATTACH '/tmp/never.db' AS plain KEY ''",
    "SELECT sqlcipher_export('main')",
    "VACUUM INTO 'never.db'",
)


def test_a_sealed_desks_own_connection_refuses_every_forbidden_act(tmp_path: Path) -> None:
    sealed = Vessel(tmp_path, "sealed")
    desk = sealed.create()
    case = small_case(desk)["case"]
    connection = desk._desk.connection
    assert schema.encrypts(connection)
    before = rows(connection)
    for statement in (*STATEMENTS, *CIPHERS):
        with pytest.raises(schema.failures()):
            connection.execute(statement).fetchall()
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        assert rows(connection) == before, statement
    for name, deed in DEEDS.items():
        with pytest.raises(schema.failures()):
            deed(schema.wrapped(connection))
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        assert rows(connection) == before, name
    desk.append(case, f.NoteAdded("still writing"))
    assert desk.search("still").total == 1
    assert desk.verify(thorough=True).sound
    assert not Path("never.db").exists() and not Path("/tmp/never.db").exists()
    sealed.close()
    assert b"SQLite format 3" not in sealed.path.read_bytes()


@pytest.mark.parametrize("years", [-1, 50])
def test_a_clock_that_jumps_changes_no_order(vessel: Vessel, years: int) -> None:
    desk = vessel.create()
    case = small_case(desk)["case"]
    desk.append(case, f.NoteAdded("before"))
    vessel.clock.now += years * YEAR
    desk.append(case, f.NoteAdded("during"))
    vessel.clock.now -= years * YEAR
    desk.append(case, f.NoteAdded("after"))
    vessel.close()
    desk = vessel.open()
    said = [entry.fact.text for entry in desk.entries(case) if isinstance(entry.fact, f.NoteAdded)]
    assert said == ["before", "during", "after"]
    assert desk.verify(thorough=True).sound


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kathmandu", "Pacific/Apia"])
def test_the_machines_zone_and_a_repeated_hour_change_nothing(
    vessel: Vessel, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        vessel.clock.now = parse_instant("2020-11-01T05:29:00Z")  # half past one in New York, for the first time
        desk = vessel.create()
        case = small_case(desk)["case"]
        desk.append(case, f.NoteAdded("first"))
        vessel.clock.now = parse_instant("2020-11-01T06:29:00Z")
        desk.append(case, f.NoteAdded("second"))
        told = [entry for entry in desk.entries(case) if isinstance(entry.fact, f.NoteAdded)]
        assert [one.fact.text for one in told] == ["first", "second"]  # type: ignore[union-attr]
        assert [one.claimed_at.endswith("Z") for one in told] == [True, True]
        assert desk.verify(thorough=True).sound
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_newer_desk_is_left_as_it_is(vessel: Vessel) -> None:
    small_case(vessel.create())
    vessel.close()
    with vessel.raw() as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = sha256(vessel.path.read_bytes()).digest()
    for read_only in (False, True):
        with pytest.raises(errors.NewerDesk) as told:
            vessel.open(read_only=read_only)
        assert told.value.remedy
    assert sha256(vessel.path.read_bytes()).digest() == before


def test_what_is_sealed_is_not_taken_for_plain_nor_plain_for_sealed(tmp_path: Path) -> None:
    plain, sealed = Vessel(tmp_path / "a", "plain"), Vessel(tmp_path / "b", "sealed")
    for one in (plain, sealed):
        one.folder.mkdir()
        small_case(one.create())
        one.close()
        one.kind = "plain" if one.kind == "sealed" else "sealed"
        before = one.path.read_bytes()
        with pytest.raises(errors.DeskError):
            one.open()
        assert one.path.read_bytes() == before
