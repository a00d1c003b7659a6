"""What encrypts a desk: every page is vouched for, and its connection neither weakens nor undoes that."""

import random
import sqlite3
from pathlib import Path

import pytest

from workflow import facts as f
from workflow import schema, sealing
from workflow.ledger import Ledger
from workflow.seal import Key
from workflow.store import cipher, errors, tables
from workflow.store.cipher import PAGE

pytestmark = pytest.mark.usefixtures("cheap")

WORDS = "four words and more"


def sealed(path: Path) -> Key:
    with sealing.new_desk(path, WORDS).ledger as ledger:
        case = ledger.new_case(f.CaseOpened("letter", "A letter", "UTC"))
        for number in range(20):
            ledger.append(case, f.NoteAdded(f"note {number}"))
    return sealing.unlock(path, WORDS)


def test_every_flipped_bit_and_every_swapped_page_is_found(path: Path) -> None:
    key, whole, chance = sealed(path), path.read_bytes(), random.Random(4)
    pages = [whole[start : start + PAGE] for start in range(0, len(whole), PAGE)]
    assert len(pages) > 20

    def is_found(damaged: bytes) -> bool:
        for left in (path.with_name("desk.db-wal"), path.with_name("desk.db-shm")):
            left.unlink(missing_ok=True)
        path.write_bytes(damaged)
        try:
            with Ledger.open(path, key=key) as ledger:
                return not ledger.verify(thorough=True).sound
        except errors.DeskError:
            return True

    for number in range(len(pages)):
        flipped = bytearray(whole)
        flipped[number * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
        assert is_found(bytes(flipped)), number
    for number in range(1, len(pages) - 1):
        one, two = pages[number : number + 2]
        assert is_found(b"".join((*pages[:number], two, one, *pages[number + 2 :]))), number
    for lacking in (1, 2, len(pages) - 1):
        assert is_found(b"".join(pages[:-lacking])), lacking
    assert not is_found(whole)


def test_a_sealed_connection_is_as_tight_as_it_is_meant_to_be(path: Path) -> None:
    """After re-keying too; and it denies what would take the encryption off."""
    key = sealed(path)
    with Ledger.open(path, key=key) as ledger, schema.unlocked(connection := ledger._desk.connection):
        assert ("secure-delete", 1) in connection.execute("SELECT * FROM passages_fts_config").fetchall()
    sealing.rekey(path, WORDS)
    key = sealing.unlock(path, WORDS)
    with Ledger.open(path, key=key) as ledger:
        ledger.append(ledger.find_case("letter"), f.NoteAdded("pending " * 3000))
        connection = ledger._desk.connection
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []  # with a WAL pending
        for denied in DENIED:
            with pytest.raises(schema.failures(), match=r"denied|not authorized"):
                connection.execute(denied)
        with schema.unlocked(connection):
            for name, value in TIGHT.items():
                assert str(connection.execute(f"PRAGMA {name}").fetchone()[0]) == value, name
            assert ("secure-delete", 1) in connection.execute("SELECT * FROM passages_fts_config").fetchall()
    assert path.stat().st_size % PAGE == 0


TIGHT = {
    "cipher_page_size": str(PAGE),
    "page_size": str(PAGE),
    "cipher_memory_security": "0",
    "cipher_hmac_algorithm": "HMAC_SHA512",
    "cipher_use_hmac": "1",
    "secure_delete": "1",
    "cell_size_check": "1",
    "trusted_schema": "0",
    "mmap_size": "0",
    "synchronous": "2",
    "temp_store": "2",
    "journal_mode": "wal",
}
DENIED = [
    *(f"PRAGMA {name}='x'" for name in ("key", "rekey", "hexkey", "hexrekey", "textkey", "main.rekey", "cipher_log")),
    *(f"PRAGMA {name}=1" for name in ("cipher_page_size", "cipher_compatibility", "cipher_use_hmac", "kdf_iter")),
    *(f"PRAGMA {name}" for name in ("cipher_migrate", "cipher_settings", "cipher_salt", "writable_schema=ON")),
    *(f"PRAGMA {name}" for name in ("secure_delete=OFF", "synchronous=OFF", "journal_mode=OFF", "cipher_profile='x'")),
    "ATTACH ':memory:' AS plain KEY ''",
    "VACUUM INTO 'elsewhere.db'",
    "SELECT sqlcipher_export('main')",
]


def test_a_key_that_does_not_fit_is_told_by_us_alone(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sealed(path)
    with pytest.raises(schema.failures(), match="not a database"):
        schema.connect(path, key=Key.new())
    assert capfd.readouterr() == ("", "")


def test_what_does_not_encrypt_is_given_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection of the standard library's, which takes a key in silence; and a file that came out plain."""
    with sqlite3.connect(":memory:") as plain, pytest.raises(errors.NoCipher):
        cipher.unlock(plain, Key.new())
    plain.close()
    connect = schema.connect
    monkeypatch.setattr(schema, "connect", lambda path, **_: connect(path))
    monkeypatch.setattr(tables, "forget_deleted_words", lambda connection: None)
    with pytest.raises(errors.NoCipher, match="came out unencrypted"):
        Ledger.create(path, key=Key.new())
    assert not list(path.parent.iterdir())
